"""How a case speaks of one sealed item: its number and what the evidence list says of it; the bytes are the vault's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

# The kinds an evidence list sorts by; electronic data covers messages, call recordings on a phone, screenshots.
ExhibitKind = Literal["electronic-data", "documentary", "audio-visual", "physical", "testimony", "statement"]
EXHIBIT_KINDS: Final[tuple[ExhibitKind, ...]] = get_args(ExhibitKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What the user says of an item; nothing here is sealed, and an empty field stays empty in print.

    `source` is how it came about and how it was obtained, `proves` what it is to show, `original_at` where the
    original can be seen, `happened_at` when the message was sent or the call took place, `sender_known_by` on what
    the name of the sender rests, `was_party` whether the user took part in a recorded talk.
    """

    name: str = ""
    kind: ExhibitKind = "electronic-data"
    source: str = ""
    content: str = ""
    proves: str = ""
    original_at: str = ""
    happened_at: datetime | None = None
    sender: str = ""
    sender_known_by: str = ""
    was_party: bool | None = None


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One item of the vault under its number in a case."""

    case: str
    number: int
    item: str
    description: Description
    added_at: datetime

    @property
    def label(self) -> str:
        """Name it as the evidence list does: E0001."""
        return f"E{self.number:04d}"
