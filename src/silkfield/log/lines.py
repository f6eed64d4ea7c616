"""The lines of a log: who saved and when, what a record then said, and what the two ends tell each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from silkfield.log.faults import ENTRY, LogFault
from silkfield.log.limits import PARENTS
from silkfield.log.words import (
    CODE,
    IDENTIFIER,
    KIND,
    SIXTEEN_BYTES,
    Audience,
    Bounded,
    Counter,
    HexDigest,
    Identifier,
    Integer,
    Kind,
    Position,
    Salt,
    Zone,
    is_identifier,
    new_salt,
)

_USUAL_WORDS = re.compile(rf"{IDENTIFIER}\n(?:{CODE})?\n(?:{IDENTIFIER})?").fullmatch
_REVISION_WORDS = re.compile(
    rf"{KIND}\n{IDENTIFIER}\n{SIXTEEN_BYTES}(?:\n{SIXTEEN_BYTES})*\n(?:\n{IDENTIFIER})*"
).fullmatch


class Line(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True, tag_field="t"):
    """What all lines share: a type in `t`, members in the order they are written, defaults left out.

    A line is shown by its type alone, so that no answer finds its way into a log file or an error report.
    """

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class Header(Line, frozen=True, kw_only=True, tag="tx"):
    """The first line of an entry: its number, when and by whom it was saved, and how many bodies follow.

    `time` is milliseconds since 1970 UTC, `zone` minutes east. `seen` is the newest entry of headquarters' stream for the
    site that the writer knew (None where it says nothing of it).
    """

    n: Position
    lamport: Counter = field(name="lc")
    time: Integer = field(name="w")
    zone: Zone = field(name="z", default_factory=int)  # a factory, so that a written line always states it
    seen: Counter | None = field(name="s", default=None)
    user: str = field(name="u")
    why: str = ""
    bodies: Integer = field(name="k")
    transaction: str = field(name="tx", default="")
    batch: str = ""

    @property
    def well_worded(self) -> bool:
        """Tell whether the words have their shapes."""
        transaction = self.transaction
        return (not transaction or is_identifier(transaction)) and _usual_words(self.user, self.why, self.batch)


@lru_cache(maxsize=256)
def _usual_words(user: str, why: str, batch: str) -> bool:
    """Tell whether the words have their shapes that many headers share."""
    return _USUAL_WORDS(f"{user}\n{why}\n{batch}") is not None


class Revision(Line, frozen=True, kw_only=True, tag="rev"):
    """One record as it stands after a save, or its removal, and the revisions it was made from."""

    kind: str = field(name="ty")
    record: str = field(name="id")
    operation: Literal["put", "del"] = field(name="op")
    parents: Annotated[tuple[str, ...], Meta(max_length=PARENTS)] = field(name="p")
    references: tuple[str, ...] = field(name="refs", default_factory=lambda: ())
    schema: Counter = field(name="sv")
    salt: str = field(name="x")
    answers: dict[str, Bounded] = field(name="f")
    note: str = ""

    @property
    def well_worded(self) -> bool:
        """Tell whether the words have their shapes."""
        words = (self.kind, self.record, self.salt, *self.parents, "", *self.references)
        return _REVISION_WORDS("\n".join(words)) is not None

    @property
    def removed(self) -> bool:
        """Tell whether this revision removes its record."""
        return self.operation == "del"


class CameFrom(Struct, frozen=True, gc=False, kw_only=True):
    """The stream that a restored or copied store went on from."""

    replica: Identifier = field(name="rep")
    audience: Audience = field(name="aud")
    n: Counter
    hash: HexDigest = field(name="eh")


class Birth(Line, frozen=True, kw_only=True, tag="birth"):
    """The first body of every stream: which laptop began it, and why."""

    device: HexDigest = field(name="dev")
    why: Literal["install", "restore", "clone", "rollback"]
    came_from: CameFrom | None = field(name="from", default=None)
    salt: Salt = field(name="x")


class Gone(Line, frozen=True, kw_only=True, tag="gone"):
    """What stays of an erased body: its hash and the order that erased it."""

    digest: HexDigest = field(name="h")
    order: Identifier = field(name="o")


class Other(Struct, frozen=True, gc=False, kw_only=True):
    """A body this package does not take apart, perhaps of a newer program: kept as bytes, named by its type."""

    type: Kind = field(name="t")
    salt: Salt = field(name="x")


def write_line(content: Struct) -> bytes:
    """Write a header or a body as its line, without the LF; raises LogFault for half a character."""
    try:
        return msgspec.json.encode(content)
    except UnicodeEncodeError:
        raise LogFault(ENTRY, "half of a surrogate pair in a text") from None


def revision(
    kind: str,
    record: str,
    answers: Mapping[str, Any],
    *,
    schema: int,
    parents: Sequence[str] = (),
    references: Sequence[str] = (),
    removed: bool = False,
    note: str = "",
    salt: str | None = None,
) -> Revision:
    """Make the revision that saves these answers; removing takes no answers."""
    return Revision(
        kind=kind,
        record=record,
        operation="del" if removed else "put",
        parents=tuple(sorted(set(parents))),
        references=tuple(references),
        schema=schema,
        salt=salt or new_salt(),
        answers={} if removed else dict(answers),
        note=note,
    )
