"""Join the edges to the domain once per process: the pack, the screener, and the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from fairdue.loader.load import load
from fairdue.records.pack import Pack
from fairdue.screening.assess import Screener

CHINA_TIME = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class House:
    """A pack, and a screener made ready on it."""

    pack: Pack
    screener: Screener


@lru_cache(maxsize=4)
def house(pack_name: str = "cn") -> House:
    """Load a pack and make its screener ready; raises PackNotFound, PackBroken."""
    pack = load(pack_name)
    return House(pack, Screener(pack))


def today() -> date:
    """Read the clock: the civil date in China now."""
    return datetime.now(CHINA_TIME).date()
