"""Hold the promises of a script against what the plan can keep; it computes no plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from fairdue.records.guidance import Script, ScriptLine

# Where a line leaves a place for a sum or a day; each needs its promise stated in the pack.
AMOUNT: Final = "〔金额〕"
DAY: Final = "〔日期〕"

State = Literal["none", "fill-from-plan", "kept", "beyond"]


@dataclass(frozen=True, slots=True)
class PlanLimits:
    """What a plan says can be kept: the most a month in fen, and the first day it can be paid; None where unknown."""

    monthly_fen: int | None = None
    first_on: date | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What the speaker would like to promise."""

    amount_fen: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class SpokenLine:
    """A line with its places filled as far as the plan allows, and how its promise stands."""

    line: ScriptLine
    words: str
    state: State


def spoken(script: Script, plan: PlanLimits, wish: Wish | None = None) -> tuple[SpokenLine, ...]:
    """Return the lines of a script; a promise is filled only from the plan, and one beyond it is not filled at all."""
    return tuple(_spoken(line, plan, wish or Wish(plan.monthly_fen, plan.first_on)) for line in script.lines)


def _spoken(line: ScriptLine, plan: PlanLimits, wish: Wish) -> SpokenLine:
    if not line.promise:
        return SpokenLine(line, line.say, "none")
    states = [_amount(plan, wish) if promise == "amount" else _day(plan, wish) for promise in line.promise]
    if "beyond" in states:
        return SpokenLine(line, line.say, "beyond")
    if "fill-from-plan" in states:
        return SpokenLine(line, line.say, "fill-from-plan")
    return SpokenLine(line, _filled(line.say, wish), "kept")


def _amount(plan: PlanLimits, wish: Wish) -> State:
    if plan.monthly_fen is None or wish.amount_fen is None:
        return "fill-from-plan"
    return "kept" if 0 < wish.amount_fen <= plan.monthly_fen else "beyond"


def _day(plan: PlanLimits, wish: Wish) -> State:
    if plan.first_on is None or wish.on is None:
        return "fill-from-plan"
    return "kept" if wish.on >= plan.first_on else "beyond"


def _filled(words: str, wish: Wish) -> str:
    if wish.amount_fen is not None:
        yuan, fen = divmod(wish.amount_fen, 100)
        words = words.replace(AMOUNT, f"{yuan} 元" if not fen else f"{yuan}.{fen:02d} 元")
    return words.replace(DAY, wish.on.isoformat()) if wish.on else words
