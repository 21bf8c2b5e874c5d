"""Find every rate at which what was lent and what is paid weigh the same; it never picks one among several.

A rate is sought as growth over the whole term, y = span · ln(1 + i), so that a loan of a week and one of thirty years
look alike. With one change of sign there is one answer (Descartes); with more, the whole range outside of which the
first or the last flow outweighs all others is searched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import asinh, exp, expm1, fsum, inf, log, sinh
from typing import Final

# Above e^700 a float overflows; amounts multiply, so powers stop earlier. Such a rate is told, not printed.
_LARGEST: Final = 600.0
_STEPS: Final = 1500
_TOUCHES: Final = 1e-11


@dataclass(frozen=True, slots=True)
class Term:
    """An amount (received negative, paid positive) after `periods` whole or fractional periods.

    `odd` is the fraction of a period over which interest is simple (Regulation Z); 0 elsewhere.
    """

    amount: float
    periods: float
    odd: float = 0.0


@dataclass(frozen=True, slots=True)
class Roots:
    """The rates per period found, lowest first, as ln(1 + i); and how often the flows change sign in time."""

    growths: tuple[float, ...]
    sign_changes: int


def find_roots(terms: Sequence[Term]) -> Roots:
    """Find the rates per period that bring the terms to zero.

    No root where all flows go one way. Each is exact to about fifteen digits of the growth over the whole term.
    """
    lined_up = _in_time(terms)
    changes = sum((one.amount > 0) != (next_.amount > 0) for one, next_ in zip(lined_up, lined_up[1:], strict=False))
    span = max((one.periods + one.odd for one in lined_up), default=0.0)
    if not changes or span <= 0:
        return Roots((), changes)
    scale = fsum(abs(one.amount) for one in lined_up)

    def weight(y: float) -> float:
        return _worth(lined_up, y / span) / scale

    if changes == 1:
        bracket = _bracket(weight, lined_up[0].amount > 0)
        return Roots((_solve(weight, *bracket) / span,) if bracket else (), changes)
    found = sorted(y / span for y in _search(weight, lined_up, span))
    return Roots(tuple(found), changes)


def _in_time(terms: Sequence[Term]) -> list[Term]:
    """Add up what falls on the same time, drop what is nothing, order by time."""
    summed: dict[tuple[float, float], list[float]] = {}
    for one in terms:
        summed.setdefault((one.periods, one.odd), []).append(one.amount)
    merged = [Term(total, *when) for when, amounts in summed.items() if (total := fsum(amounts))]
    return sorted(merged, key=lambda one: one.periods + one.odd)


def _worth(terms: Sequence[Term], growth: float) -> float:
    """Return the worth of all terms at the beginning, at a rate of e^growth - 1 a period."""
    rate = expm1(growth) if growth < _LARGEST else inf
    return fsum(
        one.amount * _power(-growth * one.periods) / (1.0 + one.odd * rate if one.odd else 1.0) for one in terms
    )


def _power(exponent: float) -> float:
    return exp(exponent) if exponent < _LARGEST else exp(_LARGEST)


def _bracket(weight: Callable[[float], float], first_is_positive: bool) -> tuple[float, float] | None:
    """Find two growths between which the one root lies: with much growth, the first flow outweighs all others."""
    at_zero = weight(0.0)
    if at_zero == 0:
        return 0.0, 0.0
    near, step = 0.0, -0.25 if (at_zero > 0) == first_is_positive else 0.25
    while abs(step) < 1e7:
        if (weight(step) > 0) != (at_zero > 0):
            return (near, step) if near < step else (step, near)
        near, step = step, step * 2
    return None


def _solve(weight: Callable[[float], float], low: float, high: float) -> float:
    """Close in on a root by inverse quadratic steps where three points allow one, else by halves (Chandrupatla 1997)."""
    near, far, at_near, at_far = low, high, weight(low), weight(high)
    if at_near == 0 or low == high:
        return low
    share = 0.5
    for _turn in range(200):
        guess = near + share * (far - near)
        at_guess = weight(guess)
        if (at_guess > 0) == (at_near > 0):
            third, at_third = near, at_near
        else:
            third, at_third, far, at_far = far, at_far, near, at_near
        near, at_near = guess, at_guess
        best, at_best = (near, at_near) if abs(at_near) < abs(at_far) else (far, at_far)
        least = 2e-16 * max(abs(best), 1e-3) / abs(far - near) if far != near else 1.0
        if at_best == 0 or least > 0.5:
            return best
        share = min(max(_share(near, far, third, at_near, at_far, at_third), least), 1 - least)
    return best


def _share(near: float, far: float, third: float, at_near: float, at_far: float, at_third: float) -> float:
    """Return how far to step from the nearer point to the farther: to where the inverse parabola crosses, or half."""
    if third == far or at_third in (at_far, at_near):
        return 0.5
    place, height = (near - far) / (third - far), (at_near - at_far) / (at_third - at_far)
    if not (height * height < place and (1 - height) ** 2 < 1 - place):
        return 0.5
    first = at_near / (at_far - at_near) * at_third / (at_far - at_third)
    return first + (third - near) / (far - near) * at_near / (at_third - at_near) * at_far / (at_third - at_far)


def _search(weight: Callable[[float], float], terms: Sequence[Term], span: float) -> Iterator[float]:
    """Yield every root in the range that matters, including one where the curve only touches zero."""
    low, high = _range(terms, span)
    points = list(_points(low, high))
    values = [weight(point) for point in points]
    for at in range(len(points) - 1):
        if values[at] == 0:
            yield points[at]
        elif values[at + 1] != 0 and (values[at] > 0) != (values[at + 1] > 0):
            yield _solve(weight, points[at], points[at + 1])
        elif at and _dips(values[at - 1 : at + 2]):
            yield from _at_bottom(weight, points[at - 1], points[at + 1])
    if values[-1] == 0:
        yield points[-1]


def _range(terms: Sequence[Term], span: float) -> tuple[float, float]:
    """Bound the growth: outside, the first (or the last) flow outweighs all others together."""
    times = [(one.periods + one.odd) / span for one in terms]
    all_others_first = fsum(abs(one.amount) for one in terms[1:])
    all_others_last = fsum(abs(one.amount) for one in terms[:-1])
    high = log(max(all_others_first / abs(terms[0].amount), 1.0)) / (times[1] - times[0]) + 1.0
    low = -log(max(all_others_last / abs(terms[-1].amount), 1.0)) / (times[-1] - times[-2]) - 1.0
    # A fraction of simple interest falls more slowly than compound interest: leave it more room.
    room = 4.0 if any(one.odd for one in terms) else 1.0
    return max(low * room, -_LARGEST), high * room


def _points(low: float, high: float) -> Iterator[float]:
    """Space the points closely around zero, where rates of loans lie, and widely far from it."""
    first, last = asinh(low * 8), asinh(high * 8)
    for number in range(_STEPS + 1):
        yield sinh(first + (last - first) * number / _STEPS) / 8


def _dips(values: Sequence[float]) -> bool:
    before, at, after = map(abs, values)
    same_side = (values[0] > 0) == (values[1] > 0) == (values[2] > 0)
    return same_side and at <= before and at <= after and at < 1e-3


def _at_bottom(weight: Callable[[float], float], low: float, high: float) -> Iterator[float]:
    """Yield the lowest point between two where the curve touches zero there."""
    for _turn in range(100):
        third = (high - low) / 3
        if abs(weight(low + third)) < abs(weight(high - third)):
            high -= third
        else:
            low += third
    bottom = (low + high) / 2
    if abs(weight(bottom)) < _TOUCHES:
        yield bottom
