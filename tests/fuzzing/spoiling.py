"""Ways to spoil bytes: as a bad stick does, and as somebody does who knows what they mean."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

Spoil = Callable[[Random, bytes, Sequence[bytes]], bytes]
"""Spoils an input; the last argument are all good inputs, to take pieces from."""

ODD: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**31, 2**53 - 1, 2**53, 2**64, -(2**63) - 1, 10**30, 0.5, 1e308, -0.0),
    *("", "x", "\0", "\u202e", "\U0001f600", "../../x", "=1+1", "a" * 70_000, "0" * 64, "AAAAAAAAAAAAAAAAAAAAAA"),
    *("0192f3a4-0000-7000-8000-00000000000e", "age1" + "q" * 58, "tx", "rev", "gone", "ack", "put", "del"),
    *([], {}, [[]], [1, "a", None], {"a": {"b": []}}, ["x"] * 300, {str(at): at for at in range(300)}),
)
RAW = (b"[" * 2_000, b'{"a":' * 500, b"NaN", b"-Infinity", b"1e999", b"9" * 400, b'"\\ud800"', b'"\\u0000"', b"\xff")
MARK = "\ue000spoilt\ue000"


def bytewise(chance: Random, good: bytes, others: Sequence[bytes]) -> bytes:
    """Cut, flip, overwrite, insert, leave out, repeat or join with another."""
    at, length = chance.randrange(len(good) + 1), chance.choice((1, 1, 2, 4, 8, chance.randrange(1, 600)))
    match chance.randrange(8):
        case 0:
            return good[:at]
        case 1:
            bit = chance.randrange(len(good) * 8 or 1)
            return good[: bit // 8] + bytes([good[bit // 8] ^ 1 << bit % 8]) + good[bit // 8 + 1 :] if good else b""
        case 2:
            return good[:at] + chance.randbytes(length) + good[at + length :]
        case 3:
            return good[:at] + chance.randbytes(length) + good[at:]
        case 4:
            return good[:at] + good[at + length :]
        case 5:
            return good[:at] + good[at : at + length] * chance.randrange(2, 40) + good[at + length :]
        case 6:
            return good[:at] + chance.choice((b"\0", b"\xff", b"\n", b'"', b"\\")) * length + good[at + length :]
    other = chance.choice(others)
    return good[:at] + other[min(at, len(other)) :]


def noise(chance: Random, good: bytes, _others: Sequence[bytes]) -> bytes:
    """Random bytes, at times behind a right beginning."""
    return good[: chance.choice((0, chance.randrange(len(good) + 1)))] + chance.randbytes(chance.randrange(1, 600))


def jsonwise(chance: Random, good: bytes, others: Sequence[bytes]) -> bytes:
    """Put odd values into a JSON document, take members out, add, repeat and rename them, or write what is no JSON."""
    try:
        document = json.loads(good)
    except (ValueError, RecursionError):
        return bytewise(chance, good, others)
    raw = b""
    for _ in range(chance.randrange(1, 4)):
        container, key = place(chance, document)
        match chance.randrange(7) if container is not None else 6:
            case 0 | 1:
                container[key] = deepcopy(chance.choice(ODD))
            case 2:
                del container[key]
            case 3:
                container[key] = [container[key]] * chance.randrange(1, 4)
            case 4 if isinstance(container, dict):
                container[chance.choice((*container, "newer", "t", "v", "x"))] = container.pop(key)
            case 5:
                container[key], raw = MARK, chance.choice(RAW)
            case _ if isinstance(document, dict):
                document[chance.choice(("newer", "t", "kind"))] = deepcopy(chance.choice(ODD))
            case _:
                document = deepcopy(chance.choice(ODD))
    written = json.dumps(document, ensure_ascii=chance.random() < 0.2, separators=(",", ":"))
    spoilt = written.encode("utf-8", "surrogatepass").replace(f'"{MARK}"'.encode(), raw)
    return spoilt[:-1] + b"," + good[1:] if chance.random() < 0.1 else spoilt  # members twice


def place(chance: Random, document: Any) -> tuple[Any, Any]:
    """Return a container somewhere in a document and one of its keys, or None and None."""
    found: tuple[Any, Any] = (None, None)
    inner = document
    while isinstance(inner, dict | list) and inner:
        key = chance.choice(list(inner) if isinstance(inner, dict) else range(len(inner)))
        found, inner = (inner, key), inner[key]
        if chance.random() < 0.4:
            break
    return found


def linewise(chance: Random, good: bytes, others: Sequence[bytes]) -> bytes:
    """Spoil one line of several, leave lines out, repeat them or change their order."""
    lines = good.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0 | 1:
            lines[at] = jsonwise(chance, lines[at], lines)
        case 2:
            del lines[at]
        case 3:
            lines.insert(at, chance.choice(lines))
        case _:
            return bytewise(chance, good, others)
    return b"\n".join(lines)


def either(*ways: Spoil) -> Spoil:
    """Return what spoils in one of these ways, at times in several of them."""

    def spoil(chance: Random, good: bytes, others: Sequence[bytes]) -> bytes:
        spoilt = chance.choice(ways)(chance, good, others)
        return chance.choice(ways)(chance, spoilt, others) if chance.random() < 0.2 and spoilt else spoilt

    return spoil
