"""Read an offer before signing from its file: its cost, its fees, who lends, and the warning signs."""

from __future__ import annotations

from datetime import date

from fairdue.intake.offer_file import read_offer_file
from fairdue.lending.offer import read_offer
from fairdue.records.audit import OfferReading
from fairdue.records.pack import Pack


def look_at_file(content: bytes, source: str, pack: Pack, today: date) -> OfferReading:
    """Read an offer and weigh it; raises UnusableFigure with the line."""
    return read_offer(read_offer_file(content, source, today), pack)
