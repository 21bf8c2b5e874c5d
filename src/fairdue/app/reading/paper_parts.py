"""Parts that the papers on money share: pointers to sources, what is missing, the list of sources, the small print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from fairdue.app.contracts.catalogue import Say
from fairdue.app.contracts.catalogue import noted as _
from fairdue.app.reading.figures import source_words
from fairdue.records.assessment import Missing
from fairdue.records.law import Citation
from fairdue.records.paper import Block, Heading, Items, Note, Source, Sources

SMALL_PRINT = _("这是按所填材料算出的结果，不是法律意见；规则尚未经律师审阅。债务不会因为这份核算书而消失。")


def marks(numbers: Sequence[int]) -> str:
    """Point at sources by number.

    >>> marks((1, 3))
    ' [1][3]'
    """
    return " " + "".join(f"[{number}]" for number in numbers) if numbers else ""


def missing_items(missing: Sequence[Missing], say: Say) -> Iterator[Block]:
    """List what is missing, each with what would settle it."""
    if missing:
        yield Heading(say(_("还缺什么")), 2)
        yield Items(tuple(f"{one.what}{one.would_settle}" for one in missing))


def source_list(sources: Sequence[Citation], say: Say) -> Iterator[Block]:
    """List the authorities by number, each with the day it was in force."""
    if sources:
        entries = (
            Source(source_words(one), say(_("在 %(day)s 有效。")) % {"day": one.in_force_on.isoformat()})
            for one in sources
        )
        yield Sources(tuple(entries), say(_("依据")))


def small_print(say: Say) -> Note:
    """Say what this is not."""
    return Note(say(SMALL_PRINT))
