"""duplicates: clients of all sites who may be one person, with what speaks for it; no names."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.language import _, ngettext
from silkfield.matching.marked import EVIDENCE, GRADES, Grade
from silkfield.operations import doubling
from silkfield.operations.doubling import Compared

HELP = _("list the clients of all sites who may be one person, and decide about them")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    store_arguments(parser)
    grades = [grade.name.lower() for grade in Grade]
    parser.add_argument("--grade", choices=grades, help=_("only those that are so sure"))
    parser.add_argument("--limit", type=int, default=0, metavar="N", help=_("at most so many pairs"))
    parser.add_argument("--join-sure", action="store_true", help=_("join all pairs that are sure"))
    parser.add_argument("--ask", nargs=2, metavar="ID", help=_("ask the sites whether these two are one person"))


def as_document(one: Compared) -> dict[str, Any]:
    """Return a pair as plain values for programs."""
    halves = [
        {"id": half.client, "code": half.code, "site": half.site, "contacts": half.contacts} for half in one.halves
    ]
    pair = one.pair
    told = {"evidence": list(pair.evidence), "contacts": one.contacts, "cannot_tell": pair.cannot_tell}
    return {"clients": halves, "grade": pair.grade.name.lower(), **told}


def run(chosen: Namespace, console: Console) -> int:
    """List them, after what was asked for was done."""
    with opened(chosen) as sitting:
        joined = len(doubling.join_sure(sitting).records) if chosen.join_sure else 0
        if chosen.ask:
            doubling.ask(sitting, *chosen.ask)
        found = doubling.doubles(sitting)
        pairs = found.of(Grade[chosen.grade.upper()] if chosen.grade else None)
        listed = doubling.compared(sitting, pairs[: chosen.limit or None])
    if joined:
        words = ngettext("{count} pair was joined.", "{count} pairs were joined.", joined)
        console.say(words.format(count=joined))
    for one in listed:
        console.say(_(" / ").join(_("{code}, {site}").format(code=half.code, site=half.site) for half in one.halves))
        console.say(f"  {_(GRADES[one.pair.grade])}: " + _(", ").join(_(EVIDENCE[code]) for code in one.pair.evidence))
        console.say("  " + " ".join(half.client for half in one.halves))
    if not listed:
        console.say(_("Nobody waits to be compared."))
    counts = {grade.name.lower(): len(found.of(grade)) for grade in Grade}
    told = {"counts": {**counts, "asked": len(found.asked), "apart": found.apart}, "joined": joined}
    console.give({**told, "pairs": [as_document(one) for one in listed]})
    return 0
