"""Audit one debt from its file, and make the workbook or the printed paper of it; the rooms below do the reckoning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fairdue.app.contracts.catalogue import Lang, words
from fairdue.app.reading.audit_paper import audit_paper
from fairdue.app.reading.audit_sheet import audit_workbook
from fairdue.intake.debt_file import DebtFile, read_debt
from fairdue.kernel.errors import MissingExtra
from fairdue.lending.audit import audit
from fairdue.lending.lender import Lenders
from fairdue.lending.wording import say
from fairdue.records.audit import Audit
from fairdue.records.pack import Pack


def audit_file(content: bytes, source: str, pack: Pack, today: date) -> Audit:
    """Read a debt and audit it; raises UnusableFigure with the line, and NoValue where a rate is not known."""
    return audited(read_debt(content, source, today), pack)


def audited(read: DebtFile, pack: Pack) -> Audit:
    """Audit a debt as read, with what looked odd in it and what the registry knows of its lender among the notes.

    Raises NoValue.
    """
    debt, about_lender = Lenders(pack).completed(read.debt)
    found = audit(debt, pack)
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
