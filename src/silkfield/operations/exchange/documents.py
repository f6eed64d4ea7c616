"""The small files by which laptops come into the network: an invitation, and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from silkfield import __version__
from silkfield.bundles.envelope import Kind, read_preamble
from silkfield.bundles.sending import Letter
from silkfield.clock import Clock
from silkfield.errors import Trouble
from silkfield.trust.keys import SigningKey


@dataclass(frozen=True, slots=True)
class FileToGive:
    """A small file that goes to the other side by stick or mail."""

    part: bytes
    file_name: str

    def path_in(self, chosen: Path) -> Path:
        """Return where to write it: the file somebody named, or its own name in a folder."""
        return chosen / self.file_name if chosen.is_dir() else chosen


def letter(key: SigningKey, network_id: str, clock: Clock, to: tuple[str, ...] = ()) -> Letter:
    """Return what a file says about its writer."""
    return Letter(key=key, network=network_id, wall=clock.now(), zone=clock.zone(), app=__version__, to=to)


def expect(part: bytes, kind: Kind, message: str, advice: str) -> None:
    """Refuse a file of another kind, in words. Raises Trouble."""
    if read_preamble(part).kind is not kind:
        raise Trouble(message, advice, code="wrong_file")
