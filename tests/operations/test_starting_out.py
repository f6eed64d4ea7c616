"""The starter directory is added once, at headquarters; practice is a store of its own whose work never leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from network_of_stores import Network
from offices import PASSPHRASE, training
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.forms.event_rules import main_venue
from silkfield.operations import checking, finding, opening, pairing, recording, starting_out
from silkfield.operations.exchange import sending
from silkfield.operations.sitting import Sitting


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Sitting]:
    made = starting_out.begin_practice(
        tmp_path / "practice", "team", "Bilal", PASSPHRASE, clock=SetClock.on("2017-06-01")
    )
    yield made
    made.store.close()


def names(sitting: Sitting) -> list[str]:
    return [str(one.values["name"]) for one in finding.listing(sitting, "organisation").records]


def test_the_starter_directory_is_whole_and_faultless(network: Network) -> None:
    added = starting_out.add_directory(network.headquarters)
    assert added.warnings == (), "no two of them look alike"
    here = {str(one.values["name"]): one for one in finding.listing(network.headquarters, "organisation").records}
    assert len(here) == 39
    assert {"FIA Academy", "International Centre for Migration Policy Development"} <= set(here)
    agency = here["Federal Investigation Agency"]
    assert here["FIA Academy"].values["parent"] == agency.id


def test_added_again_it_adds_nothing_and_changes_nothing(network: Network) -> None:
    headquarters = network.headquarters
    own = recording.save(headquarters, "organisation", {"name": "F.I.A.", "country": "PK"}).record
    starting_out.add_directory(headquarters)
    before = names(headquarters)
    assert "Federal Investigation Agency" not in before, "it is there already, under another name"
    removed = next(one for one in finding.listing(headquarters, "organisation").records if one.id != own)
    recording.remove(headquarters, removed.id)
    assert starting_out.add_directory(headquarters).records == (), "what somebody removed stays removed"


def test_sites_receive_it_from_headquarters_and_add_none_of_their_own(network: Network) -> None:
    site = network.add("ISB")
    with pytest.raises(Trouble, match="at headquarters"):
        starting_out.add_directory(site)
    starting_out.add_directory(network.headquarters)
    network.hear()
    assert sorted(names(site)) == sorted(names(network.headquarters))


def test_practice_begins_with_the_events_of_the_list_and_the_directory(practice: Sitting) -> None:
    events = finding.listing(practice, "event").records
    assert len(events) == 26
    assert {main_venue(one.values)["country"] for one in events} > {"PK", "GE", "IR"}
    assert "Federal Investigation Agency" in names(practice)
    starting_out.fill_practice(practice)
    assert finding.listing(practice, "event").count == 26
    assert checking.verify(practice).sound


def test_nothing_leaves_a_practice_store(practice: Sitting, tmp_path: Path) -> None:
    recording.save(practice, "event", training())
    for mates in (False, True):
        with pytest.raises(Trouble, match="nothing is sent"):
            sending.send(practice, tmp_path / "stick", mates=mates)
    assert not (tmp_path / "stick").exists()


def test_a_practice_store_is_one_for_ever_and_a_real_one_is_never_filled(
    practice: Sitting, sitting: Sitting, tmp_path: Path
) -> None:
    practice.store.close()
    again = opening.open_store(tmp_path / "practice", PASSPHRASE, clock=practice.clock)
    assert again.office.practice
    again.store.close()
    assert not sitting.office.practice
    with pytest.raises(Trouble, match="no practice store"):
        starting_out.fill_practice(sitting)
    with pytest.raises(Trouble, match="of this kind"):
        starting_out.begin_practice(tmp_path / "other", "headquarters", "Maria", PASSPHRASE)


def test_organisations_of_the_list_of_events_are_joined_with_those_of_the_directory(practice: Sitting) -> None:
    written = recording.save(practice, "organisation", {"name": "BEOE", "country": "PK"}).record
    bureau = next(one for one in finding.listing(practice, "organisation", find="Bureau of Emigration").records)
    pairing.join(practice, bureau.id, written)
    assert "BEOE" not in names(practice)
