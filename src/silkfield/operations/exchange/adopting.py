"""Adopting: what a lost laptop recorded and headquarters never got goes with the bundle of a laptop of its site that has it.

Headquarters takes a stream from the laptop that writes it and from no other. So once the list of laptops says that one is
off, a mate writes each of its records that headquarters' receipts do not cover anew, as it stands: a revision that names
the lost one, and those headquarters has of that record. The answers are the same, so that it makes no difference whether
one mate does it or two, or whether the lost laptop's own bundle arrives after all. What stays within the site is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations.allowing import open_to_all
from silkfield.operations.exchange import network
from silkfield.operations.recording import referred
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store import facts
from silkfield.store.journal import in_batches
from silkfield.store.reading import Reader, Said, State
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, all_streams
from silkfield.store.writing import Put

ADOPT = "adopt"
"""Why an entry was written that brings a record of a lost laptop to headquarters."""

ADOPTED = "adopted"
"""The fact that says up to what the streams of lost laptops were looked through."""

BATCH = 500


@dataclass(frozen=True, slots=True)
class LostRecords:
    """The records of one lost laptop, by form, that go with the next bundle for headquarters."""

    laptop: str
    records: Mapping[str, int]


def lost_records(connection: Connection, sitting: Sitting) -> tuple[LostRecords, ...]:
    """Return what the next bundle for headquarters brings of lost laptops of this site; nothing is written."""
    found: dict[str, Counter[str]] = {}
    for label, puts in _to_adopt(connection, sitting):
        found.setdefault(label, Counter()).update({put.record: put.form for put in puts}.values())
    return tuple(LostRecords(label, dict(counts)) for label, counts in sorted(found.items()))


@open_to_all
def adopt(sitting: Sitting) -> None:
    """Write what headquarters lacks of the lost laptops of this site into this laptop's own stream, in one transaction."""
    with sitting.store.reading() as connection:
        if not _unlooked(connection, sitting):
            return
    with sitting.store.writing() as connection:
        seen = facts.read(connection, ADOPTED, {}) | {
            str(lost.stream.id): lost.basis for lost in _unlooked(connection, sitting)
        }
        writer = sitting.writer(connection, batch=new_id(sitting.clock.now()))
        for _label, puts in _to_adopt(connection, sitting):
            for put in puts:
                writer.save([put], ADOPT)
            writer.flush()
        facts.note(connection, ADOPTED, seen)


@dataclass(frozen=True, slots=True)
class _Lost:
    """One stream of a lost laptop, its label, and how much of it there is here and at headquarters."""

    label: str
    stream: KnownStream
    reach: int
    basis: list[int]


def _unlooked(connection: Connection, sitting: Sitting) -> list[_Lost]:
    """Return the streams of lost laptops that have more for headquarters than when they were looked through last."""
    if sitting.office.is_headquarters or network.taken_off(connection, sitting):
        return []
    seen = facts.read(connection, ADOPTED, {})
    return [lost for lost in _lost(connection, sitting) if seen.get(str(lost.stream.id)) != lost.basis]


def _lost(connection: Connection, sitting: Sitting) -> Iterator[_Lost]:
    held = network.roster(connection, sitting)
    off = {one.key_id: held.label(one) for one in held.devices if one.revoked} if held else {}
    if not off:
        return
    travels, journal = sitting.reader(connection).travels, sitting.store.journal(connection)
    for stream in all_streams(connection, sitting.office.site):
        if stream.audience == TO_HEADQUARTERS and stream.device in off:
            reach = travels.reach(stream.id)
            count = journal.count_after(stream.id, reach)
            if count:
                yield _Lost(off[stream.device], stream, reach, [reach, count])


def _to_adopt(connection: Connection, sitting: Sitting) -> Iterator[tuple[str, list[Put]]]:
    """Yield the revisions to write, some at a time, with the label of the lost laptop that recorded them."""
    reader, journal = sitting.reader(connection), sitting.store.journal(connection)
    lost = {one.stream.id for one in _lost(connection, sitting)}
    done: set[str] = set()
    for one in _unlooked(connection, sitting):
        records = [record for record in journal.records_after(one.stream.id, one.reach) if record not in done]
        done.update(records)
        for some in in_batches(records, BATCH):
            yield one.label, _puts(connection, sitting, reader, lost, some)


def _puts(
    connection: Connection, sitting: Sitting, reader: Reader, lost: set[int], records: Sequence[str]
) -> list[Put]:
    ledger = sitting.ledger(connection)
    puts = []
    for record, told in reader.revisions_of(records).items():
        by_form: dict[str, list[Said]] = {}
        for one in told:
            if one.counts:
                by_form.setdefault(one.content.kind, []).append(one)
        for key, said in by_form.items():
            form = sitting.forms.get(key)
            if form is None:
                continue
            for top, parents in _heads_to_adopt(reader, lost, said):
                content = top.content
                answers = None if content.removed else dict(form.upgraded(content.answers, content.schema))
                references = referred(form, answers) if answers else ()
                if not ledger.covers(key, record, references, TO_HEADQUARTERS):
                    puts.append(Put(key, record, answers, TO_HEADQUARTERS, parents, references, content.note))
    return puts


def _heads_to_adopt(reader: Reader, lost: set[int], told: Sequence[Said]) -> Iterator[tuple[Said, tuple[str, ...]]]:
    """Yield the versions of a record that headquarters will not have, or not know to stand in place of what it has; with each
    the versions that it stands in place of."""
    said = {one.revision: one for one in told}
    arrives = {one.revision for one in told if _arrives(reader, lost, one.row)}
    heads = said.keys() - {parent for one in told for parent in one.content.parents}
    there = arrives - {parent for revision in arrives for parent in said[revision].content.parents}
    for head in sorted(heads):
        stale = sorted((there - heads) & _ancestors(said, head))
        if head not in arrives or stale:
            yield said[head], (head, *stale)


def _arrives(reader: Reader, lost: set[int], row: Any) -> bool:
    """Tell whether headquarters has an entry, or gets it from the laptop that wrote it."""
    return row.stream not in lost or reader.travels.state(row.stream, row.n)[0] is State.RECEIVED


def _ancestors(said: Mapping[str, Said], head: str) -> set[str]:
    found: set[str] = set()
    waiting = list(said[head].content.parents)
    while waiting:
        one = waiting.pop()
        if one in said and one not in found:
            found.add(one)
            waiting += said[one].content.parents
    return found
