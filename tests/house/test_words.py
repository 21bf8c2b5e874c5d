"""Every message marked for the reader has an English form, and every reason an error gives has words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from fairdue.app.contracts import words

SOURCE = Path(__file__).parents[2] / "src" / "fairdue"
KEYWORDS = {"_": None, "noted": None, "say": None, "N_": None}
DOMAINS = {"web": ("web", "app/reading"), "fairdue": ("app", "cli", "loader")}
FIELD = re.compile(r"\{\w*\}|%\(\w+\)s|%[sd]")


def catalogue(domain: str) -> dict[str, Message]:
    """Read the English catalogue of a domain."""
    with (SOURCE / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {str(message.id): message for message in read_po(file, abort_invalid=True) if message.id}


def marked(domain: str) -> Iterator[tuple[str, str]]:
    """List the messages marked in the rooms of a domain: where, and the Chinese text."""
    for room in DOMAINS[domain]:
        for path in sorted((SOURCE / room).rglob("*.py")):
            if room == "app" and path.parent.name == "reading":
                continue  # the words of an answer, said from the domain of the page
            with path.open("rb") as file:
                for line, message, _notes, _context in extract("python", file, keywords=KEYWORDS):
                    if isinstance(message, str) and message:
                        yield f"{path.relative_to(SOURCE)}:{line}", message


def test_marked_messages_are_found() -> None:
    """The search below does see the messages of the code."""
    assert "没有可读的文字。请粘贴信息原文，或给出文件名。" in {text for _, text in marked("fairdue")}


@pytest.mark.parametrize("domain", sorted(DOMAINS))
def test_every_marked_message_has_english(domain: str) -> None:
    """A message in the code without an entry in the catalogue would be said in Chinese to an English reader."""
    known = catalogue(domain)
    missing = [(place, text) for place, text in marked(domain) if text not in known or not known[text].string]
    assert missing == []


@pytest.mark.parametrize("domain", sorted(DOMAINS))
def test_english_keeps_the_fields(domain: str) -> None:
    """A translation names exactly the values that the Chinese names, and nothing is marked fuzzy."""
    bad = [
        text
        for text, message in catalogue(domain).items()
        if message.fuzzy or sorted(FIELD.findall(text)) != sorted(FIELD.findall(str(message.string)))
    ]
    assert bad == []


def _said() -> set[str]:
    """Collect every string of the code; a message is one of them, or stands in a template."""
    return {
        node.value
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@pytest.mark.parametrize("domain", sorted(DOMAINS))
def test_no_translation_is_left_over(domain: str) -> None:
    """An entry whose Chinese nobody says any more is gone from the catalogue."""
    said = _said()
    pages = "\n".join(path.read_text("utf-8") for path in SOURCE.rglob("*.html"))
    singular = [one.id[0] if isinstance(one.id, tuple) else str(one.id) for one in catalogue(domain).values()]
    assert [text for text in singular if text not in said and text not in pages] == []


def test_every_reason_an_error_gives_has_words() -> None:
    """A literal `why`, `what`, `kind` or `unit` among an error's values is worded, not shown as a code."""
    silent = [
        (path.name, keyword.value.value)
        for path in sorted(SOURCE.rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Raise) and isinstance(call.exc, ast.Call)
        for keyword in call.exc.keywords
        if keyword.arg in ("why", "what", "kind", "unit") and isinstance(keyword.value, ast.Constant)
        if not _is_worded(str(keyword.value.value))
    ]
    assert silent == []


def _is_worded(value: str) -> bool:
    """Tell whether a value of an error reads differently in Chinese than its code."""
    reasons = {key.partition("/")[2] for key in words.SENTENCES}
    return value in reasons or words._word(value, "zh") != value
