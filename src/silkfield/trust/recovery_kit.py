"""Headquarters' recovery kit: its keys and its list of laptops in one small file, locked under a code that is printed.

The code is 128 random bits with a check, so that the file needs no slow lock; file and code are kept in different places.
"""

from __future__ import annotations

import os
from base64 import b32decode, b32encode, b64decode, b64encode
from hashlib import sha256
from textwrap import wrap
from typing import Annotated, Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from msgspec import Meta, Struct, field

from silkfield.errors import Trouble
from silkfield.formkit.folding import plain_digits
from silkfield.language import _
from silkfield.trust.documents import Identifier, Moment, Name, PublicKey, SiteCode, read_document, write_document
from silkfield.trust.faults import TrustFault
from silkfield.trust.keys import RandomBytes

FIRST_LINE = b"Silkfield recovery kit 1\n"
KIT_BYTES = 4 << 20
CODE_BYTES, CODE_SIGNS, CHECK_SIGNS, GROUP = 16, 28, 2, 4
_NONCE = 12
_TO_LETTERS = str.maketrans("018", "OIB")

Secret = Annotated[str, Meta(pattern=r"^AGE-SECRET-KEY-1[A-Z0-9]{20,200}\Z")]


class Kit(Struct, frozen=True, kw_only=True):
    """What headquarters needs to begin again on another computer.

    `signing` is the seed of its identity, `transport` the secrets that open what is sent to it, the newest first, `roster`
    the signed line of the list of laptops as it was then.
    """

    format: Literal[1] = field(name="v")
    network: Identifier = field(name="net")
    network_name: Name
    site: Identifier
    code: SiteCode
    name: Name
    signing: PublicKey
    transport: Annotated[tuple[Secret, ...], Meta(min_length=1, max_length=64)]
    roster: str
    made: Moment

    def __repr__(self) -> str:
        return f"Kit({self.network})"


def new_code(random: RandomBytes = os.urandom) -> str:
    """Make a code: 28 letters and digits in groups of four, the last two a check."""
    return _shown(random(CODE_BYTES))


def _shown(secret: bytes) -> str:
    signs = b32encode(secret).decode().rstrip("=") + _check(secret)
    return " ".join(signs[place : place + GROUP] for place in range(0, CODE_SIGNS, GROUP))


def _check(secret: bytes) -> str:
    return b32encode(sha256(b"skf-kit-code-v1\0" + secret).digest())[:CHECK_SIGNS].decode()


def read_code(typed: str) -> bytes:
    """Read a code as people type it; spaces, dashes, small letters and signs that look alike are forgiven. Raises Trouble."""
    signs = "".join(sign for sign in plain_digits(typed).upper() if sign.isalnum()).translate(_TO_LETTERS)
    if len(signs) != CODE_SIGNS:
        raise Trouble(
            _("The code has {all} letters and digits; these are {count}.").format(all=CODE_SIGNS, count=len(signs)),
            _("Type all seven groups of four."),
            code="kit_code",
        )
    try:
        secret = b32decode(signs[:-CHECK_SIGNS] + "======")
    except ValueError:
        secret = b""
    if not secret or "".join(_shown(secret).split()) != signs:
        raise Trouble(
            _("One of the letters was mistyped."),
            _("Compare the code with the printed page, group by group."),
            code="kit_code",
        )
    return secret


def lock_kit(kit: Kit, code: str, random: RandomBytes = os.urandom) -> bytes:
    """Write the file of a kit: one line that says what it is, then base64."""
    nonce = random(_NONCE)
    sealed = nonce + _cipher(read_code(code)).encrypt(nonce, write_document(kit, limit=KIT_BYTES), FIRST_LINE)
    return FIRST_LINE + "\n".join(wrap(b64encode(sealed).decode(), 76)).encode() + b"\n"


def open_kit(data: bytes, code: str) -> Kit:
    """Read the file of a kit. Raises Trouble: no kit, a mistyped code, the code of another kit, damaged."""
    secret = read_code(code)
    if not data.startswith(FIRST_LINE) or len(data) > 2 * KIT_BYTES:
        raise Trouble(
            _("This file is no recovery kit."), _("Choose the file that was written with the code."), code="no_kit"
        )
    try:
        sealed = b64decode(b"".join(data[len(FIRST_LINE) :].split()), validate=True)
        document = _cipher(secret).decrypt(sealed[:_NONCE], sealed[_NONCE:], FIRST_LINE)
        return read_document(document, Kit, limit=KIT_BYTES)
    except (InvalidTag, ValueError, TrustFault) as fault:
        raise Trouble(
            _("This code does not open this kit."),
            _(
                "Take the page that was printed with this very file; if it is the right one, the file is damaged: use its copy."
            ),
            code="kit_closed",
        ) from fault


def _cipher(secret: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(sha256(b"skf-kit-key-v1\0" + secret).digest())
