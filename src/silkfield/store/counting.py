"""Turns what a report wants counted into SQL, so that a figure costs an index and never a walk through all records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select, true

from silkfield.formkit.grids import heads_by_sex
from silkfield.reports.measures import Counts, Measure, Only, Period, Unit
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
    conditions = [
        table.c.removed.is_(False),
        table.c[f"a_{measure.day}"].between(period.first.isoformat(), period.last.isoformat()),
        *(_condition(shape, only) for only in measure.where),
    ]
    if streams is not None:
        conditions.append(table.c.origin.in_(streams))
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


def _condition(shape: Shape, only: Only) -> ColumnElement[bool]:
    column = shape.table.c[f"a_{only.field}"]
    if not only.keys:
        return column.is_not(None) if only.given else column.is_(None)
    if is_json(shape.form.by_name[only.field].answer):
        each = func.json_each(column).table_valued("value")
        return select(1).select_from(each).where(each.c.value.in_(only.keys)).correlate(shape.table).exists()
    return column.in_(only.keys)
