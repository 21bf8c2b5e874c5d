"""The addresses of the case file, joined from its groups of pages; what each page does is theirs."""

from __future__ import annotations

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fairdue.web.cases.case_pages import CasePages
from fairdue.web.cases.check_pages import CheckPages
from fairdue.web.cases.desk import Desk
from fairdue.web.cases.exhibit_pages import ExhibitPages
from fairdue.web.cases.find_pages import FindPages
from fairdue.web.cases.mend_pages import MendPages
from fairdue.web.cases.package_pages import PackagePages
from fairdue.web.cases.row_pages import RowPages
from fairdue.web.cases.vault_pages import VaultPages
from fairdue.web.forms import Sentence


def case_routes(desk: Desk, sentence: Sentence, not_found: Callable[[Request], Response]) -> list[Route]:
    """List the addresses of one desk; each lies at or below /vault, /cases or /keep."""
    lock = VaultPages(desk, sentence)
    # An exhibit may have any name in an address, so its pages come last.
    rooms = (CheckPages, FindPages, RowPages, MendPages, CasePages, PackagePages, ExhibitPages)
    return [*lock.routes(), *(route for room in rooms for route in room(desk, sentence, not_found, lock).routes())]
