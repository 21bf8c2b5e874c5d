"""Find the clauses of an agreement that deserve a second look, and the names it would have the money paid to; it advises nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from fairdue.records.agreement import AgreementCheck, Payee, Trap, Wanted
from fairdue.records.assessment import Message
from fairdue.records.guide import ClauseRule
from fairdue.records.law import Citation
from fairdue.records.pack import Pack
from fairdue.screening.clean import Cleaner
from fairdue.screening.contexts import ContextReader
from fairdue.screening.match import ReferenceMatcher
from fairdue.screening.weigh import Weigher

Cite = Callable[[Sequence[str]], tuple[Citation, ...]]
GRAVITY: Final = ("stop", "ask", "know")
_PAYEE: Final = re.compile(
    r"(?:收款(?:单位|方|户名|人)?(?:户名|名称|姓名)?|户\s{0,4}名|开户名|账户名称)\s{0,4}[:：]\s{0,4}([\u4e00-\u9fa5A-Za-z（）()·]{2,40})"
)
# What only an agreement has: parties with letters, numbered clauses, signatures; two of them make one.
_MARKS: Final = tuple(
    map(
        re.compile,
        ("[甲乙]方", "协议书?|合同|方案", "第[一二三四五六七八九十]+条", "签(?:字|署|章)|盖章", "分[^。]{0,6}期"),
    )
)
_ENOUGH_MARKS: Final = 2
# Places left open, looked for in the text as it stands: folding takes blanks and lines between characters for disguise.
_OPEN_PLACE: Final = re.compile(r"_{2,40}|＿{1,40}|[（(][ \u3000]{1,20}[)）]|【[ \u3000]{0,20}】|□{2,20}")
_OPEN_PLACES: Final = "blanks-left"


class AgreementReader:
    """Clause rules made ready to read any number of agreements; holds no state between them."""

    def __init__(self, clauses: Sequence[ClauseRule], pack: Pack) -> None:
        active = tuple(one for one in clauses if one.rule.status == "active")
        self._clauses = {one.rule.id: one for one in active}
        rules = tuple(one.rule for one in active)
        self._cleaner = Cleaner(pack.folding)
        self._weigher = Weigher(rules, ReferenceMatcher(rules), ContextReader(pack.contexts))

    def read(self, text: str, on: date, cite: Cite) -> AgreementCheck:
        """Return what the text holds and lacks; citations as `cite` keeps them."""
        seen = self._weigher.seen(self._cleaner.clean(text), Message(text), on)
        there = {one.rule.id for one in seen}
        traps = [
            self._trap(one.rule.id, one.span.start, one.span.end, text, cite)
            for one in seen
            if not self._clauses[one.rule.id].trap.wanted
        ]
        if _OPEN_PLACES in self._clauses and _OPEN_PLACES not in there:
            traps.extend(self._trap(_OPEN_PLACES, *one.span(), text, cite) for one in _OPEN_PLACE.finditer(text))
        is_agreement = sum(bool(mark.search(text)) for mark in _MARKS) >= _ENOUGH_MARKS
        wanted = [self._wanted(one, cite) for one in self._clauses.values() if one.trap.wanted]
        return AgreementCheck(
            traps=tuple(sorted(traps, key=lambda one: (GRAVITY.index(one.severity), one.start, one.rule))),
            wanted=tuple(one for one in wanted if is_agreement and one.rule not in there),
            payees=payees(text),
            is_agreement=is_agreement,
        )

    def _trap(self, id: str, start: int, end: int, text: str, cite: Cite) -> Trap:
        rule, trap = self._clauses[id].rule, self._clauses[id].trap
        return Trap(
            rule=id,
            title=rule.title,
            topic=trap.topic,
            severity=trap.severity,
            quote=text[start:end],
            start=start,
            end=end,
            why=rule.why,
            effect=trap.effect,
            ask=trap.ask,
            citations=cite(trap.citations),
            practice=trap.practice,
        )

    def _wanted(self, clause: ClauseRule, cite: Cite) -> Wanted:
        rule, trap = clause.rule, clause.trap
        return Wanted(rule.id, rule.title, trap.severity, trap.effect, trap.ask, cite(trap.citations), trap.practice)


def payees(text: str) -> tuple[Payee, ...]:
    """Return the names given to receiving accounts, each once.

    >>> [one.name for one in payees("收款户名：云州某某银行；账号 1234。户名: 李强")]
    ['云州某某银行', '李强']
    """
    found: dict[str, Payee] = {}
    for match in _PAYEE.finditer(text):
        found.setdefault(match.group(1), Payee(match.group(1), match.start(1), match.end(1)))
    return tuple(found.values())
