"""Clients of two sites who may be one: found by marks, decided at headquarters, told to the sites, and taken back."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from desktop_seed import contact
from network_of_stores import Network
from silkfield.errors import Trouble
from silkfield.forms.comparing import DIFFERENT, SAME, UNSURE
from silkfield.matching.marked import MOST_SHARING, Grade
from silkfield.operations import counselling, doubling, filing, finding, joined, pairing, recording, reporting, undoing
from silkfield.operations.exchange import withholding
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store.projection import Told

ASHRAF = {"full_name": "Muhammad Ashraf", "relative_name": "Ghulam Rasool", "phone": "+923001234567"}
Sites = tuple[Sitting, Sitting, Sitting]


@pytest.fixture
def sites(network: Network) -> Sites:
    """Three centres that hold the match key."""
    found = network.add("ISB"), network.add("LHE"), network.add("PEW")
    network.hear()
    network.deliver(network.send(found[0]))
    network.hear()
    return found


def client(laptop: Sitting, identity: dict[str, Any] | None = None, **answers: Any) -> str:
    """Record a contact with somebody who gives a name; returns the client."""
    known = {one.id for one in finding.listing(laptop, "client").records}
    counselling.save_contact(
        laptop, contact(**answers), consent={"form": "VERBAL"}, identity={**ASHRAF, **(identity or {})}
    )
    (made,) = {one.id for one in finding.listing(laptop, "client").records} - known
    return made


def send(network: Network, *laptops: Sitting) -> None:
    for one in laptops:
        network.deliver(network.send(one))


def pairs(sitting: Sitting) -> list[tuple[frozenset[str], Grade]]:
    return [(frozenset((one.one, one.other)), one.grade) for one in doubling.doubles(sitting).open]


def unique(sitting: Sitting) -> int:
    return int(reporting.report(sitting, "R1", "2016-06").figures["total"]["B"]["unique_clients"])


def test_one_person_at_two_sites_is_found_by_marks_and_no_name_is_there(network: Network, sites: Sites) -> None:
    isb, lhe, _pew = sites
    one, other = client(isb), client(lhe, {"full_name": "M. Ashraf"})
    client(lhe, {"full_name": "Kamran Hussain", "relative_name": "Abdul Hussain", "phone": "+923331112223"})
    send(network, isb, lhe)
    assert pairs(network.headquarters) == [(frozenset((one, other)), Grade.SURE)]
    (compared,) = doubling.compared(network.headquarters, doubling.doubles(network.headquarters).open)
    assert {half.site for half in compared.halves} == {"MIC ISB", "MIC LHE"}
    assert (compared.contacts, [half.contacts for half in compared.halves]) == (2, [1, 1])
    assert "same_phone" in compared.pair.evidence
    assert "Ashraf" not in repr(compared)
    assert "3001234567" not in repr(compared)


def test_joined_they_are_one_in_every_figure_and_after_separating_three_with_later_edits(
    network: Network, sites: Sites
) -> None:
    _isb, lhe, _pew = sites
    one, other, third = (client(laptop) for laptop in sites)
    send(network, *sites)
    headquarters = network.headquarters
    assert unique(headquarters) == 3
    pairing.join(headquarters, one, other)
    pairing.join(headquarters, other, third)
    assert unique(headquarters) == 1
    assert pairs(headquarters) == []
    recording.patch(lhe, "client", {"district": "PK-PB.lahore"}, other)
    recording.save(lhe, "counselling_contact", contact(client=other))
    send(network, lhe)
    assert unique(headquarters) == 1
    pairing.separate(headquarters, other)
    assert unique(headquarters) == 3
    assert recording.known(headquarters, other).values["district"] == "PK-PB.lahore"
    assert recording.known(headquarters, one).values["district"] == "PK-PB.gujrat"
    contacts = {one.values["client"]: one for one in finding.listing(headquarters, "counselling_contact").records}
    assert set(contacts) == {one, other, third}
    assert pairs(headquarters) == [(frozenset((one, third)), Grade.SURE)], "nobody spoke about these two"


def test_what_headquarters_decided_travels_to_the_sites(network: Network, sites: Sites) -> None:
    isb, _lhe, _pew = sites
    one, other = client(isb), client(isb, {"full_name": "Mohammad Ashraf"})
    send(network, isb)
    pairing.join(network.headquarters, one, other)
    network.hear("ISB1")
    assert filing.client_file(isb, other).client.id == one
    pairing.separate(network.headquarters, one)
    network.hear("ISB1")
    assert filing.client_file(isb, other).client.id == other


def test_not_the_same_is_remembered_also_when_a_third_looks_like_both(network: Network, sites: Sites) -> None:
    isb, lhe, pew = sites
    one, other = client(isb), client(lhe)
    send(network, isb, lhe)
    headquarters = network.headquarters
    pairing.tell_apart(headquarters, one, other)
    assert pairs(headquarters) == []
    third = client(pew)
    send(network, pew)
    assert {pair for pair, _grade in pairs(headquarters)} == {frozenset((one, third)), frozenset((other, third))}
    pairing.join(headquarters, third, one)
    assert pairs(headquarters) == [], "the third is the first now, and the first is not the second"
    with pytest.raises(Trouble, match="not to be the same"):
        pairing.join(headquarters, third, other)


def test_a_join_elsewhere_never_brings_together_whom_headquarters_told_apart(network: Network, sites: Sites) -> None:
    isb, _lhe, _pew = sites
    one, other, third = (client(isb) for _number in range(3))
    send(network, isb)
    pairing.tell_apart(network.headquarters, one, other)
    pairing.join(isb, one, third)
    pairing.join(isb, other, third)
    send(network, isb)
    network.hear("ISB1")
    for sitting in (isb, network.headquarters):
        with sitting.store.reading() as connection:
            reader = sitting.reader(connection)
            assert set(joined.entries(reader, one)) == {one, third}
            assert joined.entries(reader, other) == (other,)
            assert set(joined.standing(reader)) == {third}


def test_only_sure_pairs_are_joined_at_once_and_all_of_them_are_taken_back_at_once(
    network: Network, sites: Sites
) -> None:
    isb, lhe, pew = sites
    ours = [client(laptop) for laptop in sites]
    client(pew, {"full_name": "Zahid Ali", "relative_name": ""}, sex="F")
    send(network, isb, lhe, pew)
    headquarters = network.headquarters
    assert sorted(grade for _pair, grade in pairs(headquarters)) == [1, 1, 1, 3, 3, 3]
    changes = doubling.join_sure(headquarters)
    assert [grade for _pair, grade in pairs(headquarters)] == [Grade.UNSURE], "one question for the three that are one"
    with headquarters.store.reading() as connection:
        assert set(joined.entries(headquarters.reader(connection), ours[0])) == set(ours)
    undoing.take_back(headquarters, changes)
    assert len(pairs(headquarters)) == 6


def test_a_site_is_asked_and_its_answer_comes_back(network: Network, sites: Sites) -> None:
    isb, lhe, pew = sites
    one, other = client(isb), client(lhe)
    send(network, isb, lhe)
    headquarters = network.headquarters
    doubling.ask(headquarters, one, other)
    assert pairs(headquarters) == []
    assert len(doubling.doubles(headquarters).asked) == 1
    network.hear()
    assert doubling.questions(pew) == ()
    (question,) = doubling.questions(lhe)
    assert question in doubling.questions(lhe, other)
    codes = {str(recording.known(headquarters, each).values["code"]) for each in (one, other)}
    assert set(str(question.values["codes"]).split(" / ")) == codes
    doubling.answer(lhe, question.id, UNSURE)
    with pytest.raises(Trouble, match="already"):
        doubling.answer(lhe, question.id, SAME)
    send(network, lhe)
    (pair,) = doubling.doubles(headquarters).open
    assert (pair.grade, pair.cannot_tell) == (Grade.UNSURE, True)
    doubling.ask(headquarters, one, other)
    network.hear("ISB1")
    doubling.answer(isb, doubling.questions(isb)[0].id, DIFFERENT)
    send(network, isb)
    assert doubling.doubles(headquarters) == doubling.Doubles((), (), 1)
    with pytest.raises(Trouble, match="headquarters"):
        doubling.ask(isb, one, one)


def test_marks_that_change_or_go_and_imports_that_are_taken_back_take_their_pairs_along(
    network: Network, sites: Sites
) -> None:
    isb, lhe, _pew = sites
    client(isb)
    send(network, isb)
    client(lhe, {"full_name": "Asif Khan"})
    (brought,) = network.deliver(network.send(lhe))
    headquarters = network.headquarters
    assert len(pairs(headquarters)) == 1
    withholding.undo(headquarters, brought.label)
    assert pairs(headquarters) == []
    network.deliver(network.send(lhe, everything=True), again=True)
    assert len(pairs(headquarters)) == 1
    (identity,) = finding.listing(lhe, "client_identity").records
    recording.patch(lhe, "client_identity", {"phone": "+923339998887"}, identity.id)
    send(network, lhe)
    assert pairs(headquarters) == []


def test_a_rebuilt_store_holds_the_same_pairs(network: Network, sites: Sites) -> None:
    for laptop in sites:
        client(laptop)
        send(network, laptop)
    headquarters = network.headquarters
    before = pairs(headquarters)
    with headquarters.store.writing() as connection:
        headquarters.store.rebuild(connection)
    assert pairs(headquarters) == before != []


STEPS = 10


def marked(sitting: Sitting, *tokens: str) -> int:
    """Put clients with one mark each into a store without a bundle; returns how many steps of its machine SQLite took."""
    made = {new_id(sitting.clock.now()): token for token in tokens}
    answers = {"code": "X", "identity_level": "I2", "sex": "M", "age_group": "A25"}

    def told(record: str, form: str, values: dict[str, Any]) -> Told:
        return Told(record, form, new_id(1), (), False, 1, values, 1, 1, 1, 1)

    rows = [told(one, "client", answers) for one in made]
    for one, token in made.items():
        marks = {"client": one, "tokens": [{"key": "k", "kind": "PHONE", "token": token}]}
        rows.append(told(new_id(1), "client_match", marks))
    steps = count()
    with sitting.store.writing() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(lambda: next(steps) < 0, STEPS)
        sitting.store.projection.write(connection, sitting.store.projection.rows(rows))
        driver.set_progress_handler(None, 0)
    return next(steps) * STEPS


def test_a_mark_that_very_many_share_tells_nobody_apart_in_whatever_order_they_came(network: Network) -> None:
    headquarters = network.headquarters
    marked(headquarters, *["a" * 64] * MOST_SHARING)
    assert len(pairs(headquarters)) == MOST_SHARING * (MOST_SHARING - 1) // 2
    marked(headquarters, "a" * 64)
    assert pairs(headquarters) == []
    marked(headquarters, *["b" * 64] * (MOST_SHARING + 1))
    assert pairs(headquarters) == []


def test_what_an_import_brings_is_compared_with_its_likes_alone_however_many_there_are(network: Network) -> None:
    headquarters = network.headquarters
    costs = []
    for size in (20, 2_000):
        marked(headquarters, *(f"{size:04}{number:04}".ljust(64, "x") for number in range(size)))
        costs.append(marked(headquarters, f"{size:04}{1:04}".ljust(64, "x")))
    assert costs[1] < costs[0] * 1.2 < 20_000
    assert len(pairs(headquarters)) == len(costs)
