"""The stated order in which conflicts between steps are settled; it chooses no step."""

from __future__ import annotations

from typing import Final

from fairdue.records.guidance import Band

# The first order number that no longer belongs to a band: danger first, then money about to leave, then a right about to
# lapse, then evidence, then talk, then the plan.
BANDS: Final[tuple[tuple[Band, int], ...]] = (
    ("safety", 10),
    ("money", 30),
    ("right", 50),
    ("evidence", 70),
    ("talk", 90),
    ("plan", 1000),
)


def band_of(order: int) -> Band:
    """Return the band an order number lies in.

    >>> band_of(0), band_of(10), band_of(49), band_of(90)
    ('safety', 'money', 'right', 'plan')
    """
    return next(band for band, end in BANDS if order < end)
