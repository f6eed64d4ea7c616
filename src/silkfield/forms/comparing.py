"""What all comparisons of two records say: one under two entries, or two that only look alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from silkfield.formkit.answers import Choice, Ref
from silkfield.formkit.form import Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import OWN
from silkfield.language import N_, _

SAME, DIFFERENT, ASKED, UNSURE = "SAME", "DIFFERENT", "ASKED", "UNSURE"
"""What was said: one, two, headquarters asks the sites, or the sites cannot tell. Only the first two change anything."""


def comparison(of: str, title: str, labels: tuple[str, str], more: tuple[Field, ...] = (), **declared: Any) -> Form:
    """Declare a comparison of two records of the form `of`: they are the same, or are different; no name stands in it.

    `labels` name the two records, `more` is what else is asked, `declared` what else the form says of itself.
    """

    def two_records(values: Values, around: Around) -> Iterator[Problem]:
        """Nothing is compared with itself."""
        if values.get(of) and values.get(of) == values.get("other"):
            yield error("other", "same_record", _("Choose another one: this is the same entry."))

    one, other = labels
    verdict = Choice("same_person", (SAME, DIFFERENT), ("S", "D"))
    return Form(
        key=f"{of}_pair",
        title=title,
        plural=title,
        audience=Audience.HQ,
        compares=of,
        own_page=False,
        heading=("verdict",),
        rules=(two_records,),
        sections=(
            Section(
                N_("The two that are compared"),
                (
                    Field(of, one, Ref(of, joining=OWN), required=True),
                    Field("other", other, Ref(of, joining=OWN), required=True),
                    Field("verdict", N_("They are"), verdict, required=True, listed=True),
                    *more,
                ),
            ),
        ),
        **declared,
    )
