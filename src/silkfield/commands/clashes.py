"""clashes: the records that were edited in two places, with their sides."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from silkfield.clock import local_time
from silkfield.commands.console import Console, opened, store_arguments
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.operations.exchange.clashing import Clash, clashes, group_title, merges
from silkfield.operations.finding import shown_answer

HELP = _("list the records that were edited in two places")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    parser.add_argument("--merged", action="store_true", help=_("those that were merged lately, to decide anew"))


def as_document(one: Clash) -> dict[str, Any]:
    """Return a clash as JSON values; sides are numbered from 1 in `resolve`."""
    open_groups = {group.name for group in one.open_groups}
    return {
        "id": one.record.id,
        "form": one.form.key,
        "decider": one.decider or "here",
        "by_itself": one.by_itself,
        "bundle": one.bundle,
        "reason": one.merge.open.value if one.merge.open else None,
        "sides": [
            {
                "revision": side.revision,
                "laptop": side.laptop,
                "here": side.here,
                "who": side.who,
                "time": side.time,
                "removed": side.removed,
            }
            for side in one.sides
        ],
        "groups": [
            {
                "group": group.name,
                "open": group.name in open_groups,
                "before": group.before,
                "sides": list(group.sides),
                "merged": group.merged,
            }
            for group in one.groups
        ],
    }


def _tell(one: Clash, around: Around, console: Console) -> None:
    console.say(f"{_(one.form.title)} {one.record.id}")
    for place, side in enumerate(one.sides, 1):
        moment = f"{local_time(side.time, side.zone):%d.%m.%Y %H:%M}"
        words = [side.laptop, side.who, moment, _("removed it") if side.removed else "", side.note]
        console.say(f"  {place}: " + " · ".join(word for word in words if word))
    for group in one.groups:
        texts = [
            _(", ").join(shown_answer(one.form, name, value, around) for name, value in part.items()) or "–"
            for part in (group.before or {}, *group.sides)
        ]
        sides = " | ".join(f"{place}: {text}" for place, text in enumerate(texts[1:], 1))
        console.say(f"    {group_title(one.form, group)} ({group.name}): {texts[0]} → {sides}")
    if one.decider:
        console.say("  " + _("{who} decides about this record.").format(who=one.decider))
    elif one.by_itself:
        console.say("  " + _("It merges by itself."))


def run(chosen: Namespace, console: Console) -> int:
    """List them."""
    with opened(chosen) as sitting:
        found = merges(sitting) if chosen.merged else clashes(sitting)
        around = sitting.around()
    for one in found:
        _tell(one, around, console)
    if not found:
        console.say(_("No record was edited in two places."))
    console.give({"clashes": [as_document(one) for one in found]})
    return 0
