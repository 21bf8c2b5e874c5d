"""What is done to a vault while it is being hurt, and what must hold afterwards."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import uuid4

from fairdue.kernel.errors import ItemDeleted, UnknownName, WrongPassphrase
from fairdue.records.vault import Checkpoint
from fairdue.vault import Vault, compare, make_backup, rekey, verify
from tests.vault.specimen import AT, LATER, OTHER, PASSPHRASE, QUICK


@dataclass(frozen=True)
class Acknowledged:
    """What the vault has confirmed so far: items with their content, deletions, the last checkpoint."""

    items: dict[str, bytes] = field(default_factory=dict)
    deleted: frozenset[str] = frozenset()
    perhaps_deleted: frozenset[str] = frozenset()
    passphrases: tuple[str, ...] = (PASSPHRASE,)
    checkpoint: Checkpoint | None = None
    parents: dict[str, str] = field(default_factory=dict)

    def family(self, item: str) -> frozenset[str]:
        """Name an item and all that was made from it, for they go together."""
        found = {item}
        for child, parent in self.parents.items():  # in the order they were made
            if parent in found:
                found.add(child)
        return frozenset(found)

    def with_items(self, **items: bytes) -> Acknowledged:
        """Add items."""
        return replace(self, items={**self.items, **items})


class Workload:
    """Steps of ordinary use; `known` is what was acknowledged when the last finished step returned.

    `tell` is called with it each time it changes: before a step that may or may not take effect, and after each.
    """

    def __init__(
        self, vault: Vault, known: Acknowledged | None = None, tell: Callable[[Acknowledged], object] | None = None
    ) -> None:
        self.vault, self._known, self._tell = vault, known or Acknowledged(), tell

    @property
    def known(self) -> Acknowledged:
        """Return what was acknowledged."""
        return self._known

    @known.setter
    def known(self, known: Acknowledged) -> None:
        self._known = known
        if self._tell is not None:
            self._tell(known)

    def run(self) -> None:
        """Take every step once."""
        self.one_by_one(3)
        self.batch(3)
        self.derive_and_note()
        self.delete_first()
        self.sign()
        self.change_passphrase()
        self.one_by_one(2)

    def one_by_one(self, count: int) -> None:
        """Seal items, each in a unit of its own."""
        for _ in range(count):
            content = f"第 {len(self.known.items)} 条 {uuid4()}".encode() * 40
            item = self.vault.intake(content, at=AT, name="一条.txt")
            self.known = self.known.with_items(**{item.id: content})

    def batch(self, count: int) -> None:
        """Seal several items as one."""
        contents = [f"一批里的第 {number} 条 {uuid4()}".encode() * 100 for number in range(count)]
        with self.vault.unit_of_work(at=AT) as work:
            sealed = [work.intake(content, name="一批.txt").id for content in contents]
        self.known = self.known.with_items(**dict(zip(sealed, contents, strict=True)))

    def derive_and_note(self) -> None:
        """Make something from the newest item, remark on it, hold it and let it go."""
        parent = [item for item in self.known.items if item not in self.known.perhaps_deleted][-1]
        with self.vault.unit_of_work(at=AT) as work:
            made = work.derive(parent, b"text " + parent.encode(), name="t", media_type="text/plain", method="m 1")
            work.note("看过", item=made.id)
            work.hold(made.id, "等对方答复")
        known = self.known.with_items(**{made.id: b"text " + parent.encode()})
        self.known = replace(known, parents={**known.parents, made.id: parent})
        with self.vault.unit_of_work(at=LATER) as work:
            work.release(made.id, "已答复")

    def delete_first(self) -> None:
        """Delete the oldest living item."""
        gone = self.known.deleted | self.known.perhaps_deleted
        victim = next(item for item in self.known.items if item not in gone)
        family = self.known.family(victim)
        self.known = replace(self.known, perhaps_deleted=self.known.perhaps_deleted | family)
        with self.vault.unit_of_work(at=LATER) as work:
            for item in family:
                if work.item(item).held:
                    work.release(item, "一并删除")
            work.delete(victim, "本人要求")
        self.known = replace(self.known, deleted=self.known.deleted | family)

    def sign(self) -> None:
        """Make a checkpoint that somebody outside might keep."""
        self.known = replace(self.known, checkpoint=self.vault.checkpoint(at=LATER, purpose="test"))

    def change_passphrase(self) -> None:
        """Take another passphrase; while that goes on either may be the one."""
        old = self.known.passphrases[-1]
        new = OTHER if old == PASSPHRASE else PASSPHRASE
        self.known = replace(self.known, passphrases=(old, new))
        self.vault.change_passphrase(old, new, at=LATER, cost=QUICK)
        self.known = replace(self.known, passphrases=(new,))

    def rekey(self) -> None:
        """Encrypt everything anew."""
        old = self.known.passphrases[-1]
        new = OTHER if old == PASSPHRASE else PASSPHRASE
        self.known = replace(self.known, passphrases=(old, new))
        self.vault, recovery_key = rekey(self.vault, new, at=LATER, cost=QUICK)
        self.known = replace(self.known, passphrases=(new,))
        self.vault.prove_recovery(recovery_key)

    def prove(self) -> None:
        """Export the newest item with its proof."""
        chosen = [item for item in self.known.items if item not in self.known.perhaps_deleted][-1]
        checkpoint, _proofs = self.vault.prove([chosen], at=LATER, purpose="给律师")
        self.known = replace(self.known, checkpoint=checkpoint)

    def back_up(self) -> None:
        """Make a backup beside the vault, in a folder or a zip."""
        zipped = bool(len(self.known.items) % 2)
        target = self.vault.place.folder.with_name(f"backup-{uuid4()}{'.zip' if zipped else ''}")
        assert make_backup(self.vault, target, at=LATER, zipped=zipped).ok


def assert_nothing_lost(vault: Vault, known: Acknowledged) -> None:
    """Hold the vault to what it confirmed: every item there and whole, every deletion done, the tree sound."""
    report = verify(vault)
    assert report.ok, report.issues
    for item, content in known.items.items():
        if item in known.deleted:
            assert vault.item(item).deleted_at is not None
        elif item not in known.perhaps_deleted:
            assert vault.read(item) == content
        else:
            with suppress(ItemDeleted, UnknownName):
                assert vault.read(item) == content
    if known.checkpoint is not None:
        assert compare(vault, known.checkpoint.body, known.checkpoint.signature) is None
    assert not [name for name in vault.blobs.names() if name.endswith(".part")]


def assert_goes_on(vault: Vault, passphrase: str = PASSPHRASE) -> None:
    """The next intake works and is found again; a recovery key nobody saw is replaced first."""
    if not vault.recovery_proven:
        vault.prove_recovery(vault.renew_recovery(passphrase, at=LATER))
    item = vault.intake("后来的".encode(), at=LATER, name="后来.txt")
    assert vault.read(item.id) == "后来的".encode()


def opened(known: Acknowledged, how: Callable[[str], Vault]) -> tuple[Vault, str]:
    """Open by whichever passphrase may be the one; return it too."""
    for passphrase in known.passphrases[:-1]:
        with suppress(WrongPassphrase):
            return how(passphrase), passphrase
    return how(known.passphrases[-1]), known.passphrases[-1]
