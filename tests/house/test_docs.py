"""The docs name everything the program has, point at files that exist, and their snippets run."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from fairdue.app.try_rules import try_rules
from fairdue.loader.check import check_sources
from fairdue.loader.compile import as_bytes, compile_pack
from fairdue.loader.load import Examples, pack_from
from fairdue.loader.problem_words import line
from fairdue.loader.sources import read_sources
from fairdue.records.rules import Ignore, Match

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.rglob("*.md"))
TOP_PAGES = sorted(ROOT.glob("*.md")) + sorted((ROOT / "changelog.d").glob("*.md"))
SCHEMAS = ROOT / "src" / "fairdue" / "loader" / "schemas"


def generator() -> ModuleType:
    """Import docs/generate.py, which is a script, not a package."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATE = generator()


def named(path: Path) -> str:
    """Name a file as a reader would."""
    return path.relative_to(ROOT).as_posix()


# --- generated pages ---


@pytest.mark.parametrize("page", sorted(GENERATE.PAGES))
def test_generated_pages_have_not_drifted(page: str) -> None:
    """A reference page is what the program and the pack say now; `make docs` writes it."""
    assert (DOCS / "reference" / page).read_text("utf-8") == GENERATE.render(GENERATE.PAGES[page])


def test_check_mode_names_the_page_that_drifted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """--check writes nothing, names the page and returns 1; without it the page is written."""
    monkeypatch.setattr(GENERATE, "REFERENCE", tmp_path)
    monkeypatch.setattr(GENERATE, "PAGES", {"glossary.md": GENERATE.glossary_page})
    assert GENERATE.main(["--check"]) == 1
    assert "docs/reference/glossary.md" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert (GENERATE.main([]), GENERATE.main(["--check"])) == (0, 0)


# --- nothing goes unnamed ---


def test_every_command_and_option_is_named() -> None:
    """Each command path and each long option appears on the page of commands."""
    import click

    from fairdue.cli.main import cli

    text = (DOCS / "reference" / "commands.md").read_text("utf-8")
    missing = []
    for path, command, _context in GENERATE.tree(cli, click.Context(cli, info_name="fairdue")):
        options = [name for one in command.params if isinstance(one, click.Option) for name in one.opts]
        section = text.partition(f"## `{path}`\n")[2].partition("\n## ")[0]
        missing += [f"{path} {name}" for name in options if f"`{name}`" not in section]
        missing += [] if section else [path]
    assert missing == []


def test_every_command_says_what_it_does_in_both_languages() -> None:
    """The help of a command has a Chinese and an English sentence."""
    import click

    from fairdue.cli.main import cli

    halves = (r"[\u4e00-\u9fff]", r"[A-Za-z]{3}")
    silent = [
        path
        for path, command, _context in GENERATE.tree(cli, click.Context(cli, info_name="fairdue"))
        if not all(re.search(half, command.help or "") for half in halves)
    ]
    assert silent == []


def test_every_error_is_named_with_its_exit_code() -> None:
    """Each error code has a section on the page of errors, with its exit code and HTTP status."""
    from fairdue.kernel.errors import FairDueError

    text = (DOCS / "reference" / "errors.md").read_text("utf-8")
    missing = [
        cls.code
        for cls in GENERATE.family(FairDueError)
        if f"exit {cls.exit_code}，HTTP {cls.status}"
        not in text.partition(f"### `{cls.code}`\n")[2].partition("### ")[0]
    ]
    assert missing == []


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.schema.json")), ids=lambda path: path.name)
def test_every_field_of_a_pack_file_is_described(path: Path) -> None:
    """Each field at the top of a schema carries a description in Chinese: the schema is the reference."""
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    silent = [
        name
        for name, kind, text in GENERATE.fields(schema, schema)
        if "." not in name and not re.search(r"[\u4e00-\u9fff]", text)
    ]
    assert silent == []


def test_every_route_says_what_it_does() -> None:
    """Each address on the page of routes has words beside it."""
    text = (DOCS / "reference" / "routes.md").read_text("utf-8")
    assert "| `/answer` |" in text
    assert [line for line in text.splitlines() if line.startswith("| `/") and line.endswith("| — |")] == []


# --- links and twins ---

LINK = re.compile(r"(?<!!)\[[^\]\n]*\]\(([^)\s]+)\)")


@pytest.mark.parametrize("page", PAGES + TOP_PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link names a file or folder of the repository."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
    targets = [link.partition("#")[0] for link in LINK.findall(text) if not link.startswith(("http", "#", "mailto"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_every_page_is_reached_from_the_index() -> None:
    """Each page of the docs is linked from the index, or from the list of decisions."""
    listed = (DOCS / "index.md").read_text("utf-8") + (DOCS / "decisions" / "README.md").read_text("utf-8")
    assert [named(page) for page in PAGES if page.name not in listed and page.name != "index.md"] == []


def test_the_readme_is_twins() -> None:
    """Both READMEs link each other on line one, and have the same sections, snippets and links."""
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    assert "(README.zh-CN.md)" in english.splitlines()[0]
    assert "(README.md)" in chinese.splitlines()[0]

    def shape(text: str) -> tuple[int, int, list[str], int]:
        fenced = re.findall(r"```(\w+)", text)
        links = sorted(link for link in LINK.findall(text) if not link.startswith("README"))
        return text.count("\n## "), len(fenced), links, len(re.findall(r"^(?:- |\d\. )", text, flags=re.M))

    assert shape(english) == shape(chinese)


def test_the_readme_says_what_it_is_not() -> None:
    """The limits stand in both languages."""
    english, chinese = ((ROOT / name).read_text("utf-8") for name in ("README.md", "README.zh-CN.md"))
    for said in ("Not a law firm", "no lawyer has reviewed the pack", "one adviser's own machine", "collects nothing"):
        assert said in english
    for said in ("不是律师事务所", "没有律师审过", "自己的电脑", "什么都不收集"):
        assert said in chinese


# --- snippets ---


class Snippet(NamedTuple):
    """A fenced block marked `run`: its language, its text, and the exit code it must leave."""

    line: int
    language: str
    text: str
    exit_code: int


FENCE = re.compile(r"^```(sh|python) run(?: exit=(\d))?\n(.*?)^```$", re.S | re.M)


def snippets(page: Path) -> Iterator[Snippet]:
    """List the blocks of a page that are to be run, in order."""
    text = page.read_text("utf-8")
    for found in FENCE.finditer(text):
        yield Snippet(text[: found.start()].count("\n") + 1, found[1], found[3], int(found[2] or 0))


@pytest.mark.parametrize("page", [p for p in PAGES + TOP_PAGES if any(snippets(p))], ids=named)
def test_snippets_run(page: Path, tmp_path: Path) -> None:
    """The marked blocks of a page run one after the other in an empty folder and leave the stated exit code."""
    here = Path(sys.executable).parent
    environment = {**os.environ, "PATH": f"{here}{os.pathsep}{os.environ['PATH']}", "PYTHONUTF8": "1"}
    for snippet in snippets(page):
        command = ["bash", "-euo", "pipefail", "-c"] if snippet.language == "sh" else [sys.executable, "-c"]
        done = subprocess.run(
            [*command, snippet.text], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120
        )
        told = f"{named(page)}:{snippet.line}\n{done.stdout}\n{done.stderr}"
        assert done.returncode == snippet.exit_code, told


def test_the_rule_in_the_guide_is_a_good_rule(tmp_path: Path) -> None:
    """The example of the rule guide passes every check of the pack, and matches and ignores what it says."""
    text = (DOCS / "how-to" / "write-a-rule.md").read_text("utf-8").partition("```yaml\n")[2].partition("```")[0]
    identity = text.partition("id: ")[2].partition("\n")[0]
    name = f"rules/text/public-exposure/{identity}.yaml"
    folder = tmp_path / "pack"
    shutil.copytree(ROOT / "src" / "fairdue_cn", folder, ignore=shutil.ignore_patterns("*.py", "*.json", "__pycache__"))
    (folder / name).write_text(text, "utf-8")
    day = date(2026, 11, 21)
    sources = read_sources(folder)
    assert [line(problem) for problem in check_sources(sources, day) if problem.path == name] == []
    compiled = json.loads(as_bytes(compile_pack(sources)))
    pack, own = pack_from(compiled), compiled["examples"][identity]
    examples = Examples(
        tuple(Match(one["text"]) for one in own["matches"]),
        tuple(Ignore(one["text"], one["because"]) for one in own["ignores"]),
    )
    rules = [rule for rule in pack.rules if rule.id == identity]
    trials = try_rules(rules, {identity: examples}, pack, day)
    assert len(trials) == 6
    assert [trial for trial in trials if not trial.passed] == []


# --- changelog ---

KINDS = {"added", "changed", "fixed", "law", "registry", "removed", "security"}
FRAGMENTS = sorted(path for path in (ROOT / "changelog.d").iterdir() if path.name != "README.md")


def test_there_is_a_fragment_or_a_released_section() -> None:
    """Unreleased work is told in fragments; a fresh release has told it in its section."""
    released = re.findall(r"^## \d", (ROOT / "CHANGELOG.md").read_text("utf-8"), flags=re.M)
    assert FRAGMENTS or released


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_fragments_say_what_changed(path: Path) -> None:
    """A fragment is named name.kind.md and speaks both languages; one on law names a date and an id."""
    name, kind, suffix = path.name.rsplit(".", 2)
    text = path.read_text("utf-8")
    assert re.fullmatch(r"[a-z0-9-]+", name) and kind in KINDS and suffix == "md"
    assert re.search(r"[\u4e00-\u9fff]", text) and re.search(r"[A-Za-z]{3}", text)
    if kind == "law":
        assert re.search(r"\d{4}-\d{2}-\d{2}", text) and re.search(r"`[a-z0-9-]+`", text)
