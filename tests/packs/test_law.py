"""The law of the Chinese pack as files: whole, consistent, in our own typography, within its dates."""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker

from fairdue.loader.sources import plain

ROOT = Path(__file__).parents[2] / "src"
LAW, NUMBERS, SCHEMAS = ROOT / "fairdue_cn/law", ROOT / "fairdue_cn/parameters", ROOT / "fairdue/loader/schemas"
HAN = "\u4e00-\u9fff"
HALF_WIDTH = re.compile(rf"[{HAN}”》）%][,;:?!](?!//)|[,;?!] ?[{HAN}“]|[{HAN}][()]|[()][{HAN}]|。。|，。")


@cache
def files(kind: str) -> dict[str, dict[str, Any]]:
    """Read all files of a kind, by path below the pack."""
    found = NUMBERS.glob("*/*.yaml") if kind == "parameter" else LAW.glob("*/*.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        path.relative_to(ROOT / "fairdue_cn").as_posix(): plain(yaml.load(path.read_text("utf-8"), Loader=loader))
        for path in sorted(found)
        if kind == "parameter" or (path.name == "instrument.yaml") == (kind == "instrument")
    }


def texts(value: object, key: str = "") -> Iterator[str]:
    """List every text in a file but addresses."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from texts(entry, str(name))
    elif isinstance(value, list):
        for entry in value:
            yield from texts(entry, key)
    elif isinstance(value, str) and key != "url":
        yield value


@pytest.mark.parametrize("kind", ["instrument", "provision", "parameter"])
def test_every_file_keeps_its_schema(kind: str) -> None:
    """Fields, choices and dates are as the schema says, and nothing else is in the file."""
    schema = json.loads((SCHEMAS / f"{kind}.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    problems = [
        f"{path}: {'.'.join(map(str, error.path))}: {error.message}"
        for path, data in files(kind).items()
        for error in validator.iter_errors(data)
    ]
    assert problems == []


@pytest.mark.parametrize("kind", ["provision", "parameter"])
def test_ids_equal_their_files_and_are_unique(kind: str) -> None:
    """A reader who knows the id knows the file."""
    ids = [data["id"] for data in files(kind).values()]
    assert [Path(path).stem for path in files(kind)] == ids
    assert len(ids) == len(set(ids))


def test_a_provision_is_of_the_kind_of_its_instrument() -> None:
    """One document is not law in one file and a notice in the next."""
    kinds = {Path(path).parent.name: data["binding"] for path, data in files("instrument").items()}
    assert {Path(path).parent.name for path in files("provision")} == set(kinds)
    odd = [path for path, data in files("provision").items() if data["binding"] != kinds[Path(path).parent.name]]
    assert odd == []


def test_successors_exist() -> None:
    """What took a provision's place is itself in the pack."""
    known = {data["id"] for kind in ("provision", "instrument") for data in files(kind).values()}
    assert [one["id"] for one in files("provision").values() if set(one["successors"]) - known] == []


def test_a_successor_begins_the_day_after() -> None:
    """Between a citable provision and its successors there is no day with both and none with neither."""
    begins = {one["id"]: one["effective_from"] for one in files("provision").values()}
    gaps = []
    for one in files("provision").values():
        next_ones = [begins[id] for id in one["successors"] if id in begins]
        if one["citable"] != "no" and next_ones:
            expected = (date.fromisoformat(one["effective_to"]) + timedelta(days=1)).isoformat()
            gaps += [(one["id"], min(next_ones), expected)] if min(next_ones) != expected else []
    assert gaps == []


def test_dates_are_the_right_way_round() -> None:
    """Nothing ends before it begins."""
    both = [one for one in files("provision").values() if one["effective_from"] and one["effective_to"]]
    assert [one["id"] for one in both if one["effective_to"] < one["effective_from"]] == []


def test_an_article_that_may_be_printed_is_one() -> None:
    """未核, 未读 and 目次 stand in no article that may be cited."""
    odd = [
        one["id"]
        for one in files("provision").values()
        if one["citable"] == "article" and re.search("未核|未读|目次|据媒体", one["article"])
    ]
    assert odd == []


@pytest.mark.parametrize("kind", ["instrument", "provision", "parameter"])
def test_chinese_text_has_chinese_punctuation(kind: str) -> None:
    """Commas, colons, semicolons and brackets beside Chinese characters are full-width."""
    odd = [(path, text) for path, data in files(kind).items() for text in texts(data) if HALF_WIDTH.search(text)]
    assert odd == []


def test_gists_are_calm_and_end_as_sentences() -> None:
    """What a reader may be shown ends with a full stop and neither shouts nor promises."""
    odd = [
        one["id"]
        for one in files("provision").values()
        for text in (one["gist"], one["consequence"])
        if text and (not text.endswith("。") or re.search("[!！赖]|放心|保证能|一定能", text))
    ]
    assert odd == []
