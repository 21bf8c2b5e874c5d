"""Packages of random cases: items, names, sizes, notes, what was made from them, what was chosen, how it was locked.

A package is told by its number alone, so that one that fails can be made again; no test of its own.
"""

from __future__ import annotations

import io
import random
import zipfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyrage

from fairdue.app import export_package, keep_case, keep_evidence
from fairdue.app.export_package import Wanted
from fairdue.records.case import STATUSES, Case, Note, Party
from fairdue.records.exhibit import EXHIBIT_KINDS, Description
from fairdue.vault.package.pictures import Box
from tests.vault.package.case_specimen import (
    COLLECTOR,
    MOTHER,
    MOTHERS_PHONE,
    NOW,
    PHONE,
    TEXT,
    Made,
    add,
    new_vault,
    picture,
    read_text,
)

NAMES = (
    "短信.txt", "录音 2026-11-20.m4a", "截图.png", "CON", "nul.txt", "-rf", "../../etc/passwd", "a/b\\c:d*?.txt",
    "gpj\u202egpj.exe", "长" * 1400 + ".jpg", "🙂 表情.txt", "e\u0301te\u0301.txt", "été.txt", "换\n行.txt", " . ", "%00.bin",
    "E0001_冒充.txt", "verify.py", "manifest-sha256.txt", f"{COLLECTOR} {PHONE}.txt", "半\udce9个.txt",
)  # fmt: skip
WORDS = (
    "", "本人手机收到", "=1+1", "<b>粗</b>", "对方称要告诉家人", "#let x = 1", "一行\n两行", f"{MOTHER}转来的",
    "\\textbf{x} $y$ _z_", "“引号”、" * 30, "\u202e反过来", "很长" * 400,
)  # fmt: skip
PASSPHRASE, LOCKS = "雨伞和旧鞋，三更半夜", ("folder", "zip", "passphrase", "recipient")


@dataclass(frozen=True)
class Packed:
    """A case in its vault, and the packages made of it, unlocked and unpacked."""

    made: Made
    folders: tuple[Path, ...]
    labels: tuple[str, ...]
    lock: str


def pack_at_random(home: Path, number: int) -> Packed:
    """Make case and package `number` in an empty folder."""
    home.mkdir(exist_ok=True)
    chance = random.Random(f"package {number}")
    made = _case(home / "vault", chance)
    labels = [exhibit.label for exhibit, _item in keep_evidence.exhibits(made.vault, made.case)]
    chosen = tuple(chance.sample(labels, chance.randint(1, len(labels))))
    full, masked = chance.choice(((True, True), (True, False), (False, True)))
    wanted = Wanted(
        chosen,
        copies=chance.randint(1, 5),
        with_originals=chance.random() < 0.5,
        full=full,
        masked=masked,
        looked_over=tuple(one for one in chosen if chance.random() < 0.5),
        boxes={one: (Box(10, 10, 50, 40),) for one in chosen if chance.random() < 0.3},
        also=("家人",) if chance.random() < 0.5 else (),
    )
    lock = chance.choice(LOCKS)
    _export(made, wanted, home / "out", lock)
    names = (export_package.FULL,) * full + (export_package.MASKED,) * masked
    return Packed(made, tuple(home / "out" / name for name in names), chosen, lock)


def _case(folder: Path, chance: random.Random) -> Made:
    made = Made(new_vault(folder), Case("", "", NOW.date()))
    made = Made(made.vault, keep_case.new_case(made.vault, chance.choice(("网贷", "=易贷", "长" * 300)), NOW))
    for role, name, number in (("collector", COLLECTOR, PHONE), ("third-person", MOTHER, MOTHERS_PHONE)):
        keep_case.add_party(made.vault, made.case, Party("", role, name, (number,)), NOW)  # type: ignore[arg-type]
    for _ in range(chance.randint(1, 6)):
        kept = add(made, _content(chance), chance.choice(NAMES), _description(chance))
        for finding in kept.findings:
            status = chance.choice(STATUSES)
            keep_evidence.decide(made.vault, made.case, kept.exhibit.label, finding.id, status, NOW)
        _something_beside(made, kept.item.id, chance)
    return made


def _something_beside(made: Made, item: str, chance: random.Random) -> None:
    """Remark on the item, make something from it, or write a row that rests on it: or none of these."""
    with made.vault.unit_of_work(at=NOW) as work:
        if chance.random() < 0.4:
            work.note(chance.choice(WORDS), item=item)
        if chance.random() < 0.4:
            derived = f"认出来的文字 {chance.random()}".encode()
            work.derive(item, derived, name="文字.txt", media_type="text/plain", method="made up 1.0")
    if chance.random() < 0.4:
        keep_case.add_entry(made.vault, made.case, Note(on=NOW.date(), words="收到", evidence=(item,)), NOW)


def _content(chance: random.Random) -> bytes:
    """Make a text, a picture or any bytes, of one byte to some hundred thousand."""
    kind = chance.randrange(4)
    if kind == 0:
        return (TEXT * chance.choice((1, 3, 40)) + str(chance.random())).encode(chance.choice(("utf-8", "gb18030")))
    if kind == 1:
        return picture() + chance.randbytes(8)
    if kind == 2:
        return "".join(
            chance.choice("催收还款逾期家人单位,。\r\n a1") for _ in range(chance.randint(1, 5_000))
        ).encode()
    return chance.randbytes(chance.choice((1, 2, 511, 4096, 65_537, 400_000)))


def _description(chance: random.Random) -> Description:
    return Description(
        name=chance.choice(WORDS),
        kind=chance.choice(EXHIBIT_KINDS),
        source=chance.choice(WORDS),
        content=chance.choice(WORDS),
        proves=chance.choice(WORDS),
        original_at=chance.choice(WORDS),
        happened_at=_moment(chance),
        sender=chance.choice(("", PHONE, COLLECTOR)),
        was_party=chance.choice((None, True, False)),
    )


def _moment(chance: random.Random) -> datetime | None:
    return NOW.replace(tzinfo=None) - timedelta(minutes=chance.randrange(500_000)) if chance.random() < 0.6 else None


def _export(made: Made, wanted: Wanted, out: Path, lock: str) -> None:
    """Make the package the way asked for, and lay it open again with the stock tools."""
    if lock == "folder":
        export_package.export_folder(made.vault, made.case, wanted, out, read_text, NOW)
        return
    identity, path = pyrage.x25519.Identity.generate(), out.with_name("包.zip")
    locked = {"passphrase": {"passphrase": PASSPHRASE}, "recipient": {"recipient": str(identity.to_public())}}
    export_package.export_file(made.vault, made.case, wanted, path, read_text, NOW, **locked.get(lock, {}))
    data = path.read_bytes()
    if lock == "passphrase":
        data = pyrage.passphrase.decrypt(data, PASSPHRASE)
    elif lock == "recipient":
        data = pyrage.decrypt(data, [identity])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(out)
