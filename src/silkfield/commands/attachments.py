"""attachments: the files that belong to a record, and how much of each is here."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.locations import size
from silkfield.operations.attachments import attachments
from silkfield.operations.finding import state_in_words

HELP = _("list the files that are attached to a record")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("record", metavar="RECORD", help=_("the id of the record"))
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """List the attachments."""
    with opened(chosen) as sitting:
        found = attachments(sitting, chosen.record)
    for one in found:
        console.say(f"{one.id}  {one.name} · {size(one.size)} · {one.words} · {state_in_words(one.shown)}")
        if one.lost:
            console.say(f"  {one.lost}")
    if not found:
        console.say(_("Nothing is attached."))
    console.give(
        {
            "record": chosen.record,
            "attachments": [
                {
                    "id": one.id,
                    "name": one.name,
                    "mime": one.mime,
                    "size": one.size,
                    "sha256": one.sha256,
                    "pieces": one.chunks,
                    "here": one.here,
                    "complete": one.is_complete,
                    "state": one.shown.state.value,
                    "missing": one.lost,
                }
                for one in found
            ],
        }
    )
    return 0
