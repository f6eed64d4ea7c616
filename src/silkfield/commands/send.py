"""send: makes a bundle of what headquarters (or a site) has not confirmed yet."""

from __future__ import annotations

import math
from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.bundles.packing import PRESETS
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations import timekeeping
from silkfield.operations.exchange.finishing import give_up, go_on
from silkfield.operations.exchange.phoning import take
from silkfield.operations.exchange.sending import send
from silkfield.operations.sitting import Sitting

HELP = _("make a bundle for headquarters (at headquarters: for a site)")
SMALLEST = 1_000


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--to", type=Path, metavar="FOLDER", help=_("the stick or folder it is written to"))
    parser.add_argument("--site", default="", metavar="CODE", help=_("at headquarters: whom it is for"))
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument(
        "--size",
        choices=tuple(PRESETS),
        default="mail-10",
        help=_("how it travels, which says how large a file may be"),
    )
    sizes.add_argument("--part-size", type=float, metavar="MB", help=_("the largest file, in MB"))
    parser.add_argument("--all", action="store_true", help=_("everything, also what was confirmed before"))
    unfinished = parser.add_mutually_exclusive_group()
    unfinished.add_argument(
        "--continue", dest="go_on", action="store_true", help=_("go on with the bundle that was not written to its end")
    )
    unfinished.add_argument(
        "--give-up", action="store_true", help=_("give up the bundle that was not written to its end")
    )
    parser.add_argument(
        "--heard",
        default="",
        metavar="LINE",
        help=_("the receipt that headquarters has read aloud (SF LHE2 412 DVDP7YH7)"),
    )
    parser.add_argument("--to-mates", action="store_true", help=_("to the other laptops of this site"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the bundle and say what is in it."""
    size = PRESETS[chosen.size]
    if chosen.part_size is not None:
        size = int(chosen.part_size * 1_000_000) if math.isfinite(chosen.part_size) else 0
    if size < SMALLEST:
        raise Trouble(
            _("Parts of this size are too small."), _("Give the size in MB, for example 7."), code="part-too-small"
        )
    if chosen.to is None and not (chosen.go_on or chosen.give_up or chosen.heard):
        raise Trouble(_("No folder is named."), _("Name the stick or folder with --to."), code="no_folder")
    with opened(chosen) as sitting:
        if chosen.give_up:
            return _give_up(sitting, chosen, console)
        if chosen.heard:
            heard = take(sitting, chosen.heard)
            console.say(heard.sentence)
            if chosen.to is None and not chosen.go_on:
                console.give({"laptop": heard.label, "change": heard.n, "sentence": heard.sentence})
                return 0
        if chosen.go_on:
            sent = go_on(sitting, chosen.to, site=chosen.site, mates=chosen.to_mates)
        else:
            sent = send(
                sitting,
                chosen.to,
                site=chosen.site,
                mates=chosen.to_mates,
                part_bytes=size,
                everything=chosen.all,
            )
        doubt = timekeeping.doubt_now(sitting)
        titles = {form.key: _(form.plural) for form in sitting.forms.values()}
    counted = _(", ").join(f"{count} {titles.get(form, form)}" for form, count in sent.records.items())
    console.say(
        _("Bundle {label} is written and was read back: {records}.").format(
            label=sent.label, records=counted or _("nothing new, a sign of life")
        )
    )
    for line in [*(f"  {path}" for path in sent.paths), *filter(None, [doubt])]:
        console.say(line)
    if sent.kept:
        there = ngettext("{count} file was there already.", "{count} files were there already.", sent.kept)
        console.say(there.format(count=sent.kept))
    console.say(_("You may remove the stick now."))
    console.give(
        {
            "bundle": sent.number,
            "label": sent.label,
            "export": sent.export,
            "parts": [str(path) for path in sent.paths],
            "size": sent.size,
            "kept": sent.kept,
            "records": sent.records,
            "clock": doubt,
        }
    )
    return 0


def _give_up(sitting: Sitting, chosen: Namespace, console: Console) -> int:
    number = give_up(sitting, site=chosen.site, mates=chosen.to_mates)
    console.say(_("Bundle {number} is given up. What it held is in the next one.").format(number=number))
    console.give({"given_up": number})
    return 0
