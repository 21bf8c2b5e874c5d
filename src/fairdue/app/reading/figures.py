"""Amounts, rates and days written for a person: always with their unit, a range as a range, never rounded away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.kernel.money import Fen, to_yuan
from fairdue.records.audit import Span
from fairdue.records.law import Citation


def amount(fen: Fen, say: Say) -> str:
    """Write an amount.

    >>> amount(2341877, str), amount(-5, str)
    ('23,418.77 元', '-0.05 元')
    """
    return say(_("%(amount)s 元")) % {"amount": f"{to_yuan(fen):,}"}


def span(given: Span | None, say: Say) -> str:
    """Write an amount, or the range it lies in, or that it is not known.

    >>> span(Span(100, 100), str), span(Span(100, 250), str), span(None, str)
    ('1.00 元', '1.00 至 2.50 元', '不清楚')
    """
    if given is None:
        return say(_("不清楚"))
    if given.is_exact:
        return amount(given.low, say)
    ends = {"low": f"{to_yuan(given.low):,}", "high": f"{to_yuan(given.high):,}"}
    return say(_("%(low)s 至 %(high)s 元")) % ends


def percent(value: Decimal | float | None, say: Say) -> str:
    """Write a figure in percent to two places; an absent one says so.

    >>> percent(Decimal("24"), str), percent(None, str)
    ('24.00%', '算不出')
    """
    return f"{value:,.2f}%" if value is not None else say(_("算不出"))


def rate(fraction: Decimal, say: Say) -> str:
    """Write a yearly fraction as percent with the places it has.

    >>> rate(Decimal("0.154"), str), rate(Decimal("0.24"), str), rate(Decimal("0.063875"), str)
    ('15.4%', '24%', '6.3875%')
    """
    return f"{format((fraction * 100).normalize(), 'f')}%"


def day(on: date | None, say: Say) -> str:
    """Write a day; an unknown one says so."""
    return on.isoformat() if on else say(_("不清楚"))


def source_words(citation: Citation) -> str:
    """Write a citation as instrument and article, with its note where no article is known."""
    if citation.article:
        return f"{citation.instrument} {citation.article}"
    return f"{citation.instrument}（{citation.note}）" if citation.note else citation.instrument


def numbered_sources(groups: Iterable[Iterable[Citation]]) -> dict[Citation, int]:
    """Number the citations in the order met, each once; the same article on the same day is one source."""
    numbers: dict[Citation, int] = {}
    known: dict[tuple[str, date], int] = {}
    for citation in (one for group in groups for one in group):
        numbers[citation] = known.setdefault((citation.provision, citation.in_force_on), len(known) + 1)
    return numbers
