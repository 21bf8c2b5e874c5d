"""Taking over another vault's items: sealed anew here, with where they came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairdue.kernel.errors import ItemDamaged
from fairdue.vault import absorb, verify
from tests.vault.specimen import AT, LATER, content_of, filled, new_vault


def test_items_come_with_their_history(tmp_path: Path) -> None:
    """Specimen: what both have stays once, what is new comes with parent, seal time, entries and checkpoint."""
    vault, other = filled(tmp_path / "computer", 2), new_vault(tmp_path / "phone")[0]
    shared = other.intake(content_of(0), at=AT, name="同一条")
    item = other.intake(b"new" * 50_000, at=AT, name="新的", media_type="text/plain", origin={"channel": "sms"})
    with other.unit_of_work(at=AT) as work:
        made = work.derive(item.id, b"text", name="n", media_type="text/plain", method="ocr 1")
    shown = other.checkpoint(at=AT, purpose="session")
    result = absorb(vault, other, at=LATER)
    assert result.known == {shared.id: vault.items()[0].id} and set(result.added) == {item.id, made.id}
    here, derived = vault.item(result.added[item.id]), vault.item(result.added[made.id])
    assert vault.read(here.id) == b"new" * 50_000 and (here.name, here.sealed_at) == ("新的", LATER)
    assert (derived.derived_from, derived.method) == (here.id, "ocr 1")
    history = here.origin["other_vault"]
    assert isinstance(history, dict) and here.origin["channel"] == "sms"
    assert (history["vault"], history["item"], history["checkpoint"]) == (other.id, item.id, shown.note)
    assert isinstance(history["entries"], list) and len(history["entries"]) == 1
    assert verify(vault).issues == () and absorb(vault, other, at=LATER).added == {}
    vault.close()
    other.close()


@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_harmed_item_over_there_stops_all_of_it(tmp_path: Path, harm: str) -> None:
    """Nothing is taken over by halves."""
    vault, other = new_vault(tmp_path / "computer")[0], filled(tmp_path / "phone", 3)
    path = sorted(other.blobs.folder.iterdir())[-1]
    path.unlink() if harm == "missing" else path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(ItemDamaged) as damaged:
        absorb(vault, other, at=LATER)
    assert damaged.value.values["why"] == harm
    assert vault.items() == [] and verify(vault).issues == ()
    vault.close()
    other.close()
