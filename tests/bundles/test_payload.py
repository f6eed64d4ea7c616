"""The payload: exactly what was promised, and never more memory than was promised."""

from __future__ import annotations

import tracemalloc
from hashlib import sha256

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from silkfield.bundles.faults import PAYLOAD, BundleFault
from silkfield.bundles.payload import decompress, take_payload

SKIPPABLE = b"\x50\x2a\x4d\x18\x04\0\0\0abcd"
TEXT = b'{"t":"tx"}\n' * 500


def squeeze(data: bytes, **options: object) -> bytes:
    return zstandard.ZstdCompressor(level=3, **options).compress(data)


def streamed(data: bytes) -> bytes:
    growing = zstandard.ZstdCompressor(level=3).compressobj()
    middle = len(data) // 2
    start = growing.compress(data[:middle]) + growing.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    return start + growing.compress(data[middle:]) + growing.flush()


def opened(frame: bytes, raw: int) -> bytes:
    return b"".join(decompress(memoryview(frame), raw))


def fault_of(frame: bytes, raw: int) -> BundleFault:
    with pytest.raises(BundleFault) as caught:
        opened(frame, raw)
    return caught.value


def code_of(frame: bytes, raw: int) -> str:
    return fault_of(frame, raw).code


@given(st.binary(max_size=3000))
def test_a_payload_opens_to_what_went_in(data):
    for frame in (squeeze(data), streamed(data), squeeze(data, write_checksum=True)):
        assert opened(frame, len(data)) == data


@given(st.binary(max_size=300), st.integers(1, 300))
def test_another_raw_length_is_refused(data, off):
    for frame in (squeeze(data), streamed(data)):
        assert code_of(frame, len(data) + off) == PAYLOAD
        if off <= len(data):
            assert code_of(frame, len(data) - off) == PAYLOAD


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x28\xb5\x2f\xfd",
        SKIPPABLE,
        SKIPPABLE + squeeze(TEXT),
        squeeze(TEXT) + SKIPPABLE,
        squeeze(TEXT) + b"\0",
        squeeze(TEXT) + squeeze(b""),
        squeeze(TEXT[:2500]) + squeeze(TEXT[2500:]),
        squeeze(TEXT)[:-1],
        streamed(TEXT)[:-1],
        squeeze(TEXT, write_checksum=True)[:-1],
        squeeze(TEXT, write_checksum=True)[:-1] + b"\0",
        TEXT,
        b"\x1f\x8b" + TEXT,
    ],
    ids=lambda frame: f"{len(frame)} bytes",
)
def test_a_payload_is_one_whole_frame_and_nothing_else(frame):
    assert code_of(frame, len(TEXT)) == PAYLOAD


def test_a_dictionary_is_refused():
    dictionary = zstandard.ZstdCompressionDict(TEXT, dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    trained = zstandard.train_dictionary(2000, [TEXT[at : at + 40] + bytes([at % 256]) for at in range(2000)])
    assert fault_of(squeeze(TEXT, dict_data=trained), len(TEXT)).detail == "a zstd dictionary"
    assert squeeze(TEXT, dict_data=dictionary) != squeeze(TEXT)


def test_a_window_beyond_8_mib_is_refused():
    parameters = zstandard.ZstdCompressionParameters.from_level(3, window_log=24)
    growing = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    data = bytes(20_000_000)
    frame = growing.compress(data) + growing.flush()
    assert fault_of(frame, len(data)).detail == "a zstd window beyond 8 MiB"


@pytest.mark.parametrize("stated", [1_000, 1 << 30])
def test_a_bomb_never_opens_beyond_its_promise(stated):
    """32 kB that would open to 1 GiB; the frame says so, or does not."""
    growing = zstandard.ZstdCompressor(level=3).compressobj()
    zeros = bytes(1 << 20)
    frame = b"".join(growing.compress(zeros) for _ in range(1024)) + growing.flush()
    assert len(frame) < 150_000
    told = frame if stated == 1_000 else _with_content_size(frame, stated)
    tracemalloc.start()
    assert code_of(told, 1_000) == PAYLOAD
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4_000_000


def _with_content_size(frame: bytes, size: int) -> bytes:
    """Rewrite the header of a streamed frame so that it states a size of 8 bytes."""
    return frame[:4] + bytes([frame[4] | 0xC0]) + frame[5:6] + size.to_bytes(8, "little") + frame[6:]


def test_very_many_empty_blocks_are_refused_quickly():
    empty_blocks = b"\x28\xb5\x2f\xfd\x00\x58" + b"\0\0\0" * 3_000_000 + b"\x01\0\0"
    assert code_of(empty_blocks, 0) == PAYLOAD


@given(st.data())
def test_no_changed_frame_brings_down_the_reader(data):
    frame = bytearray(data.draw(st.sampled_from([squeeze(TEXT), streamed(TEXT)])))
    for _ in range(data.draw(st.integers(1, 4))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    length = 0
    try:
        for chunk in decompress(memoryview(bytes(frame)), len(TEXT)):
            length += len(chunk)
    except BundleFault as fault:
        assert fault.code == PAYLOAD
        assert length <= len(TEXT)
    else:
        assert length == len(TEXT)


def test_a_payload_is_cut_at_its_length_and_zeros_may_follow():
    digest = sha256(b"abc").hexdigest()
    for zeros in (0, 1, 1000):
        assert bytes(take_payload(memoryview(b"abc" + bytes(zeros)), 3, digest)) == b"abc"
    for rest in (b"ab", b"abd", b"abc\0x", b"abcx"):
        with pytest.raises(BundleFault) as caught:
            take_payload(memoryview(rest), 3, digest)
        assert caught.value.code == PAYLOAD
