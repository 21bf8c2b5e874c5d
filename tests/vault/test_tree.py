"""The Merkle tree against RFC 6962's own vectors and against pymerkle."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from fairdue.vault import tree

# The leaves and roots of the reference implementation's test (certificate-transparency, merkletree).
LEAVES = [bytes.fromhex(text) for text in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
)]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def hashes(count: int) -> list[bytes]:
    """Make so many leaf hashes."""
    return [tree.leaf_hash(str(number).encode()) for number in range(count)]


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference(size: int) -> None:
    """Specimen: eight leaves, each prefix with its published root."""
    assert tree.root([tree.leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    """An empty journal has a root too."""
    assert tree.root([]) == hashlib.sha256(b"").digest() == tree.roots([], [0])[0]


@pytest.mark.parametrize("size", [*range(1, 40), 64, 65, 127, 300])
def test_roots_and_proofs_agree_with_pymerkle(size: int) -> None:
    """An independent implementation gives the same root; every proof of ours holds, and fails for another leaf."""
    oracle = InmemoryTree(algorithm="sha256")
    for number in range(size):
        oracle.append_entry(str(number).encode())
    leaves = hashes(size)
    root, branches = tree.root(leaves), tree.Branches(leaves)
    assert root == oracle.get_root()
    for index in range(size):
        path = tree.inclusion(leaves, index)
        assert path == branches.inclusion(index)
        assert tree.includes(leaves[index], index, size, path, root)
        assert not tree.includes(leaves[index - 1], index, size, path, root) or size == 1
        assert not tree.includes(leaves[index], index, size, (*path, root), root)


@given(st.integers(1, 60), st.data())
def test_a_longer_journal_proves_that_it_continues_a_shorter(size: int, data: st.DataObject) -> None:
    """The consistency proof holds for every earlier size, and for no other beginning."""
    old = data.draw(st.integers(1, size))
    leaves = hashes(size)
    path = tree.consistency(leaves, old)
    before, now = tree.root(leaves[:old]), tree.root(leaves)
    assert tree.consistent(old, before, size, now, path)
    if old < size:
        assert not tree.consistent(old, tree.leaf_hash(b"other"), size, now, path)
        assert not tree.consistent(old, before, size, before, path)
        assert not tree.consistent(old, before, size, now, (*path, now))
        assert not tree.consistent(old, before, size, now, path[:-1])


@given(st.integers(0, 80), st.sets(st.integers(0, 90), max_size=6))
def test_many_roots_in_one_pass_are_the_same_roots(size: int, sizes: set[int]) -> None:
    """Roots of several prefixes at once equal those taken one by one; sizes beyond the end are left out."""
    leaves = hashes(size)
    assert tree.roots(leaves, sizes) == {wanted: tree.root(leaves[:wanted]) for wanted in sizes if wanted <= size}


@pytest.mark.parametrize(("size", "index"), [(0, 0), (3, 3), (3, -1)])
def test_a_place_outside_the_tree_has_no_proof(size: int, index: int) -> None:
    """Asking for a leaf that is not there is an error, and no path proves it."""
    with pytest.raises(IndexError):
        tree.inclusion(hashes(size), index)
    with pytest.raises(IndexError):
        tree.Branches(hashes(size)).inclusion(index)
    assert not tree.includes(b"x" * 32, index, size, (), b"x" * 32)
    with pytest.raises(IndexError):
        tree.consistency(hashes(size), size + 1)


def test_sizes_that_make_no_sense_prove_nothing() -> None:
    """A consistency proof from nothing, or from more than there is, is refused."""
    now = tree.root(hashes(5))
    assert not tree.consistent(0, now, 5, now, ())
    assert not tree.consistent(6, now, 5, now, ())
    assert not tree.consistent(3, now, 5, now, ())
    assert tree.consistent(5, now, 5, now, ()) and not tree.consistent(5, now, 5, now, (now,))
