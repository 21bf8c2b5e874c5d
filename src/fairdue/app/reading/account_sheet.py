"""The rebuilt account as a sheet whose figures follow when a payment, a day or a rate is changed.

A formula stands in a cell only where it comes to the audit's own figure; otherwise the figure itself stands there, so
that nothing on first opening differs from the audit. Columns that are empty from top to bottom are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.account_words import row_words
from fairdue.kernel.money import to_yuan
from fairdue.records.audit import LedgerRow
from fairdue.records.sheet import Cell, Formula, Number, Row, Sheet, Value

FIRST: Final = 4  # the row the account begins in, below title, note and headings
NAME: Final = _("账目")
# Field of a row → heading and look, in the order of the sheet; `owed` is ours: everything left.
_COLUMNS: Final[Mapping[str, tuple[str, Number | None]]] = {
    "on": (_("日期"), None),
    "words": (_("事项"), None),
    "days": (_("天数"), "count"),
    "base": (_("计息本金"), "amount"),
    "rate": (_("年利率"), "percent"),
    "interest": (_("利息"), "amount"),
    "late_base": (_("逾期本金"), "amount"),
    "late_rate": (_("逾期年利率"), "percent"),
    "late_interest": (_("逾期利息"), "amount"),
    "compound": (_("复利"), "amount"),
    "penalty_rate": (_("违约金年利率"), "percent"),
    "penalty": (_("违约金"), "amount"),
    "planned": (_("合同写的本期利息"), "amount"),
    "room": (_("上限以内的本期利息"), "amount"),
    "scheduled": (_("到期的利息"), "amount"),
    "beyond": (_("付了不退、没付不算的利息"), "amount"),
    "costs": (_("费用"), "amount"),
    "advanced": (_("放款"), "amount"),
    "paid": (_("还款"), "amount"),
    "to_costs": (_("抵费用"), "amount"),
    "to_interest": (_("抵利息"), "amount"),
    "to_beyond": (_("抵上限以外的利息"), "amount"),
    "to_late_interest": (_("抵逾期利息"), "amount"),
    "to_compound": (_("抵复利"), "amount"),
    "to_principal": (_("抵本金"), "amount"),
    "to_penalty": (_("抵违约金"), "amount"),
    "surplus": (_("多还的"), "amount"),
    "principal": (_("剩本金"), "amount"),
    "interest_due": (_("剩利息"), "amount"),
    "beyond_due": (_("剩上限以外的利息"), "amount"),
    "late_interest_due": (_("剩逾期利息"), "amount"),
    "compound_due": (_("剩复利"), "amount"),
    "penalty_due": (_("剩违约金"), "amount"),
    "costs_due": (_("剩费用"), "amount"),
    "owed": (_("一共还欠"), "amount"),
}
_ALWAYS: Final = frozenset(
    {"on", "words", "days", "advanced", "paid", "to_interest", "to_principal", "principal", "owed"}
)
_RATES: Final = frozenset({"rate", "late_rate", "penalty_rate"})
# What is left of each kind: the balance, what adds to it in a row, what a payment takes from it. In the order of paying.
_BALANCES: Final[Mapping[str, tuple[tuple[str, ...], str]]] = {
    "costs_due": (("costs",), "to_costs"),
    "interest_due": (("interest", "scheduled"), "to_interest"),
    "beyond_due": (("beyond",), "to_beyond"),
    "late_interest_due": (("late_interest",), "to_late_interest"),
    "compound_due": (("compound",), "to_compound"),
    "principal": (("advanced",), "to_principal"),
    "penalty_due": (("penalty",), "to_penalty"),
}
_OWED: Final = ("principal", "interest_due", "late_interest_due", "compound_due", "penalty_due", "costs_due")
_INTEREST: Final = {"interest": ("base", "rate"), "late_interest": ("late_base", "late_rate"),
                    "penalty": ("late_base", "penalty_rate")}  # fmt: skip


def account_sheet(ledger: Sequence[LedgerRow], say: Say) -> Sheet:
    """Write the rebuilt account; an account without rows gives an empty sheet."""
    if not ledger:
        return Sheet(say(NAME), ())
    used = [name for name in _COLUMNS if name in _ALWAYS or any(_figure(row, name) for row in ledger)]
    note = say(_("利息 = 本金 × 年利率 × 天数 ÷ 一年的天数，四舍五入到分。改一笔还款或一个利率，后面会跟着变。"))
    rows: list[Row] = [(Cell(say(_("重算的账")), "title"),), (Cell(note, "soft"),)]
    rows.append(tuple(Cell(say(_COLUMNS[name][0]), "head") for name in used))
    before: LedgerRow | None = None
    for at, row in enumerate(ledger, FIRST):
        writer = _RowWriter(row, before, at, {name: _letter(across) for across, name in enumerate(used)})
        rows.append(tuple(Cell(writer.value(name, say), number=_COLUMNS[name][1]) for name in used))
        before = row
    widths = tuple(12.0 if name == "on" else 26.0 if name == "words" else 14.0 for name in used)
    return Sheet(say(NAME), tuple(rows), widths, frozen_rows=FIRST - 1, frozen_columns=2)


def place_of(ledger: Sequence[LedgerRow], name: str, say: Say) -> str | None:
    """Return the cell that holds a field of the last row, as seen from another sheet; None where it is left out."""
    used = [one for one in _COLUMNS if one in _ALWAYS or any(_figure(row, one) for row in ledger)]
    if not ledger or name not in used:
        return None
    return f"'{say(NAME)}'!{_letter(used.index(name))}{FIRST + len(ledger) - 1}"


@dataclass(frozen=True, slots=True)
class _RowWriter:
    """One row of the account: its figures, those of the row above, and the letters of the columns shown."""

    row: LedgerRow
    before: LedgerRow | None
    at: int
    letters: Mapping[str, str]

    def value(self, name: str, say: Say) -> Value:
        """Return what stands in a column: words, a figure, or the formula that comes to it."""
        row = self.row
        if name == "on":
            return row.on
        if name == "words":
            return row_words(row, say)
        if name == "room" and row.room is None:
            return None
        if name in _RATES:
            return Decimal(getattr(row, name)) if _figure(row, name) else None
        figure = Decimal(row.days) if name == "days" else to_yuan(_figure(row, name))
        expression, comes_to = self._formula(name)
        return Formula(expression, figure) if expression and comes_to == figure else figure

    def _formula(self, name: str) -> tuple[str, Decimal]:
        """Return the formula of a column and what it comes to; no formula where the figure is given."""
        row, before = self.row, self.before
        if name == "days" and before:
            return f"{self._cell('on')}-{self._cell('on', above=True)}", Decimal((row.on - before.on).days)
        if name == "base" and before and row.base:
            return self._sum(["principal"], ["late_base"], above=True)
        if name in _INTEREST:
            return self._interest(*_INTEREST[name])
        if name == "late_base" and before and row.late_base:
            return self._cell("principal", above=True), to_yuan(before.principal)
        if name == "compound" and before:
            return self._interest("interest_due", "late_rate", above=True)
        if name == "scheduled" and row.planned:
            room = row.planned if row.room is None else row.room
            limited = f"MIN({self._cell('planned')},{self._cell('room')})"
            return self._cell("planned") if row.room is None else limited, to_yuan(min(row.planned, room))
        if name == "owed":
            return self._sum(list(_OWED), [])
        if name == "surplus" and row.paid:
            return self._sum(["paid"], [taken for _adds, taken in _BALANCES.values()])
        if name in _BALANCES:
            adds, taken = _BALANCES[name]
            return self._sum([*adds], [taken], carried=name)
        return self._taken(name)

    def _taken(self, name: str) -> tuple[str, Decimal]:
        """Return what a payment takes of one kind: no more than is left of it, after what goes first."""
        order = [taken for _adds, taken in _BALANCES.values()]
        if name not in order or not self.row.paid:
            return "", Decimal(0)
        balance = list(_BALANCES)[order.index(name)]
        rest, rest_fen = self._sum(["paid"], order[: order.index(name)])
        left, left_fen = self._sum([*_BALANCES[balance][0]], [], carried=balance)
        return f"MIN({rest},{left})", min(rest_fen, left_fen)

    def _interest(self, base: str, rate: str, above: bool = False) -> tuple[str, Decimal]:
        """Return interest as base × rate × days ÷ days of the year, rounded half up to the fen."""
        row = self.row
        fen = _figure(self.before if above and self.before else row, base)
        fraction = Decimal(getattr(row, rate))
        if not fen or not fraction or not row.days:
            return "", Decimal(0)
        exact = Decimal(fen) * fraction * row.days / row.basis / 100
        days = self._cell("days")
        expression = f"ROUND({self._cell(base, above)}*{self._cell(rate)}*{days}/{row.basis},2)"
        return expression, exact.quantize(Decimal("0.01"), ROUND_HALF_UP)

    def _sum(
        self, plus: Sequence[str], minus: Sequence[str], carried: str = "", above: bool = False
    ) -> tuple[str, Decimal]:
        """Add and subtract columns of this row; `carried` comes from the row above, with `above` all of `plus` do."""
        terms: list[tuple[str, str, LedgerRow]] = []
        if carried and self.before:
            terms.append(("+", self._cell(carried, above=True), self.before))
        source = self.before if above and self.before else self.row
        parts = [*(("+", name, source) for name in plus), *(("-", name, self.row) for name in minus)]
        terms += [(sign, self._cell(name, above and sign == "+"), row) for sign, name, row in parts]
        names = [carried] * bool(carried and self.before) + [name for _sign, name, _row in parts]
        total = sum((1 if t[0] == "+" else -1) * _figure(t[2], name) for t, name in zip(terms, names, strict=True))
        words = "".join(sign + cell for sign, cell, _row in terms if cell)
        return words.removeprefix("+") or "0", to_yuan(total)

    def _cell(self, name: str, above: bool = False) -> str:
        """Name a cell of this row or of the one above; empty where the column is left out, because it is nought."""
        return f"{self.letters[name]}{self.at - above}" if name in self.letters else ""


def _figure(row: LedgerRow, name: str) -> int:
    """Return a figure of a row, in fen or days; rates count as present or not."""
    if name == "owed":
        return sum(_figure(row, one) for one in _OWED)
    value = getattr(row, name)
    return int(bool(value)) if name in _RATES else int(value or 0)


def _letter(across: int) -> str:
    """Name a column by its place, counted from 0.

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    above, rest = divmod(across, 26)
    return (_letter(above - 1) if above else "") + chr(65 + rest)
