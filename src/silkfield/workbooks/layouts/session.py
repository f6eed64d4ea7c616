"""Lists of sessions: awareness sessions with their quizzes, the daily tally of a pre-departure desk, stalls."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from functools import lru_cache
from typing import Any

from silkfield.errors import Trouble
from silkfield.language import N_, _
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.dating import Days
from silkfield.workbooks.drafts import Draft, IntakeRow
from silkfield.workbooks.headers import Column
from silkfield.workbooks.heads import head_meaning, read_heads, read_number
from silkfield.workbooks.layouts import Layout, Read
from silkfield.workbooks.noting import note_district, note_heads, note_unknown
from silkfield.workbooks.places import read_district
from silkfield.workbooks.reading import Reading, RowNotes, joined, note_common
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary
from silkfield.workbooks.words import parted, read_quiz, read_words

PDO = "PDO"
LONGEST_REMARK = 500

COLUMNS = (
    Column("serial", N_("Number"), ("S.No", "S#", "Sr.", "Sr. No", "Serial", "Serial No", "No", "No.", "نمبر شمار")),
    Column("date", N_("Date"), ("Dated", "Date of session", "Session date", "Day", "تاریخ")),
    Column("venue", N_("Venue"), ("Place", "Location", "Institute", "Name of institute", "School", "مقام")),
    Column("district", N_("District"), ("City", "ضلع")),
    Column(
        "kind", N_("Type of audience"), ("Type", "Audience", "Target group", "Type of institute", "Category", "قسم")
    ),
    Column("session_type", N_("Kind of session"), ("Session type", "Activity", "سیشن کی قسم")),
    Column(
        "partners", N_("Partner"), ("Partners", "Partner organisation", "Partner organization", "In partnership with")
    ),
    Column(
        "facilitators",
        N_("Facilitator"),
        ("Facilitators", "Conducted by", "Trainer", "Counsellor", "Resource person", "سہولت کار"),
    ),
    Column("topics", N_("Topics"), ("Topic", "Topic(s)", "Topics covered", "Subject", "موضوع")),
    Column("quiz_before", N_("Quiz before"), ("Pre quiz", "Pre-quiz", "Quiz pre", "Pre test", "Before")),
    Column("quiz_after", N_("Quiz after"), ("Post quiz", "Post-quiz", "Quiz post", "Post test", "After")),
    Column(
        "total", N_("Total"), ("G. Total", "Grand total", "No. of participants", "Participants", "Heads", "کل تعداد")
    ),
    Column("disability", N_("People with a disability"), ("PWD", "PWDs", "Persons with disability", "Disabled")),
    Column("remarks", N_("Remarks"), ("Remark", "Note", "Notes", "Comments", "کیفیت", "ریمارکس")),
)


def pattern(words: Vocabulary, label: str) -> str:
    """Return what headers of counts mean: heads by sex and band, destinations, materials."""
    rest = label.strip()
    lower = rest.lower()
    for group in ("destination", "destinations", "country", "منزل"):
        if lower.startswith(f"{group} "):
            country = words.only("destination", rest[len(group) :].strip())
            return f"destination:{country}" if country else ""
    if found := head_meaning(words, label):
        return found
    if (material := words.only("material", label)) and material != "OTHER":
        return f"material:{material}"
    country = words.only("destination", label)
    return f"destination:{country}" if country and country not in {"OTH", "UND"} else ""


def _enough(meanings: AbstractSet[str]) -> bool:
    return "date" in meanings and any(meaning.startswith(("heads:", "total")) for meaning in meanings)


def read(tables: Sequence[Table], reading: Reading) -> Read:
    """Read lists of sessions."""
    given = reading.given_for("session")
    rows: list[IntakeRow] = []
    for table in tables:
        days = Days(table, reading)
        about = joined(_about_sheet(table, reading.vocabulary), given)
        if "session_type" not in about and not table.label("session_type"):
            raise Trouble(
                _("The workbook does not say which kind of sessions these are."),
                _("Choose the kind (session_type): AWARE, PDO or STALL."),
                code="session_type_missing",
            )
        for place, row in enumerate(table.rows):
            notes = RowNotes(table, row)
            rows.append(_read_row(notes, days.of(place, notes), reading, about))
    return Read(tuple(rows))


def _about_sheet(table: Table, words: Vocabulary) -> dict[str, Any]:
    """Read what titles and headers say of all sessions of a sheet."""
    kinds = words.mentioned("session_type", table.words)
    columns = table.header.meanings
    if not kinds and any(meaning.startswith("destination:") for meaning in columns):
        kinds = [PDO]
    elif not kinds and {"quiz_before", "topics", "kind"} & columns.keys():
        kinds = ["AWARE"]
    if not kinds:
        return {}
    about: dict[str, Any] = {"session_type": kinds[0]}
    offices = words.mentioned("protectorate", table.words)
    if kinds[0] == PDO and offices:
        office = words.codes["protectorate"].by_key[offices[0]]
        day = f"{table.period}-15" if table.period else ""
        about |= {
            "office": office.key,
            "venue": f"Protectorate of Emigrants {office.label}",
            "venue_kind": "POE",
            "district": read_district(words, office.label, day).code,
            "audience": ["OUTG"],
        }
    return about


def _read_row(notes: RowNotes, day: date | None, reading: Reading, about: dict[str, Any]) -> IntakeRow:
    words, row = reading.vocabulary, notes.row
    on = (day or reading.around.today).isoformat()
    district = words.once(read_district, row.text("district"), on)
    note_district(notes, district)
    heads = read_heads(row)
    note_heads(notes, heads)
    topics = words.once(read_words, "topic", row.text("topics"))
    for word in topics.unknown:
        note_unknown(notes, words, "W_TOPIC_UNKNOWN", "topics", "topic", word)
    values = joined(
        about,
        {
            "session_type": words.only("session_type", row.text("session_type")),
            "held_on": day.isoformat() if day else None,
            "venue": row.text("venue")[:200],
            "district": district.code,
            "partners": row.text("partners")[:200],
            "facilitators": _names(row.text("facilitators"))[:200],
            "heads": heads.value(),
            "topics": list(topics.codes),
            "destinations": _counts(notes, "destination:"),
            "materials": _counts(notes, "material:"),
            "persons_with_disability": read_number(row.value("disability")).number,
            "remarks": "" if says_nothing(row.text("remarks")) else row.text("remarks")[:LONGEST_REMARK],
            **_audience(notes, words),
            **_quizzes(notes),
        },
    )
    note_common(notes)
    return notes.finished([Draft("session", f"@session-{reading.place(row.sheet, row.number)}", values)])


def _audience(notes: RowNotes, words: Vocabulary) -> dict[str, Any]:
    text = notes.row.text("kind")
    if says_nothing(text):
        return {}
    audience, venue = words.once(read_words, "audience", text), words.only("venue_kind", text)
    if not venue:
        for word in audience.unknown:
            note_unknown(notes, words, "W_AUDIENCE_UNKNOWN", "kind", "audience", word)
    return {"audience": list(audience.codes), "venue_kind": venue}


def _quizzes(notes: RowNotes) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for meaning in ("quiz_before", "quiz_after"):
        people, percent, odd = read_quiz(notes.row.text(meaning))
        if odd:
            notes.note(odd, meaning, _("The quiz cannot be read. Write it as 45% (40)."))
        found |= {f"{meaning}_people": people, f"{meaning}_percent": percent}
    return found


def _counts(notes: RowNotes, prefix: str) -> dict[str, int]:
    """Read the counts under headers that name a country or an item; a cell that is no number refuses the row."""
    counts: dict[str, int] = {}
    for meaning, cell in notes.row.under(prefix):
        read = read_number(cell)
        if read.fault:
            notes.note("R_COUNT_UNREADABLE", meaning, _("This is no whole number of people or things."))
        elif read.number:
            counts[meaning.removeprefix(prefix)] = read.number
    return counts


@lru_cache(maxsize=4096)
def _names(text: str) -> str:
    """Write SA/NB as SA, NB."""
    return ", ".join(word for word, _known in parted(text, lambda word: None))


LAYOUT = Layout(COLUMNS, _enough, read, pattern)
