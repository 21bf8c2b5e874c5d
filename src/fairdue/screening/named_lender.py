"""The lender a message names: its signature before its body, known names before mere signatures; it vouches for none."""

from __future__ import annotations

import re

from fairdue.kernel.characters import HAN
from fairdue.kernel.expression import Expression
from fairdue.records.assessment import LenderNamed
from fairdue.registry.names import Found, Names
from fairdue.screening.passages import BEGINNING, LONGEST_WHOLE, OPENING

_SIGNATURE = Expression("[【〖\\[〔](?P<name>[^】〗\\]〕\n]{2,24})[】〗\\]〕]", needs="】〗]〕")
# A message is signed at its start or end; a text full of brackets is no reason to look at each.
_SIGNATURES = 4
_ABOUT_DEBT = Expression("借|贷|欠|还款|逾期|额度|账单|帐单|分期|信用|征信|利息|本金|催收|结清|放款")
_OWED = Expression("欠|还款|逾期|超期|催收|到期|罚息|滞纳金")
# 您的某某钱包, 在某某平台的贷款, 通过某某app
_IN_BODY = Expression(
    f"(?:您的|你的|您在|你在|他在|在|通过|登录|登陆|但)(?P<name>{HAN}{{2,6}}?(?:贷|花|宝|钱包|白条|分期|借条|白卡)?)"
    "(?:(?:借款|贷款|借贷)?(?:平台|app)|账户|,存在|借款已|贷款已)",
    needs=("平台", "app", "账户", ",存在", "借款已", "贷款已"),
)
_ANYBODY = Expression(
    "我司|我行|我方|我们|本人|本行|该|手机|官方|多个|各|网贷|借款|贷款|银行|信用|支付|还款|上述|指定|其他|第三方|个人|您|你|他|相关|投诉|"
    "媒体|借贷|社交|账|消费|合作|互联网|名下|线上|此|对应|我|正规|某|名称|和"
)
# A signature like a lender's or collector's, and ones that name a department or a mood and nobody.
_LIKE_A_LENDER = Expression(
    "贷|金融|消金|银行|信用|分期|借款|借条|资产管理|资管|担保|信托|律师|律所|催收|清收|追偿|小额|金服|钱包|白条"
)
_NOBODY = Expression(
    "(?:温馨|重要|紧急|催收|还款|逾期|系统|服务|缴费|欠费|最后|律师|法律|法务)?(?:提示|提醒|通知|通告|公告|告知|函|书|部|中心|专员|客服|消息)$"
    "|x{2,}|\\*|^(?:法务|风控|贷后|催收|客服|案件|调解)(?:部|中心|组|科|专员)?$|^(?:url|name)$|退订|[0-9]{4,}"
)


def find_lender(text: str, plain: str, names: Names) -> LenderNamed | None:
    """Find the lender named: in 【】 first, then in the body; an unknown name is given as written, without an id."""
    signatures = list(_SIGNATURE.finditer(plain))
    signatures = signatures[:_SIGNATURES] + signatures[_SIGNATURES:][-1:]
    about_debt = bool(_ABOUT_DEBT.search(plain))
    found = names.find_in(plain)
    for signature in signatures:
        inside = [one for one in found if signature.start() < one.start and one.end < signature.end()]
        if inside:
            return _known(text, max(inside, key=lambda one: one.end - one.start))
    named = [one for one in found if _speaks(one, plain) and (about_debt or _stands_alone(one))]
    if named:
        return _known(text, min(named, key=lambda one: (not _stands_alone(one), one.start)))
    return _unknown(text, plain, signatures, about_debt)


def _unknown(text: str, plain: str, signatures: list[re.Match[str]], about_debt: bool) -> LenderNamed | None:
    """Give a name the registry does not know as written: a signature on a message of debt, or "your X account"."""
    is_owed = bool(_OWED.search(plain))
    for signature in signatures:
        fits = is_owed or (about_debt and _LIKE_A_LENDER.search(signature["name"]))
        if fits and not _NOBODY.search(signature["name"]):
            return LenderNamed(text[signature.start("name") : signature.end("name")], None, None, None)
    for body in _IN_BODY.finditer(plain) if is_owed else ():
        if not _ANYBODY.search(body["name"]):
            return LenderNamed(text[body.start("name") : body.end("name")], None, None, None)
    return None


def _speaks(found: Found, plain: str) -> bool:
    """Tell whether a name stands where a lender names itself: in a long text at the beginning or where it is signed."""
    return len(plain) <= LONGEST_WHOLE or found.start < BEGINNING or found.start >= len(plain) - OPENING


def _stands_alone(found: Found) -> bool:
    """Tell whether a name means a lender without talk of debt: shops and apps that also lend do not."""
    return found.lender.licence_kind != "platform" and found.how != "product"


def _known(text: str, found: Found) -> LenderNamed:
    lender = found.lender
    return LenderNamed(text[found.start : found.end], lender.id, lender.name, lender.licence_kind)
