"""What a message states, as rows of a table: quoted, classified and inert, with nothing to click or dial."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.labels import AMOUNT_ROLES, LENDER_KINDS, URL_RELATIONS, phone_kind
from fairdue.app.reading.passages import shown
from fairdue.records.assessment import MessageFacts


@dataclass(frozen=True, slots=True)
class Value:
    """One thing the message states, and what can be said of it; `is_exact` values must not break across lines."""

    words: str
    remark: str = ""
    is_exact: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """All the message states under one name."""

    name: str
    values: tuple[Value, ...]


def fact_rows(facts: MessageFacts, say: Say) -> tuple[Row, ...]:
    """Lay out the facts; names without a value are left out."""
    found = (
        (_("机构"), _lender(facts, say)),
        (_("金额"), _amounts(facts, say)),
        (_("说你逾期"), _overdue(facts, say)),
        (_("给的期限"), _deadline(facts, say)),
        (_("电话"), [Value(shown(one.number), say(phone_kind(one.kind)), True) for one in facts.phones]),
        (_("链接"), [Value(shown(one.defanged), say(URL_RELATIONS[one.relation])) for one in facts.urls]),
        (_("收款账户"), [Value(shown(one.quote)) for one in facts.accounts]),
        (_("案号"), [Value(shown(one.quote), "", True) for one in facts.case_numbers]),
        (_("自称的机关"), [Value(shown(one.quote)) for one in facts.claimed_offices]),
    )
    return tuple(Row(say(name), tuple(dict.fromkeys(values))) for name, given in found if (values := list(given)))


def yuan(value: str, say: Say) -> str:
    """Write decimal yuan with separators and its unit; a value that is no number stays as it is.

    >>> yuan("5820.50", str)
    '5,820.50 元'
    """
    try:
        return say(_("%(amount)s 元")) % {"amount": f"{Decimal(value):,}"}
    except InvalidOperation:
        return value


def _lender(facts: MessageFacts, say: Say) -> Iterator[Value]:
    """Name the lender as written and as the registry knows it."""
    lender = facts.lender
    if lender is None:
        return
    if lender.name is None:
        yield Value(shown(lender.as_written), say(_("名单里没有这个名字，要另外核实")))
        return
    kind = LENDER_KINDS.get(lender.licence_kind or "", "")
    known = lender.name if lender.name != lender.as_written else ""
    remark = say(_("，")).join(part for part in (known, say(kind) if kind else "") if part)
    yield Value(shown(lender.as_written), remark)


def _amounts(facts: MessageFacts, say: Say) -> Iterator[Value]:
    """Write each amount with its role."""
    for one in facts.amounts:
        role = AMOUNT_ROLES.get(one.role, AMOUNT_ROLES["other"])
        yield Value(yuan(one.value, say), say(role), True)


def _overdue(facts: MessageFacts, say: Say) -> Iterator[Value]:
    """Write the days overdue the message claims."""
    if facts.days_overdue is not None:
        yield Value(say(_("%(n)s 天")) % {"n": facts.days_overdue}, "", True)


def _deadline(facts: MessageFacts, say: Say) -> Iterator[Value]:
    """Write the time limit in the message's words, and the day where it follows."""
    if facts.deadline is not None:
        on = facts.deadline.on
        yield Value(shown(facts.deadline.quote), say(_("即 %(day)s")) % {"day": on.isoformat()} if on else "")
