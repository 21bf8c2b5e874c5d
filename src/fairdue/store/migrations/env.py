"""What Alembic runs: the steps over the one open, encrypted connection it was given; it opens no file itself."""

from __future__ import annotations

from alembic import context

from fairdue.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transaction_per_migration=False,
    render_as_batch=True,
)
context.run_migrations()
