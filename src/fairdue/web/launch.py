"""Start the page on this machine only: choose a port, print and open the one-time link, serve until stopped."""

from __future__ import annotations

import html
import os
import secrets
import socket
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Final

import uvicorn

from fairdue.kernel.errors import UnknownName
from fairdue.web.security import Launch, loopback_hosts
from fairdue.web.server import Services, create_app
from fairdue.web.words import Say, noted, translations

LOOPBACK: Final = {"127.0.0.1": socket.AF_INET, "localhost": socket.AF_INET, "::1": socket.AF_INET6}
DEFAULT_PORT: Final = 8765
TRIES: Final = 20

_MOVED = noted("端口 {asked} 有别的程序在用，这次改用 {port}。")
_LINK = noted("请在浏览器里打开这个链接（只能用一次）：")
_AGAIN = noted("链接已用过。要在别的浏览器里打开，用这个新的：")
_STOP = noted("内容只在这台设备上处理。停下来：按 Ctrl+C。")
_STOPPED = noted("已停下。")


def serve(
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    open_browser: bool = True,
    *,
    pack_name: str = "cn",
    language: str = "zh",
    services: Services | None = None,
    echo: Callable[[str], None] = print,
) -> None:
    """Serve the page until interrupted.

    `host` must be a loopback name (UnknownName otherwise); a pack that cannot be loaded raises PackError.
    A busy port is left alone and the next free one taken.
    """
    if host not in LOOPBACK:
        raise UnknownName(what="host", given=host, known=tuple(LOOPBACK))
    if services is None:
        from fairdue.web.product import product_services

        services = product_services(pack_name)
    say = translations("en" if language == "en" else "zh").gettext
    listener = bind(host, port)
    with listener:
        bound: int = listener.getsockname()[1]
        if bound != port and port:
            echo(say(_MOVED).format(asked=port, port=bound))
        shown_host = f"[{host}]" if ":" in host else host
        _run(listener, f"http://{shown_host}:{bound}", services, open_browser, say, echo)


def bind(host: str, port: int) -> socket.socket:
    """Listen on the port, or on the next free one; 0 takes any. OSError when none of TRIES is free."""
    for candidate in (*range(port, min(port + TRIES, 65536)), 0):
        listener = socket.socket(LOOPBACK[host], socket.SOCK_STREAM)
        if os.name == "posix":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1" if host == "localhost" else host, candidate))
            listener.listen(64)
        except OSError:
            listener.close()
            if candidate == 0:
                raise
        else:
            return listener
    raise OSError(host, port)


def _run(
    listener: socket.socket, origin: str, services: Services, open_browser: bool, say: Say, echo: Callable[[str], None]
) -> None:
    """Print the link, open it, and serve; a used link is followed by a new one."""
    launch = Launch()

    def link() -> str:
        return f"{origin}/open?token={launch.token}"

    page = _private_page(link()) if open_browser and _has_screen() else None

    def used() -> None:
        _forget(page)
        echo(f"\n{say(_AGAIN)}\n  {link()}\n")

    launch.on_used = used
    app = create_app(services, launch=launch, hosts=loopback_hosts(listener.getsockname()[1]))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, lifespan="off", ws="none"
    )
    echo(f"\n{say(_LINK)}\n  {link()}\n\n{say(_STOP)}")
    try:
        if page is not None:
            webbrowser.open(page.as_uri())
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        echo(say(_STOPPED))
    finally:
        _forget(page)


def _private_page(link: str) -> Path | None:
    """Write a file only this user can read that leads to the link, so that no secret stands in a list of processes.

    It lies in the home folder until the link is used: browsers from a snap read neither /tmp nor hidden files.
    """
    page = Path.home() / f"open-page-{secrets.token_hex(4)}.html"
    address = html.escape(link)
    words = (
        f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={address}"><title>…</title>'
    )
    try:
        with open(page, "x", encoding="utf-8", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(words)
    except OSError:
        return None  # the printed link remains
    return page


def _forget(page: Path | None) -> None:
    """Remove the private file, wherever it went meanwhile."""
    if page is not None:
        page.unlink(missing_ok=True)


def _has_screen() -> bool:
    """Tell whether a graphical browser can open; a text browser would take over the terminal."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
