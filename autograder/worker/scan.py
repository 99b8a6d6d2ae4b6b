"""A look at a forged frame before objects are made of it: what it holds costs no more than it should.

Unread msgpack may ask for a dict with keys of one hash, or for thirty million empty lists.
"""

from __future__ import annotations

from autograder.plain import MAX_NODES

# A node of a tree takes four items at most; the rest of a message takes less than a thousand.
MAX_ITEMS = 4 * MAX_NODES + 1000
MAX_NESTING = 200
# Bytes after the first one, of items of a fixed size.
_FIXED = {0xC0: 0, 0xC2: 0, 0xC3: 0, 0xCA: 4, 0xCB: 8, 0xCC: 1, 0xCD: 2, 0xCE: 4, 0xCF: 8}
_FIXED |= {0xD0: 1, 0xD1: 2, 0xD2: 4, 0xD3: 8}
# Bytes that tell the length of texts, raw bytes, arrays and maps.
_TEXTS = {0xD9: 1, 0xDA: 2, 0xDB: 4}
_BYTES = {0xC4: 1, 0xC5: 2, 0xC6: 4}
_ARRAYS = {0xDC: 2, 0xDD: 4}
_MAPS = {0xDE: 2, 0xDF: 4}
_SIZED = _TEXTS | _BYTES | _ARRAYS | _MAPS


def complaint(data: bytes) -> str:
    """Return why msgpack should not be read, or nothing; wrong lengths are the reader's to find."""
    at, items = 0, 1
    # For each open array or map: how many items are to come, and whether every second one is a key.
    open_items: list[list[int]] = [[1, False]]
    while open_items and at < len(data):
        inner = open_items[-1]
        if inner[0] == 0:
            open_items.pop()
            continue
        first = data[at]
        if inner[1] and inner[0] % 2 == 0 and not (0xA0 <= first < 0xC0 or first in _TEXTS):
            return "keys must be texts"
        inner[0] -= 1
        at, length, is_map = _item(data, at, first)
        if at < 0:
            return "it holds an item of an unknown kind"
        if length:
            items += length
            open_items.append([length, is_map])
        if items > MAX_ITEMS or len(open_items) > MAX_NESTING:
            return f"it is larger than {MAX_ITEMS} items or deeper than {MAX_NESTING}"
    return ""


def _item(data: bytes, at: int, first: int) -> tuple[int, int, bool]:
    """Return where the next item begins (-1: unknown kind), how many this one holds, whether it is a map."""
    if first < 0x80 or first >= 0xE0:
        return at + 1, 0, False
    if first < 0x90:
        return at + 1, 2 * (first & 15), True
    if first < 0xA0:
        return at + 1, first & 15, False
    if first < 0xC0:
        return at + 1 + (first & 31), 0, False
    if first in _FIXED:
        return at + 1 + _FIXED[first], 0, False
    if first not in _SIZED:
        return -1, 0, False
    start = at + 1 + _SIZED[first]
    length = int.from_bytes(data[at + 1 : start], "big")
    if first in _ARRAYS or first in _MAPS:
        is_map = first in _MAPS
        return start, length * (1 + is_map), is_map
    return start + length, 0, False
