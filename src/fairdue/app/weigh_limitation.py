"""Say which periods bear on a debt, and what to know before acting, from the file of the debt."""

from __future__ import annotations

from datetime import date

from fairdue.intake.debt_file import read_debt
from fairdue.lending.limitation import limitation
from fairdue.records.audit import Limitation
from fairdue.records.pack import Pack


def weigh_file(content: bytes, source: str, pack: Pack, today: date) -> Limitation:
    """Read a debt and look at its periods; raises UnusableFigure with the line."""
    return limitation(read_debt(content, source, today).debt, pack)
