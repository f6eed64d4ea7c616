"""The match key reaches every laptop of a site, headquarters relays it unread, and marks follow the name."""

from __future__ import annotations

import pyrage
import pytest
from pyrage import x25519

from desktop_seed import contact
from network_of_stores import Network
from silkfield.log.orders import Sealed
from silkfield.log.reading import read_body
from silkfield.operations import counselling, finding, recording
from silkfield.operations.exchange.match_key import held_key
from silkfield.operations.sitting import Sitting
from silkfield.trust.keys import decoded

NAME = {"full_name": "Muhammad Ashraf", "relative_name": "Ghulam Rasool", "phone": "+923001234567"}


def key_of(laptop: Sitting) -> bytes | None:
    with laptop.store.reading() as connection:
        key = held_key(connection, laptop)
    return key.secret if key else None


def save_client(laptop: Sitting) -> None:
    counselling.save_contact(laptop, contact(), consent={"form": "VERBAL"}, identity=NAME)


def marks(sitting: Sitting) -> list[set[str]]:
    return [{row["token"] for row in one.values["tokens"]} for one in finding.listing(sitting, "client_match").records]


@pytest.fixture
def two_sites(network: Network) -> tuple[Sitting, Sitting]:
    sites = network.add("ISB"), network.add("LHE")
    network.hear()
    network.deliver(network.send(sites[0]))
    network.hear()
    return sites


def test_every_site_gets_the_key_the_first_laptop_made_and_equal_clients_equal_marks(network, two_sites) -> None:
    isb, lhe = two_sites
    assert key_of(isb) == key_of(lhe) is not None
    for laptop in two_sites:
        save_client(laptop)
        network.deliver(network.send(laptop))
    first, second = marks(network.headquarters)
    assert first == second != set()


def test_headquarters_relays_the_envelopes_and_can_open_none(network, two_sites) -> None:
    headquarters = network.headquarters
    with headquarters.store.reading() as connection:
        lines = [line for (line,) in connection.exec_driver_sql("SELECT line FROM body WHERE type = 'sealed'")]
    envelopes = [said for line in lines if isinstance(said := read_body(line), Sealed)]
    assert len(envelopes) == 2, "as it came, and as it went on"
    own = x25519.Identity.from_str(headquarters.office.transport_secret)
    for envelope in envelopes:
        data = decoded(envelope.data)
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(data, [own])
    assert key_of(headquarters) is None


def test_marks_follow_a_name_that_is_corrected_and_go_with_one_that_is_removed(network, two_sites) -> None:
    isb, _lhe = two_sites
    save_client(isb)
    network.deliver(network.send(isb))
    (before,) = marks(network.headquarters)
    (identity,) = finding.listing(isb, "client_identity").records

    recording.patch(isb, "client_identity", {"phone": "+923331234567"}, identity.id)
    network.deliver(network.send(isb))
    (after,) = marks(network.headquarters)
    assert len(before - after) == len(after - before) == 1, "the phone's mark alone is another"

    recording.remove(isb, identity.id)
    network.deliver(network.send(isb))
    assert marks(network.headquarters) == []
