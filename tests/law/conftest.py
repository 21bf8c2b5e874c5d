"""The law and the legal numbers of the Chinese pack, read straight from their files."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from fairdue.loader.build import build
from fairdue.loader.sources import plain
from fairdue.records.law import Parameter, Provision

PACK = Path(__file__).parents[2] / "src" / "fairdue_cn"
ONE = {
    "id": "one",
    "instrument": "some-law",
    "name": "某法",
    "article": "第一条",
    "binding": "law",
    "standing": "suspected-unlawful",
    "citable": "article",
    "topic": "threat",
    "effective_from": "2020-01-01",
    "applies_to": ["anyone"],
    "gist": "不得威胁他人。",
    "confidence": "high",
}


def read(path: Path) -> dict[str, Any]:
    """Read one file with dates as ISO text."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    found: dict[str, Any] = plain(yaml.load(path.read_text("utf-8"), Loader=loader))
    return found


@pytest.fixture(scope="session")
def provisions() -> Mapping[str, Provision]:
    """Give every provision of the pack by id."""
    found = {}
    for folder in sorted((PACK / "law").iterdir()):
        name = read(folder / "instrument.yaml")["name"]
        for path in sorted(folder.glob("*.yaml")):
            if path.name != "instrument.yaml":
                found[path.stem] = build(Provision, {**read(path), "instrument": folder.name, "name": name})
    return found


@pytest.fixture(scope="session")
def parameters() -> Mapping[str, Parameter]:
    """Give every legal number of the pack by id."""
    paths = sorted((PACK / "parameters").glob("*/*.yaml"))
    return {path.stem: build(Parameter, {**read(path), "topic": path.parent.name}) for path in paths}


@pytest.fixture(scope="session")
def made() -> Callable[..., Provision]:
    """Give a maker of provisions: a plain law of 2020, with whatever the test changes in it."""
    return lambda **changes: build(Provision, {**ONE, **changes})
