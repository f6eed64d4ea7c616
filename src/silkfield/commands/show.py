"""show: one record with all its answers, and where it is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.finding import record, shown_values, state_in_words

HELP = _("show one record")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)


def as_document(shown: Any) -> dict[str, Any]:
    """Return a record as the JSON of lists and of show."""
    return {
        "id": shown.id,
        "values": dict(shown.values),
        "state": shown.state.value,
        "bundle": shown.bundle or None,
        "clash": shown.heads > 1,
        "removed": shown.removed,
        "site": shown.site,
    }


def run(chosen: Namespace, console: Console) -> int:
    """Show the record."""
    with opened(chosen) as sitting:
        shown = record(sitting, chosen.id)
        form = sitting.form(shown.form)
        answers = shown_values(sitting, form, shown.values)
    console.say(f"{_(form.title)} · {state_in_words(shown)}" + (_(" · removed") if shown.removed else ""))
    for name, text in answers.items():
        console.say(f"  {_(form.by_name[name].label)}: {text}" if name in form.by_name else f"  {name}: {text}")
    console.give({"form": form.key, **as_document(shown)})
    return 0
