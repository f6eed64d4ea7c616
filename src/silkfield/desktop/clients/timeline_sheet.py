"""The timeline of a client for Excel and paper: no note, no danger, no number of an identity card."""

from __future__ import annotations

from silkfield.desktop.clients.told import told
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import Audience
from silkfield.language import _
from silkfield.operations.finding import state_in_words
from silkfield.operations.handing_out import hand_out
from silkfield.operations.sitting import Sitting
from silkfield.reports.listed import HandOut, Heading, Listed


def timeline_sheet(sitting: Sitting, client: str) -> HandOut:
    """Return what happened with a client, the newest first, under the name or code that may be seen. Raises Trouble."""
    found = told(sitting, client)
    known = found.file.known
    columns = (
        Heading(_("Date")),
        Heading(_("What")),
        Heading(_("About")),
        Heading(_("More"), "under"),
        Heading(_("Where it is")),
    )
    rows = tuple(
        (iso_day(one.iso), one.form, one.first, one.plain, state_in_words(one.shown))
        for one in found.timeline
        if sitting.form(one.shown.form).audience is Audience.HQ
    )
    title = _("Client file: {client}").format(client=known.called)
    sentence = _("timeline, without notes and dangers")
    return hand_out(sitting, title, sentence, [Listed(_("Timeline"), columns, rows)])
