"""R12: packages of random cases go before every checker; all agree on the good ones and on the tampered ones.

The fifth voice is the vault itself, as `fairdue evidence verify` asks it: what the package holds is what was sealed.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from fairdue.app import keep_evidence
from fairdue.app.tend_vault import verify_items
from fairdue.vault.package import verify
from fairdue.vault.package.bag import SIGNATURE
from tests.vault.package.case_specimen import Made
from tests.vault.package.checkers import edit, flip, reckon_anew, verdicts
from tests.vault.package.random_packages import LOCKS, Packed, pack_at_random

PACKAGES, TAMPERINGS = (50, 8) if os.environ.get("FAIRDUE_SOAK") else (3, 3)
SUMS = "manifest-sha256.txt"
VOICES = ("sha256sum and openssl", "bagit", "verify.py", "the page", "the vault")


def files_of(folder: Path) -> list[str]:
    """List the files of a package."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def vault_agrees(made: Made, folder: Path) -> bool:
    """Check the vault's own originals, and that each original the package holds is byte for byte one of them."""
    known = keep_evidence.exhibits(made.vault, made.case)
    if verify_items(made.vault, [item.id for _exhibit, item in known]):
        return False
    sealed = {exhibit.label: made.vault.read(item.id) for exhibit, item in known}
    originals = list((folder / "data" / "原始").glob("*"))
    return all(path.read_bytes() == sealed.get(path.name[:5]) for path in originals)


def asked(packed: Packed, folder: Path, struck: str = "") -> dict[str, bool]:
    """Ask every voice about one package; where the checker in it was changed itself, the one it is a copy of."""
    told = verdicts(folder)
    if struck == "verify.py":
        told["verify.py"] = verify.main([str(folder)]) == 0
    return dict(zip(VOICES, (*told.values(), vault_agrees(packed.made, folder)), strict=True))


# Each kind picks where it strikes by chance, and says which file it struck; BagIt knows no signature and no proof.
Tampering = Callable[[Path, random.Random], str]


def a_flipped_bit(folder: Path, chance: random.Random) -> str:
    """Flip one bit of any file that has any."""
    name = chance.choice([one for one in files_of(folder) if (folder / one).stat().st_size])
    data = bytearray((folder / name).read_bytes())
    bit = chance.randrange(len(data) * 8)
    data[bit // 8] ^= 1 << bit % 8
    (folder / name).write_bytes(data)
    return name


def a_cut(folder: Path, chance: random.Random) -> str:
    """Cut any file short."""
    name = chance.choice([one for one in files_of(folder) if (folder / one).stat().st_size])
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(data[: chance.randrange(len(data))])
    return name


def a_growth(folder: Path, chance: random.Random) -> str:
    """Add bytes to any file."""
    name = chance.choice(files_of(folder))
    edit(name, lambda data: data + chance.randbytes(chance.randint(1, 9)))(folder)
    return name


def a_removal(folder: Path, chance: random.Random) -> str:
    """Remove any file but the checker, without which nobody could be asked."""
    name = chance.choice([one for one in files_of(folder) if one != "verify.py"])
    (folder / name).unlink()
    return name


def a_renaming(folder: Path, chance: random.Random) -> str:
    """Give a file of the payload another name."""
    name = chance.choice([one for one in files_of(folder) if one.startswith("data/")])
    (folder / name).rename((folder / name).with_name("改名.bin"))
    return name


def an_exchange(folder: Path, chance: random.Random) -> str:
    """Exchange the bytes of two files of the payload that differ."""
    names = [one for one in files_of(folder) if one.startswith("data/")]
    one = chance.choice(names)
    other = chance.choice([name for name in names if (folder / name).read_bytes() != (folder / one).read_bytes()])
    first, second = (folder / one).read_bytes(), (folder / other).read_bytes()
    (folder / one).write_bytes(second)
    (folder / other).write_bytes(first)
    return one


def an_extra_file(folder: Path, chance: random.Random) -> str:
    """Put a stranger among the payload."""
    (folder / "data" / "元数据" / f"E{chance.randrange(10_000):04d}.另.json").write_bytes(b"{}")
    return "data/"


def a_line_less(folder: Path, chance: random.Random) -> str:
    """Leave any line out of the list of the payload."""
    lines = (folder / SUMS).read_bytes().splitlines(keepends=True)
    del lines[chance.randrange(len(lines))]
    (folder / SUMS).write_bytes(b"".join(lines))
    return SUMS


def a_forgery(folder: Path, chance: random.Random) -> str:
    """Change a file of the payload, keep its size, and bring every sum up to date: only the signature is left."""
    names = [one for one in files_of(folder) if one.startswith("data/") and (folder / one).stat().st_size]
    edit(chance.choice(names), flip)(folder)
    reckon_anew(folder)
    return SIGNATURE


TAMPERINGS_KNOWN: tuple[Tampering, ...] = (
    a_flipped_bit, a_flipped_bit, a_flipped_bit, a_cut, a_growth, a_removal, a_renaming, an_exchange, an_extra_file,
    a_line_less, a_forgery,
)  # fmt: skip


def must_refuse(packed: Packed, folder: Path, struck: str) -> set[str]:
    """Name the voices whose business the struck file is: each watches what its own rules say it watches."""
    must = {"verify.py", "the page"}
    if struck != "tagmanifest-sha512.txt":  # the guide asks for one of the two lists of tags by hand
        must.add("sha256sum and openssl")
    if not struck.startswith("tagmanifest") and struck != SIGNATURE:
        must.add("bagit")
    if not vault_agrees(packed.made, folder):
        must.add("the vault")
    return must


@pytest.mark.parametrize("number", range(PACKAGES))
def test_all_agree_on_a_random_package(tmp_path: Path, number: int) -> None:
    """Every voice is satisfied with the package as it left, and refuses what was done to it where it watches."""
    packed = pack_at_random(tmp_path, number)
    chance = random.Random(f"tampering {number}")
    for good in packed.folders:
        assert asked(packed, good) == dict.fromkeys(VOICES, True), (packed.labels, packed.lock)
    for turn in range(TAMPERINGS):
        folder = tmp_path / f"tampered-{turn}"
        shutil.copytree(chance.choice(packed.folders), folder)
        kind = chance.choice(TAMPERINGS_KNOWN)
        struck = kind(folder, chance)
        told = asked(packed, folder, struck)
        refusing = {voice for voice in VOICES if not told[voice]}
        assert refusing >= must_refuse(packed, folder, struck), (kind.__name__, struck, told)
        shutil.rmtree(folder)
    packed.made.vault.close()


def test_the_packages_differ(tmp_path: Path) -> None:
    """A package is told by its number: the same number is the same choice, and all ways of locking occur among fifty."""
    locks = {random.Random(f"package {number}").choice(LOCKS) for number in range(50)}
    assert locks == set(LOCKS)
    one, again = pack_at_random(tmp_path / "one", 7), pack_at_random(tmp_path / "again", 7)
    assert (one.labels, one.lock) == (again.labels, again.lock)
    assert [path.name for path in one.folders] == [path.name for path in again.folders]
