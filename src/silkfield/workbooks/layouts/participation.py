"""Lists of nominated officers and attendance sheets: people, their organisations, what they attended, and the event itself."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from silkfield.formkit.days import iso_day
from silkfield.language import N_, _
from silkfield.matching.names import folded_name
from silkfield.workbooks.attendance import Lines, Sheetline, day_meaning, has_marks, maximum, read_marks, read_scores
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.drafts import Draft, IntakeRow
from silkfield.workbooks.headers import Column
from silkfield.workbooks.layouts import Layout, Read
from silkfield.workbooks.layouts.event_of_list import EVENT, draft_event
from silkfield.workbooks.organisations import Organisations
from silkfield.workbooks.people import read_email, read_phones, read_sex
from silkfield.workbooks.places import read_country
from silkfield.workbooks.reading import Reading, RowNotes, filled, joined, note_common
from silkfield.workbooks.rows import SERIAL, RawRow, section_words
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary

PARTICIPANT, TRAINER = "PART", "TRAINER"

COLUMNS = (
    Column("serial", N_("Number"), ("S.No", "S#", "Sr.", "Sr. No", "Serial", "No", "No.", "#", "نمبر شمار")),
    Column(
        "name", N_("Name"), ("Name of officer", "Full name", "Name of participant", "Participant", "Officer", "نام")
    ),
    Column("position", N_("Position"), ("Designation", "Rank", "Post", "Title", "Function", "عہدہ")),
    Column(
        "organisation", N_("Organisation"), ("Organization", "Department", "Agency", "Ministry", "Institution", "ادارہ")
    ),
    Column("unit", N_("Unit"), ("Wing", "Section", "Directorate")),
    Column("station", N_("Station"), ("Place of posting", "Posting", "Duty station", "Office", "City")),
    Column("sex", N_("Sex"), ("Gender", "M/F", "جنس")),
    Column("country", N_("Country"), ("Country represented", "Delegation", "ملک")),
    Column("email", N_("Email"), ("E-mail", "Email address", "E-mail address", "ای میل")),
    Column(
        "phone",
        N_("Mobile"),
        ("Phone", "Mobile No", "Cell", "Cell No", "Contact No", "Contact Number", "Telephone", "فون"),
    ),
    Column("role", N_("Role"), ("Participation", "Capacity")),
    Column("pre_score", N_("Pre-test"), ("Pretest", "Pre test", "Score before", "Pre")),
    Column("post_score", N_("Post-test"), ("Posttest", "Post test", "Score after", "Post")),
    Column("remarks", N_("Remarks"), ("Remark", "Note", "Notes", "Comments", "کیفیت", "ریمارکس")),
)


def pattern(_words: Vocabulary, label: str) -> str:
    """Return what the headers of days mean."""
    return day_meaning(label)


def _enough(meanings: AbstractSet[str]) -> bool:
    others = meanings - {"name", SERIAL, "remarks"}
    return "name" in meanings and bool(others)


@dataclass(frozen=True, slots=True)
class _List:
    """What all people of a file share while they are read."""

    reading: Reading
    organisations: Organisations
    lines: Lines
    event: str
    first_day: date | None
    highest: float | None
    given: dict[str, Any]
    country: str
    seen: dict[tuple[str, ...], int]


def read(tables: Sequence[Table], reading: Reading) -> Read:
    """Read the list of people, and beside each the line of the attendance sheet that is theirs."""
    lists = [table for table in tables if "organisation" in table.header.meanings or not has_marks(table)] or list(
        tables
    )
    sheets = [table for table in tables if table not in lists]
    given = reading.given_for("participation")
    highest = maximum(tables)
    event = draft_event(tables, reading, highest)
    organisations = Organisations(row.text("organisation") for table in lists for row in table.rows)
    known = (
        event.values if event else (reading.around.resolve("event", given["event"]) or {}) if "event" in given else {}
    )
    everybody = _List(
        reading,
        organisations,
        Lines(sheets),
        given.get("event", EVENT),
        iso_day(known.get("start_date")),
        highest,
        given,
        "PK" if known.get("kind") in {"TRN_NAT", "WKS_NAT", "WG_NAT"} else "",
        {},
    )
    which = str(given.get("event") or f"{known.get('title')} {known.get('start_date')}")
    rows = [_of_event(_read_row(everybody, table, row), which) for table in lists for row in table.rows]
    rows += [_unmatched(line) for line in everybody.lines.left()]
    shared = [*([event] if event else []), *organisations.drafts()]
    return Read(tuple(rows), tuple(shared))


def _of_event(row: IntakeRow, event: str) -> IntakeRow:
    """Return a row whose key holds the event too: the same officer is on many lists."""
    return replace(row, key=hashlib.sha256(f"{row.key} {event}".encode()).hexdigest()[:32])


def _read_row(everybody: _List, table: Table, row: RawRow) -> IntakeRow:
    words, notes = everybody.reading.vocabulary, RowNotes(table, row)
    name = " ".join(row.text("name").split())
    role = _role(words, row)
    line = Sheetline(table, row) if has_marks(table) else None
    if role == PARTICIPANT and line is None:
        line = everybody.lines.of(row.text(SERIAL), name)
    person = _person(notes, everybody, name)
    mark = everybody.reading.place(row.sheet, row.number)
    number = row.text(SERIAL)
    participation = {
        "event": everybody.event,
        "person": f"@person-{mark}",
        "role": role,
        **{part: person.get(part) for part in ("organisation", "unit", "position", "country")},
        "station": row.text("station")[:120],
        "nomination_number": int(number)
        if number.isdecimal() and 0 < int(number) <= 100_000 and role == PARTICIPANT
        else None,
        "remarks": _remarks(row, line),
    }
    if line:
        participation["attendance"] = read_marks(notes, line, words, everybody.first_day)
        participation |= read_scores(notes, line, everybody.highest)
    note_common(notes)
    drafts = [
        Draft("person", f"@person-{mark}", person),
        Draft("participation", f"@participation-{mark}", joined({"role": PARTICIPANT}, everybody.given, participation)),
    ]
    if not row.twin and (twin := _listed_before(everybody, row, name, person)):
        sentence = _("The same person stands in row {number}. Counted once.").format(number=twin)
        notes.note("W_DUP_PERSON", "name", sentence, twin)
        drafts = [Draft("person", f"@person-{everybody.reading.place(row.sheet, twin)}", person)]
    matched = {"line": line.row.number, "name_in_attendance": line.row.text("name")} if line else {}
    return notes.finished(drafts, {"name": name, "role": role, "serial": number, **matched})


def _role(words: Vocabulary, row: RawRow) -> str:
    """Read the role: its own column, else the heading the row stands under; who trains is no participant."""
    if found := words.only("participation_role", row.text("role")):
        return found
    said = [
        words.only("participation_role", word) or words.only("participation_role", word.rstrip("s"))
        for word in section_words(row.section)
    ]
    if TRAINER in said:
        return TRAINER
    return next((role for role in said if role), PARTICIPANT)


def _person(notes: RowNotes, everybody: _List, name: str) -> dict[str, Any]:
    words, row = everybody.reading.vocabulary, notes.row
    sex, odd_sex = words.once(read_sex, row.text("sex"))
    if odd_sex:
        notes.note(odd_sex, "sex", _("The sex cannot be read. It is taken as not said."))
    email, odd_email = read_email(row.text("email"))
    if odd_email:
        notes.note(odd_email, "email", _("This is no email address. It is left out."))
    phone, odd_phone = read_phones(row.text("phone"))
    if odd_phone == "W_PHONE_TWO":
        notes.note(odd_phone, "phone", _("Two numbers stand here. The first one is kept."))
    elif odd_phone:
        notes.note(odd_phone, "phone", _("This is no phone number. It is not kept as one."))
    organisation = everybody.organisations.find(row.text("organisation"))
    unit = row.text("unit") or (organisation.unit if organisation else "")
    return filled(
        {
            "full_name": name[:160],
            "sex": sex,
            "organisation": organisation.handle if organisation else None,
            "unit": unit[:120],
            "position": row.text("position")[:120],
            "country": read_country(words, row.text("country")) or everybody.country,
            "email": email[:120],
            "phone": phone,
        }
    )


def _remarks(row: RawRow, line: Sheetline | None) -> str:
    texts = [row.text("remarks"), line.row.text("remarks") if line and line.row is not row else ""]
    return "; ".join(text for text in texts if not says_nothing(text))[:500]


def _listed_before(everybody: _List, row: RawRow, name: str, person: dict[str, Any]) -> int:
    """Return the row in which the same person stands: same name, and the same address, number, or post and station."""
    folded = folded_name(name) or name
    marks = [
        ("email", folded, person.get("email", "")),
        ("phone", folded, person.get("phone", "")),
        (
            "post",
            folded,
            person.get("position", "") and row.text("station") and f"{person.get('position')} {row.text('station')}",
        ),
    ]
    known = [mark for mark in marks if mark[2]]
    twin = next((everybody.seen[mark] for mark in known if mark in everybody.seen), 0)
    for mark in known:
        everybody.seen.setdefault(mark, row.number)
    return twin


def _unmatched(line: Sheetline) -> IntakeRow:
    notes = RowNotes(line.table, line.row)
    notes.note(
        "R_ATTENDANCE_UNMATCHED", "name", _("This name is not on the list of people. Correct it, or add the person.")
    )
    return notes.finished([], {"name": line.row.text("name")})


LAYOUT = Layout(COLUMNS, _enough, read, pattern)
