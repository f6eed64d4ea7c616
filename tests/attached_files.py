"""Files for tests of attachments: scans and photos of any size, with what a camera writes beside the picture."""

from __future__ import annotations

import random
import struct
import zlib
from pathlib import Path

PLACE, CAMERA, REMARK = b"33.6844 N 73.0479 E", b"Camera 4711 of Farah", b"taken at the shelter"
SECRETS = (PLACE, CAMERA, REMARK)


def pdf(size: int, seed: int = 1) -> bytes:
    """Return so many bytes that begin like a PDF and cannot be compressed."""
    return (b"%PDF-1.7\n" + random.Random(seed).randbytes(size))[:size]


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2) + content


def exif(orientation: int = 1, order: str = ">") -> bytes:
    """Return what a camera writes: which way up, which camera, where."""
    start = b"MM\0*" if order == ">" else b"II*\0"
    tags = [(0x010F, 2, len(CAMERA), 62), (0x0112, 3, 1, None), (0x8825, 4, 1, 200)]
    listed = b"".join(
        struct.pack(f"{order}HHIHH", tag, kind, many, orientation, 0)
        if value is None
        else struct.pack(f"{order}HHII", tag, kind, many, value)
        for tag, kind, many, value in tags
    )
    return b"Exif\0\0" + start + struct.pack(f"{order}IH", 8, len(tags)) + listed + bytes(4) + CAMERA + PLACE


def photo(scans: bytes = b"\x12\x34\xff\x00\x56\xff\xd0\x78", *, orientation: int = 6, order: str = ">") -> bytes:
    """Return a JPEG, as far as its segments go, with everything that has to go."""
    return b"".join(
        (
            b"\xff\xd8",
            segment(0xE0, b"JFIF\0\x01\x02\x01\0\x48\0\x48\x01\x01" + PLACE[:3]),
            segment(0xE1, exif(orientation, order)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + PLACE),
            segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
            segment(0xE2, b"MPF\0" + CAMERA),
            segment(0xED, b"Photoshop 3.0\0" + REMARK),
            segment(0xFE, REMARK),
            segment(0xDB, bytes(65)),
            segment(0xC0, b"\x08\0\x01\0\x01\x01\x01\x11\0"),
            segment(0xC4, bytes(20)),
            segment(0xDA, b"\x01\x01\0\0\x3f\0"),
            scans,
            b"\xff\xd9",
            b"a second picture: " + PLACE,
        )
    )


def chunk(name: bytes, content: bytes) -> bytes:
    """Return a chunk of a PNG."""
    return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)


def drawing(*, orientation: int = 6) -> bytes:
    """Return a PNG of one pixel with everything that has to go."""
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)),
            chunk(b"gAMA", (45455).to_bytes(4)),
            chunk(b"tEXt", b"Comment\0" + REMARK),
            chunk(b"iTXt", b"XML:com.adobe.xmp\0" + PLACE),
            chunk(b"eXIf", exif(orientation)[6:]),
            chunk(b"tIME", b"\x07\xe0\x05\x03\x0c\0\0"),
            chunk(b"prVt", CAMERA),
            chunk(b"IDAT", zlib.compress(b"\0\xff\x80\0")),
            chunk(b"IEND", b""),
            b"and more: " + PLACE,
        )
    )


def written(folder: Path, name: str, content: bytes) -> Path:
    """Write a file and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name
