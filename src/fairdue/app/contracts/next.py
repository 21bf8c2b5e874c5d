"""Serialise what to do next as fairdue.next/1, and the list of situations; the one place every door uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from fairdue.app.contracts.citations import citations_json
from fairdue.records.facts import Fact
from fairdue.records.guidance import Advice, CardSheet, Clash, PaperKind, Playbook, Script, SituationGroup, VerifyAt

# The serialised form is JSON, whose values have no narrower common type than Any.
Json = dict[str, Any]


class Next(Protocol):
    """What is serialised: the result of `app.next_steps.next_steps`."""

    @property
    def on(self) -> Any: ...  # noqa: D102
    @property
    def facts(self) -> tuple[Fact, ...]: ...  # noqa: D102
    @property
    def situations(self) -> tuple[Playbook, ...]: ...  # noqa: D102
    @property
    def advice(self) -> tuple[Advice, ...]: ...  # noqa: D102
    @property
    def clashes(self) -> tuple[Clash, ...]: ...  # noqa: D102
    @property
    def doors(self) -> tuple[VerifyAt, ...]: ...  # noqa: D102
    @property
    def scripts(self) -> tuple[Script, ...]: ...  # noqa: D102
    @property
    def cards(self) -> tuple[CardSheet, ...]: ...  # noqa: D102
    @property
    def also(self) -> tuple[Playbook, ...]: ...  # noqa: D102


def next_json(found: Next, papers: Mapping[str, PaperKind]) -> Json:
    """Return the fairdue.next/1 document."""
    return {
        "schema": "fairdue.next/1",
        "on": found.on.isoformat(),
        "situations": [_brief(one) for one in found.situations],
        "facts": [{"key": one.key, "value": one.value, "status": one.status} for one in found.facts],
        "clashes": [{"id": one.id, "says": one.says, "settle": one.settle} for one in found.clashes],
        "steps": [_step(one, papers) for one in found.advice],
        "doors": [{"name": one.name, "how": one.how, "contact": one.contact} for one in found.doors],
        "scripts": [{"id": one.id, "title": one.title} for one in found.scripts],
        "cards": [{"id": one.id, "title": one.title} for one in found.cards],
        "also": [_brief(one) for one in found.also],
    }


def situations_json(playbooks: Iterable[Playbook], groups: Iterable[SituationGroup]) -> Json:
    """Return the situations by group, in the order of the page."""
    chosen = [one for one in playbooks if one.situation]
    return {
        "schema": "fairdue.situations/1",
        "groups": [
            {
                "id": group.id,
                "title": group.title,
                "situations": [
                    {**_brief(one), "lead": one.situation.lead if one.situation else ""}
                    for one in in_group(chosen, group.id)
                ],
            }
            for group in groups
        ],
    }


def in_group(playbooks: Iterable[Playbook], group: str) -> list[Playbook]:
    """Return the situations of one group in their order."""
    found = [one for one in playbooks if one.situation and one.situation.group == group]
    return sorted(found, key=lambda one: (one.situation.order if one.situation else 0, one.id))


def _brief(one: Playbook) -> Json:
    return {"id": one.id, "says": one.situation.says if one.situation else one.title}


def _step(one: Advice, papers: Mapping[str, PaperKind]) -> Json:
    step = one.step
    paper = papers.get(step.paper) if step.paper else None
    return {
        "id": step.id,
        "step": step.step,
        "why": step.why,
        "how": one.how,
        "by": step.by.isoformat() if step.by else None,
        "by_words": one.by_words,
        "never": step.never,
        "paper": {"id": paper.id, "title": paper.title, "state": paper.state} if paper else None,
        "tell": list(one.tell),
        "band": one.band,
        "playbook": one.playbook,
        "because": list(one.because),
        "left_out": list(one.left_out),
        "citations": citations_json(step.citations),
        "registry": list(one.registry),
        "practice": one.practice,
    }
