"""The check behind `verify`: every hash of the journal recomputed, every projection row made again and compared."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from sqlalchemy import Connection, func, select

from silkfield.language import _
from silkfield.log.entries import read_entry
from silkfield.log.faults import LogFault
from silkfield.store import blobs, tables
from silkfield.store.journal import BATCH, Journal
from silkfield.store.sealed_file import ChunkDamaged
from silkfield.store.store import Store
from silkfield.store.streams import all_streams

MOST_FAULTS = 20


def check_chains(journal: Journal, report: Callable[[int], None]) -> tuple[int, list[str]]:
    """Recompute the hashes of all entries; returns how many there are and a sentence for each that does not fit."""
    connection = journal.connection
    faults: list[str] = []
    count = 0
    for stream in all_streams(connection):
        for kept in journal.entries(stream, 1):
            header, *lines = kept.text.split(b"\n")[:-1]
            try:
                sound = read_entry(stream.log, kept.previous, header, lines).hash == kept.hash
            except LogFault:
                sound = False
            if not sound and len(faults) < MOST_FAULTS:
                faults.append(_("Change {n} of one log is not as it was written.").format(n=kept.n))
            count += 1
            if count % BATCH == 0:
                report(count)
    kept_in_all = connection.execute(
        select(func.count()).select_from(tables.entry).where(tables.entry.c.withheld.is_(False))
    ).scalar_one()
    if kept_in_all != count:
        faults.append(_("{count} changes of the log have lost their content.").format(count=kept_in_all - count))
    return count, faults


def compare_projection(store: Store, connection: Connection, report: Callable[[int], None]) -> tuple[int, list[str]]:
    """Make the row of every record again from the journal and compare; returns how many and a sentence for each fault."""
    faults: list[str] = []
    counted: dict[str, int] = dict.fromkeys(store.forms, 0)
    for told in store.journal(connection).all_revisions():
        for key, rows in store.projection.rows(told).items():
            shape = store.projection.shapes[key]
            counted[key] += len(rows)
            columns = [shape.table.c[name] for name in shape.columns]
            records = [row[0] for row in rows]
            shown = {row[0]: tuple(row) for row in connection.execute(select(*columns).where(columns[0].in_(records)))}
            misfiled = shape.misfiled(connection, rows)
            for row in rows:
                if (shown.get(row[0]) != row or row[0] in misfiled) and len(faults) < MOST_FAULTS:
                    faults.append(
                        _("A record of “{form}” is shown otherwise than the log says.").format(form=_(shape.form.title))
                    )
        report(sum(counted.values()))
    for key, shape in store.projection.shapes.items():
        there = connection.execute(select(func.count()).select_from(shape.table)).scalar_one()
        if there != counted[key]:
            faults.append(
                _("“{form}” shows {there} records, the log holds {count}.").format(
                    form=_(shape.form.plural), there=there, count=counted[key]
                )
            )
    return sum(counted.values()), faults


def damaged_chunks(store: Store, connection: Connection) -> dict[str, list[int]]:
    """Read every chunk of every attached file; returns the places of those that are not what they were, by file.

    A whole file with another SHA-256 than its own is damaged everywhere.
    """
    found: dict[str, list[int]] = {}
    for blob in blobs.all_blobs(connection):
        sealed, whole, damaged = blob.at(store.folder), sha256(), []
        here = blobs.chunks(connection, blob.sha256)
        for place, digest in here.items():
            try:
                chunk = sealed.read(place, blob.length(place))
            except ChunkDamaged:
                damaged.append(place)
                continue
            whole.update(chunk)
            if sha256(chunk).hexdigest() != digest:
                damaged.append(place)
        if not damaged and len(here) == blob.count and whole.hexdigest() != blob.sha256:
            damaged = list(here)
        if damaged:
            found[blob.sha256] = damaged
    return found
