"""Expressions compiled at first need: the words they are said to need are needed, and the methods are those of `re`."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules

import pytest

import fairdue.screening
from fairdue.app.wiring import corpus
from fairdue.kernel.expression import Expression
from fairdue.kernel.flat import flat


def _expressions() -> list[tuple[str, Expression]]:
    found = []
    for module in iter_modules(fairdue.screening.__path__, "fairdue.screening."):
        for name, value in vars(import_module(module.name)).items():
            several = value if isinstance(value, tuple) else (value,)
            ones = [getattr(one, "pattern", one) for one in several]
            found += [(f"{module.name}.{name}.{at}", one) for at, one in enumerate(ones) if isinstance(one, Expression)]
    return [(name, one) for name, one in found if one.needs]


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The sentences of the open corpus, folded."""
    return sorted({part for row in corpus("cn", "train") for part in re.split("(?<=。)", flat(row["text"]))})


@pytest.mark.parametrize(("name", "one"), _expressions())
def test_an_expression_never_matches_without_a_word_it_needs(name: str, one: Expression, texts: list[str]) -> None:
    """Where none of the words stands in a sentence of the corpus, the bare expression finds nothing there either."""
    without = [text for text in texts if not any(word in text for word in one.needs)]
    bare = re.compile(one.source)
    assert without, name
    assert [text for text in without if bare.search(text)] == []


@pytest.mark.parametrize("text", ["欠 12元,34元", "没有数", "12", ""])
def test_the_methods_are_those_of_re(text: str) -> None:
    """Before and after compiling each method answers as the compiled expression would."""
    bare, later = re.compile("[0-9]+元"), Expression("[0-9]+元", needs="元")
    for _ in range(2):
        assert [one.span() for one in later.finditer(text)] == [one.span() for one in bare.finditer(text)]
        assert later.findall(text) == bare.findall(text)
        assert later.sub("x", text) == bare.sub("x", text)
        assert later.split(text) == bare.split(text)
        for ours, theirs in ((later.search, bare.search), (later.match, bare.match), (later.fullmatch, bare.fullmatch)):
            one, other = ours(text), theirs(text)
            assert (one and one.span()) == (other and other.span())
