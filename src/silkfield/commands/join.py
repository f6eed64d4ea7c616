"""join: a laptop takes an invitation, makes its store and its answer."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, folder_of, passphrase, read_file, store_arguments
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations.exchange.joining import join

HELP = _("join a site with an invitation (on a laptop)")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("invitation", type=Path)
    store_arguments(parser)
    parser.add_argument("--to", type=Path, required=True, metavar="FILE", help=_("where the answer is written"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the laptop's store and write its answer."""
    joined = join(folder_of(chosen), read_file(chosen.invitation), chosen.user, passphrase(again=True))
    joined.sitting.store.close()
    path = joined.path_in(chosen.to)
    write_whole(path, joined.part)
    office = joined.sitting.office
    console.say(_("This is now laptop {laptop} of {name}.").format(laptop=office.laptop, name=office.name))
    console.say(_("Give the answer in {path} to headquarters and read these 40 digits to them:").format(path=path))
    console.say(f"  {' '.join(joined.digits)}")
    console.give(
        {
            "path": str(path),
            "code": " ".join(joined.digits),
            "site": office.code,
            "laptop": office.laptop,
            "store": str(folder_of(chosen)),
        }
    )
    return 0
