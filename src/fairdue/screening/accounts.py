"""Accounts a message names to be paid into: card numbers, payment names, account holders; it checks no bank."""

from __future__ import annotations

import re

from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span, apart
from fairdue.records.assessment import Quoted

_DIGITS = Expression(r"[0-9](?<![0-9a-z.,*].)(?:[ -]?[0-9]){11,18}(?![0-9a-z*]|[ -]?[0-9])", needs="0123456789")
_CARD_SAID = Expression(
    r"(?:卡号|账号|帐号|账户|帐户|户号|银行卡|储蓄卡|收款卡|对公户?|转到|转入|转至|打到|打入|汇到|汇入|存到|存入)[^0-9\n]{0,12}$"
)
_NOT_A_CARD = Expression(
    r"(?:订单|流水|编号|运单|快递|单号|身份证|证件|合同|案号|验证码|电话|手机|热线|致电|拨打|借据|凭证|税号|信用代码|尾号|回复)[^0-9\n]{0,8}$"
)
_NAMED = Expression(
    r"(?:支付宝|微信|薇信|v信|vx|wx|qq|扣扣|收款码|财付通)\s?(?:收款)?\s?(?:账号|帐号|账户|帐户|号码|号|id)?\s?[:是为加]{0,2}\s?"
    r"(?P<id>[a-z0-9][a-z0-9_.@-]{4,39})",
    needs=("支付宝", "微信", "薇信", "v信", "vx", "wx", "qq", "扣扣", "收款码", "财付通"),
)
_HOLDER = Expression(
    r"(?:户名|收款人|收款方|开户名|账户名称|帐户名称|开户人|账户名)"
    rf"(?:\s?:\s?(?P<name>(?:{HAN}|[\u00b7*]){{2,20}})|[是为 ](?P<person>(?:{HAN}|[*]){{2,4}})(?!{HAN}))",
    needs=("户名", "收款", "开户"),
)
_PLACEHOLDER = Expression(r"(?:https?|www|app|vip|qq|wxid)|[a-z0-9_.@-]{0,30}?xxx")
_BORN = Expression(r"[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3,4}")


def find_accounts(text: str, plain: str) -> tuple[Quoted, ...]:
    """Find card numbers (12 to 19 digits), payment names and account holders; `plain` has links already taken out."""
    spans = {Span(match.start(), match.end()) for match in _DIGITS.finditer(plain) if _is_card(plain, match)}
    for match in _NAMED.finditer(plain):
        span = Span(match.start(), match.start() + len(match[0].rstrip(".-_")))
        if not _PLACEHOLDER.match(match["id"]):
            spans.add(span)
    for match in _HOLDER.finditer(plain):
        if set(match["name"] or match["person"]) - set("*"):
            spans.add(Span(match.start(), match.end()))
    return tuple(Quoted(span.of(text), span.start, span.end) for span in apart(spans))


def _is_card(plain: str, match: re.Match[str]) -> bool:
    before = plain[max(0, match.start() - 18) : match.start()]
    digits = re.sub("[^0-9]", "", match[0])
    said = bool(_CARD_SAID.search(before))
    if _NOT_A_CARD.search(before) and not re.search(r"(?:卡号|收款|账号|帐号)[^0-9]{0,6}$", before):
        return False
    if said:
        return True
    if len(digits) < 16 or len(set(digits)) < 3 or (len(digits) == 18 and _BORN.fullmatch(digits)):
        return False
    return digits.startswith("62") or (digits[0] in "3459" and _passes_luhn(digits))


def _passes_luhn(digits: str) -> bool:
    """Tell whether the check digit fits, as it does on every bank card."""
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
