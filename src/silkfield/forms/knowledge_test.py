"""A knowledge test: the questions that are asked before and after a training, in one numbered version."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Amount, Choice, Choices, Count, Text
from silkfield.formkit.form import Audience, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _

QUESTIONS = Rows(
    (
        Field("number", N_("No."), Count(1, 200), required=True),
        Field("text", N_("Question"), Text(400, 1), required=True),
        Field("answers", N_("Answers to choose from"), Text(400)),
        Field("right", N_("Right answer"), Text(120)),
        Field("points", N_("Points"), Amount(0, 100), default=1),
    ),
    most=100,
)


def points_make_the_highest_score(values: Values, around: Around) -> Iterator[Problem]:
    """The points of the questions add up to the highest score, and no number stands twice."""
    rows = values.get("questions") or ()
    numbers = [row.get("number") for row in rows]
    if len(set(numbers)) < len(numbers):
        yield error("questions", "number_twice", _("Two questions have the same number."))
    points = sum(row.get("points") or 0 for row in rows)
    if rows and points != values.get("maximum"):
        sentence = _("The questions have {points} points together. Correct them or the highest score.")
        yield error("maximum", "points_differ", sentence.format(points=f"{points:g}"))


FORM = Form(
    key="knowledge_test",
    title=N_("Knowledge test"),
    plural=N_("Knowledge tests"),
    audience=Audience.HQ,
    shared=True,
    icon="file-pencil",
    heading=("title", "version"),
    rules=(points_make_the_highest_score,),
    sections=(
        Section(
            N_("The test"),
            (
                Field("title", N_("Title"), Text(160, 3), required=True, listed=True, searched=True),
                Field("version", N_("Version"), Text(20, 1), required=True, listed=True, default="1"),
                Field("topic", N_("Topic"), Choice("priority_topic"), listed=True),
                Field("languages", N_("Languages"), Choices("language", 10), more=True),
                Field("maximum", N_("Highest score"), Amount(1, 1000), required=True, listed=True),
                Field(
                    "questions",
                    N_("Questions"),
                    QUESTIONS,
                    help=N_("A new version where a question changes: scores of different questions are not compared."),
                ),
            ),
        ),
    ),
)
