"""The file of a client: all that is known at the site, read in a bounded number of statements, for joined codes together."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from desktop_seed import contact
from network_of_stores import Network
from silkfield.errors import Trouble
from silkfield.operations import (
    consenting,
    counselling,
    filing,
    finding,
    joined,
    pairing,
    recording,
    reporting,
    undoing,
)
from silkfield.operations.exchange import erasing, receiving
from silkfield.operations.filing import ClientFile
from silkfield.operations.roles import COORDINATOR, COUNSELLOR
from silkfield.operations.sitting import Sitting
from statements_run import statements

YES = {"form": "VERBAL"}


def client(sitting: Sitting, name: str, **identity: Any) -> str:
    """Record a first contact with somebody who says yes to being known by name; return the client."""
    counselling.save_contact(
        sitting, contact(), note="First talk.", consent=YES, identity={"full_name": name, **identity}
    )
    return finding.listing(sitting, "client", limit=1).records[0].id


def again(sitting: Sitting, who: str, **answers: Any) -> str:
    """Record another contact with a client."""
    return counselling.save_contact(sitting, contact(**answers), client=who).records[0]


def forms_of(file: ClientFile) -> list[str]:
    return [one.shown.form for one in file.timeline]


def test_the_file_holds_identity_consents_contacts_and_notes_the_newest_first(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf", phone="+923001234567")
    again(sitting, who, contact_date="2016-05-20")
    found = filing.client_file(sitting, who)
    assert found.known.called == "Muhammad Ashraf"
    assert found.identity is not None
    assert found.identity.values["phone"] == "+923001234567"
    contacts = [one for one in found.timeline if one.shown.form == "counselling_contact"]
    assert [one.day for one in contacts] == ["2016-06-01", "2016-05-20"]
    assert [one.values["note"] for one in contacts[0].beside] == ["First talk."]
    assert [one.purpose for one in found.consents if one.holds] == ["KEEP"]


def test_what_points_to_a_contact_of_the_client_is_in_the_file_by_itself(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    first = finding.listing(sitting, "counselling_contact", where={"client": who}).records[0].id
    later = recording.save(sitting, "counselling_contact", contact(follow_up_of=first)).record
    stranger = recording.save(sitting, "counselling_contact", contact()).record
    ids = {one.shown.id for one in filing.client_file(sitting, who).timeline}
    assert {first, later} <= ids
    assert stranger not in ids


def test_the_file_takes_as_many_statements_in_a_full_store_as_in_an_empty_one(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    with statements() as few:
        filing.client_file(sitting, who)
    for number in range(30):
        again(sitting, who, contact_date=f"2016-05-{number % 28 + 1:02}")
        client(sitting, f"Kamran Hussain {number}")
    with statements() as many:
        found = filing.client_file(sitting, who)
    assert len(many) == len(few)
    assert forms_of(found).count("counselling_contact") == 31


def test_what_points_to_somebody_is_found_by_what_it_points_to_and_not_by_walking_the_newest(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    plans: list[str] = []

    def look(*told: Any) -> None:
        if told[2].startswith("SELECT") and " FROM form_" in told[2].replace("\n", " "):
            plans.extend(step[3] for step in told[1].connection.execute(f"EXPLAIN QUERY PLAN {told[2]}", told[3]))

    event.listen(Engine, "after_cursor_execute", look)
    try:
        filing.client_file(sitting, who)
    finally:
        event.remove(Engine, "after_cursor_execute", look)
    assert any("form_counselling_contact_client" in plan for plan in plans)
    plans = [plan for plan in plans if "form_safeguarding" not in plan]  # sealed: the few there are, all looked through
    assert [plan for plan in plans if "_created" in plan or "SCAN form_" in plan] == []


def test_a_client_that_is_not_here_is_said_in_a_sentence(sitting: Sitting) -> None:
    with pytest.raises(Trouble, match="not here"):
        filing.client_file(sitting, "0192f3a4-0000-7000-8000-00000000000f")


def test_dangers_are_in_the_file_of_a_coordinator_only(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact(topics=["THB"]), consent=YES, identity={"full_name": "Maryam Bashir"})
    who = finding.listing(sitting, "client").records[0].id

    def seen(role: str) -> list[str]:
        one = replace(sitting, person=replace(sitting.person, role=role))
        return [each.form for filed in filing.client_file(one, who).timeline for each in (filed.shown, *filed.beside)]

    assert "safeguarding" in seen(COORDINATOR)
    assert "safeguarding" not in seen(COUNSELLOR)


# -- consent


def test_taking_all_consent_back_removes_the_name_in_one_save_and_keeps_the_counts(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    recording.save(sitting, "client_match", {"client": who, "tokens": [{"key": "1", "kind": "PHONE", "token": "ab"}]})
    changes = consenting.withdraw(sitting, who)
    found = filing.client_file(sitting, who)
    assert found.identity is None
    assert found.known.called == found.client.values["code"]
    assert found.client.values["identity_level"] == "I1"
    assert found.taken_back == "2016-06-01"
    assert finding.listing(sitting, "client_match").count == 0
    assert finding.listing(sitting, "counselling_contact", where={"client": who}).count == 1
    entries = {finding.history(sitting, record)[-1].why for record in changes.records}
    assert entries == {"withdraw"}


def test_consent_is_taken_back_for_every_code_of_the_person(sitting: Sitting) -> None:
    first, second = client(sitting, "Muhammad Yousaf"), client(sitting, "M. Yusuf")
    pairing.join(sitting, first, second)
    changes = consenting.withdraw(sitting, second)
    assert finding.listing(sitting, "client_identity").count == 0
    undoing.take_back(sitting, changes)
    assert finding.listing(sitting, "client_identity").count == 2


def test_a_person_is_named_by_any_of_the_codes(sitting: Sitting) -> None:
    first, second = client(sitting, "Muhammad Yousaf"), client(sitting, "M. Yusuf")
    consenting.withdraw(sitting, first)
    pairing.join(sitting, first, second)
    known = filing.client_file(sitting, first).known
    assert (known.client, known.called) == (first, "M. Yusuf")


def test_a_name_that_was_taken_back_is_erased_for_good_when_the_client_wants_it(network: Network) -> None:
    site = network.add("ISB")
    who = client(site, "Muhammad Ashraf")
    consenting.withdraw(site, who)
    gone = erasing.erase(site, who, "consent_withdrawn")
    assert "client_identity" in gone.reach.goes
    with site.store.reading() as connection:
        kept = [said for one in gone.reach.records for said, _id, _row in site.reader(connection).revisions(one)]
    assert "Ashraf" not in str(kept)
    assert finding.listing(site, "counselling_contact", where={"client": who}).count == 1


def test_taking_consent_back_is_undone_in_one_save(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    before = filing.client_file(sitting, who)
    undoing.take_back(sitting, consenting.withdraw(sitting, who))
    found = filing.client_file(sitting, who)
    assert (found.known, found.consents) == (before.known, before.consents)
    assert found.client.values == before.client.values


def test_each_purpose_is_given_and_taken_back_by_itself(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    consenting.agree(sitting, who, "STORY")
    recording.patch(
        sitting, "consent", {"purposes": ["KEEP", "SURVEY"]},
        next(one.id for one in finding.listing(sitting, "consent").records if "KEEP" in one.values["purposes"]),
    )  # fmt: skip
    consenting.withdraw(sitting, who, "SURVEY")
    found = {one.purpose: one for one in filing.client_file(sitting, who).consents}
    assert found["KEEP"].holds
    assert found["STORY"].holds
    assert found["SURVEY"].taken_back == "2016-06-01"
    assert found["RECONTACT"].given == ""
    assert filing.client_file(sitting, who).known.called == "Muhammad Ashraf"


def test_a_yes_after_a_withdrawal_is_a_new_consent(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    consenting.withdraw(sitting, who)
    counselling.save_contact(sitting, contact(), consent=YES, identity={"full_name": "M. Ashraf"}, client=who)
    found = filing.client_file(sitting, who)
    assert found.consents[0].holds
    assert found.known.called == "M. Ashraf"
    taken = [one for one in finding.listing(sitting, "consent").records if one.values.get("withdrawn_on")]
    assert len(taken) == 1


def test_undo_never_overwrites_what_was_changed_since(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    changes = consenting.withdraw(sitting, who)
    recording.patch(sitting, "client", {"district": "PK-KP.swat"}, who)
    with pytest.raises(Trouble, match="changed since"):
        undoing.take_back(sitting, changes)
    assert filing.client_file(sitting, who).identity is None


def test_undoing_a_second_contact_leaves_the_client_as_it_was(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Ashraf")
    changes = counselling.save_contact(
        sitting, contact(), consent={"form": "WRITTEN"}, identity={"alias": "Chaudhry"}, client=who
    )
    undoing.take_back(sitting, changes)
    found = filing.client_file(sitting, who)
    assert found.known.called == "Muhammad Ashraf"
    assert forms_of(found).count("counselling_contact") == 1


# -- one person under two codes


def test_joined_clients_are_read_together_and_parted_each_has_its_own_again(sitting: Sitting) -> None:
    first, second = client(sitting, "Muhammad Yousaf"), client(sitting, "M. Yusuf")
    pairing.join(sitting, second, first)
    together = filing.client_file(sitting, second)
    assert together.client.id == first
    assert [one.client for one in together.joined] == [second]
    assert forms_of(together).count("counselling_contact") == 2
    to_first = again(sitting, first)
    to_second = again(sitting, second)
    pairing.separate(sitting, second)
    assert to_first in {one.shown.id for one in filing.client_file(sitting, first).timeline}
    own = {one.shown.id for one in filing.client_file(sitting, second).timeline}
    assert to_second in own
    assert to_first not in own


def test_a_join_is_undone_and_made_again(sitting: Sitting) -> None:
    first, second = client(sitting, "Muhammad Yousaf"), client(sitting, "M. Yusuf")
    undoing.take_back(sitting, pairing.join(sitting, second, first))
    assert filing.client_file(sitting, second).joined == ()
    pairing.join(sitting, first, second)
    assert filing.client_file(sitting, second).client.id == first
    undoing.take_back(sitting, pairing.separate(sitting, second))
    assert filing.client_file(sitting, second).client.id == first


def test_joined_clients_are_one_person_in_the_monthly_figures_here_and_at_headquarters(network: Network) -> None:
    site = network.add("ISB")
    first, second, third = (client(site, name) for name in ("Muhammad Yousaf", "M. Yusuf", "Maryam Bashir"))

    def people(where: Sitting) -> tuple[int, int]:
        figures = reporting.report(where, "R1", "2016-06", "ISB").figures["ISB"]
        return figures["A"]["contacts"], figures["B"]["unique_clients"]

    assert people(site) == (3, 3)
    pairing.join(site, second, first)
    pairing.tell_apart(site, third, first)
    network.deliver(network.send(site))
    assert people(site) == people(network.headquarters) == (3, 2)
    pairing.separate(site, second)
    assert people(site) == (3, 3)


def test_three_codes_of_one_person_are_one_file(sitting: Sitting) -> None:
    first, second, third = (client(sitting, name) for name in ("Muhammad Yousaf", "M. Yusuf", "Yousaf Nabi"))
    pairing.join(sitting, third, second)
    pairing.join(sitting, first, second)
    assert [one.client for one in filing.client_file(sitting, third).joined] == [second, third]


def test_not_the_same_person_is_remembered_and_beats_a_join_of_another_laptop(sitting: Sitting) -> None:
    first, second = client(sitting, "Muhammad Yousaf"), client(sitting, "Mahmood Yousaf")
    pairing.tell_apart(sitting, first, second)
    recording.save(sitting, "client_pair", {"client": second, "other": first, "verdict": "SAME"})
    assert filing.client_file(sitting, first).joined == ()
    with sitting.store.reading() as connection:
        assert joined.told_apart(sitting.reader(connection), second) == {first}


def test_a_client_is_not_joined_with_itself(sitting: Sitting) -> None:
    who = client(sitting, "Muhammad Yousaf")
    with pytest.raises(Trouble):
        pairing.join(sitting, who, who)


def test_joins_and_not_the_same_travel_to_the_other_laptops_of_the_site(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    one, two, three = (client(first, name) for name in ("Muhammad Yousaf", "M. Yusuf", "Mahmood Yousaf"))
    pairing.join(first, two, one)
    pairing.tell_apart(first, one, three)
    receiving.receive(second, network.to_mates(first))
    assert filing.client_file(second, two).client.id == one
    with second.store.reading() as connection:
        assert joined.told_apart(second.reader(connection), one) == {three}
    pairing.separate(second, two)
    receiving.receive(first, network.to_mates(second))
    assert filing.client_file(first, one).joined == ()
