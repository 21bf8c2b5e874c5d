"""Audit one debt from its file, and make the workbook or the printed paper of it; the rooms below do the reckoning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fairdue.app.contracts.catalogue import Lang, words
from fairdue.app.reading.audit_paper import audit_paper
from fairdue.app.reading.audit_sheet import audit_workbook
from fairdue.intake.debt_file import DebtFile, read_debt
from fairdue.kernel.errors import MissingExtra, NoValue, UnknownName
from fairdue.lending.audit import audit
from fairdue.lending.from_case import completed_from
from fairdue.lending.lender import Lenders
from fairdue.lending.wording import say
from fairdue.records.audit import Audit
from fairdue.records.case import CaseFile
from fairdue.records.pack import Pack


def read_with_case(content: bytes, source: str, file: CaseFile | None, given: str | None, today: date) -> DebtFile:
    """Read a debt and complete it from a case: payments and what bears on limitation.

    `given` names the debt of the case by id, lender or contract number; the only one where nothing is named.
    Raises UnusableFigure, UnknownName.
    """
    read = read_debt(content, source, today)
    if file is None:
        return read
    found = [
        one for one in file.debts if given is None or given in (one.id, one.lender, one.contract_number, one.product)
    ]
    if len(found) != 1:
        raise UnknownName(what="debt", given=given or "", known=[one.lender for one in file.debts])
    return replace(read, debt=completed_from(file, found[0], read.debt))


def audited(read: DebtFile, pack: Pack) -> Audit:
    """Audit a debt as read, with what looked odd in it and what the registry knows of its lender among the notes.

    Raises NoValue.
    """
    debt, about_lender = Lenders(pack).completed(read.debt)
    try:
        found = audit(debt, pack)
    except NoValue as error:
        raise read.placed(error) from None
    odd = tuple(say(pack, f"audit.note.{name}", **values) for name, values in read.odd)
    return replace(found, notes=(*odd, *about_lender, *found.notes))


def as_workbook(found: Audit, lang: Lang) -> bytes:
    """Return the audit as a workbook with live formulas; raises MissingExtra where the papers part is not installed."""
    try:
        from fairdue.render.xlsx import render_xlsx
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package=error.name) from error
    return render_xlsx(audit_workbook(found, words(lang, "web")))


def as_pdf(found: Audit, lang: Lang) -> bytes:
    """Return the audit as a printed paper; raises MissingExtra where the papers part is not installed."""
    try:
        from fairdue.render.pdf import render_pdf
    except ModuleNotFoundError as error:
        raise MissingExtra(extra="papers", package=error.name) from error
    return render_pdf(audit_paper(found, words(lang, "web"), lang))
