"""The outside of a part: every fault by its name, in the order of the format."""

from __future__ import annotations

import struct
from zlib import crc32

import pytest

from silkfield.bundles.envelope import PART_BYTES, Kind, Preamble, inspect, unwrap, wrap
from silkfield.bundles.faults import (
    DAMAGED,
    LIMIT,
    NEED_UPDATE,
    NOT_SKF,
    TRUNCATED,
    VERSION,
    BundleFault,
)

BODY = b"anything at all"
GOOD = wrap(Kind.UPLINK, bytes(16), 2, 5, bytes(8), BODY)


def with_bytes(at: int, new: bytes, data: bytes = GOOD) -> bytes:
    """Change bytes of the preamble and make its checksum right again."""
    start = data[:at] + new + data[at + len(new) : 92] if at < 92 else data[:92]
    return start + crc32(start).to_bytes(4, "big") + data[96:]


def code_of(data: bytes) -> str:
    with pytest.raises(BundleFault) as caught:
        unwrap(data)
    return caught.value.code


def test_a_whole_part_comes_apart():
    preamble, body = unwrap(GOOD)
    assert (preamble.kind, preamble.part, preamble.parts, preamble.length, body) == (Kind.UPLINK, 2, 5, len(BODY), BODY)
    assert preamble.pack() == GOOD[:96]


def test_the_minor_version_is_nobodys_business():
    assert unwrap(with_bytes(9, b"\x07"))[1] == BODY


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", TRUNCATED),
        (GOOD[:95], TRUNCATED),
        (b"PK\x03\x04" + bytes(200), NOT_SKF),
        (b"SQLite format 3\0" + bytes(200), NOT_SKF),
        (GOOD.replace(b"\r\n", b"\n") + b"x", DAMAGED),
        (b"\x09" + GOOD[1:], DAMAGED),
        (GOOD[:20] + b"\xff" + GOOD[21:], DAMAGED),
        (with_bytes(8, b"\x02"), VERSION),
        (with_bytes(11, b"\x01"), VERSION),
        (with_bytes(80, b"\x01"), VERSION),
        (with_bytes(91, b"\x01"), VERSION),
        (with_bytes(10, b"\x06"), NEED_UPDATE),
        (with_bytes(10, b"\x00"), VERSION),
        (with_bytes(10, b"\x07"), VERSION),
        (with_bytes(28, struct.pack(">HH", 0, 5)), LIMIT),
        (with_bytes(28, struct.pack(">HH", 6, 5)), LIMIT),
        (with_bytes(28, struct.pack(">HH", 1, 10_000)), LIMIT),
        (with_bytes(32, struct.pack(">Q", PART_BYTES)), LIMIT),
        (with_bytes(32, struct.pack(">Q", 2**64 - 1)), LIMIT),
        (GOOD[:-1], TRUNCATED),
        (GOOD[:96], TRUNCATED),
        (GOOD + b"x", DAMAGED),
        (GOOD[:-1] + b"!", DAMAGED),
        (with_bytes(48, b"\x01"), DAMAGED),
    ],
)
def test_every_fault_of_the_outside_has_its_code(data, code):
    assert code_of(data) == code


@pytest.mark.parametrize(
    ("worse", "better", "code"),
    [
        ((8, b"\x02"), (10, b"\x06"), VERSION),
        ((10, b"\x06"), (28, b"\0\0"), NEED_UPDATE),
        ((28, b"\0\0"), (32, b"\xff"), LIMIT),
    ],
)
def test_of_two_faults_the_earlier_in_the_order_is_told(worse, better, code):
    assert code_of(with_bytes(*better, with_bytes(*worse))) == code


def test_a_cut_file_says_how_much_arrived():
    whole = wrap(Kind.UPLINK, bytes(16), 1, 1, bytes(8), bytes(12_000_000 - 96))
    with pytest.raises(BundleFault) as caught:
        unwrap(whole[:8_200_000])
    assert "8.2 of 12.0 MB" in caught.value.message
    with pytest.raises(BundleFault) as caught:
        unwrap(GOOD[:-1])
    assert "0.1 of 0.1 kB" in caught.value.message


def test_a_stranger_can_tell_which_part_it_is_and_whether_it_is_whole():
    whole, cut, no_part = inspect(GOOD), inspect(GOOD[:-3]), inspect(b"Dear all,")
    assert whole.whole
    assert (whole.preamble.part, whole.preamble.parts, whole.size) == (2, 5, len(GOOD))
    assert not cut.whole
    assert (cut.preamble.part, cut.fault.code) == (2, TRUNCATED)
    assert (no_part.preamble, no_part.fault.code) == (None, TRUNCATED)


def test_a_stranger_can_tell_nothing_about_sender_and_contents(world):
    data = world.part(world.save(text="Fatima Bibi"))
    assert inspect(data).whole
    for told in (
        b"Fatima",
        b"Lahore",
        b"participant",
        b"0192f3a4",
        world.laptop.signing.id,
        world.laptop.signing.public,
    ):
        assert told not in data
    assert set(Preamble.__slots__) == {"kind", "export", "part", "parts", "length", "hint", "digest"}
