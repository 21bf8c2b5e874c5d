"""What Alembic runs: the steps over the one open, encrypted connection it was given; it opens no file itself."""

from __future__ import annotations

from alembic import context

from fairdue.store.tables import METADATA


def take_steps() -> None:
    """Take the missing steps inside the transaction that is open on the connection."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=METADATA,
        transaction_per_migration=False,
        render_as_batch=True,
    )
    context.run_migrations()


if hasattr(context, "config"):  # Alembic runs this file as a script; read by anything else it does nothing
    take_steps()
