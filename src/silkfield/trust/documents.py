"""Strict reading of the small JSON documents that trust rests on, and the checked words they are made of."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from silkfield.trust.faults import LIMIT, NEED_UPDATE, PAYLOAD, TrustFault

LARGEST_INTEGER = 2**53 - 1
DOCUMENT_BYTES = 64 << 10

Identifier = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\Z")]
HexDigest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
HexExport = Annotated[str, Meta(pattern=r"^[0-9a-f]{32}\Z")]
SixteenBytes = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{21}[AQgw]\Z")]
PublicKey = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]\Z")]
Signature = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{85}[AQgw]\Z")]
Recipient = Annotated[str, Meta(pattern=r"^age1[02-9ac-hj-np-z]{58}\Z")]
Recipients = Annotated[tuple[Recipient, ...], Meta(min_length=1, max_length=16)]
SiteCode = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{0,11}\Z")]
Name = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f]{1,200}\Z")]
Moment = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
Count = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
Number = Annotated[int, Meta(ge=1, le=LARGEST_INTEGER)]
LaptopNumber = Annotated[int, Meta(ge=1, le=9_999)]
SiteKind = Literal["centre", "team"]

_Document = TypeVar("_Document", bound=Struct)


class _Versioned(Struct):
    v: int


class _Typed(Struct):
    t: str


def read_document(data: bytes, shape: type[_Document], limit: int = DOCUMENT_BYTES) -> _Document:
    """Read a JSON document of one shape; unknown members are passed over, the last of two equal ones counts.

    Raises TrustFault, without a word of what the document says.
    """
    if len(data) > limit:
        raise TrustFault(LIMIT, f"a document of more than {limit} bytes")
    try:
        document = msgspec.json.decode(data, type=shape)
        if shape.__struct_config__.tag_field:  # msgspec does not insist on the type of what can be of one type only
            msgspec.json.decode(data, type=_Typed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        if _is_newer(data):
            raise TrustFault(NEED_UPDATE, "a document of a later version") from None
        raise TrustFault(PAYLOAD, f"not the shape of {shape.__name__}") from None
    return document


def write_document(document: Struct, limit: int = DOCUMENT_BYTES) -> bytes:
    """Write a document as it is signed and sent: compact UTF-8 in the order of its members.

    What readers would refuse is refused now: raises TrustFault.
    """
    data = msgspec.json.encode(document)
    read_document(data, type(document), limit)
    return data


def _is_newer(data: bytes) -> bool:
    try:
        return msgspec.json.decode(data, type=_Versioned).v > 1
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
