"""Checks that every topic and kind the contract names has a rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

from fairdue.loader.problems import Problem
from fairdue.loader.sources import PackSources
from fairdue.records.rules import Kind, Topic


def check_topics(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every topic has an active rule that finds it."""
    findings: list[Any] = [item.data.get("finding") or {} for item in _active(pack)]
    found = {finding.get("topic") for finding in findings}
    for topic in get_args(Topic):
        if topic not in found:
            yield Problem("rules/text", 1, "finding.topic", "topic-without-rule", {"topic": topic}, "warning")


def check_kinds(pack: PackSources, today: date) -> Iterator[Problem]:
    """Every kind has an active rule that speaks for it."""
    tables: list[Any] = [item.data.get("reads_as") or {} for item in _active(pack)]
    found = {kind for table in tables for kind, points in table.items() if points > 0}
    for kind in get_args(Kind):
        if kind not in found:
            yield Problem("rules/text", 1, "reads_as", "kind-without-rule", {"kind": kind}, "warning")


def _active(pack: PackSources) -> list[Any]:
    return [item for item in pack.of("text-rule") if item.data["status"] == "active"]
