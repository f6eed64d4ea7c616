"""The inside of a part: bytes that were promised, checked and unpacked without ever growing beyond the promise."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

import zstandard

from silkfield.bundles.faults import PAYLOAD, BundleFault

WINDOW_BYTES = 8 << 20
_FRAME_MAGIC = b"\x28\xb5\x2f\xfd"
_BLOCKS = 400_000
_CHUNK_BYTES = 256 << 10
_CHECKSUM_BYTES = 4
_RAW_BLOCK, _REPEATED_BLOCK, _RESERVED_BLOCK = 0, 1, 3


def take_payload(rest: memoryview, length: int, digest: str) -> memoryview:
    """Return the payload of the promised length and SHA-256; what follows may only be zeros. Raises BundleFault."""
    payload, padding = rest[:length], rest[length:]
    if len(payload) < length:
        raise BundleFault(PAYLOAD, "payload shorter than stated")
    if bytes(padding).strip(b"\0"):
        raise BundleFault(PAYLOAD, "padding that is not zeros")
    if sha256(payload).hexdigest() != digest:
        raise BundleFault(PAYLOAD, "hash of the payload")
    return payload


def decompress(payload: memoryview, raw: int) -> Iterator[bytes]:
    """Open the one zstd frame of a log payload, chunk by chunk, to exactly `raw` bytes; raises BundleFault.

    Never more than `raw` bytes come out, and memory stays within a chunk and the window whatever the frame says of itself.
    """
    frame = bytes(payload)
    _check_frame(frame, raw)
    left = raw
    try:
        with zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES).stream_reader(frame) as reader:
            while chunk := reader.read(min(left + 1, _CHUNK_BYTES)):
                left -= len(chunk)
                if left < 0:
                    break
                yield chunk
    except zstandard.ZstdError:
        raise BundleFault(PAYLOAD, "a broken zstd frame") from None
    if left:
        raise BundleFault(PAYLOAD, "another raw length than stated")


def _check_frame(frame: bytes, raw: int) -> None:
    if frame[:4] != _FRAME_MAGIC:
        raise BundleFault(PAYLOAD, "no zstd frame")
    try:
        parameters = zstandard.get_frame_parameters(frame)
        start = zstandard.frame_header_size(frame)
    except zstandard.ZstdError:
        raise BundleFault(PAYLOAD, "a broken zstd header") from None
    if parameters.dict_id:
        raise BundleFault(PAYLOAD, "a zstd dictionary")
    if parameters.window_size > WINDOW_BYTES:
        raise BundleFault(PAYLOAD, "a zstd window beyond 8 MiB")
    if parameters.content_size not in (raw, zstandard.CONTENTSIZE_UNKNOWN):
        raise BundleFault(PAYLOAD, "another raw length than the zstd header says")
    if _end_of_blocks(frame, start) + _CHECKSUM_BYTES * parameters.has_checksum != len(frame):
        raise BundleFault(PAYLOAD, "something after the zstd frame, or a cut one")


def _end_of_blocks(frame: bytes, start: int) -> int:
    """Walk the blocks of a frame (RFC 8878, 3.1.1.2) without opening them and return where the last one ends."""
    position = start
    for _ in range(_BLOCKS):
        header = int.from_bytes(frame[position : position + 3], "little")
        last, kind, size = header & 1, header >> 1 & 3, header >> 3
        position += 3 + (1 if kind == _REPEATED_BLOCK else size)
        if kind == _RESERVED_BLOCK or position > len(frame):
            break
        if last:
            return position
    raise BundleFault(PAYLOAD, "broken or too many zstd blocks")
