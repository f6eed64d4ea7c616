"""add-user: lets another person work with a store, with a passphrase of their own."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, folder_of, passphrase, store_arguments
from silkfield.language import _
from silkfield.operations.opening import open_store
from silkfield.operations.peopling import add_person

HELP = _("let another person work with this store")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--name", required=True, help=_("the new person's name"))
    parser.add_argument("--role", choices=("counsellor", "coordinator", "facilitator", "data-officer"), default="")


def run(chosen: Namespace, console: Console) -> int:
    """Add the person; SILKFIELD_NEW_PASSPHRASE gives theirs to a script."""
    own = passphrase()
    sitting = open_store(folder_of(chosen), own, chosen.user)
    try:
        console.say(_("The new person's passphrase:"))
        theirs = os.environ.get("SILKFIELD_NEW_PASSPHRASE") or passphrase(again=True)
        person = add_person(sitting, own, chosen.name, theirs, role=chosen.role)
    finally:
        sitting.store.close()
    console.say(_("{name} can work with this store now.").format(name=person.name))
    console.give({"user": person.name, "role": person.role})
    return 0
