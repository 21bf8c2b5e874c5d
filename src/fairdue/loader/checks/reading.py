"""Checks of how easily guidance reads: short sentences on average, and hard words explained in the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from fairdue.loader.checks.words import shown_texts
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources

# Characters a sentence may have on average within one file.
LONGEST_AVERAGE: Final = 25
GUIDANCE: Final = ("playbook", "door", "script", "card", "paper", "contradiction", "myth", "event", "lending-act")
_END: Final = re.compile("[。！？；：!?;:\n]+")


def check_sentences(pack: PackSources, today: date) -> Iterator[Problem]:
    """The sentences of one item of guidance have at most 25 characters on average."""
    for item in pack.of(*GUIDANCE):
        lengths = [len(sentence) for _, text in shown_texts(item) for sentence in sentences(text)]
        if lengths and sum(lengths) > LONGEST_AVERAGE * len(lengths):
            average = round(sum(lengths) / len(lengths), 1)
            yield item.problem("sentences-too-long", average=average, limit=LONGEST_AVERAGE)


def check_hard_words(pack: PackSources, today: date) -> Iterator[Problem]:
    """A hard word that guidance uses has its entry in the glossary."""
    explained = {str(item.data["zh"]) for item in pack.of("term")}
    unexplained = [item.id for item in pack.of("hard-word") if item.id not in explained]
    for item in pack.of(*GUIDANCE):
        yield from _unexplained(item, unexplained)


def sentences(text: str) -> list[str]:
    """Cut a text into its sentences, without blanks and closing marks.

    >>> sentences("先不付。再核实：问官方。")
    ['先不付', '再核实', '问官方']
    """
    return [bare for part in _END.split(text) if (bare := "".join(part.split()))]


def _unexplained(item: Item, words: list[str]) -> Iterator[Problem]:
    told: set[str] = set()
    for at, text in shown_texts(item):
        for word in words:
            if word in text and word not in told:
                told.add(word)
                yield item.problem("word-unexplained", *at, word=word)
