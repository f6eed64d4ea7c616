"""Finishing a bundle: its files wait, encrypted, in the store's outbox until all of them were read back from the stick.

So a stick that was pulled out, or a computer that was switched off, costs nothing: the same bundle goes on, with the same
number, and only what is missing is written.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from silkfield.bundles.sending import WrittenPart
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import cannot_write
from silkfield.operations.allowing import needs, open_to_all
from silkfield.operations.exchange.addressing import addressee
from silkfield.operations.exchange.sticks import FileToWrite, write_all
from silkfield.operations.progress import Progress, Silent, Stopped
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import facts, outbox, sendings
from silkfield.store.outbox import Unfinished
from silkfield.store.sendings import Made, MadePart
from silkfield.store.store import Connection


@dataclass(frozen=True, slots=True)
class Sent:
    """A finished bundle: its number and label, its files, and how many records of each form it holds.

    `kept` is how many of the files were on the stick already.
    """

    number: int
    label: str
    export: str
    paths: tuple[Path, ...]
    size: int
    records: dict[str, int]
    kept: int = 0


def keep_part(sitting: Sitting, export: str, part: WrittenPart, stream: int) -> MadePart:
    """Keep one file of a bundle in the outbox and return what will be noted of it. Raises Trouble when the disk is full.

    It is not pushed to the disk: all of it is in the log, and what a power cut spoils is found by its digest.
    """
    path = _folder(sitting, export) / part.name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(part.data)
    except OSError as fault:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise cannot_write(path, fault) from fault
    return MadePart(part.name, len(part.data), sha256(part.data).hexdigest(), stream, part.first, part.last)


@needs(Ability.EXCHANGE)
def keep(sitting: Sitting, made: Made, parts: Sequence[MadePart]) -> Unfinished:
    """Note a bundle whose files lie in the outbox, in place of one to the same addressee that was never finished.

    Its number is taken with it: no other bundle ever has it, even if this one is given up.
    """
    with sitting.store.writing() as connection:
        facts.note(connection, "bundle", made.number)
        if before := _waiting(connection, made.site):
            outbox.take_out(connection, before.made.export)
        outbox.put(connection, made, parts)
    _tidy(sitting)
    return Unfinished(made, tuple(parts))


@needs(Ability.EXCHANGE)
def finish(sitting: Sitting, bundle: Unfinished, records: dict[str, int], folder: Path, progress: Progress) -> Sent:
    """Write the files of a bundle from the outbox into a folder, and note it as made once all were read back.

    `records` is how many of each form it holds. Raises Trouble; then the bundle waits in the outbox.
    """
    try:
        kept = write_all(_files(sitting, bundle), folder, progress)
    except Stopped as stopped:
        advice = _("The bundle waits here, whole: continue, or give it up.")
        raise Trouble(stopped.message, advice, code=stopped.code) from stopped
    made = replace(bundle.made, folder=str(folder))
    with sitting.store.writing() as connection:
        sendings.note(connection, made, bundle.parts)
        outbox.take_out(connection, made.export)
    _tidy(sitting)
    paths = tuple(folder / part.name for part in bundle.parts)
    label = f"{sitting.office.label}-{made.number}"
    return Sent(made.number, label, made.export, paths, bundle.size, records, kept)


@open_to_all
def unfinished(sitting: Sitting, site: str = "", *, mates: bool = False) -> Unfinished | None:
    """Return the bundle that waits in the outbox: for headquarters, or for a site, or for the other laptops of this one.

    Raises Trouble when there is no such site.
    """
    with sitting.store.reading() as connection:
        return _waiting(connection, addressee(sitting, site, mates=mates))


def all_unfinished(sitting: Sitting) -> tuple[Unfinished, ...]:
    """Return every bundle that waits in the outbox, whomever it is for, the newest first."""
    with sitting.store.reading() as connection:
        return tuple(outbox.waiting(connection))


@needs(Ability.EXCHANGE)
def go_on(
    sitting: Sitting,
    folder: Path | None = None,
    *,
    site: str = "",
    mates: bool = False,
    progress: Progress | None = None,
) -> Sent:
    """Go on with the bundle that waits in the outbox, in its folder or in another one. Raises Trouble."""
    bundle = _needed(sitting, site, mates=mates)
    if not all(one.is_at(one.source) for one in _files(sitting, bundle)):
        raise Trouble(
            _("The bundle that waits here was spoilt, by a power cut for example."),
            _("Give it up and send again: what it held is in the next one."),
            code="outbox_spoilt",
        )
    with sitting.store.reading() as connection:
        records = sendings.records_in(connection, bundle.parts)
    return finish(sitting, bundle, records, folder or Path(bundle.made.folder), progress or Silent())


def _files(sitting: Sitting, bundle: Unfinished) -> list[FileToWrite]:
    place = _folder(sitting, bundle.made.export)
    return [FileToWrite(place / part.name, part.size, part.digest) for part in bundle.parts]


@needs(Ability.EXCHANGE)
def give_up(sitting: Sitting, *, site: str = "", mates: bool = False) -> int:
    """Give the bundle in the outbox up and return its number; what it held is in the next one. Raises Trouble."""
    bundle = _needed(sitting, site, mates=mates)
    with sitting.store.writing() as connection:
        outbox.take_out(connection, bundle.made.export)
    _tidy(sitting)
    return bundle.made.number


def _needed(sitting: Sitting, site: str, *, mates: bool) -> Unfinished:
    bundle = unfinished(sitting, site, mates=mates)
    if bundle is None:
        raise Trouble(
            _("There is no bundle that was not finished."), _("Make a new one with “send”."), code="nothing_unfinished"
        )
    return bundle


def _waiting(connection: Connection, site: str) -> Unfinished | None:
    return next((one for one in outbox.waiting(connection) if one.made.site == site), None)


def _folder(sitting: Sitting, export: str) -> Path:
    return sitting.store.folder / "outbox" / export


def _tidy(sitting: Sitting) -> None:
    """Remove files that belong to no bundle in the outbox: finished, given up, or left when the program was killed."""
    with sitting.store.reading() as connection:
        wanted = {one.made.export for one in outbox.waiting(connection)}
    with suppress(OSError):  # what stays is harmless and goes the next time
        for folder in (sitting.store.folder / "outbox").iterdir():
            if folder.name not in wanted:
                shutil.rmtree(folder)
