"""The Merkle tree of RFC 6962: root, inclusion and consistency proofs over leaf hashes; it stores nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import reduce

Hashes = Sequence[bytes]


def leaf_hash(leaf: bytes) -> bytes:
    """Hash one leaf."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def _split(size: int) -> int:
    """Return the largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def root(hashes: Hashes) -> bytes:
    """Compute the root over leaf hashes; of none, the hash of nothing."""
    return roots(hashes, (len(hashes),))[len(hashes)]


def roots(hashes: Hashes, sizes: Iterable[int]) -> dict[int, bytes]:
    """Compute the roots of the first so many leaves, for several sizes in one pass; sizes beyond the end are left out."""
    wanted, found = set(sizes), dict[int, bytes]()
    # Complete subtrees of falling height, merged as a binary counter is carried.
    stack: list[tuple[int, bytes]] = []
    if 0 in wanted:
        found[0] = hashlib.sha256(b"").digest()
    for size, leaf in enumerate(hashes, start=1):
        value, height = leaf, 0
        while stack and stack[-1][0] == height:
            value = _node(stack.pop()[1], value)
            height += 1
        stack.append((height, value))
        if size in wanted:
            found[size] = reduce(lambda right, part: _node(part[1], right), reversed(stack[:-1]), value)
    return found


def inclusion(hashes: Hashes, index: int) -> tuple[bytes, ...]:
    """Prove that leaf `index` is in the tree: the siblings from the leaf up."""
    size = len(hashes)
    if not 0 <= index < size:
        raise IndexError(index)
    if size == 1:
        return ()
    cut = _split(size)
    if index < cut:
        return (*inclusion(hashes[:cut], index), root(hashes[cut:]))
    return (*inclusion(hashes[cut:], index - cut), root(hashes[:cut]))


def consistency(hashes: Hashes, old_size: int) -> tuple[bytes, ...]:
    """Prove that the tree of the first `old_size` leaves is a beginning of this one."""
    if not 0 < old_size <= len(hashes):
        raise IndexError(old_size)
    return _consistency(hashes, old_size, whole=True)


def _consistency(hashes: Hashes, old_size: int, *, whole: bool) -> tuple[bytes, ...]:
    size = len(hashes)
    if old_size == size:
        return () if whole else (root(hashes),)
    cut = _split(size)
    if old_size <= cut:
        return (*_consistency(hashes[:cut], old_size, whole=whole), root(hashes[cut:]))
    return (*_consistency(hashes[cut:], old_size - cut, whole=False), root(hashes[:cut]))


class Branches:
    """The whole tree kept in memory, for many proofs over one root: each costs its height, not its size."""

    def __init__(self, hashes: Hashes) -> None:
        self.size, self._hashes = len(hashes), hashes
        self._known: dict[tuple[int, int], bytes] = {}

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """Prove that leaf `index` is in the tree."""
        if not 0 <= index < self.size:
            raise IndexError(index)
        path: list[bytes] = []
        low, high = 0, self.size
        while high - low > 1:
            cut = low + _split(high - low)
            if index < cut:
                path.append(self._root(cut, high))
                high = cut
            else:
                path.append(self._root(low, cut))
                low = cut
        return tuple(reversed(path))

    def _root(self, low: int, high: int) -> bytes:
        if high - low == 1:
            return self._hashes[low]
        if (low, high) not in self._known:
            cut = low + _split(high - low)
            self._known[low, high] = _node(self._root(low, cut), self._root(cut, high))
        return self._known[low, high]


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], wanted: bytes) -> bool:
    """Check an inclusion proof: hash `leaf` (a leaf hash) upward and compare with the root."""
    if not 0 <= index < size:
        return False
    value, place, last = leaf, index, size - 1
    for sibling in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            value = _node(sibling, value)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            value = _node(value, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and value == wanted


def consistent(old_size: int, old_root: bytes, size: int, new_root: bytes, path: Sequence[bytes]) -> bool:
    """Check a consistency proof between two roots (RFC 9162, 2.1.4.2)."""
    if old_size == size:
        return not path and old_root == new_root
    if not 0 < old_size < size:
        return False
    steps = list(path) if old_size & (old_size - 1) else [old_root, *path]
    place, last = old_size - 1, size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    if not steps:
        return False
    first = second = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            first, second = _node(sibling, first), _node(sibling, second)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            second = _node(second, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root
