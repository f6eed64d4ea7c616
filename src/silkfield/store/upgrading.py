"""Bringing an older store up to this program's tables: what is missing is made, no row is taken away or rewritten.

The projection is no part of it: it is disposable, and made again whenever the forms change.
"""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text
from sqlalchemy.schema import CreateColumn, CreateIndex

from silkfield.store import tables


def make_missing(connection: Connection) -> None:
    """Make the tables, columns and indexes that a store lacks, and note the layout it has now, in the caller's transaction.

    An index that is no longer declared, or not as it was, goes.

    A column that is added to an older table needs a `server_default`: it is what the older rows say in it.
    """
    known = inspect(connection)
    older = [table for table in tables.metadata.sorted_tables if known.has_table(table.name)]
    tables.metadata.create_all(connection)
    for table in older:
        columns = {column["name"] for column in known.get_columns(table.name)}
        for column in table.columns:
            if column.name not in columns:
                made = CreateColumn(column).compile(connection)
                connection.execute(text(f'ALTER TABLE "{table.name}" ADD COLUMN {made}'))
        older_ones = {one["name"]: (one["column_names"], bool(one["unique"])) for one in known.get_indexes(table.name)}
        declared = {index.name: (index.columns.keys(), bool(index.unique)) for index in table.indexes}
        for name in older_ones.keys() - {name for name, shape in declared.items() if older_ones.get(name) == shape}:
            connection.execute(text(f'DROP INDEX "{name}"'))
        for index in table.indexes:
            if older_ones.get(index.name) != declared[index.name]:
                connection.execute(CreateIndex(index))
    connection.execute(text(f"PRAGMA user_version = {tables.LAYOUT}"))
