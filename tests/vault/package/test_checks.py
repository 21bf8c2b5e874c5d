"""A package is checked by four checkers nobody here wrote, and by the page: they agree on a good one, and on tampered ones.

They are asked in `checkers`; packages made at random go before them in `test_random_packages`.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from fairdue.vault.package.bag import SIGNATURE
from tests.vault.package.case_specimen import export, new_case
from tests.vault.package.checkers import CHECKERS, add_file, edit, flip, reckon_anew, verdicts

ORIGINAL = "data/原始/E0001_短信 王大力.txt"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One full package of three exhibits."""
    folder = tmp_path_factory.mktemp("package")
    made = new_case(folder / "vault")
    export(made, folder / "out", full=True, masked=True, looked_over=("E0002",))
    made.vault.close()
    return folder / "out" / "完整版"


def test_all_agree_on_a_good_package(good: Path) -> None:
    """sha256sum, openssl, bagit, verify.py and the page are satisfied, and so they are with the covered copy beside it."""
    assert verdicts(good) == dict.fromkeys(CHECKERS, True)
    assert verdicts(good.with_name("遮盖版")) == dict.fromkeys(CHECKERS, True)


def in_proof(**changes: object) -> Callable[[Path], None]:
    """Make a tampering that changes fields of the first proof."""
    return edit("proofs/E0001.json", lambda data: json.dumps(json.loads(data) | changes).encode())


def swap(folder: Path) -> None:
    """Exchange the bytes of two originals."""
    one, two = folder / ORIGINAL, folder / "data/原始/E0003_录音.mp3"
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def forge_wholly(folder: Path) -> None:
    """Change an original and every sum that names it, the number of bytes left as it was."""
    edit(ORIGINAL, lambda data: data.replace(b"5820.50", b"9820.50"))(folder)
    reckon_anew(folder)


def forge_catalogue(folder: Path) -> None:
    """Change what the list says an exhibit proves, and every sum."""
    edit("data/目录/证据目录.csv", lambda data: data.replace("威胁".encode(), "同意".encode()))(folder)
    reckon_anew(folder)


def sign_with_another_key(folder: Path) -> None:
    """Put another public key in place of the signer's, and every sum."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate().public_key()
    kinds = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (folder / "signer.pem").write_bytes(key.public_bytes(*kinds))
    reckon_anew(folder)


def remove(path: str) -> Callable[[Path], None]:
    """Make a tampering that removes a file."""
    return lambda folder: (folder / path).unlink()


def without_line(path: str) -> Callable[[Path], None]:
    """Make a tampering that leaves one line out of a list."""
    return edit(path, lambda data: b"".join(data.splitlines(keepends=True)[1:]))


ALL = frozenset(CHECKERS)
NOT_BAGIT = ALL - {"bagit"}  # BagIt has no signature and no proof: it cannot see what keeps all sums right
TAMPERED: dict[str, tuple[Callable[[Path], None], frozenset[str]]] = {
    "a flipped bit in an original": (edit(ORIGINAL, flip), ALL),
    "an original cut short": (edit(ORIGINAL, lambda data: data[:-1]), ALL),
    "an original grown": (edit(ORIGINAL, lambda data: data + b"\n"), ALL),
    "an original removed": (remove(ORIGINAL), ALL),
    "two originals exchanged": (swap, ALL),
    "an extra file in the payload": (add_file("data/原始/E0009.txt"), ALL),
    "an extra file beside": (add_file("extra.txt"), NOT_BAGIT),
    "a derived text changed": (edit("data/派生/E0001_文字.txt", flip), ALL),
    "the printed list changed": (edit("data/目录/证据目录.pdf", flip), ALL),
    "metadata changed": (edit("data/元数据/E0001.json", flip), ALL),
    "a sum in the manifest changed": (edit("manifest-sha256.txt", lambda data: b"0" + data[1:]), ALL),
    "a line left out of the manifest": (without_line("manifest-sha256.txt"), ALL),
    "a line left out of the tag manifest": (without_line("tagmanifest-sha256.txt"), NOT_BAGIT),
    "the other manifest removed": (remove("manifest-sha512.txt"), ALL),
    "the checkpoint changed": (edit("checkpoint.txt", flip), ALL),
    "the checkpoint's signature changed": (edit("checkpoint.sig", flip), ALL),
    "the list's signature changed": (edit(SIGNATURE, flip), NOT_BAGIT),
    "the list's signature removed": (remove(SIGNATURE), NOT_BAGIT),
    "another key": (sign_with_another_key, NOT_BAGIT),
    "a proof with another salt": (in_proof(salt="00" * 32), ALL),
    "a proof with another place": (in_proof(index=0), ALL),
    "a proof that claims another file": (in_proof(file="data/原始/E0003_录音.mp3"), ALL),
    "a proof removed": (remove("proofs/E0001.json"), ALL),
    "the declaration changed": (edit("bagit.txt", lambda data: data.replace(b"1.0", b"0.9")), ALL),
    "the counts changed": (edit("bag-info.txt", lambda data: data.replace(b"Oxum: ", b"Oxum: 1")), ALL),
    "the guide changed": (edit("怎样核验.txt", flip), ALL),
    "an original and all its sums changed": (forge_wholly, NOT_BAGIT),
    "the list of evidence and all its sums changed": (forge_catalogue, NOT_BAGIT),
}


def test_there_are_enough_kinds_of_tampering() -> None:
    """At least twenty kinds are tried."""
    assert len(TAMPERED) >= 20


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_seen(good: Path, tmp_path: Path, kind: str) -> None:
    """Every checker whose business it is refuses; verify.py and the way by hand refuse every kind."""
    tamper, refusing = TAMPERED[kind]
    folder = tmp_path / "package"
    shutil.copytree(good, folder)
    tamper(folder)
    told = verdicts(folder)
    assert {name for name in CHECKERS if not told[name]} >= refusing
    assert not told["verify.py"] and not told["by hand"] and not told["the page"]


def test_a_proof_does_not_fit_another_packages_record(good: Path, tmp_path: Path) -> None:
    """With every sum and signature right, a leaf that never stood in the signed record is still refused."""
    folder = tmp_path / "package"
    shutil.copytree(good, folder)
    proof = json.loads((folder / "proofs/E0001.json").read_text("utf-8"))
    in_proof(leaf=re.sub('"seq":([0-9]+)', lambda found: f'"seq":{int(found[1]) + 1}', proof["leaf"]))(folder)
    done = subprocess.run([sys.executable, "-I", "verify.py"], cwd=folder, capture_output=True, check=False)
    assert "不在签过名的记录里" in done.stdout.decode()


def test_a_line_ends_one_way_only(good: Path, tmp_path: Path) -> None:
    """A line end turned into another control, one bit away, is no line end in a list (found by the longer run below)."""
    from fairdue.vault.package.verify import main

    shutil.copytree(good, tmp_path / "package")
    edit("tagmanifest-sha512.txt", lambda data: data.replace(b"\n", b"\x0b", 1))(tmp_path / "package")
    assert main([str(tmp_path / "package")]) == 1


def test_the_checker_is_short_and_needs_nothing() -> None:
    """verify.py is at most 200 lines and imports the standard library only."""
    from fairdue.vault.package import verify

    lines = Path(verify.__file__).read_text("utf-8").splitlines()
    assert len(lines) <= 200
    imported = {line.split()[1] for line in lines if line.startswith(("import ", "from "))}
    assert imported <= set(sys.stdlib_module_names)


def test_our_ed25519_agrees_with_openssls() -> None:
    """Signatures of a hundred random messages verify; a changed bit anywhere, or a signature raised by the order, does not."""
    import secrets

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from fairdue.vault.package.verify import L, ed25519

    for size in range(100):
        private, message = Ed25519PrivateKey.generate(), secrets.token_bytes(size)
        key, signature = private.public_key().public_bytes_raw(), private.sign(message)
        assert ed25519(key, message, signature)
        broken = bytearray(signature)
        broken[size % 32 + 32] ^= 1
        assert not ed25519(key, message, bytes(broken))
        raised = signature[:32] + (int.from_bytes(signature[32:], "little") + L).to_bytes(32, "little")
        assert not ed25519(key, message, raised)
        assert not ed25519(key, message + b"x", signature)


def flipped_anywhere(good: Path, folder: Path, times: int, seed: int) -> list[str]:
    """Flip random bits of every file of a package, one at a time; return the places verify.py did not complain of."""
    from fairdue.vault.package.verify import main

    shutil.copytree(good, folder)
    dice, missed = random.Random(seed), []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        data = path.read_bytes()
        for _ in range(times):
            bit = dice.randrange(len(data) * 8)
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            path.write_bytes(changed)
            if main([str(folder)]) == 0:
                missed.append(f"{path.name} bit {bit}")
        path.write_bytes(data)
    assert main([str(folder)]) == 0
    return missed


def test_every_file_is_watched(good: Path, tmp_path: Path) -> None:
    """Two random bits of every file, the guide, the proofs and the lists included: each flip is reported."""
    assert flipped_anywhere(good, tmp_path / "package", 2, seed=6) == []


@pytest.mark.soak
def test_every_file_is_watched_longer(good: Path, tmp_path: Path) -> None:
    """A hundred random bits of every file: each flip is reported."""
    assert flipped_anywhere(good, tmp_path / "package", 100, seed=12) == []
