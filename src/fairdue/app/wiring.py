"""Join the edges to the domain once per process: the pack, the screener, and the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from fairdue.loader.folder import find_pack
from fairdue.loader.load import Examples, load, load_examples, load_gaps, load_guide, load_handbook
from fairdue.records.pack import Pack

if TYPE_CHECKING:
    from fairdue.records.coverage import Gap
    from fairdue.records.guide import Guide
    from fairdue.records.handbook import Handbook
    from fairdue.screening.assess import Screener
    from fairdue.store.cases import Cases

# One text, of the bytes and the name they came under; raises NotText and the like.
ReadText = Callable[[bytes, str], str]
READABLE: Final = 2_000_000  # bytes of one message, letter or transcript; more is a data file for `fairdue screen`
CHINA_TIME = timezone(timedelta(hours=8))


@lru_cache(maxsize=4)
def the_pack(name: str = "cn") -> Pack:
    """Load a pack once; raises PackNotFound, PackBroken."""
    return load(name)


@lru_cache(maxsize=4)
def the_screener(name: str = "cn") -> Screener:
    """Make a screener ready once; commands that only look things up never pay for it."""
    from fairdue.screening.assess import Screener

    return Screener(the_pack(name))


def examples(pack_name: str = "cn") -> Mapping[str, Examples]:
    """Load what each rule must match and ignore, by rule id; raises PackNotFound, PackBroken."""
    return load_examples(pack_name)


@lru_cache(maxsize=4)
def the_handbook(name: str = "cn") -> Handbook:
    """Load doors by question, time limits and claims once; raises PackNotFound, PackBroken."""
    return load_handbook(name)


@lru_cache(maxsize=4)
def the_guide(name: str = "cn") -> Guide:
    """Load scripts, cards, papers, contradictions and clause rules once; raises PackNotFound, PackBroken."""
    return load_guide(name)


def gaps(pack_name: str = "cn") -> tuple[Gap, ...]:
    """Load the written reasons for what no rule covers; raises PackNotFound, PackBroken."""
    return load_gaps(pack_name)


def corpus(pack_name: str = "cn", split: str = "train") -> Iterator[Mapping[str, Any]]:
    """Yield the messages of one split of the open corpus, none where the pack comes without it; raises PackNotFound."""
    from fairdue.loader.corpus import read_messages  # it loads the YAML reader, for a question seldom asked

    return (row.data for row in read_messages(find_pack(pack_name) / "corpus", split))


def cases_of(connection: Any) -> Cases:
    """Reach the cases of a connection; the database comes with an extra, so it is imported when first needed."""
    from fairdue.store.cases import Cases

    return Cases(connection)


def today() -> date:
    """Read the clock: the civil date in China now."""
    return datetime.now(CHINA_TIME).date()


def now() -> datetime:
    """Read the clock: this moment in China, with its time zone."""
    return datetime.now(CHINA_TIME)
