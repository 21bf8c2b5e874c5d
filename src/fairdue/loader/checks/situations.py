"""Checks of situations, steps, scripts and contradictions: all they name exists, and each can be reached and rests on something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final

from fairdue.guidance.promises import AMOUNT, DAY
from fairdue.guidance.when import applies
from fairdue.kernel.logic import LogicError
from fairdue.loader.checks.guidance import keys_of
from fairdue.loader.problems import Problem
from fairdue.loader.sources import Item, PackSources
from fairdue.loader.yaml_marks import Key

# 我……还 / 付 / 转 / 打款: the speaker says that he will pay; what only asks or tells of the past is none.
_PROMISE: Final = re.compile(
    "我(?!没|不|已)[^，。？]{0,8}(?:会|能|先|每月|每期|下个?月|月底|保证)[^，。？]{0,6}"
    "(?:还(?!是|有|没|款)|付|转账|打款|结清)"
)


def check_situations(pack: PackSources, today: date) -> Iterator[Problem]:
    """A situation names a group, scripts, cards and facts that exist, and its own facts reach its playbook."""
    keys = keys_of(pack)
    for item in pack.of("playbook"):
        situation: Any = item.data.get("situation")
        if not situation:
            continue
        at = ("situation",)
        yield from _known(item, (*at, "group"), [situation["group"]], pack.ids("situation-group"))
        yield from _known(item, (*at, "scripts"), situation.get("scripts") or (), pack.ids("script"))
        yield from _known(item, (*at, "cards"), situation.get("cards") or (), pack.ids("card"))
        yield from _known(item, (*at, "asks"), situation.get("asks") or (), keys)
        stated = dict(situation.get("facts") or {})
        yield from _known(item, (*at, "facts"), stated, keys)
        for key, value in stated.items():
            if keys.get(key):
                yield from _known(item, (*at, "facts", key), [str(value)], keys[key])
        try:
            reached = applies(str(item.data["when"]), {**stated, f"situation.{item.id}": True})
        except LogicError:
            continue
        if not reached:
            yield item.problem("situation-unreached", "when", id=item.id)


def check_basis(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every step rests on a provision or on rows of the registry that exist, or says that it is practice only."""
    rows = pack.ids("hotline") | pack.ids("duty") | pack.ids("scam-pattern")
    for item, at, step in _steps(pack):
        yield from _known(item, (*at, "registry"), step.get("registry") or (), rows)
        if not (step.get("citations") or step.get("registry") or step.get("practice")):
            yield item.problem("step-without-basis", *at, id=step["id"])


def check_papers(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every paper a step names is declared."""
    for item, at, step in _steps(pack):
        if step.get("paper"):
            yield from _known(item, (*at, "paper"), [step["paper"]], pack.ids("paper"))


def check_limits(pack: PackSources, today: date) -> Iterator[Problem]:
    """A time limit a step names is one of an event of the pack."""
    known = [f"{event.id}/{limit['id']}" for event in pack.of("event") for limit in _list(event.data["limits"])]
    for item, at, step in _steps(pack):
        if step.get("limit"):
            yield from _known(item, (*at, "limit"), [step["limit"]], known)


def check_yields(pack: PackSources, today: date) -> Iterator[Problem]:
    """A step yields to steps that exist and that yield to none themselves."""
    yields = {str(step["id"]): step.get("yields_to") or () for _, _, step in _steps(pack)}
    for item, at, step in _steps(pack):
        stronger = step.get("yields_to") or ()
        yield from _known(item, (*at, "yields_to"), stronger, yields)
        for place, other in enumerate(stronger):
            if yields.get(other):
                yield item.problem("yield-chain", *at, "yields_to", place, id=other)


def check_promises(pack: PackSources, today: date) -> Iterator[Problem]:
    """A line of a script that promises a sum or a day says so, and leaves a place for it that only a plan fills."""
    for item in pack.of("script"):
        lines: Any = item.data["lines"]
        for number, line in enumerate(lines):
            promised = line.get("promise") or ()
            places = [name for name, place in (("amount", AMOUNT), ("date", DAY)) if place in line["say"]]
            unmarked = sorted(set(places) ^ set(promised))
            if unmarked or (_PROMISE.search(line["say"]) and not promised):
                wrong = unmarked or ["amount", "date"]
                yield item.problem("promise-unmarked", "lines", number, "say", wanted=wrong)


def _steps(pack: PackSources) -> Iterator[tuple[Item, tuple[Key, ...], dict[str, Any]]]:
    for item in pack.of("playbook"):
        steps: Any = item.data["steps"]
        for number, step in enumerate(steps):
            yield item, ("steps", number), step


def _list(value: Any) -> list[dict[str, Any]]:
    return value if isinstance(value, list) else []


def _known(item: Item, at: tuple[Key, ...], given: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    choices = frozenset(known)
    for name in given:
        if name not in choices:
            yield item.problem("unknown-value", *at, given=name, wanted=sorted(choices)[:40])
