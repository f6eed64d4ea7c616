"""The small vocabulary of a log's lines: identifiers, hashes and bounded numbers, as types that check themselves."""

from __future__ import annotations

import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta

from silkfield.log.limits import DEPTH, LARGEST_INTEGER

IDENTIFIER = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SIXTEEN_BYTES = "[A-Za-z0-9_-]{21}[AQgw]"
CODE = "[a-z0-9_.-]{1,32}"
KIND = "[a-z][a-z0-9_]{0,63}"

Identifier = Annotated[str, Meta(pattern=rf"^{IDENTIFIER}\Z")]
HexDigest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
Salt = Annotated[str, Meta(pattern=rf"^{SIXTEEN_BYTES}\Z")]
Code = Annotated[str, Meta(pattern=rf"^{CODE}\Z")]
Audience = Annotated[str, Meta(min_length=1, max_length=64)]
Kind = Annotated[str, Meta(pattern=rf"^{KIND}\Z")]
Integer = Annotated[int, Meta(ge=-LARGEST_INTEGER, le=LARGEST_INTEGER)]
Counter = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
Position = Annotated[int, Meta(ge=1, le=LARGEST_INTEGER)]
Zone = Annotated[int, Meta(gt=-1440, lt=1440)]


def _value(containers: int) -> Any:
    """Make the type of a JSON value whose integers are bounded, with at most so many containers in one another."""
    value: Any = None | bool | Integer | float | str
    for _ in range(containers):
        value = None | bool | Integer | float | str | list[value] | dict[str, value]
    return value


Bounded: Any = _value(DEPTH - 2)
"""An answer of a record, which lies in an object within the object of its line: the limits are kept while it is read."""

_HEX_DIGITS = bytes(
    ord("0") if sign in b"0123456789abcdef" else ord("-") if sign == ord("-") else 0 for sign in range(256)
)
_SHAPE_OF_IDENTIFIER = str(UUID(int=0)).encode()


def is_identifier(text: str) -> bool:
    """Tell whether a text is an identifier, in half the time that its pattern takes."""
    return text.encode().translate(_HEX_DIGITS) == _SHAPE_OF_IDENTIFIER


RandomBytes = Callable[[int], bytes]


def text_of(data: bytes) -> str:
    """Write bytes as base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def new_salt(random: RandomBytes = os.urandom) -> str:
    """Make the 128-bit salt that keeps an erased body from being guessed out of its hash."""
    return text_of(random(16))
