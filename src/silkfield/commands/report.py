"""report: a report of a month, for a site or for all, as a file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.reporting import as_document, report, write

HELP = _("make a report of a month")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument(
        "code",
        metavar="CODE",
        help=_("R1: monthly statistics; R3: events; R6: what trainers taught on; R12: stock; R13: data quality"),
    )
    store_arguments(parser)
    parser.add_argument("--period", required=True, metavar="MONTH", help=_("for example 2016-05"))
    parser.add_argument("--site", default="", metavar="CODE", help=_("one site; all when left out"))
    parser.add_argument("--profile", choices=("internal", "donor", "public"), default="internal")
    parser.add_argument("--to", type=Path, metavar="FILE", help=_("a name that ends in .xlsx, .csv or .json"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the report."""
    if chosen.profile != "internal":
        raise Trouble(
            _("Reports for donors and the public are not possible with this version."),
            _("Small numbers would have to be hidden first; use --profile internal inside the project."),
            code="not_yet",
        )
    with opened(chosen) as sitting:
        made = report(sitting, chosen.code, chosen.period, chosen.site)
        path = write(made, chosen.to) if chosen.to else None
    table = made.tables[0]
    console.say(table.title)
    for row in table.rows:
        console.say("  " + "  ".join("" if cell is None else str(cell) for cell in row))
    for note in table.notes:
        console.say(f"  {note}")
    if path:
        console.say(_("Written: {path}").format(path=path))
    console.give({**as_document(made), "path": str(path) if path else None})
    return 0
