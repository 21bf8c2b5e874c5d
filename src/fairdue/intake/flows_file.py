"""The file of `fairdue rate`: what was lent and what is paid, read into a question with every fault named by its line.

The fields are those of `schemas/flows.schema.json`; figures are read as people write them (see `figures`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast, get_args

from fairdue.intake.figures import read_amount, read_count, read_day, read_period
from fairdue.intake.marked import Faults, MarkedFile, Place
from fairdue.kernel.errors import UnusableFigure
from fairdue.kernel.months import Period, series
from fairdue.records.money import CashFlow, Counted, DayCount, FlowKind, RateMethod, RateQuestion

FIELDS: Final = (
    "title", "note", "method", "advances", "payments", "fees", "refunds", "periodic", "unit_period", "day_count",
    "begins_on",
)  # fmt: skip
FLOW_FIELDS: Final = ("on", "first", "every", "count", "month_end", "amount", "payee", "label", "counted")
METHODS: Final[tuple[RateMethod, ...]] = get_args(RateMethod)
DAY_COUNTS: Final[tuple[DayCount, ...]] = get_args(DayCount)
MOST_FLOWS: Final = 10_000
# Which options go with which method.
_WITH_UNIT: Final = ("irr", "us-actuarial", "eu-aprc")
_WITH_DAY_COUNT: Final = ("xirr", "eu-aprc", "simple")
_DATED_ONLY: Final = ("xirr", "simple")
_LISTS: Final[Mapping[str, tuple[FlowKind, int]]] = {
    "advances": ("advance", -1),
    "payments": ("payment", 1),
    "fees": ("fee", 1),
    "refunds": ("refund", -1),
}


def read_flows(content: bytes, source: str) -> RateQuestion:
    """Read the file; raises UnusableFigure naming source, line and field of the first fault."""
    file = MarkedFile.read(content, source)
    whole = file.mapping(file.data, (), FIELDS)
    is_periodic = "periodic" in whole
    if is_periodic == any(name in whole for name in _LISTS):
        raise UnusableFigure(where=source, given=None, why="both-or-neither", limit=None)
    method = cast(RateMethod, file.choice(whole, ("method",), METHODS, "irr" if is_periodic else "xirr"))
    unit, day_count = _options(file, whole, method)
    if is_periodic:
        if method in _DATED_ONLY:
            raise file.fault(("periodic",), "periodic", "not-for-method", method)
        amounts, per_year = _periodic(file, whole["periodic"])
        return RateQuestion(method, periodic=amounts, per_year=per_year, unit_period=unit, day_count=day_count)
    flows = _dated(file, whole, method)
    begins_on = None
    if whole.get("begins_on") is not None:
        begins_on = read_day(whole["begins_on"], file.where(("begins_on",)))
        if method != "us-actuarial":
            raise file.fault(("begins_on",), begins_on, "not-for-method", method)
    return RateQuestion(method, flows, unit_period=unit, day_count=day_count, begins_on=begins_on)


def _options(file: MarkedFile, whole: Mapping[str, Any], method: RateMethod) -> tuple[Period | None, DayCount | None]:
    unit = day_count = None
    if whole.get("unit_period") is not None:
        unit = read_period(whole["unit_period"], file.where(("unit_period",)))
        eu_unit = unit.count == 1 and unit.unit in ("week", "month", "year")
        # Appendix J (b)(4): a unit-period is a year at most.
        us_unit = unit.count <= {"day": 366, "week": 52, "semimonth": 24, "month": 12, "year": 1}[unit.unit]
        fits = {"eu-aprc": eu_unit, "us-actuarial": us_unit}.get(method, True)
        if method not in _WITH_UNIT or not fits:
            raise file.fault(("unit_period",), whole["unit_period"], "not-for-method", method)
    if whole.get("day_count") is not None:
        day_count = cast(DayCount, file.choice(whole, ("day_count",), DAY_COUNTS, ""))
        if method not in _WITH_DAY_COUNT:
            raise file.fault(("day_count",), day_count, "not-for-method", method)
    return unit, day_count


def _periodic(file: MarkedFile, value: object) -> tuple[tuple[Decimal, ...], int]:
    given = file.mapping(value, ("periodic",), ("amounts", "per_year"))
    entries = file.sequence(given, ("periodic", "amounts"))
    amounts: list[Decimal] = []
    faults = Faults(file.source)
    for at, entry in enumerate(entries):
        with faults.noted():
            amounts.append(read_amount(entry, file.where(("periodic", "amounts", at)), signed=True))
    faults.tell()
    per_year = read_count(given.get("per_year", 1), file.where(("periodic", "per_year")), 1, 366)
    return tuple(amounts), per_year


def _dated(file: MarkedFile, whole: Mapping[str, Any], method: RateMethod) -> tuple[CashFlow, ...]:
    """Read every list of flows, fees without a day on the day of the loan.

    Nothing is paid before it was lent; only Appendix J knows loans paid in advances that begin after the payments.
    """
    if not whole.get("advances"):
        raise file.fault(("advances",), None, "missing")
    loan_day: date | None = None
    may_precede = False
    flows: list[CashFlow] = []
    faults = Faults(file.source)
    for name in _LISTS:
        for at, entry in enumerate(file.sequence(whole, (name,)) if whole.get(name) is not None else ()):
            with faults.noted():
                flows.extend(_entry(file, entry, (name, at), loan_day, may_precede))
        if name == "advances":
            faults.tell()
            loan_day = min(flow.on for flow in flows)
            may_precede = method == "us-actuarial" and len(flows) > 1
    faults.tell()
    if len(flows) > MOST_FLOWS:
        raise file.fault(("payments",), len(flows), "not-a-count", f"1-{MOST_FLOWS}")
    return tuple(sorted(flows, key=lambda flow: flow.on))


def _entry(
    file: MarkedFile, entry: object, place: tuple[str, int], loan_day: date | None, may_precede: bool
) -> Iterator[CashFlow]:
    """Yield the flow of an entry, or every flow of its series."""
    given = file.mapping(entry, place, FLOW_FIELDS)
    kind, sign = _LISTS[place[0]]
    for on in _days(file, given, place, loan_day if kind == "fee" else None):
        if loan_day is not None and on < loan_day and not may_precede:
            raise file.fault((*place, "on" if "on" in given else "first"), on, "before-the-loan", loan_day)
        yield _flow(file, given, place, on, kind, sign)


def _days(file: MarkedFile, entry: Mapping[str, Any], place: Place, without: date | None) -> Iterator[date]:
    """Yield the one day of an entry, or every day of its series."""
    if "first" not in entry:
        if without is not None and "on" not in entry:
            yield without
            return
        for name in ("every", "count", "month_end"):
            if name in entry:
                raise file.fault((*place, "first"), None, "missing")
        yield read_day(entry.get("on"), file.where((*place, "on")))
        return
    first = read_day(entry["first"], file.where((*place, "first")))
    if "on" in entry:
        raise file.fault((*place, "on"), "on", "unknown-field", "first, every, count, amount")
    every = read_period(entry.get("every", "1 month"), file.where((*place, "every")))
    count = read_count(entry.get("count"), file.where((*place, "count")), 1, MOST_FLOWS)
    try:
        yield from series(first, every, count, month_end=entry.get("month_end") is True)
    except (OverflowError, ValueError):
        raise file.fault((*place, "count"), count, "no-such-day") from None


def _flow(file: MarkedFile, entry: Mapping[str, Any], place: Place, on: date, kind: FlowKind, sign: int) -> CashFlow:
    amount = read_amount(entry.get("amount"), file.where((*place, "amount")))
    said = entry.get("counted")
    yes_no = {True: "yes", False: "no"}.get(said, said) if isinstance(said, bool) else said
    counted = cast(Counted, file.choice({"counted": yes_no}, (*place, "counted"), get_args(Counted), "yes"))
    words = {name: str(entry.get(name) or "") for name in ("payee", "label")}
    return CashFlow(on, sign * amount, kind, words["payee"], words["label"], counted)
