"""Keys: the published names of keys, and signatures that hold for one key and one message only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyrage import x25519

from silkfield.trust.keys import (
    SigningKey,
    TransportKey,
    decoded,
    encoded,
    is_recipient,
    is_signed_by,
    key_id,
    recipient_hint,
)

VECTORS = json.loads((Path(__file__).parents[1] / "bundles/golden/vectors.json").read_text(encoding="utf-8"))


def counting(start: int):
    return lambda length: bytes(range(start, start + length))


@pytest.mark.parametrize(("name", "start"), [("dev", 0), ("hq", 32)])
def test_signing_keys_have_the_published_names(name, start):
    key = SigningKey.generate(counting(start))
    assert key.public.hex() == VECTORS[f"{name}_pub"]
    assert key.id.hex() == VECTORS[f"{name}_kid"]


@pytest.mark.parametrize(("name", "start"), [("hq", 64), ("dev", 96)])
def test_transport_keys_have_the_published_spelling_and_hint(name, start):
    key = TransportKey.generate(counting(start))
    assert key.secret == VECTORS[f"{name}_secret"]
    assert key.recipient == VECTORS[f"{name}_recipient"]
    assert recipient_hint(key.recipient).hex() == VECTORS[f"{name}_hint"]


def test_the_id_of_a_key_is_the_published_one():
    assert key_id(bytes(range(32))).hex() == VECTORS["kid_of_counting_key"]


@given(st.binary(min_size=32, max_size=32))
def test_the_age_library_reads_every_transport_key(data):
    key = TransportKey.generate(lambda _: data)
    assert str(x25519.Identity.from_str(key.secret)) == key.secret
    assert is_recipient(key.recipient)


@given(st.binary(max_size=100), st.integers(0, 511))
def test_a_signature_holds_for_its_key_and_message_only(message, bit):
    ours, theirs = SigningKey.generate(counting(0)), SigningKey.generate(counting(1))
    signature = ours.sign(message)
    changed = bytearray(signature)
    changed[bit // 8] ^= 1 << bit % 8
    assert is_signed_by(ours.public, signature, message)
    assert not is_signed_by(theirs.public, signature, message)
    assert not is_signed_by(ours.public, signature, message + b"x")
    assert not is_signed_by(ours.public, bytes(changed), message)


def test_what_is_no_key_signs_nothing():
    key = SigningKey.generate(counting(0))
    assert not is_signed_by(b"short", key.sign(b"x"), b"x")
    assert not is_signed_by(key.public, b"short", b"x")


@pytest.mark.parametrize(
    "text", ["", "age1", "age1xyz", "AGE1" + "Q" * 58, "ssh-ed25519 AAAA", VECTORS["hq_recipient"].upper()]
)
def test_only_lower_case_x25519_recipients_are_recipients(text):
    assert not is_recipient(text)


def test_a_broken_secret_is_told():
    with pytest.raises(ValueError, match="not an age X25519 secret key"):
        _ = TransportKey("AGE-SECRET-KEY-1").recipient


def test_secrets_are_not_shown():
    assert VECTORS["hq_secret"] not in repr(TransportKey(VECTORS["hq_secret"]))
    assert "seed" not in repr(SigningKey(bytes(32)))


@given(st.binary(max_size=80))
def test_base64url_reads_back(data):
    assert decoded(encoded(data)) == data
