"""export: writes the records of a form into an Excel workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.formkit.form import Audience
from silkfield.language import _, ngettext
from silkfield.operations.spreadsheets import export

HELP = _("write the records of a form into an Excel file")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("form", metavar="FORM")
    store_arguments(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx")


def run(chosen: Namespace, console: Console) -> int:
    """Write the workbook."""
    with opened(chosen) as sitting:
        count = export(sitting, chosen.form, chosen.to)
        private = sitting.form(chosen.form).audience is Audience.SITE
    console.say(
        ngettext("{count} record is in {path}.", "{count} records are in {path}.", count).format(
            count=count, path=chosen.to
        )
    )
    if private:
        console.say(_("The file is not encrypted and holds what may not leave this site. Delete it after use."))
    console.give({"form": chosen.form, "count": count, "path": str(chosen.to)})
    return 0
