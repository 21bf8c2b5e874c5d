"""Every kind of problem, from a broken sample: where it is, what the reader is told, and what to do."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from fairdue.loader.check import check_pack
from fairdue.loader.problem_words import WORDS, say
from fairdue.loader.problems import errors
from tests.loader.broken import SAMPLES, WARNINGS, Broken
from tests.loader.specimen import GOOD, PLAYBOOK, RULE, write

TODAY = date(2026, 11, 21)
SOURCE = Path(__file__).parents[2] / "src" / "fairdue" / "loader"

# Samples that are easier to read whole than as a change.
WHOLE = {
    ("missing-one-of", "rules/text/kind/bill.yaml"): GOOD[RULE].replace("arrest-for-debt", "bill").split("finding:")[0]
    + "matches: []\nignores: []\nhistory:\n  - {on: 2026-11-21, what: first version}\n",
    ("repeated-term", "glossary.yaml"): GOOD["glossary.yaml"]
    + "- {id: debtor-2, zh: 债务人, en: debtor, means: 也是欠钱的人。}\n",
    ("bad-regex", "registry/numbers.yaml"): """\
- id: odd
  kind: mobile
  title: 手机
  pattern: '1[0-9'
  strength: null
  paired_with: [none]
  because: 手机号。
  confidence: high
""",
    ("repeated-id", PLAYBOOK): GOOD[PLAYBOOK] + "  - {id: call-police, step: 再打一次。, why: 要紧。}\n",
    ("example-elsewhere", "rules/text/threat/arrest-again.yaml"): GOOD[RULE].replace("arrest-for-debt", "arrest-again"),
}


def broken_pack(folder: Path, sample: Broken) -> Path:
    """Write the good pack with the one change of a sample."""
    before = GOOD.get(sample.path, "")
    if sample.old:
        assert sample.old in before, "the sample changes words that are not there"
        after = before.replace(sample.old, sample.new, 1)
    else:
        after = sample.new or WHOLE[sample.code, sample.path]
    return write(folder, {**GOOD, sample.path: after})


def test_good_pack_has_no_error(tmp_path: Path) -> None:
    """The pack the samples are broken from has nothing wrong with it."""
    assert errors(check_pack(write(tmp_path, GOOD), TODAY)) == ()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: f"{sample.code}-{sample.field or sample.line}")
def test_reader_is_told(tmp_path: Path, sample: Broken) -> None:
    """A broken sample is reported as an error at its line and field, with words and a remedy."""
    problems = errors(check_pack(broken_pack(tmp_path, sample), TODAY))
    found = {(one.code, one.line, one.field): "".join(say(one)) for one in problems}
    place = (sample.code, sample.line, sample.field)
    assert place in found, problems
    assert sample.told in found[place]


@pytest.mark.parametrize("sample", WARNINGS, ids=lambda sample: sample.code)
def test_reader_is_warned(tmp_path: Path, sample: Broken) -> None:
    """What asks a person to look is a warning, and does not stop the pack from being used."""
    problems = check_pack(broken_pack(tmp_path, sample), TODAY)
    found = [one for one in problems if one.code == sample.code and sample.told in "".join(say(one))]
    assert [(one.line, one.field, one.severity) for one in found][:1] == [(sample.line, sample.field, "warning")]
    assert errors(problems) == ()


def test_missing_card_is_told(tmp_path: Path) -> None:
    """A folder without pack.yaml is told to write one."""
    files = {name: text for name, text in GOOD.items() if name != "pack.yaml"}
    found = [(one.path, one.code) for one in errors(check_pack(write(tmp_path, files), TODAY))]
    assert found == [("pack.yaml", "file-missing")]


def test_one_fault_does_not_hide_or_breed_others(tmp_path: Path) -> None:
    """Two broken files give two problems: a misshapen provision is no reason to call those who cite it wrong."""
    files = {
        **GOOD,
        "law/peace-law/peace-law-50.yaml": GOOD["law/peace-law/peace-law-50.yaml"].replace("gist:", "jist:"),
        "doors/police.yaml": GOOD["doors/police.yaml"].replace("police-110", "police-119"),
    }
    found = [(one.path.rsplit("/", 1)[-1], one.code) for one in errors(check_pack(write(tmp_path, files), TODAY))]
    assert found == [
        ("police.yaml", "unknown-hotline"),
        ("peace-law-50.yaml", "missing-field"),
        ("peace-law-50.yaml", "unknown-field"),
    ]


def test_every_code_has_a_sample() -> None:
    """No problem can be reported that no broken sample shows, here or among the hostile YAML."""
    elsewhere = {"file-missing", "file-too-big", "not-utf8", "control-character", "yaml-depth"}
    shown = {sample.code for sample in (*SAMPLES, *WARNINGS)}
    assert set(WORDS) - shown == elsewhere


def test_every_code_in_the_source_has_words() -> None:
    """Each code the loader makes has its sentence and its remedy, and no sentence is left over."""
    makers = {"problem", "warning", "make", "Problem", "YamlRefused", "YamlFault", "Fault", "FragmentFault"}
    codes: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name in makers:
                    codes.update(
                        part.value
                        for argument in node.args
                        for part in ast.walk(argument)
                        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value in WORDS
                    )
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and path.name == "shape.py":
                codes.update({node.value} & set(WORDS))
    assert set(WORDS) == codes
