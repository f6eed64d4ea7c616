"""A counselling register: each row is a contact, with the client, the name, the note and the danger seen beside it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from silkfield.forms.counselling_note import holds_a_personal_number
from silkfield.language import N_, _
from silkfield.matching.people import Person
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.dating import Days
from silkfield.workbooks.drafts import Draft, IntakeRow
from silkfield.workbooks.headers import Column
from silkfield.workbooks.layouts import Layout, Read
from silkfield.workbooks.layouts.contact_cells import (
    note_age,
    read_channel,
    read_counsel,
    read_journey,
    read_outcome,
)
from silkfield.workbooks.noting import note_district
from silkfield.workbooks.people import (
    age_of,
    parted_name,
    read_initials,
    read_name,
    read_phones,
    read_relative,
    read_sex,
)
from silkfield.workbooks.places import read_district
from silkfield.workbooks.reading import Reading, RowNotes, filled, joined, note_common
from silkfield.workbooks.tables import Table

LONGEST_NOTE = 500
MINOR = "A00"

COLUMNS = (
    Column(
        "serial", N_("Number"), ("S.No", "S#", "Sr.", "Sr. No", "Serial", "Serial No", "No", "No.", "نمبر شمار", "نمبر")
    ),
    Column("date", N_("Date"), ("Dated", "Date of contact", "Contact date", "Date of visit", "Day", "تاریخ")),
    Column("name", N_("Name"), ("Client", "Client name", "Name of client", "Caller", "Caller name", "Visitor", "نام")),
    Column(
        "relative",
        N_("Father or husband"),
        (
            "Father/Husband Name",
            "Father Name",
            "Father's Name",
            "F/H Name",
            "S/o D/o W/o",
            "Husband Name",
            "ولدیت",
            "والد کا نام",
        ),
    ),
    Column("sex", N_("Sex"), ("Gender", "M/F", "جنس")),
    Column("age", N_("Age"), ("Age group", "Age (years)", "Year of birth", "عمر")),
    Column(
        "phone",
        N_("Phone"),
        (
            "Contact No",
            "Contact Number",
            "Contact #",
            "Mobile",
            "Mobile No",
            "Cell",
            "Cell No",
            "Phone No",
            "Tel",
            "فون نمبر",
            "فون",
        ),
    ),
    Column("district", N_("District"), ("District of origin", "City", "Home district", "ضلع")),
    Column("channel", N_("Channel"), ("Mode", "Mode of contact", "Source", "Means of contact", "ذریعہ")),
    Column(
        "destination",
        N_("Destination"),
        ("Country", "Destination country", "Country of destination", "Country of interest", "ملک", "منزل"),
    ),
    Column(
        "topics", N_("Topics"), ("Topic(s)", "Topic", "Query", "Nature of query", "Subject", "Issue", "موضوع", "سوال")
    ),
    Column(
        "outcomes", N_("Outcome"), ("Outcomes", "Result", "Action", "Action taken", "Response", "نتیجہ", "کارروائی")
    ),
    Column("counsellor", N_("Counsellor"), ("Counselor", "Staff", "Attended by", "Officer", "کونسلر")),
    Column("remarks", N_("Remarks"), ("Remark", "Note", "Notes", "Comments", "کیفیت", "ریمارکس")),
    Column("stage", N_("Stage"), ("Client stage", "Status of client", "Migration stage", "مرحلہ")),
    Column("education", N_("Education"), ("Qualification", "تعلیم")),
    Column("occupation", N_("Occupation"), ("Profession", "Trade", "پیشہ")),
    Column("language", N_("Language"), ("زبان",)),
)
_TELLING = frozenset({"channel", "topics", "outcomes", "counsellor", "destination"})
_OF_TALKS = frozenset({"channel", "outcomes", "counsellor"})


def _enough(meanings: AbstractSet[str]) -> bool:
    return "date" in meanings and len(_TELLING & meanings) >= 2 and bool(_OF_TALKS & meanings)


def read(tables: Sequence[Table], reading: Reading) -> Read:
    """Read registers: one sheet a month, or several."""
    given = reading.given_for("counselling_contact")
    rows: list[IntakeRow] = []
    for table in tables:
        days = Days(table, reading)
        for place, row in enumerate(table.rows):
            notes = RowNotes(table, row)
            rows.append(_read_row(notes, days.of(place, notes), reading, given))
    return Read(tuple(rows))


def _read_row(notes: RowNotes, day: date | None, reading: Reading, given: dict[str, Any]) -> IntakeRow:
    words, row = reading.vocabulary, notes.row
    on = (day or reading.around.today).isoformat()
    sex, odd_sex = words.once(read_sex, row.text("sex"))
    if odd_sex:
        notes.note(odd_sex, "sex", _("The sex cannot be read. It is taken as not said."))
    group, odd_age = words.once(age_of, row.text("age"), int(on[:4]))
    note_age(notes, group, odd_age)
    district = words.once(read_district, row.text("district"), on)
    note_district(notes, district)
    topics = read_counsel(notes, words)
    outcome = read_outcome(notes, words)
    about = {
        "contact_date": day.isoformat() if day else None,
        "channel": read_channel(notes, words),
        "sex": sex,
        "age_group": group,
        "district": district.code,
        **read_journey(notes, words),
        "topics": list(dict.fromkeys("ABOUT" if topic == "THB" else topic for topic in topics)),
        "outcomes": list(outcome.outcomes),
        "referred_to": list(outcome.agencies),
        "counsellor": read_initials(row.text("counsellor")),
        **{
            name: words.only(name, row.text(name))
            for name in ("stage", "education", "occupation", "language")
            if row.text(name)
        },
    }
    contact = joined({"stage": "UNK"}, given, about)
    facts, named = _who(notes, reading, contact)
    drafts = [Draft("counselling_contact", f"@contact-{_mark(reading, row)}", contact), *named]
    drafts += _beside(notes, reading, topics, group)
    note_common(notes)
    return notes.finished(drafts, {**facts, "site_topics": list(topics)})


def _mark(reading: Reading, row: Any) -> str:
    return reading.place(row.sheet, row.number)


def _who(notes: RowNotes, reading: Reading, contact: dict[str, Any]) -> tuple[dict[str, Any], list[Draft]]:
    """Read who it was: a client with a name, a minor with a code only, or nobody for an anonymous contact."""
    words, row = reading.vocabulary, notes.row
    written, rest = parted_name(row.text("name"))
    name = words.once(read_name, written)
    relative, kind = words.once(read_relative, row.text("relative") or rest)
    phone, odd_phone = read_phones(row.text("phone"))
    if odd_phone == "W_PHONE_TWO":
        notes.note(odd_phone, "phone", _("Two numbers stand here. The first one is kept."))
    elif odd_phone:
        notes.note(odd_phone, "phone", _("This is no phone number. It is not kept as one."))
    facts = {"name": row.text("name"), "anonymous": not name, "phone": phone, "relative": relative}
    if not name:
        return facts, []
    mark = _mark(reading, row)
    kept = reading.keep_names and contact["age_group"] != MINOR
    contact["client"] = f"@client-{mark}"
    client = filled(
        {
            "identity_level": "I2" if kept else "I1",
            **{part: contact.get(part) for part in ("sex", "age_group", "district")},
        }
    )
    drafts = [Draft("client", f"@client-{mark}", client)]
    if contact["age_group"] != MINOR:
        facts["person"] = Person(
            f"@client-{mark}",
            name,
            relative,
            (phone,) if phone else (),
            client.get("district", ""),
            None,
            contact["sex"],
        )
    if kept:
        drafts += _identity(mark, contact, name, relative, kind, phone)
    return facts, drafts


def _identity(mark: str, contact: dict[str, Any], name: str, relative: str, kind: str, phone: str) -> list[Draft]:
    """Draft the name, and the consent that the person who takes the register in has noted."""
    in_urdu = any("\u0600" <= letter <= "\u06ff" for letter in name)
    identity = {
        "client": contact["client"],
        "full_name": name[:120],
        "name_urdu": name[:120] if in_urdu else "",
        "relative_name": relative[:120],
        "relative_kind": kind,
        "phone": phone,
    }
    consent = {
        "client": contact["client"],
        "form": "VERBAL",
        "purposes": ["KEEP"],
        "given_on": contact.get("contact_date"),
        "certified_by": contact.get("counsellor"),
    }
    return [
        Draft("client_identity", f"@identity-{mark}", filled(identity)),
        Draft("consent", f"@consent-{mark}", filled(consent)),
    ]


def _beside(notes: RowNotes, reading: Reading, topics: tuple[str, ...], group: str) -> list[Draft]:
    """Draft what never leaves the site: the remark, and the danger seen."""
    mark, drafts = _mark(reading, notes.row), []
    contact = f"@contact-{mark}"
    remark = notes.row.text("remarks")
    if not says_nothing(remark):
        if len(remark) > LONGEST_NOTE:
            notes.note("W_TEXT_LONG", "remarks", _("The remark is too long. Its beginning is kept."))
        if holds_a_personal_number(remark):
            sentence = _("The remark holds an identity or phone number. Take it out.")
            notes.note("W_NOTE_ID_NUMBER", "remarks", sentence)
        drafts.append(Draft("counselling_note", f"@note-{mark}", {"contact": contact, "note": remark[:LONGEST_NOTE]}))
    flags = [*(["MINOR"] if group == MINOR else []), *(["THB"] if "THB" in topics else [])]
    if flags:
        drafts.append(Draft("safeguarding", f"@safeguarding-{mark}", {"contact": contact, "flags": flags}))
    return drafts


LAYOUT = Layout(COLUMNS, _enough, read)
