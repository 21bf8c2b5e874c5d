"""Dates and instants typed at the command line, read or refused with our own error."""

from __future__ import annotations

from datetime import date, datetime

import click

from fairdue.kernel.errors import UnusableDate


class Day(click.ParamType):
    """A day written YYYY-MM-DD."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day; raises UnusableDate."""
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError as error:
            raise UnusableDate(given=str(value), why="not-a-date", limit="") from error


class Instant(click.ParamType):
    """A day, or a day and time, in ISO form."""

    name = "ISO"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the instant; raises UnusableDate."""
        try:
            return datetime.fromisoformat(str(value).strip())
        except ValueError as error:
            raise UnusableDate(given=str(value), why="not-a-date", limit="") from error


DAY = Day()
INSTANT = Instant()
