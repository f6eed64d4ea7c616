"""Who may send what to whom, though every signature is right."""

from __future__ import annotations

import pytest

from silkfield.bundles.envelope import Kind
from silkfield.bundles.faults import ENTRY, POLICY
from silkfield.bundles.opening import read_part
from silkfield.bundles.packing import write_parts
from silkfield.log.lines import Birth
from silkfield.log.orders import Erase, Erased, EraseRequest, Joined, Notice, Sealed, Want
from silkfield.log.streams import KEPT_AT_HEADQUARTERS, TO_ALL_SITES, TO_HEADQUARTERS, WITHIN_SITE, to_site
from silkfield.trust.receipt import receipt, write_receipt
from silkfield.trust.roster import sign_roster

SITE = "0192f3a4-0000-7000-8000-000000000002"
OTHER_SITE = "0192f3a4-0000-7000-8000-000000000003"
RECORD = "0192f3a4-0000-7000-8000-00000000000d"
SALT = "AQEBAQEBAQEBAQEBAQEBAQ"

ORDERS = [
    Erase(order=RECORD, records=(RECORD,), basis="subject_request", at=1, salt=SALT),
    Joined(kind="person", record=RECORD, into=None, salt=SALT),
    Want(everything=True, salt=SALT),
    Notice(code="ask", text="?", salt=SALT),
    write_receipt(receipt(RECORD, "hq", tips=[(0, bytes(32))], salt=SALT)),
]
ANSWERS = [
    EraseRequest(records=(RECORD,), basis="subject_request", salt=SALT),
    Erased(order=RECORD, found=1, gone=1, salt=SALT),
]
ENVELOPE = Sealed(to="age1x", data="AAAA", salt=SALT)
LATER = b'{"t":"greeting","x":"%s"}' % SALT.encode()


@pytest.fixture(scope="module")
def roster_line(world):
    return sign_roster(world.roster, world.headquarters.signing, SALT)


def readers(world):
    return {
        Kind.UPLINK: world.reader(world.headquarters),
        Kind.DOWNLINK: world.reader(world.laptop),
        Kind.SITE_MATES: world.reader(world.mate),
    }


def outcome(world, code_of, kind, *bodies, audience=""):
    return code_of(world.part(*bodies, kind=kind, audience=audience), readers(world)[kind])


def test_orders_of_headquarters_come_from_headquarters_only(world, code_of, roster_line):
    for order in [*ORDERS, roster_line]:
        assert outcome(world, code_of, Kind.DOWNLINK, order) == "read"
        assert outcome(world, code_of, Kind.UPLINK, order) == POLICY
        assert outcome(world, code_of, Kind.SITE_MATES, order) == POLICY


def test_answers_of_a_site_come_from_a_site_only(world, code_of):
    for answer in ANSWERS:
        assert outcome(world, code_of, Kind.UPLINK, answer) == "read"
        assert outcome(world, code_of, Kind.SITE_MATES, answer) == "read"
        assert outcome(world, code_of, Kind.DOWNLINK, answer) == POLICY


def test_sealed_envelopes_go_both_ways_and_unknown_bodies_are_kept(world, code_of):
    for kind in readers(world):
        assert outcome(world, code_of, kind, ENVELOPE) == "read"
        assert outcome(world, code_of, kind, LATER) == "read"


def test_code_lists_come_from_headquarters_only(world, code_of):
    assert outcome(world, code_of, Kind.DOWNLINK, world.save(kind="code_list")) == "read"
    assert outcome(world, code_of, Kind.UPLINK, world.save(kind="code_list")) == POLICY
    assert outcome(world, code_of, Kind.SITE_MATES, world.save(kind="code_list")) == POLICY


def test_what_identifies_a_client_never_leaves_its_site(world, code_of):
    identity = world.save(kind="client_identity")
    assert outcome(world, code_of, Kind.SITE_MATES, identity, audience=WITHIN_SITE) == "read"
    assert outcome(world, code_of, Kind.SITE_MATES, identity, audience=TO_HEADQUARTERS) == POLICY
    assert outcome(world, code_of, Kind.UPLINK, identity) == POLICY
    assert outcome(world, code_of, Kind.DOWNLINK, identity) == POLICY


@pytest.mark.parametrize(
    ("kind", "audience", "expected"),
    [
        (Kind.UPLINK, TO_HEADQUARTERS, "read"),
        (Kind.UPLINK, WITHIN_SITE, POLICY),
        (Kind.UPLINK, TO_ALL_SITES, POLICY),
        (Kind.DOWNLINK, TO_ALL_SITES, "read"),
        (Kind.DOWNLINK, to_site(SITE), "read"),
        (Kind.DOWNLINK, to_site(OTHER_SITE), POLICY),
        (Kind.DOWNLINK, KEPT_AT_HEADQUARTERS, POLICY),
        (Kind.DOWNLINK, TO_HEADQUARTERS, POLICY),
        (Kind.SITE_MATES, TO_HEADQUARTERS, "read"),
        (Kind.SITE_MATES, WITHIN_SITE, "read"),
        (Kind.SITE_MATES, TO_ALL_SITES, POLICY),
    ],
)
def test_every_kind_of_part_has_its_audiences(world, code_of, kind, audience, expected):
    assert outcome(world, code_of, kind, world.save(), audience=audience) == expected


def test_a_part_is_read_where_it_is_meant_to_go_even_if_others_can_open_it(world, code_of):
    both = {"to": (world.headquarters.transport.recipient, world.mate.transport.recipient)}
    at_headquarters, at_mate = world.reader(world.headquarters), world.reader(world.mate)
    for kind, right, wrong in (
        (Kind.UPLINK, at_headquarters, at_mate),
        (Kind.SITE_MATES, at_mate, at_headquarters),
        (Kind.DOWNLINK, at_mate, at_headquarters),
    ):
        data = world.part(kind=kind, **both)
        assert code_of(data, right) == "read"
        assert code_of(data, wrong) == POLICY


def test_site_mates_are_laptops_of_one_site(world, code_of):
    everybody = {"to": (world.mate.transport.recipient, world.elsewhere.transport.recipient)}
    data = world.part(kind=Kind.SITE_MATES, **everybody)
    assert code_of(data, world.reader(world.mate)) == "read"
    assert code_of(data, world.reader(world.elsewhere)) == POLICY
    assert code_of(world.part(site=OTHER_SITE), world.reader(world.headquarters)) == POLICY


def test_a_downlink_for_another_site_is_not_taken(world, code_of):
    assert code_of(world.part(kind=Kind.DOWNLINK, site=OTHER_SITE), world.reader(world.laptop)) == POLICY


def test_a_stream_begins_with_the_key_that_signs_it(world, code_of):
    foreign = Birth(device=world.mate.signing.id.hex(), why="install", salt=SALT)
    entries = world.entries([world.save()], sender=world.mate)
    assert entries[0].bodies[0].content == foreign

    (written,) = write_parts(world.sending(), [world.source(entries)])
    assert code_of(written.data, world.reader(world.headquarters)) == POLICY
    (rest,) = write_parts(world.sending(), [world.source(entries, first=2)])
    assert code_of(rest.data, world.reader(world.headquarters)) == "read"


def test_a_replica_stays_with_the_key_it_is_bound_to(world, code_of):
    bound = world.reader(world.laptop, owner=lambda _: world.mate.signing.id.hex())
    assert code_of(world.part(kind=Kind.DOWNLINK), bound) == POLICY


def test_a_broken_receipt_or_roster_spoils_its_part(world, code_of):
    for line in (b'{"t":"ack","x":"%s"}' % SALT.encode(), b'{"t":"roster","doc":7,"x":"%s"}' % SALT.encode()):
        assert outcome(world, code_of, Kind.DOWNLINK, line) == ENTRY


def test_older_replicas_of_a_laptop_travel_as_plain_parts(world):
    entries = world.entries([world.save()])
    other = "0192f3a4-0000-7000-8000-00000000001a"

    (written,) = write_parts(world.sending(replica=other), [world.source(entries)])
    opened = read_part(written.data, world.reader(world.headquarters))
    assert opened.manifest.replica == other
    assert opened.content.stream == entries[0].stream


def carried_on(world, sender, *, bodies=(), owner=None, audience=WITHIN_SITE):
    """A stream that one of the mates carries on, though somebody else began it."""
    entries = world.entries([world.save(), *bodies], sender=sender, audience=audience)
    (written,) = write_parts(world.sending(Kind.SITE_MATES), [world.source(entries)])
    return written.data, world.reader(world.mate, owner=lambda _: owner)


def test_a_mate_carries_on_what_another_laptop_of_the_site_wrote(world, code_of):
    by_the_mate = world.mate.signing.id.hex()
    for audience in (WITHIN_SITE, TO_HEADQUARTERS):
        assert code_of(*carried_on(world, world.mate, audience=audience)) == "read"
        assert code_of(*carried_on(world, world.mate, owner=by_the_mate, audience=audience)) == "read"


def test_a_mate_carries_on_nothing_of_another_site_or_of_a_stranger(world, code_of):
    assert code_of(*carried_on(world, world.elsewhere)) == POLICY
    assert code_of(*carried_on(world, world.headquarters)) == POLICY
    assert code_of(*carried_on(world, world.laptop, owner=world.elsewhere.signing.id.hex())) == POLICY


def test_headquarters_takes_a_stream_from_the_laptop_that_writes_it_alone(world, code_of):
    bound = world.reader(world.headquarters, owner=lambda _: world.mate.signing.id.hex())
    assert code_of(world.part(), bound) == POLICY
