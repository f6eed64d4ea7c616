"""Two facilitators of one event: as site-mates they work on one list, as two teams they meet at headquarters."""

from __future__ import annotations

from network_of_stores import Network
from offices import training
from silkfield.operations import attending, finding, recording
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting

DAYS = ("2016-05-23", "2016-05-24", "2016-05-25")


def on_the_list(sitting: Sitting, event: str) -> dict[str, dict[str, str]]:
    """Return who is on the list of an event, with the marks of each."""
    people = attending.sheet(sitting, event).people
    return {one.name: dict(one.participation.values.get("attendance") or {}) for one in people}


def mark(sitting: Sitting, event: str, day: str) -> None:
    """Mark everybody on the list as present on a day."""
    people = attending.sheet(sitting, event).people
    marks = {one.id: {**(one.participation.values.get("attendance") or {}), day: "full"} for one in people}
    attending.mark(sitting, {one: {"attendance": given} for one, given in marks.items()})


def test_two_laptops_of_one_team_work_on_one_list_and_headquarters_counts_it_once(network: Network) -> None:
    ayesha, bilal = network.add("TM", "team"), network.add("TM", "team")
    network.hear()
    event = recording.save(ayesha, "event", training(people_list="COMPLETE")).record
    attending.add(ayesha, event, "Samina Khan")
    receiving.receive(bilal, network.to_mates(ayesha))
    mark(ayesha, event, DAYS[0])
    attending.add(bilal, event, "Kamran Hussain")
    mark(bilal, event, DAYS[1])
    receiving.receive(ayesha, network.to_mates(bilal))
    receiving.receive(bilal, network.to_mates(ayesha))
    marked = {"Samina Khan": {DAYS[0]: "full", DAYS[1]: "full"}, "Kamran Hussain": {DAYS[1]: "full"}}
    assert on_the_list(ayesha, event) == on_the_list(bilal, event) == marked
    for laptop in (ayesha, bilal):
        network.deliver(network.send(laptop))
    assert on_the_list(network.headquarters, event) == marked
    assert finding.listing(network.headquarters, "event").count == 1


def test_two_teams_with_an_event_of_headquarters_meet_there(network: Network) -> None:
    event = recording.save(network.headquarters, "event", training(people_list="PARTIAL")).record
    north, south = network.add("NOR", "team"), network.add("SOU", "team")
    network.hear()
    attending.add(north, event, "Samina Khan")
    attending.add(south, event, "Kamran Hussain")
    mark(north, event, DAYS[0])
    mark(south, event, DAYS[0])
    assert set(on_the_list(north, event)) == {"Samina Khan"}
    for team in (north, south):
        network.deliver(network.send(team))
    assert on_the_list(network.headquarters, event) == {
        "Samina Khan": {DAYS[0]: "full"},
        "Kamran Hussain": {DAYS[0]: "full"},
    }
