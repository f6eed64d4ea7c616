"""Checking a store: does what is shown follow from the log, and is the log whole?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from silkfield.language import _, ngettext
from silkfield.operations.allowing import open_to_all
from silkfield.operations.sitting import Sitting
from silkfield.store import blobs
from silkfield.store.verifying import check_chains, compare_projection, damaged_chunks


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found: how much it looked at, and a sentence for each thing that is wrong."""

    entries: int
    records: int
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults

    def sentence(self) -> str:
        """Say the verdict in one sentence."""
        counted = _("{entries} entries and {records} records were checked").format(
            entries=self.entries, records=self.records
        )
        if self.sound:
            return _("The store is sound: {counted}.").format(counted=counted)
        wrong = ngettext("{count} thing is wrong", "{count} things are wrong", len(self.faults))
        return f"{counted}; {wrong.format(count=len(self.faults))}."


@open_to_all
def verify(sitting: Sitting, report: Callable[[int], None] = lambda _count: None) -> Verdict:
    """Recompute every hash of the log, rebuild the state of every record from it, and compare with what is shown.

    Attached files are read whole; a damaged piece is noted as missing, so that it can come again.
    """
    with sitting.store.reading() as connection:
        entries, faults = check_chains(sitting.store.journal(connection), report)
        records, differing = compare_projection(sitting.store, connection, report)
        damaged = damaged_chunks(sitting.store, connection)
    if damaged:
        with sitting.store.writing() as connection:
            for digest, places in damaged.items():
                blobs.lose(connection, digest, places)
        pieces = sum(map(len, damaged.values()))
        told = ngettext(
            "{count} piece of an attached file was damaged: it comes with a new bundle, or attach the file again.",
            "{count} pieces of attached files were damaged: they come with a new bundle, or attach the files again.",
            pieces,
        )
        differing = [*differing, told.format(count=pieces)]
    return Verdict(entries, records, (*faults, *differing))
