"""A step no release has taken: a new table, a new column, and one table made anew with its rows copied over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision: str | None = "0002"


def upgrade() -> None:
    """Change the tables in every way a real step would."""
    op.create_table(
        "later", sa.Column("id", sa.String(16), nullable=False), sa.PrimaryKeyConstraint("id", name="pk_later")
    )
    op.add_column("cases", sa.Column("colour", sa.Text, nullable=False, server_default="blue"))
    op.execute("UPDATE entries SET words = words || ' '")
    with op.batch_alter_table("debts", recreate="always") as debts:
        debts.alter_column("note", new_column_name="remark")
