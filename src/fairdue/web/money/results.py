"""The results of the money pages: answers read, the app asked, what comes back laid out or made into a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from fairdue.app.contracts.catalogue import Lang
from fairdue.app.reading.audit_paper import audit_paper
from fairdue.app.reading.audit_sheet import audit_workbook
from fairdue.app.reading.audit_view import AuditView, audit_view
from fairdue.app.reading.limitation_paper import limitation_paper
from fairdue.app.reading.limitation_view import LimitationView, limitation_view
from fairdue.app.reading.offer_paper import offer_paper
from fairdue.app.reading.offer_view import OfferView, offer_view
from fairdue.app.reading.schedule_view import ScheduleView, schedule_view, schedule_workbook
from fairdue.kernel.errors import FairDueError
from fairdue.records.audit import Audit, Limitation, OfferReading
from fairdue.records.debt import Debt, LoanOffer
from fairdue.records.money import Schedule, ScheduleKind
from fairdue.records.paper import Paper
from fairdue.render.docx import render_docx
from fairdue.render.html import render_html
from fairdue.render.pdf import render_pdf
from fairdue.render.xlsx import render_xlsx
from fairdue.web.money.answers import debt_of, loan_of, offer_of, past_debt_of, without_problems
from fairdue.web.money.fields import Fields
from fairdue.web.money.keeping import answers_in, as_file
from fairdue.web.words import Say

View = AuditView | LimitationView | OfferView | ScheduleView
FileKind = Literal["xlsx", "pdf", "docx", "html", "yaml"]
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
TYPES: Final[dict[str, str]] = {
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "application/octet-stream",
    "yaml": "application/octet-stream",
}
_FILES: Final[dict[str, tuple[FileKind, ...]]] = {
    "audit": ("pdf", "xlsx", "docx", "html", "yaml"),
    "schedule": ("xlsx",),
    "offer": ("pdf", "docx", "html"),
    "limitation": ("pdf", "docx", "html"),
}


@dataclass(frozen=True, slots=True)
class MoneyServices:
    """What the money pages ask of the app; `today` is the day asked for, amounts are fen."""

    audit: Callable[[Debt], Audit]
    limitation: Callable[[Debt], Limitation]
    offer: Callable[[LoanOffer], OfferReading]
    schedule: Callable[[ScheduleKind, int, Decimal, int, date], Schedule]
    today: Callable[[], date]
    sentence: Callable[[FairDueError, str], str]


@dataclass(frozen=True, slots=True)
class File:
    """A file to take along: a neutral name, what it is, its bytes."""

    name: str
    media_type: str
    data: bytes


class Results:
    """Turns answers into results."""

    def __init__(self, services: MoneyServices) -> None:
        """Keep what is asked of the app."""
        self._ask = services

    def read(self, flow: str, fields: Fields) -> None:
        """Read every answer of a flow, so that `fields.problems` holds whatever cannot be read."""
        today = self._ask.today()
        match flow:
            case "audit":
                debt_of(fields, today)
            case "limitation":
                past_debt_of(fields, today)
            case "offer":
                offer_of(fields, today)
            case "schedule":
                loan_of(fields, today)

    def view(self, flow: str, fields: Fields, say: Say) -> View | None:
        """Lay out the result of a flow; None where a needed answer is missing. Raises FairDueError."""
        match flow:
            case "audit":
                return audit_view(self._audit(fields), say)
            case "limitation":
                return limitation_view(self._ask.limitation(past_debt_of(fields, self._ask.today())), say)
            case "offer":
                return offer_view(self._ask.offer(offer_of(fields, self._ask.today())), say)
        schedule = self._schedule(fields)
        return schedule_view(schedule, say) if schedule else None

    def before_you_act(self, say: Say) -> LimitationView:
        """Lay out what to know before doing anything about an old debt, nothing of which is known yet."""
        return limitation_view(self._ask.limitation(Debt("page", self._ask.today())), say)

    def files(self, flow: str) -> tuple[FileKind, ...]:
        """List the kinds of file a result can be taken along as."""
        return _FILES[flow]

    def file(self, flow: str, kind: str, fields: Fields, say: Say, language: Lang) -> File | None:
        """Make the file of a result; None for a kind it does not come as. Raises FairDueError, MissingExtra."""
        if kind not in self.files(flow):
            return None
        if flow == "schedule":
            schedule = self._schedule(fields)
            return File("plan.xlsx", TYPES[kind], render_xlsx(schedule_workbook(schedule, say))) if schedule else None
        if kind == "yaml":
            return File("answers.yaml", TYPES[kind], as_file(debt_of(fields, self._ask.today())))
        if kind == "xlsx":
            return File("result.xlsx", TYPES[kind], render_xlsx(audit_workbook(self._audit(fields), say)))
        made = {"pdf": render_pdf, "docx": render_docx, "html": render_html}[kind]
        return File(f"result.{kind}", TYPES[kind], made(self._paper(flow, fields, say, language)))

    def _paper(self, flow: str, fields: Fields, say: Say, language: Lang) -> Paper:
        """Compose the paper of a result."""
        match flow:
            case "offer":
                return offer_paper(self._ask.offer(offer_of(fields, self._ask.today())), say, language)
            case "limitation":
                found = self._ask.limitation(past_debt_of(fields, self._ask.today()))
                return limitation_paper(found, say, language)
        return audit_paper(self._audit(fields), say, language)

    def opened(self, content: bytes, source: str) -> Mapping[str, str]:
        """Read a file of a debt as answers; raises UnusableFigure."""
        return answers_in(content, source, self._ask.today())

    def _audit(self, fields: Fields) -> Audit:
        """Ask for the audit of the answers."""
        return self._ask.audit(without_problems(debt_of(fields, self._ask.today())))

    def _schedule(self, fields: Fields) -> Schedule | None:
        """Ask for the schedule of the answers; None where one is missing."""
        loan = loan_of(fields, self._ask.today())
        return self._ask.schedule(*loan) if loan else None
