"""admit: headquarters compares the 40 digits with the laptop's people and lets the laptop send."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, read_file, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange.admitting import admit, read_answer

HELP = _("admit a laptop after comparing its 40 digits (at headquarters)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("answer", type=Path)
    store_arguments(parser)
    parser.add_argument("--code", default="", metavar="DIGITS", help=_("the 40 digits the laptop's people read out"))


def run(chosen: Namespace, console: Console) -> int:
    """Compare the digits and admit the laptop."""
    with opened(chosen) as sitting:
        answer = read_answer(sitting, read_file(chosen.answer))
        console.say(_("{name}, laptop {laptop}, shows these 40 digits:").format(name=answer.name, laptop=answer.laptop))
        console.say(f"  {' '.join(answer.digits)}")
        typed = chosen.code
        if not typed and sys.stdin.isatty() and not console.as_json:
            typed = input(_("Type the digits that its people read to you: "))
        if not typed:
            raise Trouble(
                _("The laptop was not admitted: nobody has compared the digits ({digits}).").format(
                    digits=" ".join(answer.digits)
                ),
                _("Let its people read their 40 digits to you, then give them with --code."),
                code="digits_not_compared",
            )
        roster = admit(sitting, answer, typed)
    console.say(
        _("The digits match. The laptop may send from now on (roster {version}).").format(version=roster.version)
    )
    console.give(
        {"code": " ".join(answer.digits), "site": answer.code, "laptop": answer.laptop, "roster": roster.version}
    )
    return 0
