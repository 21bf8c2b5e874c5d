"""Fees reckoned by brackets of an amount, such as those of courts; the brackets come from the pack, not from here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from fairdue.kernel.money import Fen, Rounding, to_fen, whole

# One bracket as the pack writes it: `up_to` or `above` (yuan), and `fixed` (yuan) or `rate` (a fraction).
Bracket = Mapping[str, object]


def bracket_fee(amount: Fen, brackets: Sequence[Bracket], rounding: Rounding = "half-up") -> Fen:
    """Return the fee for an amount: every bracket charges the part of the amount that lies in it.

    >>> scale = [{"up_to": 10000, "fixed": 50}, {"up_to": 100000, "rate": "0.025"}, {"above": 100000, "rate": "0.02"}]
    >>> bracket_fee(1000000, scale), bracket_fee(2341877, scale), bracket_fee(20000000, scale)
    (5000, 38547, 430000)
    """
    fee, floor = Fraction(0), 0
    for bracket in brackets:
        ceiling = to_fen(_number(bracket["up_to"])) if "up_to" in bracket else None
        if amount <= floor and floor:
            break
        part = amount - floor if ceiling is None else min(amount, ceiling) - floor
        if "fixed" in bracket:
            fee += to_fen(_number(bracket["fixed"]))
        else:
            fee += part * Fraction(_number(bracket["rate"]))
        if ceiling is None:
            break
        floor = ceiling
    return whole(fee, rounding)


def part_of_fee(fee: Fen, factor: Decimal | Fraction, rounding: Rounding = "half-up") -> Fen:
    """Return the share of a fee that is due, such as half for a simplified procedure or a third for a payment order.

    >>> part_of_fee(38547, Fraction(1, 3)), part_of_fee(38547, Decimal("0.5"))
    (12849, 19274)
    """
    return whole(fee * Fraction(factor), rounding)


def _number(value: object) -> Decimal:
    return Decimal(str(value))
