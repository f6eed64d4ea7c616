"""An attachment: a scan or a photo that belongs to an event, a session or a participation.

The record says what the file is; the file itself lies encrypted beside the database and travels in pieces. The form is for
headquarters, so it cannot point to what stays within a site: scans of clients' consent forms cannot be attached.
"""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.answers import Count, Ref, Text
from silkfield.formkit.form import Audience, Erasing, Field, Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _

MOST_BYTES = 256 << 20
CHUNK_BYTES = 1 << 20
"""A file travels in chunks of this size; only its last one is shorter."""

DIGEST = "[0-9a-f]{64}"

HOLDERS = ("event", "session", "participation")
"""The forms whose records may have attachments; the field that points to one has the same name."""


def belongs_to_exactly_one_record(values: Values, around: Around) -> Iterator[Problem]:
    """An attachment belongs to one record."""
    given = [name for name in HOLDERS if values.get(name)]
    if len(given) != 1:
        yield error(given[0] if given else HOLDERS[0], "one_record", _("An attachment belongs to exactly one record."))


FORM = Form(
    key="attachment",
    title=N_("Attachment"),
    plural=N_("Attachments"),
    audience=Audience.HQ,
    erasing=Erasing.NAMES,
    icon="files",
    own_page=False,
    heading=("name",),
    rules=(belongs_to_exactly_one_record,),
    sections=(
        Section(
            N_("The file"),
            (
                Field("name", N_("File name"), Text(200), required=True, listed=True, searched=True),
                Field("mime", N_("Kind of file"), Text(100), required=True, group="file"),
                Field("size", N_("Size in bytes"), Count(1, MOST_BYTES), required=True, group="file"),
                Field(
                    "sha256",
                    N_("SHA-256"),
                    Text(64, 64, pattern=DIGEST, pattern_sentence=N_("This is not a SHA-256.")),
                    required=True,
                    group="file",
                    looked_up=True,
                ),
                Field("chunk", N_("Bytes in a piece"), Count(CHUNK_BYTES, CHUNK_BYTES), required=True, group="file"),
            ),
        ),
        Section(
            N_("Belongs to"),
            (
                Field("event", N_("Event"), Ref("event"), group="record"),
                Field("session", N_("Session"), Ref("session"), group="record"),
                Field("participation", N_("Participation"), Ref("participation"), group="record"),
            ),
        ),
    ),
)
