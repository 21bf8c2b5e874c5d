"""The account of one debt rebuilt row by row under given lines; it chooses no law and guesses nothing.

Interest: principal * yearly rate * days / basis, or the instalment's own where there is a plan, never above the line.
Payments go to costs, interest and principal in this order (民法典 561) unless agreed otherwise. Every figure is rounded
half up to the fen once, in the row where it arises, so that the rows add up. The arithmetic is that of the reckoning
room in whole numbers, for speed; tests hold both to one answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from fairdue.lending.account import Account, Balances, Book, Inflow, Line
from fairdue.lending.accruing import Ratio, interest_of, months_between, ratio, room_of, within
from fairdue.records.audit import LedgerRow, RowKind
from fairdue.records.debt import Instalment

Fields = dict[str, int | Decimal | None]
# A payment made at most so many days before an instalment, and no larger than it, is that instalment.
_EARLY: Final = timedelta(days=15)


def rebuild(account: Account, lines: Sequence[Line] = (), words: Mapping[str, str] | None = None) -> Book:
    """Rebuild the account up to the day of the claim; lines are in order of their first day.

    `words` names each kind of row; a payment keeps its own note where it has one.
    """
    return _Writer(account, lines, words or {}).write()


@dataclass(slots=True)
class _Period:
    """The stretch since the last instalment: day-weighted principal, and the same weighted by the lines."""

    since: date
    weighted: int = 0
    room: dict[Ratio, int] = field(default_factory=dict)
    stays: dict[Ratio, int] = field(default_factory=dict)
    is_limited: bool = True
    stays_limited: bool = True
    taken: int = 0
    beyond_taken: int = 0


class _Writer:
    """Walk the days on which something happens and write one row for each."""

    def __init__(self, account: Account, lines: Sequence[Line], words: Mapping[str, str]) -> None:
        self.account, self.lines, self.words = account, lines, words
        self.owed = Balances()
        self.rows: list[LedgerRow] = []
        self.surplus = self.repaid = self.advanced = self.due_principal = 0
        self.plan = account.plan
        self.held: list[Inflow] = []
        self.planned_total = sum(one.principal for one in account.plan)
        self.has_plan_interest = any(one.interest for one in account.plan)
        first = account.advances[0][0] if account.advances else account.as_of
        self.at = first
        self.period = _Period(first)
        self.next_due = 0
        self.due_planned = 0
        self.is_all_due = False
        self.rates = tuple(map(ratio, (account.annual_rate, account.late_rate, account.penalty_rate)))

    def write(self) -> Book:
        """Write every row up to the day of the claim."""
        for day, kind, thing in self._events():
            self._on(day, kind, thing)
        self._on(self.account.as_of, "claim-day", None)
        return Book(tuple(self.rows), self.owed, self._overdue(), self.surplus)

    def _events(self) -> Iterable[tuple[date, RowKind, object]]:
        """List what happens up to the day of the claim, in order: money out, new line, instalment, money in."""
        account = self.account
        events: list[tuple[date, int, RowKind, object]] = [(on, 0, "advance", sum_) for on, sum_ in account.advances]
        events += [(line.since, 1, "rate-change", line) for line in self.lines if line.since > self.at]
        last = min(account.as_of, account.accelerated_on or account.as_of)
        events += [(one.due, 2, "due", one) for one in self.plan if one.due <= last]
        if account.accelerated_on and account.accelerated_on <= account.as_of:
            events.append((account.accelerated_on, 3, "due", None))
        inflows = sorted(account.inflows, key=lambda one: one.on)
        events += [(one.on, 4, "payment", one) for one in inflows]
        kept = [event for event in events if event[0] <= account.as_of]
        kept.sort(key=lambda event: event[:2])
        return [(on, kind, thing) for on, _, kind, thing in kept]

    def _on(self, day: date, kind: RowKind, thing: object) -> None:
        accrued = self._accrue(day)
        match thing:
            case int() as amount:
                self.owed.principal += amount
                self.advanced += amount
                self._row(day, kind, accrued | {"advanced": amount})
            case Instalment() as one:
                self._row(day, kind, _both(accrued, self._fall_due(one)))
                self._use_held(day)
            case Inflow() as inflow if self._is_next_instalment(day, inflow):
                self.held.append(inflow)
                self._row(day, "rate-change", accrued)
            case Inflow() as inflow:
                self._apply(day, inflow, _both(accrued, self._take_interest(day)))
            case None:
                accrued = _both(accrued, self._take_interest(day))
                self.is_all_due = self.is_all_due or kind == "due"
                self._row(day, kind, accrued)
                self._use_held(day)
            case _:
                if any(accrued.get(name) for name in ("interest", "late_interest", "compound", "penalty", "beyond")):
                    self._row(day, kind, accrued)

    # --- what accrues ---

    def _accrue(self, day: date) -> Fields:
        """Let the days since the last row accrue; return the fields of the row."""
        days = (day - self.at).days
        overdue = self._overdue()
        base = self.owed.principal - overdue
        line = self._line()
        basis = self.account.basis
        found: Fields = {"days": days, "base": base, "late_base": overdue}
        unpaid = self.owed.interest if self._is_interest_due() else 0
        if self._accrues_by_plan():
            self._weigh(base, days, line)
        elif base:
            rate, beyond = within(self.rates[0], line)
            found["rate"] = self._limited(self.account.annual_rate, line)
            found["interest"] = interest_of(base, rate, days, basis)
            found["beyond"] = interest_of(base, beyond, days, basis)
            self.owed.interest += int(found["interest"] or 0)
            self.owed.beyond += int(found["beyond"] or 0)
        if overdue or unpaid:
            found = _both(found, self._accrue_late(overdue, unpaid, days, line))
        self.at = day
        return found

    def _accrue_late(self, overdue: int, unpaid: int, days: int, line: Line | None) -> Fields:
        account, basis = self.account, self.account.basis
        late_rate, beyond_rate = within(self.rates[1], line)
        late = interest_of(overdue, late_rate, days, basis)
        beyond = interest_of(overdue, beyond_rate, days, basis)
        room = None if line is None or line.rate is None else interest_of(overdue, ratio(line.rate), days, basis) - late
        compound = interest_of(unpaid, self.rates[1], days, basis) if account.compound else 0
        compound = compound if room is None else min(compound, room)
        penalty = interest_of(overdue, self.rates[2], days, basis)
        penalty = penalty if room is None else min(penalty, room - compound)
        self.owed.late_interest += late
        self.owed.beyond += beyond
        self.owed.compound += compound
        self.owed.penalty += penalty
        return {
            "late_rate": self._limited(account.late_rate, line),
            "late_interest": late,
            "beyond": beyond,
            "compound": compound,
            "penalty_rate": account.penalty_rate,
            "penalty": penalty,
        }

    def _is_interest_due(self) -> bool:
        """Tell whether interest not paid yet has fallen due: instalment by instalment, or with the whole at the end."""
        return self.has_plan_interest or self.is_all_due or (bool(self.plan) and self.next_due == len(self.plan))

    def _accrues_by_plan(self) -> bool:
        return self.has_plan_interest and not self.is_all_due and self.next_due < len(self.plan)

    def _weigh(self, base: int, days: int, line: Line | None) -> None:
        """Remember how much principal was used for how long in this period, and under which line."""
        period = self.period
        period.weighted += base * days
        for limit, weights, name in (
            (line.rate if line else None, period.room, "is_limited"),
            (line.stays if line else None, period.stays, "stays_limited"),
        ):
            if limit is None:
                setattr(period, name, getattr(period, name) and not days)
            else:
                rate = ratio(limit)
                weights[rate] = weights.get(rate, 0) + base * days

    def _fall_due(self, one: Instalment) -> Fields:
        """Let an instalment fall due: its interest as far as the line allows, its principal as scaled to the loan."""
        found = self._take_interest(one.due) if self._accrues_by_plan() else {}
        self.next_due += 1
        self.due_planned += one.principal
        if self.planned_total:
            self.due_principal = self.due_planned * self.advanced // self.planned_total
        self.period = _Period(one.due)
        return found

    def _take_interest(self, day: date) -> Fields:
        """Make the interest of this period due as far as it has run by `day`."""
        if not self._accrues_by_plan():
            return {}
        one, period, basis = self.plan[self.next_due], self.period, self.account.basis
        left = self.planned_total - self.due_planned
        length = max((one.due - period.since).days, 1)
        whole_planned = one.interest * period.weighted
        planned = (2 * whole_planned + left * length) // (2 * left * length) if left else 0
        months = months_between(period.since, one.due)
        share = (months, 12 * length) if months else (1, basis)
        room = room_of(period.room, share) if period.is_limited and period.room else None
        stays = room_of(period.stays, share) if period.stays_limited and period.stays else None
        due = planned if room is None else min(planned, room)
        paid_up_to = planned if stays is None else min(planned, stays)
        scheduled = max(due - period.taken, 0)
        beyond = max(max(paid_up_to - due, 0) - period.beyond_taken, 0)
        planned_now = max(planned - period.taken, 0)
        room_now = None if room is None else max(room - period.taken, 0)
        period.taken += scheduled
        period.beyond_taken += beyond
        self.owed.interest += scheduled
        self.owed.beyond += beyond
        return {"planned": planned_now, "room": room_now, "scheduled": scheduled, "beyond": beyond}

    # --- what is paid ---

    def _use_held(self, day: date) -> None:
        """Book the payments that came a few days before the instalment they were for."""
        waiting, self.held = self.held, []
        for inflow in waiting:
            self._apply(day, inflow, {})

    def _is_next_instalment(self, day: date, inflow: Inflow) -> bool:
        """Tell whether a payment a few days early is simply the next instalment: nothing else is owed now."""
        if not self._accrues_by_plan() or self._overdue() or self.owed.interest or inflow.to_principal:
            return False
        one = self.plan[self.next_due]
        is_early = day < one.due <= min(day + _EARLY, self.account.as_of)
        held = sum(each.amount for each in self.held)
        return is_early and held + inflow.amount <= one.principal + one.interest + one.fee

    def _apply(self, day: date, inflow: Inflow, accrued: Fields) -> None:
        owed, left = self.owed, inflow.amount
        found = {"paid": inflow.amount}
        names = ["interest", "beyond", "late_interest", "compound"]
        first = inflow.to_principal or self.account.principal_first
        for name in ["principal", *names, "penalty"] if first else [*names, "principal", "penalty"]:
            part = min(left, getattr(owed, name))
            setattr(owed, name, getattr(owed, name) - part)
            found[f"to_{name}"] = part
            left -= part
        self.repaid += found["to_principal"]
        self.surplus += left
        self._row(day, "payment", accrued | found | {"surplus": left}, inflow.words)

    # --- where things stand ---

    def _overdue(self) -> int:
        if self.is_all_due:
            return self.owed.principal
        return min(max(self.due_principal - self.repaid, 0), self.owed.principal)

    def _line(self) -> Line | None:
        found = None
        for line in self.lines:
            if line.since > self.at:
                break
            found = line
        return found

    def _limited(self, rate: Decimal, line: Line | None) -> Decimal:
        return rate if line is None or line.rate is None else min(rate, line.rate)

    def _row(self, day: date, kind: RowKind, found: Mapping[str, object], words: str = "") -> None:
        owed = self.owed
        self.rows.append(
            LedgerRow(
                on=day,
                kind=kind,
                words=words or self.words.get(kind, ""),
                basis=self.account.basis,
                principal=owed.principal,
                interest_due=owed.interest,
                beyond_due=owed.beyond,
                late_interest_due=owed.late_interest,
                compound_due=owed.compound,
                penalty_due=owed.penalty,
                **found,  # type: ignore[arg-type]
            )
        )


def _both(first: Fields, second: Fields) -> Fields:
    """Join what two steps put into one row; what lies beyond the line may come from both."""
    return first | second | {"beyond": int(first.get("beyond") or 0) + int(second.get("beyond") or 0)}
