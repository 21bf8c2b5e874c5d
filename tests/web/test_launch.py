"""Starting the page: loopback only, a busy port is left alone, the link is printed and opened privately."""

from __future__ import annotations

import socket
import stat
import webbrowser
from pathlib import Path

import pytest
import uvicorn

from fairdue.app.read_text import decode
from fairdue.kernel.errors import UnknownName
from fairdue.web import launch
from fairdue.web.server import Services
from tests.web.asking import answer_of

SERVICES = Services(check=answer_of, decode=decode)


@pytest.mark.parametrize("host", ["0.0.0.0", "", "::", "192.168.1.2", "evil.example"])
def test_only_loopback_is_served(host: str) -> None:
    """The page cannot be put on a network, not even by mistake."""
    with pytest.raises(UnknownName):
        launch.serve(host, 0, open_browser=False, services=SERVICES)


def test_a_busy_port_gives_way_to_the_next() -> None:
    """Two starts stand side by side, each with its own port."""
    with launch.bind("127.0.0.1", 0) as first, launch.bind("127.0.0.1", first.getsockname()[1]) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
        assert second.getsockname()[0] == "127.0.0.1"


def test_start_prints_the_link_and_hides_it_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The link is printed once; the browser is handed a private file instead, gone as soon as the link was used."""
    said: list[str] = []
    opened: list[str] = []
    configured: list[uvicorn.Config] = []

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        configured.append(server.config)
        page = Path(opened[0].removeprefix("file://"))
        assert stat.S_IMODE(page.stat().st_mode) == 0o600
        token = said[-1].split("token=")[1].split()[0]
        assert token in page.read_text("utf-8") and token not in opened[0]
        guard = server.config.app
        assert guard.launch.redeem(token)  # type: ignore[union-attr]
        assert not page.exists()
        raise KeyboardInterrupt

    monkeypatch.setattr(launch, "_has_screen", lambda: True)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setattr(uvicorn.Server, "run", run)
    launch.serve(port=0, services=SERVICES, echo=said.append)
    assert list(tmp_path.iterdir()) == []
    first, again, stopped = said
    assert first.count("/open?token=") == again.count("/open?token=") == 1
    assert stopped == "已停下。"
    assert first.split("token=")[1].split()[0] not in again
    assert not configured[0].access_log and not configured[0].proxy_headers and not configured[0].server_header


def test_a_taken_port_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who asked for a port learns which one it became, in either language."""
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: None)
    with launch.bind("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        for language, word in (("zh", "有别的程序在用"), ("en", "Another program")):
            said: list[str] = []
            launch.serve(port=port, open_browser=False, language=language, services=SERVICES, echo=said.append)
            assert word in said[0] and str(port) in said[0]
