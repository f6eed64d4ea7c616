"""The rows of an attendance sheet as a table shows them, and its line of totals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from silkfield.desktop.events.marking import DAY
from silkfield.desktop.widgets import Cell, Column, Row
from silkfield.desktop.widgets.cells import Mark
from silkfield.formkit.answers import Day
from silkfield.formkit.problems import Around
from silkfield.forms.event_rules import main_venue
from silkfield.forms.participation import completed, threshold
from silkfield.language import _, ngettext
from silkfield.operations.attending import Attending, Sheet, Totals

_MARKS: dict[str, Mark] = {"full": "tick", "half": "half", "absent": "absent", "excused": "excused"}


def columns(sheet: Sheet) -> tuple[Column, ...]:
    """Return the columns of a sheet: one for each day between the people and their results."""
    days = [
        Column(f"{DAY}{day}", _("D{number}").format(number=number), 52, "center", line_after=number == len(sheet.days))
        for number, day in enumerate(sheet.days, 1)
    ]
    return (
        Column("number", "#", 44, "end"),
        Column("name", _("Name"), 210, stretch=True),
        Column("sex", _("Sex"), 64, "center"),
        Column("organisation", _("Organisation"), 128),
        Column("role", _("Role"), 100, line_after=True),
        *days,
        Column("pre_score", _("Before"), 62, "end"),
        Column("post_score", _("After"), 62, "end"),
        Column("gain", _("Gain"), 58, "end", line_after=True),
        Column("certificate", _("Certificate"), 196),
    )


def row(sheet: Sheet, one: Attending, values: Mapping[str, Any], around: Around) -> Row:
    """Return the row of one person, with answers that may not be saved yet."""
    marks = values.get("attendance") or {}
    before, after = values.get("pre_score"), values.get("post_score")
    role = str(values.get("role") or "")
    shown = [around.codes["participation_role"].text(role), around.codes["sex"].text(one.sex)]
    days = [Cell(mark=_MARKS.get(str(marks.get(day)), "none")) for day in sheet.days]
    gain = after - before if before is not None and after is not None else None
    return Row(
        one.id,
        (
            Cell(str(one.number), tone="ink2"),
            Cell(one.shown_name, other=one.other_name),
            Cell(shown[1][:1] if one.sex in "MF" else shown[1], tone="ink2"),
            Cell(one.organisation),
            Cell(shown[0], tone="ink2" if one.takes_part else "accent", role="" if one.takes_part else "strong"),
            *days,
            Cell(_number(before)),
            Cell(_number(after)),
            Cell("" if gain is None else f"{gain:+g}", tone="ok" if gain and gain > 0 else "ink", role="strong"),
            _certificate(sheet, one, values),
        ),
    )


def _certificate(sheet: Sheet, one: Attending, values: Mapping[str, Any]) -> Cell:
    if number := values.get("certificate_number"):
        return Cell(str(number), chip="ok")
    if not one.takes_part:
        return Cell("")
    missing = [place for place, day in enumerate(sheet.days, 1) if not (values.get("attendance") or {}).get(day)]
    if completed(values, sheet.event.values):
        return Cell(_("Earned"), tone="ok")
    if missing:
        return Cell(_("Waiting for D{number}").format(number=missing[0]), tone="ink2")
    return Cell(_("Below {percent} %").format(percent=threshold(sheet.event.values)), tone="ink2")


def totals_row(sheet: Sheet, totals: Totals) -> list[Cell]:
    """Return the line under the people: how many were in the room each day, and the mean gain."""
    count = len(sheet.people)
    people = ngettext("{count} person", "{count} people", count).format(count=count)
    present = [Cell(str(totals.present.get(day, 0)), role="strong") for day in sheet.days]
    gain = "" if totals.gain is None else f"{totals.gain:+.1f}"
    issued = ngettext("{count} issued", "{count} issued", totals.certificates).format(count=totals.certificates)
    return [
        Cell(),
        Cell(_("Present"), role="strong"),
        Cell(),
        Cell(people, role="strong"),
        Cell(),
        *present,
        Cell(),
        Cell(),
        Cell(gain, tone="ok", role="strong"),
        Cell(issued, role="strong"),
    ]


def gaps(sheet: Sheet, values: Mapping[str, Mapping[str, Any]], today: str) -> list[tuple[str, str]]:
    """Return the cells of participants that are still to be marked: past days, and a score whose other one is there."""
    found = []
    for one in sheet.people:
        if not one.takes_part:
            continue
        answers = values[one.id]
        marks = answers.get("attendance") or {}
        found += [(one.id, f"{DAY}{day}") for day in sheet.days if day <= today and not marks.get(day)]
        if (answers.get("pre_score") is None) != (answers.get("post_score") is None):
            found.append((one.id, "post_score" if answers.get("post_score") is None else "pre_score"))
    return found


def when_and_where(sheet: Sheet, around: Around) -> str:
    """Write the first and the last day of an event, and its main venue."""
    if sheet.days:
        first, last = (Day().show(day, around) for day in (sheet.days[0], sheet.days[-1]))
        days = first if first == last else _("{first} to {last}").format(first=first, last=last)
    else:
        days = _("no days yet")
    venue = main_venue(sheet.event.values)
    where = ", ".join(str(venue[part]) for part in ("place", "city") if venue.get(part))
    return " · ".join(part for part in (days, where) if part)


def _number(value: Any) -> str:
    return "" if value is None else f"{value:g}"
