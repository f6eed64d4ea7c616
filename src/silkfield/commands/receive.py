"""receive: imports bundles that arrived, or only says what an import would do."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

from silkfield.commands.console import Console, opened, store_arguments
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.exchange.quarantine import discard
from silkfield.operations.exchange.receiving import receive
from silkfield.operations.exchange.retrying import import_anyway, retry
from silkfield.operations.sitting import Sitting
from silkfield.store.arrivals import DISCARDED, QUARANTINED

HELP = _("import bundles that arrived")


def arguments(parser: ArgumentParser) -> None:
    """Declare the words of this command."""
    parser.add_argument("parts", type=Path, nargs="*", metavar="PART", help=_("files, or folders with bundle files"))
    store_arguments(parser)
    parser.add_argument("--plan", action="store_true", help=_("only say what would be done"))
    parser.add_argument("--retry", action="store_true", help=_("look again at all that is held or in quarantine"))
    parser.add_argument("--again", action="store_true", help=_("take back in what was set aside by hand"))
    word = parser.add_mutually_exclusive_group()
    word.add_argument(
        "--anyway",
        metavar="REASON",
        help=_("import the parts named although their laptop was revoked, and keep the reason"),
    )
    word.add_argument("--discard", action="store_true", help=_("delete the parts named from the quarantine"))


def as_document(outcome: Outcome) -> dict[str, Any]:
    """Return what became of a part as JSON values."""
    return {
        "part": outcome.part,
        "result": outcome.result,
        "code": outcome.code,
        "sentence": outcome.sentence,
        "advice": outcome.advice,
        "label": outcome.label,
        "plan": outcome.plan.counts,
        "faults": list(outcome.plan.faults),
        "gaps": [list(gap) for gap in outcome.gaps],
    }


def _decided(sitting: Sitting, outcome: Outcome, chosen: Namespace) -> Outcome:
    """Do with a part in quarantine what a person has decided about it; others stay as they are. Raises Trouble."""
    if outcome.result != QUARANTINED or not outcome.arrival:
        return outcome
    if chosen.anyway is not None:
        return import_anyway(sitting, outcome.arrival, chosen.anyway)
    if chosen.discard:
        discard(sitting, outcome.arrival)
        return replace(outcome, result=DISCARDED, advice=_("It was deleted from the quarantine."))
    return outcome


def run(chosen: Namespace, console: Console) -> int:
    """Receive the parts; 3 when something is held or quarantined. Raises Trouble when nothing is named."""
    if not (chosen.parts or chosen.retry):
        raise Trouble(_("No file is named."), _("Name bundle files or a folder, or say --retry."), code="no_file")
    with opened(chosen) as sitting:
        outcomes = retry(sitting, plan_only=chosen.plan) if chosen.retry else []
        arrived = receive(sitting, chosen.parts, plan_only=chosen.plan, again=chosen.again)
        outcomes += [_decided(sitting, outcome, chosen) for outcome in arrived]
    for outcome in outcomes:
        console.say(f"{outcome.part}: {outcome.sentence} {outcome.advice}".rstrip())
    if not outcomes:
        nothing = _("Nothing is held or in quarantine.") if chosen.retry else _("There are no bundle files there.")
        console.say(nothing)
    console.give({"parts": [as_document(outcome) for outcome in outcomes]})
    return 0 if all(outcome.settled for outcome in outcomes) else 3
