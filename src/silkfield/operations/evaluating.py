"""Evaluating: the tally of an event's papers goes on where it was left, or begins with what was asked last time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from silkfield.language import N_, _
from silkfield.operations.allowing import needs
from silkfield.operations.recording import save
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes

USUAL = (
    N_("The contents were useful for my work"),
    N_("The trainers explained well"),
    N_("There was time for questions"),
    N_("The organisation was good"),
)
"""What is asked when nothing was asked before."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The evaluation of an event as it stands, or what a new one begins with; `record` is empty for a new one."""

    record: str
    revision: str
    values: Mapping[str, Any]


def begun(sitting: Sitting, event: str) -> Begun:
    """Return the evaluation of an event, else what a new one begins with: the questions of the last one here, uncounted."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        if there := reader.listing("evaluation", where={"event": event}, limit=1):
            return Begun(there[0].id, there[0].revision, there[0].values)
        last = reader.listing("evaluation", limit=1)
    asked = [str(item.get("item")) for item in (last[0].values.get("items") or ())] if last else []
    items = [{"key": f"q{place}", "item": words} for place, words in enumerate(asked or map(_, USUAL), 1)]
    return Begun("", "", {"event": event, "items": items})


@needs(Ability.RECORD)
def tally(sitting: Sitting, before: Begun, papers: int, items: Sequence[Mapping[str, Any]]) -> Changes:
    """Save what was counted of an event's papers; comments stay as they are. Raises Refused."""
    answers = {**before.values, "papers": papers, "items": [dict(item) for item in items]}
    return save(sitting, "evaluation", answers, before.record, made_from=before.revision)
