"""send: makes a bundle of what headquarters (or a site) has not confirmed yet."""

from __future__ import annotations

import math
from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange.sending import send

HELP = _("make a bundle for headquarters (at headquarters: for a site)")
SMALLEST = 1_000


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument(
        "--to", type=Path, required=True, metavar="FOLDER", help=_("the stick or folder it is written to")
    )
    parser.add_argument("--site", default="", metavar="CODE", help=_("at headquarters: whom it is for"))
    parser.add_argument(
        "--part-size", type=float, default=7.0, metavar="MB", help=_("the largest file, in MB (7 fits mail)")
    )
    parser.add_argument("--all", action="store_true", help=_("everything, also what was confirmed before"))
    parser.add_argument("--to-mates", action="store_true", help=_("to the other laptops of this site"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the bundle and say what is in it."""
    if chosen.to_mates:
        raise Trouble(
            _("Sending to the other laptops of a site is not possible with this version."),
            _("Send to headquarters; an update will bring it."),
            code="not_yet",
        )
    size = int(chosen.part_size * 1_000_000) if math.isfinite(chosen.part_size) else 0
    if size < SMALLEST:
        raise Trouble(
            _("Parts of this size are too small."), _("Give the size in MB, for example 7."), code="part-too-small"
        )
    with opened(chosen) as sitting:
        sent = send(sitting, chosen.to, site=chosen.site, part_bytes=size, everything=chosen.all)
        titles = {form.key: _(form.plural) for form in sitting.forms.values()}
    counted = _(", ").join(f"{count} {titles.get(form, form)}" for form, count in sent.records.items())
    console.say(
        _("Bundle {label} is written and was read back: {records}.").format(
            label=sent.label, records=counted or _("nothing new, a sign of life")
        )
    )
    for path in sent.paths:
        console.say(f"  {path}")
    console.give(
        {
            "bundle": sent.number,
            "label": sent.label,
            "export": sent.export,
            "parts": [str(path) for path in sent.paths],
            "size": sent.size,
            "records": sent.records,
        }
    )
    return 0
