"""The page that checks: the whole vault, or an evidence package somebody hands in; it changes nothing.

A package may be large: it goes to the disk encrypted and without a name while it comes in, and is read from there.
"""

from __future__ import annotations

from functools import partial
from typing import Any, BinaryIO, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from fairdue.app import check_package, tend_vault
from fairdue.app.contracts.words import reason_of
from fairdue.app.reading.check_words import KINDS, SIGNERS, package_lines, vault_lines
from fairdue.kernel.errors import TextTooLong, UnreadableFile
from fairdue.web.cases.errand import Errand
from fairdue.web.cases.room import CaseRoom, unlocked
from fairdue.web.forms import Problem
from fairdue.web.showing import language_of
from fairdue.web.words import noted

PATIENCE: Final = 1.5  # seconds the reader waits before a page says how far it is
LISTED: Final = 500  # lines of a result that are shown
_NO_FILE: Final = noted("还没有选文件。请选一个证据包。")


class CheckPages(CaseRoom):
    """The check of one desk; its result stays until the next one, or until the vault is locked."""

    def routes(self) -> list[Route]:
        """List the addresses; each lies at or below /vault/check."""
        return [
            Route("/vault/check", self.page, methods=["GET"]),
            Route("/vault/check", self.vault, methods=["POST"]),
            Route("/vault/check/package", self.back, methods=["GET"]),
            Route("/vault/check/package", self.package, methods=["POST"]),
            Route("/vault/check/stop", self.back, methods=["GET"]),
            Route("/vault/check/stop", self.stop, methods=["POST"]),
        ]

    @unlocked
    async def page(self, request: Request) -> Response:
        """Show what can be checked, how far a check is, or what it found."""
        errand = self.desk.errand
        if errand is not None and not errand.is_over:
            await run_in_threadpool(errand.wait, PATIENCE)
        return self._form(request)

    @unlocked
    async def vault(self, request: Request) -> Response:
        """Begin to check the whole vault, item by item."""
        vault = self.desk.vault()
        await run_in_threadpool(self.desk.begin, Errand("vault", partial(tend_vault.verify, vault)))
        return RedirectResponse("/vault/check", status_code=303)

    @unlocked
    async def package(self, request: Request) -> Response:
        """Take a package in and begin to check it."""
        vault = self.desk.vault()
        try:
            upload, passphrase = await _read(request, self.desk.spool)
        except TextTooLong as error:
            return self._form(request, self._problem(request, "upload", error), status=413)
        except OSError as error:
            refused = UnreadableFile(path=str(self.desk.folder), why=reason_of(error))
            return self._form(request, self._problem(request, "upload", refused), status=507)
        if upload is None:
            return self._form(request, Problem("upload", self._say(request)(_NO_FILE)), status=422)
        name, file = upload

        def look(tell: Any) -> Any:
            return check_package.check_file(file, passphrase=passphrase, vault=vault, progress=tell)

        await run_in_threadpool(self.desk.begin, Errand("package", look, name, file.close))
        return RedirectResponse("/vault/check", status_code=303)

    @unlocked
    async def stop(self, request: Request) -> Response:
        """Stop the check."""
        await run_in_threadpool(self.desk.drop_errand)
        return RedirectResponse("/vault/check", status_code=303)

    async def back(self, request: Request) -> Response:
        """Lead to the page of the check."""
        return RedirectResponse("/vault/check", status_code=303)

    def _form(self, request: Request, *problems: Problem, status: int = 200) -> Response:
        errand, say = self.desk.errand, self._say(request)
        shown: dict[str, Any] = {"errand": errand, "state": "none"}
        if errand is not None and not problems:
            shown |= self._result(request, errand) if errand.is_over else {"state": "running"}
        packages = [
            (one, say(KINDS[one.report.is_masked]), say(SIGNERS[one.signer]), *package_lines(one.report, say))
            for one in shown.pop("checked", ())
        ]
        return self._show(
            request, "cases/check.html", status=status, problems=problems, packages=packages, listed=LISTED, **shown
        )

    def _result(self, request: Request, errand: Errand) -> dict[str, Any]:
        if errand.was_stopped:
            return {"state": "stopped"}
        if errand.error is not None:
            words = self.sentence(errand.error, language_of(request))
            return {"state": "refused", "words": words, "is_package": errand.what == "package"}
        if errand.what == "vault":
            lines = vault_lines(errand.found, self._say(request))
            return {"state": "vault", "document": errand.found, "lines": lines}
        return {"state": "package", "checked": errand.found, "is_whole": all(one.report.ok for one in errand.found)}


class _Streaming(MultiPartParser):
    """Writes a file to what `spool` opens, piece by piece as it comes in."""

    spool: Any

    def on_headers_finished(self) -> None:
        """Put our own file in place of the parser's, which would lie readable in the folder for temporary files."""
        super().on_headers_finished()
        part = self._current_part
        if part.file is not None:
            part.file.file.close()
            file = self.spool()
            self._files_to_close_on_error.append(file)
            headers = Headers(raw=part.item_headers)
            part.file = UploadFile(file=file, size=0, filename=part.file.filename, headers=headers)


async def _read(request: Request, spool: Any) -> tuple[tuple[str, BinaryIO] | None, str]:
    """Return the file that was sent under its name, and the passphrase beside it; raises TextTooLong, OSError."""
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return None, ""
    parser = _Streaming(request.headers, request.stream(), max_files=1, max_fields=5, max_part_size=10_000)
    parser.spool = spool
    try:
        form = await parser.parse()
    except MultiPartException:
        return None, ""
    upload, typed = form.get("upload"), form.get("passphrase")
    passphrase = typed if isinstance(typed, str) else ""
    if not isinstance(upload, UploadFile):
        return None, passphrase
    if not upload.filename or not upload.size:
        await upload.close()
        return None, passphrase
    await upload.seek(0)
    return (upload.filename, upload.file), passphrase
