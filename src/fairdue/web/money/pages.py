"""What each address on money shows: questions one topic at a time, the check of all answers, the result, its files."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.kernel.errors import FairDueError, TextTooLong
from fairdue.web.money.check import CheckRow, check_rows
from fairdue.web.money.drafts import FIELD_LIMIT, Draft, Drafts
from fairdue.web.money.examples import EXAMPLES
from fairdue.web.money.fields import Fields
from fairdue.web.money.questions import FLOWS, Flow, Topic
from fairdue.web.money.results import MoneyServices, Results
from fairdue.web.showing import attached, language_of, show
from fairdue.web.words import translations

Page = Callable[[Request], Awaitable[Response]]
_FIELDS_AT_MOST: Final = 40
NAME_LIMIT: Final = 100  # characters of a file name that are shown


class MoneyPages:
    """The money pages of one launch; the answers live in `drafts` and nowhere else."""

    def __init__(self, services: MoneyServices, not_found: Callable[[Request], Response]) -> None:
        """Keep what the pages ask, and how an address without a page is answered."""
        self._services = services
        self._results = Results(services)
        self._not_found = not_found
        self._drafts = Drafts()

    def routes(self) -> list[Route]:
        """List the addresses; each lies below /money."""
        draft = "/money/{flow}/{draft}"
        return [
            Route("/money", self.hub, methods=["GET"]),
            Route("/money/{flow}", self.begin, methods=["GET"]),
            Route("/money/{flow}", self.open, methods=["POST"]),
            Route(f"{draft}/check", self.check, methods=["GET"]),
            Route(f"{draft}/result", self.result, methods=["GET"]),
            Route(f"{draft}/result.{{kind}}", self.take, methods=["GET"]),
            Route(f"{draft}/forget", self.forget, methods=["POST"]),
            Route(f"{draft}/{{topic}}", self.ask, methods=["GET"]),
            Route(f"{draft}/{{topic}}", self.save, methods=["POST"]),
        ]

    async def hub(self, request: Request) -> Response:
        """Show what can be found out about money, and what is being filled in."""
        return show(request, "money/hub.html", flows=FLOWS.values(), drafts=self._drafts)

    async def begin(self, request: Request) -> Response:
        """Show what one of them takes, what it will not do, and what was begun before."""
        flow = FLOWS.get(request.path_params["flow"])
        if flow is None:
            return self._not_found(request)
        return await self._opening(request, flow)

    async def open(self, request: Request) -> Response:
        """Begin a set of answers: empty, with the example, or with what a form brought along; lead to the first topic."""
        flow = FLOWS.get(request.path_params["flow"])
        if flow is None:
            return self._not_found(request)
        try:
            form = await request.form(max_files=1, max_fields=_FIELDS_AT_MOST)
        except TextTooLong as error:
            return await self._opening(request, flow, error)
        if form.get("example"):
            draft = self._drafts.begin(flow.slug, EXAMPLES[flow.slug])
            return _go(_address(flow, draft, "check"))
        upload = form.get("upload")
        if isinstance(upload, UploadFile) and upload.filename and flow.slug == "audit":
            return await self._from_file(request, flow, upload)
        names = (one.name for topic in flow.topics for one in topic.questions)
        known = {name: str(form[name])[:FIELD_LIMIT] for name in names if form.get(name)}
        return _go(_address(flow, self._drafts.begin(flow.slug, known), flow.topics[0].slug))

    async def _opening(self, request: Request, flow: Flow, error: FairDueError | None = None) -> Response:
        """Show the opening page of a flow, with the sentence on a file that could not be read."""
        before = None
        if flow.slug == "limitation":
            before = await run_in_threadpool(self._results.before_you_act, _say(request))
        problem = self._services.sentence(error, language_of(request)) if error else ""
        drafts = self._drafts.open_in(flow.slug)
        status = error.status if error and 400 <= error.status < 500 else 200
        return show(request, "money/begin.html", status, flow=flow, drafts=drafts, before=before, problem=problem)

    async def _from_file(self, request: Request, flow: Flow, upload: UploadFile) -> Response:
        """Begin with the answers of a file kept before."""
        content = await upload.read()
        try:
            answers = await run_in_threadpool(self._results.opened, content, str(upload.filename)[:NAME_LIMIT])
        except FairDueError as error:
            return await self._opening(request, flow, error)
        return _go(_address(flow, self._drafts.begin(flow.slug, answers), "check"))

    async def ask(self, request: Request) -> Response:
        """Show one topic with the answers given so far, and a sentence beside each that cannot be read."""
        flow, draft = self._found(request)
        topic = flow.topic(request.path_params["topic"]) if flow else None
        if flow is None or draft is None or topic is None:
            return self._not_found(request)
        is_seen = any(one.name in draft.answers for one in topic.questions)
        problems = self._problems(request, flow, draft) if is_seen else {}
        return self._topic(request, flow, draft, topic, problems)

    async def save(self, request: Request) -> Response:
        """Keep the answers of one topic and lead on; to the same page where something cannot be read."""
        flow, draft = self._found(request)
        topic = flow.topic(request.path_params["topic"]) if flow else None
        if flow is None or draft is None or topic is None:
            return self._not_found(request)
        try:
            form = await request.form(max_files=0, max_fields=_FIELDS_AT_MOST)
        except TextTooLong:
            return self._topic(request, flow, draft, topic, {}, status=TextTooLong.status)
        names = [one.name for one in topic.questions]
        self._drafts.save(draft, {name: str(form.get(name, "")) for name in names})
        query = f"?{request.url.query}" if request.url.query else ""
        problems = self._problems(request, flow, draft)
        if query or (any(name in problems for name in names) and not form.get("anyway")):
            return _go(_address(flow, draft, topic.slug) + query)
        return _go(_address(flow, draft, "check" if form.get("then") == "check" else flow.after(topic.slug)))

    async def check(self, request: Request) -> Response:
        """Show every answer as it was understood, each with a link to change it."""
        flow, draft = self._found(request)
        if flow is None or draft is None:
            return self._not_found(request)
        rows, problems = self._rows(request, flow, draft)
        return show(request, "money/check.html", flow=flow, draft=draft, rows=rows, problems=problems)

    async def result(self, request: Request) -> Response:
        """Show the result, or the check of all answers where one stands in the way."""
        flow, draft = self._found(request)
        if flow is None or draft is None:
            return self._not_found(request)
        fields = self._fields(request, flow, draft)
        try:
            view = await run_in_threadpool(self._results.view, flow.slug, fields, _say(request))
        except FairDueError as error:
            return self._refused(request, flow, draft, error)
        if view is None:
            return _go(_address(flow, draft, "check"))
        files = self._results.files(flow.slug)
        template = f"money/result_{flow.slug}.html"
        return show(request, template, flow=flow, draft=draft, view=view, files=files)

    async def take(self, request: Request) -> Response:
        """Hand over the result as a file: a workbook, a paper to print, a Word file or a page."""
        flow, draft = self._found(request)
        if flow is None or draft is None:
            return self._not_found(request)
        fields, language = self._fields(request, flow, draft), language_of(request)
        kind: str = request.path_params["kind"]
        try:
            file = await run_in_threadpool(self._results.file, flow.slug, kind, fields, _say(request), language)
        except FairDueError as error:
            return self._refused(request, flow, draft, error)
        return attached(file.data, file.name, file.media_type) if file else self._not_found(request)

    async def forget(self, request: Request) -> Response:
        """Drop the answers and everything made of them."""
        flow, draft = self._found(request)
        if flow is None or draft is None:
            return self._not_found(request)
        self._drafts.forget(draft)
        return _go("/money")

    def _found(self, request: Request) -> tuple[Flow | None, Draft | None]:
        """Find the flow and the draft an address names."""
        flow = FLOWS.get(request.path_params["flow"])
        return flow, self._drafts.find(flow.slug, request.path_params["draft"]) if flow else None

    def _fields(self, request: Request, flow: Flow, draft: Draft) -> Fields:
        """Read the answers of a draft in the reader's language."""
        language = language_of(request)
        questions = {one.name: one for topic in flow.topics for one in topic.questions}
        return Fields(draft.answers, questions, _say(request), lambda error: self._services.sentence(error, language))

    def _problems(self, request: Request, flow: Flow, draft: Draft) -> Mapping[str, str]:
        """Collect what cannot be read in the answers."""
        return self._rows(request, flow, draft)[1]

    def _rows(self, request: Request, flow: Flow, draft: Draft) -> tuple[tuple[CheckRow, ...], Mapping[str, str]]:
        """Lay out every answer as understood, with the problems found on the way."""
        fields = self._fields(request, flow, draft)
        self._results.read(flow.slug, fields)
        return check_rows(flow, fields), fields.problems

    def _topic(
        self, request: Request, flow: Flow, draft: Draft, topic: Topic, problems: Mapping[str, str], status: int = 200
    ) -> Response:
        """Show one topic."""
        own = {one.name: problems[one.name] for one in topic.questions if one.name in problems}
        at = flow.topics.index(topic)
        back = flow.topics[at - 1].slug if at else ""
        then = "check" if request.query_params.get("then") == "check" else ""
        return show(
            request, "money/topic.html", status, flow=flow, draft=draft, topic=topic, at=at + 1, back=back,
            answers=draft.answers, problems=own, then=then, is_unread=status != 200,
        )  # fmt: skip

    def _refused(self, request: Request, flow: Flow, draft: Draft, error: FairDueError) -> Response:
        """Say why a result cannot be given, above the answers, which are all still there."""
        rows, problems = self._rows(request, flow, draft)
        sentence = self._services.sentence(error, language_of(request))
        status = error.status if 400 <= error.status < 500 else 500
        return show(
            request, "money/check.html", status, flow=flow, draft=draft, rows=rows, problems={**problems, "": sentence}
        )


def _say(request: Request) -> Callable[[str], str]:
    """Return the function that says a Chinese sentence in the reader's language."""
    return translations(language_of(request)).gettext


def _address(flow: Flow, draft: Draft, page: str) -> str:
    """Write the address of a page of a draft."""
    return f"/money/{flow.slug}/{draft.id}/{page}"


def _go(address: str) -> Response:
    """Lead on, so that going back asks nothing again."""
    return RedirectResponse(address, status_code=303)
