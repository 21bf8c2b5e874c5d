"""Dates and instants typed at the command line, read or refused with our own error; used as option callbacks."""

from __future__ import annotations

from datetime import date, datetime

import click

from fairdue.kernel.errors import UnusableDate


def read_day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Return the day written YYYY-MM-DD, None for none; raises UnusableDate."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise UnusableDate(given=value, why="not-a-date", limit="") from error


def read_instant(context: click.Context, parameter: click.Parameter, value: str | None) -> datetime | None:
    """Return the day, or day and time, in ISO form, None for none; raises UnusableDate."""
    if value is None:
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError as error:
        raise UnusableDate(given=value, why="not-a-date", limit="") from error
