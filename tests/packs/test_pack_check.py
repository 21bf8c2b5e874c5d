"""The Chinese pack passes its own checks, and its compiled file is small and quick enough to load for one message."""

from __future__ import annotations

import re
from pathlib import Path

from fairdue.loader.check import check_pack
from fairdue.loader.compile import as_bytes, compile_checked
from fairdue.loader.folder import find_pack
from fairdue.loader.load import Sections, load, pack_from
from fairdue.loader.problem_words import line
from fairdue.loader.problems import errors

PACK = find_pack("cn")


def test_pack_has_no_error() -> None:
    """Nothing in the Chinese pack is wrong; each error prints as file, line and remedy."""
    found = errors(check_pack(PACK, load("cn").checked_on))
    assert not found, "\n".join(map(line, found))


def test_every_fragment_is_used() -> None:
    """What no rule, context or fragment names any more goes."""
    texts = "".join(file.read_text(encoding="utf-8") for file in sorted(PACK.rglob("*.yaml")))
    names = re.findall(r"^([a-z][a-z0-9-]*):", (PACK / "fragments.yaml").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(names) > 100
    assert [name for name in names if f"{{{name}}}" not in texts] == []


def test_compiled_pack_is_the_same_each_time() -> None:
    """The real pack compiles to the same bytes twice, and every record of it can be built."""
    content = as_bytes(compile_checked(PACK))
    assert content == as_bytes(compile_checked(PACK))
    pack = pack_from(Sections(content))
    assert len(list(pack.provisions.values())) == len(pack.provisions) > 300
    assert len(list(pack.parameters.values())) == len(pack.parameters)
    assert all(Path(PACK / "law" / provision.instrument).is_dir() for provision in pack.provisions.values())
