"""Export an evidence package (证据包): the items a person chose, whole and with personal data covered.

A package cites confirmed findings only. The covered copy hides the people of the case and every number that looks
like one; a picture comes into it only when somebody said which parts to cover, or that there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from fairdue.app.contracts.words import reason_of
from fairdue.app.wiring import READABLE, ReadText
from fairdue.kernel.errors import EmptyText, FairDueError, ItemDamaged, ItemDeleted, UnknownName, UnreadableFile
from fairdue.records.case import Case, Party
from fairdue.records.exhibit import Exhibit
from fairdue.records.vault import Checkpoint, Item, Proof, Token

if TYPE_CHECKING:
    from fairdue.vault import Vault
    from fairdue.vault.package.build import Chosen, Wishes
    from fairdue.vault.package.pictures import Box
    from fairdue.vault.package.sinks import Sink

FULL, MASKED = "完整版", "遮盖版"
_PICTURE: Final = 50_000_000  # bytes of a picture that is printed


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person asked for: the labels in order, the copies, which of the two packages, what to cover.

    `boxes` are the parts of pictures to cover, by label; `looked_over` are labels with nothing to cover. `authority` is
    the address of a time authority that the person has seen and agreed to, empty for none: 32 bytes go there.
    """

    labels: tuple[str, ...]
    copies: int = 1
    with_originals: bool = True
    full: bool = True
    masked: bool = True
    boxes: Mapping[str, tuple[Box, ...]] = field(default_factory=dict)
    looked_over: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    authority: str = ""
    certificate: bytes | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was made: per package how many files it has, the key's fingerprint, what the covered copy left out."""

    files: Mapping[str, int]
    fingerprint: str
    left_out: tuple[str, ...]


def export_folder(
    vault: Vault, case: Case, wanted: Wanted, folder: Path, read_text: ReadText, now: datetime
) -> Exported:
    """Write one folder a package into `folder`, whole or not at all.

    Raises UnknownName, ItemDeleted, ItemDamaged, UnreadableFile, MissingExtra.
    """
    from fairdue.vault.package.sinks import FolderSink

    return _written(lambda name: FolderSink(folder / name), vault, case, wanted, read_text, now)


def export_archive(
    vault: Vault, case: Case, wanted: Wanted, out: IO[bytes], read_text: ReadText, now: datetime
) -> Exported:
    """Write both packages as one ZIP archive to `out`; raises like `export_folder`."""
    from fairdue.vault.package.sinks import ZipSink, zip_to

    archive = zip_to(out)
    try:
        exported = _written(lambda name: ZipSink(archive, name, now), vault, case, wanted, read_text, now)
    except BaseException:
        archive.fp = None  # it must not try to finish, when it is thrown away, what `out` no longer takes
        raise
    archive.close()
    return exported


def export_file(
    vault: Vault, case: Case, wanted: Wanted, path: Path, read_text: ReadText, now: datetime,
    *, passphrase: str | None = None, recipient: str | None = None,
) -> Exported:  # fmt: skip
    """Write one archive file, encrypted (age) when a passphrase or a recipient is given; nothing readable beside it.

    Raises WeakPassphrase for one the vault would not take either, and what `export_folder` raises.
    """
    from fairdue.vault.package import transport

    made: list[Exported] = []

    def fill(out: IO[bytes]) -> None:
        made.append(export_archive(vault, case, wanted, out, read_text, now))

    whole: Callable[[IO[bytes]], object] = fill
    if recipient is not None:
        whole = partial(transport.encrypt_for, recipient, fill)
    elif passphrase is not None:
        whole = partial(transport.encrypt_with, passphrase, fill)
    try:
        transport.write_whole(path, whole)
    except OSError as error:
        raise UnreadableFile(path=str(path), why=reason_of(error)) from error
    return made[0]


def _written(
    sink_of: Callable[[str], Sink], vault: Vault, case: Case, wanted: Wanted, read_text: ReadText, now: datetime
) -> Exported:
    chosen = _chosen(vault, case, wanted, read_text)
    with _labelled(chosen):
        return _built(sink_of, vault, case, wanted, chosen, now)


@contextmanager
def _labelled(chosen: Sequence[Chosen]) -> Iterator[None]:
    """Name a damaged item by the label under which the case knows it."""
    try:
        yield
    except ItemDamaged as error:
        labels = {one.item.id: one.exhibit.label for one in chosen}
        item = str(error.values["item"])
        raise ItemDamaged(item=labels.get(item, item), why=error.values["why"]) from error


def _built(
    sink_of: Callable[[str], Sink], vault: Vault, case: Case, wanted: Wanted, chosen: Sequence[Chosen], now: datetime
) -> Exported:
    from fairdue.vault.package.build import build, fingerprint

    checkpoint, proofs = vault.prove([one.item.id for one in chosen], at=now, purpose="package")
    tokens = (_stamped(vault, checkpoint, wanted.authority, now),) if wanted.authority else ()
    sealed = _Sealed(vault, checkpoint, proofs, tokens, wanted.certificate)
    files = {}
    for name, is_masked in ((FULL, False), (MASKED, True)):
        if wanted.masked if is_masked else wanted.full:
            try:
                files[name] = build(sink_of(name), sealed, chosen, _wishes(vault, case, wanted, is_masked, now)).whole
            except OSError as error:
                raise UnreadableFile(path=str(error.filename or name), why=reason_of(error)) from error
    return Exported(files, fingerprint(checkpoint.signer_pem), _left_out(chosen, wanted) if wanted.masked else ())


def time_authority(url: str) -> str:
    """Return the host a request for a time stamp would go to, to be shown first; raises TimestampRefused."""
    from fairdue.vault import timestamp

    return timestamp.destination(url).host


def _stamped(vault: Vault, checkpoint: Checkpoint, url: str, now: datetime) -> Token:
    """Have the agreed authority stamp a checkpoint, and keep its reply; raises TimestampRefused."""
    from fairdue.vault import timestamp

    query = timestamp.request(checkpoint)
    response = timestamp.send(query, timestamp.destination(url))
    timestamp.keep(vault, checkpoint, query, response, at=now, authority=url)
    return Token(checkpoint.size, url, response, now)


def _chosen(vault: Vault, case: Case, wanted: Wanted, read_text: ReadText) -> tuple[Chosen, ...]:
    """Look up what was chosen, with its text or picture and what a person confirmed in it."""
    from fairdue.store.cases import Cases
    from fairdue.vault.package.build import Chosen

    with vault.database.reading() as connection:
        known = {one.label: one for one in Cases(connection).exhibits(case.id)}
        confirmed = Cases(connection).findings(case.id, status="confirmed")
    labels = tuple(dict.fromkeys(_label(label) for label in wanted.labels))
    if not labels:
        raise EmptyText()
    chosen = []
    for label in labels:
        if label not in known:
            raise UnknownName(what="exhibit", given=label, known=tuple(known))
        exhibit: Exhibit = known[label]
        item = vault.item(exhibit.item)
        if item.deleted_at is not None:
            raise ItemDeleted(item=label, on=item.deleted_at.date().isoformat())
        try:
            text, picture = _contents(vault, item, read_text)
        except ItemDamaged as error:
            raise ItemDamaged(item=exhibit.label, why=error.values["why"]) from error
        findings = tuple(finding for finding in confirmed if finding.evidence == item.id)
        chosen.append(Chosen(exhibit, item, text, picture, findings, tuple(vault.custody(item.id))))
    return tuple(chosen)


def _label(given: str) -> str:
    """Write a label as the list does: 1, e1 and E0001 are the same.

    >>> _label("e12"), _label("E0001"), _label("x")
    ('E0012', 'E0001', 'x')
    """
    number = given.strip().upper().removeprefix("E")
    return f"E{int(number):04d}" if number.isascii() and number.isdigit() else given.strip()


def _contents(vault: Vault, item: Item, read_text: ReadText) -> tuple[str | None, bytes | None]:
    """Return an item's text or its picture, whichever it is."""
    if item.media_type == "text/plain" and item.size <= READABLE:
        with suppress(FairDueError):
            return read_text(vault.read(item.id), item.name), None
    if item.media_type.startswith("image/") and item.size <= _PICTURE:
        from fairdue.vault.package.pictures import opened

        data = vault.read(item.id)
        with suppress(FairDueError):
            opened(data)
            return None, data
    return None, None


def _wishes(vault: Vault, case: Case, wanted: Wanted, is_masked: bool, now: datetime) -> Wishes:
    from fairdue.store.cases import Cases
    from fairdue.vault.package.build import Wishes
    from fairdue.vault.package.mask import Mask

    with vault.database.reading() as connection:
        parties = Cases(connection).parties(case.id)
        before = [one.said for one in Cases(connection).former(case.id)]
    looked_over: dict[str, tuple[Box, ...]] = {_label(label): () for label in wanted.looked_over}
    boxes = looked_over | {_label(label): given for label, given in wanted.boxes.items()}
    return Wishes(
        at=now,
        agent=f"FairDue {version('fairdue')}",
        copies=wanted.copies,
        with_originals=wanted.with_originals,
        masked=is_masked,
        mask=Mask((*parties, *(said for said in before if isinstance(said, Party))), wanted.also),
        boxes=boxes,
    )


def _left_out(chosen: Sequence[Chosen], wanted: Wanted) -> tuple[str, ...]:
    """Name what the covered copy has no file of: pictures nobody looked over, recordings, other files."""
    seen = {_label(label) for label in (*wanted.boxes, *wanted.looked_over)}
    return tuple(
        one.exhibit.label
        for one in chosen
        if one.text is None and (one.picture is None or one.exhibit.label not in seen)
    )


class _Sealed:
    """The vault as a package sees it: originals, proofs under one checkpoint, the signature."""

    def __init__(
        self,
        vault: Vault,
        checkpoint: Checkpoint,
        proofs: Mapping[str, Proof],
        tokens: Sequence[Token],
        certificate: bytes | None,
    ) -> None:
        self._vault, self.checkpoint, self._proofs = vault, checkpoint, proofs
        self.tokens, self.certificate = tokens, certificate

    def copy_out(self, item: str, take: Callable[[bytes], object]) -> None:
        """Hand over the original bytes of an item."""
        self._vault.copy_out(item, take)

    def proof(self, item: str) -> Proof:
        """Prove the sealing of an item."""
        return self._proofs[item]

    def sign(self, data: bytes) -> bytes:
        """Sign with the key of the checkpoint."""
        return self._vault.sign(data)
