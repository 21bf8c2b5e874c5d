"""What the addresses of guidance show: reads the request, asks the app, hands views to a template; it holds nothing of a reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fairdue.app.check_agreement import check_agreement
from fairdue.app.contracts.next import in_group
from fairdue.app.next_steps import Books, NextSteps, next_steps
from fairdue.app.price_optimiser import FIELDS, price_optimiser
from fairdue.app.reading.agreement import lay_out_agreement
from fairdue.app.reading.optimiser import priced_words
from fairdue.app.reading.steps import step_views, terms_in
from fairdue.guidance.promises import PlanLimits, Wish, spoken
from fairdue.intake.figures import read_amount, read_day
from fairdue.kernel.errors import FairDueError
from fairdue.kernel.money import to_fen
from fairdue.web.forms import Decode, Problem, Sentence
from fairdue.web.guidance.asking import questions, stated
from fairdue.web.showing import language_of, show
from fairdue.web.words import noted, translations

FIRST_STEPS: Final = 3
_BOTH: Final = noted("贴了文字，又选了文件。请只留一样，再看一次。")
_NO_TEXT: Final = noted("这里还空着。请粘贴协议全文，或选一个文件。")


@dataclass(frozen=True, slots=True)
class GuidancePages:
    """The pages of guidance: what they ask of the app, and the words for errors and for what is not there."""

    books: Callable[[], Books]
    today: Callable[[], date]
    decode: Decode
    sentence: Sentence
    not_found: Callable[[Request], Response]

    def routes(self) -> list[Route]:
        """Return the addresses of guidance."""
        return [
            Route("/situations", self.situations, methods=["GET"]),
            Route("/situation/{id}", self.situation, methods=["GET", "POST"]),
            Route("/card/{id}", self.card, methods=["GET"]),
            Route("/script/{id}", self.script, methods=["GET", "POST"]),
            Route("/agreement", self.agreement, methods=["GET", "POST"]),
            Route("/optimiser", self.optimiser, methods=["GET", "POST"]),
        ]

    async def situations(self, request: Request) -> Response:
        """List what can have happened, by group, danger first."""
        books = self.books()
        groups = [(group, in_group(books.pack.playbooks, group.id)) for group in books.guide.groups]
        return show(request, "guide/situations.html", groups=groups)

    async def situation(self, request: Request) -> Response:
        """Show the steps of one situation; a form may bring facts along."""
        books, id = self.books(), request.path_params["id"]
        if all(one.id != id or one.situation is None for one in books.pack.playbooks):
            return self.not_found(request)
        rows = [(name, str(value)) for name, value in (await _form(request)).multi_items()]
        facts = stated(rows, books.pack.fact_keys)
        problem, found = "", None
        try:
            found = next_steps(books, [id], facts, self.today())
        except FairDueError as error:
            problem = self.sentence(error, language_of(request))
        if found is None:
            found = next_steps(books, [id], [], self.today())
        values = self._laid_out(request, books, found)
        answered = {one.key: str(one.value) for one in facts}
        kept = [f"{one.key}={_plain(one.value)}" for one in facts]
        asks = found.situations[0].situation.asks if found.situations[0].situation else ()
        return show(
            request,
            "guide/situation.html",
            status=422 if problem else 200,
            problem=problem,
            asked=questions(asks, books.pack.fact_keys, answered),
            kept=kept,
            **values,
        )

    async def card(self, request: Request) -> Response:
        """Show one page to print and keep."""
        books = self.books()
        card = books.guide.cards.get(request.path_params["id"])
        if card is None:
            return self.not_found(request)
        cited = books.cite(card.citations, self.today())
        return show(request, "guide/card.html", card=card, cited=cited)

    async def script(self, request: Request) -> Response:
        """Show what to say; a promise is filled only from a plan."""
        books = self.books()
        script = books.guide.scripts.get(request.path_params["id"])
        if script is None:
            return self.not_found(request)
        form = await _form(request)
        typed = {name: _typed(form, name) for name in ("monthly", "first_on", "offer")}
        plan, wish, problems = self._plan(request, typed)
        lines = spoken(script, plan, wish)
        return show(
            request,
            "guide/script.html",
            status=422 if problems else 200,
            script=script,
            lines=lines,
            typed=typed,
            problems=problems,
            promises=any(line.line.promise for line in lines),
        )

    async def agreement(self, request: Request) -> Response:
        """Look an agreement over before it is signed."""
        books, form = self.books(), await _form(request)
        text, lender = _typed(form, "text", long=True), _typed(form, "lender")
        if request.method == "GET":
            return show(request, "guide/agreement.html", page=None, text="", lender="", problems=())
        say = translations(language_of(request)).gettext
        upload = form.get("upload")
        try:
            if isinstance(upload, UploadFile) and upload.filename:
                if text.strip():
                    return self._agreement_again(request, text, lender, Problem("upload", say(_BOTH)))
                text = self.decode(await upload.read(), upload.filename).text
            if not text.strip():
                return self._agreement_again(request, text, lender, Problem("text", say(_NO_TEXT)))
            found = check_agreement(text, books.pack, books.guide, self.today(), lender)
        except FairDueError as error:
            return self._agreement_again(
                request, text, lender, Problem("text", self.sentence(error, language_of(request)))
            )
        page = lay_out_agreement(text, found.check, found.payee, books.pack.provisions, say)
        return show(request, "guide/agreement.html", page=page, text=text, lender=lender, problems=())

    async def optimiser(self, request: Request) -> Response:
        """Price a debt optimiser's offer against what it promises."""
        form, problems = await _form(request), []
        sentences: tuple[str, ...] = ()
        typed = {name: _typed(form, name) for name in FIELDS}
        if request.method == "POST":
            try:
                found = price_optimiser(typed, {name: name for name in FIELDS})
                sentences = tuple(priced_words(found, translations(language_of(request)).gettext))
            except FairDueError as error:
                field = str(error.values.get("where"))
                words = self.sentence(error, language_of(request)).removeprefix(field).lstrip("：: ")
                problems.append(Problem(field, words))
        status = 422 if problems else 200
        return show(request, "guide/optimiser.html", status=status, typed=typed, problems=problems, sentences=sentences)

    def _agreement_again(self, request: Request, text: str, lender: str, problem: Problem) -> Response:
        return show(
            request, "guide/agreement.html", status=422, page=None, text=text, lender=lender, problems=(problem,)
        )

    def _laid_out(self, request: Request, books: Books, found: NextSteps) -> dict[str, Any]:
        say = translations(language_of(request)).gettext
        views = step_views(found.advice, books.guide.papers, books.pack, say, found.on)
        texts = [words for one in views for words in (one.advice.step.step, one.advice.step.why, one.advice.how)]
        return {
            "found": found,
            "playbook": found.situations[0],
            "first": views[:FIRST_STEPS],
            "more": views[FIRST_STEPS:],
            "terms_found": terms_in(texts, books.guide.hard_words, books.pack.glossary),
        }

    def _plan(self, request: Request, typed: Mapping[str, str]) -> tuple[PlanLimits, Wish | None, tuple[Problem, ...]]:
        """Read the plan from the form; what cannot be read is said beside its field."""
        problems = []
        read: dict[str, Any] = {}
        for name, reader in (("monthly", read_amount), ("first_on", read_day), ("offer", read_amount)):
            try:
                read[name] = reader(typed[name], "") if typed[name].strip() else None
            except FairDueError as error:
                read[name] = None
                problems.append(Problem(name, self.sentence(error, language_of(request)).lstrip("：: ")))
        monthly = to_fen(read["monthly"]) if read["monthly"] else None
        offer = to_fen(read["offer"]) if read["offer"] else monthly
        return PlanLimits(monthly, read["first_on"]), Wish(offer, read["first_on"]), tuple(problems)


async def _form(request: Request) -> FormData:
    """Parse the form of a POST, an unreadable one as empty."""
    if request.method != "POST":
        return FormData()
    try:
        return await request.form(max_files=2, max_fields=160, max_part_size=1_000_000)
    except HTTPException:
        return FormData()


def _typed(form: FormData, name: str, long: bool = False) -> str:
    value = form.get(name, "")
    if not isinstance(value, str):
        return ""
    return value.replace("\r\n", "\n") if long else value.replace("\n", " ")[:100]


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
