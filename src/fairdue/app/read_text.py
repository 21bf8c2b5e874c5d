"""Read bytes or a command-line argument as text: tells UTF-8, UTF-16 and GB18030 apart, refuses binary, never guesses silently."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from fairdue.app.contracts.words import reason_of
from fairdue.app.wiring import READABLE
from fairdue.kernel.errors import EmptyText, NotText, TextTooLong, UnknownEncoding, UnreadableFile

_MAGIC = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"PK\x03\x04": "archive",
    b"\x7fELF": "program",
    b"SQLite": "database",
    b"OggS": "sound",
    b"ID3": "sound",
    b"#!AMR": "sound",
}
# The longer mark first: what marks UTF-32 begins with what marks UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# So many stray control characters a phone's export may leave in a text without its being a binary file.
_STRAY = 4
_TEXT_SUFFIXES = (".txt", ".text", ".md", ".eml", ".log", ".html", ".csv", ".json", ".jsonl")


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A text and the encoding its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, source: str) -> DecodedText:
    """Decode the bytes of one message; raises EmptyText, TextTooLong, NotText, UnknownEncoding."""
    if len(data) > READABLE:
        raise TextTooLong(length=len(data), limit=READABLE, unit="bytes")
    if not data.strip():
        raise EmptyText()
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return DecodedText(_strictly(data, encoding, source), encoding)
    _require_text(data, source)
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _looks_like_gb18030(data):
            return DecodedText(data.decode("gb18030"), "gb18030")
        raise UnknownEncoding(source=source, offset=error.start) from error


def read_plainly(data: bytes, source: str) -> str:
    """Return the text alone, whatever its encoding was; raises what `decode` raises."""
    return decode(data, source).text


def read_argument(argument: str, standard_input: bytes | None = None) -> DecodedText:
    """Read what a person gave: `-` for standard input, the path of a file, or the text itself.

    Raises what `decode` raises, and UnreadableFile for a path that cannot be read.
    """
    if argument == "-":
        return decode(standard_input or b"", "-")
    path = _as_file(argument)
    if path is not None:
        return decode(_bytes_of(path), str(path))
    return decode(os.fsencode(argument), "TEXT")


def read_file(name: str, standard_input: bytes | None = None) -> DecodedText:
    """Read a file by its path, or standard input for `-`; never the text itself.

    Raises what `decode` raises, and UnreadableFile.
    """
    return decode(standard_input or b"" if name == "-" else _bytes_of(Path(name)), name)


def read_bytes(path: str | Path) -> bytes:
    """Return the bytes of a file, cut where it is larger than one message may be; raises UnreadableFile."""
    return _bytes_of(Path(path))


def _bytes_of(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(READABLE + 1)
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error


def _as_file(argument: str) -> Path | None:
    """Return the path if the argument names a file, or plainly means to; a message with a stop in it does not."""
    if not argument.strip() or len(argument) > 1024 or "\n" in argument or "\0" in argument:
        return None
    path = Path(argument)
    try:
        if path.is_dir():
            raise UnreadableFile(path=argument, why="is-a-directory")
        if path.exists():
            return path
    except OSError:
        return None
    means_file = path.suffix.lower() in _TEXT_SUFFIXES and " " not in argument and argument.isascii()
    return path if means_file else None


def _require_text(data: bytes, source: str) -> None:
    for mark, kind in _MAGIC.items():
        if data.startswith(mark):
            raise NotText(source=source, kind=kind)
    head = data[:65536]
    control = sum(byte < 32 and byte not in (9, 10, 12, 13, 27) for byte in head)
    if b"\0" in head or control > max(_STRAY, len(head) * 0.02):
        raise NotText(source=source, kind="binary")


def _strictly(data: bytes, encoding: str, source: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnknownEncoding(source=source, offset=error.start) from error


def _looks_like_gb18030(data: bytes) -> bool:
    """Accept GB18030 only where what comes out reads as Chinese: common ideographs and punctuation, few rarities."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    foreign = [character for character in text if ord(character) > 127]
    usual = 0
    for character in foreign:
        try:
            usual += character.encode("gb2312") is not None
        except UnicodeEncodeError:
            continue
    return bool(foreign) and usual >= 0.9 * len(foreign) and not _is_damaged_utf8(data)


def _is_damaged_utf8(data: bytes) -> bool:
    """Tell UTF-8 with a few bad bytes from GB18030: most of its characters still decode."""
    repaired = data.decode("utf-8", "replace")
    bad = repaired.count("\ufffd")
    good = sum(ord(character) > 127 for character in repaired) - bad
    return good > bad * 3
