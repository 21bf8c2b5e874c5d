"""Find a pack's folder and tell which files make it up and whether they have changed; it reads no content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

from fairdue.kernel.errors import PackNotFound

GROUP = "fairdue.packs"
COMPILED = "pack.json"
FORMAT = 12
_SUFFIXES = (".yaml", ".yml", ".jsonl")
# The open corpus measures the pack and is no part of it: no answer rests on it, and it may change without a new pack.
_BESIDE = ("corpus/scenarios", "corpus/messages")


def known_packs() -> dict[str, str]:
    """Return the installed packs: name → module."""
    from importlib import metadata  # slow to import, and seldom needed

    return {point.name: point.value for point in metadata.entry_points(group=GROUP)}


def find_pack(name: str | Path) -> Path:
    """Return the folder of an installed pack, or the folder given as a path; raises PackNotFound.

    The package `fairdue_<name>` is looked at first, because asking every installed package for its entry points costs
    a quarter of the time of one answer; any other pack is found by its entry point in `fairdue.packs`.
    """
    if isinstance(name, Path) or "/" in name:
        if Path(name).is_dir():
            return Path(name)
        raise PackNotFound(given=str(name), known=sorted(known_packs()))
    packs: dict[str, str] = {}
    folder = _folder_of(f"fairdue_{name}") if name.isidentifier() else None
    if folder is None:
        packs = known_packs()
        folder = _folder_of(packs[name]) if name in packs else None
    if folder is None:
        raise PackNotFound(given=name, known=sorted(packs))
    return folder


def _folder_of(module: str) -> Path | None:
    """Return the folder of a package that is a pack, or None."""
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return None
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return folder if folder and ((folder / COMPILED).is_file() or (folder / "pack.yaml").is_file()) else None


def source_files(folder: Path) -> tuple[str, ...]:
    """List the pack's source files as relative paths with `/`, sorted."""
    return tuple(sorted(name for name, _ in _sources_below(str(folder), "")))


def newest_change(folder: Path) -> tuple[int, int]:
    """Return how many source files there are and the time of the newest change, in nanoseconds; 0 for none."""
    times = [changed_at for _, changed_at in _sources_below(str(folder), "")]
    return len(times), max(times, default=0)


def _sources_below(folder: str, above: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "_")) or above + entry.name in _BESIDE:
                continue
            if entry.name.endswith(_SUFFIXES):
                yield above + entry.name, entry.stat().st_mtime_ns
            elif entry.is_dir(follow_symlinks=False):
                yield from _sources_below(entry.path, f"{above}{entry.name}/")


def digest(folder: Path, files: Iterable[str]) -> str:
    """Return the sha256 over each file's relative path and bytes, in order."""
    import hashlib  # loads a library of its own, for a question seldom asked

    whole = hashlib.sha256()
    for name in files:
        content = (folder / name).read_bytes()
        whole.update(f"{name}\0{len(content)}\0".encode())
        whole.update(content)
    return whole.hexdigest()
