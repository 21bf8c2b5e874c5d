"""The commands of the vault: made, proven, copied, damaged, brought back under another passphrase; no secret is an argument."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from fairdue.app import open_vault
from tests.cli.terminal import PASSPHRASE, Terminal


def test_nothing_is_kept_before_the_recovery_key_is_proven(tmp_path: Path) -> None:
    """A new vault shows its key once and keeps nothing until it was typed back; a mistyped key is said to be one."""
    made = Terminal(tmp_path)
    printed = made.run("vault", "new")
    (key,) = re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}", printed)
    assert "恢复码还没有核对" in made.run("case", "new", "x", code=2)
    made.run("vault", "prove", code=2, secrets={"FAIRDUE_RECOVERY_KEY": key[::-1]})
    with mock.patch("fairdue.cli.unlocking._UNPROVEN", "never said while proving"):
        told = made.run("vault", "prove", code=2, secrets={"FAIRDUE_RECOVERY_KEY": key[::-1]})
        assert "never said" not in told
    made.run("vault", "prove", secrets={"FAIRDUE_RECOVERY_KEY": key.lower()})
    assert "建好了" in made.run("case", "new", "x")


@pytest.mark.parametrize(
    "lost", [("note", "对方又打来"), ("add", "party", "王某", "--role", "guarantor"), ("new", "另一笔")]
)
def test_last_weeks_copy_is_noticed_whatever_it_lacks(tmp_path: Path, lost: tuple[str, ...]) -> None:
    """Also where nothing but a row, a person or a case was written since: the copy is said to be older."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "易贷那笔")
    shutil.copytree(tmp_path / "vault", tmp_path / "lastweek")
    made.run("case", *lost)
    shutil.rmtree(tmp_path / "vault")
    (tmp_path / "lastweek").rename(tmp_path / "vault")
    assert "比上次见到的旧" in made.run("case", "list", told=True)


def test_a_forgotten_passphrase_is_replaced(tmp_path: Path) -> None:
    """The recovery key opens the vault under a new passphrase; a changed passphrase works at once; the old ones do not."""
    made = Terminal(tmp_path)
    key = made.make()
    made.run("case", "new", "x")
    made.run("vault", "recover", secrets={"FAIRDUE_RECOVERY_KEY": key, "FAIRDUE_NEW_PASSPHRASE": "甲乙丙丁戊己庚辛"})
    made.run("case", "list", code=2)
    made.environment["FAIRDUE_PASSPHRASE"] = "甲乙丙丁戊己庚辛"
    made.run("vault", "passphrase", secrets={"FAIRDUE_NEW_PASSPHRASE": "又换了一个口令呀"})
    made.environment["FAIRDUE_PASSPHRASE"] = "又换了一个口令呀"
    assert len(made.json("case", "list")) == 1
    with open_vault.open_vault(tmp_path / "vault", "又换了一个口令呀", readonly=True) as vault:
        changed = [entry.details for entry in vault.custody() if entry.kind == "key-change"]
    assert changed == [{"what": "passphrase", "by": "recovery-key"}, {"what": "passphrase"}]


def test_another_computers_vault_is_taken_in(tmp_path: Path) -> None:
    """Items and cases of a second vault come along, the rows still naming their evidence."""
    one, two = Terminal(tmp_path / "one"), Terminal(tmp_path / "two")
    for made in (one, two):
        made.folder.mkdir()
        made.make()
    two.run("case", "new", "旧电脑的")
    two.run("evidence", "add", "-", stdin="旧电脑上的短信".encode())
    two.run("case", "add", "contact", "--channel", "sms", "--evidence", "E0001", "--on", "2026-11-01")
    told = one.json("vault", "import", str(two.folder / "vault"), secrets={"FAIRDUE_OTHER_PASSPHRASE": PASSPHRASE})
    assert told == {"items": 1, "cases": 1}
    assert one.json("evidence", "show", "E0001")["text"] == "旧电脑上的短信"
    (row,) = one.json("case", "timeline")
    assert row["evidence"] == [one.json("evidence", "list")[0]["item"]]


def test_a_flipped_bit_is_named(tmp_path: Path) -> None:
    """Verifying names the exhibit that was changed, exits 4, and the others stay readable."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "x")
    for words in ("第一条短信", "第二条短信"):
        made.run("evidence", "add", "-", stdin=words.encode())
    blob = next(path for path in sorted((tmp_path / "vault").rglob("*.age")))
    data = bytearray(blob.read_bytes())
    data[-5] ^= 1
    blob.write_bytes(data)
    told = json.loads(made.run("evidence", "verify", "--json", code=4))
    harmed = [row["label"] for row in told["exhibits"] if row["problem"]]
    assert len(harmed) == 1
    assert harmed[0] in made.run("vault", "verify", code=4)
    whole = next(row["label"] for row in told["exhibits"] if not row["problem"])
    assert made.json("evidence", "show", whole)["text"].endswith("短信")
    assert "封存时不一样" in made.run("evidence", "verify", code=4)


def test_the_same_bytes_are_sealed_once(tmp_path: Path) -> None:
    """Given again under another name they are the same exhibit; the custody record says that they came, not a second sealing."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "x")
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("短信", "utf-8")
        told = made.run("evidence", "add", name)
    assert "没有重复存" in told
    shown = made.run("evidence", "show", "E0001")
    assert shown.count("  封存\n") == 1 and "再次收到同一份，没有重复存（这次叫 b.txt）" in shown
    assert [one["kind"] for one in made.json("evidence", "show", "E0001")["custody"]][:2] == ["intake", "intake"]


def test_a_missing_file_is_named_as_missing(tmp_path: Path) -> None:
    """An original whose file is gone is told by the label the case knows, by every command that needs it."""
    made = Terminal(tmp_path)
    made.make()
    made.run("case", "new", "x")
    made.run("evidence", "add", "-", stdin="短信".encode())
    for blob in (tmp_path / "vault" / "g1" / "blobs").iterdir():
        blob.unlink()
    assert "原件的文件不见了" in made.run("evidence", "verify", code=4)
    for command in (("show", "E0001"), ("export", "out", "--item", "E0001")):
        assert "证据 E0001 的文件不见了" in made.run("evidence", *command, code=4)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").iterdir())


def test_secrets_never_stand_among_the_arguments() -> None:
    """No command takes a passphrase or key as an argument: other users can list those of a running program."""
    from fairdue.cli.main import cli

    def options(command: Any) -> list[str]:
        inner = [name for one in getattr(command, "commands", {}).values() for name in options(one)]
        return [name for one in command.params for name in one.opts] + inner

    names = [name for group in ("vault", "case", "evidence") for name in options(cli.get_command(None, group))]  # type: ignore[arg-type]  # no context is needed
    assert [name for name in names if "passphrase" in name or "key" in name] == ["--passphrase-fd"] * names.count(
        "--passphrase-fd"
    )
