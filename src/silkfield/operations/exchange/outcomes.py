"""What became of one file that arrived, in the words a person reads."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from silkfield.bundles import faults
from silkfield.bundles.envelope import Kind, incomplete
from silkfield.bundles.faults import explain
from silkfield.bundles.opening import LogContent, OpenedPart
from silkfield.clock import local_time
from silkfield.language import _, ngettext
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS
from silkfield.operations.exchange import network
from silkfield.operations.exchange.gaps import missing_before
from silkfield.operations.exchange.importing import Plan, plan_from_json
from silkfield.operations.exchange.withholding import withheld_words
from silkfield.operations.lost_parts import lost_words, missing_parts
from silkfield.operations.sitting import Sitting
from silkfield.store import alerts, arrivals
from silkfield.store.arrivals import Arrival
from silkfield.store.store import Connection
from silkfield.store.streams import beyond, find_stream, stream_by_id, streams_written_by

DECIDABLE = (faults.REVOKED, faults.POLICY)
"""Codes of parts that headquarters may import with a reason, where nothing else speaks against them."""

KNOWN = "known"
"""The result of a part that was imported before: nothing is done, and that is said."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `gaps` are changes of the same laptop that are missing: (first, last) of each hole.

    `export` and `place` (part of parts) tell which file of which bundle it is; `decidable` that a person may import it
    with a reason although a rule speaks against it.
    """

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
    export: str = ""
    place: tuple[int, int] = (1, 1)
    decidable: bool = False

    @property
    def settled(self) -> bool:
        """Tell whether nothing is left to do about the file."""
        return self.result in (arrivals.IMPORTED, KNOWN, arrivals.PLANNED, arrivals.DISCARDED)


def outcome_of(
    connection: Connection, sitting: Sitting, arrival: Arrival, plan: Plan, part: OpenedPart | None = None
) -> Outcome:
    """Return what became of a part in words; `part` is given while its stream is not noted yet."""
    gaps: tuple[tuple[int, int], ...] = ()
    stream = stream_by_id(connection, arrival.stream) if arrival.stream else None
    if stream is None and part is not None and isinstance(part.content, LogContent):
        stream = find_stream(connection, *part.content.stream)
    if stream is not None and (sitting.office.is_headquarters or arrival.kind == Kind.SITE_MATES):
        gaps = beyond(connection, stream)[1]
    if arrival.result == arrivals.PLANNED and arrival.kind == Kind.UPLINK:
        gaps = missing_before(connection, arrival)
    sentence, advice, code = _imported_sentence(connection, sitting, arrival, plan), "", arrival.code
    if plan.withheld and (withheld := withheld_words(connection, replace(arrival, stream=stream.id if stream else 0))):
        code, advice = faults.WITHHELD, explain(faults.WITHHELD)[1]
        sentence = _("{sentence} {withheld}").format(sentence=sentence, withheld=withheld)
    elif not arrival.first and (lost := lost_words(arrival, missing_parts(connection, arrival))):
        code, sentence = faults.GAP, _("{sentence} {lost}").format(sentence=sentence, lost=lost)
    elif stream is not None and alerts.forked_within(connection, stream.device, arrival.arrived, arrival.settled):
        code, (forked, advice) = faults.FORK, explain(faults.FORK)
        sentence = _("{sentence} {forked}").format(sentence=sentence, forked=forked)
    elif gaps and arrival.result in (arrivals.IMPORTED, KNOWN):
        code = faults.GAP
        laptop = arrival.label.rpartition("-")[0] or arrival.label
        if stream is not None:  # a mate carries on what another laptop wrote
            another = laptop if stream.device else _("Another laptop of this site")
            laptop = network.labels_of(connection, sitting).get(stream.device, another)
        missing = _(", ").join(f"{first}-{last}" for first, last in gaps)
        sentence = _("{sentence} {laptop}: changes {missing} are missing.").format(
            sentence=sentence, laptop=laptop, missing=missing
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
        arrival.export,
        (arrival.part, arrival.parts),
    )


def outcome_known(connection: Connection, arrival: Arrival, name: str) -> Outcome:
    """Return in words that all of a part is here already, and whether a person has set it aside; `name` is the file's."""
    plan = plan_from_json(arrival.plan)
    withheld = arrival.result == arrivals.WITHHELD
    code = faults.WITHHELD if withheld else faults.DUPLICATE
    sentence, advice = explain(code)
    if withheld:
        sentence = withheld_words(connection, arrival) or sentence
    elif arrival.settled:
        sentence = _("This file was imported before, on {day}.").format(day=f"{local_time(arrival.settled):%Y-%m-%d}")
    return Outcome(
        name,
        KNOWN,
        code,
        sentence,
        advice,
        arrival.label,
        arrival.site,
        arrival.made,
        Plan(known=plan.new + plan.changed + plan.clash + plan.known, basis=plan.basis),
        (),
        arrival.id,
        arrival.export,
        (arrival.part, arrival.parts),
    )


def decidable(sitting: Sitting, arrival: Arrival) -> bool:
    """Tell whether headquarters may import a part with a reason."""
    is_bundle = arrival.kind not in (Kind.INVITATION, Kind.ENROLMENT)
    return arrival.code in DECIDABLE and is_bundle and sitting.office.is_headquarters


def outcome_aside(sitting: Sitting, arrival: Arrival) -> Outcome:
    """Return in words why a part was not taken in, from what was noted of it."""
    sentence, advice = explain(arrival.code) if arrival.code in faults.CODES else ("", "")
    if arrival.code == faults.GAP:
        sentence = _("This file holds pieces of attached files whose records have not arrived yet.")
        advice = _("It is kept, and taken in by itself when the other parts of its bundle are received.")
    if arrival.code == faults.TRUNCATED and arrival.last:
        sentence = incomplete(arrival.size, arrival.last)
    if arrival.kind in (Kind.INVITATION, Kind.ENROLMENT):
        sentence, advice = document_words(Kind(arrival.kind))
    return Outcome(
        arrival.name,
        arrival.result,
        arrival.code,
        sentence,
        advice,
        arrival.label,
        arrival.site,
        arrival.made,
        arrival=arrival.id,
        export=arrival.export,
        place=(arrival.part, arrival.parts),
        decidable=decidable(sitting, arrival),
    )


def document_words(kind: Kind) -> tuple[str, str]:
    """Say that a file is a document of admission and no bundle, and where it belongs."""
    if kind is Kind.INVITATION:
        return _("This file is an invitation."), _("It is opened once, on the new laptop that joins.")
    return _("This file is an answer to an invitation."), _("Headquarters opens it on the page “Sites and keys”.")


def _chunks_sentence(arrival: Arrival, plan: Plan) -> str:
    several = ngettext("{count} piece of attached files", "{count} pieces of attached files", plan.chunks)
    counted = several.format(count=plan.chunks)
    words = _("{label} is imported: {counted}.")
    if arrival.result == arrivals.PLANNED:
        words = _("{label} can be imported: {counted}. Nothing has been written yet.")
    return words.format(label=arrival.label, counted=counted)


def _imported_sentence(connection: Connection, sitting: Sitting, arrival: Arrival, plan: Plan) -> str:
    if not arrival.first:
        return _chunks_sentence(arrival, plan)
    counted = _("{new} new, {changed} changed, {known} known, {clash} clashes, {held} held").format(**plan.counts)
    if arrival.result == arrivals.PLANNED:
        return _("{label} can be imported: {counted}. Nothing has been written yet.").format(
            label=arrival.label, counted=counted
        )
    if arrival.kind != Kind.DOWNLINK:
        return _("{label} is imported: {counted}.").format(label=arrival.label, counted=counted)
    if stream_by_id(connection, arrival.stream).audience == TO_ALL_SITES:
        if network.taken_off(connection, sitting):
            return _(
                "Headquarters has taken this laptop off its list: it can send nothing any more. Call headquarters."
            )
        return _("The list of laptops and the shared records of headquarters are taken in: {counted}.").format(
            counted=counted
        )
    own = streams_written_by(connection, sitting.office.device, TO_HEADQUARTERS)
    travels = sitting.reader(connection).travels
    return _("The receipt of headquarters is taken in: it has your changes up to {reach} of {all}.").format(
        reach=sum(travels.reach(one.id) for one in own), all=sum(one.tip for one in own)
    )
