"""What headquarters and a site tell each other in their logs: orders, requests, questions and sealed envelopes."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct, field

from silkfield.log.lines import Line
from silkfield.log.words import Audience, Code, Counter, Identifier, Integer, Kind, Position, Salt


class Erase(Line, frozen=True, kw_only=True, tag="erase"):
    """Headquarters' order to erase records for good; it beats everything, later arrivals too.

    `about` names people by records that stay (a client, a contact): whoever holds records that say who these are, erases
    them too. So the order reaches what never leaves a site, whose ids headquarters does not know.
    """

    order: Identifier
    records: tuple[Identifier, ...]
    basis: Code
    at: Integer
    about: tuple[Identifier, ...] = ()
    salt: Salt = field(name="x")


class EraseRequest(Line, frozen=True, kw_only=True, tag="erase_request"):
    """A site's wish that records be erased everywhere; the site has erased its own already, under the order it names."""

    records: tuple[Identifier, ...]
    basis: Code
    about: tuple[Identifier, ...] = ()
    order: Identifier | Literal[""] = ""
    salt: Salt = field(name="x")


class Erased(Line, frozen=True, kw_only=True, tag="erased"):
    """A site's answer to an order: how many of the records it found, and how many are gone."""

    order: Identifier
    found: Counter
    gone: Counter
    salt: Salt = field(name="x")


class Joined(Line, frozen=True, kw_only=True, tag="map"):
    """Headquarters' word that one record is the same as another, or (`into` None) a record of its own again."""

    kind: Kind = field(name="ty")
    record: Identifier = field(name="from")
    into: Identifier | None
    salt: Salt = field(name="x")


class WantedStream(Struct, frozen=True, gc=False, kw_only=True):
    """One stream to send again, from entry `first` on."""

    replica: Identifier = field(name="rep")
    audience: Audience = field(name="aud")
    first: Position = field(name="frm")


class Want(Line, frozen=True, kw_only=True, tag="want"):
    """Headquarters' request to send streams again: those named, or `everything`."""

    streams: tuple[WantedStream, ...] = field(default_factory=lambda: ())
    everything: bool = field(name="all", default_factory=bool)
    salt: Salt = field(name="x")


class Notice(Line, frozen=True, kw_only=True, tag="notice"):
    """A sentence from headquarters that the site answers by a revision."""

    code: Code
    text: str
    salt: Salt = field(name="x")


class Sealed(Line, frozen=True, kw_only=True, tag="sealed"):
    """An envelope that only the laptop with this transport key can open; headquarters relays it unread.

    `data` is base64url without padding.
    """

    to: str
    data: str
    salt: Salt = field(name="x")
