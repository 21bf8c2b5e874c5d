"""What a package holds: chosen items only, confirmed findings only, the list a court asks for, and a copy that tells nothing."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path

import pypdf
import pyrage
import pytest

from fairdue.app import export_package, keep_evidence
from fairdue.app.export_package import Wanted
from fairdue.kernel.errors import (
    BrokenRecord,
    EmptyText,
    ItemDamaged,
    ItemDeleted,
    UnknownName,
    UnreadableFile,
    WeakPassphrase,
)
from fairdue.records.exhibit import Description
from fairdue.vault.package.catalogue import COLUMNS
from tests.vault.package.case_specimen import (
    NOW,
    PHONE,
    SECRETS,
    TEXT,
    Made,
    add,
    export,
    new_case,
    picture,
    read_text,
)
from tests.vault.specimen import harmed


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A case of three exhibits."""
    return new_case(tmp_path / "vault")


def rows_of(folder: Path) -> list[list[str]]:
    """Read the list of a package."""
    text = (folder / "data/目录/证据目录.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def words_of(pdf: Path) -> list[str]:
    """Read the words of each page of a PDF, blanks left out; some of its glyphs come back as look-alikes."""
    pages = [page.extract_text() for page in pypdf.PdfReader(pdf).pages]
    return [re.sub(r"\s", "", unicodedata.normalize("NFKC", page)) for page in pages]


def test_only_what_was_chosen_is_in_it(made: Made, tmp_path: Path) -> None:
    """A package of the second exhibit holds nothing of the others, and the original byte for byte."""
    export(made, tmp_path / "out", "E0002", masked=False)
    names = sorted(path.name for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert not [name for name in names if name.startswith(("E0001", "E0003"))]
    assert (tmp_path / f"out/完整版/data/原始/E0002_截图 {PHONE}.jpg").read_bytes() == picture()


def test_the_list_has_the_columns_a_court_asks_for(made: Made, tmp_path: Path) -> None:
    """CSV, DOCX and PDF hold number, name, kind, source, content, purpose, pages and copies; the last column is optional."""
    export(made, tmp_path / "a", copies=3)
    rows = rows_of(tmp_path / "a/完整版")
    assert tuple(rows[0]) == COLUMNS
    assert [row[0] for row in rows[1:]] == ["E0001", "E0002", "E0003"]
    assert rows[1][5] == "以告诉家人相威胁" and rows[1][6].endswith("3份") and rows[1][7] == "本人手机"
    pdf = "".join(words_of(tmp_path / "a/完整版/data/目录/证据目录.pdf"))
    for word in ("提交人(签名)", "提交日期", "份数", "公钥指纹", "以告诉家人相威胁"):
        assert word in pdf
    with zipfile.ZipFile(tmp_path / "a/完整版/data/目录/证据目录.docx") as docx:
        assert "以告诉家人相威胁" in docx.read("word/document.xml").decode()
    export(made, tmp_path / "b", with_originals=False)
    assert tuple(rows_of(tmp_path / "b/完整版")[0]) == COLUMNS[:-1]


def test_the_pages_named_are_the_pages_printed(made: Made, tmp_path: Path) -> None:
    """Each exhibit stands on the pages the list names, and every page says which one it is."""
    add(made, "很长的聊天记录，一行一行。\n".encode() * 200, "聊天.txt", Description(name="长聊天"))
    export(made, tmp_path / "out", "E0001", "E0002", "E0003", "E0004", masked=False)
    pages = words_of(tmp_path / "out/完整版/data/目录/证据材料.pdf")
    spans = {row[0]: row[6].split("\n")[0] for row in rows_of(tmp_path / "out/完整版")[1:]}
    assert spans["E0004"].count("-") == 1
    for label, span in spans.items():
        first, _, last = span.partition("-")
        assert label in pages[int(first) - 1]
        assert int(last or first) <= len(pages)
    assert all(f"第{number}页,共{len(pages)}页" in page for number, page in enumerate(pages, 1))


def test_only_confirmed_findings_are_cited(made: Made, tmp_path: Path) -> None:
    """A finding nobody confirmed, or one taken back, stands nowhere in the package."""
    export(made, tmp_path / "a", "E0001")
    told = json.loads((tmp_path / "a/完整版/data/元数据/E0001.json").read_text("utf-8"))
    assert [one["status"] for one in told["confirmed"]] == ["confirmed"]
    assert "其中本人核对过的原话" in rows_of(tmp_path / "a/完整版")[1][4]
    finding = keep_evidence.show(made.vault, made.case, "E0001", read_text, NOW).findings[0]
    keep_evidence.decide(made.vault, made.case, "E0001", finding.id, "machine", NOW)
    export(made, tmp_path / "b", "E0001")
    told = json.loads((tmp_path / "b/完整版/data/元数据/E0001.json").read_text("utf-8"))
    assert told["confirmed"] == []
    assert "核对过" not in rows_of(tmp_path / "b/完整版")[1][4]


def everything(folder: Path) -> bytes:
    """Return every byte and every name of a package, what is compressed inside made plain."""
    found = []
    for path in sorted(folder.rglob("*")):
        found.append(path.name.encode())
        if path.suffix == ".docx":
            with zipfile.ZipFile(path) as inner:
                found += [inner.read(name) for name in inner.namelist()]
        elif path.suffix == ".pdf":
            found += ["".join(words_of(path)).encode(), path.read_bytes()]
        elif path.is_file():
            found.append(path.read_bytes())
    return b"\n".join(found)


def test_nothing_personal_is_left_in_the_covered_copy(made: Made, tmp_path: Path) -> None:
    """No name, number, account or card is in any byte, name or metadata; nor the sum or salt that would let one guess."""
    export(made, tmp_path / "out", looked_over=("E0002",))
    full, masked = everything(tmp_path / "out/完整版"), everything(tmp_path / "out/遮盖版")
    sums = [item.sha256 for item in made.vault.items()]
    for secret in (*SECRETS, "Wang Dali canary"):
        assert secret.encode() in full
        assert secret.encode() not in masked
    assert not [one for one in sums if one.encode() in masked]
    proof = json.loads((tmp_path / "out/遮盖版/proofs/E0001.json").read_text("utf-8"))
    assert (proof["salt"], proof["sha256"], proof["file"]) == (None, None, None)
    assert "〔电话1〕" in masked.decode("utf-8", "ignore")


def test_a_picture_nobody_looked_over_is_left_out(made: Made, tmp_path: Path) -> None:
    """The covered copy holds a picture only where boxes were named or it was declared free; the rest is said to be missing."""
    assert export(made, tmp_path / "a").left_out == ("E0002", "E0003")
    assert not list((tmp_path / "a/遮盖版").rglob("*.png"))
    assert export(made, tmp_path / "b", looked_over=("2",)).left_out == ("E0003",)
    assert list((tmp_path / "b/遮盖版").rglob("E0002_遮盖.png"))


def test_user_words_run_nothing(made: Made, tmp_path: Path) -> None:
    """A name that is a formula, and markup in a text, are words in the list, the papers and the guide."""
    hostile = '=HYPERLINK("http://x.example")'
    add(
        made,
        b"<script>alert(1)</script> #set page(width: 1pt)",
        f"{hostile}.txt",
        Description(name=hostile, proves="@SUM(1)"),
    )
    export(made, tmp_path / "out", "E0004", masked=False)
    row = rows_of(tmp_path / "out/完整版")[1]
    assert row[1].startswith("'=") and row[5].startswith("'@")
    assert "#setpage(width:1pt)" in words_of(tmp_path / "out/完整版/data/目录/证据材料.pdf")[0]


@pytest.mark.parametrize(
    "name", ["长" * 1365 + ".txt", "\u202egpj.exe", "../../etc/passwd", "a\0b", "CON", ".", "名\ud800字.txt"]
)
def test_strange_names_stay_inside(made: Made, tmp_path: Path, name: str) -> None:
    """A name of 4 KB, turned round, climbing out, or of no encoding becomes a plain file name inside the package."""
    add(made, name.encode("utf-8", "surrogatepass"), name, Description())
    export(made, tmp_path / "out", "E0004", masked=False)
    (original,) = (tmp_path / "out/完整版/data/原始").iterdir()
    assert original.name.startswith("E0004_") and len(original.name.encode()) <= 120
    assert not set(original.name) & set("\u202e\0/\\")


def test_a_name_that_turns_the_reading_is_spelled_out(made: Made, tmp_path: Path) -> None:
    """In the list and the papers a name cannot show another ending than it has."""
    add(made, b"x", "\u202egpj.exe", Description())
    export(made, tmp_path / "out", "E0004", masked=False)
    assert rows_of(tmp_path / "out/完整版")[1][1] == "〔U+202E〕gpj.exe"
    for paper in ("证据目录.pdf", "证据材料.pdf"):
        assert "〔U+202E〕gpj.exe" in words_of(tmp_path / "out/完整版/data/目录" / paper)[0]


def test_a_name_known_from_one_item_is_covered_in_all(made: Made, tmp_path: Path) -> None:
    """The covered copy of a package hides in a file name whom another item's text calls by name."""
    add(made, "你妈李秀英，也别想安生".encode(), "短信.txt", Description())
    add(made, b"x", "李秀英.txt", Description())
    export(made, tmp_path / "out", "E0005", "E0004", full=False)
    assert [row[1] for row in rows_of(tmp_path / "out/遮盖版")[1:]] == ["〔人名1〕.txt", "短信.txt"]


def test_the_archive_holds_what_the_folder_holds(made: Made, tmp_path: Path) -> None:
    """A ZIP has the same originals; encrypted, it opens with its passphrase or key only, and no readable file lies beside it."""
    wanted = Wanted(("E0001",))
    given = (made.vault, made.case, wanted)
    export_package.export_file(*given, tmp_path / "a.zip", read_text, NOW)
    identity = pyrage.x25519.Identity.generate()
    to_key, to_words = tmp_path / "b.zip.age", tmp_path / "c.zip.age"
    export_package.export_file(*given, to_key, read_text, NOW, recipient=str(identity.to_public()))
    export_package.export_file(*given, to_words, read_text, NOW, passphrase="雨伞和旧鞋三更天")
    opened = (
        (tmp_path / "a.zip").read_bytes(),
        pyrage.decrypt(to_key.read_bytes(), [identity]),
        pyrage.passphrase.decrypt(to_words.read_bytes(), "雨伞和旧鞋三更天"),
    )
    for data in opened:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            (original,) = (name for name in archive.namelist() if "/原始/" in name)
            assert archive.read(original) == TEXT.encode()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip", "b.zip.age", "c.zip.age", "vault"]
    for path in (to_key, to_words):
        assert PHONE.encode() not in path.read_bytes() and path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("passphrase", ["", "伞", "雨伞和旧鞋呀啊"[:7], "12345678", "伞" * 20])
def test_a_weak_passphrase_locks_no_package(made: Made, tmp_path: Path, passphrase: str) -> None:
    """A package asks of its passphrase what the vault asks; refused, nothing was written."""
    given = (made.vault, made.case, Wanted(("E0001",)))
    with pytest.raises(WeakPassphrase):
        export_package.export_file(*given, tmp_path / "c.zip.age", read_text, NOW, passphrase=passphrase)
    assert [path.name for path in tmp_path.iterdir()] == ["vault"]


def test_what_cannot_be_exported_leaves_nothing(made: Made, tmp_path: Path) -> None:
    """Nothing chosen, a strange label, a destroyed or damaged item, a taken place, a wrong key: an error, and no file."""
    keep_evidence.delete(made.vault, made.case, "E0003", "不要了", NOW)
    out = tmp_path / "out"
    for labels, error in (((), EmptyText), (("E0099",), UnknownName), (("E0003",), ItemDeleted)):
        with pytest.raises(error):
            export_package.export_folder(made.vault, made.case, Wanted(labels), out, read_text, NOW)
    with pytest.raises(BrokenRecord):
        export_package.export_file(
            made.vault, made.case, Wanted(("E0001",)), out, read_text, NOW, recipient="age1nonsense"
        )
    for blob in made.vault.blobs.folder.iterdir():
        blob.write_bytes(harmed(blob.read_bytes()))
    with pytest.raises(ItemDamaged):
        export(made, out, "E0002", masked=False)
    assert sorted(path.name for path in tmp_path.rglob("*") if "out" in path.name) in ([], ["out"])
    assert not [path for path in tmp_path.rglob("*") if "完整版" in path.name]
    (tmp_path / "taken").mkdir()
    with pytest.raises(UnreadableFile):
        export_package.export_file(made.vault, made.case, Wanted(("E0001",)), tmp_path / "taken", read_text, NOW)


def test_the_guide_promises_no_more_than_a_hash_can(made: Made, tmp_path: Path) -> None:
    """It names the files to expect, what a check shows and what not, and leaves the rest to the court, in both copies."""
    export(made, tmp_path / "out", "E0001")
    for name in ("完整版", "遮盖版"):
        folder = tmp_path / "out" / name
        text = (folder / "怎样核验.txt").read_text("utf-8-sig")
        count = sum(path.is_file() for path in folder.rglob("*"))
        assert f"整个包应有 {count} 个文件" in text
        for words in ("不能说明：信息是谁发的", "不能说明：内容是不是真的", "不能说明：有没有漏掉别的", "由法院认定"):
            assert words in text
        assert not re.search("法院会|一定采信|保证|司法认可|放心", text)
        assert (folder / "怎样核验.html").read_text("utf-8").count("由法院认定") == 1
    assert "没有原件的数字指纹" in text
