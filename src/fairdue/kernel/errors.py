"""The one family of errors; each class carries a code and values, never a sentence.

    FairDueError
    ├── InputError            unusable arguments or input (exit 2)
    │   ├── EmptyText         nothing to read
    │   │   └── EmptyField    one thing that must be written was left empty
    │   ├── TextTooLong       more characters than the limit
    │   ├── NotText           binary bytes
    │   ├── UnknownEncoding   bytes in no encoding we can tell
    │   ├── UnusableDate      a date that does not exist, lies ahead, or before the pack begins
    │   ├── UnknownName       an id, name or choice nobody has heard of
    │   ├── UnfitCorrection   a row put in place of one that was corrected before, is of another kind or says the same
    │   ├── MissingColumn     a table without the column needed
    │   ├── BrokenRecord      one line or row that cannot be read
    │   ├── UnreadableFile    a file that cannot be opened or written
    │   ├── PackageRefused    an evidence package, or what passes for one, that is not looked into
    │   ├── MissingExtra      a part that needs a package not installed
    │   ├── UnusableFigure    an amount, rate, day or word in a file or option that cannot be meant so
    │   ├── ManyFaults        several of those in one file, told together
    │   ├── NoRate            flows for which there is no rate
    │   └── MissingGlyph      characters that no typeface of the papers can show
    ├── PackError             the pack is wrong, missing or does not answer (exit 3)
    │   ├── PackNotFound      no such pack installed
    │   ├── PackBroken        problems found while loading
    │   └── LawError          a question to the law that it cannot answer
    │       ├── UnknownProvision   no provision of that id
    │       ├── NotInForce         the provision was not in force on that day
    │       ├── NotCitable         background, or a kind without standing: never printed as authority
    │       └── NoValue            a parameter has no value for that day
    └── VaultError            the vault is missing, locked, busy, refused or damaged (exit 4; 2 where the input was wrong)
        ├── NoVault           no vault in that folder
        ├── VaultExists       something is already there
        ├── VaultLocked       the passphrase has not been given
        ├── WeakPassphrase    a new passphrase too easy to guess
        ├── WrongPassphrase   the passphrase does not open this vault
        ├── WrongRecoveryKey  a recovery key mistyped, or of another vault
        ├── RecoveryNotProven nothing is kept before the recovery key was typed back
        ├── KeyFileDamaged    no usable copy of the key file
        ├── VaultDamaged      the database cannot be read
        ├── ItemDamaged       one item cannot be read as it was sealed
        ├── ItemHeld          an item under hold is not deleted
        ├── ItemDeleted       the item was deleted; its tombstone remains
        ├── VaultBusy         another program is writing
        ├── VaultChanged      the vault was re-keyed or replaced since it was opened
        ├── VaultTooNew       written by a newer FairDue
        ├── UnsafeDatabase    an SQLite with a known fault
        ├── DiskRefused       the disk is full, read-only or failing
        ├── BackupBroken      a backup that cannot be trusted
        ├── CheckpointRefused a checkpoint that is no proof of this vault
        └── TimestampRefused  a time authority's reply that does not fit

`app/contracts/words.py` turns a code and its values into a sentence in the reader's language.
"""

from __future__ import annotations

from typing import ClassVar


class FairDueError(Exception):
    """Something that can be said to a person: a stable `code` and the `values` its sentence needs."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    status: ClassVar[int] = 500

    def __init__(self, **values: object) -> None:
        self.values: dict[str, object] = values
        super().__init__(self.code, values)

    def __str__(self) -> str:
        """Name the code and the values, for logs and tests; people read `words.py` instead."""
        return f"{self.code}: " + ", ".join(f"{key}={value!r}" for key, value in self.values.items())


class InputError(FairDueError):
    """Unusable arguments or input."""

    code = "input"
    exit_code = 2
    status = 422


class EmptyText(InputError):
    """There is nothing to read: no text, or only blanks and marks. Values: none."""

    code = "empty-text"


class EmptyField(EmptyText):
    """One thing that must be written is left empty. Values: what (a code such as `case-title`, `search-words`)."""

    code = "empty-field"


class TextTooLong(InputError):
    """More than the limit. Values: length, limit (characters or bytes), unit."""

    code = "text-too-long"
    status = 413


class NotText(InputError):
    """Bytes that are not text. Values: source, kind (what it looks like)."""

    code = "not-text"
    status = 415


class UnknownEncoding(InputError):
    """Bytes that are neither UTF-8 nor GB18030. Values: source, offset (of the first bad byte)."""

    code = "unknown-encoding"
    status = 415


class UnusableDate(InputError):
    """A date that cannot be used. Values: given, limit, why.

    `why` is `not-a-date`, `in-the-future`, `served-in-the-future`, `before-the-pack` or `no-rate-yet`.
    """

    code = "unusable-date"


class UnknownName(InputError):
    """A name nobody has heard of. Values: what, given, known (the nearest or all choices)."""

    code = "unknown-name"
    status = 404


class UnfitCorrection(InputError):
    """A correction that cannot be made. Values: given (the row), why, and by (the row that corrected it) where told.

    `why` is `corrected-before`, `other-kind` or `unchanged`.
    """

    code = "unfit-correction"
    status = 409


class MissingColumn(InputError):
    """A table without a column it needs. Values: source, column, found."""

    code = "missing-column"


class BrokenRecord(InputError):
    """One record that cannot be read. Values: source, line, why."""

    code = "broken-record"


class UnreadableFile(InputError):
    """A file that cannot be opened or written. Values: path, why."""

    code = "unreadable-file"


class PackageRefused(InputError):
    """A package that is not checked. Values: why, and given (a name in it) or limit where told.

    `why` is `not-a-zip`, `no-package`, `broken-zip`, `locked-zip`, `strange-packing`, `link`, `bad-name`, `name-twice`,
    `too-many-files`, `too-large-package`, `bomb`, or of the lock: `passphrase-missing`, `wrong-package-passphrase`,
    `locked-for-a-key`, `lock-too-costly`, `too-large-locked`.
    """

    code = "package-refused"


class MissingExtra(InputError):
    """A part that needs a package not installed. Values: extra, package."""

    code = "missing-extra"


class UnusableFigure(InputError):
    """A figure that cannot be meant so. Values: where (file:line and field, a cell, an option), given, why, limit.

    `why` names the fault, such as `negative`, `missing`, `not-an-amount`, `looks-like-fraction`, `before-the-loan`.
    """

    code = "unusable-figure"


class ManyFaults(InputError):
    """Several faults in one file. Values: source, count, faults (the errors themselves, the first twenty)."""

    code = "many-faults"


class NoRate(InputError):
    """Flows without a rate. Values: why (`one-direction`, `same-day`, `no-root`, `not-evenly-spaced`, `no-flows`), given."""

    code = "no-rate"


class MissingGlyph(InputError):
    """Characters that no typeface of the papers can show. Values: characters."""

    code = "missing-glyph"


class PackError(FairDueError):
    """The pack is missing, broken, or does not answer."""

    code = "pack"
    exit_code = 3


class PackNotFound(PackError):
    """No pack of that name. Values: given, known."""

    code = "pack-not-found"


class PackBroken(PackError):
    """Problems found while loading a pack. Values: pack, count, first."""

    code = "pack-broken"


class LawError(PackError):
    """A question the law in the pack cannot answer."""

    code = "law"


class UnknownProvision(LawError):
    """No provision of that id. Values: provision, near."""

    code = "unknown-provision"
    exit_code = 2
    status = 404


class NotInForce(LawError):
    """The provision was not in force on that day. Values: provision, on, since, until, successor, predecessor."""

    code = "not-in-force"
    exit_code = 2
    status = 422


class NotCitable(LawError):
    """The provision may not be cited. Values: provision, why (`background`, `no-standing`)."""

    code = "not-citable"
    exit_code = 2
    status = 422


class NoValue(LawError):
    """A parameter has no value that day. Values: parameter, on, last, why, citation.

    `why` is `before-first`, `not-confirmed` or `no-longer-set`; only the last comes with `citation`.
    """

    code = "no-value"
    exit_code = 2
    status = 422


class VaultError(FairDueError):
    """The vault cannot do what was asked."""

    code = "vault"
    exit_code = 4
    status = 503


class NoVault(VaultError):
    """There is no vault in that folder. Values: path."""

    code = "no-vault"
    exit_code = 2
    status = 404


class VaultExists(VaultError):
    """A vault, or something else, is already there. Values: path."""

    code = "vault-exists"
    exit_code = 2
    status = 409


class VaultLocked(VaultError):
    """The passphrase has not been given yet. Values: none."""

    code = "vault-locked"
    exit_code = 2
    status = 403


class WeakPassphrase(VaultError):
    """A new passphrase that is too easy to guess. Values: why (`too-short`, `digits-only`, `one-character`), limit."""

    code = "weak-passphrase"
    exit_code = 2
    status = 422


class WrongPassphrase(VaultError):
    """The passphrase does not open this vault; nothing was changed. Values: none."""

    code = "wrong-passphrase"
    exit_code = 2
    status = 403


class WrongRecoveryKey(VaultError):
    """The recovery key does not open this vault. Values: why (`mistyped`, `other-vault`)."""

    code = "wrong-recovery-key"
    exit_code = 2
    status = 403


class RecoveryNotProven(VaultError):
    """Nothing is kept before the recovery key was typed back once. Values: none."""

    code = "recovery-not-proven"
    exit_code = 2
    status = 409


class KeyFileDamaged(VaultError):
    """Neither copy of the key file can be used. Values: path."""

    code = "key-file-damaged"


class VaultDamaged(VaultError):
    """The database of the vault cannot be read. Values: path, why."""

    code = "vault-damaged"


class ItemDamaged(VaultError):
    """One item cannot be read as it was sealed. Values: item, why (`missing`, `changed`)."""

    code = "item-damaged"


class ItemHeld(VaultError):
    """An item under hold is not deleted. Values: item, reason."""

    code = "item-held"
    exit_code = 2
    status = 409


class ItemDeleted(VaultError):
    """The item was deleted; only its tombstone remains. Values: item, on."""

    code = "item-deleted"
    exit_code = 2
    status = 410


class VaultBusy(VaultError):
    """Another program is writing. Values: path, holder (what the lock file says of it)."""

    code = "vault-busy"
    status = 423


class VaultChanged(VaultError):
    """The vault was re-keyed or replaced since it was opened. Values: path."""

    code = "vault-changed"
    status = 409


class VaultTooNew(VaultError):
    """The vault was written by a newer FairDue; it is left alone. Values: found, known."""

    code = "vault-too-new"


class UnsafeDatabase(VaultError):
    """This SQLite has a fault that can lose what was written. Values: found, needed."""

    code = "unsafe-database"


class DiskRefused(VaultError):
    """The disk did not take it. Values: path, why (`disk-full`, `read-only`, `disk-failed`, `no-room`)."""

    code = "disk-refused"
    status = 507


class BackupBroken(VaultError):
    """A backup that cannot be trusted; nothing was restored. Values: path, why."""

    code = "backup-broken"


class CheckpointRefused(VaultError):
    """A checkpoint that proves nothing about this vault. Values: why (`other-vault`, `bad-signature`, `unreadable`)."""

    code = "checkpoint-refused"
    exit_code = 2
    status = 422


class TimestampRefused(VaultError):
    """A time authority's reply that does not fit what was asked, or its address. Values: why, given (the address)."""

    code = "timestamp-refused"
