"""The specimens beside the tests of this folder, a line of JSON for each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def specimens(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file of this folder."""
    lines = Path(__file__).with_name(f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
