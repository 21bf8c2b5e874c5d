"""A page for each kind of dated row: its form, filled in as typed where something is to be mended, and its keeping."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import keep_case, keep_evidence
from fairdue.kernel.errors import FairDueError, UnknownName
from fairdue.records.case import Case
from fairdue.web.cases.forms import Typed, read_typed
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.cases.rows import SHEETS, Sheet, read_row
from fairdue.web.forms import Problem
from fairdue.web.showing import language_of


class RowPages(CaseRoom):
    """The forms of one desk."""

    def routes(self) -> list[Route]:
        """List the addresses; each lies below /cases."""
        address = "/cases/{case:str}/write/{kind:str}"
        return [Route(address, self.ask, methods=["GET"]), Route(address, self.write, methods=["POST"])]

    @unlocked
    async def ask(self, request: Request) -> Response:
        """Ask what a row of this kind needs."""
        return await self._form(request, self._chosen(request), Typed())

    @unlocked
    async def write(self, request: Request) -> Response:
        """Write the row down and lead back to the case, or show beside each field what is to be mended."""
        case, typed, sheet = self._chosen(request), await read_typed(request), _sheet(request)
        known = await self._known(case)
        today, say, worded = self.desk.now().date(), self._say(request), partial(self._words, request)
        items = {label: item for label, _name, item in known}
        entry, problems = read_row(sheet, typed, today, say, worded, items)
        if entry is None:
            return await self._form(request, case, typed, *problems, status=422)
        try:
            await run_in_threadpool(keep_case.add_entry, self.desk.vault(), case, entry, self.desk.now())
        except UnknownName as error:
            return await self._form(request, case, typed, self._problem(request, "party", error), status=error.status)
        return RedirectResponse(f"/cases/{case.id}?kept=yes", status_code=303)

    async def _form(
        self, request: Request, case: Case, typed: Typed, *problems: Problem, status: int = 200
    ) -> Response:
        file = await run_in_threadpool(keep_case.case_file, self.desk.vault(), case)
        return self._show(
            request,
            "cases/write.html",
            status=status,
            case=case,
            sheet=_sheet(request),
            typed=typed,
            problems=problems,
            today=self.desk.now().date().isoformat(),
            people={party.id: party.name for party in file.parties},
            exhibits={label: f"{label} {name}" for label, name, _item in await self._known(case)},
        )

    async def _known(self, case: Case) -> list[tuple[str, str, str]]:
        """List label, name and item of what a row may rest on."""
        known = await run_in_threadpool(keep_evidence.exhibits, self.desk.vault(), case)
        return [(one.label, one.description.name or item.name, item.id) for one, item in known if not item.deleted_at]

    def _words(self, request: Request, error: FairDueError) -> str:
        return self.sentence(error, language_of(request))


def _sheet(request: Request) -> Sheet:
    """Return the form of the address; raises UnknownName."""
    sheets: Mapping[str, Sheet] = SHEETS
    kind: str = request.path_params["kind"]
    if kind not in sheets:
        raise UnknownName(what="entry", given=kind, known=tuple(sheets))
    return sheets[kind]
