"""recovery-kit: writes the file that brings headquarters back, says its code, and tries the two together."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, opened, read_file, store_arguments
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.exchange.recovering import make_kit, try_kit
from silkfield.operations.leaflet import as_html

HELP = _("make the kit that brings headquarters back, or try it (at headquarters)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the kit, a small file; keep it on a stick"))
    store_arguments(parser)
    parser.add_argument("--page", type=Path, metavar="FILE", help=_("write the page to print, with the code"))
    parser.add_argument("--check", action="store_true", help=_("try a kit that was made: type its code back"))
    parser.add_argument("--code", default="", metavar="CODE", help=_("the printed code, for --check"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the kit, or try one."""
    with opened(chosen) as sitting:
        if chosen.check:
            try_kit(sitting, read_file(chosen.file), code_typed(chosen, console))
            console.say(_("The code opens the kit: headquarters can be brought back with it."))
            console.give({"tried": True})
            return 0
        made = make_kit(sitting)
    write_whole(chosen.file, made.file)
    if chosen.page:
        write_whole(chosen.page, as_html(made.page).encode())
        console.say(_("Print {path}, then delete it: it shows the code.").format(path=chosen.page))
    console.say(
        _("The kit is in {path}. Its code is said this once; write it down or print it:").format(path=chosen.file)
    )
    console.say(f"  {made.code}")
    console.say(_("Then type it back: recovery-kit {path} --check").format(path=chosen.file))
    console.give({"kit": str(chosen.file), "code": made.code, "page": str(chosen.page or "")})
    return 0


def code_typed(chosen: Namespace, console: Console) -> str:
    """Return the code that was given or is typed at the terminal."""
    if chosen.code or not sys.stdin.isatty() or console.as_json:
        return str(chosen.code)
    return input(_("Type the printed code: "))
