"""What a message states, quoted exactly: sums, days, limits, lender, numbers, links, accounts, cases, offices."""

from __future__ import annotations

from datetime import date

from fairdue.kernel.flat import flat, without
from fairdue.kernel.spans import Span
from fairdue.records.assessment import MessageFacts, Quoted
from fairdue.records.registry import Registry
from fairdue.registry.domains import Domains
from fairdue.registry.names import Names
from fairdue.registry.numbers import normalise
from fairdue.screening.accounts import find_accounts
from fairdue.screening.amounts import find_amounts
from fairdue.screening.case_numbers import find_case_numbers
from fairdue.screening.deadlines import find_deadline
from fairdue.screening.named_lender import find_lender
from fairdue.screening.offices import find_claimed_offices
from fairdue.screening.overdue import find_days_overdue
from fairdue.screening.phones import find_phones
from fairdue.screening.urls import find_urls


class FactReader:
    """A registry made ready to read any number of messages; holds no state between them."""

    def __init__(self, registry: Registry) -> None:
        self._names, self._domains = Names(registry), Domains(registry)
        self._number_rules = registry.number_rules
        contacts = (contact.value for lender in registry.lenders for contact in lender.hotlines)
        self._known_numbers = frozenset(normalise(number) for number in contacts) | {
            normalise(line.number) for line in registry.hotlines if "." not in line.number
        }

    def read(self, text: str, on: date | None, plain: str | None = None) -> MessageFacts:
        """Read one message; every quote is text[start:end]. `on` is the day of receipt, None where it is unknown.

        `plain` is the text folded character by character, where that has been done.
        Each reader sees only what the ones before it left: a number in a link is no telephone number.
        """
        plain = flat(text) if plain is None else plain
        urls = find_urls(text, plain, self._domains)
        rest = _left(plain, urls)
        cases = find_case_numbers(text, rest)
        rest = _left(rest, cases)
        accounts = find_accounts(text, rest)
        rest = _left(rest, accounts)
        phones = find_phones(text, rest, self._number_rules, self._known_numbers)
        rest = _left(rest, phones)
        return MessageFacts(
            amounts=find_amounts(text, rest),
            days_overdue=find_days_overdue(rest),
            deadline=find_deadline(text, rest, on),
            lender=find_lender(text, plain, self._names),
            phones=phones,
            urls=urls,
            accounts=accounts,
            case_numbers=cases,
            claimed_offices=find_claimed_offices(text, plain),
        )


def _left(plain: str, found: tuple[Quoted, ...]) -> str:
    return without(plain, [Span(one.start, one.end) for one in found]) if found else plain
