"""recover: headquarters begins again from its kit on another computer; the sites send everything once more."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from silkfield.commands.console import Console, folder_of, passphrase, read_file, store_arguments
from silkfield.commands.recovery_kit import code_typed
from silkfield.language import _
from silkfield.operations.exchange.recovering import recover
from silkfield.operations.exchange.sites import sites

HELP = _("bring headquarters back from its recovery kit, on a new computer")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("kit", type=Path, metavar="KIT")
    store_arguments(parser)
    parser.add_argument("--code", default="", metavar="CODE", help=_("the printed code"))


def run(chosen: Namespace, console: Console) -> int:
    """Make the store and say what comes next."""
    file, code = read_file(chosen.kit), code_typed(chosen, console)
    sitting = recover(folder_of(chosen), file, code, chosen.user, passphrase(again=True))
    codes = [site.code for site in sites(sitting)]
    sitting.store.close()
    console.say(_("Headquarters is back, without records yet."))
    console.say(
        _("Write each site a bundle: {sites}. Each then sends everything once more.").format(sites=_(", ").join(codes))
    )
    console.say(
        _("Was a laptop admitted or taken off after the kit was made? Take a site's list: sites --copy, sites --take.")
    )
    console.say(_("Make a new recovery kit now."))
    console.give({"store": str(folder_of(chosen)), "sites": codes})
    return 0
