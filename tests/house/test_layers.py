"""What the import linter cannot say of the house: the clock, input checks, sizes, docstrings and machine paths."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fairdue"
PURE_ROOMS = ("kernel", "records", "law", "registry", "screening", "guidance", "reckoning", "lending")
NOT_FOR_PURE_ROOMS = {
    "os", "pathlib", "sqlite3", "yaml", "http", "urllib.request", "socket", "time", "io", "shutil", "subprocess",
    "tempfile", "glob", "sys", "locale", "requests", "httpx", "urllib3", "starlette", "uvicorn", "jinja2", "click",
    "rich", "numpy",
}  # fmt: skip
CLOCK = {"now", "today", "utcnow", "time", "monotonic", "perf_counter", "localtime", "gmtime", "fromtimestamp"}
CLOCK_OWNERS = {"datetime", "date", "time", "dt", "_time"}
MODULES = sorted(SOURCE.rglob("*.py"))
TEST_FILES = sorted((ROOT / "tests").rglob("test_*.py"))
MODULE_LINES, FUNCTION_LINES = 500, 80
SHORT_FUNCTION, SHORT_SHARE = 40, 0.95


def tree_of(path: Path) -> ast.Module:
    """Parse one source file."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def named(path: Path) -> str:
    """Name a file as a reader would."""
    return path.relative_to(ROOT).as_posix()


def imports_of(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """List every module imported anywhere in the tree, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def clock_reads(tree: ast.AST) -> Iterator[int]:
    """List the lines which ask the machine for the time."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=asked, value=ast.Name(id=owner))):
                if asked in CLOCK and owner in CLOCK_OWNERS:
                    yield node.lineno
            case ast.Call(func=ast.Attribute(attr=asked, value=ast.Attribute(attr=owner))):
                if asked in CLOCK and owner in CLOCK_OWNERS:
                    yield node.lineno


def room_of(path: Path) -> str:
    """Name the room a module lies in."""
    return path.relative_to(SOURCE).parts[0]


def test_the_clock_is_recognised() -> None:
    """The check below sees both spellings of asking for the time, and leaves a given moment alone."""
    specimen = "datetime.now()\ndatetime.datetime.today()\nreceived.date()\ndatetime.fromisoformat(text)\n"
    assert list(clock_reads(ast.parse(specimen))) == [1, 2]


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in PURE_ROOMS], ids=named)
def test_pure_rooms_touch_no_machine(path: Path) -> None:
    """Domain and below import no file, database, network, framework or clock module."""
    found = [(line, name) for line, name in imports_of(tree_of(path)) if _forbidden(name)]
    assert found == []


def _forbidden(name: str) -> bool:
    """Tell whether a module or one of its parents is closed to pure rooms."""
    parts = name.split(".")
    return any(".".join(parts[:count]) in NOT_FOR_PURE_ROOMS for count in range(1, len(parts) + 1))


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) not in ("app", "web", "cli")], ids=named)
def test_nobody_below_app_asks_the_time(path: Path) -> None:
    """Dates are passed in; an answer does not depend on the day it is computed."""
    assert list(clock_reads(tree_of(path))) == []


@pytest.mark.parametrize("path", [p for p in MODULES if room_of(p) in ("web", "cli")], ids=named)
def test_doors_leave_the_calendar_to_app(path: Path) -> None:
    """A door may measure how long something took; what day it is, it asks app."""
    days = {"now", "today", "utcnow", "fromtimestamp"}
    calls = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Attribute)]
    owners = {"datetime", "date", "dt"}
    asked = [n.lineno for n in calls if n.func.attr in days and _owner(n.func) in owners]  # type: ignore[attr-defined]
    assert asked == []


def _owner(call: ast.expr) -> str:
    """Name the object whose method is called."""
    match call:
        case ast.Attribute(value=ast.Name(id=name)) | ast.Attribute(value=ast.Attribute(attr=name)):
            return name
        case _:
            return ""


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_input_is_checked_with_errors_not_assert(path: Path) -> None:
    """`assert` vanishes under -O, so product code has none."""
    assert [n.lineno for n in ast.walk(tree_of(path)) if isinstance(n, ast.Assert)] == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_open_with_a_docstring(path: Path) -> None:
    """The first line of a module says in a sentence what it is."""
    opening = (ast.get_docstring(tree_of(path)) or "").splitlines()
    assert opening and opening[0].rstrip().endswith((".", "。", ":", "："))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_stay_small(path: Path) -> None:
    """No module is longer than 500 lines, no function longer than two screens."""
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    assert [(name, lines) for name, lines in function_lengths(ast.parse(text)) if lines > FUNCTION_LINES] == []


def function_lengths(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """List each function with its number of lines."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_fit_on_half_a_screen() -> None:
    """At least 95 of 100 functions are under 40 lines."""
    lengths = [lines for path in MODULES for _, lines in function_lengths(tree_of(path))]
    assert sum(lines < SHORT_FUNCTION for lines in lengths) / len(lengths) >= SHORT_SHARE


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_are_named_by_noun(path: Path) -> None:
    """Nothing is called utils, helpers, manager, misc or common."""
    assert path.stem not in {"utils", "util", "helpers", "helper", "manager", "misc", "common"}


def test_the_pack_is_data_only() -> None:
    """`fairdue_cn` has one line of Python, its docstring."""
    code = sorted((ROOT / "src" / "fairdue_cn").rglob("*.py"))
    assert [named(path) for path in code] == ["src/fairdue_cn/__init__.py"]
    assert len(code[0].read_text("utf-8").splitlines()) == 1


def test_rooms_of_the_domain_do_not_know_each_other() -> None:
    """Screening and guidance are strangers; so are law and registry."""
    strangers = {"screening": "guidance", "guidance": "screening", "law": "registry", "registry": "law"}
    met = [
        (named(path), name)
        for path in MODULES
        if room_of(path) in strangers
        for _, name in imports_of(tree_of(path))
        if name.startswith(f"fairdue.{strangers[room_of(path)]}")
    ]
    assert met == []


def test_use_cases_do_not_import_each_other() -> None:
    """A module of `app` uses its wiring and contracts, never another verb."""
    verbs = {path.stem for path in (SOURCE / "app").glob("*.py")} - {"__init__", "wiring"}
    met = [
        (named(path), name)
        for path in sorted((SOURCE / "app").glob("*.py"))
        if path.stem in verbs
        for _, name in imports_of(tree_of(path))
        if name.split(".")[:2] == ["fairdue", "app"] and len(name.split(".")) > 2 and name.split(".")[2] in verbs
    ]
    assert met == []


def test_each_test_states_the_fact_it_guarantees() -> None:
    """Every test function has a docstring of one sentence."""
    silent = [
        f"{named(path)}::{node.name}"
        for path in TEST_FILES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []


def committed() -> list[Path]:
    """List the files git keeps or would keep; all files where there is no repository."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if listing.returncode:
        return [path for folder in ("src", "tests", "docs") for path in (ROOT / folder).rglob("*") if path.is_file()]
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def test_no_file_names_the_machine_it_was_written_on() -> None:
    """Nothing committed holds a private path, a left-over mark or a merge conflict."""
    marks = [
        b"/" + b"work/",
        b"/" + b"home/",
        b"/" + b"root/",
        b"." + b"library",
        b"<<<<" + b"<<<",
        b"TO" + b"DO:",
        b"FIX" + b"ME",
    ]
    found = [
        (named(path), mark.decode())
        for path in committed()
        if path.suffix not in {".png", ".mo", ".ico"}
        for mark in marks
        if mark in path.read_bytes()
    ]
    assert found == []


def test_no_committed_file_is_large() -> None:
    """A file over 1 MB is either data that does not belong here or a picture to shrink."""
    assert [named(path) for path in committed() if path.stat().st_size > 1_000_000] == []
