"""A paper to be printed, as blocks from top to bottom: what it says, never how it is set; `render` makes the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["start", "center", "end"]
PictureKind = Literal["svg", "png", "jpeg"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the paper, level 1 (largest) to 3.

    `anchor` names the place, so that the printer can tell on which page it came to stand.
    """

    words: str
    level: Literal[1, 2, 3] = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words; `indent` sets the first line in by two characters, as letters do."""

    words: str
    strong: bool = False
    small: bool = False
    indent: bool = False
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `numbered` gives 1. 2. 3."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its heading, its share of the width, where its words stand."""

    title: str
    share: float = 1
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings that repeat on every page; the last `totals` rows are sums and stand out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    totals: int = 0


@dataclass(frozen=True, slots=True)
class Rows:
    """Names and what belongs to each, side by side without headings: 借款人 | 张某."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart in a box."""

    words: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Somebody's own words, kept character by character and line by line, in a box."""

    words: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to write on by hand, one for each name: 提交人（签名）, 日期."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One authority the paper rests on: instrument and article, and what there is to say of it."""

    words: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The authorities, numbered, in small type."""

    sources: tuple[Source, ...]
    title: str = "依据"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `words` says in a sentence what there is to see, for those who cannot see it.

    `caption` stands above it and is never parted from it; `share` is the part of the line it takes, above 0 up to 1.
    """

    data: bytes
    kind: PictureKind
    words: str
    share: float = 1
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Items | Table | Rows | Note | Verbatim | Signature | Sources | Picture | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its title, its blocks, and a short line repeated at the foot of every page beside the page number."""

    title: str
    blocks: tuple[Block, ...]
    foot: str = ""
    lang: Literal["zh", "en"] = "zh"
    landscape: bool = False
    is_title_shown: bool = True
