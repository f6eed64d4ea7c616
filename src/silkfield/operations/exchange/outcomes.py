"""What became of one file that arrived, in the words a person reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from silkfield.bundles import faults
from silkfield.bundles.envelope import Kind
from silkfield.bundles.faults import explain
from silkfield.bundles.opening import LogContent, OpenedPart
from silkfield.language import _
from silkfield.log.streams import TO_ALL_SITES, TO_HEADQUARTERS
from silkfield.operations.exchange import network
from silkfield.operations.exchange.gaps import missing_before
from silkfield.operations.exchange.importing import Plan
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
from silkfield.store.arrivals import Arrival
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
    if gaps and arrival.result in (arrivals.IMPORTED, KNOWN):
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
