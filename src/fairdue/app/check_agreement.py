"""Check an agreement or offer before it is signed: traps, what is missing, and whether the payee is the lender."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from fairdue.kernel.errors import EmptyText, TextTooLong
from fairdue.law.citations import cite_each
from fairdue.records.agreement import AgreementCheck
from fairdue.records.guide import Guide
from fairdue.records.law import Citation
from fairdue.records.pack import Pack
from fairdue.registry.names import bare_name
from fairdue.screening.agreement import AgreementReader

LONGEST_TEXT: Final = 200_000
PayeeState = Literal["same", "differs", "not-named", "lender-not-told"]


@dataclass(frozen=True, slots=True)
class CheckedAgreement:
    """What was found, and how the payee stands to the lender the reader named."""

    check: AgreementCheck
    lender: str
    payee: PayeeState


def check_agreement(text: str, pack: Pack, guide: Guide, today: date, lender: str = "") -> CheckedAgreement:
    """Read an agreement; raises EmptyText, TextTooLong.

    `lender` is the name in the loan contract; a payee agrees with it where one name holds the other, or where the
    registry gives both the same lender.
    """
    if len(text) > LONGEST_TEXT:
        raise TextTooLong(length=len(text), limit=LONGEST_TEXT, unit="characters")
    if not any(character.isalnum() for character in text):
        raise EmptyText()

    def cite(ids: Sequence[str]) -> tuple[Citation, ...]:
        return cite_each(ids, pack.provisions, today)

    check = AgreementReader(guide.clauses, pack).read(text, today, cite)
    return CheckedAgreement(check, lender.strip(), _payee(check, lender.strip(), pack))


def _payee(check: AgreementCheck, lender: str, pack: Pack) -> PayeeState:
    if not check.payees:
        return "not-named"
    if not lender:
        return "lender-not-told"
    return "same" if all(_same(payee.name, lender, pack) for payee in check.payees) else "differs"


def _same(payee: str, lender: str, pack: Pack) -> bool:
    """Tell whether two names are one body: one holds the other, or both are names of one lender of the registry."""
    one, other = bare_name(payee), bare_name(lender)
    if one and other and (one in other or other in one):
        return True
    return any(
        one in names and other in names
        for known in pack.registry.lenders
        if (names := {bare_name(name) for name in (known.name, known.legal_entity, *known.aliases) if name})
    )
