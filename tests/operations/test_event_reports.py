"""R3 and R6: events counted once, people by list or head count, and what the graduates of a training taught on."""

from __future__ import annotations

from typing import Any

from offices import training
from operations.test_attending import DAYS, marked
from silkfield.operations import attending, recording, reporting
from silkfield.operations.sitting import Sitting


def event(sitting: Sitting, title: str, **answers: Any) -> str:
    crowd = {"cells": {"M": {"AUN": 15}, "F": {"AUN": 5}}}
    usual = training(title=title, kind="TRN_NAT", heads=crowd)
    return recording.save(sitting, "event", {**usual, **answers}).record


def figures(sitting: Sitting, code: str) -> dict[str, Any]:
    return dict(reporting.report(sitting, code, "2016-05").figures["ISB"])


def test_an_event_in_two_countries_is_counted_once_in_the_month_it_ends(sitting: Sitting) -> None:
    venues = [
        {"key": "a", "country": "IR", "city": "Tehran", "from_day": DAYS[0], "to_day": DAYS[0], "main": True},
        {"key": "b", "country": "GE", "city": "Tbilisi", "from_day": DAYS[2], "to_day": DAYS[2]},
    ]
    event(sitting, "Regional training", kind="TRN_REG", venues=venues, components_also=["C2"])
    event(sitting, "Ends in June", end_date="2016-06-01", status="PLANNED")
    found = figures(sitting, "R3")
    assert (found["events"], found["people"], found["women"], found["completed"]) == (1, 20, 5, 0)
    row = reporting.report(sitting, "R3", "2016-05").tables[0].rows[0]
    assert row[1:6] == ("23.–25.05.2016", "TRN_REG", "Regional training", "Tehran, Iran", "C1, C2")


def test_an_event_that_others_are_part_of_is_not_counted(sitting: Sitting) -> None:
    week = event(sitting, "A week in Tehran", kind="OTHER")
    event(sitting, "Training of that week", parent=week)
    assert figures(sitting, "R3")["events"] == 1


def test_a_complete_list_counts_and_else_the_larger_number(sitting: Sitting) -> None:
    training = event(sitting, "Training with names")
    for name in ("Tariq Mehmood", "Rubina Shaheen"):
        attending.add(sitting, training, name)
    assert figures(sitting, "R3")["people"] == 20
    recording.patch(sitting, "event", {"people_list": "COMPLETE"}, training)
    assert figures(sitting, "R3")["people"] == 2


def test_two_of_three_days_are_attended_and_not_completed(sitting: Sitting) -> None:
    training = event(sitting, "Training of three days", people_list="COMPLETE", heads=None)
    for name in ("Tariq Mehmood", "Rubina Shaheen", "Imran Yousafzai"):
        attending.add(sitting, training, name)
    attending.mark(sitting, marked(attending.sheet(sitting, training), "fff", "ffa", "aaa"))
    found = figures(sitting, "R3")
    assert (found["people"], found["completed"]) == (2, 1)


def test_a_cascade_says_how_many_people_it_reached(sitting: Sitting) -> None:
    top = event(sitting, "Training of trainers", kind="TOT")
    middle = event(sitting, "Course for trainers of provinces", cascade_of=top)
    event(sitting, "Course for recruits", cascade_of=middle)
    event(sitting, "Another course", cascade_of=top)
    event(sitting, "A meeting of its own", kind="WKS_NAT")
    assert figures(sitting, "R6") == {top: {"graduates": 0, "events": 3, "people": 60}}
    titles = [row[0] for row in reporting.report(sitting, "R6", "2016-05").tables[0].rows]
    assert [str(title).count("– ") for title in titles] == [0, 1, 1, 2]


def test_what_is_only_planned_below_a_training_is_not_taught_yet(sitting: Sitting) -> None:
    top = event(sitting, "Training of trainers", kind="TOT")
    event(sitting, "Course to come", cascade_of=top, status="PLANNED", start_date="2016-07-04", end_date="2016-07-05")
    assert figures(sitting, "R6") == {top: {"graduates": 0, "events": 0, "people": 0}}


def test_the_register_says_what_each_graduate_taught_since(sitting: Sitting) -> None:
    academy = recording.save(sitting, "organisation", {"name": "FIA Academy", "country": "PK"}).record
    first = event(
        sitting, "Training of trainers", kind="TOT", start_date="2016-04-04", end_date="2016-04-05", heads=None
    )
    for name in ("Tariq Mehmood", "Rubina Shaheen", "Imran Yousafzai"):
        attending.add(sitting, first, name)
    people = {one.shown_name: one for one in attending.sheet(sitting, first).people}
    full = {"2016-04-04": "full", "2016-04-05": "full"}
    for name in ("Tariq Mehmood", "Rubina Shaheen"):
        answers = {"attendance": full, "organisation": academy, "country": "PK"}
        recording.patch(sitting, "participation", answers, people[name].participation.id)
    absent = {"attendance": {"2016-04-04": "absent"}}
    recording.patch(sitting, "participation", absent, people["Imran Yousafzai"].participation.id)
    course = event(sitting, "Course for recruits", cascade_of=first)
    tariq = people["Tariq Mehmood"].participation.values["person"]
    recording.save(sitting, "participation", {"event": course, "person": tariq, "role": "TRAINER"})
    earlier = event(sitting, "Course before", start_date="2016-03-01", end_date="2016-03-01")
    recording.save(sitting, "participation", {"event": earlier, "person": tariq, "role": "TRAINER"})

    tree, register = reporting.report(sitting, "R6", "2016-05").tables
    assert [row[3:] for row in tree.rows] == [(2, 1, 20), (None, None, None)]
    usual = ("FIA Academy", "Pakistan", "Training of trainers", "04.–05.04.2016", "")
    assert register.rows == (("Rubina Shaheen", *usual, None, None), ("Tariq Mehmood", *usual, 1, 20))


def test_satisfaction_is_the_mean_of_the_papers(sitting: Sitting) -> None:
    training = event(sitting, "Training with papers")
    items = [{"key": "a", "item": "The topics were useful", "marks_4": 5, "marks_5": 5}]
    recording.save(sitting, "evaluation", {"event": training, "papers": 10, "items": items})
    assert reporting.report(sitting, "R3", "2016-05").tables[0].rows[0][-1] == 4.5
