"""Sums of money in a message with what they are said to be; it adds nothing up and believes none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span
from fairdue.records.assessment import Amount
from fairdue.screening.numerals import value_of
from fairdue.screening.roles import role_of

_LARGEST = Decimal(10) ** 12
_FIGURES = "0-9零〇一二三四五六七八九十百千万亿两廿壹贰叁肆伍陆柒捌玖拾佰仟萬億兩"
# A run may begin with points and commas; one of nothing else is no number.
_RUN = Expression(f"[{_FIGURES}][{_FIGURES}点.,]*")
_POINTS = frozenset("点.,，．")
_LONGEST_RUN = 24
_CURRENCY = Expression("(?:¥|￥|rmb|cny|人民币)\\s?:?\\s?$")
_MULTIPLIER = Expression("\\s?(?P<by>[wk](?![a-z])|多?[万千百亿])")
_YUAN = Expression("\\s?(?:多|余|来)?\\s?(?:元(?![旦宵素月件气])|圆|块钱|块(?![儿头面去])|rmb|人民币)(?:整|正|钱)?")
# The lower end of a range whose upper end says the unit: 2000-3000元.
_RANGE = Expression("\\s?[-~至到—]\\s?[0-9][0-9,.]{0,12}\\s?[万千]?\\s?(?:元|块)")
_JIAO = Expression(
    "(?P<jiao>[0-9零一二三四五六七八九壹贰叁肆伍陆柒捌玖])角(?:(?P<fen>[0-9零一二三四五六七八九壹贰叁肆伍陆柒捌玖])分)?(?:整|正)?"
)
_BIG_UNIT = {"万": 10_000, "w": 10_000, "千": 1_000, "k": 1_000, "百": 100, "亿": 100_000_000}
# Words right before a bare number that say it is money.
_MONEY_SAID = Expression(
    "(?:欠款|欠费|欠|应还|待还|未还|还款|还|金额|本金|利息|罚息|违约金|滞纳金|总额|合计|共计|总计|余额|费用|账单|额度|"
    "最低还款额|还款额|手续费|服务费|保证金|借款|借|贷款|授信|转|付|支付|缴|交|赔)"
    "(?:金额|总额|总计|共计|一共|合计|人民币|共|约|达|为|是|了|我司|我行|那|这|的|最高|可达|:|\\s){0,4}$"
)
# What can stand right before a sum, the end of a currency or of those words, and right after it.
_MONEY_LAST = frozenset("¥￥by币欠款费还额金息计用单度借信转付缴交赔共约达为是了司行那这的高:")
_MONEY_NEXT = frozenset("元圆块r人多余来wk万千百亿-~至到—")
_NOT_MONEY_BEFORE = Expression(
    "(?:尾号|末四位|尾数|后四位|卡号|编号|单号|验证码|校验码|第|电话|热线|致电|拨打|x|\\*|[a-z0-9.-])\\s?:?$"
)
_NOT_MONEY_AFTER = Expression(
    "\\s?(?:[天日月年期次笔号时秒%‰位个人家折倍楼层条件张岁户名点年级部届米克吨里亩分/:x*~a-z-]|积分|小时|工作日|以内|块地)"
)
_COUNTED_AFTER = Expression("\\s?[人次户家名位个件台里公步粉字条张里米亩吨年]|\\s?多人")


class _Sum(NamedTuple):
    span: Span
    value: Decimal


def find_amounts(text: str, plain: str) -> tuple[Amount, ...]:
    """Find sums, left to right, in decimal yuan; `plain` has links, numbers and accounts already taken out."""
    found: list[Amount] = []
    end = 0
    for one in _sums(text, plain):
        if one.span.start < end:
            continue
        is_range = bool(found) and re.fullmatch("\\s?[-~至到—]\\s?", plain[end : one.span.start])
        role = found[-1].role if is_range else role_of(plain, one.span, end)
        quote = one.span.of(text)
        found.append(Amount(quote, one.span.start, one.span.end, str(one.value), role))
        end = one.span.end
    return tuple(found)


def _sums(text: str, plain: str) -> Iterator[_Sum]:
    for found in _RUN.finditer(plain):
        start, end = found.span()
        while start and plain[start - 1] in "点.,":
            start -= 1
        if end - start > _LONGEST_RUN:
            continue
        for part in _parts(text, Span(start, end)):
            if _may_be_money(plain, part):
                summed = _sum_at(plain, part)
                if summed:
                    yield summed


def _may_be_money(plain: str, number: Span) -> bool:
    """Tell whether what stands next to a number can be a unit or a word for money: most numbers are of other things."""
    before, after = plain[number.start - 1 : number.start], plain[number.end : number.end + 1]
    return after in _MONEY_NEXT or before in _MONEY_LAST or after.isspace() or before.isspace()


def _parts(text: str, run: Span) -> Iterator[Span]:
    """Split a run of digits at commas that do not group thousands, and strip stray marks from both ends."""
    written = run.of(text)
    if _POINTS.isdisjoint(written):
        yield run
        return
    pieces = [written] if _is_grouped(written) else re.split("([,，])", written)
    at = run.start
    for piece in pieces:
        left = len(piece) - len(piece.lstrip(".,，．点"))
        core = piece.strip(".,，．点")
        if core:
            yield Span(at + left, at + left + len(core))
        at += len(piece)


def _is_grouped(written: str) -> bool:
    return bool(re.fullmatch(r"[0-9０-９]{1,3}(?:,[0-9０-９]{3})+(?:[.．][0-9０-９]{1,4})?[.,，]*", written))


def _sum_at(plain: str, number: Span) -> _Sum | None:
    """Read the number at a span as money, with what stands before and after it, or say it is none."""
    written, before = number.of(plain), plain[max(0, number.start - 14) : number.start]
    if re.match("0[0-9]", written) or re.search("(?:尾号|末四位|后四位)[^0-9]{0,3}$", before):
        return None
    currency = _CURRENCY.search(before)
    if not currency and re.search("(?:[a-z0-9x*]|美元|港币|港元|欧元|日元|usd|hkd|\\$)$", before):
        return None
    by = _MULTIPLIER.match(plain, number.end)
    end = by.end() if by else number.end
    yuan = _YUAN.match(plain, end)
    is_large = bool(by or re.search("[万千百亿仟佰萬億]", written))
    if not (currency or yuan or _RANGE.match(plain, end) or _is_said(plain, number, end, before, is_large)):
        return None
    value = _value(written, by)
    if value is None or (yuan and _is_figure_of_speech(plain, number)):
        return None
    start = number.start - (len(before) - currency.start() if currency else 0)
    return _with_jiao(plain, Span(start, yuan.end()), value) if yuan else _Sum(Span(start, end), _rounded(value))


def _value(written: str, by: re.Match[str] | None) -> Decimal | None:
    """Work out the sum; a number too large to be anybody's debt is none."""
    base = value_of(written)
    value = base * _BIG_UNIT[by["by"][-1]] if base is not None and by else base
    return value if value is not None and value < _LARGEST else None


def _is_figure_of_speech(plain: str, number: Span) -> bool:
    """Leave out one 块 alone and a lone 百 or 千."""
    lone = number.of(plain) in {"一", "万", "千", "百", "亿", "点", "两"}
    return lone and plain[number.end : number.end + 1] != "元"


def _with_jiao(plain: str, span: Span, value: Decimal) -> _Sum:
    small = _JIAO.match(plain, span.end)
    if not small:
        return _Sum(span, _rounded(value))
    cents = (value_of(small["jiao"]) or 0) * 10 + (value_of(small["fen"] or "零") or 0)
    return _Sum(Span(span.start, small.end()), _rounded(value + cents / Decimal(100)))


def _is_said(plain: str, number: Span, end: int, before: str, is_large: bool) -> bool:
    """Tell whether words before a number without a unit say that it is money, and nothing after it says otherwise."""
    said = _MONEY_SAID.search(before)
    if not said or is_large:
        return bool(said) and not _COUNTED_AFTER.match(plain, end)
    written = number.of(plain)
    if not written[0].isdigit() or (len(written) > 7 and "." not in written and "," not in written):
        return False
    whole = int(re.split("[^0-9]", written.replace(",", ""), maxsplit=1)[0])
    if whole < (100 if "利息" in said[0] else 10):
        return False
    if _NOT_MONEY_BEFORE.search(before) or _NOT_MONEY_AFTER.match(plain, end):
        return False
    return not (re.fullmatch("20[0-9]{2}", written) and re.match("[-/.年]", plain[end : end + 1]))


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)
