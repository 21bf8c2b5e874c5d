"""Finding words in the cases: they come by a form and stand in no address, so that no history of a browser keeps them."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import keep_case
from fairdue.app.find_in_cases import Found, find
from fairdue.app.reading.case_words import ENTRY_KINDS
from fairdue.kernel.spans import Span
from fairdue.web.cases.forms import read_typed
from fairdue.web.cases.room import CaseRoom, unlocked

_OWN_PAGE = ("evidence", "party", "debt", "case")


class FindPages(CaseRoom):
    """The search of one desk."""

    def routes(self) -> list[Route]:
        """List the addresses; they come before those of a case, whose id is never a word."""
        return [
            Route("/cases/find", self.found, methods=["POST"]),
            Route("/cases/find", self.back, methods=["GET"]),
        ]

    async def back(self, request: Request) -> Response:
        """Lead to the cases, where the form is."""
        return RedirectResponse("/cases", status_code=303)

    @unlocked
    async def found(self, request: Request) -> Response:
        """Show where the words stand: the case, the row, and the words around them."""
        typed = await read_typed(request)
        words = " ".join(typed["words"].split())
        vault = self.desk.vault()
        case = keep_case.choose(vault, typed["case"]) if typed["case"] else None
        found = await run_in_threadpool(find, vault, words, self.desk.reading().text, case) if words else ()
        return self._show(
            request,
            "cases/found.html",
            words=words,
            case=case,
            found=[(one, _address(one), _pieces(one)) for one in found],
            kinds=ENTRY_KINDS,
        )


def _address(found: Found) -> str:
    """Return where the row is shown."""
    if found.kind == "evidence":
        return f"/cases/{found.case.id}/{found.ref}"
    return f"/cases/{found.case.id}" + ("" if found.kind in _OWN_PAGE else f"?all=yes#row-{found.ref}")


def _pieces(found: Found) -> list[tuple[str, bool]]:
    """Cut the words into pieces, each with whether it was looked for."""
    pieces, at = [], 0
    for span in found.marks:
        pieces += [(found.words[at : span.start], False), (span.of(found.words), True)]
        at = span.end
    last = Span(at, len(found.words)).of(found.words)
    return [piece for piece in (*pieces, (last, False)) if piece[0]]
