"""What is read for people: records, lists, histories, and how far each record has travelled."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, RowMapping, Select, func, select, type_coerce

from silkfield.formkit.hiding import Hiding
from silkfield.log.chains import Acknowledged
from silkfield.log.heads import Node, heads
from silkfield.log.lines import Revision
from silkfield.log.reading import read_body
from silkfield.matching.keys import Wanted
from silkfield.store import tables
from silkfield.store.columns import to_json
from silkfield.store.database import plain_rows
from silkfield.store.journal import Journal
from silkfield.store.projection import AS_DELIVERED, Projection, Shape
from silkfield.store.seeking import Sought, answered
from silkfield.store.travels import State, Travels
from silkfield.trust.sealed_answers import SEALED, unsealed

__all__ = ["MERGE", "MERGES", "NEWEST", "RESOLVE", "Reader", "Shown", "State", "acknowledged"]

NEWEST = 1 << 30
"""A schema number that holds nothing back: heads are heads whether this version understands them or not."""


MERGES = MERGE, RESOLVE = tables.MERGES
"""Why an entry was written that ends a clash: by the program, or by a person."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One record as a list or a page shows it. `bundle` is the number of the bundle it is in, 0 for none.

    `site` is where it began, `writer` the laptop that wrote what is shown (the id of its key in hex). Of a
    `hidden` one some answers were left out, because a client looks at the screen.
    """

    id: str
    form: str
    values: Mapping[str, Any]
    state: State
    bundle: int
    revision: str
    heads: int
    removed: bool
    created: int
    changed: int
    site: str
    writer: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """One revision of a record: what it says, its id, and the row of its entry, with whether its body is `held`."""

    content: Revision
    revision: str
    row: Any

    @property
    def counts(self) -> bool:
        """Tell whether it is part of the state: neither set aside nor beyond this version."""
        return not (self.row.withheld or self.row.held)


class Reader:
    """Reads records through one connection, without the names that are to be hidden.

    `secrets` are asked for when a sealed record is met: the keys of whoever reads. Without one sealed records are not there.
    """

    def __init__(
        self,
        connection: Connection,
        projection: Projection,
        device: str,
        hiding: Hiding | None = None,
        secrets: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        self.connection = connection
        self.hiding = hiding
        self._find_secrets = secrets
        self.projection = projection
        self.travels = Travels(connection, device)

    def forms_of(self, record: str) -> list[str]:
        """Return the forms that a record was written in: one, or none when the log knows no such record."""
        query = select(tables.body.c.form).distinct().where(tables.body.c.record == record)
        return list(self.connection.execute(query).scalars())

    def one(self, record: str, form: str = "") -> Shown | None:
        """Return one record, also a removed one, or None."""
        for key in [form] if form else self.forms_of(record):
            shape = self.projection.shapes.get(key)
            if shape is None:
                continue
            query = select(shape.table).where(shape.table.c.record == record)
            row = self.connection.execute(query).mappings().first()
            if row and (shown := self._shown(shape, row)):
                return shown
        return None

    def several(self, form: str, records: Sequence[str]) -> list[Shown]:
        """Return these records, removed ones too, in no order; those that are not here are left out."""
        shape = self.projection.shapes[form]
        rows = self.connection.execute(select(shape.table).where(shape.table.c.record.in_(records))).mappings()
        return self._all_shown(shape, rows)

    def sites(self, form: str, records: Collection[str]) -> dict[str, str]:
        """Return the site at which each of these records began."""
        table = self.projection.shapes[form].table
        each = func.json_each(to_json(sorted(records))).table_valued(
            "value"
        )  # as one value: a statement holds only so many
        query = select(table.c.record, table.c.origin).where(table.c.record.in_(select(each.c.value)))
        return {record: self.travels.sites.get(origin, "") for record, origin in self.connection.execute(query)}

    def values(self, form: str, record: str) -> Mapping[str, Any] | None:
        """Return the answers of one record that forms can rely on, or None when it is not here or removed."""
        found = self.one(record, form)
        return self.understood(form, found.values) if found and not found.removed else None

    def understood(self, form: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answers that have the shape of their field; those of another program are left out."""
        return self.projection.shapes[form].parted(values)[0]

    def listing(
        self,
        form: str,
        *,
        sought: Sought | None = None,
        where: Mapping[str, Any] | None = None,
        limit: int = 0,
        offset: int = 0,
        removed: bool = False,
        among: Sequence[str] | None = None,
        without: Collection[str] = (),
    ) -> list[Shown]:
        """Return records that are sought, the newest first; `where` gives answers they must have.

        An answer given as a list or a tuple may be any of its items; one of several, or one inside a repeated answer
        (`donors.organisation`), is looked for among them all. `among` names the only records to be looked at, `without`
        those that are left out.
        """
        shape = self.projection.shapes[form]
        if shape.form.sealed:
            found = self._of_sealed(shape, sought, where or {}, among, removed=removed)
            return found[offset : offset + limit if limit else None]
        query = self._chosen(shape, select(shape.table), sought, where, removed=removed, among=among, without=without)
        created = shape.table.c.created + 0 if _by_reference(shape, where) else shape.table.c.created
        query = query.order_by(created.desc(), shape.table.c.id.desc()).offset(offset)
        rows = self.connection.execute(query.limit(limit) if limit else query).mappings()
        return self._all_shown(shape, rows)

    def _of_sealed(
        self,
        shape: Shape,
        sought: Sought | None,
        where: Mapping[str, Any],
        among: Sequence[str] | None,
        *,
        removed: bool,
    ) -> list[Shown]:
        """Return sealed records that can be opened: few, so that all are looked through."""
        chosen = select(shape.table).where(shape.table.c.removed.is_(removed))
        rows = self.connection.execute(chosen.order_by(shape.table.c.created.desc(), shape.table.c.id.desc()))
        return [
            one
            for one in self._all_shown(shape, rows.mappings() if self._secrets else ())
            if (among is None or one.id in among)
            and all(
                word in shape.form.search_text(one.values, AS_DELIVERED) for word in (sought.words if sought else ())
            )
            and all(
                one.values.get(name) in value if isinstance(value, (list, tuple)) else one.values.get(name) == value
                for name, value in where.items()
            )
        ]

    def counted(self, form: str) -> list[int]:
        """Return when the records of a form began, in ms since 1970, also of those that cannot be read here."""
        table = self.projection.shapes[form].table
        return list(self.connection.execute(select(table.c.created).where(table.c.removed.is_(False))).scalars())

    def meeting(self, form: str, wanted: Sequence[Wanted], most: int) -> list[Shown]:
        """Return the records of people filed under some of these keys, at most so many of each key, the newest first."""
        shape = self.projection.shapes[form]
        if shape.filing is None or not wanted:
            return []
        people = shape.filing.meeting(wanted, most)
        rows = self.connection.execute(select(shape.table).where(shape.table.c.id.in_(people))).mappings()
        return sorted(self._all_shown(shape, rows), key=lambda one: -one.created)

    def count(
        self,
        form: str,
        *,
        sought: Sought | None = None,
        where: Mapping[str, Any] | None = None,
        removed: bool = False,
        among: Sequence[str] | None = None,
        without: Collection[str] = (),
    ) -> int:
        """Return how many records there are."""
        shape = self.projection.shapes[form]
        if shape.form.sealed:
            return len(self._of_sealed(shape, sought, where or {}, among, removed=removed))
        counting = select(func.count()).select_from(shape.table)
        query = self._chosen(shape, counting, sought, where, removed=removed, among=among, without=without)
        return int(self.connection.execute(query).scalar_one())

    def heads(self, record: str) -> list[str]:
        """Return the revisions of a record that no other one names as its parent."""
        told = Journal(self.connection, NEWEST).revisions_of([record])
        return [
            one.revision for one in heads(Node(one.revision, one.parents, one.removed, one.lamport) for one in told)
        ]

    def states(self, form: str, site: str) -> dict[State, int]:
        """Return how many records that began at a site have travelled how far, without what its other laptops send."""
        table = self.projection.shapes[form].table
        counts = dict.fromkeys(State, 0)
        own = [stream for stream, place in self.travels.sites.items() if place == site]
        query = select(table.c.stream, table.c.n).where(
            table.c.removed.is_(False), table.c.origin.in_(own), table.c.stream.not_in(self.travels.of_mates)
        )
        for stream, n in self.connection.execute(query):
            counts[self.travels.state(stream, n)[0]] += 1
        return counts

    def clashes(self, site: str = "") -> int:
        """Return how many records have several heads, at one site or in all."""
        streams = [stream for stream, own in self.travels.sites.items() if not site or own == site]
        count = 0
        for shape in self._open_shapes:
            query = select(func.count()).where(shape.clashing, shape.table.c.origin.in_(streams))
            count += int(self.connection.execute(query).scalar_one())
        return count

    def clashing(self) -> list[tuple[str, str]]:
        """Return the records that have several heads, each with its form."""
        shapes, opened = list(self.projection.shapes.values()), self._open_shapes
        clashing = sorted(plain_rows(self.connection, self.projection.clashing))
        found = [(record, shapes[place].form.key) for place, record in clashing if shapes[place] in opened]
        return [one for one in found if self._mergeable(*one)]

    def merges(self, most: int) -> list[tuple[str, str]]:
        """Return the records that were merged lately and not changed since, the newest first, each with its form."""
        body, entry = tables.body, tables.entry
        query = (
            select(body.c.record, body.c.form, body.c.revision)
            .join_from(entry, body, body.c.entry == entry.c.id)
            .where(tables.IS_MERGE, entry.c.withheld.is_(False), body.c.record != "")
            .order_by(entry.c.lamport.desc(), entry.c.id.desc())
            .limit(most)
        )
        found = []
        for record, form, revision in self.connection.execute(query):
            shown = self.one(record, form)
            if shown and shown.heads == 1 and shown.revision == revision and self._mergeable(record, form):
                found.append((record, form))
        return found

    def revisions(self, record: str) -> list[tuple[Revision, str, Any]]:
        """Return every revision of a record in the order of the log: what it says, its id, and the row of its entry."""
        return [(one.content, one.revision, one.row) for one in self.revisions_of([record])[record]]

    def revisions_of(self, records: Sequence[str]) -> dict[str, list[Said]]:
        """Return every revision of these records in the order of the log, by record."""
        body, entry = tables.body, tables.entry
        query = (
            select(body.c.line, body.c.revision, body.c.record, body.c.held, entry)
            .join_from(body, entry, body.c.entry == entry.c.id)
            .where(body.c.record.in_(records))
            .order_by(entry.c.lamport, body.c.revision)
        )
        found: dict[str, list[Said]] = {record: [] for record in records}
        for row in self.connection.execute(query):
            content = read_body(row.line)
            if isinstance(content, Revision):
                answers = self.opened(content.kind, content.answers)
                if answers is not content.answers:
                    content = msgspec.structs.replace(content, answers=dict(answers or {}))
                found[row.record].append(Said(content, row.revision, row))
        return found

    def _chosen(
        self,
        shape: Shape,
        query: Select[Any],
        sought: Sought | None,
        where: Mapping[str, Any] | None,
        *,
        removed: bool,
        among: Sequence[str] | None = None,
        without: Collection[str] = (),
    ) -> Select[Any]:
        if _by_reference(shape, where):
            query = query.where(type_coerce(shape.table.c.removed, Integer) + 0 == int(removed))
        else:
            query = query.where(shape.table.c.removed.is_(removed))
        if among is not None:  # as one value: a statement holds only so many
            each = func.json_each(to_json(list(among))).table_valued("value")
            query = query.where(shape.table.c.record.in_(select(each.c.value)))
        if without:
            each = func.json_each(to_json(sorted(without))).table_valued("value")
            query = query.where(shape.table.c.record.not_in(select(each.c.value)))
        if sought:
            query = query.where(sought.met_by(shape))
        for name, value in (where or {}).items():
            query = query.where(answered(shape, name, value))
        return query

    @cached_property
    def _secrets(self) -> tuple[str, ...]:
        return tuple(self._find_secrets())

    @property
    def _open_shapes(self) -> list[Shape]:
        return [one for one in self.projection.shapes.values() if not one.form.sealed or self._secrets]

    def opened(self, form: str, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return answers, those of a sealed form as its key opens them; None where they cannot be read here."""
        shape = self.projection.shapes.get(form)
        if shape is None or not shape.form.sealed:
            return values
        if not self._secrets:
            return None
        if SEALED not in values:  # a removal, or written before they were sealed
            return values
        found = unsealed(str(values[SEALED]), self._secrets)
        return found if isinstance(found, dict) else None

    def _mergeable(self, record: str, form: str) -> bool:
        return not self.projection.shapes[form].form.sealed or self.opens_all(record)

    def opens_all(self, record: str) -> bool:
        """Tell whether every revision of a record can be read here, so that a merge would lose nothing."""
        told = Journal(self.connection, NEWEST).revisions_of([record])
        return all(self.opened(one.form, one.answers) is not None for one in told)

    def seen(self, form: str, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return answers without those that are to be hidden."""
        shape = self.projection.shapes.get(form)
        out = self.hiding.left_out(shape.form, values) if self.hiding and shape else frozenset()
        return {name: value for name, value in values.items() if name not in out} if out else values

    def _all_shown(self, shape: Shape, rows: Iterable[RowMapping]) -> list[Shown]:
        return [shown for row in rows if (shown := self._shown(shape, row))]

    def _shown(self, shape: Shape, row: RowMapping) -> Shown | None:
        answers = self.opened(shape.form.key, shape.answers(row))
        if answers is None:
            return None
        state, bundle = self.travels.state(row["stream"], row["n"])
        seen = self.seen(shape.form.key, answers)
        return Shown(
            row["record"],
            shape.form.key,
            seen,
            state,
            bundle,
            row["revision"],
            row["heads"],
            row["removed"],
            row["created"],
            row["changed"],
            self.travels.sites.get(row["origin"], ""),
            self.travels.writers.get(row["stream"], ""),
            seen is not answers,
        )


def _by_reference(shape: Shape, where: Mapping[str, Any] | None) -> bool:
    """Tell whether records are looked up by what they point to: few of them, found by the index of that field.

    SQLite would else walk the newest first until it meets one, through all that there are; an expression in place of a
    column keeps it from that.
    """
    return not shape.pointing.isdisjoint(where or ())


def acknowledged(document: Mapping[str, Any]) -> Acknowledged:
    """Return a kept acknowledgement as the log understands it."""
    return Acknowledged(
        tuple((n, bytes.fromhex(own)) for n, own in document["tips"]),
        tuple((first, last, bytes.fromhex(own)) for first, last, own in document.get("islands", [])),
    )
