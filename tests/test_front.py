"""The front door for programs: a few names, found at once and loaded late, that answer as the commands do."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import fairdue
from fairdue import FairDueError, InputError, Message, as_json, check, load_pack, screen, screen_file, sentence
from fairdue.app.contracts.answer import answer_json
from fairdue.app.wiring import the_pack, the_screener
from fairdue.cli.main import run

TODAY = date(2026, 11, 21)
THREAT = "再不还钱，我们就把你的照片发给通讯录里所有人"


def test_the_names_are_these() -> None:
    """A name added or taken away is a promise changed; each can be had, and nothing else can."""
    assert fairdue.__all__ == sorted(fairdue.__all__)
    assert {name: getattr(fairdue, name).__name__ for name in fairdue.__all__} == {n: n for n in fairdue.__all__}
    assert set(fairdue.__all__) <= set(dir(fairdue))
    assert set(fairdue.__all__) == {
        "Answer", "Assessment", "Citation", "FairDueError", "Finding", "InputError", "Message", "Pack", "Reason",
        "Step", "as_json", "check", "load_pack", "screen", "screen_file", "sentence",
    }  # fmt: skip
    with pytest.raises(AttributeError):
        fairdue.judge  # noqa: B018  (to look is the test)


def test_nothing_is_loaded_before_it_is_asked_for() -> None:
    """Whoever imports the package, as every command does, loads none of its rooms; a record brings no pack along."""
    code = (
        "import sys, fairdue; print(sorted(m for m in sys.modules if m.startswith('fairdue')));"
        "fairdue.Message; print(any(m.startswith(('fairdue.app', 'fairdue.loader')) for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["['fairdue']", "False"]


def test_an_answer_is_that_of_the_command(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """The same document, key by key, whether a program asks or a person does."""
    message = Message(THREAT, channel="sms", sender="95588", received_at=datetime(2026, 11, 20, 21, 5))
    told = as_json(check(message))
    options = ("--channel", "sms", "--sender", "95588", "--received-at", "2026-11-20T21:05", "--json")
    assert run(["check", THREAT, *options]) == 0
    assert json.loads(capfdbinary.readouterr().out) == told == answer_json(check(message))


def test_a_text_alone_is_a_message() -> None:
    """The words are judged as those of a message of which nothing else is known; the assessment is that of the answer."""
    assert screen(THREAT, today=TODAY) == check(Message(THREAT), today=TODAY).assessment
    assert as_json(screen(THREAT, today=TODAY)) == as_json(check(THREAT, today=TODAY))["assessment"]
    assert load_pack() is the_pack("cn") and screen(THREAT, today=TODAY) == the_screener().assess(
        Message(THREAT), TODAY
    )


STRANGE: list[tuple[Any, type[Exception]]] = [
    ("", InputError),
    (Message(THREAT, channel="pigeon"), InputError),  # type: ignore[arg-type]
    (Message(THREAT, lender_kind="wizard"), InputError),
    (Message(THREAT, confirmed="maybe"), InputError),  # type: ignore[arg-type]
    (Message(THREAT, received_at=datetime(2099, 1, 1)), InputError),
    (THREAT.encode(), TypeError),
    (None, TypeError),
    (Message(None), TypeError),  # type: ignore[arg-type]
]


@pytest.mark.parametrize(("given", "error"), STRANGE, ids=[str(at) for at in range(len(STRANGE))])
@pytest.mark.parametrize("door", [check, screen])
def test_what_is_no_message_is_refused(door: Any, given: Any, error: type[Exception]) -> None:
    """A word we do not know is never passed over in silence, and the error can be said to a person."""
    with pytest.raises(error) as caught:
        door(given, today=TODAY)
    if isinstance(caught.value, FairDueError):
        assert "〔" not in sentence(caught.value) and not re.search("[一-龥]", sentence(caught.value, "en"))


def test_a_file_is_screened(tmp_path: Path) -> None:
    """One record out per record in, as the command writes them."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"text": THREAT}) + "\n")
    assert (screen_file(str(source), target, today=TODAY).records, len(target.read_text().splitlines())) == (1, 1)
    assert json.loads(target.read_text())["assessment"] == as_json(screen(THREAT, today=TODAY))
