"""Who may talk to the page: host, origin, cookie, size and headers, decided before any route; it knows no page.

The page listens on loopback, where other programs, other users and every website the reader visits can reach it too.
So each request passes, in this order: the exact host:port it was sent to (DNS rebinding), its method, the site it came
from (forged requests), the secret of this launch (other users), and only then its body, up to a limit.
"""

from __future__ import annotations

import hmac
import logging
import re
import secrets
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fairdue.kernel.errors import TextTooLong

BODY_LIMIT: Final = 1_000_000  # bytes; under the 1 MiB at which uploads would be spooled to a file
UPLOAD_LIMIT: Final = 40_000_000  # bytes where a file is added to a case; it stays in memory, larger ones go by command
PACKAGE_LIMIT: Final = (
    2_200_000_000  # bytes where a package is checked; it goes to the disk encrypted while it comes in
)
_PACKAGE_PATH: Final = "/vault/check/package"
_UPLOAD_PATH: Final = re.compile(r"/cases/[0-9a-f]{12}/add")
DRAIN_LIMIT: Final = 64_000_000  # bytes read and thrown away so that a browser gets to see the refusal
OPEN_PATHS: Final = (
    "/blank",
    "/leave",
    "/open",
)  # need no secret: they show nothing and change nothing of the reader's
STATIC: Final = "/static/"

HEADERS: Final[dict[str, str]] = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cache-control": "no-store",
    # Not `no-referrer`: browsers would then send `Origin: null` with our own forms. No other site learns anything.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=()",
}

log = logging.getLogger("fairdue.web")


@dataclass(slots=True)
class Launch:
    """The secrets of one start of the page: a link that opens it once, and the cookie it is exchanged for."""

    on_used: Callable[[], None] = lambda: None
    cookie_name: str = field(default_factory=lambda: f"s{secrets.token_hex(8)}")
    cookie_value: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def redeem(self, token: str) -> bool:
        """Exchange the token of the link once; the next link has another token."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return False
        self.token = secrets.token_urlsafe(32)
        self.on_used()
        return True

    def knows(self, cookies: str) -> bool:
        """Tell whether a Cookie header carries this launch's secret."""
        given = cookie_parser(cookies).get(self.cookie_name, "")
        return hmac.compare_digest(given.encode(), self.cookie_value.encode())


def loopback_hosts(port: int) -> frozenset[str]:
    """Return the only Host values that mean this page: exact name and port."""
    return frozenset({f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}"})


class Doorkeeper:
    """The outermost layer: lets a request through to the page, or answers it itself."""

    def __init__(
        self, app: ASGIApp, *, hosts: Iterable[str], launch: Launch, locked: Callable[[Scope], Response]
    ) -> None:
        """Guard `app`; `hosts` as from `loopback_hosts`, `locked` the page for readers without the secret."""
        self.app = app
        self.hosts = frozenset(hosts)
        self.launch = launch
        self.locked = locked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection; errors inside are logged by type and place only, never with their words."""
        if scope["type"] != "http":
            return
        sender = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, sender)
            return
        try:
            await self.app(scope, _limited(receive, Headers(scope=scope), body_limit(scope["path"])), sender)
        except Exception as error:
            log.error("unexpected %s at %s", type(error).__name__, _place(error))

    def _refusal(self, scope: Scope) -> Response | None:
        """Return the answer to a request that may not pass, or None."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or hosts[0] not in self.hosts:
            return PlainTextResponse("This address is not served here.\n", status_code=403)
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return PlainTextResponse("Not allowed.\n", status_code=405, headers={"allow": "GET, HEAD, POST"})
        if not _same_site(scope["method"], hosts[0], headers):
            return PlainTextResponse("This request came from another site.\n", status_code=403)
        path: str = scope["path"]
        if path in OPEN_PATHS or path.startswith(STATIC) or self.launch.knows("; ".join(headers.getlist("cookie"))):
            return None
        return self.locked(scope)


def _same_site(method: str, host: str, headers: Headers) -> bool:
    """Tell whether a request is the page's own; a link followed from elsewhere may only ever look (GET)."""
    sites = headers.getlist("sec-fetch-site")
    own = all(site in ("same-origin", "none") for site in sites) and len(sites) <= 1
    if method == "POST":
        return own and headers.getlist("origin") == [f"http://{host}"]
    return own or headers.get("sec-fetch-mode") == "navigate"


def _with_headers(send: Send) -> Send:
    """Add the protective headers to every response; a page may have set a stricter one."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending


def body_limit(path: str) -> int:
    """Return how many bytes a request to an address may carry.

    >>> body_limit("/answer"), body_limit("/cases/0123456789ab/add")
    (1000000, 40000000)
    """
    if path == _PACKAGE_PATH:
        return PACKAGE_LIMIT
    return UPLOAD_LIMIT if _UPLOAD_PATH.fullmatch(path) else BODY_LIMIT


def _limited(receive: Receive, headers: Headers, limit: int = BODY_LIMIT) -> Receive:
    """Raise TextTooLong instead of handing on a body above the limit, declared or real."""
    declared = headers.get("content-length", "")
    length = int(declared) if declared.isascii() and declared.isdigit() else 0
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        more = True
        if length <= limit:
            message = await receive()
            seen += len(message.get("body", b""))
            if seen <= limit:
                return message
            more = message.get("more_body", False)
        if more and length <= DRAIN_LIMIT:
            seen = await _drain(receive, seen)
        raise TextTooLong(length=max(length, seen), limit=limit, unit="bytes")

    return receiving


async def _drain(receive: Receive, seen: int) -> int:
    """Read and throw away what the browser still sends, up to DRAIN_LIMIT; return how much came in all."""
    while seen <= DRAIN_LIMIT:
        message = await receive()
        seen += len(message.get("body", b""))
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
    return seen


def _place(error: BaseException) -> str:
    """Name the innermost file and line of an error, without its words."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else "?"
