"""history: every revision of a record, who made it and what it changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _
from silkfield.operations.finding import history, record

HELP = _("show what changed in a record, when and by whom")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("id", metavar="ID")
    store_arguments(parser)


def run(chosen: Namespace, console: Console) -> int:
    """Show the history."""
    with opened(chosen) as sitting:
        shown = record(sitting, chosen.id)
        form = sitting.form(shown.form)
        steps = history(sitting, shown.id)
        around = sitting.around()

    def said(name: str, value: object) -> str:
        known = form.by_name.get(name)
        return "–" if value is None else known.answer.show(value, around) if known else str(value)

    for step in steps:
        moment = local_time(step.time, step.zone)
        note = f" · {step.note}" if step.note else ""
        console.say(
            f"{moment:%d.%m.%Y %H:%M}  {step.who}  {step.why}{note}" + (_("  (set aside)") if step.withheld else "")
        )
        for one in step.differences:
            label = _(form.by_name[one.field].label) if one.field in form.by_name else one.field
            console.say(f"    {label}: {said(one.field, one.before)} → {said(one.field, one.after)}")
    console.give(
        {
            "id": shown.id,
            "form": form.key,
            "revisions": [
                {
                    "revision": step.revision,
                    "parents": list(step.parents),
                    "who": step.who,
                    "why": step.why,
                    "time": step.time,
                    "zone": step.zone,
                    "removed": step.removed,
                    "withheld": step.withheld,
                    "note": step.note,
                    "state": step.state.value,
                    "changes": [
                        {"field": one.field, "before": one.before, "after": one.after} for one in step.differences
                    ],
                }
                for step in steps
            ],
        }
    )
    return 0
