"""The published vectors of the bundle format, byte for byte."""

from __future__ import annotations

from hashlib import sha256

from silkfield.bundles import age_file
from silkfield.bundles.envelope import Kind, Preamble, file_name, signed_bytes, unwrap, wrap
from silkfield.bundles.manifest import LogPay, Manifest, Span, read_manifest, write_manifest
from silkfield.bundles.opening import read_part
from silkfield.bundles.payload import decompress
from silkfield.bundles.seal import padded, seal, unseal
from silkfield.bundles.sending import Letter, write_enrol, write_invite
from silkfield.trust.keys import recipient_hint

NETWORK = "0192f3a4-0000-7000-8000-000000000001"


def invite_letter(world):
    export = bytes(range(0xA0, 0xB0))
    return Letter(
        key=world.headquarters.signing, network=NETWORK, wall=1764000000000, zone=300, app="1.0.0", export=export
    )


def test_the_invitation_is_written_byte_for_byte(world, vectors, golden):
    written = write_invite(vectors["invite_document"].encode(), invite_letter(world))
    assert written.data == golden("golden-invite.skf-invite")
    assert written.name.endswith("-01of01.skf-invite")
    assert sha256(written.data).hexdigest() == vectors["invite_file_digest"]
    assert written.data[:96].hex() == vectors["invite_preamble"]
    assert written.data[96 : 96 + 106].hex() == vectors["invite_seal"]
    assert written.data[202:].decode() == vectors["invite_manifest"] + vectors["invite_document"]


def test_the_enrolment_is_sealed_byte_for_byte(world, vectors):
    letter = Letter(
        key=world.laptop.signing,
        network=NETWORK,
        wall=1764000001000,
        zone=300,
        app="1.0.0",
        to=(world.headquarters.transport.recipient,),
        export=bytes(range(0xB0, 0xC0)),
    )
    written = write_enrol(vectors["enrol_document"].encode(), letter)
    plaintext = age_file.decrypt(written.data[96:], [world.headquarters.transport])
    assert written.name.endswith("-01of01.skf-enrol")
    assert plaintext[:106].hex() == vectors["enrol_seal"]
    assert plaintext[106:].startswith(vectors["enrol_manifest"].encode())
    assert len(plaintext) == 992
    assert sha256(plaintext).hexdigest() == vectors["enrol_plaintext_digest"]


def uplink_manifest(world, vectors) -> Manifest:
    first, *_, last = vectors["log_hashes"]
    replica = "0192f3a4-0000-7000-8000-00000000000a"
    payload = bytes.fromhex(vectors["uplink_zstd"])
    return Manifest(
        version=1,
        network=NETWORK,
        export=bytes(range(0xC0, 0xD0)).hex(),
        part=1,
        parts=1,
        number=1,
        replica=replica,
        site="0192f3a4-0000-7000-8000-000000000002",
        device=world.laptop.signing.id.hex(),
        to=(world.headquarters.transport.recipient,),
        audience="hq",
        wall=1764000005000,
        zone=300,
        clock="ok",
        app="1.0.0",
        schema=1,
        highest_schema=1,
        need=("core1",),
        roster=1,
        seen={},
        stream=Span(
            replica=replica, audience="hq", first=1, last=3, previous=first, last_hash=last, head=3, head_hash=last
        ),
        pay=LogPay(length=361, raw=878, digest=sha256(payload).hexdigest()),
    )


def test_the_uplink_is_sealed_byte_for_byte(world, vectors):
    manifest = write_manifest(uplink_manifest(world, vectors))
    outside = signed_bytes(Kind.UPLINK, bytes(range(0xC0, 0xD0)), 1, 1)
    payload = bytes.fromhex(vectors["uplink_zstd"])
    plaintext = seal(world.laptop.signing, outside, manifest, payload, pad=True)
    assert manifest.decode() == vectors["uplink_manifest"]
    assert sha256(manifest).hexdigest() == vectors["uplink_manifest_digest"]
    assert outside.hex() == vectors["uplink_outside"]
    assert plaintext[:106].hex() == vectors["uplink_seal"]
    assert (padded(1380), len(plaintext)) == (1408, 1408)
    assert sha256(plaintext).hexdigest() == vectors["uplink_plaintext_digest"]


def test_the_preamble_of_a_thousand_zeros_is_the_published_one(world, vectors):
    hint = recipient_hint(world.headquarters.transport.recipient)
    whole = wrap(Kind.UPLINK, bytes(range(0xC0, 0xD0)), 1, 1, hint, bytes(1000))
    assert whole[:96].hex() == vectors["uplink_preamble_of_zeros"]
    preamble, body = unwrap(whole)
    assert body == bytes(1000)
    assert preamble == Preamble(Kind.UPLINK, bytes(range(0xC0, 0xD0)), 1, 1, 1000, hint, sha256(bytes(1000)).digest())


def test_the_published_payload_opens_to_the_published_lines(vectors):
    text = b"".join(decompress(memoryview(bytes.fromhex(vectors["uplink_zstd"])), 878))
    assert text.decode().splitlines() == vectors["log_lines"]


def test_the_manifest_of_a_downlink_is_rewritten_byte_for_byte(world, vectors, golden):
    data = golden("golden-downlink-2.skf")
    preamble, body = unwrap(data)
    seal_inside = unseal(age_file.decrypt(body, [world.laptop.transport]))
    assert seal_inside.manifest.decode() == vectors["downlink_manifest"]
    assert write_manifest(read_manifest(seal_inside.manifest, preamble, seal_inside.key)) == seal_inside.manifest


def test_names_of_files_are_drawn_from_the_export_alone():
    export = bytes(16)
    name = file_name(Kind.UPLINK, export, 2, 5)
    assert name == file_name(Kind.DOWNLINK, export, 2, 5)
    assert name.startswith("SF-")
    assert name.endswith("-02of05.skf")
    assert len(name) == len("SF-7K2QH4MD-02of05.skf")
    assert file_name(Kind.UPLINK, export, 10, 1234).endswith("-10of1234.skf")


def test_the_golden_uplink_is_the_published_file(vectors, golden):
    assert sha256(golden("golden-uplink.skf")).hexdigest() == vectors["uplink_file_digest"]


def test_every_golden_file_is_read_in_full(world, vectors, golden):
    at_headquarters, at_site = world.reader(world.headquarters), world.reader(world.laptop)
    uplink = read_part(golden("golden-uplink.skf"), at_headquarters)
    assert [entry.hash.hex() for entry in uplink.content.entries] == vectors["log_hashes"][1:]
    assert uplink.content.entries[2].bodies[0].content.answers == {"name": "Fatima", "n": "فاطمہ", "age": 31}
    assert uplink.signer.key_id == vectors["dev_kid"]
    assert uplink.digest.hex() == vectors["uplink_file_digest"]
    first, second = (read_part(golden(f"golden-downlink-{part}.skf"), at_site) for part in (1, 2))
    assert [entry.hash.hex() for entry in first.content.entries] == vectors["downlink_all_hashes"][1:]
    assert [entry.hash.hex() for entry in second.content.entries] == vectors["downlink_site_hashes"][1:]
    assert (first.preamble.part, first.preamble.parts, second.preamble.part) == (1, 2, 2)
    assert first.signer is None
    enrolment = read_part(golden("golden-enrol.skf-enrol"), at_headquarters).content
    assert enrolment.document.decode() == vectors["enrol_document"]
    for reader in (at_site, world.reader(world.headquarters), world.reader(world.laptop, network=None)):
        invitation = read_part(golden("golden-invite.skf-invite"), reader).content
        assert invitation.document.decode() == vectors["invite_document"]
