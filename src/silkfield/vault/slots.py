"""Key slots: the random key of a store, locked once for each person's passphrase and once for the recovery sheet.

The key itself is 32 random bytes; a slot holds it encrypted with ChaCha20-Poly1305 under a key that Argon2id (RFC 9106)
derives from the passphrase. Changing a passphrase rewrites one slot, never the store. Beside it each person has a key of
their own, locked the same way: what is sealed to its public half only that person reads, not everybody with the store's key.
"""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from base64 import b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Meta, Struct

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.trust.sealed_answers import new_secret, public_half

_BOUND, _OWN = b"skf-slot-v1\0", b"skf-own-v1\0"
_NONCE = 12
SHORTEST_PASSPHRASE = 8
RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a passphrase costs: memory in KiB, passes over it, lanes.

    A key file that asks for more than any laptop has is damaged, or was changed to bring one down.
    """

    memory: Annotated[int, Meta(ge=8, le=512 * 1024)]
    passes: Annotated[int, Meta(ge=1, le=12)]
    lanes: Annotated[int, Meta(ge=1, le=8)]

    def __post_init__(self) -> None:
        if self.memory < 8 * self.lanes:
            raise ValueError("less memory than the lanes need")


FULL_COST = Cost(memory=64 * 1024, passes=3, lanes=1)
SMALLEST_COST = Cost(memory=8, passes=1, lanes=1)


def usual_cost() -> Cost:
    """Return the cost of new slots: the full one, or the smallest when SILKFIELD_KEY_COST says "smallest" (for tests)."""
    return SMALLEST_COST if os.environ.get("SILKFIELD_KEY_COST") == "smallest" else FULL_COST


@dataclass(frozen=True, slots=True)
class Slot:
    """One locked copy of the store's key; `user` is the person's id, or "recovery".

    `public` is the public half of the person's own key, `own` the locked other half; a slot of an older version has none.
    """

    user: str
    name: str
    cost: Cost
    salt: Annotated[bytes, Meta(min_length=16, max_length=64)]
    nonce: Annotated[bytes, Meta(min_length=12, max_length=12)]
    box: Annotated[bytes, Meta(min_length=48, max_length=48)]
    public: Annotated[str, Meta(max_length=100)] = ""
    own: Annotated[bytes, Meta(max_length=200)] = b""


class Unlocked(NamedTuple):
    """Whose passphrase it was, the store's key, and the secret half of that person's own key (empty in an older slot)."""

    slot: Slot
    key: bytes
    own: str


class _Kept(Struct):
    """The key file."""

    slots: Annotated[tuple[Slot, ...], Meta(min_length=1)]


def lock_key(key: bytes, user: str, name: str, passphrase: str, cost: Cost, *, own: str = "") -> Slot:
    """Lock the store's key and the person's own one, a new one when it is left out. Raises Trouble: passphrase too short."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise Trouble(
            _("The passphrase is too short."),
            _("Use at least {count} characters; a short sentence is best.").format(count=SHORTEST_PASSPHRASE),
            code="short_passphrase",
        )
    salt, nonce, other = secrets.token_bytes(16), secrets.token_bytes(_NONCE), secrets.token_bytes(_NONCE)
    cipher = ChaCha20Poly1305(_derived(passphrase, salt, cost))
    own = own or new_secret()
    box = cipher.encrypt(nonce, key, _BOUND + user.encode())
    locked = other + cipher.encrypt(other, own.encode(), _OWN + user.encode())
    return Slot(user, name, cost, salt, nonce, box, public_half(own), locked)


def unlock_key(slot: Slot, passphrase: str) -> Unlocked | None:
    """Return the keys behind a passphrase, or None when the passphrase is another one."""
    cipher = ChaCha20Poly1305(_derived(passphrase, slot.salt, slot.cost))
    try:
        key = cipher.decrypt(slot.nonce, slot.box, _BOUND + slot.user.encode())
    except InvalidTag:
        return None
    try:
        own = cipher.decrypt(slot.own[:_NONCE], slot.own[_NONCE:], _OWN + slot.user.encode())
    except (InvalidTag, ValueError):  # none there, or damaged: the store opens all the same
        own = b""
    return Unlocked(slot, key, own.decode())


def _derived(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    written = unicodedata.normalize("NFC", passphrase).encode()
    return Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory).derive(
        written
    )


class Vault:
    """The slots of one store, kept in a small file beside the database."""

    def __init__(self, path: Path, slots: tuple[Slot, ...]) -> None:
        self.path = path
        self.slots = slots

    @classmethod
    def open(cls, path: Path) -> Vault:
        """Read the slots. Raises Trouble when there are none or the file is damaged."""
        try:
            slots = msgspec.json.decode(path.read_bytes(), type=_Kept).slots
        except FileNotFoundError:
            raise Trouble(
                _("There is no store in “{folder}”.").format(folder=path.parent),
                _("Check the folder, or make a store first with create-hq or join."),
                code="no_store",
            ) from None
        except (OSError, ValueError, RecursionError) as fault:  # msgspec's own errors are ValueErrors
            raise Trouble(
                _("The key file of this store cannot be read."),
                _("Bring back the newest backup; do not delete anything."),
                code="vault_damaged",
            ) from fault
        return cls(path, slots)

    @classmethod
    def create(cls, path: Path, slot: Slot) -> Vault:
        """Make the file with its first slot."""
        vault = cls(path, (slot,))
        vault.write()
        return vault

    def write(self) -> None:
        """Write the slots as a whole. Raises Trouble when the folder cannot be written."""
        slots = [
            {
                "user": slot.user,
                "name": slot.name,
                "cost": asdict(slot.cost),
                "salt": b64encode(slot.salt).decode(),
                "nonce": b64encode(slot.nonce).decode(),
                "box": b64encode(slot.box).decode(),
                "public": slot.public,
                "own": b64encode(slot.own).decode(),
            }
            for slot in self.slots
        ]
        write_whole(self.path, json.dumps({"v": 1, "slots": slots}, indent=1, ensure_ascii=False).encode())

    def people(self) -> tuple[Slot, ...]:
        """Return the slots of persons, in the order they were added."""
        return tuple(slot for slot in self.slots if slot.user != RECOVERY)

    def unlock(self, passphrase: str, name: str = "") -> Unlocked:
        """Return whose passphrase it is, and what it opens; `name` says who is working when there are several.

        The answer to a wrong passphrase is always the same. Raises Trouble.
        """
        people = [slot for slot in self.people() if not name or slot.name.casefold() == name.casefold()]
        if not people:
            raise Trouble(
                _("Nobody called “{name}” works with this store.").format(name=name),
                _("Choose one of: {names}.").format(names=", ".join(slot.name for slot in self.people())),
                code="unknown_user",
            )
        if len(people) > 1 and not name:
            raise Trouble(
                _("Several people work with this store."),
                _("Say who is working with --user: {names}.").format(names=", ".join(slot.name for slot in people)),
                code="which_user",
            )
        for slot in people:
            if unlocked := unlock_key(slot, passphrase):
                return unlocked
        raise Trouble(
            _("The passphrase is not right."),
            _("Try again; look at Caps Lock and the keyboard language."),
            code="passphrase",
        )

    def put(self, slot: Slot) -> None:
        """Add a slot, or replace the one of the same person, and write the file."""
        self.slots = (*(one for one in self.slots if one.user != slot.user), slot)
        self.write()
