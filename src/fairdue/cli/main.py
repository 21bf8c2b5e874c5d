"""The `fairdue` command: its groups, its languages, and how every mishap becomes a sentence and an exit code."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

import click

from fairdue.app.contracts.catalogue import LANGUAGES
from fairdue.cli.setting import Setting, fail, language_here
from fairdue.cli.summaries import SUMMARIES

# Command → module; a module is imported only when its command is called, so that `check` starts quickly.
COMMANDS: Final = {
    "check": "fairdue.cli.check",
    "screen": "fairdue.cli.screen",
    "evaluate": "fairdue.cli.evaluate",
    "next": "fairdue.cli.next",
    "doors": "fairdue.cli.doors",
    "due": "fairdue.cli.due",
    "myth": "fairdue.cli.myth",
    "before": "fairdue.cli.before",
    "script": "fairdue.cli.script",
    "agreement": "fairdue.cli.agreement",
    "optimiser": "fairdue.cli.optimiser",
    "lender": "fairdue.cli.lender",
    "law": "fairdue.cli.law",
    "rules": "fairdue.cli.rules",
    "packs": "fairdue.cli.packs",
    "rate": "fairdue.cli.rate",
    "schedule": "fairdue.cli.schedule",
    "audit": "fairdue.cli.audit",
    "limitation": "fairdue.cli.limitation",
    "offer": "fairdue.cli.offer",
    "case": "fairdue.cli.case",
    "evidence": "fairdue.cli.evidence",
    "vault": "fairdue.cli.vault",
    "serve": "fairdue.cli.serve",
}


class LazyGroup(click.Group):
    """A group whose commands live in modules of their own."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List every command in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and return its `command`."""
        module = COMMANDS.get(cmd_name)
        found: Any = import_module(module).command if module else None
        return found if isinstance(found, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands with what each is for, and import none of them."""
        limit = formatter.width - 6 - max(map(len, COMMANDS))
        told = (click.Command(name, help=SUMMARIES[name]) for name in COMMANDS)
        with formatter.section("Commands"):
            formatter.write_dl([(str(one.name), one.get_short_help_str(limit)) for one in told])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    default=None,
    help="回答用的语言 / language of the words around the pack's own",
)
@click.option("--pack", "pack_name", default="cn", show_default=True, help="用哪个数据包 / which installed pack")
@click.version_option(package_name="fairdue", prog_name="fairdue")
@click.pass_context
def cli(context: click.Context, lang: str | None, pack_name: str) -> None:
    """明债 FairDue：这条信息是真的吗，合规吗，我现在该做什么。

    Is this debt message real, is it allowed, and what now.
    """
    context.obj = Setting(lang="en" if lang == "en" else "zh" if lang == "zh" else language_here(), pack_name=pack_name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code: 0 answered, 2 unusable input, 3 pack problem, 1 anything else."""
    # Loading builds tens of thousands of records that live to the end: looking through them for garbage costs a tenth.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return the exit code instead of leaving."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return cli.main(args=given, prog_name="fairdue", standalone_mode=False) or 0
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except click.Abort:
        return 130
    except Exception as error:  # noqa: BLE001 - the outermost door: everything becomes a sentence and a code
        return fail(error, given)


if __name__ == "__main__":
    main()
