"""What every page of the cases shares: the desk, the lock in front of it, the case of the address, words for errors."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from fairdue.app import keep_case
from fairdue.kernel.errors import FairDueError, UnknownName, VaultChanged, VaultLocked
from fairdue.records.case import Case
from fairdue.web.cases.desk import Desk
from fairdue.web.cases.vault_pages import VaultPages
from fairdue.web.forms import Problem, Sentence
from fairdue.web.showing import language_of, show
from fairdue.web.words import Say, translations

Page = Callable[[Any, Request], Awaitable[Response]]


def unlocked(page: Page) -> Page:
    """Show the lock instead of the page while the vault is closed, nothing where there is no such case, else the reason."""

    @wraps(page)
    async def guarded(self: CaseRoom, request: Request) -> Response:
        try:
            if self.desk.state != "open":
                raise VaultLocked()
            return await page(self, request)
        except VaultLocked:
            nothing_refused = self.desk.state == "none" and request.method in ("GET", "HEAD")
            status = 200 if nothing_refused else 403
            return self.vault_pages.closed(request, status=status, back_to=request.scope["path"])
        except UnknownName:
            return self.not_found(request)
        except VaultChanged:
            await run_in_threadpool(self.desk.lock)
            return self.vault_pages.closed(request, status=403, back_to=request.scope["path"])
        except FairDueError as error:
            words = self.sentence(error, language_of(request))
            return self._show(request, "cases/stopped.html", status=error.status, words=words)

    return guarded


class CaseRoom:
    """What a group of pages of one desk begins with."""

    def __init__(
        self, desk: Desk, sentence: Sentence, not_found: Callable[[Request], Response], vault_pages: VaultPages
    ) -> None:
        """Keep the desk, the words for errors, how an address without a page is answered, and the pages of the lock."""
        self.desk, self.sentence, self.not_found, self.vault_pages = desk, sentence, not_found, vault_pages

    def _chosen(self, request: Request) -> Case:
        """Return the case of the address; raises UnknownName."""
        return keep_case.choose(self.desk.vault(), request.path_params["case"])

    def _show(self, request: Request, template: str, status: int = 200, **values: object) -> Response:
        """Show a page, and on each that what is open is the demonstration, where it is."""
        return show(request, template, status=status, is_demo=self.desk.is_demo, **values)

    def _problem(self, request: Request, field: str, error: FairDueError) -> Problem:
        return Problem(field, self.sentence(error, language_of(request)))

    def _say(self, request: Request) -> Say:
        return translations(language_of(request)).gettext
