"""What the addresses of lookup show: reads the request, asks the app, hands views to a template; it keeps nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final, cast

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fairdue.app.before_acting import acts_before
from fairdue.app.check_claim import check_claim, claim_by_id
from fairdue.app.due_dates import DueList, as_calendar, due_for, in_order
from fairdue.app.next_steps import Books
from fairdue.app.reading.act_words import BY_WORDS, FRAME, GROUP_WORDS, STAGE_WORDS, restarts_label
from fairdue.app.reading.claim_words import CONFIDENCE, TOPICS
from fairdue.app.reading.claim_words import VERDICTS as CLAIM_VERDICTS
from fairdue.app.reading.door_words import ISSUES
from fairdue.app.reading.due_words import GROUPS, SERVICE_WORDS
from fairdue.app.reading.lookup_views import day_views, door_views
from fairdue.app.route_doors import DoorsAnswer, DoorsAsked, find_doors
from fairdue.guidance.claims import Claims
from fairdue.kernel.errors import FairDueError, UnknownName
from fairdue.records.deadlines import SERVICES, Event, Service
from fairdue.records.doors import Issue
from fairdue.web.forms import Problem, Sentence
from fairdue.web.showing import attached, language_of, show
from fairdue.web.words import noted, translations

STATED: Final = "stated."
_REMIND: Final = noted("看一下今天的安排。")
_NO_EVENT: Final = noted("选一件收到的东西。")
_NO_DAY: Final = noted("填上收到的日期。")
_BAD_DAY: Final = noted("这个日期读不懂。请写成 2026-11-21 这样。")
_NO_ISSUE: Final = noted("选一件事。")
_NO_WORDS: Final = noted("写一句你听到的说法。")
# Which field an unknown name belongs to.
_FIELDS: Final[Mapping[str, str]] = {
    "issue": "issue", "lender-kind": "kind", "province": "province", "channel": "channel", "event": "event",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LookupPages:
    """The lookup pages: what they ask of the app, and the words for errors."""

    books: Callable[[], Books]
    today: Callable[[], date]
    sentence: Sentence

    def routes(self) -> list[Route]:
        """Return the addresses of lookup."""
        return [
            Route("/doors", self.doors, methods=["GET", "POST"]),
            Route("/days", self.days, methods=["GET", "POST"]),
            Route("/days.ics", self.calendar, methods=["POST"]),
            Route("/claims", self.claims, methods=["GET", "POST"]),
            Route("/before", self.before, methods=["GET"]),
        ]

    async def doors(self, request: Request) -> Response:
        """Show whom to turn to, first one first."""
        books, form = self.books(), await _form(request)
        names = ("issue", "kind", "lender", "province", "lender_province", "channel")
        typed = {name: _typed(form, name) for name in names}
        ticked = {name: form.get(name) == "yes" for name in ("tried", "quiet")}
        answer: DoorsAnswer | None = None
        problems: list[Problem] = []
        if typed["issue"]:
            try:
                answer = find_doors(_asked(typed, ticked), books.pack, books.handbook, self.today())
            except FairDueError as error:
                problems.append(self._problem(error, request, "province"))
        elif request.method == "POST":
            problems.append(Problem("issue", self._say(request, _NO_ISSUE)))
        return show(
            request,
            "lookup/doors.html",
            status=422 if problems else 200,
            typed=typed,
            ticked=ticked,
            problems=problems,
            answer=answer,
            doors=door_views(answer, books.pack.doors, self._gettext(request)) if answer else (),
            issues=ISSUES,
            provinces={one.name: one.name for one in books.handbook.provinces},
            told=ISSUES.get(cast(Issue, typed["issue"]), ""),
        )

    async def days(self, request: Request) -> Response:
        """Show the last days after something came."""
        form = await _form(request)
        typed, due, problems = self._counted(request, form)
        rule = self.books().handbook.events.get(typed["event"])
        grouped = groupby(in_order(self.books().handbook.events.values()), key=lambda one: one.group)
        return show(
            request,
            "lookup/days.html",
            status=422 if problems else 200,
            typed=typed,
            problems=problems,
            due=due,
            days=day_views(due, self._gettext(request)) if due else (),
            rule=rule,
            printed=[limit for limit in rule.limits if limit.stated] if rule and due else [],
            stated={name: _typed(form, STATED + name) for name in _limits(rule)},
            groups=[(GROUPS[name], list(rules)) for name, rules in grouped],
            services={name: words for name, words in SERVICE_WORDS.items() if name != "unknown"},
            has_calendar=bool(due and any(item.due.on and item.state in ("open", "waiting") for item in due.items)),
        )

    async def calendar(self, request: Request) -> Response:
        """Hand over the days as a calendar file with neutral titles."""
        _typed_, due, _problems = self._counted(request, await _form(request))
        if due is None:
            return await self.days(request)
        content = as_calendar(due, self._say(request, _REMIND))
        return attached(content, "days.ics", "text/calendar; charset=utf-8")

    async def claims(self, request: Request) -> Response:
        """Show whether a claim holds, or every claim by topic."""
        books, form = self.books(), await _form(request)
        question, problems, found = _typed(form, "q"), [], None
        if question.strip():
            claims = Claims(books.handbook.myths, books.handbook.same_meanings)
            found = check_claim(question, claims, books.pack, self.today())
        elif request.method == "POST":
            problems.append(Problem("q", self._say(request, _NO_WORDS)))
        order = list(TOPICS)
        myths = sorted(books.handbook.myths, key=lambda myth: (order.index(myth.topic), myth.id))
        every = [claim_by_id(myth.id, books.handbook, books.pack, self.today()) for myth in myths]
        return show(
            request,
            "lookup/claims.html",
            status=422 if problems else 200,
            question=question,
            problems=problems,
            found=found,
            topics=[(TOPICS[name], list(members)) for name, members in groupby(every, key=lambda one: one.myth.topic)],
            verdicts=CLAIM_VERDICTS,
            confidence=CONFIDENCE,
        )

    async def before(self, request: Request) -> Response:
        """Show which words, payments and papers touch limitation, before anybody acts."""
        acts = acts_before(self.books().pack, self.today())
        stages = [
            (when, STAGE_WORDS[when], [(_heading(key), list(members)) for key, members in groupby(group, key=_kind)])
            for when, group in groupby(acts, key=lambda one: one.act.when)
        ]
        return show(request, "lookup/before.html", stages=stages, frame=FRAME, label=restarts_label)

    def _counted(self, request: Request, form: FormData) -> tuple[dict[str, str], DueList | None, list[Problem]]:
        """Read the form of the days and count; problems by field where it cannot be counted."""
        typed = {name: _typed(form, name) for name in ("event", "on", "service")}
        if request.method == "GET":
            return typed, None, []
        problems: list[Problem] = []
        books = self.books()
        rule = books.handbook.events.get(typed["event"])
        if rule is None:
            problems.append(Problem("event", self._say(request, _NO_EVENT)))
        on = self._day(request, "on", typed["on"], problems, is_wanted=True)
        stated = {
            name: day
            for name in _limits(rule)
            if (day := self._day(request, STATED + name, _typed(form, STATED + name), problems)) is not None
        }
        if problems or rule is None or on is None:
            return typed, None, problems
        service: Service = next((one for one in SERVICES if one == typed["service"]), "unknown")
        try:
            event = Event(rule.id, on, service, stated=stated)
            return typed, due_for(event, books.pack, books.handbook, self.today()), []
        except FairDueError as error:
            return typed, None, [self._problem(error, request, "on")]

    def _day(
        self, request: Request, name: str, written: str, problems: list[Problem], is_wanted: bool = False
    ) -> date | None:
        if not written.strip():
            if is_wanted:
                problems.append(Problem(name, self._say(request, _NO_DAY)))
            return None
        try:
            return date.fromisoformat(written.strip())
        except ValueError:
            problems.append(Problem(name, self._say(request, _BAD_DAY)))
            return None

    def _problem(self, error: FairDueError, request: Request, field: str) -> Problem:
        """Put an error beside the field it is about."""
        if isinstance(error, UnknownName):
            field = _FIELDS.get(str(error.values.get("what")), field)
        return Problem(field, self.sentence(error, language_of(request)))

    def _gettext(self, request: Request) -> Callable[[str], str]:
        return translations(language_of(request)).gettext

    def _say(self, request: Request, words: str) -> str:
        return self._gettext(request)(words)


def _asked(typed: Mapping[str, str], ticked: Mapping[str, bool]) -> DoorsAsked:
    return DoorsAsked(
        issue=typed["issue"],
        lender_kind=typed["kind"],
        lender=typed["lender"],
        province=typed["province"],
        lender_province=typed["lender_province"],
        channel=typed["channel"],
        body=typed["lender"],
        tried_lender=ticked["tried"],
        can_call=not ticked["quiet"],
    )


def _limits(rule: Any) -> tuple[str, ...]:
    """Name the limits of an event whose day stands on the paper."""
    return tuple(limit.id for limit in rule.limits if limit.stated) if rule else ()


def _kind(one: Any) -> str:
    return str(one.act.group) if one.act.by == "you" else str(one.act.by)


def _heading(kind: str) -> str:
    return {**GROUP_WORDS, **BY_WORDS}[kind]


async def _form(request: Request) -> FormData:
    """Parse the form of a POST, an unreadable one as empty."""
    if request.method != "POST":
        return FormData()
    try:
        return await request.form(max_files=1, max_fields=40, max_part_size=20_000)
    except HTTPException:
        return FormData()


def _typed(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value.replace("\r\n", " ").replace("\n", " ")[:200] if isinstance(value, str) else ""
