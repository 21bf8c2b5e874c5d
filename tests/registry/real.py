"""Read the registry of the Chinese pack from its files into the records."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import fairdue_cn
from fairdue.loader.build import build
from fairdue.records.registry import Registry

FOLDER = Path(fairdue_cn.__file__).parent / "registry"


def listed(name: str) -> list[Any]:
    """Read one list file of the registry."""
    entries: list[Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return entries


def lenders() -> list[Any]:
    """Read every lender of every kind."""
    return [entry for path in sorted((FOLDER / "lenders").glob("*.yaml")) for entry in listed(f"lenders/{path.stem}")]


@lru_cache(maxsize=1)
def real_registry() -> Registry:
    """Build the registry record."""
    return build(
        Registry,
        {
            "lenders": lenders(),
            "hotlines": listed("hotlines"),
            "number_rules": listed("numbers"),
            "duties": listed("duties"),
            "scam_patterns": listed("scam-patterns"),
            "short_links": listed("short-links"),
            "official_suffixes": listed("official-suffixes"),
        },
    )
