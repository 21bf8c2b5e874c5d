"""Timestamps by file and by loopback, against a time authority made for the test with openssl."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from fairdue.kernel.errors import TimestampRefused
from fairdue.vault import Vault, timestamp
from tests.vault.specimen import AT, LATER, new_vault

CONFIG = """
[req]
distinguished_name = name
[name]
[extensions]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = authority
[authority]
serial = ./serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256,sha512
ess_cert_id_alg = sha256
certs = ./tsa.pem
signer_cert = ./tsa.pem
signer_key = ./tsa.key
"""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A time authority in a folder: a key, a certificate for time stamping, a serial number."""
    folder = tmp_path_factory.mktemp("authority")
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01\n")
    openssl(
        folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key",
        "-out", "tsa.pem", "-subj", "/CN=test authority", "-days", "3", "-config", "tsa.cnf", "-extensions",
        "extensions",
    )  # fmt: skip
    return folder


def openssl(folder: Path, *arguments: str) -> str:
    """Run openssl in a folder; raises CalledProcessError where it refuses."""
    run = subprocess.run(["openssl", *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return run.stdout + run.stderr


def replied(authority: Path, query: bytes) -> bytes:
    """Let the authority answer a request."""
    (authority / "request.tsq").write_bytes(query)
    openssl(
        authority, "ts", "-reply", "-queryfile", "request.tsq", "-config", "tsa.cnf", "-section", "authority",
        "-out", "reply.tsr",
    )  # fmt: skip
    return (authority / "reply.tsr").read_bytes()


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """A vault."""
    vault = new_vault(tmp_path / "vault")[0]
    yield vault
    vault.close()


def test_a_reply_is_kept_as_it_came_and_openssl_agrees(vault: Vault, authority: Path) -> None:
    """Specimen: the request goes out as a file, the reply comes in as a file, and the stock program verifies it."""
    checkpoint = vault.checkpoint(at=AT, purpose="timestamp")
    query = timestamp.request(checkpoint)
    assert checkpoint.body.encode() not in query and len(query) < 100
    response = replied(authority, query)
    assert timestamp.keep(vault, checkpoint, query, response, at=LATER, authority="test") == "fits"
    token = timestamp.tokens(vault)[0]
    assert (token.response, token.size, token.authority, token.at) == (response, checkpoint.size, "test", LATER)
    assert (vault.custody()[-1].details or {})["what"] == "timestamp"
    (authority / "checkpoint.txt").write_text(checkpoint.body)
    (authority / "kept.tsr").write_bytes(token.response)
    said = openssl(authority, "ts", "-verify", "-data", "checkpoint.txt", "-in", "kept.tsr", "-CAfile", "tsa.pem")
    assert "Verification: OK" in said


def test_a_reply_for_something_else_is_refused(vault: Vault, authority: Path) -> None:
    """Other data, another request's reply, a refusal: none is kept."""
    first = vault.checkpoint(at=AT, purpose="one")
    with vault.unit_of_work(at=AT) as work:
        work.note("一步之后")
    second = vault.checkpoint(at=AT, purpose="two")
    query, again, other = timestamp.request(first), timestamp.request(first), timestamp.request(second)
    refusal = replied(
        authority, query.replace(b"\x60\x86\x48\x01\x65\x03\x04\x02\x01", b"\x60\x86\x48\x01\x65\x03\x04\x02\x07")
    )
    for response, why in (
        (replied(authority, other), "other-data"),
        (replied(authority, again), "other-nonce"),
        (refusal, "not-granted"),
    ):
        with pytest.raises(TimestampRefused) as refused:
            timestamp.keep(vault, first, query, response, at=LATER, authority="test")
        assert refused.value.values["why"] == why
    assert timestamp.tokens(vault) == []


def test_a_reply_that_cannot_be_taken_apart_is_said_to_be_so(vault: Vault) -> None:
    """It is kept for `openssl ts`, which reads some that this library does not."""
    checkpoint = vault.checkpoint(at=AT, purpose="one")
    query = timestamp.request(checkpoint)
    assert timestamp.keep(vault, checkpoint, query, b"\x30\x03abc", at=LATER, authority="x") == "unreadable-here"


class _Authority(BaseHTTPRequestHandler):
    """Answers a request, or sends it elsewhere."""

    folder: Path

    def do_POST(self) -> None:
        """Reply as a time authority does."""
        query = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "/tsa")
            self.end_headers()
            return
        reply = replied(self.folder, query)
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(reply)

    def log_message(self, *_args: object) -> None:
        """Keep quiet."""


@pytest.fixture
def address(authority: Path) -> Iterator[str]:
    """The authority on a loopback port."""
    _Authority.folder = authority
    server = HTTPServer(("127.0.0.1", 0), _Authority)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_request_is_sent_only_to_where_was_agreed(vault: Vault, address: str) -> None:
    """The address is shown first; a redirection is not followed, a dead address is said to have granted nothing."""
    checkpoint = vault.checkpoint(at=AT, purpose="one")
    query = timestamp.request(checkpoint)
    agreed = timestamp.destination(f"{address}/tsa")
    assert (agreed.host, agreed.sends) == ("127.0.0.1", "SHA-256")
    assert timestamp.check(checkpoint, query, timestamp.send(query, agreed)) == "fits"
    for url in (f"{address}/elsewhere", "http://127.0.0.1:9/tsa"):
        with pytest.raises(TimestampRefused):
            timestamp.send(query, timestamp.destination(url))


@pytest.mark.parametrize("url", ["", "file:///etc/passwd", "ftp://tsa.example", "http://", "tsa.example"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    """Only http and https with a host."""
    with pytest.raises(TimestampRefused):
        timestamp.destination(url)
