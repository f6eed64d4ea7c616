"""How large and how deep anything in a log may be, so that no file can exhaust a laptop."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import Any

from silkfield.log.faults import ENTRY, LIMIT, LogFault

LARGEST_INTEGER = 2**53 - 1
LINE_BYTES = 1 << 20
ENTRY_BYTES = 4 << 20
PAYLOAD_LINES = 200_000
BODIES = 1_000
PARENTS = 64
FIELDS = 256
STRING_BYTES = 64 << 10
DEPTH = 8


def check_values(values: Iterable[Any], depth: int, *, strings: bool) -> None:
    """Refuse an integer, a string or a nesting beyond the limits among JSON values whose container lies at `depth`.

    A line's own object has depth 1. `strings` false skips the lengths of strings, for lines too short to hold a long one.
    """
    if depth > DEPTH:
        raise LogFault(LIMIT, f"nested deeper than {DEPTH}")
    for value in values:
        kind = type(value)
        if kind is str:  # most values are texts
            if strings and len(value.encode()) > STRING_BYTES:
                raise LogFault(LIMIT, f"a string longer than {STRING_BYTES} bytes")
        elif kind is int:
            if not -LARGEST_INTEGER <= value <= LARGEST_INTEGER:
                raise LogFault(ENTRY, "an integer beyond 2^53 - 1")
        elif kind is dict:
            inner = chain(value, value.values()) if strings else value.values()
            check_values(inner, depth + 1, strings=strings)
        elif kind is list:
            check_values(value, depth + 1, strings=strings)


def holds_nul(line: bytes) -> bool:
    """Tell whether JSON text holds U+0000; a raw zero byte is no JSON at all, so only its escape is looked for."""
    return b"\\" in line and b"\\u0000" in line and b"\\u0000" in line.replace(rb"\\", b"")
