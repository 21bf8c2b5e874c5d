"""The case file: cases, parties, debts, entries, exhibits, findings, and the index of words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision: str | None = None


def upgrade() -> None:
    """Make the tables of the first released case file."""
    _cases()
    _entries()
    _exhibits()
    _findings()
    _search()


def _search() -> None:
    op.create_table(
        "indexed",
        sa.Column("number", sa.Integer, nullable=False),
        *_case_column("indexed"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_indexed"),
        sa.UniqueConstraint("case_id", "ref", name="uq_indexed_ref"),
    )
    op.create_index("ix_indexed_case_id", "indexed", ["case_id"])
    op.execute(
        "CREATE VIRTUAL TABLE words_index USING fts5("
        "said, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2')"
    )


def _case_column(table: str) -> tuple[sa.Column[str], sa.ForeignKeyConstraint]:
    column: sa.Column[str] = sa.Column("case_id", sa.String(16), nullable=False)
    return column, sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=f"fk_{table}_case_id", ondelete="CASCADE")


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("closed_on", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    people = (
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reached_at", sa.JSON, nullable=False),
        sa.Column("is_organisation", sa.Boolean, nullable=False),
    )
    debts = (
        sa.Column("lender", sa.Text, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("contract_number", sa.Text, nullable=False),
        sa.Column("holder", sa.Text, nullable=False),
    )
    for table, columns in (("parties", people), ("debts", debts)):
        op.create_table(
            table,
            sa.Column("sequence", sa.Integer, nullable=False),
            sa.Column("id", sa.String(16), nullable=False),
            *_case_column(table),
            *columns,
            sa.Column("note", sa.Text, nullable=False),
            sa.PrimaryKeyConstraint("sequence", name=f"pk_{table}"),
            sa.UniqueConstraint("id", name=f"uq_{table}_id"),
        )
        op.create_index(f"ix_{table}_case_id", table, ["case_id"])


def _entries() -> None:
    op.create_table(
        "entries",
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("id", sa.String(16), nullable=False),
        *_case_column("entries"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("on_day", sa.String(10), nullable=False),
        sa.Column("at_time", sa.String(8)),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_entries"),
        sa.UniqueConstraint("id", name="uq_entries_id"),
    )
    op.create_index("ix_entries_timeline", "entries", ["case_id", "on_day", "at_time", "sequence"])


def _exhibits() -> None:
    op.create_table(
        "exhibits",
        sa.Column("sequence", sa.Integer, nullable=False),
        *_case_column("exhibits"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("description", sa.JSON, nullable=False),
        sa.Column("added_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_exhibits"),
        sa.UniqueConstraint("case_id", "number", name="uq_exhibits_number"),
        sa.UniqueConstraint("case_id", "item", name="uq_exhibits_item"),
    )
    op.create_index("ix_exhibits_case_id", "exhibits", ["case_id"])


def _findings() -> None:
    op.create_table(
        "findings",
        sa.Column("id", sa.String(16), nullable=False),
        *_case_column("findings"),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("status", sa.String(12), nullable=False),
        sa.Column("decided_on", sa.Date),
        sa.Column("body", sa.JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_findings"),
    )
    op.create_index("ix_findings_case_id", "findings", ["case_id"])
    op.create_index("ix_findings_item", "findings", ["item"])
