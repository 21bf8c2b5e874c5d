"""A file that cannot be read as YAML at all is refused with the line and what to do, whatever is wrong with it."""

from __future__ import annotations

import pytest

from fairdue.app.contracts.words import sentence
from fairdue.intake.marked import MarkedFile
from fairdue.kernel.errors import UnusableFigure

FILES = [
    ("binary", b"a: 1\n\xff\xfe\x00", "not-utf8", "debt.yaml:2"),
    ("nothing", b"", "yaml-empty", "debt.yaml:1"),
    ("a bell", b'a: "\x07"\n', "control-character", "debt.yaml:1"),
    ("a megabyte too many", b"a: " + b"x" * 2_000_000, "file-too-big", "debt.yaml:1"),
    ("an alias", b"a: &b [*b]\n", "yaml-alias", "debt.yaml:1"),
    ("two documents", b"a: 1\n---\nb: 2\n", "yaml-two-documents", "debt.yaml:2"),
    ("a bracket left open", b"a: [1,\n", "not-yaml", "debt.yaml:2"),
]


@pytest.mark.parametrize(("content", "why", "where"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_an_unreadable_file_says_where_and_why(content: bytes, why: str, where: str) -> None:
    """The code and the line are told, and the sentence shows no code."""
    with pytest.raises(UnusableFigure) as caught:
        MarkedFile.read(content, "debt.yaml")
    assert (caught.value.values["why"], caught.value.values["where"]) == (why, where)
    assert why not in sentence(caught.value, "zh")
