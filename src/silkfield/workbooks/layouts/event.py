"""Lists of events: trainings, workshops, meetings, visits and pilot activities, one a row, with their head counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Any

from silkfield.forms.event_rules import UNSURE
from silkfield.language import N_, _
from silkfield.workbooks.cells import says_nothing, text_of
from silkfield.workbooks.days import JALALI, MISSING, MONTH_ONLY, ReadSpan, read_day_cell, read_span_cell, says_planned
from silkfield.workbooks.drafts import Draft, IntakeRow
from silkfield.workbooks.headers import Column
from silkfield.workbooks.heads import head_meaning, read_heads
from silkfield.workbooks.layouts import Layout, Read
from silkfield.workbooks.layouts.event_cells import (
    is_container,
    link_events,
    read_kind,
    read_taking_part,
    read_topics,
    read_venue,
    settled_by_kind,
)
from silkfield.workbooks.noting import note_heads, note_unknown
from silkfield.workbooks.reading import Reading, RowNotes, joined, note_common
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary

HELD, PLANNED = "HELD", "PLANNED"
_ALSO = re.compile(r"\balso\s+(?:for\s+)?(C[1-5](?:\s*(?:,|and|&|/)\s*C[1-5])*)", re.IGNORECASE)

COLUMNS = (
    Column("serial", N_("Number"), ("S.No", "S#", "Sr.", "Sr. No", "Serial", "No", "No.", "#", "نمبر شمار")),
    Column("dates", N_("Dates"), ("Date(s)", "Date", "When", "Period", "تاریخ")),
    Column("start", N_("From"), ("Start", "Start date", "Begin", "Begins")),
    Column("end", N_("To"), ("End", "End date", "Ends", "Until")),
    Column(
        "title",
        N_("Title"),
        ("Activity", "Event", "Name of event", "Name of activity", "Title of activity", "عنوان", "سرگرمی"),
    ),
    Column("kind", N_("Kind"), ("Type", "Type of activity", "Type of event", "Category", "قسم")),
    Column("city", N_("Place"), ("City", "Venue", "Location", "مقام")),
    Column("country", N_("Country"), ("Host country", "ملک")),
    Column("component", N_("Component"), ("Comp.", "Comp")),
    Column("objective", N_("Objective"), ("Obj.", "Obj", "Specific objective", "Objectives")),
    Column("topic", N_("Topic"), ("Topics", "Priority topic", "Thematic area")),
    Column("countries", N_("Countries"), ("Participating countries", "Countries taking part", "Participants from")),
    Column(
        "total",
        N_("Total"),
        ("Participants", "No. of participants", "Total participants", "Heads", "Number of participants"),
    ),
    Column("status", N_("Status"), ("State", "حیثیت")),
    Column("note", N_("Note"), ("Notes", "Remarks", "Remark", "Comments", "کیفیت")),
)


def pattern(words: Vocabulary, label: str) -> str:
    """Return what headers of heads mean."""
    return head_meaning(words, label)


def _enough(meanings: AbstractSet[str]) -> bool:
    return "title" in meanings and bool({"dates", "start"} & meanings) and len(meanings) >= 4


def read(tables: Sequence[Table], reading: Reading) -> Read:
    """Read lists of events, then find which one is part of another or taught on from it."""
    given = reading.given_for("event")
    rows = [_read_row(RowNotes(table, row), reading, given) for table in tables for row in table.rows]
    return Read(tuple(link_events(rows)))


def _read_row(notes: RowNotes, reading: Reading, given: dict[str, Any]) -> IntakeRow:
    words, row = reading.vocabulary, notes.row
    note = row.text("note")
    span = _span(row.value("dates"), row.value("start"), row.value("end"))
    container = is_container(row.text("kind"), note)
    kind = "OTHER" if container else read_kind(notes, words)
    status = _status(notes, reading, span)
    _note_days(notes, reading, span, status)
    heads = read_heads(row)
    note_heads(notes, heads)
    component = _one(notes, words, "component")
    values = joined(
        settled_by_kind(words, kind, component, f"{row.text('title')} {note}"),
        given,
        {
            "title": " ".join(row.text("title").split())[:200],
            "kind": kind,
            "status": status,
            "component": component,
            "components_also": [key for key in _also(words, note) if key != component],
            "objectives": [found] if (found := _one(notes, words, "objective")) else [],
            "topics": read_topics(notes, words),
            **_days(span),
            "dates_text": text_of(row.value("dates"))[:120],
            "venues": read_venue(notes, words, span),
            **read_taking_part(notes, words),
            "heads": None if container else heads.value(),
            "remarks": "" if says_nothing(note) else note[:1000],
        },
    )
    note_common(notes)
    draft = Draft("event", f"@event-{reading.place(row.sheet, row.number)}", values)
    return notes.finished([draft], {"container": container, "written": text_of(row.value("dates"))})


def _span(dates: Any, start: Any, end: Any) -> ReadSpan:
    if start != "" or end != "":
        first, last = read_day_cell(start), read_day_cell(end)
        codes = [read.code for read in (first, last) if read.code and read.code != MISSING]
        day = first.day or last.day
        return ReadSpan(day, last.day or day, codes[0] if codes else "" if day else MISSING)
    return read_span_cell(dates)


def _days(span: ReadSpan) -> dict[str, str]:
    if not span.start or not span.end:
        return {}
    return {"start_date": span.start.isoformat(), "end_date": span.end.isoformat()}


def _status(notes: RowNotes, reading: Reading, span: ReadSpan) -> str:
    """Read the status: its own column, a word in the note, else held when its last day has passed."""
    words, row = reading.vocabulary, notes.row
    if written := row.text("status"):
        if found := words.only("event_status", written):
            return found
        note_unknown(notes, words, "W_STATUS_UNKNOWN", "status", "event_status", written)
    mentioned = words.mentioned("event_status", row.text("note"))
    unsure = next((key for key in mentioned if key in {"POSTPONED", "CANCELLED"}), "")
    if unsure:
        return unsure
    return HELD if span.end and span.end <= reading.around.today else PLANNED


def _note_days(notes: RowNotes, reading: Reading, span: ReadSpan, status: str) -> None:
    row = notes.row
    meaning = "dates" if notes.table.label("dates") else "start"
    if span.code == MONTH_ONLY:
        notes.note(MONTH_ONLY, meaning, _("Only the month is known."))
    elif span.code == JALALI:
        notes.note(
            JALALI,
            meaning,
            _("The day is written in the solar calendar. Is this the Gregorian day?"),
            _days(span).get("start_date"),
        )
    elif span.code == MISSING or says_planned(row.text("dates")):
        said = (
            says_planned(row.text("dates"))
            or row.text("status")
            or reading.vocabulary.mentioned("event_status", row.text("note"))
        )
        if not (status in UNSURE and said):
            notes.note(MISSING, meaning, _("The days are missing."))
    elif span.code.startswith("R_"):
        notes.note(span.code, meaning, _("The days cannot be read. Write them as 3-5 May 2016."))
    elif span.code:
        notes.note(
            span.code, meaning, _("The day was kept as a number. Is this the day?"), _days(span).get("start_date")
        )


def _one(notes: RowNotes, words: Vocabulary, meaning: str) -> str:
    """Read the one code of a list that has the name of the column."""
    text = notes.row.text(meaning)
    if says_nothing(text):
        return ""
    found = words.only(meaning, text)
    if not found and not words.left_alone(meaning, text):
        note_unknown(notes, words, f"W_{meaning.upper()}_UNKNOWN", meaning, meaning, text)
    return found


def _also(words: Vocabulary, note: str) -> list[str]:
    """Read the further components a note names ("also C3")."""
    keys = (key.upper() for match in _ALSO.finditer(note) for key in re.findall(r"[cC][1-5]", match[1]))
    return list(dict.fromkeys(key for key in keys if key in words.codes["component"]))


LAYOUT = Layout(COLUMNS, _enough, read, pattern)
