"""Find a pack's folder and tell which files make it up and whether they have changed; it reads no content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import import_module, metadata
from pathlib import Path

from fairdue.kernel.errors import PackNotFound

GROUP = "fairdue.packs"
COMPILED = "pack.json"
FORMAT = 1
_SUFFIXES = (".yaml", ".yml", ".jsonl")


def known_packs() -> dict[str, str]:
    """Return the installed packs: name → module."""
    return {point.name: point.value for point in metadata.entry_points(group=GROUP)}


def find_pack(name: str | Path) -> Path:
    """Return the folder of an installed pack, or the folder given as a path; raises PackNotFound."""
    if isinstance(name, Path) or "/" in name:
        folder = Path(name)
        if folder.is_dir():
            return folder
        raise PackNotFound(given=str(name), known=sorted(known_packs()))
    packs = known_packs()
    if name not in packs:
        raise PackNotFound(given=name, known=sorted(packs))
    try:
        module = import_module(packs[name])
    except ImportError:
        raise PackNotFound(given=name, known=sorted(packs)) from None
    return Path(str(module.__file__)).parent


def source_files(folder: Path) -> tuple[str, ...]:
    """List the pack's source files as relative paths with `/`, sorted."""
    found = (path for path in folder.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    return tuple(sorted(path.relative_to(folder).as_posix() for path in found))


def digest(folder: Path, files: Iterable[str]) -> str:
    """Return the sha256 over each file's relative path and bytes, in order."""
    whole = hashlib.sha256()
    for name in files:
        content = (folder / name).read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
