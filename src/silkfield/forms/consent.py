"""A consent: what a client agreed to, how and when, and when it was taken back; no name stands in it."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Choice, Choices, Day, Ref, Text
from silkfield.formkit.asking import has
from silkfield.formkit.form import CENTRE, TODAY, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import FOLLOWS
from silkfield.formkit.rules import in_order
from silkfield.language import N_, _


def form_and_purposes_agree(values: Values, around: Around) -> Iterator[Problem]:
    """A consent is given for a purpose, and a refusal for none."""
    refused, purposes = values.get("form") == "NONE", values.get("purposes")
    if refused and purposes:
        yield error("purposes", "refused", _("The client did not agree. Take the purposes out."))
    if not refused and not purposes:
        yield error("purposes", "missing", _("Choose what the client agreed to."))


def spoken_consent_is_certified(values: Values, around: Around) -> Iterator[Problem]:
    """A spoken yes is certified by the counsellor who heard it."""
    if values.get("form") == "VERBAL" and not values.get("certified_by"):
        yield error("certified_by", "not_certified", _("Write who heard the client agree."))


FORM = Form(
    key="consent",
    title=N_("Consent"),
    plural=N_("Consents"),
    audience=Audience.HQ,
    icon="file-check",
    kept_at=frozenset({CENTRE}),
    own_page=False,
    heading=("purposes", "given_on"),
    rules=(
        form_and_purposes_agree,
        spoken_consent_is_certified,
        in_order(
            "given_on",
            "withdrawn_on",
            "withdrawn_before_given",
            N_("It was taken back before it was given. Correct a day."),
        ),
    ),
    sections=(
        Section(
            N_("Consent"),
            (
                Field("client", N_("Client"), Ref("client", joining=FOLLOWS), required=True),
                Field(
                    "form",
                    N_("Answer was"),
                    Choice("consent_form", ("VERBAL", "WRITTEN", "MESSAGE", "NONE"), ("S", "W", "M", "N")),
                    required=True,
                    listed=True,
                    group="consent",
                    help=N_("Read the text aloud first. A spoken yes is certified by you."),
                ),
                Field(
                    "purposes",
                    N_("Agreed to"),
                    Choices("consent_purpose", 5, keys=("1", "2", "3", "4", "5")),
                    listed=True,
                    help=N_("Each purpose is a question of its own. No to one changes nothing for the others."),
                ),
                Field("given_on", N_("Given on"), Day(), required=True, listed=True, default=TODAY),
                Field(
                    "certified_by",
                    N_("Certified by"),
                    Text(60),
                    when=has("form", "VERBAL"),
                    group="consent",
                    help=N_("The counsellor who heard the answer."),
                ),
                Field("language", N_("Language read"), Choice("language"), pinned=True, more=True),
                Field("text_version", N_("Version of the text"), Text(40), more=True),
                Field("withdrawn_on", N_("Taken back on"), Day(), listed=True, more=True),
            ),
        ),
    ),
)
