"""The application: routes wired to pages behind the doorkeeper; no page's words and no rule of the law are here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from typing import Final, NoReturn

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Scope

from fairdue.app.contracts.words import sentence
from fairdue.app.next_steps import Books, Handover
from fairdue.records.assessment import Answer, Assessment, Message
from fairdue.records.law import Provision
from fairdue.web.cases.desk import Desk
from fairdue.web.cases.pages import case_routes
from fairdue.web.forms import Decode, Sentence
from fairdue.web.guidance.pages import GuidancePages
from fairdue.web.lookup.pages import LookupPages
from fairdue.web.money.pages import MoneyPages
from fairdue.web.money.results import MoneyServices
from fairdue.web.pages import Pages
from fairdue.web.security import Doorkeeper, Launch

STATIC_TYPES: Final = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


def _unasked() -> NoReturn:
    """Stand in for a service nobody gave; asking it is a mistake of the caller."""
    raise LookupError("this page was built without guidance")


def _nowhere(message: Message, assessment: Assessment) -> Handover:
    """Lead nowhere, where nobody gave guidance."""
    return Handover((), ())


@dataclass(frozen=True, slots=True)
class Services:
    """What the page asks of the app: check a message, read a file, word an error; and the law it may unfold.

    `books` and `today` are what guidance reads; `handover` tells where an answer leads on to.
    """

    check: Callable[[Message], Answer]
    decode: Decode
    sentence: Sentence = sentence
    provisions: Mapping[str, Provision] = field(default_factory=dict)
    books: Callable[[], Books] = _unasked
    today: Callable[[], date] = _unasked
    handover: Callable[[Message, Assessment], Handover] = _nowhere
    money: MoneyServices | None = None
    desk: Desk | None = None


def create_app(services: Services, *, launch: Launch, hosts: Iterable[str]) -> ASGIApp:
    """Build the page for one launch; `hosts` as from `security.loopback_hosts`."""
    pages = Pages(services.check, services.decode, services.sentence, services.provisions, launch, services.handover)
    guidance = GuidancePages(services.books, services.today, services.decode, services.sentence, pages.not_found)
    static = _static_files()

    async def serve_static(request: Request) -> Response:
        """Serve a style sheet, the script or the icon."""
        name: str = request.path_params["name"]
        if name not in static:
            return pages.not_found(request)
        return Response(static[name], media_type=STATIC_TYPES[name.rpartition(".")[2]])

    async def not_found(request: Request, error: Exception) -> Response:
        return pages.not_found(request)

    async def failed(request: Request, error: Exception) -> Response:
        return pages.failed(request)

    async def back(request: Request) -> Response:
        """Lead back to the question page: an answer is not kept."""
        return RedirectResponse("/", status_code=303)

    routes = [
        Route("/", pages.ask, methods=["GET"]),
        Route("/", pages.edit, methods=["POST"]),
        Route("/answer", pages.answer, methods=["POST"]),
        Route("/answer", back, methods=["GET"]),
        Route("/example", pages.example, methods=["GET"]),
        Route("/design", pages.design, methods=["GET"]),
        Route("/leave", pages.leave, methods=["GET"]),
        Route("/blank", pages.blank, methods=["GET"]),
        Route("/open", pages.open, methods=["GET"]),
        *guidance.routes(),
        *LookupPages(services.books, services.today, services.sentence).routes(),
        Route("/static/{name}", serve_static, methods=["GET"]),
    ]
    if services.money is not None:
        routes += MoneyPages(services.money, pages.not_found).routes()
    if services.desk is not None:
        routes += case_routes(services.desk, services.sentence, pages.not_found)
    app = Starlette(routes=routes, exception_handlers={404: not_found, 405: not_found, Exception: failed})

    def locked(scope: Scope) -> Response:
        return pages.locked(Request(scope))

    return Doorkeeper(app, hosts=hosts, launch=launch, locked=locked)


def _static_files() -> Mapping[str, bytes]:
    """Read the style sheets, the script and the icon once; nothing else can be asked for by name."""
    folder = files("fairdue.web") / "static"
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.name.rpartition(".")[2] in STATIC_TYPES}
