"""The workbook of an audit: computed anew by a spreadsheet, every formula comes to the audit's own figure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from fairdue.app.reading.account_sheet import FIRST, NAME
from fairdue.app.reading.audit_sheet import audit_workbook
from fairdue.app.wiring import the_pack
from fairdue.kernel.money import to_yuan
from fairdue.lending.audit import audit
from fairdue.records.audit import Audit
from fairdue.records.debt import ClaimItem, Debt, Disbursement, Fee, LenderKind, Payment, Terms
from fairdue.records.sheet import Formula
from fairdue.render.xlsx import render_xlsx
from tests.app.reading.calculator import Calculator
from tests.app.reading.money_specimen import AGREED, AUDIT, BOOK, EMPTY, NO_CLAIM


def opened(audit: Audit) -> Calculator:
    """Open the workbook of an audit."""
    return Calculator(render_xlsx(audit_workbook(audit, str)))


def heads(book: Calculator) -> dict[str, str]:
    """Return the letter of each column of the account by its heading."""
    return {cell.value: cell.column_letter for cell in book.book[NAME][FIRST - 1]}


@pytest.mark.parametrize("audit", [AUDIT, AGREED, NO_CLAIM], ids=["claim", "agreed", "no-claim"])
def test_every_formula_comes_to_our_figure(audit: Audit) -> None:
    """What a spreadsheet computes from the formulas is what the audit says, to the fen."""
    workbook = audit_workbook(audit, str)
    book = Calculator(render_xlsx(workbook))
    checked = 0
    for sheet in workbook.sheets:
        for at, row in enumerate(sheet.rows, 1):
            for across, cell in enumerate(row):
                if isinstance(cell.value, Formula):
                    place = book.book[sheet.name].cell(at, across + 1).coordinate
                    assert book.value(sheet.name, place) == cell.value.value, (sheet.name, place, cell.value)
                    checked += 1
    assert checked == len(book.formulas()) > 20


TERMS = {
    "instalments": Terms(
        principal=1_000_000, annual_rate=Decimal("0.36"), repayment="equal-payment", months=12,
        first_due=date(2025, 2, 15), late_rate=Decimal("0.5"), penalty_rate=Decimal("0.1"), compound=True,
    ),
    "one day": Terms(principal=1_000_000, annual_rate=Decimal("0.24"), due_on=date(2025, 12, 31)),
    "principal first": Terms(
        principal=1_000_000, annual_rate=Decimal("0.36"), repayment="interest-only", months=6,
        first_due=date(2025, 2, 15), order=("principal",),
    ),
    "nothing known": Terms(),
}  # fmt: skip


@pytest.mark.parametrize("terms", sorted(TERMS))
@pytest.mark.parametrize("kind", ["bank", "private", None])
def test_formulas_of_real_audits(kind: LenderKind | None, terms: str) -> None:
    """Whatever the lender and the terms, a spreadsheet comes to the figures the audit came to, to the fen."""
    debt = Debt(
        id="real",
        as_of=date(2026, 3, 1),
        lender_kind=kind,
        contract_on=date(2025, 1, 15),
        terms=TERMS[terms],
        disbursements=(Disbursement(date(2025, 1, 15), 940_000),),
        payments=(Payment(date(2025, 2, 15), 100_462), Payment(date(2025, 9, 1), 350_000)),
        fees=(Fee("service", "服务费", 60_000, "deducted"),),
        claim=(ClaimItem("principal", 720_000), ClaimItem("interest", 200_000), ClaimItem("late-interest", 90_000)),
    )
    found = audit(debt, the_pack())
    test_every_formula_comes_to_our_figure(found)
    book = opened(found)
    names = heads(book)
    rows = range(FIRST + 1, FIRST + len(found.ledger))
    fixed = {"日期", "事项", "年利率", "逾期年利率", "违约金年利率", "还款", "逾期本金", "放款"}
    fixed |= {"合同写的本期利息", "上限以内的本期利息", "复利", "违约金"}
    dead = [
        (heading, at)
        for heading, letter in names.items()
        if heading not in fixed
        for at in rows
        if book.book[NAME][f"{letter}{at}"].data_type != "f" and book.value(NAME, f"{letter}{at}")
    ]
    assert dead == []


def test_the_account_is_live() -> None:
    """Days, interest, what a payment goes to, balances and sums are formulas in each row after the first."""
    book = opened(AUDIT)
    names = heads(book)
    last = FIRST + len(BOOK.rows) - 1
    for heading in ("天数", "逾期利息", "剩本金", "剩利息", "一共还欠"):
        assert book.book[NAME][f"{names[heading]}{last}"].data_type == "f", heading
    paid = FIRST + next(at for at, row in enumerate(BOOK.rows) if row.kind == "payment")
    for heading in ("抵利息", "抵本金", "利息", "计息本金"):
        assert book.book[NAME][f"{names[heading]}{paid}"].data_type == "f", heading


def test_a_changed_payment_changes_what_is_left() -> None:
    """A reader who adds 100 yuan to the first payment owes that and its interest less."""
    book = opened(AUDIT)
    names = heads(book)
    last = FIRST + len(BOOK.rows) - 1
    paid = FIRST + next(at for at, row in enumerate(BOOK.rows) if row.kind == "payment")
    before = book.value(NAME, f"{names['一共还欠']}{last}")
    place = f"{names['还款']}{paid}"
    book.change(NAME, place, float(book.value(NAME, place)) + 100)
    after = book.value(NAME, f"{names['一共还欠']}{last}")
    assert Decimal(100) < before - after < Decimal(130)


def test_the_claim_is_reckoned_from_the_account() -> None:
    """What is supported points into the account; the differences and sums follow."""
    book = opened(AUDIT)
    page = book.book["结论"]
    assert page["C5"].value.startswith("='账目'!")
    assert book.value("结论", "B9") == to_yuan(AUDIT.claimed)
    assert book.value("结论", "E9") == to_yuan(AUDIT.difference.low)
    assert book.value("结论", "F9") == to_yuan(AUDIT.difference.high)


def test_columns_without_figures_are_left_out() -> None:
    """A loan without penalty and compound interest has no columns for them."""
    names = heads(opened(AUDIT))
    assert "违约金" not in names and "复利" not in names and "逾期利息" in names


def test_sheets_without_rows_are_left_out() -> None:
    """An audit that could rebuild nothing has no account and no sheet of readings."""
    names = [sheet.name for sheet in audit_workbook(EMPTY, str).sheets]
    assert "账目" not in names and "法律的不同读法" not in names


def test_working_and_sources_are_written_out() -> None:
    """Reasons, formulas, inputs, readings, questions and sources stand in words."""
    book = opened(AUDIT)
    said = {str(cell.value) for page in book.book.worksheets for row in page.rows for cell in row}
    for words in ("本金的理由。", "请写明本金怎么算的。", "收费的凭据。", "某部规定 第五条", "某部办法（条号未核）"):
        assert words in said, words
