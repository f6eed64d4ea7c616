"""Which months of a site are locked, asked at every check of a record: one statement."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, select, type_coerce

from silkfield.store.projection import Projection
from silkfield.store.streams import all_streams

FORM = "month_lock"


def locked_months(connection: Connection, projection: Projection, site: str) -> frozenset[str]:
    """Return the months of a site that were approved and not opened again, as 2016-05."""
    shape = projection.shapes.get(FORM)
    if shape is None:
        return frozenset()
    table = shape.table
    query = select(table.c.a_month).where(
        type_coerce(table.c.removed, Integer) + 0
        == 0,  # found by the index of their offices, not by walking the newest
        table.c.a_approved_by.is_not(None),
        table.c.a_reopened_because.is_(None),
        table.c.origin.in_([stream.id for stream in all_streams(connection) if stream.site == site]),
    )
    return frozenset(month for month in connection.execute(query).scalars() if month)
