"""Organisations and officials that stand in the directory twice are joined, at a site or at headquarters, and separated."""

from __future__ import annotations

from typing import Any

import pytest

from network_of_stores import Network
from offices import training
from silkfield.errors import Trouble
from silkfield.operations import attending, directory, finding, joined, pairing, recording, reporting, undoing
from silkfield.operations.sitting import Sitting


def organisation(sitting: Sitting, name: str, **answers: Any) -> str:
    return recording.save(sitting, "organisation", {"name": name, **answers}).record


def official(sitting: Sitting, name: str, **answers: Any) -> str:
    return recording.save(sitting, "person", {"full_name": name, "sex": "M", **answers}).record


def at_event(sitting: Sitting, event: str, person: str, **answers: Any) -> str:
    return recording.save(
        sitting, "participation", {"event": event, "person": person, "role": "PART", **answers}
    ).record


def entries(sitting: Sitting, form: str, find: str = "") -> list[str]:
    return [one.id for one in finding.listing(sitting, form, find=find).records]


def alike(sitting: Sitting, form: str, record: str) -> list[str]:
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        return [one.shown.id for one in directory.alike(reader, form, record, reader.values(form, record) or {})]


def belonging(sitting: Sitting, form: str, record: str) -> set[str]:
    with sitting.store.reading() as connection:
        return {one.id for one in joined.belonging(sitting.reader(connection), form, record, 50)}


def test_of_joined_organisations_one_stands_in_the_list_and_is_found_by_both_names(sitting: Sitting) -> None:
    first, second = organisation(sitting, "Federal Investigation Agency"), organisation(sitting, "F.I.A.")
    assert alike(sitting, "organisation", second) == [first]
    pairing.join(sitting, second, first)
    assert entries(sitting, "organisation") == [first]
    assert entries(sitting, "organisation", "F.I.A.") == [first]
    assert alike(sitting, "organisation", second) == []
    again = recording.patch(sitting, "organisation", {"short_name": "FIA"}, first)
    assert again.warnings == (), "what is joined is not asked about again"


def test_after_separating_each_entry_has_its_own_and_what_was_corrected_meanwhile(sitting: Sitting) -> None:
    first, second = organisation(sitting, "Federal Investigation Agency"), organisation(sitting, "F.I.A.")
    old = official(sitting, "Kamran Hussain", organisation=second)
    pairing.join(sitting, first, second)
    new = official(sitting, "Samina Khan", organisation=first)
    recording.patch(sitting, "organisation", {"phone": "051 111"}, first)
    recording.patch(sitting, "organisation", {"office": "Islamabad"}, second)
    assert belonging(sitting, "organisation", first) >= {old, new}
    pairing.separate(sitting, second)
    assert set(entries(sitting, "organisation")) == {first, second}
    assert new in belonging(sitting, "organisation", first)
    assert old in belonging(sitting, "organisation", second)
    assert not {old, new} <= belonging(sitting, "organisation", first)
    assert dict(recording.known(sitting, first).values) == {"name": "Federal Investigation Agency", "phone": "051 111"}
    assert dict(recording.known(sitting, second).values) == {"name": "F.I.A.", "office": "Islamabad"}


def test_an_official_in_two_posts_is_one_person_and_past_events_keep_the_post_of_then(sitting: Sitting) -> None:
    police, ministry = organisation(sitting, "Punjab Police"), organisation(sitting, "Ministry of Interior")
    then = official(sitting, "Kamran Hussain", organisation=police, position="Inspector")
    now = official(sitting, "Kamran Hussein", organisation=ministry, position="Director", email="kamran@example.org")
    earlier = recording.save(sitting, "event", training(title="Earlier training")).record
    later = recording.save(sitting, "event", training(title="Later training")).record
    at_event(sitting, earlier, then, organisation=police, position="Inspector")
    at_event(sitting, later, now, organisation=ministry, position="Director")
    assert alike(sitting, "person", now) == [then]
    pairing.join(sitting, now, then)
    recording.patch(sitting, "person", {"position": "Director", "organisation": ministry}, then)
    (before,), (after,) = (attending.sheet(sitting, event).people for event in (earlier, later))
    assert before.person == after.person == then
    assert (before.organisation, before.participation.values["position"]) == ("Punjab Police", "Inspector")
    assert (after.organisation, after.participation.values["position"]) == ("Ministry of Interior", "Director")


def test_what_is_marked_of_a_joined_person_is_of_the_entry_that_is_shown(sitting: Sitting) -> None:
    first, second = official(sitting, "Kamran Hussain"), official(sitting, "Kamran Hussein")
    event = recording.save(sitting, "event", training()).record
    at_event(sitting, event, second)
    pairing.join(sitting, first, second)
    (one,) = attending.sheet(sitting, event).people
    attending.mark(sitting, {one.id: {"sex": "X"}})
    assert attending.sheet(sitting, event).people[0].sex == "X"
    assert recording.known(sitting, second).values["sex"] == "M", "the other one stays as it was recorded"


def test_one_person_who_is_on_a_list_twice_is_counted_once(sitting: Sitting) -> None:
    first, second = official(sitting, "Kamran Hussain"), official(sitting, "Kamran Hussein")
    event = recording.save(sitting, "event", training(people_list="COMPLETE")).record
    days = dict.fromkeys(("2016-05-23", "2016-05-24", "2016-05-25"), "full")
    said_less = at_event(sitting, event, first)
    said_more = at_event(sitting, event, second, attendance=days, position="Inspector")

    def people() -> tuple[int, int]:
        figures = reporting.report(sitting, "R3", "2016-05", "ISB").figures["ISB"]
        return figures["people"], len(attending.sheet(sitting, event).people)

    assert people() == (2, 2)
    changes = pairing.join(sitting, first, second)
    assert people() == (1, 1)
    (one,) = attending.sheet(sitting, event).people
    assert (one.id, one.name) == (said_more, "Kamran Hussain")
    undoing.take_back(sitting, changes)
    assert people() == (2, 2)
    assert recording.known(sitting, said_less).values["person"] == first


def test_headquarters_joins_what_two_sites_wrote_and_the_sites_hear_of_it(network: Network) -> None:
    islamabad, lahore = network.add("ISB"), network.add("LHE")
    network.hear()
    one = organisation(islamabad, "Federal Investigation Agency", country="PK")
    other = organisation(lahore, "Federal Investigation Agency (FIA)", short_name="F.I.A.")
    for site in (islamabad, lahore):
        network.deliver(network.send(site))
    headquarters = network.headquarters
    assert alike(headquarters, "organisation", other) == [one]
    pairing.join(headquarters, one, other)
    assert entries(headquarters, "organisation") == [min(one, other)]
    network.hear()
    with lahore.store.reading() as connection:
        assert joined.standing(lahore.reader(connection), "organisation")
    assert len(entries(lahore, "organisation")) == 1
    pairing.separate(lahore, other)
    network.deliver(network.send(lahore))
    assert set(entries(headquarters, "organisation")) == {one, other}


def test_not_the_same_is_remembered_for_officials_too(sitting: Sitting) -> None:
    father, son = official(sitting, "Muhammad Iqbal Khan"), official(sitting, "Mohammad Iqbal Khan")
    assert alike(sitting, "person", son) == [father]
    pairing.tell_apart(sitting, father, son)
    assert alike(sitting, "person", son) == alike(sitting, "person", father) == []


def test_an_official_of_a_known_name_or_address_is_said_once_at_the_save(
    sitting: Sitting,
) -> None:
    official(sitting, "Kamran Hussain", email="office@example.org")
    colleague = recording.save(sitting, "person", {"full_name": "Raza Ali", "sex": "M", "email": "office@example.org"})
    another = recording.save(sitting, "person", {"full_name": "Samina Khan", "sex": "F"})
    assert another.warnings == ()
    assert [one.code for one in colleague.warnings] == ["alike"]
    same_name = recording.save(sitting, "person", {"full_name": "Kamran Husain", "sex": "M"})
    assert [one.code for one in same_name.warnings] == ["alike"]


def test_records_of_other_kinds_are_not_joined(sitting: Sitting) -> None:
    first, second = (recording.save(sitting, "event", training(title=f"Training {number}")).record for number in (1, 2))
    with pytest.raises(Trouble, match="not joined"):
        pairing.join(sitting, first, second)
    one = organisation(sitting, "Ministry of Interior")
    with pytest.raises(Trouble, match="same entry"):
        pairing.join(sitting, one, one)


def test_of_joined_entries_the_one_that_was_not_removed_stands(sitting: Sitting) -> None:
    first, second = organisation(sitting, "Federal Investigation Agency"), organisation(sitting, "F.I.A.")
    pairing.join(sitting, first, second)
    recording.remove(sitting, first)
    assert entries(sitting, "organisation") == [second]
