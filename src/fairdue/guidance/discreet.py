"""Tell whether the name of a case may stand where other people can see it, and what stands there instead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

# What gives away that a day is about money owed, a court or the police, in the words people name their cases with.
_TELLING: Final = (
    *("债", "欠", "催", "贷", "借", "还钱", "还款", "逾期", "老赖", "协商", "停息", "分期", "账单", "信用"),
    *("征信", "失信", "银行", "消费金融", "小额", "平台", "花呗", "白条", "法院", "仲裁", "诉", "传票", "判决", "裁定"),
    *("支付令", "执行", "限高", "冻结", "律师", "时效", "警", "派出所", "骗"),
    *("debt", "loan", "owe", "overdue", "collect", "lender", "bank", "credit", "court", "lawsuit", "sue", "summons"),
    *("lawyer", "police", "scam", "fraud"),
)


def is_discreet(name: str) -> bool:
    """Tell whether a name says nothing of debt, courts or the police.

    >>> is_discreet("甲"), is_discreet("招联催收"), is_discreet("Bank loan")
    (True, False, False)
    """
    plain = name.casefold()
    return not any(word in plain for word in _TELLING)


def shown_names(cases: Iterable[str]) -> Mapping[str, str]:
    """Return what stands for each case where others can see it: its name, or a number where the name tells too much.

    A single case that tells too much is shown by nothing at all.

    >>> dict(shown_names(["甲", "招联催收", "甲"]))
    {'招联催收': '1', '甲': '甲'}
    """
    names = sorted(set(cases))
    several = len(names) > 1
    return {
        name: name if is_discreet(name) else str(number) if several else ""
        for number, name in enumerate(names, start=1)
    }
