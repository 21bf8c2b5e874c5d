"""What an answer, a payment or a paper does to limitation, told before it is done; the period itself is not counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from fairdue.kernel.errors import UnknownName
from fairdue.law.citations import cite_each
from fairdue.records.law import Citation
from fairdue.records.lending import ActBeforeYouAct
from fairdue.records.pack import Pack

Json = dict[str, Any]
Stage = Literal["running", "passed"]
STAGES: Final[tuple[Stage, ...]] = ("running", "passed")
GROUPS: Final = ("answer", "payment", "paper", "other")
BY: Final = ("you", "lender", "court")


@dataclass(frozen=True, slots=True)
class Act:
    """One act and the law it rests on that day."""

    act: ActBeforeYouAct
    citations: tuple[Citation, ...]


def acts_before(pack: Pack, on: date, stage: str | None = None, group: str | None = None) -> tuple[Act, ...]:
    """Return the acts in the order answers, payments, papers, other; one's own first; raises UnknownName."""
    for what, given, known in (("stage", stage, STAGES), ("group", group, GROUPS)):
        if given is not None and given not in known:
            raise UnknownName(what=what, given=given, known=list(known))
    chosen = [one for one in pack.lending.acts if stage in (None, one.when) and group in (None, one.group)]
    ordered = sorted(chosen, key=lambda one: (STAGES.index(one.when), BY.index(one.by), GROUPS.index(one.group)))
    return tuple(Act(one, cite_each(one.citations, pack.provisions, on)) for one in ordered)


def acts_json(acts: tuple[Act, ...]) -> list[Json]:
    """Return the acts as plain data."""
    return [
        {
            "id": one.act.id,
            "when": one.act.when,
            "group": one.act.group,
            "by": one.act.by,
            "act": one.act.act,
            "restarts": one.act.restarts,
            "effect": one.act.effect,
            "instead": one.act.instead,
            "citations": [
                {"provision": cited.provision, "instrument": cited.instrument, "article": cited.article}
                for cited in one.citations
            ],
        }
        for one in acts
    ]
