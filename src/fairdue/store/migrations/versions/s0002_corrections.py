"""Corrections: a row may name the row it stands in place of, and what was said before of other things is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision: str | None = "0001"


def upgrade() -> None:
    """Add the column and the table; nothing written before changes."""
    op.add_column("entries", sa.Column("corrects", sa.String(16)))
    op.create_index("ix_entries_corrects", "entries", ["case_id", "corrects"], unique=True)
    op.create_table(
        "former",
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("case_id", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", sa.String(64), nullable=False),
        sa.Column("body", sa.JSON, nullable=False),
        sa.Column("replaced_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_former"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_former_case_id", ondelete="CASCADE"),
    )
    op.create_index("ix_former_case_id", "former", ["case_id"])
