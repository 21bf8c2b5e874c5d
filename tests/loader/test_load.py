"""Loading a pack: the same records from the compiled file and from the sources, and never an old file for new sources."""

from __future__ import annotations

import os
from dataclasses import FrozenInstanceError, fields
from datetime import date
from pathlib import Path

import pytest

from fairdue.kernel.errors import PackBroken
from fairdue.loader import load as module
from fairdue.loader.compile import as_bytes, compile_pack, write_pack
from fairdue.loader.load import Sections, load, load_examples, pack_from
from fairdue.loader.sources import read_sources
from fairdue.records.pack import Pack
from fairdue.records.rules import Ignore, Match
from tests.loader.specimen import GOOD, RULE, write


def compiled(folder: Path) -> Path:
    """Write the good pack and its compiled file, the file later than any source."""
    write_pack(write(folder, GOOD), compile_pack(read_sources(folder)))
    return folder


def test_load_equals_compile(tmp_path: Path) -> None:
    """Every part of the pack is the same whether read from the file or built from the compiled document."""
    folder = compiled(tmp_path)
    from_file, from_sources = load(folder), pack_from(compile_pack(read_sources(folder)))
    names = [part.name for part in fields(Pack) if part.name != "read_lending"]
    for name in (*names, "lending"):
        one, other = getattr(from_file, name), getattr(from_sources, name)
        assert (dict(one), len(one)) == (dict(other), len(other)) if hasattr(one, "keys") else one == other, name


def test_records_are_built_whole(tmp_path: Path) -> None:
    """Days are days, lists are tuples, and nothing can be changed."""
    pack = load(compiled(tmp_path))
    (rule,) = pack.rules
    provision = pack.provisions["peace-law-50"]
    assert (pack.name, pack.begins_on) == ("tiny", date(2020, 1, 1))
    assert provision.effective_from == date(2026, 1, 1)
    assert rule.finding is not None and rule.finding.citations == ("peace-law-50",)
    assert pack.parameters["day-rate"].values[1].since == date(2020, 8, 1)
    assert pack.registry.lenders[0].domains[0].shown is False
    assert pack.folding.words == {"徽信": "微信"}
    assert pack.fact_keys["message.kind"].values == ("collection", "scam")
    with pytest.raises(FrozenInstanceError):
        rule.title = "other"  # type: ignore[misc]


def test_rules_come_without_examples(tmp_path: Path) -> None:
    """Screening does not pay for examples; they are asked for by rule."""
    folder = compiled(tmp_path)
    assert load(folder).rules[0].matches == ()
    own = load_examples(folder)["arrest-for-debt"]
    assert own.matches[0] == Match("不还钱公安今晚就来抓你", "公安今晚就来抓")
    assert own.ignores[0] == Ignore("公安提醒你防骗", "提醒")


def test_law_is_not_parsed_until_asked_for(tmp_path: Path) -> None:
    """Only the sections one message needs are parsed at once."""
    sections = Sections(as_bytes(compile_pack(read_sources(write(tmp_path, GOOD)))))
    pack = pack_from(sections)
    assert {"provisions", "instruments", "parameters", "examples"} & set(sections._parsed) == set()
    assert pack.provisions["peace-law-50"].gist == "不得威胁他人。"
    assert "provisions" in sections._parsed


def edit(folder: Path, name: str, old: str, new: str, at: int | None = None) -> None:
    """Change a source; `at` sets its time in nanoseconds."""
    path = folder / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    if at is not None:
        os.utime(path, ns=(at, at))


def test_changed_source_wins_over_the_file(tmp_path: Path) -> None:
    """A source edited after compiling is read, without anybody building again."""
    folder = compiled(tmp_path)
    edit(folder, RULE, "用抓捕来催债", "新的标题")
    os.utime(folder / RULE)
    assert load(folder).rules[0].title == "新的标题"


def test_new_and_removed_sources_are_noticed(tmp_path: Path) -> None:
    """A file added or removed is noticed even when its time is old."""
    folder = compiled(tmp_path)
    write(folder, {RULE.replace("arrest-for-debt", "jail"): GOOD[RULE].replace("arrest-for-debt", "jail")})
    os.utime(folder / RULE.replace("arrest-for-debt", "jail"), ns=(1, 1))
    assert [rule.id for rule in load(folder).rules] == ["arrest-for-debt", "jail"]
    (folder / RULE.replace("arrest-for-debt", "jail")).unlink()
    (folder / "glossary.yaml").unlink()
    assert load(folder).glossary == ()


def test_touched_but_equal_source_keeps_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer time alone (a fresh checkout) does not compile anew: the digest settles it."""
    folder = compiled(tmp_path)
    os.utime(folder / RULE, ns=(2**62, 2**62))
    monkeypatch.setattr(module, "_compiled_anew", lambda *_: pytest.fail("compiled anew"))
    assert len(load(folder).rules) == 1


def test_without_compiled_file_the_sources_are_read(tmp_path: Path) -> None:
    """A pack that was never compiled loads all the same."""
    assert load(write(tmp_path, GOOD)).name == "tiny"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null\n", b"{\n}\n", b'{\n"format":0,\n"rules":[]\n}\n', b"\xff\n\n\n\n"]
)
def test_spoilt_file_is_not_trusted(tmp_path: Path, content: bytes) -> None:
    """A compiled file that is cut, empty or of another format is put aside for the sources."""
    folder = compiled(tmp_path)
    (folder / "pack.json").write_bytes(content)
    assert load(folder).name == "tiny"


def test_truncated_file_is_not_trusted(tmp_path: Path) -> None:
    """A compiled file cut short anywhere never answers as if it were whole."""
    folder = compiled(tmp_path)
    whole = (folder / "pack.json").read_bytes()
    for end in range(0, len(whole) - 1, 997):
        (folder / "pack.json").write_bytes(whole[:end])
        assert len(load(folder).rules) == 1


def test_broken_sources_raise_with_the_first_problem(tmp_path: Path) -> None:
    """Sources with an error are never answered from; the first problem is named with its file and line."""
    folder = compiled(tmp_path)
    edit(folder, RULE, "[peace-law-50]", "[no-such-law]")
    os.utime(folder / RULE)
    with pytest.raises(PackBroken) as broken:
        load(folder)
    assert str(broken.value.values["first"]).startswith(f"{RULE}:18: error: finding.citations.0:")


def test_folder_without_anything_is_broken(tmp_path: Path) -> None:
    """An empty folder is a broken pack, not an empty one."""
    with pytest.raises(PackBroken):
        load(tmp_path)
