"""answer: writes this laptop's answer to its invitation once more, when its file was lost."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.exchange.joining import own_answer, own_digits

HELP = _("write this laptop's answer to its invitation again")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help=_("where the answer is written"))


def run(chosen: Namespace, console: Console) -> int:
    """Write the answer."""
    with opened(chosen) as sitting:
        answer, digits = own_answer(sitting), " ".join(own_digits(sitting))
    path = answer.path_in(chosen.to)
    write_whole(path, answer.part)
    console.say(_("The answer is in {path}. Its 40 digits: {digits}").format(path=path, digits=digits))
    console.give({"path": str(path), "code": digits})
    return 0
