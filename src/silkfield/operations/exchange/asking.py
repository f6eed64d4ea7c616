"""Asking: headquarters asks a site to send something again, or tells it something; the site obeys with its next bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.log.orders import Notice, Want, WantedStream
from silkfield.log.reading import read_body
from silkfield.log.streams import TO_HEADQUARTERS, to_site
from silkfield.log.words import new_salt
from silkfield.operations.allowing import needs, only_at_headquarters, open_to_all
from silkfield.operations.exchange import network
from silkfield.operations.exchange.addressing import site_named
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import facts, messages
from silkfield.store.store import Connection
from silkfield.store.streams import streams_written_by

OBEYED = "wants_obeyed"
"""The fact that holds the entry of the last request that was obeyed."""

LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Wanted:
    """What headquarters wants again of this laptop: everything, or streams by name, each from an entry on.

    `last` is the entry of the newest request, 0 when nothing is wanted.
    """

    everything: bool = False
    streams: Mapping[str, int] = field(default_factory=dict)
    last: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """One notice: for which site (its id), when it was written (ms), its code and its words."""

    site: str
    at: int
    code: str
    text: str


@needs(Ability.DECIDE)
def want(sitting: Sitting, whose: str) -> str:
    """Ask a site (LHE), or one laptop of it (LHE2), to send everything from the start; returns the site's code.

    Raises Trouble when there is no such site or laptop.
    """
    only_at_headquarters(sitting)
    held = network.held_roster(sitting)
    known = {site.code: site.id for site in held.sites} if held else {}
    if whose.strip().upper() in known:
        site, asked = known[whose.strip().upper()], Want(everything=True, salt=new_salt())
    else:
        device = network.laptop_named(held, whose)
        site = device.site
        with sitting.store.reading() as connection:
            streams = tuple(
                WantedStream(replica=one.replica, audience=one.audience, first=1)
                for one in streams_written_by(connection, device.key_id, TO_HEADQUARTERS)
            )
        asked = Want(streams=streams, everything=not streams, salt=new_salt())
    _write(sitting, site, asked, "want")
    return next(code for code, one in known.items() if one == site)


@needs(Ability.DECIDE)
def tell(sitting: Sitting, site: str, text: str, code: str = "notice") -> None:
    """Tell a site something in a few sentences. Raises Trouble when there is no such site, or nothing is said."""
    only_at_headquarters(sitting)
    words = " ".join(text.split())
    if not 0 < len(words) <= LONGEST or not words.isprintable():
        raise Trouble(
            _("A notice has 1 to {most} characters.").format(most=LONGEST),
            _("Say it in a few sentences."),
            code="notice_text",
        )
    _write(sitting, site_named(sitting, site.strip()), Notice(code=code, text=words, salt=new_salt()), "notice")


def _write(sitting: Sitting, site: str, body: Want | Notice, why: str) -> None:
    with sitting.store.writing() as connection:
        writer = sitting.writer(connection)
        writer.add(to_site(site), [body], why)
        writer.flush()


def wanted(connection: Connection, sitting: Sitting) -> Wanted:
    """Return what headquarters wants again of this laptop and has not been sent since; nothing at headquarters."""
    if sitting.office.is_headquarters:
        return Wanted()
    everything, last = False, 0
    streams: dict[str, int] = {}
    own = {str(one.log) for one in streams_written_by(connection, sitting.office.device, TO_HEADQUARTERS)}
    for one in messages.messages(connection, "want", int(facts.read(connection, OBEYED, 0))):
        said = read_body(one.line)
        if isinstance(said, Want):
            everything, last = everything or said.everything, one.entry
            for stream in said.streams:
                name = f"{stream.replica}/{stream.audience}"
                if name in own:
                    streams[name] = min(stream.first, streams.get(name, stream.first))
    return Wanted(everything, streams, last)


def is_wanted(sitting: Sitting) -> bool:
    """Tell whether headquarters wants something again that was not sent since."""
    with sitting.store.reading() as connection:
        request = wanted(connection, sitting)
    return request.everything or bool(request.streams)


@open_to_all
def obeyed(sitting: Sitting, request: Wanted) -> None:
    """Note that a bundle with all that was wanted is finished."""
    if request.last:
        with sitting.store.writing() as connection:
            facts.note(connection, OBEYED, request.last)


def notices(sitting: Sitting) -> list[Told]:
    """Return what headquarters has told this site (at headquarters: every site), the newest first."""
    found = []
    with sitting.store.reading() as connection:
        for one in messages.messages(connection, "notice"):
            said = read_body(one.line)
            if isinstance(said, Notice):
                found.append(Told(one.audience.removeprefix("s:"), one.at, said.code, said.text))
    return found[::-1]
