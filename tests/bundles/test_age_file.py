"""Encryption: what a hostile header may cost before it is refused, and how much room a part has."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.bundles.age_file import count_recipients, decrypt, encrypt, room
from silkfield.bundles.faults import DAMAGED, LIMIT, NOT_FOR_US, BundleFault

STANZA = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
GREASE = b"-> ab-grease c d\nQUJD\n"
END = b"--- " + b"A" * 43 + b"\n"
START = b"age-encryption.org/v1\n"


def code_of(data: bytes) -> str:
    with pytest.raises(BundleFault) as caught:
        count_recipients(data)
    return caught.value.code


@given(st.binary(max_size=2000), st.integers(1, 16))
def test_every_recipient_opens_what_was_encrypted_to_all(world, data, count):
    people = [world.headquarters, world.laptop, world.mate, world.elsewhere] * 4
    sealed = encrypt(data, [person.transport.recipient for person in people[:count]])
    assert count_recipients(sealed) == count
    assert {decrypt(sealed, [person.transport]) for person in people[:count]} == {data}


def test_nobody_else_opens_it(world):
    with pytest.raises(BundleFault) as caught:
        decrypt(encrypt(b"x", [world.laptop.transport.recipient]), [world.mate.transport, world.stranger.transport])
    assert caught.value.code == NOT_FOR_US


@pytest.mark.parametrize(
    "header",
    [
        START + STANZA + END,
        START + STANZA * 16 + GREASE * 4 + END,
        START + GREASE + STANZA + END,
    ],
)
def test_up_to_sixteen_recipients_and_four_others_are_allowed(header):
    assert count_recipients(header) == header.count(b"X25519")


@pytest.mark.parametrize(
    "header",
    [
        START + END,
        START + GREASE + END,
        START + STANZA * 17 + END,
        START + STANZA + GREASE * 5 + END,
        START + STANZA * 5000 + END,
        START + b"-> scrypt " + b"A" * 22 + b" 20\n" + b"A" * 43 + b"\n" + END,
        START + STANZA + b"-> ssh-ed25519 AAAA BBBB\n" + b"A" * 43 + b"\n" + END,
        START + STANZA + b"->\n" + END,
        START + STANZA + b"-> x25519 A\n" + END,
        START + STANZA,
        START + STANZA + b"-> a-grease " + b"x" * 9000 + b"\n" + END,
        START + STANZA + b"\n--- no end of line",
    ],
)
def test_a_hostile_header_is_refused_before_anything_is_decrypted(header):
    assert code_of(header + bytes(100)) == LIMIT


def test_a_hostile_header_of_megabytes_costs_nothing():
    header = START + STANZA * 200_000
    start = time.process_time()
    assert code_of(header) == LIMIT
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    "data", [b"", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"age-encryption.org/v2\n" + STANZA + END]
)
def test_what_is_no_binary_age_file_is_refused(data):
    assert code_of(data) == DAMAGED


@pytest.mark.parametrize("recipients", [1, 2, 16])
def test_there_is_as_much_room_as_promised(world, recipients):
    people = [world.headquarters.transport.recipient] * recipients
    for size in (3_000, 65_536 * 2, 65_536 * 2 + 500, 1_000_000):
        left = room(size, recipients)
        assert all(len(encrypt(bytes(left), people)) <= size for _ in range(20))
        assert left > size - 2_500 - size // 1000
