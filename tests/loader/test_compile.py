"""The compiled pack: the same bytes each time, everything filled in, and nothing written when the pack is broken."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from fairdue.kernel.errors import PackBroken
from fairdue.loader.compile import as_bytes, compile_checked, compile_pack, write_pack
from fairdue.loader.folder import FORMAT
from fairdue.loader.sources import read_sources
from fairdue.records.rules import FIELD
from tests.loader.specimen import GOOD, RULE, write


def test_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    """Two copies written in opposite order compile to the same bytes."""
    one = write(tmp_path / "one", GOOD)
    other = write(tmp_path / "other", dict(reversed(list(GOOD.items()))))
    assert as_bytes(compile_checked(one)) == as_bytes(compile_checked(other))


def test_compiled_pack_is_one_json_document(tmp_path: Path) -> None:
    """The file is plain JSON, with one section a line."""
    document = compile_pack(read_sources(write(tmp_path, GOOD)))
    content = as_bytes(document)
    assert json.loads(content) == json.loads(json.dumps(document))
    assert content.count(b"\n") == len(document) + 2


def test_rule_is_compiled_whole(tmp_path: Path) -> None:
    """Fragments are filled in, literals found, defaults stated, days written as text, examples kept apart."""
    document = compile_pack(read_sources(write(tmp_path, GOOD)))
    (rule,) = document["rules"]
    assert rule["patterns"]["arrest"] == "(?:警察|公安).{0,12}(?:抓|带走)"
    assert document["index"]["rules"] == [["arrest-for-debt", FIELD.join(("arrest 0", "jail 1", "repaid 2"))]]
    assert set(document["index"]["words"]) == {"警察", "公安", "抓", "带走", "坐牢", "判刑", "已还清", "不会"}
    assert (rule["effective_from"], rule["effective_to"], rule["scope"]) == ("2021-01-01", None, "sentence")
    assert rule["heeds"] == ["negation", "quotation", "warning", "report", "assurance", "genre", "other-matter"]
    assert "matches" not in rule
    assert document["examples"]["arrest-for-debt"]["matches"][1] == {"text": "等着坐牢吧"}


def test_an_office_posed_as_is_one_in_any_matter(tmp_path: Path) -> None:
    """A rule that finds an office posed as does not heed that no debt is spoken of."""
    posed = GOOD[RULE].replace("topic: threat", "topic: impersonation")
    (rule,) = compile_pack(read_sources(write(tmp_path, {**GOOD, RULE: posed})))["rules"]
    assert rule["heeds"] == ["negation", "quotation", "warning", "report", "assurance", "genre"]


def test_rule_that_only_reads_heeds_warnings(tmp_path: Path) -> None:
    """A rule without finding and signal heeds warnings only, unless it says otherwise."""
    start, end = GOOD[RULE].split("finding:")
    only_reads = start + end[end.index("reads_as:") :]
    (rule,) = compile_pack(read_sources(write(tmp_path, {**GOOD, RULE: only_reads})))["rules"]
    assert rule["heeds"] == ["warning"]


def test_provision_knows_its_instrument(tmp_path: Path) -> None:
    """A provision carries the id and the name of the instrument whose folder it lies in."""
    provision = compile_pack(read_sources(write(tmp_path, GOOD)))["provisions"]["peace-law-50"]
    assert (provision["instrument"], provision["name"]) == ("peace-law", "某治安法")
    assert provision["effective_from"] == "2026-01-01"


def test_broken_pack_is_not_compiled(tmp_path: Path) -> None:
    """A broken pack raises with its first problem: file, line and words."""
    write(tmp_path, {**GOOD, RULE: GOOD[RULE].replace("severity: serious", "severity: huge")})
    with pytest.raises(PackBroken) as broken:
        compile_checked(tmp_path, date(2026, 11, 21))
    assert str(broken.value.values["first"]).startswith(f"{RULE}:16: error: finding.severity: 没有 huge 这个选择。")
    assert broken.value.values["count"] == 1


def test_pack_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that fails leaves the old file as it was and no other behind."""
    write(tmp_path, {**GOOD, "pack.json": "old"})
    document = compile_pack(read_sources(tmp_path))

    def fails(_from: str, _to: str) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr("os.replace", fails)
        with pytest.raises(OSError, match="disk full"):
            write_pack(tmp_path, document)
    assert (tmp_path / "pack.json").read_text() == "old"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
    assert json.loads(write_pack(tmp_path, document).read_bytes())["format"] == FORMAT


@pytest.mark.parametrize(("severity", "code", "written"), [("serious", 0, True), ("huge", 3, False)])
def test_module_compiles_for_the_build(tmp_path: Path, severity: str, code: int, written: bool) -> None:
    """Run as a module it writes pack.json, or says what is wrong and leaves with 3."""
    write(tmp_path, {**GOOD, RULE: GOOD[RULE].replace("severity: serious", f"severity: {severity}")})
    command = [sys.executable, "-m", "fairdue.loader.compile", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, (tmp_path / "pack.json").exists()) == (code, written), done.stderr
