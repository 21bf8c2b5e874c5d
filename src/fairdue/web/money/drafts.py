"""Answers kept while the page runs, in memory only: nothing is written anywhere, and closing the program forgets all."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

KEPT: Final = 40  # drafts; the one not touched for longest goes first
FIELD_LIMIT: Final = 40_000  # characters of one answer


@dataclass(slots=True)
class Draft:
    """The answers to one flow as they were typed, by field."""

    id: str
    flow: str
    answers: dict[str, str] = field(default_factory=dict)


class Drafts:
    """The drafts of one launch."""

    def __init__(self) -> None:
        """Begin with none."""
        self._drafts: OrderedDict[str, Draft] = OrderedDict()
        self._lock = Lock()

    def begin(self, flow: str, answers: Mapping[str, str] | None = None) -> Draft:
        """Open a draft, with answers where there are some already."""
        draft = Draft(secrets.token_hex(8), flow, dict(answers or {}))
        with self._lock:
            self._drafts[draft.id] = draft
            while len(self._drafts) > KEPT:
                self._drafts.popitem(last=False)
        return draft

    def find(self, flow: str, id_: str) -> Draft | None:
        """Return a draft of a flow; None where it was forgotten or never was."""
        with self._lock:
            draft = self._drafts.get(id_)
            if draft is None or draft.flow != flow:
                return None
            self._drafts.move_to_end(id_)
            return draft

    def save(self, draft: Draft, answers: Mapping[str, str]) -> None:
        """Keep the answers of one page beside those of the others."""
        with self._lock:
            draft.answers |= {name: words[:FIELD_LIMIT] for name, words in answers.items()}

    def forget(self, draft: Draft) -> None:
        """Drop a draft with everything in it."""
        with self._lock:
            self._drafts.pop(draft.id, None)

    def open_in(self, flow: str) -> tuple[Draft, ...]:
        """List the drafts of a flow that hold an answer, the newest first."""
        with self._lock:
            return tuple(
                one for one in reversed(self._drafts.values()) if one.flow == flow and any(one.answers.values())
            )
