"""Quizzes of sessions: how much a room knew before and after, as groups and never as matched persons."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from silkfield.formkit.problems import Values
from silkfield.forms.session import AFTER, BEFORE, quiz_result
from silkfield.language import _


def gained(sessions: Iterable[Values]) -> dict[str, Any]:
    """Return over the sessions with a quiz at both ends: how many, people and mean percent at each, points gained."""
    both = [(quiz_result(one, BEFORE), quiz_result(one, AFTER)) for one in sessions]
    pairs = [(first, last) for first, last in both if first and last]
    if not pairs:
        return {"sessions": 0}
    figures: dict[str, Any] = {"sessions": len(pairs)}
    for when, results in ((BEFORE, [first for first, _last in pairs]), (AFTER, [last for _first, last in pairs])):
        people = sum(result.people for result in results)
        figures[f"people_{when}"] = people
        figures[f"percent_{when}"] = round(sum(result.people * result.percent for result in results) / people, 1)
    figures["gain"] = round(figures[f"percent_{AFTER}"] - figures[f"percent_{BEFORE}"], 1)
    return figures


def sentence(figures: dict[str, Any]) -> str:
    """Say what the rooms gained."""
    return _(
        "C: quiz at {sessions} sessions, right before {percent_before} % ({people_before} people), after {percent_after} % "
        "({people_after}), gain {gain} points; groups, not the same persons."
    ).format(**figures)
