"""One part that arrived: read from its file, opened, checked completely, and described for the inbox."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from silkfield.bundles import faults
from silkfield.bundles.envelope import PART_BYTES, Kind, read_preamble
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.opening import LogContent, OpenedPart, read_part
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.exchange import network
from silkfield.operations.exchange.importing import unknown
from silkfield.operations.sitting import Sitting
from silkfield.store import arrivals
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


def opened(sitting: Sitting, content: bytes) -> OpenedPart:
    """Open a part and check it completely; nothing of it is in the store yet. Raises BundleFault."""
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
        _refuse_our_own(connection, sitting, part)
    return part


def _refuse_our_own(connection: Connection, sitting: Sitting, part: OpenedPart) -> None:
    """Refuse what a mate says this store wrote and this store does not know: it was forged, or this store went back."""
    content = part.content
    if not isinstance(content, LogContent) or content.stream.replica != sitting.office.replica:
        return
    if unknown(connection, sitting, content):
        raise BundleFault(faults.POLICY, "entries of our own history that we never wrote")


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
    )
