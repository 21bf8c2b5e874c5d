"""The vault's own tables: items, entries, checkpoints, tokens, settings; the case file has tables of its own."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA: Final = MetaData()

SETTINGS: Final = Table(
    "vault_settings",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

ITEMS: Final = Table(
    "vault_items",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("blob", Text, unique=True),
    Column("size", Integer, nullable=False),
    Column("sha256", LargeBinary),
    Column("salt", LargeBinary),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("sealed_at", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("derived_from", Text, ForeignKey("vault_items.id")),
    Column("method", Text, nullable=False),
    Column("held", Text, nullable=False),
    Column("deleted_at", Text),
    Column("erasing", Text),
)
Index("vault_items_by_parent", ITEMS.c.derived_from)
Index("vault_items_erasing", ITEMS.c.erasing, sqlite_where=ITEMS.c.erasing.is_not(None))

ENTRIES: Final = Table(
    "vault_entries",
    METADATA,
    Column("seq", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("item", Text),
    Column("leaf", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("details", LargeBinary),
    Column("salt", LargeBinary),
)
Index("vault_entries_by_item", ENTRIES.c.item)

CHECKPOINTS: Final = Table(
    "vault_checkpoints",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("body", Text, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("signer", LargeBinary, nullable=False),
    Column("algorithm", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("purpose", Text, nullable=False),
)

TOKENS: Final = Table(
    "vault_tokens",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("size", Integer, nullable=False),
    Column("authority", Text, nullable=False),
    Column("response", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
)
