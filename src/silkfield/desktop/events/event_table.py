"""The rows of an attendance sheet as a table shows them, and its line of totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from silkfield.desktop.events.marking import CONSENTS, DAY
from silkfield.desktop.widgets import Cell, Column, Row
from silkfield.desktop.widgets.cells import Mark
from silkfield.formkit.answers import Day
from silkfield.formkit.problems import Around
from silkfield.forms.event_rules import main_venue
from silkfield.forms.participation import PARTICIPANT, attended_enough, threshold
from silkfield.language import _, ngettext
from silkfield.operations.attending import Attending, Sheet, Totals

_MARKS: dict[str, Mark] = {"full": "tick", "half": "half", "absent": "absent", "excused": "excused"}


ATTENDANCE, ROLES = "attendance", "roles"
"""The two looks of a sheet: days and scores, or roles and consents."""


def columns(sheet: Sheet, look: str = ATTENDANCE) -> tuple[Column, ...]:
    """Return the columns of a sheet: its days and results, or what is asked of each person."""
    who = (Column("number", "#", 44, "end"), Column("name", _("Name"), 210, stretch=True))
    sex = Column("sex", _("Sex"), 64, "center")
    if look == ROLES:
        return (
            *who,
            sex,
            Column("organisation", _("Organisation"), 170),
            Column("role", _("Role"), 210, line_after=True),
            Column("photo_consent", _("Photos may be published"), 190, "center"),
            Column("list_consent", _("Name may stand on a list"), 190, "center"),
        )
    days = [
        Column(f"{DAY}{day}", _("D{number}").format(number=number), 52, "center", line_after=number == len(sheet.days))
        for number, day in enumerate(sheet.days, 1)
    ]
    return (
        *who,
        sex,
        Column("organisation", _("Organisation"), 128),
        Column("role", _("Role"), 100, line_after=True),
        *days,
        Column("pre_score", _("Before"), 62, "end"),
        Column("post_score", _("After"), 62, "end"),
        Column("gain", _("Gain"), 58, "end", line_after=True),
        Column("certificate", _("Certificate"), 196),
    )


def row(sheet: Sheet, one: Attending, values: Mapping[str, Any], around: Around, shown: Sequence[Column]) -> Row:
    """Return the row of one person in these columns, with answers that may not be saved yet."""
    return Row(one.id, tuple(_cell(column.key, sheet, one, values, around) for column in shown))


def _cell(key: str, sheet: Sheet, one: Attending, values: Mapping[str, Any], around: Around) -> Cell:
    if key.startswith(DAY):
        return Cell(mark=_MARKS.get(str((values.get("attendance") or {}).get(key.removeprefix(DAY))), "none"))
    match key:
        case "number":
            return Cell(str(one.number), tone="ink2")
        case "name":
            return Cell(one.shown_name, other=one.other_name)
        case "sex":
            sex = str(values.get("sex") or "U")
            return Cell(_SEXES.get(sex, sex), tone="warn" if sex == "U" else "ink2")
        case "organisation":
            return Cell(one.organisation)
        case "role":
            role, takes_part = str(values.get("role") or ""), values.get("role") == PARTICIPANT
            words = around.codes["participation_role"].text(role)
            return Cell(words, tone="ink2" if takes_part else "accent", role="" if takes_part else "strong")
        case "gain":
            before, after = values.get("pre_score"), values.get("post_score")
            gain = after - before if before is not None and after is not None else None
            return Cell("" if gain is None else f"{gain:+g}", tone="ok" if gain and gain > 0 else "ink", role="strong")
        case "certificate":
            return _certificate(sheet, values)
        case "photo_consent" | "list_consent":
            return _CONSENTS[values.get(key)]
        case _:
            return Cell(_number(values.get(key)))


_SEXES = {"U": "?"}
_CONSENTS = {None: Cell(mark="none"), True: Cell(mark="tick"), False: Cell("✗", tone="bad", role="strong")}


def _certificate(sheet: Sheet, values: Mapping[str, Any]) -> Cell:
    if number := values.get("certificate_number"):
        return Cell(str(number), chip="ok")
    if values.get("role") != PARTICIPANT:
        return Cell("")
    missing = [place for place, day in enumerate(sheet.days, 1) if not (values.get("attendance") or {}).get(day)]
    if attended_enough(values, len(sheet.days), threshold(sheet.event.values)):
        return Cell(_("Earned"), tone="ok")
    if missing:
        return Cell(_("Waiting for D{number}").format(number=missing[0]), tone="ink2")
    return Cell(_("Below {percent} %").format(percent=threshold(sheet.event.values)), tone="ink2")


def totals_row(sheet: Sheet, totals: Totals, shown: Sequence[Column]) -> list[Cell]:
    """Return the line under the people: how many were in the room each day, and the mean gain."""
    count = len(sheet.people)
    people = ngettext("{count} person", "{count} people", count).format(count=count)
    gain = "" if totals.gain is None else f"{totals.gain:+.1f}"
    issued = ngettext("{count} issued", "{count} issued", totals.certificates).format(count=totals.certificates)
    cells = {
        "name": Cell(_("Present"), role="strong"),
        "organisation": Cell(people, role="strong"),
        **{f"{DAY}{day}": Cell(str(totals.present.get(day, 0)), role="strong") for day in sheet.days},
        "gain": Cell(gain, tone="ok", role="strong"),
        "certificate": Cell(issued, role="strong"),
        **{consent: Cell(str(totals.consents.get(consent, 0)), role="strong") for consent in CONSENTS},
    }
    if not any(column.key.startswith(DAY) for column in shown):
        cells["name"] = Cell(_("Said yes"), role="strong")
    return [cells.get(column.key, Cell()) for column in shown]


def gaps(sheet: Sheet, values: Mapping[str, Mapping[str, Any]], today: str) -> list[tuple[str, str]]:
    """Return the cells of participants that are still to be marked: past days, and a score whose other one is there."""
    found = []
    for one in sheet.people:
        answers = values[one.id]
        if answers.get("role") != PARTICIPANT:
            continue
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
