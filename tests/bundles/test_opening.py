"""Opening parts: who is believed, who is not, and which of several faults is told."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
import zstandard

from silkfield.bundles.age_file import encrypt
from silkfield.bundles.envelope import Kind, wrap
from silkfield.bundles.faults import (
    CHAIN,
    DAMAGED,
    ENTRY,
    LIMIT,
    MANIFEST,
    NEED_UPDATE,
    NETWORK,
    NOT_FOR_US,
    PAYLOAD,
    POLICY,
    REVOKED,
    SEAL,
    SIGNATURE,
    UNKNOWN_SENDER,
    BundleFault,
)
from silkfield.bundles.opening import read_part
from silkfield.bundles.packing import write_parts
from silkfield.bundles.sending import write_enrol, write_invite

ANOTHER = "0192f3a4-0000-7000-8000-0000000000ff"


@pytest.fixture(scope="module")
def uplink(world):
    return world.part(world.save(1), world.save(2))


@pytest.fixture
def at_headquarters(world):
    return world.reader(world.headquarters)


def test_what_a_laptop_sends_headquarters_reads(world, uplink, at_headquarters):
    opened = read_part(uplink, at_headquarters)
    assert opened.content.entries == tuple(world.entries([world.save(1), world.save(2)]))
    assert opened.signer == world.roster.device(world.laptop.signing.id)
    assert (opened.manifest.number, opened.manifest.site, opened.manifest.clock) == (1, opened.signer.site, "ok")


def test_a_part_made_again_by_its_owner_is_read(world, uplink, at_headquarters, code_of):
    assert code_of(world.forge(uplink), at_headquarters) == "read"


def test_a_part_is_for_its_recipients_only(world, uplink, code_of):
    for someone in (world.laptop, world.mate, world.stranger):
        assert code_of(uplink, world.reader(someone)) == NOT_FOR_US


def test_any_of_ones_keys_may_fit_and_the_hint_is_only_a_hint(world, uplink, code_of):
    keys = (world.stranger.transport, world.headquarters.transport, world.mate.transport)
    assert code_of(uplink, world.reader(world.headquarters, keys=keys)) == "read"
    astray = wrap(Kind.UPLINK, uplink[12:28], 1, 1, b"astray!!", uplink[96:])
    assert code_of(astray, world.reader(world.headquarters)) == "read"


def test_an_office_that_is_not_named_inside_does_not_take_a_part_encrypted_to_it_again(world, uplink, code_of):
    passed_on = world.forge(uplink, to=[world.elsewhere])
    assert code_of(passed_on, world.reader(world.elsewhere, site=None)) == NOT_FOR_US


def test_a_part_encrypted_to_more_than_it_names_is_refused(world, uplink, at_headquarters, code_of):
    assert code_of(world.forge(uplink, to=[world.headquarters, world.stranger]), at_headquarters) == MANIFEST


def test_strangers_are_not_believed(world, uplink, at_headquarters, code_of):
    assert code_of(world.forge(uplink, signer=world.stranger), at_headquarters) == UNKNOWN_SENDER
    assert code_of(uplink, world.reader(world.headquarters, roster=None)) == UNKNOWN_SENDER
    assert code_of(world.forge(uplink, signer=world.headquarters), at_headquarters) == UNKNOWN_SENDER


def test_a_laptop_cannot_sign_for_another(world, uplink, at_headquarters, code_of):
    def in_anothers_name(plaintext: bytes) -> bytes:
        return plaintext[:6] + world.mate.signing.id + plaintext[38:]

    assert code_of(world.forge(uplink, plaintext=in_anothers_name), at_headquarters) == SIGNATURE
    assert code_of(world.forge(uplink, signer=world.elsewhere), at_headquarters) == POLICY
    as_its_own = world.forge(uplink, signer=world.mate)
    assert code_of(as_its_own, at_headquarters) == POLICY
    bound = world.reader(world.headquarters, owner=lambda _: world.laptop.signing.id.hex())
    assert code_of(as_its_own, bound) == POLICY
    assert code_of(uplink, bound) == "read"


def test_a_site_cannot_play_headquarters(world, code_of):
    downlink = world.part(world.save(), kind=Kind.DOWNLINK)
    reader = world.reader(world.laptop)
    assert code_of(downlink, reader) == "read"
    assert code_of(world.forge(downlink, signer=world.mate, opener=world.laptop), reader) == UNKNOWN_SENDER
    assert code_of(downlink, world.reader(world.laptop, headquarters=None)) == UNKNOWN_SENDER
    assert code_of(downlink, world.reader(world.laptop, headquarters=world.stranger.signing.public)) == UNKNOWN_SENDER


def test_a_revoked_laptop_waits_for_a_person(world, uplink, code_of):
    without = world.roster.without_device(world.laptop.signing.id, 9)
    reader = world.reader(world.headquarters, roster=without)
    assert code_of(uplink, reader) == REVOKED
    assert code_of(uplink, reader, even_revoked=True) == "read"
    assert code_of(world.forge(uplink, manifest=lambda members: members.pop("wall") and None), reader) == REVOKED


def test_another_network_is_refused(world, uplink, at_headquarters, code_of):
    assert code_of(uplink, world.reader(world.headquarters, network=ANOTHER)) == NETWORK
    assert code_of(world.forge(uplink, manifest=lambda members: members | {"net": ANOTHER}), at_headquarters) == NETWORK


def test_what_needs_something_unknown_waits_for_an_update(world, uplink, at_headquarters, code_of):
    for changes in ({"need": ["core1", "fwd1"]}, {"pay": {"kind": "delta", "x": 1}, "stream": None}, {"v": 2}):
        newer = world.forge(uplink, manifest=lambda members, changes=changes: members | changes)
        assert code_of(newer, at_headquarters) == NEED_UPDATE, changes


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([{"need": ["core1", "x"]}, {"net": ANOTHER}], NETWORK),
        ([{"need": ["core1", "x"]}, {"to": []}], MANIFEST),
        ([{"net": ANOTHER}, {"export": "0" * 32}], MANIFEST),
        ([{"need": ["core1", "x"]}, {"site": ANOTHER}], NEED_UPDATE),
        ([{"pay": {"kind": "delta"}, "stream": None}, {"site": ANOTHER}], POLICY),
    ],
)
def test_of_two_faults_inside_the_earlier_in_the_order_is_told(world, uplink, at_headquarters, code_of, changes, code):
    both = changes[0] | changes[1]
    assert code_of(world.forge(uplink, manifest=lambda members: members | both), at_headquarters) == code


def test_a_seal_that_is_none_is_told(world, uplink, at_headquarters, code_of):
    def outside(plaintext: bytes) -> bytes:
        recipients = [world.headquarters.transport.recipient]
        return wrap(Kind.UPLINK, uplink[12:28], 1, 1, bytes(8), encrypt(plaintext, recipients))

    for plaintext in (b"", b"SKP1", bytes(2000), b"SKP1\0\1" + bytes(99), b"SKP1\0\2" + bytes(2000)):
        assert code_of(outside(plaintext), at_headquarters) == SEAL
    too_long = b"SKP1\0\1" + bytes(32) + (2000).to_bytes(4, "big") + bytes(200)
    assert code_of(outside(too_long), at_headquarters) == SEAL
    huge = b"SKP1\0\1" + bytes(32) + (2**20 + 1).to_bytes(4, "big") + bytes(200)
    assert code_of(outside(huge), at_headquarters) == LIMIT


def test_the_signature_covers_the_outside_of_the_part(world, uplink, at_headquarters, code_of):
    for kind, export, part, parts in (
        (Kind.UPLINK, bytes(16), 1, 1),
        (Kind.UPLINK, uplink[12:28], 1, 2),
        (Kind.UPLINK, uplink[12:28], 2, 2),
        (Kind.SITE_MATES, uplink[12:28], 1, 1),
    ):
        assert code_of(wrap(kind, export, part, parts, bytes(8), uplink[96:]), at_headquarters) == SIGNATURE
    as_downlink = wrap(Kind.DOWNLINK, uplink[12:28], 1, 1, bytes(8), uplink[96:])
    assert code_of(as_downlink, at_headquarters) == UNKNOWN_SENDER


def test_padding_is_zeros_and_nothing_else(world, uplink, at_headquarters, code_of):
    assert code_of(world.forge(uplink, plaintext=lambda text: text + bytes(5000)), at_headquarters) == "read"
    assert code_of(world.forge(uplink, plaintext=lambda text: text + b"x"), at_headquarters) == PAYLOAD
    assert code_of(world.forge(uplink, plaintext=lambda text: text.rstrip(b"\0")[:-1]), at_headquarters) == PAYLOAD


def replaced(old: bytes, new: bytes):
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (replaced(b'"n":2,', b'"n":3,'), CHAIN),
        (replaced(b'"number":1', b'"number":7'), CHAIN),
        (replaced(b'"w":1764000002000', b'"w":1764000002001'), CHAIN),
        (lambda text: text[:-1], ENTRY),
        (lambda text: text.replace(b"\n", b"\r\n"), CHAIN),
        (lambda text: b"".join(text.splitlines(keepends=True)[:-2]), CHAIN),
        (lambda text: b"".join(text.splitlines(keepends=True)[2:]), CHAIN),
        (lambda text: text + b"\n", ENTRY),
        (replaced(b'"k":1', b'"k":2'), ENTRY),
        (replaced(b'"number":1', b'"number":1' + b"0" * 40), ENTRY),
        (replaced(b'"number":1', b'"number":"\\u0000"'), ENTRY),
        (replaced(b'"number":1', b'"number":"\\ud800"'), ENTRY),
        (replaced(b'"number":1', b'"number":"\xed\xa0\x80"'), ENTRY),
        (replaced(b'"number":1', b'"number":' + b"[" * 3000 + b"]" * 3000), LIMIT),
        (replaced(b'"number":1', b'"number":"' + b"x" * 70_000 + b'"'), LIMIT),
        (replaced(b'"t":"rev"', b'"t":"fwd"'), NEED_UPDATE),
        (lambda text: b"", MANIFEST),
    ],
)
def test_a_log_that_does_not_hold_is_refused_though_its_signer_is_known(
    world, uplink, at_headquarters, code_of, change, code
):
    assert code_of(world.forge(uplink, raw=change), at_headquarters) == code


def test_fewer_entries_than_stated_are_refused(world, uplink, at_headquarters, code_of):
    def more(members):
        members["stream"] |= {"to": 4, "head": 5}

    assert code_of(world.forge(uplink, manifest=more), at_headquarters) == CHAIN


def test_a_payload_that_does_not_open_is_told_before_a_line_that_cannot_be_read(
    world, uplink, at_headquarters, code_of
):
    def unreadable(_text: bytes) -> bytes:
        return b"x\n" * 190_000

    def broken(payload: bytes) -> bytes:
        text = zstandard.ZstdDecompressor().decompressobj().decompress(payload)
        frame = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(text))
        frame[-1] ^= 1
        return bytes(frame)

    assert code_of(world.forge(uplink, raw=unreadable), at_headquarters) == ENTRY
    assert code_of(world.forge(uplink, raw=unreadable, payload=broken), at_headquarters) == PAYLOAD


def test_of_two_equal_members_the_last_counts_everywhere(world, uplink, at_headquarters):
    twice = replaced(b'"number":1}', b'"number":1,"number":5}')
    with pytest.raises(BundleFault) as caught:  # it reads well, so that only the hash is another
        read_part(world.forge(uplink, raw=twice), at_headquarters)
    assert caught.value.code == CHAIN
    late = world.forge(uplink, text=lambda text: text[:-1] + b',"bn":77}')
    assert read_part(late, at_headquarters).manifest.number == 77


def test_a_sign_of_life_has_no_entries(world, at_headquarters):
    entries = world.entries([world.save()])
    (written,) = write_parts(world.sending(), [world.source(entries, first=3)])
    content = read_part(written.data, at_headquarters).content
    assert content.entries == ()
    assert content.span.is_empty
    assert (content.span.first, content.span.last, content.span.head) == (3, 2, 2)
    assert content.span.last_hash == content.span.previous == content.span.head_hash == entries[-1].hash.hex()


def test_a_store_that_never_saved_sends_a_sign_of_life_too(world, at_headquarters):
    source = replace(world.source(world.entries()), head=0, head_hash=world.entries()[0].stream.genesis)
    (written,) = write_parts(world.sending(), [source])
    assert read_part(written.data, at_headquarters).content.span.head == 0


def test_invitations_are_believed_by_the_key_they_carry(world, vectors, code_of):
    document = vectors["invite_document"].encode()
    good = write_invite(document, world.letter(world.headquarters)).data
    newcomer = world.reader(world.stranger, network=None, headquarters=None, roster=None, keys=(), site=None)
    assert code_of(good, newcomer) == "read"
    assert code_of(good, world.reader(world.laptop)) == "read"
    assert code_of(good, world.reader(world.laptop, network=ANOTHER)) == NETWORK
    assert code_of(good, world.reader(world.laptop, headquarters=world.stranger.signing.public)) == UNKNOWN_SENDER
    forged = write_invite(document, world.letter(world.stranger)).data
    assert code_of(forged, newcomer) == UNKNOWN_SENDER
    other = world.forge(good, payload=lambda text: text.replace(b"Lahore 2", b"Lahore 3"))
    assert code_of(other, newcomer) == "read"
    half = replace_payload(good, b"Lahore 2", b"Lahore 3")
    assert code_of(half, newcomer) == PAYLOAD
    assert code_of(world.forge(good, manifest=lambda members: members | {"net": ANOTHER}), newcomer) == MANIFEST
    assert code_of(world.forge(good, plaintext=lambda text: text[:50] + b"\x01" + text[51:]), newcomer) == SIGNATURE


def replace_payload(data: bytes, old: bytes, new: bytes) -> bytes:
    return wrap(Kind(data[10]), data[12:28], 1, 1, data[40:48], data[96:].replace(old, new))


def test_enrolments_are_believed_by_the_key_they_carry(world, vectors, at_headquarters, code_of):
    document = vectors["enrol_document"].encode()
    good = write_enrol(document, world.letter(world.laptop, world.headquarters)).data
    assert code_of(good, at_headquarters) == "read"
    assert (
        code_of(write_enrol(document, world.letter(world.stranger, world.headquarters)).data, at_headquarters)
        == UNKNOWN_SENDER
    )
    assert code_of(good, world.reader(world.stranger)) == NOT_FOR_US
    without = world.roster.without_device(world.laptop.signing.id, 9)
    assert code_of(good, world.reader(world.headquarters, roster=without)) == REVOKED
    at_site = write_enrol(document, world.letter(world.laptop, world.mate)).data
    assert code_of(at_site, world.reader(world.mate)) == POLICY


@pytest.mark.parametrize("write", [write_invite, write_enrol])
def test_documents_are_read_within_64_kib(world, vectors, code_of, write):
    name = "invite_document" if write is write_invite else "enrol_document"
    recipients = () if write is write_invite else (world.headquarters,)
    sender = world.headquarters if write is write_invite else world.laptop
    reader = world.reader(world.headquarters)
    whole = vectors[name].encode()
    assert code_of(write(whole + b" " * (65536 - len(whole)), world.letter(sender, *recipients)).data, reader) == "read"
    assert code_of(write(whole + b" " * (65537 - len(whole)), world.letter(sender, *recipients)).data, reader) == LIMIT
    assert code_of(write(b"{}", world.letter(sender, *recipients)).data, reader) == PAYLOAD
    assert (
        code_of(write(whole.replace(b'"v":1', b'"v":2'), world.letter(sender, *recipients)).data, reader) == NEED_UPDATE
    )
    good = write(whole, world.letter(sender, *recipients)).data
    longer = world.forge(good, text=lambda text: text[:-1] + b" " * 65536 + b"}")
    assert code_of(longer, reader) == LIMIT
    newer = world.forge(good, manifest=lambda members: members | {"pay": members["pay"] | {"kind": "later"}})
    assert code_of(newer, reader) == NEED_UPDATE


def test_a_fault_repeats_nothing_that_a_part_says(world, at_headquarters):
    secret = world.part(world.save(name="Fatima Bibi"))
    broken = world.forge(secret, raw=replaced(b'"number":0', b'"number":' + b"9" * 30))
    with pytest.raises(BundleFault) as caught:
        read_part(broken, at_headquarters)
    assert "Fatima" not in f"{caught.value} {caught.value.detail} {caught.value!r}"
    assert caught.value.__cause__ is None
    assert caught.value.exit_code == 3


def test_age_damage_with_a_right_hash_is_damage(world, uplink, at_headquarters, code_of):
    body = bytearray(uplink[96:])
    body[-1] ^= 1
    assert code_of(wrap(Kind.UPLINK, uplink[12:28], 1, 1, bytes(8), bytes(body)), at_headquarters) == DAMAGED


def test_what_is_read_does_not_depend_on_where_unknown_members_stand(world, uplink, at_headquarters):
    later = world.forge(uplink, manifest=lambda members: {"aaa": [{"b": 1}]} | members | {"zzz": None})
    assert msgspec.structs.asdict(read_part(later, at_headquarters).manifest) == msgspec.structs.asdict(
        read_part(uplink, at_headquarters).manifest
    )
