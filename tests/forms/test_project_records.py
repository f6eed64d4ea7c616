"""The project, its policies, products, pilots, tests, evaluations, media and materials keep to their own rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms.checking import EVENT, PERSON, problems
from silkfield.forms.evaluation import mean_mark, satisfied
from silkfield.forms.project import duration

TEST = "01890a5d-ac96-774b-bcce-b302099a805b"
PROJECT: dict[str, Any] = {
    "title": "Support to the Silk Routes Partnership for Migration under the Budapest Process",
    "short_title": "Silk Routes",
    "start_date": "2014-02-01",
    "end_date": "2017-04-30",
    "donors": [{"key": "a", "donor": "EU", "role": "DONOR"}, {"key": "b", "donor": "HU", "role": "LEAD"}],
}


def amended(*rows: tuple[str, str]) -> dict[str, Any]:
    made = [{"key": day, "signed_on": day, "new_end": end, "reason": "Extended"} for day, end in rows]
    return {**PROJECT, "amendments": made}


def test_a_project_ends_where_its_last_amendment_says() -> None:
    assert problems("project", PROJECT) == []
    assert duration(PROJECT) == (date(2014, 2, 1), date(2017, 4, 30))
    assert duration(amended(("2017-01-10", "2017-12-31"), ("2016-01-10", "2017-07-31"))) == (
        date(2014, 2, 1),
        date(2017, 12, 31),
    )
    assert problems("project", amended(("2013-01-10", "2013-12-31"))) == [("amendments", "end_before_start")]


def test_a_donor_stands_once_and_one_leads() -> None:
    twice = [{"key": "a", "donor": "EU"}, {"key": "b", "donor": "EU"}]
    leads = [{"key": "a", "donor": "NO", "role": "LEAD"}, {"key": "b", "donor": "HU", "role": "LEAD"}]
    assert problems("project", {**PROJECT, "donors": twice}) == [("donors", "donor_twice")]
    assert problems("project", {**PROJECT, "donors": leads}) == [("donors", "two_leads")]


def stages(*rows: tuple[str, str], **more: Any) -> list[dict[str, Any]]:
    return [{"key": str(place), "stage": stage, "day": day, **more} for place, (stage, day) in enumerate(rows)]


@pytest.mark.parametrize(
    ("form", "values", "steps"),
    [
        ("policy_process", {"title": "National migration policy", "country": "AF"}, ("OUTLINE", "DRAFT", "CONSULT")),
        ("output", {"title": "Profile", "kind": "PROFILE", "component": "C2"}, ("PLANNED", "DRAFT", "FINAL")),
    ],
)
def test_stages_go_forward_or_say_why(form: str, values: dict[str, Any], steps: tuple[str, ...]) -> None:
    titled = {**values, "title": f"{values['title']} of a country"}
    days = ("2015-01-10", "2015-06-10", "2016-02-01")
    forward = stages(*zip(steps, days, strict=True))
    back = stages(*zip(reversed(steps), days, strict=True))
    assert problems(form, {**titled, "stages": forward}) == []
    assert problems(form, {**titled, "stages": list(reversed(forward))}) == []
    assert ("stages", "stage_back") in problems(form, {**titled, "stages": back})
    assert problems(form, {**titled, "stages": [{**row, "reason": "A new minister"} for row in back]}) == []


def test_drafts_count_up() -> None:
    rows = stages(("DRAFT", "2015-01-10"), ("DRAFT", "2015-06-10"))
    for row, number in zip(rows, (2, 1), strict=True):
        row["draft"] = number
    policy = {"title": "National migration policy", "country": "PK", "stages": rows}
    assert problems("policy_process", policy) == [("stages", "draft_back")]


def test_a_step_of_the_police_cooperation_belongs_to_its_pilot() -> None:
    step = {"kind": "NCP", "pilot": "P-RPC", "day": "2015-10-20", "country": "TR", "count": 1}
    assert problems("pilot_milestone", step) == []
    assert problems("pilot_milestone", {**step, "pilot": "P-MIC"}) == [("pilot", "(other_pilot)")]


def test_the_points_of_a_test_are_its_highest_score() -> None:
    questions = [{"key": str(n), "number": n, "text": f"Question {n}", "points": 5} for n in (1, 2)]
    test = {"title": "Labour migration", "version": "1", "maximum": 10, "questions": questions}
    assert problems("knowledge_test", test) == []
    assert problems("knowledge_test", {**test, "maximum": 20}) == [("maximum", "points_differ")]
    questions[1]["number"] = 1
    assert problems("knowledge_test", test) == [("questions", "number_twice")]


def test_a_score_is_not_above_the_test_that_the_event_names() -> None:
    beside = {
        EVENT: {"title": "Training", "test": TEST, "start_date": "2016-05-03", "end_date": "2016-05-04"},
        TEST: {"title": "Labour migration", "version": "1", "maximum": 10},
    }
    one = {"event": EVENT, "person": PERSON, "role": "PART", "pre_score": 10, "post_score": 10.5}
    assert problems("participation", one, beside) == [("post_score", "score_above_max")]
    beside[EVENT]["test_maximum"] = 20
    assert problems("participation", one, beside) == []


def test_no_question_of_an_evaluation_has_more_answers_than_papers() -> None:
    item = {"key": "a", "item": "The topics were useful", "marks_3": 2, "marks_4": 10, "marks_5": 8}
    tally = {"event": EVENT, "papers": 20, "items": [item]}
    assert problems("evaluation", tally) == []
    assert problems("evaluation", {**tally, "papers": 19}) == [("items", "items_over_papers")]
    assert mean_mark(item) == pytest.approx(4.3)
    assert satisfied(item) == pytest.approx(0.9)
    assert mean_mark({"item": "Nobody answered"}) is None
    assert satisfied({"item": "Nobody answered"}) is None


def test_a_reach_says_where_it_comes_from() -> None:
    spots = {
        "channel": "RADIO",
        "title": "Check the agent",
        "spots": 40,
        "from_day": "2016-05-03",
        "to_day": "2016-05-20",
    }
    assert problems("media_activity", spots) == []
    assert problems("media_activity", {**spots, "reach": 250_000}) == [("reach_method", "missing")]
    assert problems("media_activity", {**spots, "reach": 250_000, "reach_method": "ESTIMATE"}) == []
