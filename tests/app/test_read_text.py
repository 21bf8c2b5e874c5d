"""Reading what a person gave: text, a file or standard input, in the encodings phones and PCs write."""

from pathlib import Path

import pytest

from fairdue.app.contracts.words import sentence
from fairdue.app.read_text import decode, read_argument
from fairdue.app.wiring import READABLE
from fairdue.kernel.errors import EmptyText, FairDueError, NotText, TextTooLong, UnknownEncoding, UnreadableFile

WORDS = "您的借款已逾期3天，请尽快处理。"

ENCODED = [
    (WORDS.encode(), "utf-8"),
    (WORDS.encode("utf-8-sig"), "utf-8-sig"),
    (WORDS.encode("utf-16"), "utf-16"),
    (WORDS.encode("utf-32"), "utf-32"),
    (WORDS.encode("gbk"), "gb18030"),
    (WORDS.encode("gb18030"), "gb18030"),
]


@pytest.mark.parametrize(("data", "encoding"), ENCODED, ids=[encoding for _, encoding in ENCODED])
def test_usual_encodings_are_detected_and_said(data: bytes, encoding: str) -> None:
    """The text comes out whole and the encoding is named."""
    told = decode(data, "a.txt")
    assert (told.text, told.encoding) == (WORDS, encoding)


REFUSED = [
    (b"", EmptyText),
    (b" \r\n\t", EmptyText),
    (b"\x89PNG\r\n\x1a\n" + bytes(40), NotText),
    (b"%PDF-1.7\n%\xe2\xe3", NotText),
    (b"PK\x03\x04" + bytes(30), NotText),
    (bytes(range(256)) * 4, NotText),
    ("您的".encode() + b"\xff\xfe\x80" + WORDS.encode() * 3, UnknownEncoding),
    (b"a" * (READABLE + 1), TextTooLong),
]


@pytest.mark.parametrize(
    ("data", "error"), REFUSED, ids=[error.__name__ + str(at) for at, (_, error) in enumerate(REFUSED)]
)
def test_what_is_no_message_is_refused_by_name(data: bytes, error: type[FairDueError]) -> None:
    """Nothing is guessed: each kind of unusable bytes has its own error."""
    with pytest.raises(error):
        decode(data, "a.bin")


@pytest.mark.parametrize(
    ("data", "kind"), [(b"\x89PNG\r\n\x1a\n", "图片"), (b"PK\x03\x04" + bytes(30), "Office"), (b"#!AMR\n", "录音")]
)
def test_what_it_is_instead_is_said_in_words(data: bytes, kind: str) -> None:
    """Whoever gives a picture, an Office file or a recording reads that it is one, not a code."""
    with pytest.raises(NotText) as caught:
        decode(data, "a.bin")
    assert kind in sentence(caught.value)


def test_a_stray_control_character_makes_no_binary_file() -> None:
    """A bell or two in a short message, as old phones export them, do not stop it from being read."""
    assert decode(b"\x07" + WORDS.encode() + b"\x1c", "a.txt").text == "\x07" + WORDS + "\x1c"


def test_a_bad_byte_is_named_by_its_place() -> None:
    """Damaged UTF-8 says at which byte it breaks, and is not taken for GBK."""
    data = WORDS.encode() + b"\xff" + WORDS.encode()
    with pytest.raises(UnknownEncoding) as caught:
        decode(data, "a.txt")
    assert caught.value.values["offset"] == len(WORDS.encode())


def test_an_argument_is_text_or_a_file_or_standard_input(tmp_path: Path) -> None:
    """The three ways a person gives a message lead to the same text."""
    path = tmp_path / "短信.txt"
    path.write_text(WORDS, encoding="gbk")
    assert (
        read_argument(WORDS).text == read_argument(str(path)).text == read_argument("-", WORDS.encode()).text == WORDS
    )


def test_a_file_that_is_plainly_meant_but_missing_is_said(tmp_path: Path) -> None:
    """A name that can only be a file is not screened as if it were a message; a folder is refused."""
    for argument in ("missing.txt", str(tmp_path)):
        with pytest.raises(UnreadableFile):
            read_argument(argument)


def test_an_argument_in_another_encoding_is_read_as_it_was_typed() -> None:
    """A terminal that writes GBK hands over bytes that are no UTF-8; they are read as GBK, not lost."""
    typed = WORDS.encode("gbk").decode("utf-8", "surrogateescape")
    assert read_argument(typed).text == WORDS
