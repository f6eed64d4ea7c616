"""The bin: what was removed in the last thirty days, by whom and when, over all forms."""

from __future__ import annotations

from dataclasses import replace

from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE, session
from silkfield.clock import SetClock
from silkfield.operations import binning, counselling, peopling, recording
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting


def on(sitting: Sitting, day: str) -> Sitting:
    return replace(sitting, clock=SetClock.on(day))


def test_what_was_removed_lies_in_the_bin_the_last_first_with_who_did_it(sitting: Sitting) -> None:
    held = recording.save(sitting, "session", session()).record
    met = counselling.save_contact(sitting, contact(contact_date="2016-05-30")).record
    assert binning.binned(sitting) == binning.Bin(0, ())
    recording.remove(sitting, held)
    person = peopling.add_person(sitting, PASSPHRASE, "Bilal", "another long walk")
    bilal = replace(on(sitting, "2016-06-03"), person=person)
    recording.remove(bilal, met)
    found = binning.binned(bilal)
    assert [(one.shown.id, one.who, one.days_left) for one in found.records] == [
        (met, "Bilal", 30),
        (held, "Ayesha", 29),
    ]
    assert binning.binned(bilal, limit=1, offset=1).records == found.records[1:]
    recording.restore(bilal, met)
    assert [one.shown.id for one in binning.binned(bilal).records] == [held]


def test_after_thirty_days_the_bin_does_not_offer_it_and_its_history_stays(sitting: Sitting) -> None:
    held = recording.save(sitting, "session", session()).record
    recording.remove(sitting, held)
    assert binning.binned(on(sitting, "2016-07-01")).count == 1
    later = on(sitting, "2016-07-02")
    assert binning.binned(later).count == 0
    recording.restore(later, held)
    assert not recording.known(later, held).removed


def test_of_another_laptop_of_the_office_the_laptop_is_named(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    held = recording.save(first, "session", session()).record
    recording.remove(first, held)
    receiving.receive(second, network.to_mates(first))
    assert [(one.shown.id, one.who) for one in binning.binned(second).records] == [(held, "somebody on ISB1")]
    assert binning.binned(network.headquarters).count == 0
