"""Headquarters is lost with all it had; its kit and the field bring everything back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from network_of_stores import Network, make_network
from offices import PASSPHRASE, session
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, opening, recording
from silkfield.operations.backup.making import make
from silkfield.operations.backup.restoring import restore
from silkfield.operations.exchange import erasing, recovering, revoking, rotating, sending, sites
from silkfield.operations.exchange import network as networks
from silkfield.operations.finding import state_in_words
from silkfield.operations.leaflet import as_html
from silkfield.operations.sitting import Sitting


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    with ExitStack() as stack:
        yield make_network(tmp_path, stack)


def venues(sitting: Sitting) -> list[str]:
    return sorted(shown.values["venue"] for shown in finding.listing(sitting, "session").records)


def states(sitting: Sitting) -> set[str]:
    return {state_in_words(shown).split(" ")[0] for shown in finding.listing(sitting, "session").records}


def lose(network: Network, kit: recovering.MadeKit) -> None:
    """Lose headquarters' computer, and bring it back from its kit on another one."""
    clock = network.headquarters.clock
    network.headquarters.store.close()
    shutil.rmtree(network.headquarters.store.folder)
    network.headquarters = recovering.recover(
        network.folder / "another computer", kit.file, kit.code.lower(), "Farah", PASSPHRASE, clock=clock
    )
    network.stack.callback(network.headquarters.store.close)


def fill(network: Network) -> None:
    for label, laptop in network.laptops.items():
        for number in range(3):
            recording.save(laptop, "session", session(venue=f"{label} {number}"))
        network.deliver(network.send(laptop))
        network.hear(label)


def go_around(network: Network) -> None:
    network.hear()
    for laptop in network.laptops.values():
        outcomes = network.deliver(network.send(laptop))
        assert {one.result for one in outcomes} <= {"imported", "known"}, outcomes


def test_headquarters_comes_back_from_its_kit_and_the_field_fills_it(network: Network) -> None:
    network.add("ISB"), network.add("LHE"), network.add("LHE")
    fill(network)
    before = venues(network.headquarters)
    assert len(before) == 9
    kit = recovering.make_kit(network.headquarters)
    assert states(network.laptops["LHE2"]) == {"Received"}

    lose(network, kit)
    assert venues(network.headquarters) == []
    go_around(network)

    assert venues(network.headquarters) == before
    assert checking.verify(network.headquarters).sound
    assert not any(one.gaps for site in sites.sites(network.headquarters) for one in site.laptops)
    network.hear()
    assert all(states(laptop) == {"Received"} for laptop in network.laptops.values())
    assert sending.send(network.laptops["ISB1"], network.folder / "little").records == {}
    recording.save(network.laptops["ISB1"], "session", session(venue="Later"))
    go_around(network)
    assert "Later" in venues(network.headquarters)
    network.add("PEW")
    network.hear()


def test_a_site_that_sends_before_it_hears_is_told_that_nothing_is_there(network: Network) -> None:
    isb = network.add("ISB")
    fill(network)
    kit = recovering.make_kit(network.headquarters)
    lose(network, kit)
    recording.save(isb, "session", session(venue="Meanwhile"))

    (outcome,) = network.deliver(network.send(isb))
    assert outcome.gaps, "what was confirmed before is missing now, and that is said"
    network.hear("ISB1")
    assert "In" in states(isb), "the receipt falls to nothing"
    network.deliver(network.send(isb))
    assert len(venues(network.headquarters)) == 4


def test_a_sites_copy_of_the_list_brings_what_the_kit_did_not_know(network: Network) -> None:
    isb, lhe = network.add("ISB"), network.add("LHE")
    kit = recovering.make_kit(network.headquarters)
    pew = network.add("PEW")
    revoking.revoke(network.headquarters, "LHE1", "Stolen")
    network.hear("ISB1", "PEW1")
    copy = recovering.copy_of_list(isb)
    recording.save(isb, "session", session())
    recording.save(pew, "session", session())
    recording.save(lhe, "session", session())
    lose(network, kit)
    network.deliver(network.send(isb))

    (refused,) = network.deliver(network.send(pew))
    assert refused.code == "E_UNKNOWN_SENDER"
    with pytest.raises(Trouble, match="newer list") as old:
        network.add("KHI")
    assert old.value.code == "list_older"
    with pytest.raises(Trouble):
        recovering.take_list(network.headquarters, copy[:-9])
    with pytest.raises(Trouble, match="has not arrived"):
        recovering.copy_of_list(lhe)

    taken = recovering.take_list(network.headquarters, copy + b"\n")

    assert recovering.take_list(network.headquarters, copy).version == taken.version
    assert {one.result for one in network.deliver(network.send(pew))} <= {"imported", "known"}
    (refused,) = network.deliver(network.send(lhe))
    assert refused.code == "E_REVOKED"
    del network.laptops["LHE1"]
    go_around(network)
    network.add("KHI")
    assert networks.held_roster(network.headquarters).version > taken.version  # type: ignore[union-attr]
    network.hear("ISB1")


def test_a_kit_is_tried_and_grows_old(network: Network) -> None:
    network.add("ISB")
    hq = network.headquarters

    def said() -> str:
        state = recovering.kit_state(hq)
        assert state is not None
        return state.sentence

    assert "no recovery kit" in said()
    kit = recovering.make_kit(hq)
    assert kit.code in as_html(kit.page)
    assert "never tried" in said()
    with pytest.raises(Trouble, match="mistyped"):
        recovering.try_kit(hq, kit.file, kit.code[:-1] + ("A" if kit.code[-1] != "A" else "C"))
    second = recovering.make_kit(hq)
    recovering.try_kit(hq, kit.file, kit.code)
    assert "never tried" in said(), "an older kit was tried, not the newest"
    recovering.try_kit(hq, second.file, second.code)
    assert said() == ""
    network.add("ISB")
    assert "old list of laptops" in said()
    rotating.rotate(hq)
    assert "old transport key" in said()
    with pytest.raises(Trouble, match="holds other keys"):
        recovering.try_kit(hq, second.file, second.code)


def test_a_kit_of_a_rotated_headquarters_still_opens_what_is_on_its_way(network: Network) -> None:
    isb = network.add("ISB")
    recording.save(isb, "session", session())
    (forgotten,) = network.send(isb)
    go_around(network)
    rotating.rotate(network.headquarters)
    go_around(network)
    go_around(network)
    kit = recovering.make_kit(network.headquarters)
    lose(network, kit)
    assert {one.state.partition(";")[0] for one in rotating.standing(network.headquarters)} == {"in use", "old"}
    assert {one.result for one in network.deliver([forgotten])} == {"imported"}
    go_around(network)
    assert len(venues(network.headquarters)) == 1


def test_nothing_is_made_by_a_wrong_code_and_sites_have_no_kit(network: Network, tmp_path: Path) -> None:
    isb = network.add("ISB")
    kit = recovering.make_kit(network.headquarters)
    other = recovering.make_kit(network.headquarters)
    for file, code, user in ((kit.file, other.code, "Farah"), (b"", kit.code, "Farah"), (kit.file, kit.code, " ")):
        with pytest.raises(Trouble):
            recovering.recover(tmp_path / "new", file, code, user, PASSPHRASE)
    assert not (tmp_path / "new").exists()
    with pytest.raises(Trouble, match="Only headquarters"):
        recovering.make_kit(isb)
    assert recovering.kit_state(isb) is None


def orders(sitting: Sitting) -> list[tuple[str, int]]:
    return [(one.order, one.confirmed) for one in erasing.listing(sitting)]


@pytest.mark.parametrize("late_first", [False, True], ids=["before the late bundle", "after the late bundle"])
def test_what_was_erased_before_headquarters_was_lost_stays_erased(network: Network, late_first: bool) -> None:
    isb, _lhe = network.add("ISB"), network.add("LHE")
    client = recording.save(isb, "client", {"identity_level": "I2", "sex": "F", "age_group": "A25"}).record
    marks = [{"key": "P-1", "kind": "PHONE", "token": "5ec2e7" * 10}]
    recording.save(isb, "client_match", {"client": client, "tokens": marks})
    mistaken = recording.save(isb, "session", session(venue="Mistaken")).record
    late = network.send(isb)
    network.deliver(late)
    erasing.erase(network.headquarters, client)
    erasing.erase(network.headquarters, mistaken, erasing.MISTAKE)
    go_around(network)
    kit = recovering.make_kit(network.headquarters)
    before = orders(network.headquarters)
    assert [confirmed for _order, confirmed in before] == [2, 2]
    lose(network, kit)

    if late_first:
        network.deliver(late)
    go_around(network)
    if not late_first:
        network.deliver(late)

    for form in ("client_match", "session"):
        assert finding.listing(network.headquarters, form).count == 0
    assert finding.listing(network.headquarters, "client").count == 1
    assert checking.verify(network.headquarters).sound
    go_around(network)
    assert sorted(orders(network.headquarters)) == sorted(before), (
        "each order once, under its name, with who confirmed it"
    )


def test_an_order_given_after_the_backup_that_headquarters_came_back_from_holds(
    network: Network, tmp_path: Path
) -> None:
    isb = network.add("ISB")
    client = recording.save(isb, "client", {"identity_level": "I2", "sex": "F", "age_group": "A25"}).record
    recording.save(
        isb, "client_match", {"client": client, "tokens": [{"key": "P-1", "kind": "PHONE", "token": "77" * 32}]}
    )
    network.deliver(network.send(isb))
    hq = network.headquarters
    (tmp_path / "disk").mkdir()
    backup = make(hq, tmp_path / "disk").folder
    erasing.erase(hq, client)
    go_around(network)
    hq.store.close()
    shutil.rmtree(hq.store.folder)
    restore(backup, hq.store.folder, PASSPHRASE, clock=hq.clock)
    network.headquarters = opening.open_store(hq.store.folder, PASSPHRASE, clock=hq.clock)
    network.stack.callback(network.headquarters.store.close)
    assert finding.listing(network.headquarters, "client_match").count == 1
    go_around(network)
    assert finding.listing(network.headquarters, "client_match").count == 0
