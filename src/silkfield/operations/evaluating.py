"""Evaluating: the tally of an event's papers goes on where it was left, or begins with what was asked last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.language import N_, _
from silkfield.operations.sitting import Sitting

USUAL = (
    N_("The contents were useful for my work"),
    N_("The trainers explained well"),
    N_("There was time for questions"),
    N_("The organisation was good"),
)
"""What is asked when nothing was asked before."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The evaluation that is there, by its id, or the answers a new one begins with."""

    record: str
    values: Mapping[str, Any]


def begun(sitting: Sitting, event: str) -> Begun:
    """Return the evaluation of an event, else what a new one begins with: the questions of the last one here, uncounted."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        if there := reader.listing("evaluation", where={"event": event}, limit=1):
            return Begun(there[0].id, {})
        last = reader.listing("evaluation", limit=1)
    asked = [str(item.get("item")) for item in (last[0].values.get("items") or ())] if last else []
    items = [{"key": f"q{place}", "item": words} for place, words in enumerate(asked or map(_, USUAL), 1)]
    return Begun("", {"event": event, "items": items})
