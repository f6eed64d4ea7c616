"""A question that headquarters adds to a form for a while: a text, a number, a day, or a choice.

Its answers live in the records like all others, under the name `x_` and the key of the question. It is never in anybody's
way: no record needs an answer to it. One that is not asked any more is still shown where it was answered.
"""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Count, Day, Text
from silkfield.formkit.asking import has
from silkfield.formkit.form import HEADQUARTERS, Audience, Field, Form, Section
from silkfield.formkit.grids import Rows
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _

_CODE = Text(
    20,
    pattern=r"[A-Z0-9][A-Z0-9_]{0,19}",
    pattern_sentence=N_("Write 1 to 20 capital letters and digits, for example BUS."),
)


def a_choice_has_choices(values: Values, around: Around) -> Iterator[Problem]:
    """What is chosen is chosen from something, and each choice has a code of its own."""
    if values.get("kind") != "CHOICE":
        return
    codes = [row.get("code") for row in values.get("choices") or ()]
    if not codes:
        yield error("choices", "missing", _("Write the answers to choose from."))
    elif len(set(codes)) < len(codes):
        yield error("choices", "twice", _("Two answers have the same code."))


FORM = Form(
    key="question",
    title=N_("Extra question"),
    plural=N_("Extra questions"),
    audience=Audience.HQ,
    kept_at=frozenset({HEADQUARTERS}),
    shared=True,
    icon="list-details",
    heading=("form", "label"),
    rules=(a_choice_has_choices,),
    sections=(
        Section(
            N_("The question"),
            (
                Field("form", N_("Form"), Choice("asked_form", keys=("C", "S", "E")), required=True, listed=True),
                Field(
                    "key",
                    N_("Short name"),
                    Text(
                        30,
                        pattern=r"[a-z][a-z0-9_]{1,29}",
                        pattern_sentence=N_("Write 2 to 30 small letters and digits, for example bus_line."),
                    ),
                    required=True,
                    listed=True,
                    help=N_("The answers are kept under this name. It is never changed afterwards."),
                ),
                Field("label", N_("Question"), Text(120), required=True, listed=True, searched=True),
                Field("urdu", N_("Question in Urdu"), Text(120), searched=True),
                Field(
                    "kind",
                    N_("Answered by"),
                    Choice("question_kind", keys=("T", "N", "D", "C")),
                    required=True,
                    listed=True,
                ),
                Field(
                    "choices",
                    N_("Answers to choose from"),
                    Rows(
                        (
                            Field("code", N_("Code"), _CODE, required=True),
                            Field("label", N_("Label"), Text(80), required=True),
                            Field("urdu", N_("Label in Urdu"), Text(80)),
                        ),
                        most=30,
                    ),
                    when=has("kind", "CHOICE"),
                ),
                Field("help", N_("Help"), Text(300, lines=True), more=True),
                Field("place", N_("Place among the extra questions"), Count(1, 100), more=True),
                Field(
                    "last_day",
                    N_("Asked until"),
                    Day(future=True),
                    listed=True,
                    help=N_("From the day after it is not asked any more. Answers that were given stay readable."),
                ),
            ),
        ),
    ),
)
