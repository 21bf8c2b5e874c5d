"""What no rule covers, and why: the written reasons of the pack; it measures nothing."""

from __future__ import annotations

from dataclasses import dataclass

from fairdue.records.assessment import Channel
from fairdue.records.rules import Disguise, Stage, Topic


@dataclass(frozen=True, slots=True)
class Gap:
    """One reason for cells without a rule: stages, channels or disguises of topics, scam patterns, or provisions.

    Without topics the reason is for every topic whose cell is empty.
    """

    id: str
    because: str
    topics: tuple[Topic, ...] = ()
    stages: tuple[Stage, ...] = ()
    channels: tuple[Channel, ...] = ()
    disguises: tuple[Disguise, ...] = ()
    patterns: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()
