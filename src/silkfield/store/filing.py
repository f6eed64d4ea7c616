"""People filed by what two records of one person have in common: a small table beside the table of their form.

It is made from the rows of that form, in the same transaction, and is thrown away and made anew with them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, Integer, MetaData, Select, String, Table, select, union

from silkfield.formkit.form import Form
from silkfield.matching.keys import NAME, PHONE, RELATIVE, Wanted, filed_under

_KINDS = (NAME, RELATIVE, PHONE)


class Filing:
    """The keys of the records of a form whose answers say who somebody is."""

    def __init__(self, form: Form, records: Table, metadata: MetaData) -> None:
        self._asked = {kind: [one.name for one in form.fields if one.known_by == kind] for kind in _KINDS}
        self.asked = tuple(name for names in self._asked.values() for name in names)
        self._records = records
        name = f"{records.name}_filed"
        self.table = Table(
            name,
            metadata,
            Column("key", String, primary_key=True),
            Column("person", Integer, primary_key=True, comment="id of the row in the table of the form"),
            Index(f"{name}_person", "person"),
            sqlite_with_rowid=False,
        )
        self._file = f"INSERT INTO {name} (key, person) SELECT ?, id FROM {records.name} WHERE record = ?"  # noqa: S608

    def keys(self, answers: Mapping[str, Any]) -> set[str]:
        """Return the keys under which a record with these answers is filed."""
        said = ([answers[name] for name in self._asked[kind] if answers.get(name)] for kind in _KINDS)
        return filed_under(*said)

    def forget(self, connection: Connection, records: Sequence[str]) -> None:
        """Take records out, before their rows go or change."""
        people = select(self._records.c.id).where(self._records.c.record.in_(records))
        connection.execute(self.table.delete().where(self.table.c.person.in_(people)))

    def keys_of(self, connection: Connection, records: Sequence[str]) -> dict[str, set[str]]:
        """Return the keys under which records are filed, by record."""
        people, found = self._records, dict[str, set[str]]()
        query = select(people.c.record, self.table.c.key).join_from(
            people, self.table, people.c.id == self.table.c.person
        )
        for record, key in connection.execute(query.where(people.c.record.in_(records))):
            found.setdefault(record, set()).add(key)
        return found

    def file(self, connection: Connection, filed: Mapping[str, set[str]]) -> None:
        """File records whose rows were written under their keys."""
        rows = [(key, record) for record, keys in filed.items() for key in keys]
        if rows:
            connection.exec_driver_sql(self._file, rows)

    def meeting(self, wanted: Sequence[Wanted], most: int) -> Select[Any]:
        """Return the query for the rows filed under some of these keys; of each key the `most` newest, or any that begin so."""
        table = self.table
        some = [
            select(table.c.person).where(table.c.key > one.key, table.c.key < one.end).limit(most)
            if one.begins
            else select(table.c.person).where(table.c.key == one.key).order_by(table.c.person.desc()).limit(most)
            for one in wanted
        ]
        return select(union(*(select(one.subquery()) for one in some)).subquery())
