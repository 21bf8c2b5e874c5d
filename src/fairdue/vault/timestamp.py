"""RFC 3161 tokens over a checkpoint: asked for by file, or sent to an authority the user has seen and agreed to.

Nothing here runs by itself. Only the SHA-256 of the checkpoint text and a random number leave the computer.
A reply is kept as it came; whether the time authority is to be trusted is for `openssl ts` and a court to say.
"""

from __future__ import annotations

import hashlib
import urllib.request
from datetime import datetime
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

import sqlalchemy as sa

from fairdue.kernel.errors import MissingExtra, TimestampRefused
from fairdue.records.vault import Checkpoint, Token
from fairdue.store.ledger import TOKENS
from fairdue.vault import journal
from fairdue.vault.vault import Vault

try:
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, decode_timestamp_response
except ModuleNotFoundError as error:
    raise MissingExtra(extra="vault", package="rfc3161-client") from error

_TIMEOUT_SECONDS, _MOST_BYTES = 20, 1 << 20
_GRANTED: Final = (0, 1)
Reading = Literal["fits", "unreadable-here"]


class Destination(NamedTuple):
    """Where a request would go, to be shown before anything is sent."""

    url: str
    host: str
    sends: str = "SHA-256"


def request(checkpoint: Checkpoint) -> bytes:
    """Write the request (.tsq) for a checkpoint, with a fresh nonce and the certificate asked for."""
    builder = TimestampRequestBuilder().data(checkpoint.body.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def destination(url: str) -> Destination:
    """Read an authority's address. Raises TimestampRefused for one that is not http or https."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise TimestampRefused(why="bad-address", given=url)
    return Destination(url, parts.hostname)


def send(query: bytes, agreed: Destination) -> bytes:
    """Send a request to the destination the user agreed to, following no redirection; return the reply as it came."""
    asking = urllib.request.Request(  # noqa: S310  (scheme checked in `destination`)
        agreed.url, data=query, headers={"Content-Type": "application/timestamp-query"}
    )
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
    try:
        with opener.open(asking, timeout=_TIMEOUT_SECONDS) as reply:
            return bytes(reply.read(_MOST_BYTES))
    except OSError as error:
        raise TimestampRefused(why="not-granted") from error


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Refuses to be sent on to a place nobody agreed to."""

    def redirect_request(self, *_args: object, **_named: object) -> None:
        """Follow nothing."""
        return


def keep(
    vault: Vault, checkpoint: Checkpoint, query: bytes, response: bytes, *, at: datetime, authority: str
) -> Reading:
    """Keep a reply with its checkpoint. Raises TimestampRefused where it was refused or is for other data.

    A reply this library cannot take apart is kept all the same: `openssl ts` reads some that it does not.
    """
    reading = check(checkpoint, query, response)
    with vault.unit_of_work(at=at) as work:
        row = {"size": checkpoint.size, "authority": authority, "response": response, "at": journal.stamp(at)}
        work.connection.execute(TOKENS.insert(), row)
        work.record("note", details={"what": "timestamp", "authority": authority, "size": checkpoint.size})
    return reading


def check(checkpoint: Checkpoint, query: bytes, response: bytes) -> Reading:
    """Compare a reply with what was asked: granted, same digest, same nonce. Raises TimestampRefused."""
    try:
        reply = decode_timestamp_response(response)
        granted = reply.status in _GRANTED
        info = reply.tst_info if granted else None
    except ValueError:
        return "unreadable-here"
    if info is None:
        raise TimestampRefused(why="not-granted")
    if info.message_imprint.message != hashlib.sha256(checkpoint.body.encode()).digest():
        raise TimestampRefused(why="other-data")
    if info.nonce is None or _integer(info.nonce) not in query:
        raise TimestampRefused(why="other-nonce")
    return "fits"


def _integer(number: int) -> bytes:
    """Write a positive number as DER does."""
    content = number.to_bytes(number.bit_length() // 8 + 1, "big")
    return bytes((2, len(content))) + content


def tokens(vault: Vault) -> list[Token]:
    """List the replies kept so far."""
    with vault.database.reading() as connection:
        rows = connection.execute(sa.select(TOKENS).order_by(TOKENS.c.id)).all()
    return [Token(row.size, row.authority, row.response, datetime.fromisoformat(row.at)) for row in rows]
