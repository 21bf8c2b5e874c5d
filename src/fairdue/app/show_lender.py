"""Say what the registry knows of a name, a number or a domain, as plain data for every door."""

from __future__ import annotations

from typing import Any

from fairdue.records.registry import Contact, Hotline, LookUp, Named, Registry
from fairdue.registry.lookup import look_up

Json = dict[str, Any]


def show_lender(query: str, registry: Registry) -> Json:
    """Return who may be behind the query; contacts that may not be shown as official are left out."""
    found = look_up(query, registry)
    return {
        "query": found.query,
        "asked": found.asked,
        "official": found.official,
        "confidence": found.confidence or None,
        "lenders": [_lender(named) for named in found.lenders],
        "hotlines": [_hotline(line) for line in found.hotlines],
        "number": _number(found),
        "domain": _domain(found),
    }


def _lender(named: Named) -> Json:
    lender = named.lender
    return {
        "id": lender.id,
        "name": lender.name,
        "legal_entity": lender.legal_entity,
        "licence_kind": lender.licence_kind,
        "status": lender.status,
        "how": named.how,
        "products": list(lender.products),
        "hotlines": [_contact(one) for one in lender.hotlines if one.shown],
        "domains": [_contact(one) for one in lender.domains if one.shown],
        "confidence": lender.confidence,
    }


def _contact(contact: Contact) -> Json:
    return {"value": contact.value, "confidence": contact.confidence}


def _hotline(line: Hotline) -> Json:
    return {
        "id": line.id,
        "number": line.number if line.shown else None,
        "name": line.name,
        "purpose": line.purpose,
        "use_when": line.use_when,
        "never_does": line.never_does,
        "confidence": line.confidence,
    }


def _number(found: LookUp) -> Json | None:
    if found.number is None:
        return None
    return {
        "number": found.number.number,
        "kind": found.number.kind,
        "says": [{"because": rule.because, "confidence": rule.confidence} for rule in found.number.rules],
    }


def _domain(found: LookUp) -> Json | None:
    if found.domain is None:
        return None
    return {"host": found.domain.host, "relation": found.domain.relation, "resembles": found.domain.resembles or None}
