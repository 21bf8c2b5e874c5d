"""One question to the registry, by name, number or domain; an answer never calls an unshown contact official."""

from __future__ import annotations

import unicodedata

from fairdue.kernel.expression import Expression
from fairdue.records.registry import Contact, Hotline, LookUp, Named, Registry
from fairdue.registry.domains import Domains
from fairdue.registry.names import CONFIDENCE_ORDER, Names, rank
from fairdue.registry.numbers import normalise, read_number

_NUMBER = Expression(r"[+0-9][0-9\s().\-]{1,30}")
_DOMAIN = Expression(r"(?i)(?:[a-z]{2,10}\s*:\s*//?.*|[^\s/]+[.\u3002](?:[^\W\d_]|-){2,}(?:[:/?#].*)?)")


def look_up(query: str, registry: Registry) -> LookUp:
    """Say what the registry knows of a name, a number or a domain, and how sure it is.

    `official` is true only where a contact that may be shown was met; everything else is known or unknown, not vouched.
    """
    plain = unicodedata.normalize("NFKC", query).strip()
    if _NUMBER.fullmatch(plain):
        return _by_number(plain, registry)
    if _DOMAIN.fullmatch(plain):
        return _by_domain(plain, registry)
    return _by_name(plain, registry)


def _by_name(query: str, registry: Registry) -> LookUp:
    lenders = Names(registry).resolve(query)
    wanted = query.casefold()
    lines = tuple(line for line in registry.hotlines if wanted and wanted in line.name.casefold())
    confidence = lenders[0].lender.confidence if lenders else lines[0].confidence if lines else ""
    return LookUp(query, "name", lenders, lines, confidence=confidence)


def _by_number(query: str, registry: Registry) -> LookUp:
    reading = read_number(query, registry.number_rules)
    met = [
        (Named(lender, "number", contact.value), contact)
        for lender in registry.lenders
        for contact in lender.hotlines
        if normalise(contact.value) == reading.number
    ]
    lines = tuple(line for line in registry.hotlines if normalise(line.number) == reading.number)
    contact = _surest(met, lines)
    return LookUp(
        query,
        "number",
        tuple(named for named, _ in sorted(met, key=_likeliest)),
        lines,
        number=reading,
        contact=contact,
        official=contact is not None and contact.shown,
        confidence=contact.confidence if contact else "",
    )


def _by_domain(query: str, registry: Registry) -> LookUp:
    reading = Domains(registry).read(query)
    host = reading.resembles or reading.host
    met = [
        (Named(lender, "domain", contact.value), contact)
        for lender in registry.lenders
        for contact in lender.domains
        if host == contact.value or host.endswith("." + contact.value)
    ]
    lines = tuple(line for line in registry.hotlines if line.number == host)
    contact = None if reading.resembles else _surest(met, lines)
    return LookUp(
        query,
        "domain",
        tuple(named for named, _ in sorted(met, key=_likeliest)),
        lines,
        domain=reading,
        contact=contact,
        official=reading.relation == "official",
        confidence=contact.confidence if contact else "",
    )


def _surest(met: list[tuple[Named, Contact]], lines: tuple[Hotline, ...]) -> Contact | None:
    """Choose the contact to speak of: a shown one before one that only helps to recognise, then the surest."""
    contacts = [contact for _, contact in sorted(met, key=_likeliest)]
    contacts += [Contact(line.number, line.confidence, line.shown) for line in lines]
    return min(contacts, key=lambda one: (not one.shown, CONFIDENCE_ORDER.get(one.confidence, 9)), default=None)


def _likeliest(pair: tuple[Named, Contact]) -> tuple[bool, int]:
    named, contact = pair
    return not contact.shown, rank(named.lender)
