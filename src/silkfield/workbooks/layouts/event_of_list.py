"""The event of a list of people, read from the title lines above the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from silkfield.errors import Trouble
from silkfield.forms import all_forms
from silkfield.language import _
from silkfield.workbooks.days import span_in
from silkfield.workbooks.drafts import Draft
from silkfield.workbooks.layouts.event_cells import settled_by_kind
from silkfield.workbooks.places import read_country
from silkfield.workbooks.reading import Reading, joined
from silkfield.workbooks.tables import Table
from silkfield.workbooks.vocabulary import Vocabulary

EVENT = "@event"
COMPONENTS = {
    **dict.fromkeys(("TRN_REG", "TRN_NAT", "TOT", "STUDY", "PROGDEV"), "C1"),
    **dict.fromkeys(("WG_NAT", "WG_REG"), "C3"),
    **dict.fromkeys(("DLG_SRWG", "DLG_BP"), "C4"),
    **dict.fromkeys(("PILOT_MIC", "PILOT_RPC"), "C5"),
}
"""The component an event of a kind usually belongs to."""

_BETWEEN = re.compile(r"[,;|]|\s-\s|\s{3,}")
_KINDS = (
    ("TOT", r"training of trainers?|train the trainers?|\btot\b"),
    ("STUDY", r"study (?:visit|tour)"),
    ("TRN_REG", r"regional (?:training|course)"),
    ("TRN_NAT", r"training|course"),
    ("WKS_REG", r"regional workshop"),
    ("WKS_NAT", r"workshop"),
    ("WG_NAT", r"working group"),
)


def draft_event(tables: Sequence[Table], reading: Reading, highest: float | None) -> Draft | None:
    """Draft the event that a list's titles name; None when an event was given.

    Raises Trouble when the titles do not say enough, naming what must be given.
    """
    if "event" in reading.given_for("participation"):
        return None
    words = reading.vocabulary
    lines = list(dict.fromkeys(line for table in tables for line in table.titles))
    values = joined(_from_titles(lines, words, reading), reading.given_for("event"))
    values = joined(settled_by_kind(words, values.get("kind", ""), values.get("component", ""), ""), values)
    if highest is not None:
        values.setdefault("test_maximum", int(highest) if highest.is_integer() else highest)
    blocking = [problem for problem in all_forms()["event"].problems(values, reading.around) if problem.blocks]
    if blocking:
        problem = blocking[0]
        raise Trouble(
            _("The lines above the list do not say enough about the event. {problem}").format(problem=problem.sentence),
            _("Say it (event.{field}), or choose an event that is here already (event).").format(field=problem.field),
            code="event_unclear",
        )
    return Draft("event", EVENT, values)


def _from_titles(lines: Sequence[str], words: Vocabulary, reading: Reading) -> dict[str, Any]:
    title = next((line for line in lines if len(line) >= 5), "")
    about: dict[str, Any] = {"title": title[:200], "people_list": "COMPLETE"}
    read = {line: span_in(line) for line in lines}
    line = next((line for line, span in read.items() if span.start and not span.code), "")
    span = read.get(line)
    venue: dict[str, Any] = {"key": "main", "main": True}
    if span and span.start and span.end:
        about |= {"start_date": span.start.isoformat(), "end_date": span.end.isoformat()}
        about["status"] = "HELD" if span.end <= reading.around.today else "PLANNED"
        venue |= {"from_day": about["start_date"], "to_day": about["end_date"]}
    for piece in _BETWEEN.split(line):
        if country := read_country(words, piece.strip()):
            about["venues"] = [{**venue, "city": piece.strip(), "country": country}]
            break
    kind = next((kind for kind, pattern in _KINDS if re.search(pattern, title, re.IGNORECASE)), "")
    topics = words.mentioned("priority_topic", title)
    return {**about, "kind": kind, "component": COMPONENTS.get(kind, ""), "topics": topics[:1] or ["TX"]}
