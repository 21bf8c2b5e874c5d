"""Signed checkpoints: text, signature and note as others check them."""

from __future__ import annotations

import base64
import hashlib
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from fairdue.kernel.errors import CheckpointRefused
from fairdue.vault import checkpoints
from tests.vault.specimen import AT, new_vault

ROOT = bytes(range(32))
BODY = "fairdue.vault/abc\n7\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"


def test_a_checkpoint_is_three_lines() -> None:
    """Specimen: origin, size, root in base64; read back to the same."""
    assert checkpoints.text_of("abc", 7, ROOT) == BODY
    assert checkpoints.read(BODY) == ("abc", 7, ROOT)


@pytest.mark.parametrize(
    "body",
    ["", "x", BODY[:-1], BODY + "\n", BODY + "more\n", BODY.replace("7", "-7"), BODY.replace("7", "07"),
     BODY.replace("fairdue.vault/", "other/"), BODY.replace("=", ""), BODY.replace("\n", "\r\n")],
)  # fmt: skip
def test_anything_but_the_one_form_is_refused(body: str) -> None:
    """A text that says the same in another way has not been signed."""
    with pytest.raises(CheckpointRefused) as refused:
        checkpoints.read(body)
    assert refused.value.values == {"why": "unreadable"}


def test_openssl_checks_the_signature(tmp_path: Path) -> None:
    """The three exported files verify with the stock program, and not after a change."""
    vault, _recovery_key = new_vault(tmp_path / "vault")
    made = vault.checkpoint(at=AT, purpose="export")
    vault.close()
    (tmp_path / "checkpoint.sig").write_bytes(made.signature)
    (tmp_path / "signer.pem").write_text(made.signer_pem)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "signer.pem", "-rawin", "-in", "checkpoint.txt",
               "-sigfile", "checkpoint.sig"]  # fmt: skip
    for body, code in ((made.body, 0), (made.body.replace("\n1\n", "\n2\n"), 1)):
        (tmp_path / "checkpoint.txt").write_text(body)
        assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == code


def test_the_note_is_a_signed_note(tmp_path: Path) -> None:
    """The signature line carries the name, the first bytes of the key's hash, and the signature (C2SP signed-note)."""
    vault, _recovery_key = new_vault(tmp_path / "vault")
    made = vault.checkpoint(at=AT, purpose="export")
    text, _empty, line = made.note.partition("\n\n")
    dash, name, blob = line.split()
    key = load_pem_public_key(made.signer_pem.encode())
    assert isinstance(key, Ed25519PublicKey) and (dash, name) == ("—", f"fairdue.vault/{vault.id}")
    mark = hashlib.sha256(name.encode() + b"\n\x01" + key.public_bytes_raw()).digest()[:4]
    assert base64.b64decode(blob) == mark + made.signature and text + "\n" == made.body
    key.verify(made.signature, made.body.encode())
    vault.close()
