"""Build hook: compile the pack to one file and the catalogues to .mo; it holds no rule of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackBuildHook(BuildHookInterface):  # type: ignore[type-arg, misc, unused-ignore]
    """Compile data that the package ships beside its sources, for wheel, sdist and editable alike."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write `pack.json` and every catalogue before hatchling collects files; raise when either fails."""
        source = Path(self.root) / "src"
        compile_catalogues(source)
        compile_pack(source)


def compile_catalogues(source: Path) -> list[Path]:
    """Write one .mo beside each .po below `source`; return what was written."""
    written = []
    for po in sorted(source.glob("*/locale/*/LC_MESSAGES/*.po")):
        with po.open("rb") as text:
            catalogue = read_po(text, abort_invalid=True)
        mo = po.with_suffix(".mo")
        with mo.open("wb") as binary:
            write_mo(binary, catalogue)
        written.append(mo)
    return written


def compile_pack(source: Path) -> None:
    """Run the loader's compiler in its own process, so that the build's own modules stay untouched."""
    if not (source / "fairdue" / "loader" / "compile.py").exists():
        return
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-m", "fairdue.loader.compile"], check=True, env=environment, cwd=source.parent)
