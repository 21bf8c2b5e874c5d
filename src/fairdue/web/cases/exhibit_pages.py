"""The pages of an exhibit: sealing a file or a text, the original beside what the rules found, what is said of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import keep_evidence
from fairdue.app.reading.case_words import EXHIBITS, STATUSES, WAYS, custody_lines
from fairdue.app.reading.exhibit_view import exhibit_view, said_before
from fairdue.kernel.errors import FairDueError, TextTooLong, UnfitCorrection, UnknownName, UnusableDate
from fairdue.records.case import Case, Status
from fairdue.records.exhibit import Description
from fairdue.web.cases.forms import Typed, as_typed, read_channel, read_description, read_typed
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.forms import Problem
from fairdue.web.security import UPLOAD_LIMIT
from fairdue.web.showing import attached, language_of
from fairdue.web.words import noted

DECISIONS: Final[dict[str, Status]] = {"confirm": "confirmed", "reject": "rejected", "undo": "machine"}
_BOTH = noted("贴了文字，又选了文件。请只留一样。")
_NEITHER = noted("这里还空着。请选一个文件，或贴上文字。")
_EMPTY_FILE = noted("选的文件里什么也没有。请看看选对没有。")
_UNCHANGED = noted("什么都没有改，所以没有记。")


class ExhibitPages(CaseRoom):
    """The exhibits of one desk."""

    def routes(self) -> list[Route]:
        """List the addresses; each lies below /cases, and any other word behind a case is taken for a label."""
        case = "/cases/{case:str}"
        return [
            Route(f"{case}/add", self.ask_item, methods=["GET"]),
            Route(f"{case}/add", self.add_item, methods=["POST"]),
            Route(f"{case}/{{label}}", self.exhibit, methods=["GET"]),
            Route(f"{case}/{{label}}", self.decide, methods=["POST"]),
            Route(f"{case}/{{label}}/about", self.ask_about, methods=["GET"]),
            Route(f"{case}/{{label}}/about", self.about, methods=["POST"]),
            Route(f"{case}/{{label}}/original", self.original, methods=["GET"]),
        ]

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
        return attached(data, f"{exhibit.label}_{item.name}", "application/octet-stream")

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
