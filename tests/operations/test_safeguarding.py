"""What a safeguarding record says is locked as it is saved: whoever wrote it reads it never again, the coordinator always."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bytes_at_rest import everything
from desktop_seed import contact
from network_of_stores import Network
from offices import PASSPHRASE
from silkfield import assets
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.formkit.hiding import Hiding
from silkfield.operations import (
    checking,
    counselling,
    drafting,
    filing,
    finding,
    locking,
    opening,
    peopling,
    recording,
    safeguarding,
    spreadsheets,
    undoing,
)
from silkfield.operations.backup import making, restoring
from silkfield.operations.exchange import clashing, erasing, receiving, resolving
from silkfield.operations.sitting import Sitting

BILAL = "another long walk"
FORM = "safeguarding"


@pytest.fixture
def store(sitting: Sitting) -> Path:
    """A store of a coordinator, Ayesha, and a counsellor, Bilal; locked."""
    peopling.add_person(sitting, PASSPHRASE, "Bilal", BILAL)
    sitting.store.close()
    return sitting.store.folder


@contextmanager
def unlocked(store: Path, name: str = "Ayesha", day: str = "2016-06-01") -> Iterator[Sitting]:
    passphrase = PASSPHRASE if name == "Ayesha" else BILAL
    opened = opening.open_store(store, passphrase, name, clock=SetClock.on(day))
    try:
        yield opened
    finally:
        opened.store.close()


def flags(sitting: Sitting) -> list[list[str]]:
    return [one.values["flags"] for one in finding.listing(sitting, FORM).records]


def told(sitting: Sitting, **answers: object) -> str:
    """Save a contact of somebody in danger; return the safeguarding record, whoever may read it."""
    saved = counselling.save_contact(sitting, contact(**answers), dangers=["VIOL"])
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        return next(one for one in saved.records if FORM in reader.forms_of(one))


def test_a_counsellor_writes_it_once_and_finds_it_nowhere_again(store: Path, tmp_path: Path) -> None:
    yes = {"consent": {"form": "VERBAL"}, "identity": {"full_name": "Maryam Bashir"}}
    with unlocked(store, "Bilal") as bilal:
        saved = counselling.save_contact(bilal, contact(topics=["THB"]), dangers=["VIOL"], **yes)
        with bilal.store.reading() as connection:
            reader = bilal.reader(connection)
            (record,) = (one for one in saved.records if FORM in reader.forms_of(one))
            assert reader.one(record) is None
        assert finding.listing(bilal, FORM).count == 0
        assert finding.listing(bilal, FORM, removed=True).records == ()
        assert finding.several(bilal, FORM, [record]) == {}
        assert spreadsheets.export(bilal, FORM, tmp_path / "all.xlsx") == 0
        client = finding.listing(bilal, "client").records[0].id
        assert FORM not in str(filing.client_file(bilal, client))
        for ask in (finding.record, finding.history, recording.remove, clashing.clash):
            with pytest.raises(Trouble, match="no record"):
                ask(bilal, record)
        with pytest.raises(Trouble, match="Ask Ayesha"):
            recording.save(bilal, FORM, {"contact": client, "flags": ["DEBT"]}, record)
        assert checking.verify(bilal).sound
        assert b'"VIOL"' not in everything(bilal)
        assert b'"THB"' not in everything(bilal)
    with unlocked(store) as ayesha:
        assert flags(ayesha) == [["VIOL", "THB"]]
        assert [step.values["flags"] for step in finding.history(ayesha, record)] == [["VIOL", "THB"]]
        assert spreadsheets.export(ayesha, FORM, tmp_path / "all.xlsx") == 1
        assert FORM in {one.form for filed in filing.client_file(ayesha, client).timeline for one in filed.beside}
        assert checking.verify(ayesha).sound


def test_a_client_who_looks_at_the_screen_sees_none(sitting: Sitting) -> None:
    told(sitting)
    assert finding.listing(replace(sitting, hiding=Hiding()), FORM).count == 0
    assert flags(sitting) == [["VIOL"]]


def test_a_minor_opens_a_record_once_and_it_waits_for_the_coordinator_until_done(store: Path) -> None:
    with unlocked(store, "Bilal") as bilal:
        saved = counselling.save_contact(bilal, contact(age_group="A00", outcomes=["REFERRED"], referred_to=["CHILD"]))
        talk = finding.listing(bilal, "counselling_contact").records[0].id
        counselling.save_contact(bilal, contact(age_group="A00", sex="F"), record=talk)
        counselling.save_as_given(bilal, {"district": "PK-PB.attock"}, talk)
        standing = safeguarding.standing(bilal)
        assert (standing.opened, standing.alerts) == (1, ())
        assert {"referral", FORM} <= saved.kinds
    with unlocked(store, day="2016-06-02") as ayesha:
        (alert,) = safeguarding.standing(ayesha).alerts
        assert (alert.flags, alert.contact, alert.day.isoformat(), alert.seen) == (
            ("MINOR",),
            talk,
            "2016-06-01",
            False,
        )
        safeguarding.note_seen(ayesha, alert.record)
        assert safeguarding.standing(ayesha).alerts[0].seen
        recording.patch(ayesha, FORM, {"restricted_note": "Child protection took over."}, alert.record)
        safeguarding.note_done(ayesha, alert.record)
        assert safeguarding.standing(ayesha).alerts == ()
        assert finding.record(ayesha, alert.record).values["done_on"] == "2016-06-02"
        assert b"Child protection took over" not in everything(ayesha)
    with unlocked(store, "Bilal", "2016-06-02") as bilal:
        assert safeguarding.standing(bilal).opened == 0


def test_undoing_a_contact_leaves_the_alert_to_the_coordinator(store: Path) -> None:
    with unlocked(store, "Bilal") as bilal:
        changes = counselling.save_contact(bilal, contact(age_group="A00"))
        undoing.take_back(bilal, changes)
        assert finding.listing(bilal, "counselling_contact").count == 0
    with unlocked(store) as ayesha:
        assert flags(ayesha) == [["MINOR"]]


def test_what_is_being_typed_is_locked_for_the_one_who_types(sitting: Sitting) -> None:
    drafting.keep(sitting, FORM, {"flags": ["VIOL"], "first_action": "EMERGENCY"})
    assert drafting.drafts(sitting)[0].answers == {"flags": ["VIOL"], "first_action": "EMERGENCY"}
    assert b"EMERGENCY" not in everything(sitting)


def test_erasing_a_client_erases_what_is_sealed_about_the_contact(sitting: Sitting) -> None:
    yes = {"consent": {"form": "VERBAL"}, "identity": {"full_name": "Maryam Bashir"}}
    counselling.save_contact(sitting, contact(), dangers=["VIOL"], **yes)
    erasing.erase(sitting, finding.listing(sitting, "client").records[0].id)
    assert flags(sitting) == []
    assert checking.verify(sitting).sound


def test_a_backup_brings_the_records_back_for_the_coordinator_alone(store: Path, tmp_path: Path) -> None:
    with unlocked(store, "Bilal") as bilal:
        told(bilal)
    with unlocked(store) as ayesha:
        (tmp_path / "backups").mkdir()
        made = making.make(ayesha, tmp_path / "backups")
    restored = tmp_path / "restored"
    restoring.restore(made.folder, restored, BILAL, "Bilal")
    with unlocked(restored, "Bilal") as bilal:
        assert flags(bilal) == []
    with unlocked(restored) as ayesha:
        assert flags(ayesha) == [["VIOL"]]


def test_a_new_coordinator_reads_all_and_a_former_one_nothing_that_comes_after(store: Path) -> None:
    with unlocked(store) as ayesha:
        told(ayesha)
        bilal_id = peopling.listing(ayesha)[1].id
        peopling.change_role(ayesha, bilal_id, "coordinator")
    with unlocked(store, "Bilal") as bilal:
        assert flags(bilal) == [["VIOL"]]
        before = bilal.secrets()
        with pytest.raises(Trouble, match="their own role"):
            peopling.change_role(bilal, bilal_id, "counsellor")
    with unlocked(store) as ayesha:
        peopling.change_role(ayesha, bilal_id, "counsellor")
        told(ayesha)
        assert flags(ayesha) == [["VIOL"], ["VIOL"]]
        assert set(before) < set(ayesha.secrets())
    with unlocked(store, "Bilal") as bilal:
        assert (bilal.secrets(), flags(bilal)) == ((), [])


def test_a_coordinator_of_another_laptop_asks_and_reads_once_somebody_says_yes(network: Network) -> None:
    first, second = network.add("ISB"), network.add("ISB")
    network.hear()
    told(first)
    receiving.receive(second, network.to_mates(first))
    assert (flags(second), safeguarding.standing(second).locked) == ([], 1)
    safeguarding.ask(second)
    assert safeguarding.standing(second).asked
    receiving.receive(first, network.to_mates(second))
    (asking,) = safeguarding.standing(first).asking
    assert asking.office == "ISB2"
    safeguarding.let_read(first, asking.id)
    assert safeguarding.standing(first).asking == ()
    receiving.receive(second, network.to_mates(first))
    assert (flags(second), safeguarding.standing(second).locked) == ([["VIOL"]], 0)
    record = finding.listing(second, FORM).records[0].id
    safeguarding.note_seen(second, record)
    recording.patch(first, FORM, {"first_action": "ADVISED"}, record)
    receiving.receive(first, network.to_mates(second))
    (clash,) = clashing.clashes(first)
    own = next(place for place, side in enumerate(clash.sides) if side.here)
    resolving.resolve(first, record, groups={"seen_on": 1 - own, "first_action": own})
    values = finding.record(first, record).values
    assert (values["seen_on"], values["first_action"]) == ("2016-06-01", "ADVISED")
    assert checking.verify(first).sound


def test_headquarters_hears_how_many_of_each_kind_when_the_month_is_locked(store: Path) -> None:
    with unlocked(store, "Bilal", "2016-05-31") as bilal:
        told(bilal, contact_date="2016-05-31")
        counselling.save_contact(bilal, contact(age_group="A00", contact_date="2016-05-31"))
    with unlocked(store, "Bilal", "2016-06-01") as bilal:
        told(bilal)
    with unlocked(store, day="2016-06-02") as ayesha:
        locking.lock(ayesha, "2016-05")
        values = finding.listing(ayesha, "month_lock").records[0].values
        assert values["dangers"] == {"VIOL": 1, "MINOR": 1}


def test_a_minor_in_a_register_that_is_taken_in_waits_for_the_coordinator(store: Path) -> None:
    register = assets.folder("samples") / "mic-islamabad-register-2016-05.xlsx"
    with unlocked(store, "Bilal", "2017-10-02") as bilal:
        chosen = spreadsheets.Chosen(identity="keep")
        taken = spreadsheets.take_in(bilal, register, "counselling_contact", chosen)
        assert taken.records[FORM] > 0
        assert flags(bilal) == []
        assert safeguarding.standing(bilal).opened == taken.records[FORM]
        minors = {one.id for one in finding.listing(bilal, "counselling_contact", where={"age_group": "A00"}).records}
    with unlocked(store, day="2017-10-02") as ayesha:
        alerts = safeguarding.standing(ayesha).alerts
        assert len(alerts) == taken.records[FORM]
        assert {one.contact for one in alerts if "MINOR" in one.flags} == minors != set()
