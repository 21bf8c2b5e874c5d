"""What every command shares: the language, the pack, how JSON is printed and how a mishap is told."""

from __future__ import annotations

import json
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from fairdue.app.contracts.catalogue import Lang, language_of, words
from fairdue.app.contracts.words import as_json, sentence
from fairdue.app.reading.passages import shown
from fairdue.app.wiring import the_pack, the_screener
from fairdue.kernel.errors import FairDueError, InputError
from fairdue.records.pack import Pack

if TYPE_CHECKING:
    from fairdue.screening.assess import Screener


class BadArguments(InputError):
    """Arguments the command line cannot use. Values: detail (which, or what click says of them), why and known where told.

    `why`: missing, no-such-option, no-such-command, not-a-choice, out-of-range, too-many.
    """

    code = "bad-arguments"


@dataclass(frozen=True, slots=True)
class Setting:
    """The reader's language and the pack in use."""

    lang: Lang
    pack_name: str

    @property
    def pack(self) -> Pack:
        """The pack, loaded when first needed; raises PackNotFound, PackBroken."""
        return the_pack(self.pack_name)

    @property
    def screener(self) -> Screener:
        """The screener on that pack, made ready when first needed; raises PackNotFound, PackBroken."""
        return the_screener(self.pack_name)

    @property
    def say(self) -> Callable[[str], str]:
        """Return the function that words a Chinese sentence in the reader's language."""
        return words(self.lang)

    @property
    def web(self) -> Callable[[str], str]:
        """Return the function that words a label of the answer page, which the terminal shares."""
        return words(self.lang, "web")


def language_here() -> Lang:
    """Take the language of the terminal where one is set, Chinese otherwise."""
    return language_of(os.environ.get("FAIRDUE_LANG") or "zh")


def tell(line: str, *, err: bool = False) -> None:
    """Print a line that holds somebody's words: what would steer the terminal or turn the reading is made visible."""
    click.echo(shown(line), err=err)


def print_json(document: Any, *, err: bool = False) -> None:
    """Print a document as JSON in UTF-8, whatever the terminal's own encoding is."""
    stream = sys.stderr if err else sys.stdout
    text = json.dumps(document, ensure_ascii=False, indent=2)
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        data = json.dumps(document, ensure_ascii=True, indent=2).encode("ascii")
    stream.flush()
    stream.buffer.write(data + b"\n")
    stream.buffer.flush()


def fail(error: Exception, arguments: Sequence[str]) -> int:
    """Tell a mishap in the reader's language, as JSON where JSON was asked for; return its exit code."""
    if isinstance(error, BrokenPipeError):
        sys.stderr.close()
        return 0
    known = _known(error)
    lang = _language_in(arguments)
    if "--json" in arguments:
        print_json(as_json(known, lang))
    else:
        tell(sentence(known, lang), err=True)
    if known.exit_code == 1 and os.environ.get("FAIRDUE_DEBUG"):
        traceback.print_exception(error)
    return known.exit_code


def _known(error: Exception) -> FairDueError:
    if isinstance(error, FairDueError):
        return error
    if isinstance(error, click.ClickException):
        return _bad(error)
    return FairDueError(what=type(error).__name__)


def _bad(error: click.ClickException) -> BadArguments:
    """Turn what click says in English into the argument it is about and what is wrong with it."""
    parameter = getattr(error, "param", None)
    name, kind = (_named(parameter), parameter.type) if parameter is not None else ("", None)
    match error:
        case click.MissingParameter() if name:
            return BadArguments(detail=name, why="missing")
        case click.NoSuchOption():
            return BadArguments(detail=error.option_name, why="no-such-option")
        case click.BadParameter() if isinstance(kind, click.Choice):
            choices = tuple(map(str, kind.choices))
            return BadArguments(detail=name, why="not-a-choice", known=choices)
        case click.BadParameter() if isinstance(kind, click.IntRange):
            return BadArguments(detail=name, why="out-of-range", known=(f"{kind.min}–{kind.max}",))
    told = error.format_message().rstrip(".")
    if found := re.fullmatch(r"No such command '(.*)'(?:\..*)?", told, re.DOTALL):
        return BadArguments(detail=found[1], why="no-such-command")
    if found := re.fullmatch(r"Got unexpected extra arguments? \((.*)\)", told, re.DOTALL):
        return BadArguments(detail=found[1], why="too-many")
    return BadArguments(detail=told)


def _named(parameter: click.Parameter) -> str:
    """Name an option by its longest form, an argument as the help does."""
    if isinstance(parameter, click.Option):
        return max(parameter.opts, key=len)
    return parameter.make_metavar(click.Context(click.Command("fairdue")))


def _language_in(arguments: Sequence[str]) -> Lang:
    for at, argument in enumerate(arguments):
        value = (
            arguments[at + 1] if argument == "--lang" and at + 1 < len(arguments) else argument.removeprefix("--lang=")
        )
        if argument.startswith("--lang") and value in ("zh", "en"):
            return language_of(value)
    return language_here()
