"""Chains: what arrived without a hole, what lies beyond one, and what a receipt says about one's own saves."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from silkfield.log.chains import Acknowledged, Link, current_replica, holds_from_start, survey, valid_receipt

GENESIS = b"g" * 32


def straight(length: int, start: int = 0, previous: bytes = GENESIS, mark: bytes = b"") -> list[Link]:
    """Entries start + 1, ... in one line."""
    links = []
    for n in range(start + 1, start + length + 1):
        own = sha256(previous + mark).digest()
        links.append(Link(n, previous, own))
        previous = own
    return links


def own_chain(links):
    """A look-up in a chain that begins at the genesis."""
    hashes = {0: GENESIS} | {link.n: link.hash for link in links}
    return hashes.get


@st.composite
def forked(draw):
    """A history that splits now and then, as restored and copied stores make it."""
    links: list[Link] = []
    places = [(0, GENESIS)]
    for number in range(draw(st.integers(0, 12))):
        n, previous = draw(st.sampled_from(places[-3:]))
        link = Link(n + 1, previous, sha256(previous + bytes([number])).digest())
        links.append(link)
        places.append((link.n, link.hash))
    return links


def test_nothing_received_is_a_tip_at_the_genesis():
    assert survey([], GENESIS).tips == ((0, GENESIS),)
    assert survey([], GENESIS, head=3).gaps == ((1, 3),)


@given(st.integers(1, 12), st.data())
def test_holes_are_named_and_what_lies_beyond_is_an_island(length, data):
    links = straight(length)
    kept = [link for link in links if data.draw(st.booleans())]
    found = survey(kept, GENESIS, head=length)
    reach = next((link.n - 1 for link in links if link not in kept), length)
    missing = {link.n for link in links} - {link.n for link in kept}
    assert found.tips == ((reach, own_chain(links)(reach)),)
    assert {n for first, last in found.gaps for n in range(first, last + 1)} == missing
    assert all(first == 1 or first - 1 not in missing for first, _ in found.gaps)
    covered = {n for first, last, _ in found.islands for n in range(first, last + 1)}
    assert covered == {link.n for link in kept} - set(range(reach + 1))
    assert all(own_chain(links)(last) == end for _, last, end in found.islands)
    assert found.forks == ()


@given(forked(), st.randoms())
def test_the_order_of_arrival_does_not_matter(links, random):
    shuffled = links + links[: len(links) // 2]
    random.shuffle(shuffled)
    assert survey(shuffled, GENESIS) == survey(links, GENESIS)


@given(forked())
def test_every_branch_of_a_fork_ends_in_a_tip(links):
    found = survey(links, GENESIS)
    parents = {link.previous for link in links}
    assert {end for _, end in found.tips} == {
        end for _, end in [(0, GENESIS), *((k.n, k.hash) for k in links)] if end not in parents
    }
    assert {end for _, end in found.forks} == {
        end for end in parents if sum(link.previous == end for link in links) > 1
    }
    assert found.islands == ()


@given(forked(), st.data())
def test_no_entry_is_lost_from_sight(links, data):
    kept = [link for link in links if data.draw(st.booleans())]
    found = survey(kept, GENESIS)
    by_hash = {link.hash: link for link in kept}
    waiting = [*(end for _, end in found.tips), *(end for _, _, end in found.islands)]
    seen = set()
    while waiting:
        if (end := waiting.pop()) in by_hash:
            seen.add(end)
            waiting.append(by_hash[end].previous)
    assert seen == set(by_hash)


def test_received_is_what_lies_under_a_tip_or_in_an_island():
    links = straight(9)
    own = own_chain(links)
    said = Acknowledged(tips=((4, own(4)),), islands=((7, 8, own(8)),))
    assert said.reach(own) == 4
    assert [n for n in range(1, 10) if said.received(n, own(n), own)] == [1, 2, 3, 4, 7, 8]
    assert said.strangers(own) == ()
    assert not said.lost_us(own)


def test_an_entry_with_the_same_number_on_another_branch_is_not_received():
    common = straight(3)
    ours = own_chain(common + straight(3, 3, common[-1].hash, b"ours"))
    theirs = own_chain(common + straight(3, 3, common[-1].hash, b"theirs"))
    said = Acknowledged(tips=((6, theirs(6)), (3, ours(3))))
    assert said.reach(ours) == 3
    assert not said.received(5, ours(5), ours)
    assert not said.received(5, theirs(5), ours)
    assert said.strangers(ours) == ((6, theirs(6)),)
    assert not said.lost_us(ours)


def test_an_entry_below_a_tip_of_ones_own_is_not_received_when_it_is_another_one():
    ours, theirs = own_chain(straight(6)), own_chain(straight(6, mark=b"theirs"))
    said = Acknowledged(tips=((6, ours(6)),), islands=())
    assert said.received(5, ours(5), ours)
    assert not said.received(5, theirs(5), ours)


def test_an_island_of_another_branch_is_not_ones_own():
    common = straight(3)
    ours = own_chain(common + straight(5, 3, common[-1].hash, b"ours"))
    theirs = own_chain(common + straight(5, 3, common[-1].hash, b"theirs"))
    said = Acknowledged(tips=((2, ours(2)),), islands=((5, 6, theirs(6)), (7, 8, ours(8))))
    assert [n for n in range(1, 9) if said.received(n, ours(n), ours)] == [1, 2, 7, 8]


def test_a_store_behind_its_receipt_was_rolled_back():
    links = straight(6)
    behind = own_chain(links[:4])
    said = Acknowledged(tips=((6, links[5].hash),))
    assert said.reach(behind) == 0
    assert said.lost_us(behind)


def test_a_receipt_of_nothing_received_loses_nobody():
    own = own_chain(straight(2))
    said = Acknowledged(tips=((0, GENESIS),))
    assert said.reach(own) == 0
    assert not said.lost_us(own)
    assert not said.received(1, own(1), own)


def test_a_later_receipt_may_say_less():
    known, named = ["old", "new"], {"old"}
    assert current_replica(known, named) == "new"
    assert valid_receipt([("old", 90), ("new", 3), ("new", 7)], known, named) == ("new", 7)
    assert valid_receipt([("old", 90)], known, named) is None


def test_of_two_headquarters_put_back_from_the_same_backup_the_last_one_counts():
    assert current_replica([], set()) is None
    assert current_replica(["a"], set()) == "a"
    assert current_replica(["a", "b", "c"], {"a"}) == "c"
    assert valid_receipt([("b", 90), ("c", 1)], ["a", "b", "c"], {"a"}) == ("c", 1)


@given(place=st.integers(0, 6), hole=st.integers(1, 6))
def test_an_entry_holds_from_the_start_where_nothing_before_it_is_missing(place: int, hole: int):
    links = [link for link in straight(6) if link.n != hole]
    end = (0, GENESIS) if place == 0 else (place, own_chain(straight(6))(place))
    assert holds_from_start(links, GENESIS, end) == (place < hole)
