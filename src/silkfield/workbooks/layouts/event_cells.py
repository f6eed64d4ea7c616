"""The cells of a list of events, and what an event's kind settles about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.days import MONTH_ONLY, ReadSpan, months_in
from silkfield.workbooks.drafts import IntakeRow
from silkfield.workbooks.noting import note_unknown
from silkfield.workbooks.places import read_countries, read_country
from silkfield.workbooks.reading import RowNotes, filled
from silkfield.workbooks.vocabulary import Vocabulary
from silkfield.workbooks.words import read_words

PILOTS = {"PILOT_MIC": "P-MIC", "PILOT_RPC": "P-RPC"}
SCOPES = {
    **dict.fromkeys(("TRN_REG", "WKS_REG", "WG_REG", "DLG_SRWG", "DLG_BP", "PILOT_RPC"), "REG"),
    **dict.fromkeys(("TRN_NAT", "WKS_NAT", "WG_NAT"), "NAT"),
}
WORKING_GROUPS = {"DLG_SRWG": "SRWG"}
NUMBERED = frozenset({"WG_NAT", "WG_REG", "DLG_SRWG"})
CROSS_CUTTING = "TX"

_CONTAINER = re.compile(r"\bcontainer\b|^\s*\(?(?:week|block|series)\)?\s*$", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_CROWD = re.compile(r"^\D*\d+\+?\s*countries\D*$", re.IGNORECASE)
_TAUGHT_ON = re.compile(r"\bcascade of\b([^;.]*)", re.IGNORECASE)


def is_container(kind: str, note: str) -> bool:
    """Tell whether a row only holds other rows together (a week with a training and a meeting) and is never counted."""
    return bool(_CONTAINER.search(kind) or re.search(r"\bcontainer\b", note, re.IGNORECASE))


def read_kind(notes: RowNotes, words: Vocabulary) -> str:
    """Read the kind of an event."""
    text = notes.row.text("kind")
    found = words.only("event_kind", text)
    if not found and not says_nothing(text) and not words.left_alone("event_kind", text):
        note_unknown(notes, words, "W_KIND_UNKNOWN", "kind", "event_kind", text)
    return found


def settled_by_kind(words: Vocabulary, kind: str, component: str, text: str) -> dict[str, Any]:
    """Return what the kind and the component settle: objective, pilot, reach, working group and number of the meeting."""
    pilots = words.mentioned("pilot", text) if component == "C5" else []
    number = _ORDINAL.match(text.strip()) if kind in NUMBERED else None
    return filled(
        {
            "objectives": [f"SO{component[1]}"] if component else [],
            "pilot": PILOTS.get(kind) or (pilots[0] if pilots else ""),
            "scope": SCOPES.get(kind, ""),
            "working_group": WORKING_GROUPS.get(kind, ""),
            "meeting_number": int(number[1]) if number else None,
        }
    )


def read_topics(notes: RowNotes, words: Vocabulary) -> list[str]:
    """Read the priority topics; an event without one is cross-cutting."""
    read = words.once(read_words, "priority_topic", notes.row.text("topic"))
    for word in read.unknown:
        note_unknown(notes, words, "W_TOPIC_UNKNOWN", "topic", "priority_topic", word)
    return list(read.codes) or [CROSS_CUTTING]


def read_venue(notes: RowNotes, words: Vocabulary, span: ReadSpan) -> list[dict[str, Any]]:
    """Read where it takes place, as the one venue of the event."""
    city, country = notes.row.text("city"), notes.row.text("country")
    code = read_country(words, country) or ("" if country else read_country(words, city))
    if country and not code and not says_nothing(country):
        note_unknown(notes, words, "W_COUNTRY_UNKNOWN", "country", "country", country)
    if not code and says_nothing(city):
        return []
    known = span.start and span.end and span.code != MONTH_ONLY and span.start <= span.end
    days = (
        {"from_day": span.start.isoformat(), "to_day": span.end.isoformat()}
        if known and span.start and span.end
        else {}
    )
    return [filled({"key": "main", "country": code, "city": city[:80], "main": True, **days})]


def read_taking_part(notes: RowNotes, words: Vocabulary) -> dict[str, Any]:
    """Read the countries taking part; a crowd ("45 countries") lists nobody and keeps its words."""
    text = notes.row.text("countries")
    read = words.once(read_countries, text)
    for word in read.unknown:
        if not _CROWD.match(word) and not words.left_alone("country", word):
            note_unknown(notes, words, "W_COUNTRY_UNKNOWN", "countries", "country", word)
    return {"countries": list(read.codes), "countries_text": "" if says_nothing(text) else text[:200]}


def link_events(rows: Sequence[IntakeRow]) -> list[IntakeRow]:
    """Link the parts of a container to it, and an event to the training of trainers that its note names."""
    drafts = [row.drafts[0] for row in rows]
    linked: list[IntakeRow] = []
    for row, draft in zip(rows, drafts, strict=True):
        values = dict(draft.values)
        for other, above in zip(rows, drafts, strict=True):
            if (
                other is not row
                and other.facts["container"]
                and not row.facts["container"]
                and _within(values, above.values)
            ):
                values.setdefault("parent", above.handle)
        if match := _TAUGHT_ON.search(values.get("remarks", "")):
            months = [f"{year}-{month:02d}" for year, month in months_in(match[1])]
            for above in drafts:
                if above.values.get("kind") == "TOT" and above.values.get("start_date", "")[:7] in months:
                    values.setdefault("cascade_of", above.handle)
        linked.append(replace(row, drafts=(replace(draft, values=values),)))
    return linked


def _within(values: dict[str, Any], above: dict[str, Any]) -> bool:
    if not all(one.get(name) for one in (values, above) for name in ("start_date", "end_date")):
        return False
    city = [(one.get("venues") or [{}])[0].get("city", "") for one in (values, above)]
    same_place = city[0] == city[1]
    return bool(same_place and above["start_date"] <= values["start_date"] <= values["end_date"] <= above["end_date"])
