"""How many days a message says a debt is overdue; a condition ("if it is 90 days overdue") states nothing."""

from __future__ import annotations

from fairdue.kernel.expression import Expression
from fairdue.kernel.places import before, found_at
from fairdue.screening.numerals import value_of

NUMBER = "[0-9]{1,4}|[零一二三四五六七八九十两百]{1,5}"
_OVERDUE = Expression(
    "(?:逾期|超期|过期|拖欠|欠款)(?:时间|天数|日数|期限)?"
    f"(?:已经|已达|已有|已|达到|达|了|整|长达|第|超过|超|为|是|:|\\s){{0,3}}(?P<n>{NUMBER})\\s?(?P<unit>天|日(?![前内期])|周|星期)"
    f"|(?P<n2>{NUMBER})\\s?(?P<unit2>天|日|周|星期)(?:以来|了)?(?:一直)?(?:未还|没还|未归还|不还|仍未)",
    needs=("期", "拖欠", "欠款", "还", "仍未"),
)
# What each such statement has in it, and with what it begins.
_COUNTED = Expression("[0-9零一二三四五六七八九十两百](?=\\s?(?:天|日|周|星期))", needs="天日周期")
_BEGINS = "逾超过拖欠0123456789零一二三四五六七八九十两百"
_SUPPOSED = Expression("(?:如果|如|若|倘若|一旦|凡|但凡|要是|假如|万一|当)[^。;\n]{0,8}$")
_OPEN_END = Expression("(?:以上|以内|内|后将|将会|将被|就会)")


def find_days_overdue(plain: str) -> int | None:
    """Return the days overdue that a message states as a fact, weeks as seven days; None where it states none."""
    for found in found_at(_OVERDUE, plain, before(plain, _COUNTED.finditer(plain), 14, _BEGINS)):
        if _SUPPOSED.search(plain[max(0, found.start() - 12) : found.start()]) or _OPEN_END.match(plain, found.end()):
            continue
        value = value_of(found["n"] or found["n2"])
        if value is not None and value == int(value):
            return int(value) * (7 if (found["unit"] or found["unit2"]) in ("周", "星期") else 1)
    return None
