"""Money as whole fen, with every rounding spelled out; it knows no debt, no rate and no date."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import (
    MAX_EMAX,
    MIN_EMIN,
    ROUND_CEILING,
    ROUND_FLOOR,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    Context,
    Decimal,
)
from fractions import Fraction
from typing import Final, Literal

# An amount of money, always in whole fen (1 yuan = 100 fen); a plain int so that sums stay exact.
Fen = int
# `half-up` is 四舍五入 and the default everywhere; `half-even` is the banker's; `down` and `up` go by value, not by size.
Rounding = Literal["half-up", "half-even", "down", "up"]

# Wide enough for any sum of yuan times any compounded rate a contract can hold; shared so that results never differ.
EXACT: Final = Context(prec=50, Emax=MAX_EMAX, Emin=MIN_EMIN)
_MODES: Final = {
    "half-up": ROUND_HALF_UP,
    "half-even": ROUND_HALF_EVEN,
    "down": ROUND_FLOOR,
    "up": ROUND_CEILING,
}
_CENT: Final = Decimal("0.01")


def whole(value: Decimal | Fraction, rounding: Rounding = "half-up") -> Fen:
    """Round an exact number of fen to whole fen.

    >>> whole(Decimal("2.5")), whole(Decimal("2.5"), "half-even"), whole(Decimal("-2.5")), whole(Fraction(7, 3), "up")
    (3, 2, -3, 3)
    """
    if isinstance(value, Fraction):
        # 40 more digits than any half needs: a quotient is never mistaken for a tie, a tie never for a quotient.
        value = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    return int(value.to_integral_value(_MODES[rounding]))


def to_fen(yuan: Decimal, rounding: Rounding = "half-up") -> Fen:
    """Turn decimal yuan into whole fen.

    >>> to_fen(Decimal("23418.77")), to_fen(Decimal("0.005")), to_fen(Decimal("0.005"), "down")
    (2341877, 1, 0)
    """
    return whole(EXACT.multiply(yuan, Decimal(100)), rounding)


def to_yuan(fen: Fen) -> Decimal:
    """Turn whole fen into decimal yuan with two places.

    >>> to_yuan(2341877), to_yuan(-5)
    (Decimal('23418.77'), Decimal('-0.05'))
    """
    return EXACT.multiply(Decimal(fen), _CENT).quantize(_CENT)


def written(fen: Fen) -> str:
    """Write an amount for a person.

    >>> written(2341877), written(-5)
    ('¥23,418.77', '-¥0.05')
    """
    return f"{'-' if fen < 0 else ''}¥{to_yuan(abs(fen)):,}"


def split_evenly(total: Fen, parts: int, rounding: Rounding = "half-up") -> tuple[Fen, ...]:
    """Split an amount into equal parts, none below zero; the last absorbs the remainder.

    Raises ValueError for fewer than one part or a negative amount.

    >>> split_evenly(1000000, 3), split_evenly(2000000, 3), split_evenly(5, 8)
    ((333333, 333333, 333334), (666667, 666667, 666666), (1, 1, 1, 1, 1, 0, 0, 0))
    """
    if parts < 1 or total < 0:
        raise ValueError(f"{total} fen do not split into {parts} parts")
    one, left, shares = whole(Fraction(total, parts), rounding), total, []
    for _ in range(parts - 1):
        shares.append(min(one, left))
        left -= shares[-1]
    return (*shares, left)


def share_out(total: Fen, weights: Sequence[Fen]) -> tuple[Fen, ...]:
    """Share an amount in proportion to the weights, to the fen; left-over fen go to the largest fractions, first first.

    Raises ValueError where a weight is negative or all are zero.

    >>> share_out(100, (1, 1, 1)), share_out(1000, (9000, 1000))
    ((34, 33, 33), (900, 100))
    """
    whole_weight = sum(weights)
    if whole_weight <= 0 or min(weights) < 0:
        raise ValueError("shares need weights of zero or more, not all zero")
    shares = [total * weight // whole_weight for weight in weights]
    by_fraction = sorted(range(len(weights)), key=lambda at: (-(total * weights[at] % whole_weight), at))
    for at in by_fraction[: total - sum(shares)]:
        shares[at] += 1
    return tuple(shares)
