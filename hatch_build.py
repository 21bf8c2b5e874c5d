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
        """Write `pack.json` and every catalogue before hatchling collects files.

        A broken pack stops a wheel or source archive; an editable install goes on, so that `packs check` can be run.
        """
        source = Path(self.root) / "src"
        compile_catalogues(source)
        try:
            compile_pack(source)
        except subprocess.CalledProcessError:
            if version != "editable":
                raise
            self.app.display_warning("the pack has problems: run `fairdue packs check`")


def compile_catalogues(source: Path) -> list[Path]:
    """Write one .mo beside each .po below `source`, whole or not at all; return what was written."""
    written = []
    for po in sorted(source.glob("*/locale/*/LC_MESSAGES/*.po")):
        with po.open("rb") as text:
            catalogue = read_po(text, abort_invalid=True)
        mo, unfinished = po.with_suffix(".mo"), po.with_suffix(".mo.new")
        with unfinished.open("wb") as binary:
            write_mo(binary, catalogue)
        unfinished.replace(mo)
        written.append(mo)
    return written


def compile_pack(source: Path) -> None:
    """Run the loader's compiler in its own process, so that the build's own modules stay untouched."""
    # An isolated build finds its own requirements through this variable: ours comes first, theirs stay.
    path = os.pathsep.join(filter(None, (str(source), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-m", "fairdue.loader.compile"], check=True, env=environment, cwd=source.parent)
