"""join: a laptop takes an invitation, makes its store and its answer; with two ids, two records are said to be one."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, folder_of, opened, passphrase, read_file, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations import pairing
from silkfield.operations.exchange.joining import join

HELP = _("join a site with an invitation (on a laptop); or two records that are one: join ID ID")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("invitation", metavar="INVITATION|ID", help=_("an invitation, or the first of two records"))
    parser.add_argument("other", nargs="?", default="", metavar="ID", help=_("the record that is the same"))
    store_arguments(parser)
    parser.add_argument("--to", type=Path, metavar="FILE", help=_("where the answer to an invitation is written"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the laptop's store and write its answer, or join two records."""
    if chosen.other:
        return _join_records(chosen, console)
    if chosen.to is None:
        raise Trouble(_("Say where the answer is written."), _("Add --to FILE."), code="no_file")
    joined = join(folder_of(chosen), read_file(Path(chosen.invitation)), chosen.user, passphrase(again=True))
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


def _join_records(chosen: Namespace, console: Console) -> int:
    with opened(chosen) as sitting:
        changes = pairing.join(sitting, chosen.invitation, chosen.other)
    console.say(_("Joined: they count once from now on. Each keeps what was recorded under it."))
    console.give({"joined": [chosen.invitation, chosen.other], "transaction": changes.transaction})
    return 0
