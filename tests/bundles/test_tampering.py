"""Tampering: no changed bit, no cut and no garbage is ever taken, and none brings down the reader."""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.bundles.age_file import decrypt, encrypt
from silkfield.bundles.envelope import Kind, wrap
from silkfield.bundles.faults import CODES, DAMAGED, NOT_SKF, TRUNCATED
from silkfield.bundles.seal import padded


@pytest.fixture(scope="module")
def small(world):
    return world.part(world.save(1))


@pytest.fixture(scope="module")
def large(world):
    noise = random.Random(12).randbytes(10_000).hex()
    data = world.part(world.save(1, text=noise[:19_200]), world.save(2))
    size = len(data)
    assert 11_500 < size < 12_500
    return data


@pytest.fixture(scope="module")
def at_headquarters(world):
    return world.reader(world.headquarters)


def flips(data: bytes, bits=range(8)):
    """Every byte with each of some bits turned over."""
    for at, byte in enumerate(data):
        for bit in bits:
            yield data[:at] + bytes([byte ^ 1 << bit]) + data[at + 1 :]


def again(data: bytes, body: bytes) -> bytes:
    """The same outside around another body, with hash and length made right."""
    return wrap(Kind(data[10]), data[12:28], 1, 1, data[40:48], body)


def test_no_changed_bit_of_a_part_is_taken(small, at_headquarters, code_of):
    assert {code_of(data, at_headquarters) for data in flips(small)} == {DAMAGED, NOT_SKF}


@pytest.mark.parametrize("name", ["golden-invite.skf-invite", "golden-enrol.skf-enrol"])
def test_no_changed_bit_of_a_document_is_taken(golden, name, at_headquarters, code_of):
    assert {code_of(data, at_headquarters) for data in flips(golden(name))} == {DAMAGED, NOT_SKF}


@pytest.mark.long
def test_no_changed_bit_of_a_part_of_12_kb_is_taken(large, at_headquarters, code_of, record_property):
    codes = Counter(code_of(data, at_headquarters) for data in flips(large))
    assert codes.keys() == {DAMAGED, NOT_SKF}
    record_property("note", f"{codes.total():,} single-bit flips of a part of {len(large):,} bytes: 0 taken")


@pytest.mark.long
def test_no_cut_part_of_12_kb_is_taken(large, at_headquarters, code_of, record_property):
    codes = Counter(code_of(large[:length], at_headquarters) for length in range(len(large)))
    assert codes == {TRUNCATED: len(large)}
    record_property("note", f"{codes.total():,} truncations of a part of {len(large):,} bytes: 0 taken")


def test_no_cut_part_is_taken(small, at_headquarters, code_of):
    assert {code_of(small[:length], at_headquarters) for length in range(len(small))} == {TRUNCATED}


def test_nothing_may_follow_a_part(small, at_headquarters, code_of):
    assert {code_of(small + tail, at_headquarters) for tail in (b"\0", b"\n", small)} == {DAMAGED}


def test_no_changed_bit_of_the_age_header_is_taken_with_the_hash_made_right(small, at_headquarters, code_of):
    end = small.index(b"\n---", 96) + 60 - 96
    body = small[96:]
    for changed in flips(body[:end]):
        assert code_of(again(small, changed + body[end:]), at_headquarters) in CODES


def test_no_cut_age_file_is_taken_with_length_and_hash_made_right(small, at_headquarters, code_of):
    body = small[96:]
    assert all(code_of(again(small, body[:length]), at_headquarters) in CODES for length in range(len(body)))


def outsiders_flips(world, data: bytes, bits):
    """Every flip inside the encryption, encrypted again by somebody who knows only the public keys."""
    recipients = [world.headquarters.transport.recipient]
    for changed in flips(decrypt(data[96:], [world.headquarters.transport]), bits):
        yield again(data, encrypt(changed, recipients))


def test_no_bit_changed_inside_the_encryption_is_taken(world, small, at_headquarters, code_of):
    assert {code_of(data, at_headquarters) for data in outsiders_flips(world, small, [3])} <= set(CODES)


@pytest.mark.long
def test_no_bit_at_all_changed_inside_the_encryption_is_taken(world, small, at_headquarters, code_of):
    assert {code_of(data, at_headquarters) for data in outsiders_flips(world, small, range(8))} <= set(CODES)


def test_no_cut_seal_is_taken(world, small, at_headquarters, code_of):
    plaintext = decrypt(small[96:], [world.headquarters.transport])
    used = len(plaintext.rstrip(b"\0"))
    recipients = [world.headquarters.transport.recipient]
    for length in range(0, used, 7):
        assert code_of(again(small, encrypt(plaintext[:length], recipients)), at_headquarters) in CODES


@pytest.mark.parametrize("at", [*range(40), *range(48, 96)])
def test_no_changed_byte_of_the_preamble_is_taken_with_its_checksum_made_right(small, at_headquarters, code_of, at):
    from zlib import crc32

    start = bytearray(small[:92])
    if at < 92:
        start[at] ^= 0x01
    checksum = bytearray(crc32(bytes(start)).to_bytes(4, "big"))
    if at >= 92:
        checksum[at - 92] ^= 0x01
    assert code_of(bytes(start) + bytes(checksum) + small[96:], at_headquarters) in CODES


def garbage(count: int, seed: int, small: bytes):
    """Random bytes, random bytes behind a right beginning, and parts with runs of bytes overwritten."""
    source = random.Random(seed)
    for number in range(count):
        noise = source.randbytes(source.randrange(1, 600))
        match number % 4:
            case 0:
                yield noise
            case 1:
                yield small[: source.randrange(0, 96)] + noise
            case 2:
                yield again(small, noise)
            case 3:
                at = source.randrange(len(small) - 96)
                yield again(small, small[96 : 96 + at] + noise + small[96 + at + len(noise) :])


def test_garbage_is_refused_by_name(small, at_headquarters, code_of):
    assert {code_of(data, at_headquarters) for data in garbage(2_000, 1, small)} <= set(CODES)


@pytest.mark.long
def test_much_garbage_is_refused_by_name(small, at_headquarters, code_of):
    seed = int.from_bytes(os.urandom(8), "big")
    codes = {code_of(data, at_headquarters) for data in garbage(20_000, seed, small)}
    assert codes <= set(CODES), f"seed {seed}"


@given(st.binary(max_size=400))
def test_a_stranger_cannot_bring_down_the_reader_from_inside(world, data):
    """Whatever an outsider encrypts to headquarters is refused by name."""
    from silkfield.bundles.faults import BundleFault
    from silkfield.bundles.opening import read_part

    whole = wrap(Kind.UPLINK, bytes(16), 1, 1, bytes(8), encrypt(data, [world.headquarters.transport.recipient]))
    with pytest.raises(BundleFault):
        read_part(whole, world.reader(world.headquarters))


@given(st.data())
def test_a_known_laptop_gone_bad_cannot_bring_down_the_reader(world, small, at_headquarters, code_of, data):
    """Bytes of manifest and lines changed at will, and signed by a laptop that is on the roster."""

    def changed(text: bytes) -> bytes:
        mutable = bytearray(text)
        for _ in range(data.draw(st.integers(1, 3))):
            mutable[data.draw(st.integers(0, len(mutable) - 1))] = data.draw(st.integers(0, 255))
        return bytes(mutable)

    where = data.draw(st.sampled_from(["text", "raw", "payload"]))
    assert code_of(world.forge(small, **{where: changed}), at_headquarters) in {*CODES, "read"}


@given(st.integers(106, 1 << 26))
def test_padding_costs_at_most_an_eighth(length):
    assert length <= padded(length) <= length * 1.12 + 1
