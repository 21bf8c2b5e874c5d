"""A second solver for the tests, independent of the product: exact decimals and bisection, nothing clever."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

# An amount, whole periods, and a fraction of a period of simple interest.
Entry = tuple[Decimal, Decimal, Decimal]


def present_value(entries: Sequence[Entry], rate: Decimal) -> Decimal:
    """Weigh every amount at the beginning: a / ((1 + f·i) (1 + i)^t)."""
    with localcontext() as context:
        context.prec = 40
        return sum(
            (amount / ((1 + odd * rate) * (1 + rate) ** periods) for amount, periods, odd in entries), Decimal(0)
        )


def solve(entries: Sequence[Entry], low: str = "-0.9999999999", high: str = "1000") -> Decimal:
    """Return the rate per period by halving the interval until it is narrower than 1e-18."""
    bottom, top = Decimal(low), Decimal(high)
    at_bottom = present_value(entries, bottom)
    while top - bottom > Decimal("1e-18"):
        middle = (bottom + top) / 2
        if (present_value(entries, middle) > 0) == (at_bottom > 0):
            bottom = middle
        else:
            top = middle
    return (bottom + top) / 2
