"""What the log adds up to: one table per form with a row per record, made from the journal and thrown away at will.

A row is decided by the revisions that no other revision names as its parent (`log.heads`). It is written in the same
transaction as the entries, and rebuilt whole when a form changes or when `verify` wants to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.dialects.sqlite import insert

from silkfield.formkit.answers import Day, Ref
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.log.heads import Node, heads, winner
from silkfield.store.alike import CLIENT, MARKS, Alike
from silkfield.store.columns import column_type, fits, from_json, is_json, to_json
from silkfield.store.database import hot
from silkfield.store.filing import Filing

_blocks = attrgetter("blocks")

FIXED = ("record", "revision", "stream", "n", "heads", "removed", "origin", "created", "changed", "search", "extra")
"""Columns every projection has before those of the answers."""


class Told(Struct, frozen=True, gc=False):
    """One revision as the projection needs it; `answers` is None for a removal, `stream` and `n` say where its entry is."""

    record: str
    form: str
    revision: str
    parents: tuple[str, ...]
    removed: bool
    schema: int
    answers: Mapping[str, Any]
    lamport: int
    wall: int
    stream: int
    n: int


Decided = tuple[Told, Told, int]
"""The revision a record shows, the first one ever, and how many heads there are."""

Parted = tuple[Mapping[str, Any], Mapping[str, Any]]
"""Answers that fit their columns, and the others."""


class Shape:
    """The table of one form, and how answers go into it and come out of it."""

    def __init__(self, form: Form, metadata: MetaData) -> None:
        self.form = form
        answers = [Column(f"a_{one.name}", column_type(one.answer)) for one in form.fields]
        name = f"form_{form.key}"
        pointed = [
            Index(f"{name}_{one.name}", f"a_{one.name}")
            for one in form.fields
            if isinstance(one.answer, (Ref, Day)) and (one.required or isinstance(one.answer, Ref))
        ]
        pointed += [Index(f"{name}_of_{one.name}", "origin", f"a_{one.name}") for one in form.fields if one.looked_up]
        self.table = Table(
            name,
            metadata,
            Column("id", Integer, primary_key=True),
            Column("record", String, nullable=False),
            Column("revision", String, nullable=False),
            Column("stream", Integer, nullable=False, comment="where the entry of this state is, with n"),
            Column("n", Integer, nullable=False),
            Column("heads", Integer, nullable=False, comment="more than 1 is a clash"),
            Column("removed", Boolean, nullable=False),
            Column("origin", Integer, nullable=False, comment="stream of the first revision"),
            Column("created", Integer, nullable=False),
            Column("changed", Integer, nullable=False),
            Column("search", String, nullable=False),
            Column("extra", String, comment="answers this version does not know, or not in this shape, as JSON"),
            *answers,
            Index(f"{name}_record", "record", unique=True),
            Index(f"{name}_created", "removed", "created"),
            *pointed,
        )
        self.clashing = self.table.c.heads > literal_column("1")  # few rows, looked up at every import and on Today
        Index(f"{name}_clash", self.table.c.record, sqlite_where=self.clashing, postgresql_where=self.clashing)
        self.filing = Filing(form, self.table, metadata) if any(one.known_by for one in form.fields) else None
        self.pointing = frozenset(one.name for one in form.fields if isinstance(one.answer, Ref))
        self._names = [one.name for one in form.fields]
        self._shapes = {one.name: (one.answer, fits.dispatch(type(one.answer))) for one in form.fields}
        self._texts = frozenset(
            name for name, (_answer, shape) in self._shapes.items() if shape is fits.dispatch(object)
        )
        self._json = tuple(one.name for one in form.fields if is_json(one.answer))
        self._yes_no = frozenset(one.name for one in form.fields if isinstance(column_type(one.answer), Boolean))

    @cached_property
    def upsert(self) -> str:
        """The statement that writes a row, new or in place of the old one; every column is always written."""
        statement = insert(self.table).values(dict.fromkeys(self.columns))
        replacing = statement.on_conflict_do_update(
            index_elements=["record"],
            set_={name: statement.excluded[name] for name in self.columns if name != "record"},
        )
        return hot(replacing)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The columns of a row tuple, in order."""
        return (*FIXED, *(f"a_{name}" for name in self._names))

    def parted(self, answers: Mapping[str, Any]) -> Parted:
        """Part answers into those that fit their columns, and the others: of a field or in a shape that is not known here."""
        fitting, others = {}, {}
        for name, value in answers.items():
            if type(value) is str and name in self._texts:
                fitting[name] = value
                continue
            known = self._shapes.get(name)
            if known is None or (value is not None and not known[1](known[0], value)):
                others[name] = value
            elif value is not None:
                fitting[name] = value
        return fitting, others

    def upgraded(self, told: Told) -> Mapping[str, Any]:
        """Return the answers of a revision in the shape of today's form."""
        return self.form.upgraded(told.answers, told.schema)

    def checked(self, told: Told, around: Around) -> tuple[Parted, bool]:
        """Part the answers of a revision, and tell whether they are understood and break no rule of their form.

        An answer without a fault fits its column, so only where something is odd the shapes are looked at as well.
        """
        form, answers = self.form, self.upgraded(told)
        if form.sealed:  # the coordinator sees what is odd about it
            return self.parted(answers), True
        if form.is_sound(answers, around):
            return (answers, {}), not any(map(_blocks, form.problems_of_sound(answers, around)))
        fitting, others = parted = self.parted(answers)
        understood = form.by_name.keys().isdisjoint(others) if others else True
        return parted, understood and not any(map(_blocks, form.problems(fitting, around)))

    def row(self, decided: Decided, parted: Parted) -> tuple[Any, ...]:
        """Return the row tuple of a record from what was decided of it and the parted answers of the revision it shows."""
        state, first, heads_count = decided
        fitting, others = parted
        kept = dict(fitting)
        for name in self._json:
            if name in kept:
                kept[name] = to_json(kept[name])
        return (
            state.record,
            state.revision,
            state.stream,
            state.n,
            heads_count,
            state.removed,
            first.stream,
            first.wall,
            state.wall,
            "" if state.removed else self.form.search_text(fitting, AS_DELIVERED),
            to_json(others) if others else None,
            *map(kept.get, self._names),
        )

    def misfiled(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> set[str]:
        """Return the records of these rows that are filed otherwise than the rows say."""
        if self.filing is None:
            return set()
        filed = self.filing.keys_of(connection, [row[0] for row in rows])
        return {record for record, keys in self._keys(rows).items() if filed.get(record, set()) != keys}

    def file(self, connection: Connection, rows: Sequence[tuple[Any, ...]]) -> None:
        """File the people of rows that were just written, where the form tells who somebody is."""
        for start in range(0, len(rows) if self.filing else 0, 1_000):
            assert self.filing is not None  # noqa: S101
            some = rows[start : start + 1_000]
            self.filing.forget(connection, [row[0] for row in some])
            self.filing.file(connection, self._keys(some))

    def _keys(self, rows: Sequence[tuple[Any, ...]]) -> dict[str, set[str]]:
        """Return the keys under which the people of rows are filed, by record; nobody is whose record was removed."""
        assert self.filing is not None  # noqa: S101
        places = {name: self.columns.index(f"a_{name}") for name in self.filing.asked}
        gone = self.columns.index("removed")
        return {
            row[0]: set() if row[gone] else self.filing.keys({name: row[place] for name, place in places.items()})
            for row in rows
        }

    def standing(self, connection: Connection) -> list[Mapping[str, Any]]:
        """Return the answers of all records that were not removed, as far as they fit their columns, the oldest first."""
        query = (
            select(self.table).where(self.table.c.removed.is_(False)).order_by(self.table.c.created, self.table.c.id)
        )
        return [self.parted(self.answers(row))[0] for row in connection.execute(query).mappings()]

    def answers(self, row: RowMapping) -> dict[str, Any]:
        """Return the answers of a row, without those that were not given."""
        found: dict[str, Any] = {}
        for name in self._names:
            value = row[f"a_{name}"]
            if value is not None:
                if name in self._json:
                    value = from_json(value)
                elif name in self._yes_no:
                    value = bool(value)
                found[name] = value
        if row["extra"]:
            found.update(from_json(row["extra"]))
        return found


class Projection:
    """The tables of all forms."""

    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.metadata = MetaData()
        self.forms = forms
        self.shapes = {key: Shape(form, self.metadata) for key, form in forms.items()}
        tables = [shape.table for key in (CLIENT, MARKS) if (shape := self.shapes.get(key))]
        self.alike = Alike(self.metadata, *tables) if len(tables) == 2 else None

    @classmethod
    def of(cls, forms: Mapping[str, Form]) -> Projection:
        """Return the tables of these very forms, made once however often a store is opened."""
        key = tuple(map(id, forms.values()))  # the forms are kept with their tables, so an id stays theirs
        if key not in _MADE:
            _MADE[key] = cls(forms)
        return _MADE[key]

    @cached_property
    def clashing(self) -> str:
        """The statement that finds every record with several heads, after the place of its form; in no order, since asked
        for one SQLite walks the whole tables."""
        shapes = enumerate(self.shapes.values())
        found = (select(literal_column(str(place)), one.table.c.record).where(one.clashing) for place, one in shapes)
        return hot(union_all(*found))

    def create(self, connection: Connection) -> None:
        """Make the tables that are not there yet."""
        self.metadata.create_all(connection)

    def drop(self, connection: Connection) -> None:
        """Throw away every projection table there is, also those of forms that are no more."""
        found = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'form\\_%' ESCAPE '\\'"
        )
        for (name,) in found.fetchall():
            connection.exec_driver_sql(f'DROP TABLE "{name}"')

    def rows(self, told: Iterable[Told]) -> dict[str, list[tuple[Any, ...]]]:
        """Decide the state of each record from all its revisions; returns row tuples by form key."""
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for one in map(decided, by_record(told).values()):
            state = one[0]
            shape = self.shapes.get(state.form)
            if shape is not None:
                rows.setdefault(state.form, []).append(shape.row(one, shape.parted(shape.upgraded(state))))
        return rows

    def forget(self, connection: Connection, records: Iterable[str]) -> None:
        """Take records out, before those that still count are written again."""
        chosen = list(records)
        owners = (
            {one for some in _parts(chosen) for one in self.alike.owners(connection, some)} if self.alike else set()
        )
        for shape in self.shapes.values():
            for some in _parts(chosen):
                if shape.filing:
                    shape.filing.forget(connection, some)
                connection.execute(shape.table.delete().where(shape.table.c.record.in_(some)))
        if self.alike:
            self.alike.renew(connection, owners)

    def write(self, connection: Connection, rows: Mapping[str, Sequence[tuple[Any, ...]]]) -> None:
        """Write row tuples, new or in place of the old ones."""
        for key, some in rows.items():
            shape = self.shapes[key]
            connection.exec_driver_sql(shape.upsert, list(some))
            shape.file(connection, some)
        if self.alike and not rows.keys().isdisjoint((CLIENT, MARKS)):
            owner = self.shapes[MARKS].columns.index("a_client")
            touched = [row[0] for row in rows.get(CLIENT, ())] + [row[owner] for row in rows.get(MARKS, ())]
            self.alike.renew(connection, touched)


def _parts(records: Sequence[str]) -> Iterator[Sequence[str]]:
    return (records[start : start + 1_000] for start in range(0, len(records), 1_000))


def by_record(told: Iterable[Told]) -> dict[tuple[str, str], list[Told]]:
    """Group revisions by record and form; one id that was written in two forms stands for two records."""
    records: dict[tuple[str, str], list[Told]] = {}
    for one in told:
        records.setdefault((one.record, one.form), []).append(one)
    return records


def decided(revisions: Sequence[Told]) -> Decided:
    """Return the revision to show, the first one ever, and how many heads there are (more than one is a clash).

    A removal shows the answers the record had, so that a list of removed things can say what they were.
    """
    if len(revisions) == 1:
        return revisions[0], revisions[0], 1
    by_revision = {one.revision: one for one in revisions}
    nodes = [Node(one.revision, one.parents, one.removed, one.lamport) for one in by_revision.values()]
    top = heads(nodes)
    state = by_revision[winner(top).revision]
    first = min(by_revision.values(), key=lambda one: (one.lamport, one.revision))
    if state.removed and not state.answers:
        before = _last_with_answers(by_revision, state)
        state = msgspec.structs.replace(state, answers=before.answers, schema=before.schema)
    return state, first, len(top)


def _last_with_answers(by_revision: Mapping[str, Told], removal: Told) -> Told:
    """Return the revision with the answers a removed record had, also where only parents of merged removals hold some."""
    waiting, looked_at = list(removal.parents), set()
    for parent in waiting:
        before = by_revision.get(parent)
        if before is None or parent in looked_at:
            continue
        if before.answers:
            return before
        looked_at.add(parent)
        waiting += before.parents
    return removal


AS_DELIVERED = Around(date.min, standard_codes())
"""What a row is made with: the code lists of the program, so that one log makes the same rows whatever else is known."""

_MADE: dict[tuple[int, ...], Projection] = {}
