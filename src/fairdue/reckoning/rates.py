"""The annual cost of a loan by each method, with what must be said of it; it reads no file and chooses no method.

irr           per period, for evenly spaced flows; published: nominal = periodic × periods in a year
xirr          yearly compound growth over days by a day count; published: effective
us-actuarial  Regulation Z, Appendix J; published: nominal = unit-period rate × unit-periods in a year
eu-aprc       Directive 2008/48/EC, Annex I; published: effective
simple        interest on remaining principal only, never on interest (in `simple_rates`); published: nominal
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import expm1, fsum, isfinite, log1p

from fairdue.kernel.errors import NoRate
from fairdue.kernel.months import Period
from fairdue.reckoning.costs import totals
from fairdue.reckoning.day_counts import year_fraction
from fairdue.reckoning.roots import Roots, Term, find_roots
from fairdue.reckoning.unit_periods import choose_unit_period, common_period, count_periods, per_year, series_day
from fairdue.reckoning.year_intervals import YearUnit, choose_year_unit, years_between
from fairdue.records.money import CashFlow, DayCount, RateMethod, RateResult, RateWarning

_SHORT_DAYS = 30
_LARGEST_GROWTH = 700.0


def irr(amounts: Sequence[Decimal], periods_per_year: Fraction | int = 1) -> RateResult:
    """Return the rate per period of evenly spaced amounts (received negative, paid positive), from period zero on.

    Raises NoRate where they never change sign.

    >>> round(irr([Decimal(-5000)] + [Decimal(230)] * 24, 12).percent, 2)
    9.69
    """
    terms = [Term(float(amount), float(at)) for at, amount in enumerate(amounts) if amount]
    roots = find_roots(terms)
    return _published("irr", roots, sum(amounts, Decimal(0)), Fraction(periods_per_year))


def irr_dated(flows: Sequence[CashFlow], unit_period: Period | None = None) -> RateResult:
    """Return the rate per period of dated flows whole periods apart; raises NoRate (`not-evenly-spaced`) where not."""
    unit, counts = _counted_periods(flows, unit_period, None)
    if any(odd for _whole, odd in counts):
        raise NoRate(why="not-evenly-spaced", given=str(unit))
    terms = [Term(float(flow.amount), float(at)) for flow, (at, _odd) in zip(flows, counts, strict=True)]
    return _published("irr", find_roots(terms), _total(flows), per_year(unit), _short_term(flows))


def xirr(flows: Sequence[CashFlow], day_count: DayCount = "actual/365") -> RateResult:
    """Return the yearly compound rate of dated flows, years counted from the first by `day_count`.

    Raises NoRate where they never change sign or all fall on one day.
    """
    first = _first_of_several(flows)
    terms = [Term(float(flow.amount), float(year_fraction(first, flow.on, day_count))) for flow in flows]
    roots = find_roots(terms)
    return _published("xirr", roots, _total(flows), Fraction(1), _short_term(flows), shown_per_year=_natural(flows))


def yearly_rate(days: Sequence[date], amounts: Sequence[float]) -> float | None:
    """Return the XIRR of bare numbers as a fraction, None where there is none or several compete: the reference.

    >>> round(yearly_rate([date(2025, 1, 1), date(2026, 1, 1)], [-1000.0, 1240.0]), 9)
    0.24
    """
    first = min(days, default=date.min)
    roots = find_roots([Term(amount, (day - first).days / 365) for day, amount in zip(days, amounts, strict=True)])
    chosen = _chosen(roots, Decimal(fsum(amounts))) if roots.growths else None
    growth = None if chosen is None else roots.growths[chosen]
    return None if growth is None or growth >= _LARGEST_GROWTH else expm1(growth)


def us_actuarial(
    flows: Sequence[CashFlow], unit_period: Period | None = None, begins_on: date | None = None
) -> RateResult:
    """Return the annual percentage rate of Regulation Z, Appendix J, by the general equation (b)(8).

    The term begins with the first advance, or on `begins_on` where the finance charge is earned from a later day.
    Raises NoRate.
    """
    unit, counts = _counted_periods(flows, unit_period, begins_on)
    terms = [
        Term(float(flow.amount), float(whole), float(odd)) for flow, (whole, odd) in zip(flows, counts, strict=True)
    ]
    return _published("us-actuarial", find_roots(terms), _total(flows), per_year(unit), _short_term(flows))


def eu_aprc(flows: Sequence[CashFlow], unit: YearUnit | None = None, day_count: DayCount | None = None) -> RateResult:
    """Return the annual percentage rate of charge of Directive 2008/48/EC, Annex I.

    Intervals are whole weeks, months or years and days, counted back to the first drawdown; `day_count` counts days
    alone instead. Raises NoRate.
    """
    first = _first_of_several(flows)
    if day_count is None:
        days = [flow.on for flow in flows]
        chosen, anchor = unit or choose_year_unit(first, days), series_day([day for day in days if day > first])
        years = [years_between(first, day, chosen, anchor) for day in days]
    else:
        years = [year_fraction(first, flow.on, day_count) for flow in flows]
    terms = [Term(float(flow.amount), float(at)) for flow, at in zip(flows, years, strict=True)]
    roots = find_roots(terms)
    return _published("eu-aprc", roots, _total(flows), Fraction(1), _short_term(flows), shown_per_year=_natural(flows))


def _counted_periods(
    flows: Sequence[CashFlow], unit_period: Period | None, begins_on: date | None
) -> tuple[Period, list[tuple[int, Fraction]]]:
    """Choose the unit-period where none is given, and count it from the beginning of the term to every flow."""
    first = begins_on or _first_of_several(flows)
    paid = sorted(flow.on for flow in flows if flow.amount > 0)
    unit = unit_period or choose_unit_period(first, sorted(flow.on for flow in flows if flow.amount < 0), paid)
    anchor = series_day(paid)
    return unit, [count_periods(first, max(flow.on, first), unit, anchor) for flow in flows]


def _first(flows: Sequence[CashFlow]) -> date:
    if not flows:
        raise NoRate(why="no-flows", given=None)
    return min(flow.on for flow in flows)


def _first_of_several(flows: Sequence[CashFlow]) -> date:
    """Return the first day; raises NoRate where money goes both ways on that one day alone."""
    first = _first(flows)
    if {flow.on for flow in flows} == {first} and len({flow.amount > 0 for flow in flows}) == 2:
        raise NoRate(why="same-day", given=first.isoformat())
    return first


def _total(flows: Sequence[CashFlow]) -> Decimal:
    return sum((flow.amount for flow in flows), Decimal(0))


def _natural(flows: Sequence[CashFlow]) -> Fraction:
    """Return how many of the loan's own periods make a year, twelve where it has none: for the figures beside."""
    paid = sorted(flow.on for flow in flows if flow.amount > 0)
    advanced = sorted(flow.on for flow in flows if flow.amount < 0)
    found = common_period(_first(flows), advanced, paid)
    return per_year(found) if found else Fraction(12)


def _short_term(flows: Sequence[CashFlow]) -> tuple[RateWarning, ...]:
    """Warn where a term of days is blown up to a year: the cost in money says more."""
    days = (max(flow.on for flow in flows) - _first(flows)).days
    received, paid = totals(flows)
    if 0 < days < _SHORT_DAYS and received:
        percent = round(float((paid - received) / received * 100), 2)
        return (RateWarning("short-term", {"days": days, "cost": paid - received, "percent": percent}),)
    return ()


def _published(
    method: RateMethod,
    roots: Roots,
    total: Decimal,
    periods: Fraction,
    warnings: tuple[RateWarning, ...] = (),
    shown_per_year: Fraction | None = None,
) -> RateResult:
    """Make the result from the roots found, per period of which `periods` make a year; raises NoRate for none."""
    if not roots.sign_changes:
        raise NoRate(why="one-direction", given=None)
    if not roots.growths:
        raise NoRate(why="no-root", given=roots.sign_changes)
    shown = shown_per_year or periods
    yearly = [growth * float(periods) for growth in roots.growths]
    published = [_percent(growth) if method in ("xirr", "eu-aprc") else _nominal(growth, shown) for growth in yearly]
    chosen = _chosen(roots, total, method)
    warnings = (*warnings, *_about_roots(roots, published, chosen))
    if chosen is None:
        return RateResult(method, None, None, None, None, float(shown), warnings, tuple(_finite(published)))
    growth = yearly[chosen]
    figures = (published[chosen], _nominal(growth, shown), _percent(growth), _percent(growth / float(shown)))
    if any(figure is None for figure in figures):
        warnings = (*warnings, RateWarning("too-large"))
        figures = (None, None, None, None) if figures[0] is None else figures
    if (figures[3] or 0) < -1e-9:
        warnings = (*warnings, RateWarning("negative", {"total": total}))
    return RateResult(method, *figures, float(shown), warnings, tuple(_finite(published)))


def _chosen(roots: Roots, total: Decimal, method: RateMethod = "irr") -> int | None:
    """Return the one root, or the only one on the side the total points to; None where several compete.

    A loss in sum beside rates above zero settles nothing: which is meant is not for the arithmetic to say.
    Appendix J (b)(9) solves by iteration from an ordinary rate, so its published figure is the lowest that fits.
    """
    if len(roots.growths) == 1:
        return 0
    fitting = [at for at, growth in enumerate(roots.growths) if (growth > 0) == (total > 0) and total]
    if total < 0 and len(fitting) < len(roots.growths):
        return None
    return fitting[0] if len(fitting) == 1 or (fitting and method == "us-actuarial" and total > 0) else None


def _about_roots(roots: Roots, published: Sequence[float | None], chosen: int | None) -> tuple[RateWarning, ...]:
    if chosen is None:
        return (RateWarning("several-rates", {"rates": [round(one, 4) for one in _finite(published)]}),)
    if len(roots.growths) > 1:
        others = [round(one, 4) for one in _finite([one for at, one in enumerate(published) if at != chosen])]
        return (RateWarning("other-rates", {"rates": others}),)
    return (RateWarning("sign-changes", {"count": roots.sign_changes}),) if roots.sign_changes > 1 else ()


def _finite(values: Sequence[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _percent(growth: float) -> float | None:
    """Turn growth into a rate in percent, None where it is beyond any number."""
    return _clean(expm1(growth) * 100) if growth < _LARGEST_GROWTH else None


def _nominal(yearly_growth: float, shown: Fraction) -> float | None:
    periodic = yearly_growth / float(shown)
    return _clean(expm1(periodic) * 100 * float(shown)) if periodic < _LARGEST_GROWTH else None


def _clean(percent: float) -> float | None:
    """Drop the noise beyond what the solver knows, so that a rate of zero is zero."""
    return (round(percent, 10) + 0.0 if abs(percent) < 1e6 else percent) if isfinite(percent) else None


def effective_percent(nominal_percent: float, periods_per_year: int) -> float:
    """Turn a nominal yearly percentage into the effective one, compounding so often a year.

    >>> round(effective_percent(24, 12), 2)
    26.82
    """
    return expm1(periods_per_year * log1p(nominal_percent / 100 / periods_per_year)) * 100
