"""Say which periods bear on a debt as read from its file, and what to know before acting."""

from __future__ import annotations

from fairdue.intake.debt_file import DebtFile
from fairdue.lending.limitation import limitation
from fairdue.records.audit import Limitation
from fairdue.records.pack import Pack


def weigh(read: DebtFile, pack: Pack) -> Limitation:
    """Look at the periods of a debt as read."""
    return limitation(read.debt, pack)
