"""A note on a contact: a few words for the counsellor's own memory; it never leaves the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from silkfield.formkit.answers import Ref, Text
from silkfield.formkit.folding import plain_digits
from silkfield.formkit.form import CENTRE, Audience, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, warning
from silkfield.language import N_, _

IDENTITY_CARD = re.compile(r"(?<!\d)\d{5}[\s-]?\d{7}[\s-]?\d(?!\d)")
PHONE_NUMBER = re.compile(r"(?<![\d+])(?:\+|00)[1-9](?:[\s-]?\d){7,14}(?!\d)|(?<!\d)(?:92|0)(?:[\s-]?\d){9,10}(?!\d)")


def holds_a_personal_number(text: str) -> bool:
    """Tell whether a text holds an identity card number (13 digits) or a phone number, in any digits."""
    plain = plain_digits(text)
    return bool(IDENTITY_CARD.search(plain) or PHONE_NUMBER.search(plain))


def no_numbers_in_notes(values: Values, around: Around) -> Iterator[Problem]:
    """Personal numbers in free text are where identity leaks."""
    if holds_a_personal_number(values.get("note") or ""):
        sentence = _("The note holds an identity or phone number. Take it out; a phone number has a box of its own.")
        yield warning("note", "note_id_number", sentence)


FORM = Form(
    key="counselling_note",
    title=N_("Note"),
    plural=N_("Notes"),
    audience=Audience.SITE,
    icon="file-pencil",
    kept_at=frozenset({CENTRE}),
    own_page=False,
    heading=("note",),
    rules=(no_numbers_in_notes,),
    sections=(
        Section(
            N_("The note"),
            (
                Field("contact", N_("Contact"), Ref("counselling_contact"), required=True),
                Field(
                    "note",
                    N_("Note"),
                    Text(500, lines=True),
                    required=True,
                    sensitive=True,
                    help=N_("Optional, stays at this site. No names, no numbers, nothing about health or faith."),
                ),
            ),
        ),
    ),
)
