"""The roster: signed by headquarters, never older than the one held, and without contradictions."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from silkfield.trust.faults import LIMIT, NETWORK, PAYLOAD, POLICY, SIGNATURE, TrustFault
from silkfield.trust.keys import SigningKey, TransportKey, decoded, encoded
from silkfield.trust.roster import Device, RosterLine, Site, first_roster, read_roster, read_roster_line, sign_roster

VECTORS = json.loads((Path(__file__).parents[1] / "bundles/golden/vectors.json").read_text(encoding="utf-8"))
LINE = VECTORS["roster_line"].encode()
HEADQUARTERS = SigningKey(bytes(range(32, 64)))
LAPTOP = SigningKey(bytes(range(32)))
TRANSPORT = TransportKey(VECTORS["dev_secret"])
NETWORK_ID = "0192f3a4-0000-7000-8000-000000000001"
SITE = Site(id="0192f3a4-0000-7000-8000-000000000002", code="LHE2", name="Lahore 2")
SALT = "BQUFBQUFBQUFBQUFBQUFBQ"


def device(key: SigningKey = LAPTOP, laptop: int | None = None) -> Device:
    return Device(
        key_id=key.id.hex(),
        signing=encoded(key.public),
        transport=TRANSPORT.recipient,
        site=SITE.id,
        name="Reception laptop",
        added=1,
        stated_laptop=laptop,
    )


@pytest.fixture
def roster():
    first = first_roster(NETWORK_ID, HEADQUARTERS, (VECTORS["hq_recipient"],), 1764000000000)
    return first.with_site(SITE, 1764000001000).with_device(device(), 1764000006000)


def code_of(call, *arguments) -> str:
    with pytest.raises(TrustFault) as caught:
        call(*arguments)
    return caught.value.code


def forged(roster, **members: object) -> bytes:
    """A roster document with members changed, signed by headquarters all the same."""
    document = json.dumps(json.loads(msgspec.json.encode(roster)) | members).encode()
    signature = encoded(HEADQUARTERS.sign(b"skf-roster-v1\0" + document))
    line = RosterLine(document=document.decode(), signatures={HEADQUARTERS.id.hex(): signature}, salt=SALT)
    return msgspec.json.encode(line)


def test_the_published_roster_is_read_and_rewritten_byte_for_byte():
    roster = read_roster(LINE, HEADQUARTERS.public)
    assert sign_roster(roster, HEADQUARTERS, SALT) == LINE
    signature = read_roster_line(LINE).signatures[VECTORS["hq_kid"]]
    assert decoded(signature).hex() == VECTORS["roster_signature"]
    assert roster.version == 2
    assert roster.site(SITE.id) == SITE
    assert roster.device(LAPTOP.id) == msgspec.structs.replace(device(), added=2)
    assert roster.device(HEADQUARTERS.id) is None


def test_every_change_is_a_new_version(roster):
    revoked = roster.without_device(LAPTOP.id, 5)
    assert [roster.version, revoked.version] == [3, 4]
    assert roster.device(LAPTOP.id).added == 3
    assert revoked.device(LAPTOP.id).revoked == 4
    assert revoked.without_device(LAPTOP.id, 6).device(LAPTOP.id).revoked == 4
    assert [len(roster.laptops(SITE.id)), len(revoked.laptops(SITE.id))] == [1, 0]


def test_laptops_of_a_site_are_numbered_and_no_number_comes_back(roster):
    second = SigningKey(bytes(32))
    number = roster.next_laptop(SITE.id)
    more = roster.with_device(device(second, number), 7).without_device(second.id, 8)
    assert number == 2
    assert more.label(more.device(second.id)) == "LHE22"
    assert more.next_laptop(SITE.id) == 3
    assert more.next_laptop("another site") == 1


def test_laptop_and_kind_of_site_travel(roster):
    more = roster.with_site(msgspec.structs.replace(SITE, stated_kind="team"), 7).with_device(device(laptop=4), 8)
    read = read_roster(sign_roster(more, HEADQUARTERS, SALT), HEADQUARTERS.public)
    assert read == more
    assert read.site(SITE.id).kind == "team"
    assert read.device(LAPTOP.id).laptop == 4


def test_a_renamed_site_stays_one_site(roster):
    renamed = roster.with_site(msgspec.structs.replace(SITE, name="Lahore Two"), 7)
    assert [site.name for site in renamed.sites] == ["Lahore Two"]


def test_new_transport_keys_of_headquarters_are_a_new_version(roster):
    rotated = roster.with_transport_keys((TRANSPORT.recipient, VECTORS["hq_recipient"]), 9)
    assert rotated.version == roster.version + 1
    assert read_roster(sign_roster(rotated, HEADQUARTERS, SALT), HEADQUARTERS.public) == rotated


def test_an_older_roster_is_refused_and_the_same_is_not(roster):
    line = sign_roster(roster, HEADQUARTERS, SALT)
    newer = roster.without_device(LAPTOP.id, 5)
    assert read_roster(line, HEADQUARTERS.public, roster) == roster
    assert code_of(read_roster, line, HEADQUARTERS.public, newer) == POLICY


def test_a_roster_of_another_network_is_refused(roster):
    other = msgspec.structs.replace(roster, network=SITE.id)
    assert code_of(read_roster, sign_roster(roster, HEADQUARTERS, SALT), HEADQUARTERS.public, other) == NETWORK


def test_only_headquarters_signs_a_roster(roster):
    line = sign_roster(roster, HEADQUARTERS, SALT)
    assert code_of(read_roster, line, LAPTOP.public) == SIGNATURE
    assert code_of(read_roster, line.replace(b"Lahore 2", b"Lahore 3"), HEADQUARTERS.public) == SIGNATURE
    assert code_of(sign_roster, roster, LAPTOP, SALT) == PAYLOAD


def test_a_roster_that_contradicts_itself_is_refused(roster):
    members = json.loads(msgspec.json.encode(roster))
    laptop = members["devices"][0]
    for changes in (
        {"devices": [laptop, laptop]},
        {"sites": members["sites"] * 2},
        {"sites": []},
        {"devices": [laptop | {"kid": "0" * 64}]},
        {"devices": [laptop | {"age": laptop["age"][:-1] + "q"}]},
        {"devices": [laptop | {"ed": members["hq"]["ed"], "kid": members["hq"]["kid"]}]},
        {"hq": members["hq"] | {"ed": laptop["ed"], "kid": laptop["kid"]}},
        {"hq": members["hq"] | {"age": []}},
        {"ver": 0},
    ):
        assert code_of(read_roster, forged(roster, **changes), HEADQUARTERS.public) == PAYLOAD, changes


def test_members_of_a_newer_program_are_passed_over(roster):
    assert read_roster(forged(roster, later=[1]), HEADQUARTERS.public) == roster


def test_a_roster_beyond_its_limit_is_not_written(roster):
    many = tuple(
        msgspec.structs.replace(SITE, id=f"0192f3a4-0000-7000-8000-{number:012x}", name="x" * 200)
        for number in range(4000)
    )
    assert code_of(sign_roster, msgspec.structs.replace(roster, sites=many), HEADQUARTERS, SALT) == LIMIT
