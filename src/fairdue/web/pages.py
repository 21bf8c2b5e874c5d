"""What each address shows: reads the request, asks the app, hands words and records to a template."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from fairdue.app.next_steps import Handover
from fairdue.app.reading.views import lay_out
from fairdue.kernel.errors import FairDueError, TextTooLong
from fairdue.records.assessment import Answer, Assessment, Message
from fairdue.records.law import Provision
from fairdue.web import design
from fairdue.web.forms import Asked, Decode, Read, Sentence, problem_of, read_form, too_long
from fairdue.web.guidance.asking import carried
from fairdue.web.security import BODY_LIMIT, Launch
from fairdue.web.showing import language_of, show
from fairdue.web.words import translations


class Pages:
    """The pages of one launch; holds what it was given and nothing of any reader."""

    def __init__(
        self,
        check: Callable[[Message], Answer],
        decode: Decode,
        sentence: Sentence,
        provisions: Mapping[str, Provision],
        launch: Launch,
        handover: Callable[[Message, Assessment], Handover],
    ) -> None:
        """Keep what the pages ask: the check, the reading of files, the words for errors, the law, the way on."""
        self._check = check
        self._decode = decode
        self._sentence = sentence
        self._provisions = provisions
        self._launch = launch
        self._handover = handover

    async def ask(self, request: Request) -> Response:
        """Show the empty question page."""
        return show(request, "ask.html", asked=Asked(), problems=(), unread=False)

    async def edit(self, request: Request) -> Response:
        """Show the question page with what was asked before, to change it."""
        try:
            form = await _form(request)
        except TextTooLong:
            return self._asked_again(request, too_long("text", translations(language_of(request)).gettext))
        asked = (await self._read(request, form)).asked
        return show(request, "ask.html", asked=replace(asked, file="", encoding=""), problems=(), unread=False)

    async def answer(self, request: Request) -> Response:
        """Check the message and show the answer, or the form with what is to be mended."""
        try:
            form = await _form(request)
        except TextTooLong:
            return self._asked_again(request, too_long("upload", translations(language_of(request)).gettext))
        read = await self._read(request, form)
        if read.message is None:
            return self._asked_again(request, read)
        return await self._answered(request, read.asked, read.message)

    async def example(self, request: Request) -> Response:
        """Show the answer to a message written for this purpose."""
        asked = design.EXAMPLE
        message = Message(text=asked.text, channel="sms", sender=asked.sender)
        return await self._answered(request, asked, message, is_example=True)

    async def design(self, request: Request) -> Response:
        """Show every token and component with its states."""
        language = language_of(request)
        page = lay_out(design.specimen(), translations(language).gettext, {})
        return show(
            request,
            "design.html",
            page=page,
            asked=design.EXAMPLE,
            tokens=design.TOKENS,
            problems=design.problems(),
            cards=design.every_card(),
            pictures=design.pictures,
            money_fields=design.MONEY_FIELDS,
        )

    async def leave(self, request: Request) -> Response:
        """Lead to the neutral page; the leaving link works without script."""
        return RedirectResponse("/blank", status_code=303)

    async def blank(self, request: Request) -> Response:
        """Show a page that says nothing."""
        return show(request, "blank.html")

    async def open(self, request: Request) -> Response:
        """Exchange the one-time link for the cookie of this launch.

        The way on is a link of our own page, not a redirect: after a link followed from elsewhere the browser would
        not send a SameSite=Strict cookie along a redirect.
        """
        prefetched = request.headers.get("sec-purpose", request.headers.get("purpose", ""))
        has_cookie = self._launch.knows(request.headers.get("cookie", ""))
        if request.method != "GET" or prefetched:
            return self.locked(request)
        if not self._launch.redeem(request.query_params.get("token", "")) and not has_cookie:
            return self.locked(request)
        response = show(request, "open.html")
        response.headers["referrer-policy"] = "no-referrer"
        response.set_cookie(
            self._launch.cookie_name, self._launch.cookie_value, path="/", httponly=True, samesite="strict"
        )
        return response

    def locked(self, request: Request) -> Response:
        """Explain in both languages where the link is, to a reader without the cookie."""
        return show(request, "locked.html", status=403)

    def not_found(self, request: Request) -> Response:
        """Say that nothing is at this address."""
        return show(request, "error.html", status=404, failed=False)

    def failed(self, request: Request) -> Response:
        """Say that something went wrong here, without details."""
        return show(request, "error.html", status=500, failed=True)

    async def _read(self, request: Request, form: FormData) -> Read:
        language = language_of(request)
        return await read_form(form, self._decode, self._sentence, translations(language).gettext, language)

    async def _answered(self, request: Request, asked: Asked, message: Message, is_example: bool = False) -> Response:
        language = language_of(request)
        say = translations(language).gettext
        try:
            answer = await run_in_threadpool(self._check, message)
        except FairDueError as error:
            problem = problem_of(error, asked, self._sentence, say, language)
            return self._asked_again(request, Read(asked, problems=(problem,), status=error.status))
        page = lay_out(answer, say, self._provisions)
        onward = self._handover(message, answer.assessment)
        return show(
            request,
            "answer.html",
            page=page,
            asked=asked,
            again=asdict(asked),
            is_example=is_example,
            leads=onward.leads,
            carried=carried(onward.facts),
        )

    def _asked_again(self, request: Request, read: Read) -> Response:
        """Show the form with what is to be mended."""
        status = read.status if 400 <= read.status < 500 else 500
        return show(request, "ask.html", status=status, asked=read.asked, problems=read.problems, unread=read.unread)


async def _form(request: Request) -> FormData:
    """Parse the form, an unreadable one as empty; raises TextTooLong for a body above the limit."""
    try:
        return await _parsed(request)
    except HTTPException:
        return FormData()


async def _parsed(request: Request) -> FormData:
    """Parse at most one file and the fields of our form."""
    return await request.form(max_files=2, max_fields=20, max_part_size=BODY_LIMIT)
