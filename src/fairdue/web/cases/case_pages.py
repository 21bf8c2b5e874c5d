"""The pages of the cases: the list, one case with its timeline, adding, an exhibit beside its findings, a package."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import keep_case, keep_evidence
from fairdue.app.reading.case_words import EXHIBITS, ROLES, STATUSES, WAYS, custody_lines, kind_words, particulars
from fairdue.app.reading.exhibit_view import exhibit_view, said_before
from fairdue.kernel.errors import (
    EmptyText,
    FairDueError,
    TextTooLong,
    UnfitCorrection,
    UnknownName,
    UnusableDate,
    WeakPassphrase,
)
from fairdue.records.case import ROLES as ALL_ROLES
from fairdue.records.case import Case, Deadline, Note, Party, Status
from fairdue.records.exhibit import Description
from fairdue.web.cases.forms import (
    Typed,
    as_typed,
    read_channel,
    read_contact,
    read_day,
    read_description,
    read_typed,
)
from fairdue.web.cases.packing import is_count, read_wishes, wrapped
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.cases.rows import SHEETS
from fairdue.web.forms import Problem
from fairdue.web.security import UPLOAD_LIMIT
from fairdue.web.showing import language_of
from fairdue.web.words import noted

ROWS: Final = 100  # rows of a timeline that are shown at once, the newest of them
DECISIONS: Final[dict[str, Status]] = {"confirm": "confirmed", "reject": "rejected", "undo": "machine"}
_BOTH = noted("贴了文字，又选了文件。请只留一样。")
_NEITHER = noted("这里还空着。请选一个文件，或贴上文字。")
_EMPTY_FILE = noted("选的文件里什么也没有。请看看选对没有。")
_NAMELESS = noted("这里还空着。请写上名字。")
_NO_ROLE = noted("还没有选。请选他是什么人。")
_UNWRITTEN = noted("这里还空着。请写一句话。")
_NO_COPIES = noted("份数读不懂。请写 1 到 20 的整数。")
_UNCHANGED = noted("什么都没有改，所以没有记。")
_NONE_CHOSEN = noted("还没有选。请至少选一份。")


class CasePages(CaseRoom):
    """The pages of one desk."""

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
            Route(f"{case}/add", self.ask_item, methods=["GET"]),
            Route(f"{case}/add", self.add_item, methods=["POST"]),
            Route(f"{case}/package", self.ask_package, methods=["GET"]),
            Route(f"{case}/package", self.package, methods=["POST"]),
            Route(f"{case}/{{label}}", self.exhibit, methods=["GET"]),
            Route(f"{case}/{{label}}", self.decide, methods=["POST"]),
            Route(f"{case}/{{label}}/about", self.ask_about, methods=["GET"]),
            Route(f"{case}/{{label}}/about", self.about, methods=["POST"]),
            Route(f"{case}/{{label}}/original", self.original, methods=["GET"]),
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

    @unlocked
    async def ask_item(self, request: Request) -> Response:
        """Ask for a file or a text, and what is to be said of it."""
        return self._item_form(request, self._chosen(request), self.desk.waiting or Typed())

    @unlocked
    async def add_item(self, request: Request) -> Response:
        """Seal the file or text and show it with what the rules found."""
        case, say = self._chosen(request), self._say(request)
        try:
            typed = await read_typed(request)
        except TextTooLong as error:
            return self._item_form(request, case, Typed(), self._problem(request, "upload", error), status=413)
        problems: list[Problem] = []
        description = read_description(typed, say, problems)
        if bool(typed["text"].strip()) == (typed.upload is not None):
            problems.append(Problem("upload", say(_BOTH if typed.upload else _NEITHER)))
        elif typed.upload is not None and not typed.upload[1]:
            problems.append(Problem("upload", say(_EMPTY_FILE)))
        if problems:
            return self._item_form(request, case, typed, *problems, status=422)
        name, content = typed.upload or ("文字.txt", typed["text"].encode("utf-8", "backslashreplace"))
        how = "upload" if typed.upload else "pasted"
        given = keep_evidence.Given(content, name, how, description, read_channel(typed))
        try:
            kept = await run_in_threadpool(
                keep_evidence.add, self.desk.vault(), case, given, self.desk.reading(), self.desk.now()
            )
        except FairDueError as error:
            field = "on" if isinstance(error, UnusableDate) else "upload"
            return self._item_form(request, case, typed, self._problem(request, field, error), status=error.status)
        self.desk.waiting = None
        again = "?again=yes" if kept.again else ""
        return RedirectResponse(f"/cases/{case.id}/{kept.exhibit.label}{again}", status_code=303)

    @unlocked
    async def exhibit(self, request: Request) -> Response:
        """Show an exhibit: the original, what the rules found in it, how it was kept."""
        case = self._chosen(request)
        label: str = request.path_params["label"]
        try:
            kept = await run_in_threadpool(
                keep_evidence.show, self.desk.vault(), case, label, self.desk.reading().text, self.desk.now()
            )
        except UnknownName:
            raise
        except FairDueError as error:
            words = self.sentence(error, language_of(request))
            return self._show(request, "cases/harmed.html", status=error.status, case=case, label=label, words=words)
        view = exhibit_view(kept.text or "", kept.findings, kept.former)
        return self._show(
            request,
            "cases/exhibit.html",
            case=case,
            kept=kept,
            view=view,
            kinds=EXHIBITS,
            statuses=STATUSES,
            custody=list(custody_lines(kept.custody, self._say(request))),
            is_again=request.query_params.get("again") == "yes",
            is_unchanged=request.query_params.get("kept") == "no",
            said_before=said_before(kept.former),
            zone=self.desk.now().tzinfo,
        )

    @unlocked
    async def ask_about(self, request: Request) -> Response:
        """Ask anew what the evidence list says of an exhibit."""
        case = self._chosen(request)
        exhibit, _item = await run_in_threadpool(
            keep_evidence.find, self.desk.vault(), case, request.path_params["label"]
        )
        return self._about_form(request, case, exhibit.label, as_typed(exhibit.description))

    @unlocked
    async def about(self, request: Request) -> Response:
        """Write down what the evidence list says of an exhibit; the sealed original stays as it is."""
        case, typed, say = self._chosen(request), await read_typed(request), self._say(request)
        label: str = request.path_params["label"]
        problems: list[Problem] = []
        description = read_description(typed, say, problems)
        if problems:
            return self._about_form(request, case, label, dict(typed.fields), *problems, status=422)
        read_text = self.desk.reading().text
        try:
            await run_in_threadpool(
                keep_evidence.describe, self.desk.vault(), case, label, description, read_text, self.desk.now()
            )
        except (UnusableDate, UnfitCorrection) as error:
            unchanged = Problem("name", say(_UNCHANGED))
            problem = unchanged if isinstance(error, UnfitCorrection) else self._problem(request, "on", error)
            return self._about_form(request, case, label, dict(typed.fields), problem, status=error.status)
        return RedirectResponse(f"/cases/{case.id}/{quote(label)}", status_code=303)

    @unlocked
    async def decide(self, request: Request) -> Response:
        """Confirm or reject one finding, which the reader has before them beside the original."""
        case, typed = self._chosen(request), await read_typed(request)
        label: str = request.path_params["label"]
        status = DECISIONS.get(typed["decision"])
        if status is None:
            return self.not_found(request)
        await run_in_threadpool(
            keep_evidence.decide, self.desk.vault(), case, label, typed["finding"], status, self.desk.now()
        )
        return RedirectResponse(f"/cases/{case.id}/{quote(label)}#p{quote(typed['number'])}", status_code=303)

    @unlocked
    async def original(self, request: Request) -> Response:
        """Hand over the original bytes as a file to keep, never to be shown inside a page."""
        case = self._chosen(request)
        label: str = request.path_params["label"]
        exhibit, item = await run_in_threadpool(keep_evidence.find, self.desk.vault(), case, label)
        if item.size > UPLOAD_LIMIT:
            return self.not_found(request)
        try:
            data = await run_in_threadpool(self.desk.vault().view, item.id, at=self.desk.now(), purpose="download")
        except FairDueError as error:
            words = self.sentence(error, language_of(request))
            return self._show(request, "cases/harmed.html", status=error.status, case=case, label=label, words=words)
        return _attached(data, f"{exhibit.label}_{item.name}", "application/octet-stream")

    @unlocked
    async def ask_package(self, request: Request) -> Response:
        """Ask which exhibits go into a package, how many copies, and how it is to be locked."""
        return await self._package_form(request, self._chosen(request), Typed())

    @unlocked
    async def package(self, request: Request) -> Response:
        """Hand over a package of the chosen exhibits as one archive, locked where a passphrase was given."""
        case, typed = self._chosen(request), await read_typed(request)
        if not typed.all("label"):
            problem = Problem("label", self._say(request)(_NONE_CHOSEN))
            return await self._package_form(request, case, typed, problem, status=422)
        if not is_count(typed):
            problem = Problem("copies", self._say(request)(_NO_COPIES))
            return await self._package_form(request, case, typed, problem, status=422)
        wanted, secret = read_wishes(typed)
        out = io.BytesIO()
        try:
            await run_in_threadpool(
                wrapped, self.desk.vault(), case, wanted, secret, out, self.desk.reading().text, self.desk.now()
            )
        except FairDueError as error:
            field = "passphrase" if isinstance(error, WeakPassphrase) else "label"
            problem = self._problem(request, field, error)
            return await self._package_form(request, case, typed, problem, status=error.status)
        day = self.desk.now().date().isoformat()
        name = f"证据包-{day}.zip.age" if secret else f"证据包-{day}.zip"
        return _attached(out.getvalue(), name, "application/octet-stream" if secret else "application/zip")

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

    def _item_form(self, request: Request, case: Case, typed: Typed, *problems: Problem, status: int = 200) -> Response:
        fields = {name: "" for name in (*as_typed(Description()), "text", "channel")} | dict(typed.fields)
        return self._show(
            request,
            "cases/add.html",
            status=status,
            case=case,
            typed=fields,
            problems=problems,
            kinds=EXHIBITS,
            ways=WAYS,
            is_later=False,
            is_unread=status == 413,
        )

    def _about_form(
        self, request: Request, case: Case, label: str, fields: Mapping[str, str], *problems: Problem, status: int = 200
    ) -> Response:
        known = {name: "" for name in (*as_typed(Description()), "channel")} | dict(fields)
        return self._show(
            request,
            "cases/describe.html",
            status=status,
            case=case,
            label=label,
            typed=known,
            problems=problems,
            kinds=EXHIBITS,
            ways=WAYS,
            is_later=True,
        )

    async def _package_form(
        self, request: Request, case: Case, typed: Typed, *problems: Problem, status: int = 200
    ) -> Response:
        exhibits = await run_in_threadpool(keep_evidence.exhibits, self.desk.vault(), case)
        living = [(exhibit, item) for exhibit, item in exhibits if item.deleted_at is None]
        return self._show(
            request, "cases/package.html", status=status, case=case, exhibits=living, typed=typed, problems=problems
        )


def _is_ahead(deadline: Deadline, today: date) -> bool:
    """Tell whether something is still to be done by a day that has not passed."""
    return deadline.done_on is None and deadline.on >= today and deadline.corrected_by is None


def _attached(data: bytes, name: str, media_type: str) -> Response:
    """Hand over bytes as a file; a browser neither opens it in the page nor guesses what it is."""
    headers = {
        "content-disposition": f"attachment; filename=\"file\"; filename*=UTF-8''{quote(name, safe='')}",
        "content-security-policy": "default-src 'none'; sandbox",
    }
    return Response(data, media_type=media_type, headers=headers)
