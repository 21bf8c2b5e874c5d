"""Facts that do not go together: said plainly, with what would settle them; it decides for neither side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from fairdue.guidance.when import applies, known
from fairdue.records.facts import Fact, FactKey, FactValue
from fairdue.records.guidance import Clash, Contradiction

_TWICE = "twice"


def clashes(contradictions: Iterable[Contradiction], facts: Sequence[Fact]) -> tuple[Clash, ...]:
    """Return the contradictions among these facts, in the order the pack states them."""
    table = known(facts)
    return tuple(Clash(one.id, one.says, one.settle) for one in contradictions if applies(one.when, table))


def said_twice(facts: Iterable[Fact], keys: Mapping[str, FactKey], words: str) -> Iterator[Clash]:
    """Yield each key a person stated with two values as of the same day; what a machine saw may differ by message.

    `words` is the sentence of the pack, with `{title}`, `{one}` and `{other}`.
    """
    seen: dict[tuple[str, object], FactValue] = {}
    told: set[str] = set()
    for fact in facts:
        if fact.status == "machine":
            continue
        before = seen.setdefault((fact.key, fact.as_of), fact.value)
        key = keys.get(fact.key)
        if before != fact.value and fact.key not in told and key is not None:
            told.add(fact.key)
            says = words.format(title=key.ask or key.title, one=value(before, key), other=value(fact.value, key))
            yield Clash(f"{_TWICE}-{fact.key}", says, key.settle)


def value(given: FactValue, key: FactKey) -> str:
    """Word a value of a fact: by its label, 是 or 不是 for a flag, else as it stands."""
    if isinstance(given, bool):
        return key.labels.get(str(given).lower(), "是" if given else "不是")
    return key.labels.get(str(given), "—" if given is None else str(given))
