"""What the condition of a rule means over the hits in one sentence or message; parsing is `kernel.logic`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fairdue.kernel.logic import Atom, Call, Condition, Name, atoms, holds, parse
from fairdue.kernel.spans import Span
from fairdue.records.rules import Rule

Hits = Mapping[str, Sequence[Span]]


def written(rule: Rule) -> str:
    """Return the rule's condition, or the default: any pattern and no exception."""
    if rule.condition:
        return rule.condition
    return "any and not (" + " or ".join(rule.exceptions) + ")" if rule.exceptions else "any"


def satisfied(rule: Rule, hits: Hits) -> bool:
    """Tell whether the rule's condition holds for these hits."""

    def ask(atom: Atom) -> bool:
        match atom:
            case Name("any"):
                return any(hits.get(name) for name in rule.patterns)
            case Name(name):
                return bool(hits.get(name))
            case Call("near", (first, second, reach)):
                return bool(_near(hits.get(first, ()), hits.get(second, ()), int(reach)))
            case _:
                return False

    return holds(parse(written(rule)), ask)


def quoted(rule: Rule, hits: Hits) -> Span:
    """Choose the words to quote: the named pattern, else the shortest span over the positive hits, at most 60 long."""
    if rule.quote and hits.get(rule.quote):
        return hits[rule.quote][0]
    names = [name for name in positive_names(rule) if hits.get(name)]
    first = min((hits[name][0] for name in names), default=Span(0, 0))
    best = first
    for name in names:
        nearest = min(hits[name], key=first.gap)
        wider = Span(min(best.start, nearest.start), max(best.end, nearest.end))
        if wider.end - wider.start <= 60:
            best = wider
    return best


def positive_names(rule: Rule) -> list[str]:
    """List the patterns that count towards the rule, in the order of the file."""
    tree: Condition = parse(written(rule))
    found: set[str] = set()
    for atom, positive in atoms(tree):
        if positive:
            match atom:
                case Name("any"):
                    found.update(rule.patterns)
                case Name(name):
                    found.add(name)
                case Call("near", (first, second, _)):
                    found.update((first, second))
                case _:
                    pass
    return [name for name in rule.patterns if name in found]


def _near(first: Sequence[Span], second: Sequence[Span], reach: int) -> bool:
    return any(one.gap(other) <= reach for one in first for other in second if one != other)
