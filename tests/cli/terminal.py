"""A terminal without a person at it, for tests of commands that need a vault; no test of its own."""

from __future__ import annotations

import io
import json
import os
import re
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from fairdue.cli.main import run
from tests.web.case_asking import QuickCost

PASSPHRASE = "雨天带伞 吃过早饭"
TEXT = "【某某优贷】我是王大力，13812345678。今天18点前不还，我们就联系你的家人和单位，还要上门抓你。"


class Terminal:
    """A terminal without a person at it, in this process: secrets come from the environment."""

    def __init__(self, folder: Path) -> None:
        """Work in a folder, with the vault and the memory of it inside."""
        self.folder = folder
        self.environment = {
            "FAIRDUE_VAULT": str(folder / "vault"),
            "FAIRDUE_STATE": str(folder / "state"),
            "FAIRDUE_PASSPHRASE": PASSPHRASE,
            "FAIRDUE_NEW_PASSPHRASE": PASSPHRASE,
        }

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        code: int = 0,
        secrets: Mapping[str, str] | None = None,
        told: bool = False,
    ) -> str:
        """Run a command and return what it printed, with what it complained of where it failed or that is asked for."""
        printed, complained = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
        with (
            mock.patch.dict(os.environ, {**self.environment, **(secrets or {})}),
            mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8")),
            redirect_stdout(printed),
            redirect_stderr(complained),
            chdir(self.folder),
            mock.patch("fairdue.vault.keys.Cost", QuickCost),
        ):
            left_with = run(arguments)
        out, err = (stream.buffer.getvalue().decode() for stream in (printed, complained))
        assert left_with == code, (out, err)
        return f"{out}{err}" if code or told else f"{out}"

    def json(self, *arguments: str, **more: Any) -> Any:
        """Run a command and return its JSON."""
        return json.loads(self.run(*arguments, "--json", **more))

    def make(self) -> str:
        """Make a vault, prove its recovery key and return it."""
        (key,) = re.findall(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}", self.run("vault", "new"))
        self.run("vault", "prove", secrets={"FAIRDUE_RECOVERY_KEY": key})
        return str(key)
