"""What a sum is said to be, from the words nearest to it."""

from __future__ import annotations

import re

from fairdue.kernel.expression import Expression
from fairdue.kernel.spans import Span

_BEFORE, _AFTER, _NEAR = 16, 7, 8
_WORDS: tuple[tuple[str, str], ...] = (
    ("minimum", "最低(?:应)?还款(?:额|金额)?|最低应还(?:额|金额)?|最低额"),
    ("offer", "减免后|优惠后|只需还?|仅需还?|只要还?|优惠|减免|打折|一次性结清|折后|首期|先还|每期(?:只|仅)"),
    ("limit", "临额|额度|授信|可借|可贷|最高|限额|提额|预审批|备用金"),
    ("principal", "本金|借款金额|贷款金额|借款本金|借款总额"),
    ("interest", "利息|息费"),
    ("penalty", "罚息|违约金|滞纳金|逾期费|逾期利息|复利"),
    (
        "fee",
        "服务费|手续费|担保费|会员费|保证金|工本费|解冻费|咨询费|管理费|保险费|律师费|诉讼费|上门费|催收费|验资费|认证费|"
        "物业费|电费|水费|话费|车费|行程费用|停车费|押金|费用|费",
    ),
    ("overdue", "逾期(?:未还)?(?:总)?(?:金额|款项|款|额|欠款|账单|本息)?|过期未还|超期|拖欠|欠缴"),
    (
        "total",
        "应还(?:款)?(?:总)?(?:金额|额)?|待还(?:款)?(?:总)?(?:金额|额)?|总欠款|欠款(?:总)?(?:金额|额)?|合计|共计|总计|总额|总金额|本息|"
        "全部|结清|账单(?:总)?金额|应缴|欠|还款(?:总)?(?:金额|额)|需还(?:款)?|剩余(?:未还)?|代偿",
    ),
)
_ROLE = Expression("|".join(f"(?P<{role}>{words})" for role, words in _WORDS))
_PARTS = frozenset({"principal", "interest", "penalty", "fee", "minimum"})


def role_of(plain: str, span: Span, since: int) -> str:
    """Name the role of the sum at a span: total, overdue, principal, interest, penalty, fee, minimum, offer, limit, other.

    `since` is where the sum before it ends: words before that belong to that one.
    """
    before = _before(plain[max(since, span.start - _BEFORE) : span.start])
    after = _after(plain[span.end : span.end + _AFTER])
    if before and after and after[1] == 0 and after[0] in _PARTS and not (before[0] in _PARTS and before[1] <= 2):
        return after[0]
    if before and (before[1] <= _NEAR or not after):
        return before[0]
    return after[0] if after else "other"


def _before(window: str) -> tuple[str, int] | None:
    """Return the role named last before the sum, in the same sentence, and how far away it ends."""
    sentence = re.split("[。!?;\n\x00]", window)[-1]
    found = list(_ROLE.finditer(sentence))
    return (str(found[-1].lastgroup), len(sentence) - found[-1].end()) if found else None


def _after(window: str) -> tuple[str, int] | None:
    """Return the role named right after the sum, before any mark, and how far away it begins."""
    clause = re.split("[,。、!?;:()\n\x00]", window)[0].removeprefix("的")
    found = _ROLE.search(clause)
    return (str(found.lastgroup), found.start()) if found and found.start() <= 2 else None
