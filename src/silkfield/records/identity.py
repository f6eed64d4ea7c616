"""Ids of records, entries and sendings: unique without a network, and in order of time."""

from __future__ import annotations

import secrets
import uuid


def new_id(milliseconds: int) -> str:
    """Make a UUID of version 7 (RFC 9562): 48 bits of time, 74 random bits."""
    number = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | secrets.randbits(80)
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    digits = f"{number:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_id(text: object) -> bool:
    """Tell whether a value is an id in its usual form."""
    try:
        return isinstance(text, str) and str(uuid.UUID(text)) == text
    except ValueError:
        return False
