"""The vault: one folder with a key file, an encrypted database and encrypted originals; it knows no case and no law.

    keys.json, keys.copy.json   the key file and its twin
    writer.lock                 who writes now
    g1/vault.db                 rows and journal (SQLCipher)         g1/blobs/<name>.age   originals (age)

`g1` is the generation; giving the vault a new key builds the next one beside it. Times are passed in.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

import sqlalchemy as sa

from fairdue.kernel.errors import (
    DiskRefused,
    FairDueError,
    ItemDamaged,
    ItemDeleted,
    NoVault,
    RecoveryNotProven,
    VaultChanged,
    VaultDamaged,
)
from fairdue.records.vault import Checkpoint, Details, Entry, Issue, Item, Proof
from fairdue.store.database import Database, Driver
from fairdue.store.ledger import ITEMS, SETTINGS
from fairdue.vault import checkpoints, erasure, journal, keys, readiness, subkeys, tree
from fairdue.vault.blobs import Blobs, Unreadable
from fairdue.vault.place import BLOBS, DATABASE, LOCK, BringUp, Place, make_home
from fairdue.vault.proving import proof_of
from fairdue.vault.storage import Disk, Storage, disk_errors, read_whole
from fairdue.vault.unit import Work, as_item, find

WAIT_TRIES: Final = 500


class Created(NamedTuple):
    """A new vault and its recovery key in writing, shown once."""

    vault: Vault
    recovery_key: str


class Vault:
    """An open vault. Make one with `create`, `open` or `recover`; methods may be called from any thread."""

    def __init__(self, place: Place, opened: keys.Opened, *, readonly: bool = False) -> None:
        self.place, self.readonly = place, readonly
        self._opened, self._keys = opened, subkeys.derive(opened.key)
        self._turn = threading.RLock()
        self._busy = False
        self.notices: tuple[Issue, ...] = ()
        self._key_bytes = keys.as_bytes(opened.file)
        home = place.folder / f"g{opened.file.generation}"
        self.blobs = Blobs(place.storage, home / BLOBS, self._keys)
        with disk_errors(home):
            if place.storage.size(home / DATABASE) is None:
                raise VaultDamaged(path=str(home / DATABASE), why="database-missing")
            self.database = Database(home / DATABASE, self._keys.database, driver=place.driver, readonly=readonly)
        try:
            self._make_ready()
        except BaseException:
            self.database.close()
            raise

    # --- making and opening ---

    @classmethod
    def create(
        cls,
        folder: Path,
        passphrase: str,
        *,
        at: datetime,
        cost: keys.Cost | None = None,
        storage: Storage | None = None,
        driver: Driver | None = None,
        bring_up: BringUp | None = None,
    ) -> Created:
        """Make a vault in an empty or new folder; it keeps nothing before the recovery key is proven.

        Raises VaultExists, WeakPassphrase, DiskRefused.
        """
        place = Place(folder, storage or Disk(), driver, bring_up)
        opened, recovery_key = keys.new(passphrase, cost=cost)
        with disk_errors(folder):
            make_home(place, opened)
        vault = cls(place, opened)
        with vault._unit(at) as work:
            work.connection.execute(SETTINGS.insert(), {"name": "vault", "value": opened.file.vault})
            signer = checkpoints.pem(vault._keys.signer)
            journal.append(work.connection, at=at, kind="create", details={"signer": signer})
        return Created(vault, recovery_key)

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        *,
        readonly: bool = False,
        storage: Storage | None = None,
        driver: Driver | None = None,
        bring_up: BringUp | None = None,
    ) -> Vault:
        """Open a vault. Raises NoVault, WrongPassphrase, KeyFileDamaged, VaultDamaged, VaultTooNew.

        `readonly` takes no lock and writes nothing, also on a disk that cannot be written.
        `bring_up` brings further tables to their version; the function it gets makes a copy of the database first.
        """
        place = Place(folder, storage or Disk(), driver, bring_up)
        file, _alike = keys.load(place.storage, folder)
        return cls(place, keys.open_by_passphrase(file, passphrase), readonly=readonly)

    @classmethod
    def recover(
        cls,
        folder: Path,
        recovery_key: str,
        new_passphrase: str,
        *,
        at: datetime | None = None,
        cost: keys.Cost | None = None,
        storage: Storage | None = None,
        driver: Driver | None = None,
        bring_up: BringUp | None = None,
    ) -> Vault:
        """Open a vault by its recovery key and give it a new passphrase, which is written down when `at` says when.

        Raises WrongRecoveryKey, WeakPassphrase.
        """
        place = Place(folder, storage or Disk(), driver, bring_up)
        keys.check_strength(new_passphrase)
        file, _alike = keys.load(place.storage, folder)
        opened = keys.with_passphrase(keys.open_by_recovery(file, recovery_key), new_passphrase, cost=cost)
        vault = cls(place, opened)
        with vault.locked():
            keys.write(place.storage, folder, opened.file)
        if at is not None:
            with vault._unit(at) as work:
                work.record("key-change", details={"what": "passphrase", "by": "recovery-key"})
        return vault

    def _make_ready(self) -> None:
        if self.readonly:
            readiness.check_version(self.database)
            return
        with self.locked():
            readiness.bring_up(self.place, self.database)
            self.notices = readiness.mend_key_file(self.place, self._opened)
            readiness.tidy(self.place, self._opened, self.database, self.blobs)

    # --- the keys ---

    @property
    def id(self) -> str:
        """Return the id of the vault, random and without meaning."""
        return self._opened.file.vault

    @property
    def signer(self) -> bytes:
        """Return the raw Ed25519 public key under which this vault's checkpoints verify."""
        return self._keys.signer

    @property
    def recovery_proven(self) -> bool:
        """Tell whether the recovery key was typed back."""
        return self._opened.file.recovery_proven

    def prove_recovery(self, typed: str) -> None:
        """Check the recovery key as typed from the paper; from now on the vault keeps things. Raises WrongRecoveryKey."""
        keys.open_by_recovery(self._opened.file, typed)
        self._replace_keys(keys.proven(self._opened))

    def change_passphrase(self, old: str, new: str, *, at: datetime, cost: keys.Cost | None = None) -> None:
        """Wrap the same vault key under another passphrase. Raises WrongPassphrase, WeakPassphrase."""
        keys.open_by_passphrase(self._opened.file, old)
        self._replace_keys(keys.with_passphrase(self._opened, new, cost=cost))
        with self._unit(at) as work:
            work.record("key-change", details={"what": "passphrase"})

    def renew_recovery(self, passphrase: str, *, at: datetime) -> str:
        """Make a new recovery key, for a lost or seen one; return it in writing. It is to be proven again."""
        keys.open_by_passphrase(self._opened.file, passphrase)
        opened, written = keys.with_recovery(self._opened)
        self._replace_keys(opened)
        with self._unit(at) as work:
            work.record("key-change", details={"what": "recovery-key"})
        return written

    def _replace_keys(self, opened: keys.Opened) -> None:
        with self._turn, self.locked():
            self._check_keys()
            try:
                keys.write(self.place.storage, self.place.folder, opened.file)
            except FairDueError:
                with suppress(FairDueError):  # a half-done change is undone, or mended when the vault is next opened
                    keys.write(self.place.storage, self.place.folder, self._opened.file)
                raise
            self._opened, self._key_bytes = opened, keys.as_bytes(opened.file)

    def _check_keys(self) -> None:
        """Refuse to go on when another program has given the vault another key since. Raises VaultChanged."""
        try:
            with suppress(OSError):
                if read_whole(self.place.storage, self.place.folder / keys.NAMES[0]) == self._key_bytes:
                    return
            file, _alike = keys.load(self.place.storage, self.place.folder)
        except NoVault:
            raise VaultChanged(path=str(self.place.folder)) from None
        mine = self._opened.file
        if (file.vault, file.generation) != (mine.vault, mine.generation):
            raise VaultChanged(path=str(self.place.folder))

    # --- writing ---

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the lock of the one writer. Raises VaultBusy after ten seconds."""
        with disk_errors(self.place.folder), self.place.storage.lock(self.place.folder / LOCK, tries=WAIT_TRIES):
            yield

    @contextmanager
    def unit_of_work(self, *, at: datetime) -> Iterator[Work]:
        """Do several things as one: on leaving without an error all of it is durable, otherwise nothing was kept.

        Raises RecoveryNotProven, VaultBusy, VaultChanged, DiskRefused.
        """
        if not self.recovery_proven:
            raise RecoveryNotProven
        with self._unit(at) as work:
            yield work

    @contextmanager
    def _unit(self, at: datetime) -> Iterator[Work]:
        with self._turn:
            if self._busy:
                raise RuntimeError("a unit of work is open in this thread")
            self._busy = True
            try:
                with self.locked():
                    self._check_keys()
                    work = yield from self._transaction(at)
                    if work.deleted_something:
                        self._erase()
            finally:
                self._busy = False

    def _transaction(self, at: datetime) -> Generator[Work, None, Work]:
        with self.database.writing() as connection:
            work = Work(connection, self.blobs, at=at)
            try:
                yield work
                work.make_durable()
            except BaseException:
                work.withdraw()
                raise
        return work

    def _erase(self) -> None:
        """Erase the files of what was deleted; where the disk refuses, the next opening does it and a notice says so."""
        try:
            with disk_errors(self.blobs.folder):
                erasure.finish(self.database, self.blobs)
        except DiskRefused:
            self.notices = (*self.notices, Issue("not-yet-erased", place=str(self.blobs.folder)))

    def intake(
        self,
        content: bytes | BinaryIO,
        *,
        at: datetime,
        name: str,
        media_type: str = "application/octet-stream",
        origin: Details | None = None,
    ) -> Item:
        """Seal one original in a unit of its own; when this returns it is durable."""
        with self.unit_of_work(at=at) as work:
            return work.intake(content, name=name, media_type=media_type, origin=origin)

    # --- reading ---

    def items(self, *, deleted: bool = False) -> list[Item]:
        """List the items in the order they came, with tombstones only when asked."""
        query = sa.select(ITEMS).order_by(ITEMS.c.number)
        with self.database.reading() as connection:
            return [as_item(row) for row in connection.execute(query) if deleted or row.deleted_at is None]

    def item(self, item: str) -> Item:
        """Look an item up, or its tombstone. Raises UnknownName."""
        with self.database.reading() as connection:
            return as_item(find(connection, item))

    def custody(self, item: str | None = None) -> list[Entry]:
        """List the custody entries in order, of one item or of all."""
        with self.database.reading() as connection:
            return list(journal.entries(connection, item))

    def read(self, item: str) -> bytes:
        """Return an original, checked byte for byte; writes no entry: for making derivatives and indexes.

        Raises UnknownName, ItemDeleted, ItemDamaged.
        """
        content = bytearray()
        self.copy_out(item, content.extend)
        return bytes(content)

    def copy_out(self, item: str, take: Callable[[bytes], object]) -> None:
        """Pass an original on chunk by chunk; trust the chunks only when this returned. Writes no entry."""
        with self.database.reading() as connection:
            row = find(connection, item)
        if row.deleted_at is not None:
            raise ItemDeleted(item=item, on=row.deleted_at[:10])
        try:
            with disk_errors(self.blobs.folder):
                sha256, _size = self.blobs.copy_out(row.blob, take)
        except FileNotFoundError:
            self._check_keys()
            raise ItemDamaged(item=item, why="missing") from None
        except Unreadable:
            raise ItemDamaged(item=item, why="changed") from None
        if sha256 != row.sha256:
            raise ItemDamaged(item=item, why="changed")

    def view(self, item: str, *, at: datetime, purpose: str = "") -> bytes:
        """Return an original to look at, and write down that it was looked at."""
        content = self.read(item)
        with self.unit_of_work(at=at) as work:
            work.record("view", item=item, details={"purpose": purpose})
        return content

    # --- proving ---

    def checkpoint(self, *, at: datetime, purpose: str) -> Checkpoint:
        """Sign the journal as it stands."""
        with self._unit(at) as work:
            return checkpoints.make(work.connection, self.id, self._keys, at=at, purpose=purpose)

    def sign(self, data: bytes) -> bytes:
        """Sign with the key of the checkpoints: for the list of sums of a package, which names its own checkpoint."""
        return self._keys.signing.sign(data)

    def checkpoints(self) -> list[Checkpoint]:
        """List the checkpoints made so far, oldest first."""
        with self.database.reading() as connection:
            return checkpoints.kept(connection)

    def grew(self) -> bool:
        """Tell whether entries were added since the last checkpoint."""
        with self.database.reading() as connection:
            return journal.length(connection) > checkpoints.last_size(connection)

    def prove(self, items: Iterable[str], *, at: datetime, purpose: str) -> tuple[Checkpoint, dict[str, Proof]]:
        """Write an export entry for each item, sign the journal, and prove each item's first entry in it.

        Raises UnknownName, ItemDeleted.
        """
        chosen = list(dict.fromkeys(items))
        with self.unit_of_work(at=at) as work:
            rows = [find(work.connection, item) for item in chosen]
            for row in rows:
                if row.deleted_at is not None:
                    raise ItemDeleted(item=row.id, on=row.deleted_at[:10])
                work.record("export", item=row.id, details={"purpose": purpose})
            made = checkpoints.make(work.connection, self.id, self._keys, at=at, purpose=purpose)
            hashes = journal.hashes(work.connection)
            branches = tree.Branches(hashes)
            return made, {row.id: proof_of(work.connection, row, branches) for row in rows}

    def consistency(self, body: str) -> tuple[bytes, ...]:
        """Prove that the journal of an earlier checkpoint is a beginning of today's. Raises CheckpointRefused."""
        _vault, size, _root = checkpoints.read(body)
        with self.database.reading() as connection:
            return tree.consistency(journal.hashes(connection), size)

    def close(self, *, at: datetime | None = None) -> None:
        """Close the vault; with a time given, sign the journal first when it has grown."""
        try:
            if at is not None and not self.readonly and self.grew():
                self.checkpoint(at=at, purpose="session")
        finally:
            self.database.close()

    def __enter__(self) -> Vault:
        """Return the vault itself."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the vault without a checkpoint; call `close(at=…)` for one."""
        self.database.close()
