"""The check behind `verify`: every hash of the journal recomputed, every projection row made again and compared."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, func, select

from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.log.entries import read_entry
from silkfield.log.faults import LogFault
from silkfield.store import tables
from silkfield.store.journal import BATCH, Journal
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


def compare_projection(
    store: Store, connection: Connection, around: Around, report: Callable[[int], None]
) -> tuple[int, list[str]]:
    """Make the row of every record again from the journal and compare; returns how many and a sentence for each fault."""
    faults: list[str] = []
    counted: dict[str, int] = dict.fromkeys(store.forms, 0)
    for told in store.journal(connection).all_revisions():
        for key, rows in store.projection.rows(told, around).items():
            shape = store.projection.shapes[key]
            counted[key] += len(rows)
            columns = [shape.table.c[name] for name in shape.columns]
            records = [row[0] for row in rows]
            shown = {row[0]: tuple(row) for row in connection.execute(select(*columns).where(columns[0].in_(records)))}
            for row in rows:
                if shown.get(row[0]) != row and len(faults) < MOST_FAULTS:
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
