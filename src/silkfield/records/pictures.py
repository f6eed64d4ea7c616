"""Files that may be attached, and what is taken out of a picture: where and when it was taken, by which camera, and notes.

Only what is needed to draw the picture is kept, and which way up it is. A cleaned picture that is cleaned again stays as it
is. Lengths that a file states are never trusted: nothing is read beyond its end, and no more than a megabyte at once.
JPEG: ITU-T T.81, JFIF 1.02, Exif 2.32; PNG: ISO/IEC 15948.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO

from silkfield.errors import Trouble
from silkfield.language import _

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: (".pdf",), JPEG: (".jpg", ".jpeg"), PNG: (".png",)}
"""The usual endings of the names of each kind of file, the most usual one first."""

BLOCK = 1 << 20

_STARTS = {PDF: b"%PDF-", JPEG: b"\xff\xd8\xff", PNG: b"\x89PNG\r\n\x1a\n"}
_UPRIGHT = 1
_ORIENTATION = 0x0112
_MOST_TAGS = 1_000

_END, _SCAN, _EXIF, _JFIF, _PROFILE, _ADOBE = 0xD9, 0xDA, 0xE1, 0xE0, 0xE2, 0xEE
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers of a JPEG that have no length: nothing of them may stand between its segments."""
_DRAWING = frozenset({*range(0xC0, 0xD0), *range(0xDA, 0xE0)}) - {0xC8}
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_FILLING = re.compile(rb"\xff\xff+")
_MOST_PIECES = 200_000
"""More segments or chunks than any picture has: who looks at a file made to waste time stops here."""

_NEEDED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND"})
_KEPT = _NEEDED | {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP"}


def kind_of(start: bytes) -> str:
    """Return the MIME type of a file from its first bytes. Raises Trouble for what cannot be attached."""
    for kind, sign in _STARTS.items():
        if start.startswith(sign):
            return kind
    raise Trouble(
        _("Only PDF files and pictures (JPEG, PNG) can be attached."),
        _("Save it as a PDF, then attach that."),
        code="kind_of_file",
    )


def cleaned(file: BinaryIO, kind: str) -> Iterator[bytes]:
    """Yield the bytes of a file of this kind as they are kept, at most a megabyte each. Raises Trouble when it is damaged."""
    if kind == JPEG:
        return _jpeg(file)
    if kind == PNG:
        return _png(file)
    return iter(lambda: file.read(BLOCK), b"")


# -- JPEG


def _jpeg(file: BinaryIO) -> Iterator[bytes]:
    _exactly(file, 2)
    yield b"\xff\xd8"
    turned, pieces = False, 0
    marker = _marker(file)
    while marker != _END:
        pieces += 1
        if marker in _BARE or pieces > _MOST_PIECES:
            raise _damaged()
        length = int.from_bytes(_exactly(file, 2)) - 2
        if length < 0:
            raise _damaged()
        content = _exactly(file, length)
        if marker == _EXIF and not turned and (up := _exif_orientation(content)) != _UPRIGHT:
            turned = True
            yield _segment(_EXIF, b"Exif\0\0" + _only_orientation(up))
        elif kept := _kept_segment(marker, content):
            yield _segment(marker, kept)
        if marker == _SCAN:
            marker = yield from _scan(file)
        else:
            marker = _marker(file)
    yield bytes((0xFF, _END))


def _kept_segment(marker: int, content: bytes) -> bytes:
    """Return what is kept of a segment; empty when nothing is."""
    if marker == _JFIF and content.startswith(b"JFIF\0") and len(content) >= 14:
        return content[:12] + b"\0\0"  # without the small picture it may hold, which may show what was cut away
    if marker == _PROFILE and content.startswith(b"ICC_PROFILE\0"):
        return content
    if marker == _ADOBE and content.startswith(b"Adobe"):
        return content[:12]
    return content if marker in _DRAWING else b""


def _segment(marker: int, content: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content


def _marker(file: BinaryIO) -> int:
    """Read the next marker, and the filling bytes that may stand before it."""
    if _exactly(file, 1) != b"\xff":
        raise _damaged()
    while (code := _exactly(file, 1)) == b"\xff":
        pass
    return code[0]


def _scan(file: BinaryIO) -> Generator[bytes, None, int]:
    """Yield the drawn lines that follow the head of a scan; returns the marker that ends them."""
    left = b""
    while block := file.read(BLOCK - 1):
        block = left + block
        if found := _AFTER_SCAN.search(block):
            file.seek(found.end() - len(block), 1)
            yield _FILLING.sub(b"\xff", block[: found.start()]).rstrip(b"\xff")
            return block[found.end() - 1]
        block = _FILLING.sub(b"\xff", block)
        left = b"\xff" if block.endswith(b"\xff") else b""
        yield block[: len(block) - len(left)]
    raise _damaged()


def _exif_orientation(content: bytes) -> int:
    """Return which way up a photo is (1 to 8, 1 when it does not say); nothing that Exif states is trusted."""
    if not content.startswith(b"Exif\0\0"):
        return _UPRIGHT
    return _orientation(content[6:])


def _orientation(tiff: bytes) -> int:
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(tiff[:4], "")
    try:
        if not order:
            return _UPRIGHT
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for place in range(min(count, _MOST_TAGS)):
            tag, kind, many, value = struct.unpack_from(f"{order}HHIH", tiff, start + 2 + 12 * place)
            if (tag, kind, many) == (_ORIENTATION, 3, 1):
                return value if _UPRIGHT <= value <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _only_orientation(up: int) -> bytes:
    """Return the smallest Exif data that says which way up a picture is."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, up, 0, 0)


# -- PNG


def _png(file: BinaryIO) -> Iterator[bytes]:
    yield _exactly(file, 8)
    name, turned, pieces = b"", False, 0
    while name != b"IEND":
        before, head = name, _exactly(file, 8)
        name, length = head[4:], int.from_bytes(head[:4])
        pieces += 1
        if length >> 31 or (not before) != (name == b"IHDR") or pieces > _MOST_PIECES:
            raise _damaged()
        if name in _KEPT:
            yield from _chunk(file, head, length)
        elif name == b"eXIf" and not turned and length <= BLOCK:
            content = _exactly(file, length)
            _exactly(file, 4)
            if (up := _orientation(content)) != _UPRIGHT:
                turned = True
                yield _whole_chunk(b"eXIf", _only_orientation(up))
        elif name[0] & 0x20:
            _pass_over(file, length + 4)
        else:  # something that a picture cannot be drawn without, and that no standard knows
            raise _damaged()


def _chunk(file: BinaryIO, head: bytes, length: int) -> Iterator[bytes]:
    check = zlib.crc32(head[4:])
    yield head
    while length:
        block = _exactly(file, min(length, BLOCK))
        check = zlib.crc32(block, check)
        length -= len(block)
        yield block
    said = _exactly(file, 4)
    if int.from_bytes(said) != check:
        raise _damaged()
    yield said


def _whole_chunk(name: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def _pass_over(file: BinaryIO, length: int) -> None:
    while length:
        length -= len(_exactly(file, min(length, BLOCK)))


def _exactly(file: BinaryIO, length: int) -> bytes:
    found = file.read(length)
    if len(found) != length:
        raise _damaged()
    return found


def _damaged() -> Trouble:
    return Trouble(
        _("This picture is damaged or not complete."),
        _("Open it in another program and save it again, then attach that."),
        code="damaged_picture",
    )
