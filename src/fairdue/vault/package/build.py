"""Put a package together: the chosen originals or their covered copies, the papers, the proofs, the guide, the signature.

It writes what it is given and decides nothing: which items, which findings and which masks, `app` was told by a person.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from functools import partial
from importlib.resources import files
from typing import Any, Final, Protocol

from fairdue.kernel.plain import plain
from fairdue.records.case import CaseFinding
from fairdue.records.exhibit import Exhibit
from fairdue.records.vault import Checkpoint, Entry, Item, Proof, Token
from fairdue.render.docx import render_docx
from fairdue.render.html import render_html
from fairdue.render.pdf import print_pdf, render_pdf
from fairdue.render.plain import csv_bytes
from fairdue.vault.package.bag import Bag, Counts
from fairdue.vault.package.catalogue import (
    COLUMNS,
    EXHIBITS_TITLE,
    TITLE,
    Sheet,
    catalogue_paper,
    catalogue_rows,
    exhibits_paper,
    page_ranges,
)
from fairdue.vault.package.guide import Guided, as_text, guide
from fairdue.vault.package.mask import Mask
from fairdue.vault.package.names import safe_name
from fairdue.vault.package.pictures import Box, covered, page_picture
from fairdue.vault.package.sinks import Sink, Take

FINGERPRINT_LENGTH: Final = 32  # characters of the key's SHA-256 that a person compares


class Sealed(Protocol):
    """What the vault gives for a package: bytes, proofs under one checkpoint, and a signature."""

    @property
    def checkpoint(self) -> Checkpoint:
        """Return the checkpoint every proof refers to."""
        ...

    @property
    def tokens(self) -> Sequence[Token]:
        """Return the time authority's replies over that checkpoint."""
        ...

    @property
    def certificate(self) -> bytes | None:
        """Return the authority's certificates as PEM, where the person has them."""
        ...

    def copy_out(self, item: str, take: Take) -> None:
        """Hand over the original bytes of an item, piece by piece; what came is good only when this returns."""
        ...

    def proof(self, item: str) -> Proof:
        """Prove the sealing of an item under the checkpoint."""
        ...

    def sign(self, data: bytes) -> bytes:
        """Sign with the key of the checkpoint."""
        ...


@dataclass(frozen=True, slots=True)
class Chosen:
    """One item a person chose, with what was read from it: its text, or its picture, and what was confirmed in it."""

    exhibit: Exhibit
    item: Item
    text: str | None = None
    picture: bytes | None = None
    findings: tuple[CaseFinding, ...] = ()
    custody: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """How the package is to be: when it is made, how many copies, which columns, what to cover and how."""

    at: datetime
    agent: str
    copies: int = 1
    with_originals: bool = True
    masked: bool = False
    mask: Mask | None = None
    boxes: Mapping[str, tuple[Box, ...]] | None = None
    also: Mapping[str, tuple[str, ...]] | None = None


def build(sink: Sink, sealed: Sealed, chosen: Sequence[Chosen], wishes: Wishes) -> Counts:
    """Write one package to a sink and finish it; return how many files it has. Nothing is left behind on failure."""
    bag = Bag(sink)
    try:
        sheets = _contents(bag, sealed, chosen, wishes)
        return _about(bag, sealed, chosen, sheets, wishes)
    except BaseException:
        bag.abandon()
        raise


def fingerprint(signer_pem: str) -> str:
    """Return the part of the key's SHA-256 that people compare, in hexadecimal.

    The key is the last 32 bytes of the PEM's DER form, as RFC 8410 writes an Ed25519 key.
    """
    der = base64.b64decode("".join(re.findall(r"^[A-Za-z0-9+/=]+$", signer_pem, re.M)))
    return hashlib.sha256(der[-32:]).hexdigest()[:FINGERPRINT_LENGTH]


def _contents(bag: Bag, sealed: Sealed, chosen: Sequence[Chosen], wishes: Wishes) -> list[Sheet]:
    """Write originals or covered copies with what describes them; return the sheets the papers print."""
    sheets = []
    if wishes.masked:
        wishes = replace(wishes, mask=_taught(wishes.mask or Mask(), chosen))
    for one in chosen:
        sheet = _covered_sheet(one, wishes) if wishes.masked else _sheet(one, wishes.at.tzinfo)
        label = sheet.label
        if not wishes.masked:
            bag.add(f"原始/{sheet.file}", partial(sealed.copy_out, one.item.id))
            if sheet.text is not None:
                bag.add(f"派生/{label}_文字.txt", sheet.text.encode("utf-8", "backslashreplace"))
        elif sheet.text is not None:
            bag.add(f"派生/{label}_遮盖.txt", sheet.text.encode("utf-8", "backslashreplace"))
        elif sheet.picture is not None:
            bag.add(f"派生/{label}_遮盖.png", sheet.picture)
        bag.add(f"元数据/{label}.json", _json(_metadata(one, sheet, wishes.masked)))
        sheets.append(sheet)
    return sheets


def _about(bag: Bag, sealed: Sealed, chosen: Sequence[Chosen], sheets: Sequence[Sheet], wishes: Wishes) -> Counts:
    """Write the papers, the proofs, the checkpoint, the guide, and close the bag."""
    checkpoint = sealed.checkpoint
    key = fingerprint(checkpoint.signer_pem)
    for path, data in _papers(sheets, wishes, key):
        bag.add(f"目录/{path}", data)
    for one, sheet in zip(chosen, sheets, strict=True):
        bag.tag(f"proofs/{sheet.label}.json", _json(_proof(sealed.proof(one.item.id), sheet, wishes.masked)))
    bag.tag("checkpoint.txt", checkpoint.body.encode())
    bag.tag("checkpoint.sig", checkpoint.signature)
    bag.tag("signer.pem", checkpoint.signer_pem.encode())
    for number, token in enumerate(sealed.tokens, 1):
        bag.tag(f"timestamp/{number}.tsr", token.response)
    if sealed.tokens and sealed.certificate is not None:
        bag.tag("timestamp/CA.pem", sealed.certificate)
    bag.tag("verify.py", (files("fairdue.vault.package") / "verify.py").read_bytes())
    counts = bag.counts(tags_to_come=2)
    page = guide(Guided(counts, key, wishes.masked, bool(sealed.tokens)))
    bag.tag("怎样核验.txt", b"\xef\xbb\xbf" + as_text(page).encode())
    bag.tag("怎样核验.html", render_html(page))
    info = {
        "Bagging-Date": wishes.at.date().isoformat(),
        "External-Description": "证据包（遮盖版）" if wishes.masked else "证据包（完整版）",
        "Bag-Software-Agent": wishes.agent,
    }
    bag.close(info, sealed.sign)
    return counts


def _papers(sheets: Sequence[Sheet], wishes: Wishes, key: str) -> Iterable[tuple[str, bytes]]:
    """Print the exhibits, then the list with the pages they came to stand on."""
    foot = f"公钥指纹 {key}"
    exhibits = print_pdf(exhibits_paper(sheets, foot, wishes.masked))
    pages = page_ranges(sheets, exhibits.page_of, exhibits.pages)
    rows = catalogue_rows(sheets, pages, wishes.copies, wishes.with_originals)
    listing = catalogue_paper(rows, wishes.copies, foot, wishes.masked)
    yield f"{EXHIBITS_TITLE}.pdf", exhibits.data
    yield f"{TITLE}.pdf", render_pdf(listing)
    yield f"{TITLE}.docx", render_docx(listing)
    yield f"{TITLE}.csv", csv_bytes((COLUMNS[: len(rows[0])] if rows else COLUMNS, *rows))


def _sheet(one: Chosen, zone: tzinfo | None) -> Sheet:
    said, item = one.exhibit.description, one.item
    label = one.exhibit.label
    return Sheet(
        label=label,
        name=said.name or item.name or label,
        kind=said.kind,
        source=said.source,
        content=said.content,
        proves=said.proves,
        original_at=said.original_at,
        happened_at=said.happened_at,
        sealed_at=item.sealed_at.astimezone(zone),
        sender=said.sender,
        sender_known_by=said.sender_known_by,
        file=f"{label}_{safe_name(item.name)}",
        sha256=item.sha256,
        size=item.size,
        text=one.text,
        picture=page_picture(one.picture) if one.picture is not None else None,
        findings=one.findings,
    )


def _taught(mask: Mask, chosen: Sequence[Chosen]) -> Mask:
    """Let a mask read everything first: a name that one item gives away is covered in all of them."""
    for one in chosen:
        said = one.exhibit.description
        own = (finding.words for finding in one.findings)
        told = (one.text, said.name or one.item.name, said.source, said.content, said.proves, said.original_at)
        for words in (*told, *own):
            mask.learn(words or "")
    return mask


def _covered_sheet(one: Chosen, wishes: Wishes) -> Sheet:
    """Return the sheet with every personal value covered; a picture nobody looked over is left out."""
    mask = wishes.mask or Mask()
    label = one.exhibit.label
    also = (wishes.also or {}).get(label, ())
    bare = replace(one, picture=None)
    plain_sheet = _sheet(bare, wishes.at.tzinfo)
    boxes = (wishes.boxes or {}).get(label)
    sender = plain_sheet.sender
    return replace(
        plain_sheet,
        name=mask(plain_sheet.name, also),
        source=mask(plain_sheet.source, also),
        content=mask(plain_sheet.content, also),
        proves=mask(plain_sheet.proves, also),
        original_at=mask(plain_sheet.original_at, also),
        sender=mask(sender, (*also, sender)) if sender else "",
        sender_known_by=mask(plain_sheet.sender_known_by, also),
        file="",
        sha256="",
        size=0,
        text=None if one.text is None else mask(one.text, also),
        picture=covered(one.picture, boxes) if one.picture is not None and boxes is not None else None,
        findings=tuple(
            replace(finding, quote=mask(finding.quote, also), words=mask(finding.words, also))
            for finding in one.findings
        ),
    )


def _metadata(one: Chosen, sheet: Sheet, masked: bool) -> dict[str, Any]:
    """Say of an item what the list says, and how it was kept; a covered copy keeps no sum, size or name."""
    told: dict[str, Any] = {
        "label": sheet.label,
        "name": sheet.name,
        "kind": sheet.kind,
        "source": sheet.source,
        "content": sheet.content,
        "proves": sheet.proves,
        "original_at": sheet.original_at,
        "happened_at": sheet.happened_at.isoformat() if sheet.happened_at else None,
        "sealed_at": sheet.sealed_at.isoformat(),
        "sender": sheet.sender,
        "sender_known_by": sheet.sender_known_by,
        "confirmed": [_finding(finding, masked) for finding in sheet.findings],
        "custody": [_custody(entry) for entry in one.custody],
    }
    if masked:
        return {**told, "masked": True}
    item = one.item
    kept = {"file": sheet.file, "original_name": item.name, "media_type": item.media_type, "size": item.size}
    return {**told, **kept, "sha256": item.sha256, "origin": dict(item.origin)}


def _custody(entry: Entry) -> dict[str, Any]:
    """Write one custody entry; `again` says that the same bytes came once more, and were not sealed a second time."""
    told = {"seq": entry.seq, "at": entry.at.isoformat(), "kind": entry.kind}
    return told | ({"again": True} if (entry.details or {}).get("again") else {})


def _finding(finding: CaseFinding, masked: bool) -> dict[str, Any]:
    told = plain(finding)
    for name in ("id", "evidence", *(("start", "end") if masked else ())):
        told.pop(name, None)
    return told


def _proof(proof: Proof, sheet: Sheet, masked: bool) -> dict[str, Any]:
    """Write a proof; without salt and sum nobody can try which number the covered original held."""
    return {
        "file": None if masked else f"data/原始/{sheet.file}",
        "sha256": None if masked else proof.sha256,
        "salt": None if masked else proof.salt.hex(),
        "index": proof.index,
        "size": proof.size,
        "leaf": proof.leaf.decode(),
        "path": [step.hex() for step in proof.path],
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")
