"""A package with a time stamp: asked for on purpose only, its reply beside the checkpoint, checked by the stock program."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import bagit
import pytest

from fairdue.app.export_package import time_authority
from fairdue.kernel.errors import TimestampRefused
from tests.vault.package.case_specimen import export, new_case
from tests.vault.test_timestamp import authority, replied

__all__ = ["authority"]


@pytest.fixture
def address(authority: Path) -> Iterator[str]:
    """A time authority that answers on this machine."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # noqa: N802  (the name http.server asks for)
            """Answer one request."""
            reply = replied(authority, self.rfile.read(int(self.headers["content-length"])))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *_given: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/tsa"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_stamp_stands_beside_the_checkpoint(authority: Path, address: str, tmp_path: Path) -> None:
    """Openssl verifies the reply with the authority's certificate, and every other checker is as satisfied as before."""
    made = new_case(tmp_path / "vault")
    certificate = (authority / "tsa.pem").read_bytes()
    export(made, tmp_path / "out", "E0001", authority=address, certificate=certificate)
    folder = tmp_path / "out" / "完整版"
    command = [
        "openssl",
        "ts",
        "-verify",
        "-data",
        "checkpoint.txt",
        "-in",
        "timestamp/1.tsr",
        "-CAfile",
        "timestamp/CA.pem",
    ]
    assert subprocess.run(command, cwd=folder, capture_output=True).returncode == 0
    assert subprocess.run([sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True).returncode == 0
    bagit.Bag(str(folder)).validate()
    assert "时间戳机构的回执" in (folder / "怎样核验.txt").read_text("utf-8-sig")


def test_nothing_is_asked_for_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address no connection is tried, and the package says that nobody else vouches for the time."""

    def refused(*_given: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr("socket.socket.connect", refused)
    export(new_case(tmp_path / "vault"), tmp_path / "out", "E0001")
    guide = (tmp_path / "out/完整版/怎样核验.txt").read_text("utf-8-sig")
    assert "没有第三方证明" in guide and not (tmp_path / "out/完整版/timestamp").exists()


def test_an_authority_that_does_not_answer_stops_the_export(tmp_path: Path) -> None:
    """Where the stamp cannot be had nothing is written: a package never seems to have what it has not."""
    with pytest.raises(TimestampRefused):
        export(new_case(tmp_path / "vault"), tmp_path / "out", "E0001", authority="http://127.0.0.1:9/tsa")
    assert not (tmp_path / "out").exists()


def test_the_destination_is_known_before() -> None:
    """The host is told from the address without asking anybody; an address of another kind is refused."""
    assert time_authority("https://tsa.example/stamp") == "tsa.example"
    with pytest.raises(TimestampRefused):
        time_authority("file:///etc/passwd")
