"""A session counts heads and never names; what does not add up is said."""

from __future__ import annotations

from typing import Any

from forms.checking import problems
from silkfield.forms.session import QuizResult, quiz_result

HEADS = {"cells": {"M": {"A18": 22, "A25": 30, "A3559": 5}, "F": {"A25": 2}}}
PDO: dict[str, Any] = {"session_type": "PDO", "held_on": "2016-05-31", "office": "RWP", "heads": HEADS}


def session(**answers: Any) -> list[tuple[str, str]]:
    typed = answers.pop("typed", True)
    return problems("session", {**PDO, **answers}, typed=typed)


def test_a_session_needs_its_kind_its_day_and_its_heads() -> None:
    assert session() == []
    assert {field for field, code in problems("session", {}) if code == "missing"} == {
        "session_type",
        "held_on",
        "heads",
    }


def test_nobody_leaves_who_was_not_there() -> None:
    assert session(destinations={"SA": 40, "OTH": 19}) == []
    assert session(destinations={"SA": 40, "AE": 20}) == [("destinations", "destinations_over_heads")]


def test_a_session_ends_after_it_starts() -> None:
    assert session(starts_at="10:00", ends_at="09:00") == [("ends_at", "end_before_start")]


def test_more_quiz_answers_than_heads_are_kept_and_said() -> None:
    assert session(quiz_before_people=60) == [("quiz_before_people", "(quiz_over_heads)")]


def test_a_quiz_by_show_of_hands_is_computed_and_never_more_than_the_room() -> None:
    hands = [
        {"key": "1", "question": "Who may charge a fee?", "right_before": 20, "right_after": 50},
        {"key": "2", "question": "Where is a licence checked?", "right_before": 10, "right_after": 52},
    ]
    assert session(quiz_hands=hands) == []
    before, after = (
        quiz_result({**PDO, "quiz_hands": hands, "quiz_after_people": 51}, when) for when in ("before", "after")
    )
    assert before is not None
    assert after is not None
    assert (before.people, round(before.percent, 1)) == (59, 25.4)
    assert (after.people, after.percent) == (51, 100)
    assert quiz_result(PDO, "before") is None
    assert quiz_result({**PDO, "quiz_before_people": 40, "quiz_before_percent": 45}, "before") == QuizResult(40, 45)
    hands[0]["right_after"] = 60
    assert session(quiz_hands=hands) == [("quiz_hands", "(quiz_over_heads)")]


def test_an_empty_room_is_kept_and_said() -> None:
    assert session(heads={"cells": {}}) == [("heads", "(no_heads)")]


def test_children_among_outgoing_workers_are_said() -> None:
    assert session(heads={"cells": {"M": {"A00": 1}}}) == [("heads", "(minor_in_pdo)")]
    assert session(session_type="AWARE", heads={"cells": {"M": {"A00": 45}}}) == []


def test_people_with_a_disability_are_among_the_heads() -> None:
    assert session(persons_with_disability=60) == [("persons_with_disability", "over_heads")]


def test_an_old_session_is_said_to_who_types() -> None:
    assert session(held_on="2016-04-30") == [("held_on", "(late)")]
    assert session(held_on="2016-04-30", typed=False) == []


def test_a_planned_session_needs_no_heads_and_may_lie_ahead() -> None:
    assert session(held_on="2016-06-20") == [("held_on", "held_in_future")]
    planned = {"session_type": "AWARE", "held_on": "2016-06-20", "status": "PLANNED"}
    assert problems("session", planned) == []
    assert problems("session", {**planned, "held_on": "2016-06-19"}) == [("held_on", "(weekend)")]
    assert problems("session", {**planned, "held_on": "2016-08-14"}) == [
        ("held_on", "(weekend)"),
        ("held_on", "(holiday)"),
    ]
    assert problems("session", {**planned, "held_on": "2016-05-03", "status": "HELD"}) == [("heads", "missing")]
