"""Turns what a report wants counted into SQL, so that a figure costs an index and never a walk through all records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from silkfield.formkit.grids import heads_by_sex
from silkfield.reports.measures import Counts, Late, Measure, Only, Period, Unit
from silkfield.store.columns import from_json, is_json
from silkfield.store.projection import Projection, Shape


def count(
    connection: Connection,
    projection: Projection,
    measure: Measure,
    period: Period,
    streams: Collection[int] | None,
    joined: Mapping[str, str] | None = None,
) -> Counts:
    """Count one measure in a period, over the records that began in these streams (all when None).

    `joined` names people who stand under several records: each one with the record that stands for all of them.
    """
    shape = projection.shapes[measure.form]
    table = shape.table
    conditions = _conditions(shape, measure, period, streams)
    if measure.unit is Unit.HEADS:
        return _heads(connection, shape, measure, conditions)
    query: Any
    if measure.unit is Unit.PEOPLE:
        person = projection.shapes[measure.person_form].table
        pointing = table.c[f"a_{measure.person}"]
        split = func.coalesce(person.c[f"a_{measure.by}"], "")
        if joined:
            return _people(connection, select(pointing, split), table, person, pointing, conditions, joined)
        query = (
            select(split, func.count(pointing.distinct()))
            .join_from(table, person, person.c.record == pointing, isouter=True)  # also one that has not arrived yet
            .where(*conditions, pointing.is_not(None))
            .group_by(split)
        )
    elif not measure.by:
        total = connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()
        return {"": total} if total else {}
    elif is_json(shape.form.by_name[measure.by].answer):
        each = func.json_each(table.c[f"a_{measure.by}"]).table_valued("value")
        counted = select(each.c.value, func.count()).select_from(table).join(each, true()).where(*conditions)
        query = counted.group_by(each.c.value)
    else:
        split = func.coalesce(table.c[f"a_{measure.by}"], "")
        query = select(split, func.count()).where(*conditions).group_by(split)
    found: Any = connection.execute(query).all()
    return dict(found)


def records(
    connection: Connection,
    projection: Projection,
    measure: Measure,
    period: Period,
    streams: Collection[int] | None,
) -> list[str]:
    """Return the ids of the records that a measure counts."""
    shape = projection.shapes[measure.form]
    query = select(shape.table.c.record).where(*_conditions(shape, measure, period, streams))
    return list(connection.execute(query).scalars())


def delays(
    connection: Connection,
    projection: Projection,
    measure: Measure,
    period: Period,
    streams: Collection[int] | None,
) -> list[int]:
    """Return for each record that a measure counts how many days lie between its day and the day it was written."""
    shape = projection.shapes[measure.form]
    query = select(_delay(shape, measure)).where(*_conditions(shape, measure, period, streams))
    return [max(0, round(days)) for days in connection.execute(query).scalars() if days is not None]


def _delay(shape: Shape, measure: Measure) -> ColumnElement[float]:
    """Days from noon of the record's day to when it was written: by noon no time zone makes a day of it."""
    written: ColumnElement[float] = func.julianday(shape.table.c.created / 1000, "unixepoch")
    return written - (func.julianday(shape.table.c[f"a_{measure.day}"]) + 0.5)


def _conditions(
    shape: Shape, measure: Measure, period: Period, streams: Collection[int] | None
) -> list[ColumnElement[bool]]:
    table = shape.table
    conditions = [
        table.c.removed.is_(False),
        table.c[f"a_{measure.day}"].between(period.first.isoformat(), period.last.isoformat()),
        *(_condition(shape, measure, only) for only in measure.where),
    ]
    return conditions if streams is None else [*conditions, table.c.origin.in_(streams)]


def _people(
    connection: Connection,
    query: Any,
    table: Any,
    person: Any,
    pointing: Any,
    conditions: list[ColumnElement[bool]],
    joined: Mapping[str, str],
) -> Counts:
    """Count people once each, under whichever of their records they were met."""
    query = query.join_from(table, person, person.c.record == pointing, isouter=True).distinct()
    splits: dict[str, str] = {}
    for met, split in connection.execute(query.where(*conditions, pointing.is_not(None)).order_by(pointing)):
        splits.setdefault(joined.get(met, met), split)
    return dict(Counter(splits.values()))


def _heads(connection: Connection, shape: Shape, measure: Measure, conditions: list[ColumnElement[bool]]) -> Counts:
    counts: dict[str, int] = {}
    query = select(shape.table.c[f"a_{measure.heads}"]).where(
        *conditions, shape.table.c[f"a_{measure.heads}"].is_not(None)
    )
    for text in connection.execute(query).scalars():
        value = from_json(text)
        if measure.by == "estimate":
            key = "yes" if value.get("estimate") else "no"
            counts[key] = counts.get(key, 0) + sum(heads_by_sex(value).values())
        else:
            for sex, heads in heads_by_sex(value).items():
                counts[sex] = counts.get(sex, 0) + heads
    return {key: number for key, number in counts.items() if number}


def _condition(shape: Shape, measure: Measure, only: Only | Late) -> ColumnElement[bool]:
    if isinstance(only, Late):
        return _delay(shape, measure) > only.days
    column = shape.table.c[f"a_{only.field}"]
    if not only.keys:
        return column.is_not(None) if only.given and not only.or_missing else column.is_(None)
    if only.or_missing:
        return column.is_(None) | column.in_(only.keys)
    if is_json(shape.form.by_name[only.field].answer):
        each = func.json_each(column).table_valued("value")
        return select(1).select_from(each).where(each.c.value.in_(only.keys)).correlate(shape.table).exists()
    return column.in_(only.keys)
