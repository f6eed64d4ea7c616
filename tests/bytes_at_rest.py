"""Every byte that a store keeps on the disk, decrypted: what somebody could still find who has the key."""

from __future__ import annotations

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from silkfield.bundles.age_file import decrypt
from silkfield.bundles.envelope import unwrap
from silkfield.bundles.faults import BundleFault
from silkfield.bundles.payload import decompress
from silkfield.bundles.seal import unseal
from silkfield.operations.exchange import network
from silkfield.operations.sitting import Sitting

PAGE, RESERVED = 8192, 80
"""SQLCipher's page and what it keeps at its end: the starting value (16 bytes) and the check (64)."""
WAL_HEADER, FRAME_HEADER = 32, 24


def pages(path: Path, key: bytes) -> list[bytes]:
    """Return the decrypted pages of a database file and of its write-ahead file, free ones and old ones too."""
    content = path.read_bytes()
    found = [content[place : place + PAGE] for place in range(0, len(content), PAGE)]
    wal = path.with_name(path.name + "-wal")
    if wal.exists():
        frames = wal.read_bytes()[WAL_HEADER:]
        step = FRAME_HEADER + PAGE
        found += [frames[place + FRAME_HEADER : place + step] for place in range(0, len(frames), step)]
    return [_decrypted(page, key) for page in found if len(page) == PAGE]


def _decrypted(page: bytes, key: bytes) -> bytes:
    start = page[-RESERVED : -RESERVED + 16]
    inside = page[16:-RESERVED] if (len(page) - RESERVED) % 16 else page[:-RESERVED]
    cipher = Cipher(algorithms.AES(key), modes.CBC(start)).decryptor()
    return cipher.update(inside[: len(inside) // 16 * 16]) + cipher.finalize()


def everything(sitting: Sitting) -> bytes:
    """Return all that a store keeps, decrypted: pages, write-ahead pages, and parts that it can open itself."""
    database = sitting.store.database
    found = pages(database.path, database.key)
    keys = _keys(sitting)
    for folder in ("inbox", "done", "held", "quarantine", "outbox"):
        for file in (sitting.store.folder / folder).glob("*"):
            found += [file.read_bytes(), _opened(file.read_bytes(), keys)]
    return b"\n".join(found)


def _keys(sitting: Sitting) -> tuple[object, ...]:
    with sitting.store.reading() as connection:
        return network.transport_keys_held(connection, sitting)


def _opened(part: bytes, keys: tuple[object, ...]) -> bytes:
    try:
        rest = unseal(decrypt(unwrap(part)[1], keys)).rest  # type: ignore[arg-type]
        return b"".join(decompress(memoryview(bytes(rest).rstrip(b"\0")), 64 << 20))
    except (BundleFault, ValueError):
        return b""


def spoilt(content: bytes) -> bytes:
    """Return encrypted bytes of which the last ones are others, and stay so when it is done twice."""
    return content[:-16] + bytes(16)
