"""One part that arrived: read from its file, opened, checked completely, and described for the inbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from silkfield.bundles import faults
from silkfield.bundles.envelope import PART_BYTES, PREAMBLE_BYTES, Kind, read_preamble
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.opening import LogContent, OpenedPart, read_part
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange import network
from silkfield.operations.exchange.importing import unknown
from silkfield.operations.exchange.outcomes import document_words
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals, replicas
from silkfield.store.arrivals import Arrival
from silkfield.store.store import Connection


def read_file(path: Path) -> bytes:
    """Return the bytes of a file. Raises Trouble when it cannot be read, BundleFault when it is larger than any part."""
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


def opened(sitting: Sitting, content: bytes, *, despite: str = "") -> OpenedPart:
    """Open a part and check it completely; nothing of it is in the store yet. Raises BundleFault.

    `despite` is the code of the one fault that a person decided to overlook: its laptop was revoked (E_REVOKED), or it
    writes on in a history that another key began (E_POLICY). Every other check stays.
    """
    kind = read_preamble(content).kind
    if kind in (Kind.INVITATION, Kind.ENROLMENT):
        raise BundleFault(faults.POLICY, "a document, not a bundle", *document_words(kind))
    with sitting.store.reading() as connection:
        reader = network.part_reader(connection, sitting)
        if despite == faults.POLICY:
            reader = replace(reader, owner=lambda _replica: None)
        part = read_part(content, reader, even_revoked=despite == faults.REVOKED)
        _refuse_our_own(connection, sitting, part)
    return part


def _refuse_our_own(connection: Connection, sitting: Sitting, part: OpenedPart) -> None:
    """Refuse what a mate says this store wrote and this store does not know: it was forged, or this store went back.

    Of a former replica it is taken in: a store that went back gets again what its mates still have of it.
    """
    content = part.content
    if not isinstance(content, LogContent) or content.stream.replica != replicas.current(connection):
        return
    if unknown(connection, sitting, content):
        raise BundleFault(faults.POLICY, "entries of our own history that we never wrote")


def outside(content: bytes, arrival: Arrival) -> Arrival:
    """Return an arrival with what anybody can read of its file: bundle, part, and `last`, the size it should have."""
    try:
        preamble = read_preamble(content)
    except BundleFault:
        return arrival
    return replace(
        arrival,
        export=preamble.export.hex(),
        part=preamble.part,
        parts=preamble.parts,
        kind=preamble.kind,
        last=PREAMBLE_BYTES + preamble.length,
    )


def described(sitting: Sitting, part: OpenedPart, arrival: Arrival) -> Arrival:
    """Return an arrival with what the signed manifest of its part says: who sent it, and which changes it holds."""
    manifest, content = part.manifest, part.content
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
        first=content.span.first if isinstance(content, LogContent) else 0,
        last=content.span.last if isinstance(content, LogContent) else 0,
        made=manifest.wall,
        result=arrivals.PLANNED,
        code="",
        detail="",
    )
