"""What the YAML reader understands, what it refuses, and that hostile text can neither grow nor crash it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fairdue.loader.sources import read_sources
from fairdue.loader.yaml_marks import MAX_BYTES, YamlRefused, read_yaml
from tests.loader.specimen import GOOD, write

LAUGHS = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)

HOSTILE = [
    ("billion laughs", LAUGHS.encode(), "yaml-alias", 1),
    ("two megabytes", b"a: " + b"x" * 2_000_000, "file-too-big", 1),
    ("NUL", b"a: 1\nb: x\0y\n", "control-character", 2),
    ("escape sequence", b"a: \x1b[31m\n", "control-character", 1),
    ("invalid UTF-8", b"a: 1\nb: \xff\xfe\n", "not-utf8", 2),
    ("GBK", "a: 催收\n".encode("gbk"), "not-utf8", 1),
    ("tab for indentation", b"a:\n\tb: 1\n", "yaml-syntax", 2),
    ("brackets without end", b"[" * 500_000, "yaml-depth", 1),
    ("braces without end", b"{a: " * 200_000, "yaml-depth", 1),
    ("dashes without end", b"- " * 400_000, "yaml-depth", 1),
    ("a Python object", b"a: !!python/object/apply:os.system [id]\n", "yaml-tag", 1),
    ("a tag of our own", b"a: !secret 1\n", "yaml-tag", 1),
    ("a merge key", b"<<: {a: 1}\n", "yaml-key", 1),
    ("a list as a key", b"? [a, b]\n: 1\n", "yaml-key", 1),
    ("a day that is none", b"on: 2026-02-30\n", "bad-date", 1),
    ("nothing", b"# only a remark\n", "yaml-empty", 1),
    ("two documents", b"a: 1\n---\nb: 2\n", "yaml-two-documents", 2),
]

WORDS = [
    ("on: yes", {"on": "yes"}),
    ("off: [no, on, off, y, n]", {"off": ["no", "on", "off", "y", "n"]}),
    ("at: 22:00", {"at": "22:00"}),
    ("code: 010", {"code": "010"}),
    ("phone: '95588'", {"phone": "95588"}),
    ("a: 1e3", {"a": "1e3"}),
    ("a: 0x1F", {"a": "0x1F"}),
    ("a: 1_000", {"a": "1_000"}),
    ("a: .inf", {"a": ".inf"}),
    ("a: 2026-11-21", {"a": date(2026, 11, 21)}),
    ("a: 2026-11-21 10:00", {"a": "2026-11-21 10:00"}),
    ("a: '2026-11-21'", {"a": "2026-11-21"}),
    ("a: [true, false, null, ~, -3, 0.5]", {"a": [True, False, None, None, -3, 0.5]}),
    ("a: " + "9" * 5000, {"a": "9" * 5000}),
]


@pytest.mark.parametrize(("content", "code", "line"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_hostile_text_is_refused_with_a_line(content: bytes, code: str, line: int) -> None:
    """Text that could run, grow, crash or confuse is refused, and the line is named."""
    with pytest.raises(YamlRefused) as refused:
        read_yaml(content)
    assert (refused.value.fault.code, refused.value.fault.line) == (code, line)


@pytest.mark.parametrize(("text", "data"), WORDS, ids=[case[0][:24] for case in WORDS])
def test_plain_words_stay_words(text: str, data: object) -> None:
    """Only true, false, null, decimal numbers and days mean more than their letters."""
    assert read_yaml(text.encode()).data == data


def test_every_value_has_its_line() -> None:
    """The line of a value is the line of its key, or of its item in a list."""
    marks = read_yaml(b"a: 1\nb:\n  - c: 2\n    d: |\n      long\n  - e\n").marks
    lines = {(): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 0, "c"): 3, ("b", 0, "d"): 4, ("b", 1): 6}
    assert {path: place[0] for path, place in marks.items()} == lines


def test_repeated_key_is_said_and_the_rest_is_read() -> None:
    """A key written twice is reported at its second place, and reading goes on."""
    marked = read_yaml(b"a: 1\nb: 2\na: 3\n")
    assert [(fault.code, fault.line, fault.values["key"]) for fault in marked.faults] == [("duplicate-key", 3, "a")]
    assert marked.data == {"a": 3, "b": 2}


def test_biggest_allowed_file_is_read() -> None:
    """A file of exactly the limit is read."""
    assert read_yaml(b"a: " + b"x" * (MAX_BYTES - 3)).data == {"a": "x" * (MAX_BYTES - 3)}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """Whatever the bytes, the reader returns or refuses; it never fails in another way."""
    try:
        read_yaml(content)
    except YamlRefused as refused:
        assert refused.fault.line >= 1


@given(st.text(alphabet="ab:-[]{}#&*!|>'\"%@`?, \n\t0", max_size=200))
def test_any_near_yaml_is_read_or_refused(text: str) -> None:
    """The same for text made of YAML's own signs."""
    try:
        read_yaml(text.encode())
    except YamlRefused as refused:
        assert refused.fault.line >= 1


@pytest.mark.parametrize(
    ("content", "code"), [(case[1], case[2]) for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_hostile_file_spoils_no_other(tmp_path: Path, content: bytes, code: str) -> None:
    """A hostile file in a pack becomes one problem; every other file is read all the same."""
    whole = read_sources(write(tmp_path / "whole", GOOD))
    hurt = read_sources(write(tmp_path / "hurt", {**GOOD, "glossary.yaml": content}))
    assert [(problem.path, problem.code) for problem in hurt.problems] == [("glossary.yaml", code)]
    assert len(hurt.items) == len(whole.items) - 1
