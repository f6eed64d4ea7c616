"""people: says who works with a store and in which role; with a name and a role it gives that person another role."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations import peopling
from silkfield.operations.roles import TITLES

HELP = _("say who works with this store, or give somebody another role")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--name", default="", help=_("whose role is changed"))
    parser.add_argument("--role", choices=tuple(TITLES), default="", help=_("the new role"))


def run(chosen: Namespace, console: Console) -> int:
    """Change the role when one is given, then list everybody."""
    with opened(chosen) as sitting:
        if chosen.name or chosen.role:
            known = {one.name.casefold(): one.id for one in peopling.listing(sitting)}
            if chosen.name.casefold() not in known or not chosen.role:
                raise Trouble(
                    _("Nobody called “{name}” works with this store.").format(name=chosen.name),
                    _("Give --name and --role together; without them everybody is listed."),
                    code="unknown_user",
                )
            peopling.change_role(sitting, known[chosen.name.casefold()], chosen.role)
        people = peopling.listing(sitting)
    for one in people:
        console.say(f"{one.name}: {_(TITLES.get(one.role, one.role))}")
    console.give({"people": [{"user": one.name, "role": one.role} for one in people]})
    return 0
