"""resolve: decides about a record that was edited in two places."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.exchange.clashing import alike, clash, waiting
from silkfield.operations.exchange.resolving import laptops_taken, resolve
from silkfield.operations.exchange.typing_in import read_typed

HELP = _("decide about a record that was edited in two places")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)
    parser.add_argument(
        "--take", type=int, metavar="SIDE", help=_("the side to take where the sides differ, from 1 (see clashes)")
    )
    parser.add_argument(
        "--group",
        action="append",
        default=[],
        metavar="GROUP=SIDE",
        help=_("the side to take for one group of answers, more than once"),
    )
    parser.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="FIELD=TEXT",
        help=_(
            "an answer where no side is right, more than once: texts, numbers, days, times, codes and yes or no as people "
            "write them, records by their ids, head counts, tallies, marks and rows as JSON; nothing takes it out"
        ),
    )
    parser.add_argument(
        "--alike",
        action="store_true",
        help=_("take the same sides in the other clashes of the bundle that this decides whole"),
    )
    parser.add_argument("--note", default="", metavar="TEXT", help=_("why it was decided so"))


def _groups(written: list[str]) -> dict[str, int]:
    groups = {}
    for one in written:
        name, sign, side = one.partition("=")
        if not sign or not side.isdecimal():
            raise Trouble(
                _("“{text}” names no side.").format(text=one),
                _("Write GROUP=SIDE, for example trip=2."),
                code="no_side",
            )
        groups[name] = int(side) - 1
    return groups


def _answers(written: list[str]) -> dict[str, str]:
    typed = {}
    for one in written:
        name, sign, text = one.partition("=")
        if not sign:
            raise Trouble(
                _("An answer names no field."), _("Write FIELD=TEXT, for example remarks=Rain."), code="no_field"
            )
        typed[name] = text
    return typed


def run(chosen: Namespace, console: Console) -> int:
    """Write the decision."""
    groups = _groups(chosen.group)
    typed = _answers(chosen.answer)
    side = None if chosen.take is None else chosen.take - 1
    with opened(chosen) as sitting:
        found = clash(sitting, chosen.id)
        seen = tuple(one.revision for one in found.sides)
        answers = read_typed(found.form, typed, sitting.around())
        laptops = laptops_taken(found, side, groups)
        also = alike(waiting(sitting), chosen.id, laptops) if chosen.alike else ()
        choices = {"side": side, "groups": groups, "answers": answers, "note": chosen.note}
        changes = resolve(sitting, chosen.id, **choices, seen=seen, also=also)
    console.say(_("Decided. The other side stays in the history."))
    if chosen.alike:
        others = len(changes.records) - 1
        words = ngettext("{count} more clash was decided alike.", "{count} more clashes were decided alike.", others)
        console.say(words.format(count=others))
    console.give({"id": chosen.id, "records": list(changes.records), "transaction": changes.transaction})
    return 0
