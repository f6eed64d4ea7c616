"""Receiving: files come in by stick or mail; each is checked whole, planned, imported once, or kept aside with a reason.

A file is copied into the store's inbox before anything else, so that the stick may be pulled out; nothing touches the
records before the whole file is verified.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from silkfield import logs
from silkfield.bundles import faults
from silkfield.bundles.envelope import PART_BYTES, Kind, read_preamble
from silkfield.bundles.faults import BundleFault, explain
from silkfield.bundles.faults import Outcome as FaultOutcome
from silkfield.bundles.opening import LogContent, OpenedPart, read_part
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS
from silkfield.operations.exchange import network, tokens
from silkfield.operations.exchange.gaps import missing_before
from silkfield.operations.exchange.importing import Plan, execute, plan_from_json, prepare
from silkfield.operations.exchange.withholding import withhold
from silkfield.operations.progress import Progress, Silent, uncollected
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival
from silkfield.store.columns import to_json
from silkfield.store.store import Connection
from silkfield.store.streams import beyond, find_stream, stream_by_id

KNOWN = "known"
"""The result of a part that was imported before: nothing is done, and that is said."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `gaps` are changes of the same laptop that are missing: (first, last) of each hole."""

    part: str
    result: str
    code: str = ""
    sentence: str = ""
    advice: str = ""
    label: str = ""
    site: str = ""
    made: int = 0
    plan: Plan = field(default_factory=Plan)
    gaps: tuple[tuple[int, int], ...] = ()
    arrival: int = 0

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to do about the file."""
        return self.result in (arrivals.IMPORTED, KNOWN, arrivals.PLANNED)


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
    if not sitting.office.is_headquarters and any(one.result in (arrivals.IMPORTED, KNOWN) for one in outcomes):
        tokens.write_missing(sitting)  # the roster may have said that this laptop holds the match key
    return outcomes


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


def receive_one(sitting: Sitting, path: Path, *, plan_only: bool = False, again: bool = False) -> Outcome:
    """Receive one file: check, plan, and import it."""
    try:
        content = _read(path)
    except BundleFault as fault:
        return Outcome(path.name, arrivals.QUARANTINED, fault.code, fault.message, fault.advice)
    digest = sha256(content).hexdigest()
    with sitting.store.reading() as connection:
        before = arrivals.by_digest(connection, digest)
    if before and before.result == arrivals.IMPORTED:
        return _known(sitting, path, before, faults.DUPLICATE)
    if before and before.result == arrivals.WITHHELD:
        taken_back = again and not plan_only
        return _give_back(sitting, before) if taken_back else _known(sitting, path, before, faults.WITHHELD)
    arrival = Arrival(digest, path.name, len(content), arrived=sitting.clock.now(), person=sitting.person.id)
    write_whole(sitting.store.folder / "inbox" / digest, content)
    try:
        part = _opened(sitting, content)
    except BundleFault as fault:
        return _set_aside(sitting, arrival, fault)
    return _import(sitting, part, _described(sitting, part, arrival), plan_only=plan_only)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > PART_BYTES:
            with path.open("rb") as file:
                read_preamble(file.read(96))
            raise BundleFault(faults.LIMIT, "larger than any part")
        return path.read_bytes()
    except OSError as fault:
        raise Trouble(
            _("“{path}” cannot be read.").format(path=path),
            _("Try again; copy it from the stick first."),
            code="no_file",
        ) from fault


def _opened(sitting: Sitting, content: bytes) -> OpenedPart:
    kind = read_preamble(content).kind
    if kind in (Kind.INVITATION, Kind.ENROLMENT):
        message = (
            _("This file is an invitation.")
            if kind is Kind.INVITATION
            else _("This file is an answer to an invitation.")
        )
        raise BundleFault(faults.POLICY, "a document, not a bundle", message)
    with sitting.store.reading() as connection:
        part = read_part(content, network.part_reader(connection, sitting))
    if kind is Kind.SITE_MATES or not isinstance(part.content, LogContent):
        raise BundleFault(faults.NEED_UPDATE, "kept until this version can take it in")
    return part


def _described(sitting: Sitting, part: OpenedPart, arrival: Arrival) -> Arrival:
    manifest, content = part.manifest, part.content
    assert isinstance(content, LogContent)  # the others are held before this  # noqa: S101
    label = network.labels(sitting).get(manifest.device, "HQ1" if part.preamble.kind is Kind.DOWNLINK else "?")
    return replace(
        arrival,
        export=manifest.export,
        part=manifest.part,
        parts=manifest.parts,
        number=manifest.number or 0,
        kind=part.preamble.kind,
        label=f"{label}-{manifest.number}" if manifest.number else label,
        device=manifest.device,
        site=manifest.site or "",
        first=content.span.first,
        last=content.span.last,
        made=manifest.wall,
        result=arrivals.PLANNED,
    )


def _import(sitting: Sitting, part: OpenedPart, arrival: Arrival, *, plan_only: bool) -> Outcome:
    assert isinstance(part.content, LogContent)  # noqa: S101
    with sitting.store.writing() as connection:
        prepared = prepare(connection, sitting, part.content)
        plan = prepared.plan
        if plan_only:
            number = arrivals.note(connection, replace(arrival, plan=to_json(_as_json(plan))))
            return _outcome(connection, sitting, replace(arrival, id=number), plan, part)
        execute(connection, sitting, part, arrival, prepared)
        kept = arrivals.by_digest(connection, arrival.digest)
        assert kept is not None  # just noted  # noqa: S101
        outcome = _outcome(connection, sitting, kept, plan, part)
    _put_away(sitting, arrival.digest, "done")
    return outcome


def _as_json(plan: Plan) -> dict[str, object]:
    return {name: getattr(plan, name) for name in Plan.__slots__}


def _outcome(
    connection: Connection, sitting: Sitting, arrival: Arrival, plan: Plan, part: OpenedPart | None = None
) -> Outcome:
    gaps: tuple[tuple[int, int], ...] = ()
    stream = stream_by_id(connection, arrival.stream) if arrival.stream else None
    if stream is None and part is not None and isinstance(part.content, LogContent):
        stream = find_stream(connection, *part.content.stream)
    if stream is not None and sitting.office.is_headquarters:
        gaps = beyond(connection, stream)[1]
    if arrival.result == arrivals.PLANNED and arrival.kind == Kind.UPLINK:
        gaps = missing_before(connection, arrival)
    sentence, advice, code = _imported_sentence(connection, sitting, arrival, plan), "", arrival.code
    if gaps and arrival.result in (arrivals.IMPORTED, KNOWN):
        code = faults.GAP
        missing = _(", ").join(f"{first}-{last}" for first, last in gaps)
        sentence = _("{sentence} {laptop}: changes {missing} are missing.").format(
            sentence=sentence, laptop=arrival.label.rpartition("-")[0] or arrival.label, missing=missing
        )
        advice = explain(faults.GAP)[1]
    return Outcome(
        arrival.name,
        arrival.result,
        code,
        sentence,
        advice,
        arrival.label,
        arrival.site,
        arrival.made,
        plan,
        gaps,
        arrival.id,
    )


def _imported_sentence(connection: Connection, sitting: Sitting, arrival: Arrival, plan: Plan) -> str:
    counted = _("{new} new, {changed} changed, {known} known, {clash} clashes, {held} held").format(**plan.counts)
    if arrival.result == arrivals.PLANNED:
        return _("{label} can be imported: {counted}. Nothing has been written yet.").format(
            label=arrival.label, counted=counted
        )
    if arrival.kind != Kind.DOWNLINK:
        return _("{label} is imported: {counted}.").format(label=arrival.label, counted=counted)
    if stream_by_id(connection, arrival.stream).audience == TO_ALL_SITES:
        return _("The list of laptops and the shared records of headquarters are taken in: {counted}.").format(
            counted=counted
        )
    own = find_stream(connection, sitting.office.replica, TO_HEADQUARTERS)
    reach = sitting.reader(connection).travels.reach(own.id) if own else 0
    return _("The receipt of headquarters is taken in: it has your changes up to {reach} of {all}.").format(
        reach=reach, all=own.tip if own else 0
    )


def _known(sitting: Sitting, path: Path, before: Arrival, code: str) -> Outcome:
    _put_away(sitting, before.digest, "done")  # where an import ended right after it was written
    plan = plan_from_json(before.plan)
    records = plan.new + plan.changed + plan.clash + plan.known
    sentence, advice = explain(code)
    return Outcome(
        path.name,
        KNOWN,
        code,
        sentence,
        advice,
        before.label,
        before.site,
        before.made,
        Plan(known=records, basis=plan.basis),
        (),
        before.id,
    )


def _set_aside(sitting: Sitting, arrival: Arrival, fault: BundleFault) -> Outcome:
    result = arrivals.HELD if fault.outcome is FaultOutcome.HELD else arrivals.QUARANTINED
    kept = replace(arrival, result=result, code=fault.code, detail=fault.detail)
    with sitting.store.writing() as connection:
        number = arrivals.note(connection, kept)
    _put_away(sitting, arrival.digest, "held" if result == arrivals.HELD else "quarantine")
    return Outcome(arrival.name, result, fault.code, fault.message, fault.advice, arrival=number)


def _put_away(sitting: Sitting, digest: str, folder: str) -> None:
    """Move the copy of a part out of the inbox. Where that fails it stays there and nothing is lost: the log has it."""
    store = sitting.store.folder
    with suppress(OSError):
        (store / folder).mkdir(exist_ok=True)
        (store / "inbox" / digest).replace(store / folder / digest)
        if folder == "done":
            (store / "held" / digest).unlink(missing_ok=True)
            (store / "quarantine" / digest).unlink(missing_ok=True)


def inbox(sitting: Sitting) -> list[Outcome]:
    """Return every part that arrived, the newest first, as the inbox shows it."""
    with sitting.store.reading() as connection:
        found = []
        for one in arrivals.all_arrivals(connection):
            outcome = _outcome(connection, sitting, one, plan_from_json(one.plan))
            if one.code in faults.CODES and one.result in (arrivals.HELD, arrivals.QUARANTINED):
                sentence, advice = explain(one.code)
                outcome = replace(outcome, sentence=sentence, advice=advice, code=one.code)
            elif one.result == arrivals.WITHHELD:
                outcome = replace(outcome, sentence=explain(faults.WITHHELD)[0], advice=explain(faults.WITHHELD)[1])
            found.append(outcome)
    return found


def import_planned(sitting: Sitting, number: int) -> Outcome:
    """Import a part that was planned before, if its plan still holds. Raises Trouble; then the new plan is kept."""
    with sitting.store.reading() as connection:
        arrival = arrivals.by_id(connection, number)
    if arrival is None or arrival.result != arrivals.PLANNED:
        raise Trouble(_("This part is not waiting to be imported."), _("Look at the inbox again."), code="not_planned")
    place = sitting.store.folder / "inbox" / arrival.digest
    try:
        content = place.read_bytes()
    except OSError as fault:
        raise Trouble(
            _("The file of this part is gone from the inbox."), _("Add it again from the stick."), code="no_file"
        ) from fault
    part = _opened(sitting, content)
    assert isinstance(part.content, LogContent)  # noqa: S101
    shown = plan_from_json(arrival.plan)
    with sitting.store.writing() as connection:
        prepared = prepare(connection, sitting, part.content)
        plan = prepared.plan
        changed = replace(plan, basis=0) != replace(shown, basis=0)
        if changed:
            arrivals.note(connection, replace(arrival, plan=to_json(_as_json(plan))))
        else:
            execute(connection, sitting, part, arrival, prepared)
            kept = arrivals.by_id(connection, number) or arrival
            outcome = _outcome(connection, sitting, kept, plan, part)
    if changed:
        raise Trouble(
            _("The store has changed since this plan was made."),
            _("Look at the new plan, then import."),
            code="stale_plan",
        )
    _put_away(sitting, arrival.digest, "done")
    return outcome


def _give_back(sitting: Sitting, arrival: Arrival) -> Outcome:
    with sitting.store.writing() as connection:
        withhold(connection, sitting, arrival, withheld=False)
        kept = arrivals.by_id(connection, arrival.id) or arrival
        return _outcome(connection, sitting, kept, plan_from_json(kept.plan))
