"""Full-text search inside the encrypted file that finds Chinese words of two characters, even of one.

SQLite's own tokenizer takes a run of Chinese for one word. Here a blank stands around every such character, and a
query becomes a phrase of characters in that order: 催收 finds 暴力催收 and not 收催.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, and_, delete, func, insert, select, text

from fairdue.kernel.flat import flat
from fairdue.store.tables import INDEXED, WORDS

IDEOGRAPH: Final = r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_IDEOGRAPH: Final = re.compile(f"({IDEOGRAPH})")
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: the case, what kind of row, and its id."""

    case: str
    kind: str
    ref: str


def split(words: str) -> str:
    """Fold a text and set every Chinese character apart.

    >>> split("ＡＰＰ催收 12378")
    'app 催  收  12378'
    """
    return _IDEOGRAPH.sub(r" \1 ", flat(words)).strip()


def query(words: str) -> str:
    """Turn what a person typed into an FTS5 query: every blank-separated part must occur, each as a phrase.

    >>> query("催收 app")
    '"催 收" "app"'
    >>> query('"; DROP')
    '"drop"'
    """
    phrases = (" ".join(_WORD.findall(split(part))) for part in words.split())
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase)


def index(connection: Connection, case: str, kind: str, ref: str, words: str) -> None:
    """Make a row findable by its words, instead of what was indexed for it before."""
    forget(connection, case, ref)
    index_new(connection, case, ((kind, ref, words),))


def index_new(connection: Connection, case: str, rows: Sequence[tuple[str, str, str]]) -> None:
    """Make rows `(kind, ref, words)` findable that were not indexed before."""
    known = [{"case_id": case, "kind": kind, "ref": ref} for kind, ref, _ in rows]
    if not known:
        return
    last: int = connection.execute(select(func.coalesce(func.max(INDEXED.c.number), 0))).scalar_one()
    numbered = [{"number": number, **one} for number, one in enumerate(known, last + 1)]
    connection.execute(insert(INDEXED), numbered)
    said = [{"number": last + at, "said": split(words)} for at, (_, _, words) in enumerate(rows, 1)]
    connection.execute(text(f"INSERT INTO {WORDS} (rowid, said) VALUES (:number, :said)"), said)


def forget(connection: Connection, case: str, ref: str | None = None) -> None:
    """Take one row, or a whole case, out of the index."""
    which = INDEXED.c.case_id == case
    if ref is not None:
        which = and_(which, INDEXED.c.ref == ref)
    numbers = connection.execute(select(INDEXED.c.number).where(which)).scalars().all()
    if numbers:
        said = [{"number": number} for number in numbers]
        connection.execute(text(f"DELETE FROM {WORDS} WHERE rowid = :number"), said)
        connection.execute(delete(INDEXED).where(which))


def find(connection: Connection, words: str, case: str | None = None, limit: int = 200) -> Iterator[Hit]:
    """Yield where all the words occur, best first; nothing for words without a letter or figure."""
    asked = query(words)
    if not asked:
        return
    only = " AND i.case_id = :case" if case else ""
    rows = connection.execute(
        text(
            f"SELECT i.case_id, i.kind, i.ref FROM {WORDS} JOIN indexed i ON i.number = {WORDS}.rowid "
            f"WHERE {WORDS} MATCH :asked{only} ORDER BY rank, i.number LIMIT :limit"
        ),
        {"asked": asked, "case": case, "limit": limit},
    )
    yield from (Hit(*row) for row in rows)
