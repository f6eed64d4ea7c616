"""Receipts by phone, both ways: one line says how far a laptop has arrived, and is checked against the own log."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.log.streams import TO_HEADQUARTERS
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import network
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import phone_receipts
from silkfield.store.store import Connection
from silkfield.store.streams import KnownStream, beyond, streams_written_by
from silkfield.trust.phone import PhoneLine, read_line, write_line


@dataclass(frozen=True, slots=True)
class Heard:
    """What a line that was typed in says, in words. `n` is the change it names, `missing` are changes that are not here."""

    label: str
    n: int
    sentence: str
    missing: tuple[tuple[int, int], ...] = ()


def own_line(sitting: Sitting, laptop: str = "") -> str:
    """Return the line to read aloud: at headquarters how far a laptop (LHE2) has arrived, at a laptop how far it is itself.

    Raises Trouble when there is no such laptop, or nothing of it.
    """
    office = sitting.office
    with sitting.store.reading() as connection:
        if office.is_headquarters:
            held = network.roster(connection, sitting)
            device = network.laptop_named(held, laptop)
            label, key = held.label(device) if held else "", device.key_id
        else:
            label, key = office.label, office.device
        streams = streams_written_by(connection, key, TO_HEADQUARTERS)
    if not streams:
        raise Trouble(
            _("Nothing has arrived from {laptop}.").format(laptop=label), _("There is no line to read."), code="nothing"
        )
    return write_line(label, streams[-1].tip, streams[-1].tip_hash)


@needs(Ability.EXCHANGE)
def take(sitting: Sitting, typed: str) -> Heard:
    """Take in a line that was read aloud: at a laptop headquarters' receipt, at headquarters how far a laptop is.

    Raises Trouble for a line that is not whole, of another laptop, or of another history.
    """
    line = read_line(typed)
    return _of_a_laptop(sitting, line) if sitting.office.is_headquarters else _of_headquarters(sitting, line)


def _of_headquarters(sitting: Sitting, line: PhoneLine) -> Heard:
    office = sitting.office
    if not line.is_of(office.label):
        raise Trouble(
            _("This line is {other}'s; this laptop is {label}.").format(other=line.label, label=office.label),
            _("Ask headquarters to read the line of {label}.").format(label=office.label),
            code="phone_other_laptop",
        )
    with sitting.store.writing() as connection:
        own = streams_written_by(connection, office.device, TO_HEADQUARTERS)
        stream = next((one for one in reversed(own) if line.matches(_hash_at(connection, sitting, one, line.n))), None)
        if stream is None:
            raise _another_history(office.label, line.n, max((one.tip for one in own), default=0))
        phone_receipts.keep(connection, stream.id, line.n, sitting.person.id, sitting.clock.now())
    words = _("Headquarters has your changes up to {n} of {all}.").format(n=line.n, all=stream.tip)
    return Heard(office.label, line.n, words)


def _of_a_laptop(sitting: Sitting, line: PhoneLine) -> Heard:
    with sitting.store.reading() as connection:
        held = network.roster(connection, sitting)
        device = next((one for one in held.devices if line.is_of(held.label(one))), None) if held else None
        if device is None or held is None:
            device = network.laptop_named(held, line.label)
        label = network.labels_of(connection, sitting)[device.key_id]
        streams = streams_written_by(connection, device.key_id, TO_HEADQUARTERS)
        for stream in reversed(streams):
            if line.matches(_hash_at(connection, sitting, stream, line.n)):
                gaps = tuple(
                    (first, min(last, line.n)) for first, last in beyond(connection, stream)[1] if first <= line.n
                )
                return Heard(label, line.n, _here(label, line.n, gaps), gaps)
        newest = streams[-1] if streams else None
        known = bool(newest and _hash_at(connection, sitting, newest, line.n))
        tip = newest.tip if newest else 0
        if known or line.n <= tip:
            raise _another_history(label, line.n, tip)
        islands = beyond(connection, newest)[0] if newest else ()
        gaps = _holes(tip, line.n, [(first, last) for first, last, _end in islands])
    words = _("{laptop}: {missing} Whether the line is right shows when they arrive.")
    return Heard(label, line.n, words.format(laptop=label, missing=_missing(gaps)), gaps)


def _hash_at(connection: Connection, sitting: Sitting, stream: KnownStream, n: int) -> bytes | None:
    return sitting.store.journal(connection).hash_at(stream.id, n) if n else stream.log.genesis


def _holes(tip: int, last: int, islands: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    holes, expected = [], tip + 1
    for first, end in [*sorted(islands), (last + 1, last + 1)]:
        if expected < min(first, last + 1):
            holes.append((expected, min(first - 1, last)))
        expected = max(expected, end + 1)
    return tuple(holes)


def _here(label: str, n: int, gaps: tuple[tuple[int, int], ...]) -> str:
    if gaps:
        return _("{laptop}: {missing}").format(laptop=label, missing=_missing(gaps))
    return _("{laptop}: everything up to change {n} is here.").format(laptop=label, n=n)


def _missing(gaps: tuple[tuple[int, int], ...]) -> str:
    words = _(", ").join(str(first) if first == last else f"{first}-{last}" for first, last in gaps)
    count = sum(last - first + 1 for first, last in gaps)
    return ngettext("change {missing} is missing here.", "changes {missing} are missing here.", count).format(
        missing=words
    )


def _another_history(label: str, n: int, tip: int) -> Trouble:
    return Trouble(
        _(
            "Change {n} with these eight signs is not in the history of {laptop} as it is known here (up to {tip})."
        ).format(n=n, laptop=label, tip=tip),
        _("Let the line be read once more. If it stays the same, that laptop was put back or copied: send a bundle."),
        code="phone_other_history",
    )
