"""Every error can be said in both languages, names its values and keeps one JSON shape."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

import fairdue.cli.setting  # noqa: F401 - the door has an error of its own
from fairdue.app.contracts.catalogue import language_of, words
from fairdue.app.contracts.words import SENTENCES, as_json, sentence
from fairdue.kernel.errors import (
    BrokenRecord,
    FairDueError,
    MissingColumn,
    NotInForce,
    UnknownName,
    UnusableDate,
)


def family(root: type[FairDueError] = FairDueError) -> Iterator[type[FairDueError]]:
    """List the error classes, the root first."""
    yield root
    for child in root.__subclasses__():
        if child.__module__.startswith("fairdue."):
            yield from family(child)


CLASSES = sorted(set(family()), key=lambda cls: cls.code)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_every_error_has_its_own_sentence_in_both_languages(cls: type[FairDueError]) -> None:
    """Each class has a Chinese sentence of its own, and an English one that differs."""
    assert cls.code in SENTENCES
    chinese, english = sentence(cls(), "zh"), sentence(cls(), "en")
    assert re.search(r"[\u4e00-\u9fff]", chinese)
    assert not re.search(r"[\u4e00-\u9fff]", english)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_both_languages_name_the_same_values(key: str) -> None:
    """A translation neither drops a value nor invents one."""
    fields = re.findall(r"\{\w+\}", SENTENCES[key])
    assert sorted(fields) == sorted(re.findall(r"\{\w+\}", words("en")(SENTENCES[key])))


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_sentences_use_only_the_values_the_class_promises(cls: type[FairDueError]) -> None:
    """A field in a sentence is a value that the class's docstring names."""
    promised = set(re.findall(r"\w+", (cls.__doc__ or "").partition("Values:")[2]))
    keys = [key for key in SENTENCES if key.partition("/")[0] == cls.code]
    used = {field for key in keys for field in re.findall(r"\{(\w+)\}", SENTENCES[key])}
    assert used <= promised


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_sentences_are_calm_and_say_what_to_do(key: str) -> None:
    """No exclamation mark, no promise, and every mishap of the reader's ends with a next step."""
    text = SENTENCES[key]
    assert not re.search(r"[!！]|放心|保证|一定能|赖", text)
    assert re.search(r"请|可以用|已安装的有|接续它的是", text)


@pytest.mark.parametrize(
    ("error", "zh", "en"),
    [
        (
            UnusableDate(given="2031-01-01", why="in-the-future", limit=date(2026, 11, 21)),
            "日期「2031-01-01」还没到，今天是 2026-11-21。请核对这个日子。",
            'The date "2031-01-01" lies ahead; today is 2026-11-21. Check the day.',
        ),
        (
            UnknownName(what="channel", given="fax", known=("sms", "call")),
            "没有叫「fax」的途径。可以用：sms、call。",
            'There is no channel called "fax". You can use: sms, call.',
        ),
        (
            MissingColumn(source="a.csv", column="text", found=[]),
            "a.csv 里没有「text」这一列，只有：一列也没有。请改好列名，再试一次。",
            'a.csv has no column "text", only: no column at all. Name the column and try again.',
        ),
        (
            BrokenRecord(source="-", line=3, why="not-json: x"),
            "标准输入 第 3 行读不懂：不是 JSON (x)。其余各行照常处理。请改好这一行，再查它。",
            "standard input, line 3 cannot be read: it is not JSON (x). The other lines are handled as usual. "
            "Mend this line and check it again.",
        ),
    ],
    ids=["date", "name", "column", "record"],
)
def test_values_are_worded_in_the_language_of_the_reader(error: FairDueError, zh: str, en: str) -> None:
    """Codes among the values become words; what the reader typed stays as typed."""
    assert (sentence(error, "zh"), sentence(error, "en")) == (zh, en)


def test_a_missing_value_is_shown_not_blanked() -> None:
    """A value nobody gave appears by its name."""
    assert sentence(MissingColumn(source="a.csv", column="text")).endswith("只有：〔found〕。请改好列名，再试一次。")


def test_failures_have_one_json_shape() -> None:
    """{"error": {"code", "message", "values", "exit_code"}}, with values JSON can carry."""
    error = NotInForce(provision="p", on=date(2025, 12, 31), since=date(2026, 1, 1), until=None, successor=("q",))
    assert json.loads(json.dumps(as_json(error))) == {
        "error": {
            "code": "not-in-force",
            "message": "条款「p」在 2025-12-31 没有施行。施行期间：2026-01-01 至 今后。接续它的是：q。",
            "values": {
                "provision": "p",
                "on": "2025-12-31",
                "since": "2026-01-01",
                "until": None,
                "successor": ["q"],
            },
            "exit_code": 2,
        }
    }


def test_exit_codes_are_the_documented_five() -> None:
    """1 unexpected, 2 unusable input, 3 a problem of the pack, 4 of the vault; 0 is kept for an answer."""
    assert {cls.exit_code for cls in CLASSES} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("wanted", "lang"),
    [
        ("en", "en"),
        ("en_US.UTF-8", "en"),
        ("zh-CN", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en-US,zh;q=0.5", "en"),
        ("en;q=0", "zh"),
        ("en;q=x", "zh"),
        ("de, fr", "zh"),
        ("", "zh"),
        (None, "zh"),
    ],
)
def test_language_is_chinese_unless_english_is_preferred(wanted: str | None, lang: str) -> None:
    """The reader's first known language wins; anything unreadable falls back to Chinese."""
    assert language_of(wanted) == lang
