"""The pages of the cases: the list, and one case with its timeline, its people and what is written down on it."""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import keep_case, keep_evidence
from fairdue.app.reading.case_words import ROLES, WAYS, kind_words, particulars
from fairdue.kernel.errors import (
    EmptyText,
    FairDueError,
    TextTooLong,
    UnusableDate,
)
from fairdue.records.case import ROLES as ALL_ROLES
from fairdue.records.case import Case, Deadline, Note, Party
from fairdue.web.cases.forms import (
    Typed,
    read_contact,
    read_day,
    read_typed,
)
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.cases.rows import SHEETS
from fairdue.web.forms import Problem
from fairdue.web.words import noted

ROWS: Final = 100  # rows of a timeline that are shown at once, the newest of them
_NAMELESS = noted("这里还空着。请写上名字。")
_NO_ROLE = noted("还没有选。请选他是什么人。")
_UNWRITTEN = noted("这里还空着。请写一句话。")


class CasePages(CaseRoom):
    """The list of cases of one desk, and the page of each."""

    def routes(self) -> list[Route]:
        """List the addresses; each lies at or below /vault or /cases."""
        case = "/cases/{case:str}"
        return [
            Route("/keep", self.keep, methods=["POST"]),
            Route("/keep", self.begin, methods=["GET"]),
            Route("/cases", self.cases, methods=["GET"]),
            Route("/cases", self.new, methods=["POST"]),
            Route(case, self.case, methods=["GET"]),
            Route(f"{case}/note", self.note, methods=["POST"]),
            Route(f"{case}/person", self.person, methods=["POST"]),
            *(Route(f"{case}/{one}", self.back, methods=["GET"]) for one in ("note", "person", "contact")),
            Route(f"{case}/contact", self.contact, methods=["POST"]),
        ]

    async def keep(self, request: Request) -> Response:
        """Take a message that was just answered along to the cases, to be kept in one of them."""
        try:
            typed = await read_typed(request)
        except TextTooLong:
            typed = Typed()
        if typed["text"].strip():
            self.desk.waiting = typed
        return RedirectResponse("/cases", status_code=303)

    async def begin(self, request: Request) -> Response:
        """Lead to the cases."""
        return RedirectResponse("/cases", status_code=303)

    @unlocked
    async def cases(self, request: Request) -> Response:
        """Show the cases, and the form for a new one."""
        return self._list(request)

    @unlocked
    async def new(self, request: Request) -> Response:
        """Open a case under the name typed."""
        typed = await read_typed(request)
        try:
            case = await run_in_threadpool(keep_case.new_case, self.desk.vault(), typed["title"], self.desk.now())
        except EmptyText:
            return self._list(request, Problem("title", self._say(request)(_NAMELESS)), status=422)
        except FairDueError as error:
            return self._list(request, self._problem(request, "title", error), status=error.status)
        return RedirectResponse(f"/cases/{case.id}", status_code=303)

    @unlocked
    async def case(self, request: Request) -> Response:
        """Show one case: its evidence, its timeline, its people."""
        return await self._case(request, self._chosen(request))

    @unlocked
    async def note(self, request: Request) -> Response:
        """Write down a sentence on a day."""
        case, typed = self._chosen(request), await read_typed(request)
        problems: list[Problem] = []
        on = read_day(typed, self._say(request), problems) or self.desk.now().date()
        if not typed["words"].strip():
            problems.append(Problem("words", self._say(request)(_UNWRITTEN)))
        if not problems:
            entry = Note(on=on, words=typed["words"].strip())
            try:
                await run_in_threadpool(keep_case.add_entry, self.desk.vault(), case, entry, self.desk.now())
            except UnusableDate as error:
                problems.append(self._problem(request, "on", error))
        return await self._done(request, case, typed, problems)

    @unlocked
    async def contact(self, request: Request) -> Response:
        """Write down one call, message or visit."""
        case, typed = self._chosen(request), await read_typed(request)
        problems: list[Problem] = []
        entry = read_contact(typed, self._say(request), problems, self.desk.now().date())
        if entry is not None:
            try:
                await run_in_threadpool(keep_case.add_entry, self.desk.vault(), case, entry, self.desk.now())
            except UnusableDate as error:
                problems.append(self._problem(request, "happened_on", error))
        return await self._done(request, case, typed, problems)

    @unlocked
    async def person(self, request: Request) -> Response:
        """Write down somebody of the case."""
        case, typed = self._chosen(request), await read_typed(request)
        problems: list[Problem] = []
        role: Any = typed["role"] if typed["role"] in ALL_ROLES else None
        if role is None:
            problems.append(Problem("role", self._say(request)(_NO_ROLE)))
        if not typed["person"].strip():
            problems.append(Problem("person", self._say(request)(_NAMELESS)))
        if problems:
            return await self._done(request, case, typed, problems)
        numbers = tuple(typed["reached_at"].replace("，", " ").replace(",", " ").split())
        party = Party("", role, typed["person"].strip(), numbers, typed["is_organisation"] == "yes")
        await run_in_threadpool(keep_case.add_party, self.desk.vault(), case, party, self.desk.now())
        return await self._done(request, case, typed, problems)

    async def back(self, request: Request) -> Response:
        """Lead back to the case, where its forms are."""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/cases/{quote(request.path_params['case'])}{query}", status_code=303)

    # --- what the pages share ---

    def _list(self, request: Request, *problems: Problem, status: int = 200) -> Response:
        cases = keep_case.all_cases(self.desk.vault())
        return self._show(
            request,
            "cases/list.html",
            status=status,
            cases=cases,
            problems=problems,
            looks_older=self.desk.looks_older,
            waiting=self.desk.waiting,
            folder=str(self.desk.folder),
        )

    async def _done(self, request: Request, case: Case, typed: Typed, problems: list[Problem]) -> Response:
        if problems:
            return await self._case(request, case, typed, *problems, status=422)
        return RedirectResponse(f"/cases/{case.id}?kept=yes", status_code=303)

    async def _case(
        self, request: Request, case: Case, typed: Typed | None = None, *problems: Problem, status: int = 200
    ) -> Response:
        vault, say, today = self.desk.vault(), self._say(request), self.desk.now().date()
        file = await run_in_threadpool(keep_case.case_file, vault, case)
        exhibits = await run_in_threadpool(keep_evidence.exhibits, vault, case)
        waiting: dict[str, int] = {}
        for finding in file.findings:
            waiting[finding.evidence] = waiting.get(finding.evidence, 0) + (finding.status == "machine")
        people = {party.id: party.name for party in file.parties}
        everything = request.query_params.get("all") == "yes"
        ahead = [one for one in file.entries if isinstance(one, Deadline) and _is_ahead(one, today)]
        past = [one for one in file.entries if not (isinstance(one, Deadline) and _is_ahead(one, today))]
        entries = past if everything else past[-ROWS:]
        rows = [
            {
                "entry": one,
                "kind": kind_words(one, say),
                "told": particulars(one, say),
                "who": people.get(one.party or ""),
            }
            for one in entries
        ]
        return self._show(
            request,
            "cases/case.html",
            status=status,
            case=case,
            file=file,
            rows=rows,
            earlier=len(past) - len(entries),
            exhibits=exhibits,
            waiting=waiting,
            roles=ROLES,
            ways=WAYS,
            typed=typed or Typed(),
            problems=problems,
            today=today.isoformat(),
            sheets=SHEETS,
            deadlines=ahead,
            is_kept=request.query_params.get("kept") == "yes" and not problems,
            is_corrected=request.query_params.get("kept") == "corrected" and not problems,
            is_waiting=self.desk.waiting is not None,
        )


def _is_ahead(deadline: Deadline, today: date) -> bool:
    """Tell whether something is still to be done by a day that has not passed."""
    return deadline.done_on is None and deadline.on >= today and deadline.corrected_by is None
