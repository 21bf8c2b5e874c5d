"""A table of claims is audited row by row into a table beside it, whole or not at all, faults in their own column."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fairdue.app.audit_claims import audit_claims, template
from fairdue.kernel.errors import MissingColumn, UnknownName, UnreadableFile

TODAY = date(2026, 11, 21)
HEADS = "编号,出借人,机构类型,合同日,算到哪天,到账日,到账金额,年利率,到期日,还款记录,主张总额"
GOOD = "甲,王某,个人,2021-03-01,2022-03-01,2021-03-01,100000,24%,2022-03-01,没有,124000"
BAD = "乙,王某,个人,2021-03-01,2022-03-01,2021-03-01,-5,24%,2022-03-01,没有,124000"
UNCONFIRMED = "丙,王某,个人,2026-11-01,2026-11-20,2026-11-01,1000,24%,2027-11-01,没有,1000"
ALIVE = '"=HYPERLINK(""http://x"")",王某,个人,2021-03-01,2022-03-01,2021-03-01,100000,24%,2022-03-01,没有,1'


def audited(folder: Path, *rows: str, name: str = "out.csv") -> list[dict[str, str]]:
    """Audit rows of CSV and read the result back."""
    (folder / "in.csv").write_text("\n".join((HEADS, *rows)), "utf-8")
    audit_claims(folder / "in.csv", folder / name, "cn", TODAY)
    return list(csv.DictReader((folder / name).read_text("utf-8-sig").splitlines()))


def test_each_row_has_its_figures_or_its_fault(tmp_path: Path) -> None:
    """One row out per row in: claimed = supported + difference, or the cell and how to mend it."""
    good, bad, unconfirmed = audited(tmp_path, GOOD, BAD, UNCONFIRMED)
    assert (good["支持（低）"], good["差额（高）"], good["错误"]) == ("115400.00", "8600.00", "")
    assert bad["支持（低）"] == "" and "in.csv!G3" in bad["错误"] and "写正数" in bad["错误"]
    assert "lpr-1y" in unconfirmed["错误"] and "2026-10-19" in unconfirmed["错误"]


def test_words_of_the_table_never_run(tmp_path: Path) -> None:
    """A formula typed into the table comes out as words."""
    (row,) = audited(tmp_path, ALIVE)
    assert row["编号"].startswith("'=")


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    """Whoever waits is told how far it is."""
    (tmp_path / "in.csv").write_text("\n".join((HEADS, *[GOOD] * 248, BAD, UNCONFIRMED)), "utf-8")
    told: list[tuple[int, int]] = []
    done = audit_claims(
        tmp_path / "in.csv", tmp_path / "out.csv", "cn", TODAY, progress=lambda *at: told.append(at), processes=2
    )
    assert (done.rows, done.errors, told) == (250, 2, [(100, 250), (200, 250), (250, 250)])


def test_the_template_is_audited_as_it_is(tmp_path: Path) -> None:
    """The empty table comes with a worked row that has an answer."""
    for name in ("t.xlsx", "t.csv"):
        template(tmp_path / name)
        done = audit_claims(tmp_path / name, tmp_path / f"out-{name}", "cn", TODAY)
        assert (done.rows, done.errors) == (1, 0)


REFUSED: tuple[tuple[str, str, type[Exception], str], ...] = (
    ("in.txt", "out.csv", UnknownName, HEADS),
    ("in.csv", "in.csv", UnreadableFile, HEADS),
    ("in.csv", "out.csv", MissingColumn, "编号\n1"),
    ("none.csv", "out.csv", UnreadableFile, ""),
)


@pytest.mark.parametrize(("source", "target", "error", "text"), REFUSED, ids=lambda value: str(value)[:20])
def test_what_cannot_be_done_leaves_nothing_behind(
    tmp_path: Path, source: str, target: str, error: type[Exception], text: str
) -> None:
    """A wrong format, the same file twice, columns missing, no file: told, and no output appears."""
    if text:
        (tmp_path / source).write_text(text, "utf-8")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(error):
        audit_claims(tmp_path / source, tmp_path / target, "cn", TODAY)
    assert sorted(tmp_path.iterdir()) == before


def test_a_workbook_keeps_every_column_given(tmp_path: Path) -> None:
    """What stood in the table comes out again beside the figures."""
    openpyxl = pytest.importorskip("openpyxl")
    (tmp_path / "in.csv").write_text(f"{HEADS},备注\n{GOOD},老客户", "utf-8")
    audit_claims(tmp_path / "in.csv", tmp_path / "out.xlsx", "cn", TODAY)
    rows: list[Any] = list(openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets[0].iter_rows(values_only=True))
    row = dict(zip(rows[0], rows[1], strict=True))
    # 100,000 × 24 % due after a year: 24 % compounded
    assert (row["备注"], row["支持（高）"], row["实际年化%"]) == ("老客户", 115400, 24)
