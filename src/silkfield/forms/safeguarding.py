"""A safeguarding record: which danger was seen and what was done; only the coordinator reads it, at the site."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Choices, Day, Ref, Text
from silkfield.formkit.form import CENTRE, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import in_order
from silkfield.language import N_, _

TELL_THE_SAME_DAY = frozenset({"MINOR", "UAM", "THB", "VIOL"})


def about_somebody(values: Values, around: Around) -> Iterator[Problem]:
    """A flag belongs to a contact or to a client."""
    if not values.get("contact") and not values.get("client"):
        yield error("contact", "missing", _("Choose the contact or the client this is about."))


def coordinator_is_told(values: Values, around: Around) -> Iterator[Problem]:
    """A child, possible trafficking or violence is told to the coordinator the same day."""
    if TELL_THE_SAME_DAY.intersection(values.get("flags") or ()) and not (
        values.get("coordinator_told_on") or values.get("seen_on")
    ):
        yield warning("coordinator_told_on", "coordinator_not_told", _("Tell the coordinator today and write the day."))


FORM = Form(
    key="safeguarding",
    title=N_("Safeguarding record"),
    plural=N_("Safeguarding records"),
    audience=Audience.SITE,
    icon="shield-lock",
    kept_at=frozenset({CENTRE}),
    sealed=True,
    heading=("flags",),
    rules=(
        about_somebody,
        coordinator_is_told,
        in_order("seen_on", "done_on", "done_early", N_("It cannot be done before it was seen. Correct the day.")),
    ),
    sections=(
        Section(
            N_("Danger seen"),
            (
                Field("contact", N_("Contact"), Ref("counselling_contact"), sensitive=True),
                Field("client", N_("Client"), Ref("client", joining=FOLLOWS), sensitive=True),
                Field(
                    "flags",
                    N_("What you noticed"),
                    Choices("vulnerability", 9),
                    required=True,
                    listed=True,
                    sensitive=True,
                    help=N_("Tick what you noticed. Do not question the client about it: refer, never investigate."),
                ),
                Field("first_action", N_("First action"), Choice("first_action"), listed=True, sensitive=True),
                Field("coordinator_told_on", N_("Coordinator told on"), Day(), listed=True, sensitive=True),
            ),
            hint=N_("You write it once; then only the coordinator reads it"),
        ),
        Section(
            N_("For the coordinator"),
            (
                Field("seen_on", N_("Seen on"), Day(), listed=True, sensitive=True, by_role="coordinator"),
                Field("done_on", N_("Done on"), Day(), listed=True, sensitive=True, by_role="coordinator"),
                Field(
                    "restricted_note",
                    N_("Restricted note"),
                    Text(1_000, lines=True),
                    sensitive=True,
                    by_role="coordinator",
                    help=N_("What was done, in a few words. No names or numbers; do not investigate, refer."),
                ),
            ),
        ),
    ),
)
