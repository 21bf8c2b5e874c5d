"""R8: whatever order intake, repetition, note, hold, deletion, export, closing and checking come in, the vault keeps count."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, rule

from fairdue.kernel.errors import ItemDeleted, ItemHeld
from fairdue.vault import compare, rekey, verify
from tests.vault.specimen import AT, LATER, PASSPHRASE, QUICK, new_vault, reopened

EXAMPLES, STEPS = (2_000, 50) if os.environ.get("FAIRDUE_SOAK") else (20, 20)
EXAMPLES = int(os.environ.get("FAIRDUE_EXAMPLES") or EXAMPLES)


class Use(RuleBasedStateMachine):
    """A vault beside a plain dictionary that says what it should hold."""

    items: Bundle[str] = Bundle("items")

    @initialize()
    def make(self) -> None:
        """Begin with an empty vault."""
        self.home = Path(tempfile.mkdtemp(prefix="fairdue-vault-"))
        self.vault, _recovery_key = new_vault(self.home / "vault")
        self.model: dict[str, bytes] = {}
        self.held: set[str] = set()
        self.entries = 1
        self.shown: list[tuple[str, bytes]] = []

    @rule(target=items, content=st.binary(max_size=300), name=st.text(max_size=60))
    def intake(self, content: bytes, name: str) -> str:
        """Seal something; the same content again is the same item."""
        known = [item for item, kept in self.model.items() if kept == content]
        item = self.vault.intake(content, at=AT, name=name)
        assert known in ([], [item.id])
        self.model[item.id] = content
        self.entries += 1
        return item.id

    @rule(item=items, text=st.text(max_size=30))
    def note(self, item: str, text: str) -> None:
        """Write a remark, on a tombstone too."""
        with self.vault.unit_of_work(at=LATER) as work:
            work.note(text, item=item)
        self.entries += 1
        assert self.vault.custody(item)[-1].details == {"text": text}

    @rule(item=items)
    def hold(self, item: str) -> None:
        """Hold an item; a tombstone cannot be held."""
        try:
            with self.vault.unit_of_work(at=LATER) as work:
                work.hold(item, "诉讼中")
        except ItemDeleted:
            assert item not in self.model
            return
        self.held.add(item)
        self.entries += 1

    @rule(item=consumes(items))
    def delete(self, item: str) -> None:
        """Delete an item unless it is held or gone."""
        try:
            with self.vault.unit_of_work(at=LATER) as work:
                work.delete(item, "本人要求")
        except ItemHeld:
            assert item in self.held
        except ItemDeleted:
            assert item not in self.model
        else:
            assert item not in self.held
            del self.model[item]
            self.entries += 1

    @rule(item=items)
    def export(self, item: str) -> None:
        """Prove an item to somebody, who keeps the checkpoint."""
        if item in self.model:
            checkpoint, _proofs = self.vault.prove([item], at=LATER, purpose="法律援助")
            self.shown.append((checkpoint.body, checkpoint.signature))
            self.entries += 1

    @rule(content=st.binary(min_size=1, max_size=50))
    def break_off(self, content: bytes) -> None:
        """A unit of work that fails leaves nothing behind."""
        with pytest.raises(ZeroDivisionError), self.vault.unit_of_work(at=LATER) as work:
            work.intake(b"never" + content, name="n")
            raise ZeroDivisionError

    @rule()
    def close_and_open(self) -> None:
        """Close the vault and open it again."""
        self.vault = reopened(self.vault)

    @rule()
    def rekey(self) -> None:
        """Give the vault another key."""
        self.vault, recovery_key = rekey(self.vault, PASSPHRASE, at=LATER, cost=QUICK)
        self.vault.prove_recovery(recovery_key)
        self.entries += 1

    @invariant()
    def holds_what_it_should(self) -> None:
        """Items, contents, number of entries and earlier checkpoints all agree with the model."""
        if not hasattr(self, "vault"):
            return
        assert {item.id: self.vault.read(item.id) for item in self.vault.items()} == self.model
        report = verify(self.vault)
        assert (report.issues, report.entries) == ((), self.entries)
        assert all(compare(self.vault, body, signature) is None for body, signature in self.shown)

    def teardown(self) -> None:
        """Leave nothing behind."""
        if hasattr(self, "vault"):
            self.vault.close()
            shutil.rmtree(self.home)


TestUse = Use.TestCase
TestUse.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
)
