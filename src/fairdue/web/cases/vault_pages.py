"""The lock of the case file as pages: make a vault, write down its recovery key, unlock, recover, lock."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.kernel.errors import FairDueError, TextTooLong, WeakPassphrase, WrongRecoveryKey
from fairdue.web.cases.desk import Desk
from fairdue.web.cases.forms import Typed, read_typed
from fairdue.web.forms import Problem, Sentence
from fairdue.web.showing import language_of, show
from fairdue.web.words import noted, translations

_TEMPLATES = {
    "none": "cases/create.html",
    "locked": "cases/unlock.html",
    "unproven": "cases/prove.html",
}
_DIFFERENT = noted("两次输入的不一样。请再输一次。")


class VaultPages:
    """The pages of one desk."""

    def __init__(self, desk: Desk, sentence: Sentence) -> None:
        """Keep the desk, and the words for errors."""
        self._desk, self._sentence = desk, sentence

    def routes(self) -> list[Route]:
        """List the addresses; each lies at or below /vault."""
        return [
            Route("/vault", self.door, methods=["GET"]),
            Route("/vault/new", self.create, methods=["POST"]),
            Route("/vault/prove", self.prove, methods=["POST"]),
            Route("/vault/renew", self.renew, methods=["POST"]),
            Route("/vault/unlock", self.unlock, methods=["POST"]),
            *(
                Route(f"/vault/{one}", self.back, methods=["GET"])
                for one in ("new", "prove", "renew", "unlock", "lock", "demo")
            ),
            Route("/vault/recover", self.ask_recovery, methods=["GET"]),
            Route("/vault/recover", self.recover, methods=["POST"]),
            Route("/vault/lock", self.lock, methods=["POST"]),
            Route("/vault/demo", self.demo, methods=["POST"]),
        ]

    async def door(self, request: Request) -> Response:
        """Show what the vault needs next: to be made, its recovery key, its passphrase; an open one leads to the cases."""
        if self._desk.state == "open":
            return RedirectResponse("/cases", status_code=303)
        return self.closed(request)

    def closed(self, request: Request, *problems: Problem, status: int = 200, back_to: str = "/cases") -> Response:
        """Show what stands before the cases, with what is to be mended."""
        template = _TEMPLATES.get(self._desk.state, "cases/unlock.html")
        return show(
            request,
            template,
            status=status,
            problems=problems,
            back_to=_back(back_to),
            recovery_key=self._desk.recovery_key,
            folder=str(self._desk.folder),
        )

    async def create(self, request: Request) -> Response:
        """Make a vault under the passphrase typed twice."""
        typed = await self._typed(request)
        if typed["passphrase"] != typed["again"]:
            return self.closed(request, Problem("again", self._say(request, _DIFFERENT)), status=422)
        return await self._tried(request, "passphrase", lambda: self._desk.create(typed["passphrase"]))

    async def prove(self, request: Request) -> Response:
        """Check the recovery key as typed back from paper."""
        typed = await self._typed(request)
        return await self._tried(request, "recovery", lambda: self._desk.prove(typed["recovery"]))

    async def renew(self, request: Request) -> Response:
        """Make another recovery key, where the first was not written down."""
        typed = await self._typed(request)
        return await self._tried(request, "passphrase", lambda: self._desk.renew(typed["passphrase"]))

    async def unlock(self, request: Request) -> Response:
        """Open the vault and lead back to where the reader wanted to go."""
        typed = await self._typed(request)
        return await self._tried(
            request, "passphrase", lambda: self._desk.unlock(typed["passphrase"]), back_to=typed["back_to"]
        )

    async def back(self, request: Request) -> Response:
        """Lead to the lock, where its forms are."""
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/vault{query}", status_code=303)

    async def ask_recovery(self, request: Request) -> Response:
        """Ask for the recovery key and a new passphrase."""
        return show(request, "cases/recover.html", problems=())

    async def recover(self, request: Request) -> Response:
        """Open the vault by its recovery key under the new passphrase typed twice."""
        typed = await self._typed(request)
        if typed["passphrase"] != typed["again"]:
            problem = Problem("again", self._say(request, _DIFFERENT))
            return show(request, "cases/recover.html", status=422, problems=(problem,))
        try:
            await run_in_threadpool(self._desk.recover, typed["recovery"], typed["passphrase"])
        except FairDueError as error:
            name = "recovery" if isinstance(error, WrongRecoveryKey) else "passphrase"
            problem = Problem(name, self._sentence(error, language_of(request)))
            return show(request, "cases/recover.html", status=error.status, problems=(problem,))
        return RedirectResponse("/vault", status_code=303)

    async def lock(self, request: Request) -> Response:
        """Close the vault; nothing of it stays in memory."""
        await run_in_threadpool(self._desk.lock)
        return RedirectResponse("/vault", status_code=303)

    async def demo(self, request: Request) -> Response:
        """Open a throw-away vault with a composed case, to look around in."""
        return await self._tried(request, "passphrase", self._desk.begin_demo)

    async def _tried(self, request: Request, field: str, act: Callable[[], None], back_to: str = "/cases") -> Response:
        """Do it and lead on, or show the same page with the reason beside the field."""
        try:
            await run_in_threadpool(act)
        except FairDueError as error:
            name = "passphrase" if isinstance(error, WeakPassphrase) else field
            problem = Problem(name, self._sentence(error, language_of(request)))
            return self.closed(request, problem, status=error.status, back_to=back_to)
        if self._desk.state != "open":
            return RedirectResponse("/vault", status_code=303)
        return RedirectResponse(_back(back_to), status_code=303)

    async def _typed(self, request: Request) -> Typed:
        try:
            return await read_typed(request)
        except TextTooLong:
            return Typed()

    def _say(self, request: Request, words: str) -> str:
        return translations(language_of(request)).gettext(words)


def _back(address: str) -> str:
    """Return where to lead back to: an address of ours behind the lock, the cases for any other."""
    return address if address == "/vault/check" or address.startswith("/cases") else "/cases"
