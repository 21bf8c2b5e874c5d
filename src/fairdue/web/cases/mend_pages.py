"""The pages on which something written down is put right: a row, a person, a debt, the words of a finding.

Nothing is overwritten: what stood there before stays to be seen and says that it was corrected.
"""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import keep_case, keep_evidence
from fairdue.app.reading.case_words import ROLES, kind_words, particulars
from fairdue.kernel.errors import EmptyText, FairDueError, UnfitCorrection, UnknownName
from fairdue.records.case import ROLES as ALL_ROLES
from fairdue.records.case import Case, DebtRef, Entry, Party
from fairdue.web.cases.forms import Typed, read_typed
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.cases.rows import CORRECTED_ALONE, SHEETS, Sheet, as_typed_row, read_row
from fairdue.web.forms import Problem
from fairdue.web.words import noted

_UNCHANGED: Final = noted("什么都没有改，所以没有记。")
_NAMELESS: Final = noted("这里还空着。请写上名字。")
_NO_ROLE: Final = noted("还没有选。请选他是什么人。")
_NO_LENDER: Final = noted("这里还空着。请写上放款机构。")
_NO_REASON: Final = noted("这里还空着。请写上为什么撤回。")
_ALL: Final = {**SHEETS, **CORRECTED_ALONE}


class MendPages(CaseRoom):
    """The forms of one desk for what was written down before, and the form for a debt."""

    def routes(self) -> list[Route]:
        """List the addresses; each lies below /cases."""
        case = "/cases/{case:str}"
        return [
            Route(f"{case}/row/{{entry:str}}", self.ask_row, methods=["GET"]),
            Route(f"{case}/row/{{entry:str}}", self.row, methods=["POST"]),
            Route(f"{case}/row/{{entry:str}}/withdraw", self.ask_row, methods=["GET"]),
            Route(f"{case}/row/{{entry:str}}/withdraw", self.withdraw, methods=["POST"]),
            Route(f"{case}/person/{{party:str}}", self.ask_person, methods=["GET"]),
            Route(f"{case}/person/{{party:str}}", self.person, methods=["POST"]),
            Route(f"{case}/debt", self.back, methods=["GET"]),
            Route(f"{case}/debt", self.add_debt, methods=["POST"]),
            Route(f"{case}/debt/{{debt:str}}", self.ask_debt, methods=["GET"]),
            Route(f"{case}/debt/{{debt:str}}", self.debt, methods=["POST"]),
            Route(f"{case}/{{label}}/words", self.back, methods=["GET"]),
            Route(f"{case}/{{label}}/words", self.reword, methods=["POST"]),
        ]

    # --- rows ---

    @unlocked
    async def ask_row(self, request: Request) -> Response:
        """Ask what a row should say; one that was corrected before leads on to the row in its place."""
        case, old = self._chosen(request), await self._old(request)
        if old.corrected_by is not None:
            return RedirectResponse(f"/cases/{case.id}/row/{quote(old.corrected_by)}", status_code=303)
        labels = {item: label for label, _name, item in await self._known(case)}
        return await self._row_form(request, case, old, as_typed_row(_sheet(old), old, labels))

    @unlocked
    async def row(self, request: Request) -> Response:
        """Write the row in place of the old one, or show beside each field what is to be mended."""
        case, old, typed = self._chosen(request), await self._old(request), await read_typed(request)
        sheet, today = _sheet(old), self.desk.now().date()
        if not typed["on"].strip():
            typed = replace(typed, fields={**typed.fields, "on": old.on.isoformat()})
        items = {label: item for label, _name, item in await self._known(case)}
        entry, problems = read_row(sheet, typed, today, self._say(request), partial(self._worded, request), items)
        if entry is None:
            return await self._row_form(request, case, old, typed, *problems, status=422)
        try:
            made = await run_in_threadpool(
                keep_case.correct_entry,
                self.desk.vault(),
                case,
                old.id,
                _with_unasked(sheet, old, entry),
                self.desk.now(),
            )
        except (UnfitCorrection, UnknownName) as error:
            problem = Problem(sheet.asks[0].name, self._unfit(request, error))
            return await self._row_form(request, case, old, typed, problem, status=error.status)
        return RedirectResponse(f"/cases/{case.id}?kept=corrected#row-{made.id}", status_code=303)

    @unlocked
    async def withdraw(self, request: Request) -> Response:
        """Say that a row should not have been written, and why."""
        case, old, typed = self._chosen(request), await self._old(request), await read_typed(request)
        try:
            made = await run_in_threadpool(
                keep_case.withdraw_entry, self.desk.vault(), case, old.id, typed["reason"], self.desk.now()
            )
        except (EmptyText, UnfitCorrection) as error:
            words = self._say(request)(_NO_REASON) if isinstance(error, EmptyText) else self._unfit(request, error)
            labels = {item: label for label, _name, item in await self._known(case)}
            filled = as_typed_row(_sheet(old), old, labels)
            return await self._row_form(request, case, old, filled, Problem("reason", words), status=error.status)
        return RedirectResponse(f"/cases/{case.id}?kept=corrected#row-{made.id}", status_code=303)

    async def _row_form(
        self, request: Request, case: Case, old: Entry, typed: Typed, *problems: Problem, status: int = 200
    ) -> Response:
        file = await run_in_threadpool(keep_case.case_file, self.desk.vault(), case)
        say = self._say(request)
        return self._show(
            request,
            "cases/correct.html",
            status=status,
            case=case,
            sheet=_sheet(old),
            typed=typed,
            problems=problems,
            today=self.desk.now().date().isoformat(),
            people={party.id: party.name for party in file.parties},
            exhibits={label: f"{label} {name}" for label, name, _item in await self._known(case)},
            old=old,
            kind=kind_words(old, say),
            told=particulars(old, say),
        )

    async def _old(self, request: Request) -> Entry:
        """Return the row of the address; raises UnknownName."""
        entry: str = request.path_params["entry"]
        return await run_in_threadpool(keep_case.one_entry, self.desk.vault(), self._chosen(request), entry)

    # --- people and debts ---

    @unlocked
    async def ask_person(self, request: Request) -> Response:
        """Ask what is to be said of somebody."""
        case = self._chosen(request)
        party: Party = await self._one(request, case, "party")
        fields_ = {
            "person": party.name,
            "role": party.role,
            "reached_at": " ".join(party.reached_at),
            "is_organisation": "yes" if party.is_organisation else "",
        }
        return self._show(request, "cases/person.html", case=case, typed=Typed(fields_), problems=(), roles=ROLES)

    @unlocked
    async def person(self, request: Request) -> Response:
        """Write anew what is said of somebody; what was said before is kept."""
        case, typed = self._chosen(request), await read_typed(request)
        old: Party = await self._one(request, case, "party")
        say = self._say(request)
        role: Any = typed["role"] if typed["role"] in ALL_ROLES else None
        problems = [] if role else [Problem("role", say(_NO_ROLE))]
        if not typed["person"].strip():
            problems.append(Problem("person", say(_NAMELESS)))
        if not problems:
            numbers = tuple(typed["reached_at"].replace("，", " ").replace(",", " ").split())
            made = replace(old, role=role, name=typed["person"].strip(), reached_at=numbers)
            made = replace(made, is_organisation=typed["is_organisation"] == "yes")
            try:
                await run_in_threadpool(keep_case.change_party, self.desk.vault(), case, made, self.desk.now())
            except UnfitCorrection:
                problems.append(Problem("person", say(_UNCHANGED)))
        if problems:
            return self._show(
                request, "cases/person.html", status=422, case=case, typed=typed, problems=problems, roles=ROLES
            )
        return RedirectResponse(f"/cases/{case.id}?kept=corrected#people", status_code=303)

    async def back(self, request: Request) -> Response:
        """Lead back to the case, where the forms are."""
        return RedirectResponse(f"/cases/{quote(request.path_params['case'])}", status_code=303)

    @unlocked
    async def add_debt(self, request: Request) -> Response:
        """Write down a debt of the case."""
        case, typed = self._chosen(request), await read_typed(request)
        try:
            made = DebtRef("", **_debt(typed))
            await run_in_threadpool(keep_case.add_debt, self.desk.vault(), case, made, self.desk.now())
        except EmptyText:
            problem = Problem("lender", self._say(request)(_NO_LENDER))
            return self._show(
                request, "cases/debt.html", status=422, case=case, typed=typed, problems=(problem,), is_new=True
            )
        return RedirectResponse(f"/cases/{case.id}?kept=yes#debts", status_code=303)

    @unlocked
    async def ask_debt(self, request: Request) -> Response:
        """Ask what is to be said of a debt."""
        case = self._chosen(request)
        debt: DebtRef = await self._one(request, case, "debt")
        typed = Typed({one.name: getattr(debt, one.name) for one in fields(debt) if one.name != "id"})
        return self._show(request, "cases/debt.html", case=case, typed=typed, problems=(), is_new=False)

    @unlocked
    async def debt(self, request: Request) -> Response:
        """Write anew what is said of a debt; what was said before is kept."""
        case, typed = self._chosen(request), await read_typed(request)
        old: DebtRef = await self._one(request, case, "debt")
        try:
            made = replace(old, **_debt(typed))
            await run_in_threadpool(keep_case.change_debt, self.desk.vault(), case, made, self.desk.now())
        except (EmptyText, UnfitCorrection) as error:
            words = self._say(request)(_NO_LENDER if isinstance(error, EmptyText) else _UNCHANGED)
            problems = (Problem("lender", words),)
            return self._show(
                request, "cases/debt.html", status=422, case=case, typed=typed, problems=problems, is_new=False
            )
        return RedirectResponse(f"/cases/{case.id}?kept=corrected#debts", status_code=303)

    async def _one(self, request: Request, case: Case, what: str) -> Any:
        """Return the person or the debt of the address; raises UnknownName."""
        file = await run_in_threadpool(keep_case.case_file, self.desk.vault(), case)
        known: dict[str, Any] = {one.id: one for one in (file.parties if what == "party" else file.debts)}
        given: str = request.path_params[what]
        if given not in known:
            raise UnknownName(what=what, given=given, known=tuple(known))
        return known[given]

    # --- findings ---

    @unlocked
    async def reword(self, request: Request) -> Response:
        """Say a finding in the reader's own words; the rule's own stay beside them."""
        case, typed = self._chosen(request), await read_typed(request)
        label: str = request.path_params["label"]
        try:
            await run_in_threadpool(
                keep_evidence.reword,
                self.desk.vault(), case, label, typed["finding"], typed["words"], self.desk.now(),
            )  # fmt: skip
        except (EmptyText, UnfitCorrection):
            return RedirectResponse(
                f"/cases/{case.id}/{quote(label)}?kept=no#p{quote(typed['number'])}", status_code=303
            )
        return RedirectResponse(f"/cases/{case.id}/{quote(label)}#p{quote(typed['number'])}", status_code=303)

    async def _known(self, case: Case) -> list[tuple[str, str, str]]:
        """List label, name and item of what a row may rest on."""
        known = await run_in_threadpool(keep_evidence.exhibits, self.desk.vault(), case)
        return [(one.label, one.description.name or item.name, item.id) for one, item in known if not item.deleted_at]

    def _unfit(self, request: Request, error: FairDueError) -> str:
        if error.values.get("why") == "unchanged":
            return self._say(request)(_UNCHANGED)
        return self._worded(request, error)

    def _worded(self, request: Request, error: FairDueError) -> str:
        return self._problem(request, "", error).sentence


def _sheet(entry: Entry) -> Sheet:
    return next(sheet for sheet in _ALL.values() if sheet.makes is type(entry))


def _with_unasked(sheet: Sheet, old: Entry, entry: Entry) -> Entry:
    """Return the typed row with what its form does not ask taken from the old one, further exhibits included."""
    asked = {ask.name for ask in sheet.asks} | {"party", "evidence"}
    kept = {one.name: getattr(old, one.name) for one in fields(old) if one.name not in asked}
    if entry.evidence[:1] == old.evidence[:1]:
        kept["evidence"] = old.evidence
    return replace(entry, **kept)


def _debt(typed: Typed) -> dict[str, str]:
    return {name: typed[name].strip() for name in ("lender", "product", "contract_number", "holder", "note")}
