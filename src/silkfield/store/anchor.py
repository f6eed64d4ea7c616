"""The anchor: a small file beside the database that says how far this store had come, and on which computer.

A database that does not know what its anchor says was put back or copied. The anchor holds random ids, hashes and counts
only, is written after each commit without being pushed to the disk, and is nothing to rely on: one that is missing says
nothing.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec import Struct, structs

ANCHOR = "anchor.json"


class Anchored(Struct, frozen=True):
    """What an anchor says: the history the store was writing, where each stream of it ended (number, hash in hex), the
    computer, told by a hash that is different for each history, and how many imports the store had seen."""

    replica: str
    machine: str
    streams: dict[str, tuple[int, str]]
    imports: int = 0


class Anchor:
    """The anchor of one open store. All but `read` belongs to the one who writes."""

    def __init__(self, folder: Path, machine: str) -> None:
        self.path = folder / ANCHOR
        self._machine = machine
        self._now: Anchored | None = None
        self._next: Anchored | None = None

    def read(self) -> Anchored | None:
        """Return what the anchor says, None when it is missing or damaged."""
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Anchored)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None

    def is_from_here(self, said: Anchored) -> bool:
        """Tell whether an anchor was written on this computer, as far as computers can be told apart."""
        here = self._hash(said.replica)
        return not here or not said.machine or said.machine == here

    def hold(self, replica: str, streams: dict[str, tuple[int, str]], imports: int) -> None:
        """Say how far an opened store has come; where the anchor says nothing, or of another history, it is written anew."""
        self._now = Anchored(replica, self._hash(replica), streams, imports)
        said = self.read()
        if said is None or said.replica != replica:
            self._next = self._now
            self.write()

    def forget(self) -> None:
        """Begin anew with what the next commit is to say: the last one did not happen, or is written."""
        self._next = None

    def begin(self, replica: str) -> None:
        """Say after the next commit that the store writes another history, of which there is nothing yet."""
        self._next = self._begun(replica)

    def imported(self, imports: int) -> None:
        """Say after the next commit that the store has seen so many imports."""
        before = self._next or self._now
        if before is not None and before.imports != imports:
            self._next = structs.replace(before, imports=imports)

    def grow(self, replica: str, audience: str, n: int, own: bytes) -> None:
        """Say after the next commit that a stream of ours has grown to this entry."""
        before = self._next or self._now
        if before is None or before.replica != replica:
            before = self._begun(replica)
        self._next = structs.replace(before, streams={**before.streams, audience: (n, own.hex())})

    def write(self) -> None:
        """Write what the commit that just happened is to say. On a full disk the older word stays: it is true as well."""
        if self._next is not None:
            self._now, self._next = self._next, None
            with suppress(OSError):
                temporary = self.path.with_name(f".{ANCHOR}.part")
                temporary.write_bytes(msgspec.json.encode(self._now))
                temporary.replace(self.path)

    def _begun(self, replica: str) -> Anchored:
        return Anchored(replica, self._hash(replica), {}, self._now.imports if self._now else 0)

    def _hash(self, replica: str) -> str:
        words = f"skf-machine-v1\0{self._machine}\0{replica}"
        return sha256(words.encode()).hexdigest() if self._machine else ""
