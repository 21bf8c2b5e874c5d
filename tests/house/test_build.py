"""The wheel holds everything an answer needs, and answers from a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import hatch_build

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel with the tools already installed."""
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return next(out.glob("*.whl"))


def test_the_wheel_holds_code_data_and_compiled_files(wheel: Path) -> None:
    """Both packages, the compiled pack, catalogues, schemas, templates and licence are inside; tests are not."""
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        "fairdue/py.typed",
        "fairdue/app/contracts/answer-1.schema.json",
        "fairdue/intake/schemas/flows.schema.json",
        "fairdue/loader/schemas/text-rule.schema.json",
        "fairdue/locale/en/LC_MESSAGES/fairdue.mo",
        "fairdue/locale/en/LC_MESSAGES/web.mo",
        "fairdue/web/static/tokens.css",
        "fairdue_cn/pack.json",
        "fairdue_cn/glossary.yaml",
        "fairdue_cn/law/civil-code/instrument.yaml",
    }
    assert wanted - names == set()
    assert [
        name for name in names if name.split("/")[0] not in ("fairdue", "fairdue_cn") and ".dist-info" not in name
    ] == []
    info = [name for name in names if ".dist-info/" in name]
    assert any(name.endswith("licenses/LICENSE") for name in info)
    assert any(name.endswith("entry_points.txt") for name in info)


def test_the_compiled_pack_is_that_of_the_sources(wheel: Path) -> None:
    """The pack in the wheel was compiled from the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        document = json.loads(archive.read("fairdue_cn/pack.json"))
        rules = {Path(name).stem for name in archive.namelist() if name.startswith("fairdue_cn/rules/text/")}
    assert {rule["id"] for rule in document["rules"]} == rules


def test_an_unpacked_wheel_answers(wheel: Path, tmp_path: Path) -> None:
    """Away from the sources, `fairdue check --json` gives a fairdue.answer/1 document."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "fairdue.cli.main", "check", "您的包裹已到驿站", "--json"],
        cwd=tmp_path, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["schema"] == "fairdue.answer/1"


def test_an_isolated_build_keeps_its_own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """`pip install .` names what a build needs in PYTHONPATH; compiling the pack puts the sources before it, not over it."""
    seen: dict[str, str] = {}
    monkeypatch.setenv("PYTHONPATH", "/overlay")
    monkeypatch.setattr(subprocess, "run", lambda *_, env, **__: seen.update(env))
    hatch_build.compile_pack(ROOT / "src")
    assert seen["PYTHONPATH"].split(os.pathsep) == [str(ROOT / "src"), "/overlay"]
