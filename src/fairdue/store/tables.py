"""The tables of the case file inside the encrypted database; their history is in `migrations`, their use in `cases`.

Sealed items, the journal and the keys belong to the vault, which has tables of its own beside these.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

# Every constraint has a name, so that a later migration can find it.
METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_case() -> Column[str]:
    return Column("case_id", String(16), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False, index=True)


CASES: Final = Table(
    "cases",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("title", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("closed_on", Date),
    Column("note", Text, nullable=False, default=""),
)

PARTIES: Final = Table(
    "parties",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    _of_case(),
    Column("role", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("reached_at", JSON, nullable=False, default=list),
    Column("is_organisation", Boolean, nullable=False, default=False),
    Column("note", Text, nullable=False, default=""),
)

DEBTS: Final = Table(
    "debts",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    _of_case(),
    Column("lender", Text, nullable=False),
    Column("product", Text, nullable=False, default=""),
    Column("contract_number", Text, nullable=False, default=""),
    Column("holder", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),
)

# One row a dated entry of any kind: what all kinds share is a column, what only one has is in `body`.
ENTRIES: Final = Table(
    "entries",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    Column("id", String(16), nullable=False, unique=True),
    Column("case_id", String(16), ForeignKey("cases.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("at_time", String(8)),
    Column("words", Text, nullable=False, default=""),
    Column("body", Text, nullable=False, default="{}"),
    Column("recorded_at", String(32), nullable=False),
    Column("corrects", String(16)),
    Index("ix_entries_timeline", "case_id", "on_day", "at_time", "sequence"),
    Index("ix_entries_corrects", "case_id", "corrects", unique=True),
)

# How a case calls an item of the vault: its number, and what the user says of it for the evidence list.
EXHIBITS: Final = Table(
    "exhibits",
    METADATA,
    Column("sequence", Integer, primary_key=True, autoincrement=True),
    _of_case(),
    Column("number", Integer, nullable=False),
    Column("item", String(64), nullable=False),
    Column("description", JSON, nullable=False, default=dict),
    Column("added_at", DateTime, nullable=False),
    UniqueConstraint("case_id", "number", name="uq_exhibits_number"),
    UniqueConstraint("case_id", "item", name="uq_exhibits_item"),
)

FINDINGS: Final = Table(
    "findings",
    METADATA,
    Column("id", String(16), primary_key=True),
    _of_case(),
    Column("item", String(64), nullable=False, index=True),
    Column("status", String(12), nullable=False),
    Column("decided_on", Date),
    Column("body", JSON, nullable=False),
)

# What was said of a person, a debt, an exhibit or a finding until it was said anew.
FORMER: Final = Table(
    "former",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_case(),
    Column("kind", String(16), nullable=False),
    Column("ref", String(64), nullable=False),
    Column("body", JSON, nullable=False),
    Column("replaced_at", DateTime, nullable=False),
)

# What the search knows, by row; FTS5 keeps only the words, in the same encrypted file, under the same number.
INDEXED: Final = Table(
    "indexed",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    _of_case(),
    Column("kind", String(16), nullable=False),
    Column("ref", String(64), nullable=False),
    UniqueConstraint("case_id", "ref", name="uq_indexed_ref"),
)
WORDS: Final = "words_index"
