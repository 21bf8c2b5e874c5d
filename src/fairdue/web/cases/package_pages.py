"""The page of a package: which exhibits go into it, how many copies, whether it is locked; and the package itself."""

from __future__ import annotations

import io

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fairdue.app import keep_evidence
from fairdue.kernel.errors import FairDueError, WeakPassphrase
from fairdue.records.case import Case
from fairdue.web.cases.forms import Typed, read_typed
from fairdue.web.cases.packing import is_count, read_wishes, wrapped
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.forms import Problem
from fairdue.web.showing import attached
from fairdue.web.words import noted

_NO_COPIES = noted("份数读不懂。请写 1 到 20 的整数。")
_NONE_CHOSEN = noted("还没有选。请至少选一份。")


class PackagePages(CaseRoom):
    """The packages of one desk; nothing of one touches the disk."""

    def routes(self) -> list[Route]:
        """List the addresses; each lies below /cases."""
        case = "/cases/{case:str}"
        return [
            Route(f"{case}/package", self.ask_package, methods=["GET"]),
            Route(f"{case}/package", self.package, methods=["POST"]),
        ]

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
        return attached(out.getvalue(), name, "application/octet-stream" if secret else "application/zip")

    async def _package_form(
        self, request: Request, case: Case, typed: Typed, *problems: Problem, status: int = 200
    ) -> Response:
        exhibits = await run_in_threadpool(keep_evidence.exhibits, self.desk.vault(), case)
        living = [(exhibit, item) for exhibit, item in exhibits if item.deleted_at is None]
        return self._show(
            request, "cases/package.html", status=status, case=case, exhibits=living, typed=typed, problems=problems
        )
