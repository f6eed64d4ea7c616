"""Reading one line of a log strictly: whatever a stranger wrote, the answer is a value or a named fault."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from silkfield.log.faults import ENTRY, LIMIT, NEED_UPDATE, LogFault
from silkfield.log.limits import BODIES, FIELDS, LINE_BYTES, STRING_BYTES, check_values, holds_nul
from silkfield.log.lines import Birth, Gone, Header, Other, Revision
from silkfield.log.orders import Erase, Erased, EraseRequest, Joined, Notice, Sealed, Want

Content = Revision | Birth | Gone | Erase | EraseRequest | Erased | Joined | Want | Notice | Sealed | Other

RESERVED = frozenset({"fwd", "hid", "carry", "transfer"})
LONG_TEXT = "roster"
"""The body that may hold a string longer than the limit: a roster's document, bounded by its line."""

_Value = TypeVar("_Value")
_KNOWN: dict[str, type[Any]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (Revision, Birth, Gone, Erase, EraseRequest, Erased, Joined, Want, Notice, Sealed)
}
_HEADER = msgspec.json.Decoder(Header)
_REVISION = msgspec.json.Decoder(Revision)
_OBJECT = msgspec.json.Decoder(dict[str, Any])
# Lines that begin as this program writes them are read fast. The start is compared because msgspec does not insist on the
# type of a line that can be of one type only.
_HEADER_START = b'{"t":"tx",'
_REVISION_START = b'{"t":"rev",'
_GONE = re.compile(rb'\{"t":"gone","h":"[0-9a-f]{64}","o":"[0-9a-f-]{36}"\}')
_MALFORMED = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)


def read_header(line: bytes) -> Header:
    """Read the header line of an entry."""
    check_bytes(line)
    return read_clean_header(line)


def read_clean_header(line: bytes) -> Header:
    """Read the header line of an entry, whose bytes were checked."""
    header = _read_usual_header(line) or _strictly(_read_unusual_header, line)
    if not header.well_worded:
        raise LogFault(ENTRY, "a header whose words have not their shapes")
    if header.bodies > BODIES:
        raise LogFault(LIMIT, f"more than {BODIES} bodies in an entry")
    if header.bodies < 1:
        raise LogFault(ENTRY, "an entry without bodies")
    return header


def _read_usual_header(line: bytes) -> Header | None:
    if not line.startswith(_HEADER_START):
        return None
    try:
        return _HEADER.decode(line)
    except _MALFORMED:
        return None


def read_body(line: bytes) -> Content:
    """Read a body line of an entry; a type unknown here comes back as `Other`."""
    check_bytes(line)
    return read_clean_body(line)


def read_clean_body(line: bytes) -> Content:
    """Read a body line of an entry, whose bytes were checked."""
    if line.startswith(_REVISION_START):
        try:
            usual = _REVISION.decode(line)
            _check_revision(usual, long=len(line) > STRING_BYTES)
        except _MALFORMED:
            pass  # looked at again below, slowly, for what it is
        else:
            return usual
    return _strictly(_read_unusual_body, line)


def check_bytes(line: bytes) -> None:
    """Refuse a line that is too long or holds U+0000."""
    if len(line) > LINE_BYTES:
        raise LogFault(LIMIT, f"a line longer than {LINE_BYTES} bytes")
    if holds_nul(line):
        raise LogFault(ENTRY, "U+0000 in a line")


def _check_revision(content: Revision, *, long: bool) -> None:
    answers = content.answers
    if len(answers) > FIELDS:
        raise LogFault(LIMIT, f"more than {FIELDS} answers in a record")
    if long:
        check_values((content.note, *answers, *answers.values()), 2, strings=True)
    if not content.well_worded:
        raise LogFault(ENTRY, "a revision whose words have not their shapes")
    parents = content.parents
    if len(parents) > 1 and list(parents) != sorted(set(parents)):
        raise LogFault(ENTRY, "parents that are not sorted and distinct")
    if answers and content.removed:
        raise LogFault(ENTRY, "a removal with answers")


def _strictly(read: Callable[[bytes], _Value], line: bytes) -> _Value:
    try:
        return read(line)
    except RecursionError:
        raise LogFault(LIMIT, "nested too deep") from None
    except _MALFORMED:
        raise LogFault(ENTRY, "a line that has not the shape of its type") from None


def _read_members(line: bytes) -> dict[str, Any]:
    members = _OBJECT.decode(line)
    long = len(line) > STRING_BYTES and members.get("t") != LONG_TEXT
    check_values(members.values(), 1, strings=long)
    return members


def _read_unusual_header(line: bytes) -> Header:
    members = _read_members(line)
    if members.get("t") != "tx":
        raise LogFault(ENTRY, "a body where a header should be")
    return _HEADER.decode(_known_part(members, Header))


def _read_unusual_body(line: bytes) -> Content:
    members = _read_members(line)
    tag = members.get("t")
    if not isinstance(tag, str) or tag == "tx":
        raise LogFault(ENTRY, "a body without a type")
    if tag in RESERVED:
        raise LogFault(NEED_UPDATE, f"a body of type {tag}")
    kind = _KNOWN.get(tag)
    if kind is None:
        return msgspec.convert(members, Other)
    if kind is Gone and not _GONE.fullmatch(line):
        raise LogFault(ENTRY, "an erased body in another shape than the fixed one")
    content: Content = msgspec.json.decode(_known_part(members, kind), type=kind)
    if isinstance(content, Revision):
        _check_revision(content, long=False)
    return content


def _known_part(members: dict[str, Any], kind: type[msgspec.Struct]) -> bytes:
    """Leave out the members a newer program added; they live on in the bytes of the line."""
    return msgspec.json.encode(
        {name: members[name] for name in ("t", *kind.__struct_encode_fields__) if name in members}
    )
