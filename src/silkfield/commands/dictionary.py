"""dictionary: every question and every code as this office has them, as a workbook."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.dictionary import data_dictionary
from silkfield.operations.handing_out import write_workbook

HELP = _("write the data dictionary as a workbook")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE.xlsx")


def run(chosen: Namespace, console: Console) -> int:
    """Write it."""
    with opened(chosen) as sitting:
        made = data_dictionary(sitting)
        write_workbook(sitting, made, chosen.to)
    questions, codes = (len(table.rows) for table in made.tables)
    said = _("{questions} questions and {codes} codes are in {path}.")
    console.say(said.format(questions=questions, codes=codes, path=chosen.to))
    console.give({"questions": questions, "codes": codes, "path": str(chosen.to)})
    return 0
