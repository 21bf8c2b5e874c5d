"""Numbers as people write them, in digits or Chinese numerals, as exact decimals; it knows nothing of money."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from fairdue.kernel.expression import Expression

_LONGEST = 24
_DIGITS = Expression(r"[0-9]{1,15}(?:\.[0-9]{1,6})?|[0-9]{1,3}(?:,[0-9]{3}){1,4}(?:\.[0-9]{1,6})?")
_SCALED = Expression(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)([万千百亿])")
_SCALE = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SINGLE = {letter: Decimal(number) for number, letter in enumerate("零一二三四五六七八九十")} | {"两": Decimal(2)}
# 三百, 两万, 十五, 二十, 三十二: what is said most, and cn2an need not be loaded for.
_PLAIN = Expression("([一二三四五六七八九两])([百千万亿])|([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_FORMAL = str.maketrans("萬億兩廿〇", "万亿两二零")


def value_of(written: str) -> Decimal | None:
    """Read a number, or return None for what is none.

    >>> value_of("1,234.50"), value_of("3.5万"), value_of("壹万贰仟叁佰"), value_of("两千"), value_of("三百五")
    (Decimal('1234.50'), Decimal('35000.0'), Decimal('12300'), Decimal('2000'), Decimal('350'))
    """
    if not written or len(written) > _LONGEST:
        return None
    if _DIGITS.fullmatch(written):
        return Decimal(written.replace(",", ""))
    if written in _SINGLE:
        return _SINGLE[written]
    if scaled := _SCALED.fullmatch(written):
        return Decimal(scaled[1]) * _SCALE[scaled[2]]
    if plain := _PLAIN.fullmatch(written):
        figure, unit, tens, ones = plain.groups()
        return _SINGLE[figure] * _SCALE[unit] if figure else 10 * _SINGLE[tens or "一"] + _SINGLE[ones or "零"]
    if "廿" in written:
        written = written.replace("廿", "二十")
    return _chinese(written.translate(_FORMAL))


def _chinese(written: str) -> Decimal | None:
    """Read Chinese and mixed numerals with cn2an, which is only loaded when one is met."""
    from cn2an import cn2an

    try:
        read = Decimal(str(cn2an(written, "smart")))
    except (ValueError, KeyError, IndexError, TypeError, InvalidOperation):
        return None
    return read if read.is_finite() and read >= 0 else None
