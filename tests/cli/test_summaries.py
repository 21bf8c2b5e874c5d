"""The list of commands shows what each command says of itself, though it loads none of them."""

from __future__ import annotations

from importlib import import_module
from inspect import cleandoc

import pytest

from fairdue.cli.main import COMMANDS
from fairdue.cli.summaries import SUMMARIES


def test_every_command_has_a_summary_and_no_other() -> None:
    """A command added or taken away is added or taken away in both lists."""
    assert list(SUMMARIES) == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_summary_is_the_first_paragraph_of_the_help(name: str) -> None:
    """Word for word what `fairdue NAME --help` begins with."""
    command = import_module(COMMANDS[name]).command
    assert SUMMARIES[name] == " ".join(cleandoc(command.help).split("\n\n")[0].split())
