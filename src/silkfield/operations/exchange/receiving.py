"""Receiving: files come in by stick or mail; each is checked whole, planned, imported once, or kept aside with a reason.

A file is copied into the store's inbox before anything else, so that the stick may be pulled out; nothing touches the
records before the whole file is verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from silkfield import logs
from silkfield.bundles import faults
from silkfield.bundles.faults import BundleFault, explain
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations import clearing
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import parts, rotating, tokens
from silkfield.operations.exchange.importing import plan_from_json
from silkfield.operations.exchange.outcomes import KNOWN, Outcome, outcome_known, outcome_of
from silkfield.operations.exchange.planning import take_in, take_in_what_waited
from silkfield.operations.exchange.quarantine import INBOX, put_away_imported
from silkfield.operations.exchange.retrying import retry_if_changed
from silkfield.operations.exchange.withholding import give_back
from silkfield.operations.progress import Progress, Silent, uncollected
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files named, and the bundle files in the folders named, in the order of their names.

    Raises Trouble when one of them does not exist.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(one for one in path.iterdir() if one.suffix == ".skf")
        elif path.exists():
            found.append(path)
        else:
            raise Trouble(_("There is no file “{path}”.").format(path=path), _("Check its name."), code="no_file")
    return found


@needs(Ability.EXCHANGE)
def receive(
    sitting: Sitting,
    paths: Sequence[Path],
    *,
    plan_only: bool = False,
    again: bool = False,
    progress: Progress | None = None,
) -> list[Outcome]:
    """Receive files one after the other; each is imported in one transaction of its own, or only planned.

    `again` takes in what was set aside by hand before. Raises Trouble for a name that is no file.
    """
    progress = progress or Silent()
    chosen = files_in(paths)
    outcomes = []
    for place, path in enumerate(chosen):
        progress.report(place, len(chosen), path.name)
        if progress.cancelled():
            break  # what was imported stays, and is told
        with uncollected():
            outcomes.append(_received(sitting, path, plan_only=plan_only, again=again))
    outcomes = _with_what_waited(sitting, outcomes)
    if any(one.result == arrivals.IMPORTED for one in outcomes):
        retry_if_changed(sitting)  # a newer roster may know a sender that was unknown; the inbox shows what came of it
    if sitting.office.is_headquarters:
        rotating.settle(sitting)
    elif any(one.result in (arrivals.IMPORTED, KNOWN) for one in outcomes):
        tokens.renew(sitting)  # what came may be a roster, the match key, or a client whom a mate corrected
    clearing.sweep(sitting)
    return outcomes


def _with_what_waited(sitting: Sitting, outcomes: list[Outcome]) -> list[Outcome]:
    """Take in the pieces of files whose records came with a later part, and tell of those that came with these parts."""
    if not any(one.result == arrivals.IMPORTED for one in outcomes):
        return outcomes
    with uncollected():
        taken = take_in_what_waited(sitting)
    return [replace(taken.get(one.arrival, one), part=one.part) for one in outcomes]


def _received(sitting: Sitting, path: Path, *, plan_only: bool, again: bool) -> Outcome:
    """Receive one file so that whatever is wrong with it never keeps the others from being taken in."""
    try:
        return receive_one(sitting, path, plan_only=plan_only, again=again)
    except Trouble as trouble:
        return Outcome(path.name, arrivals.QUARANTINED, trouble.code, trouble.message, trouble.advice)
    except Exception as fault:
        logs.bug(fault)
        sentence, advice = explain(faults.INTERNAL)
        return Outcome(path.name, arrivals.QUARANTINED, faults.INTERNAL, sentence, advice)


@needs(Ability.EXCHANGE)
def receive_one(sitting: Sitting, path: Path, *, plan_only: bool = False, again: bool = False) -> Outcome:
    """Receive one file: check, plan, and import it."""
    try:
        content = parts.read_file(path)
    except BundleFault as fault:
        return Outcome(path.name, arrivals.QUARANTINED, fault.code, fault.message, fault.advice)
    digest = sha256(content).hexdigest()
    with sitting.store.reading() as connection:
        before = arrivals.by_digest(connection, digest)
        if before and before.result in (arrivals.IMPORTED, arrivals.WITHHELD):
            put_away_imported(sitting, before)  # where an import ended right after it was written
            if before.result == arrivals.IMPORTED or plan_only or not again:
                return outcome_known(connection, before, path.name)
    if before and before.result == arrivals.WITHHELD:
        return take_back(sitting, before.id)
    arrival = Arrival(digest, path.name, len(content), arrived=sitting.clock.now(), person=sitting.person.id)
    write_whole(sitting.store.folder / INBOX / digest, content)
    return take_in(sitting, arrival, content, plan_only=plan_only, again=again)


@needs(Ability.DECIDE)
def take_back(sitting: Sitting, number: int) -> Outcome:
    """Let a part count again that was set aside by hand. Raises Trouble when it is not."""
    with sitting.store.writing() as connection:
        arrival = arrivals.by_id(connection, number)
        if arrival is None or arrival.result != arrivals.WITHHELD:
            raise Trouble(_("This part is not set aside."), _("Look at the inbox again."), code="not_withheld")
        give_back(connection, sitting, arrival)
        kept = arrivals.by_id(connection, number) or arrival
        outcome = outcome_of(connection, sitting, kept, plan_from_json(kept.plan))
    take_in_what_waited(sitting)
    return outcome
