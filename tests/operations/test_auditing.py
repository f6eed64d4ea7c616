"""R13, the quality list: each number of it, the records behind it, and what only headquarters can know."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_seed import contact
from network_of_stores import Network
from offices import session
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.operations import auditing, counselling, pairing, recording, reporting
from silkfield.operations.recording import Saver, Wanted
from silkfield.operations.sitting import Sitting

YES = {"form": "VERBAL"}


def figures(sitting: Sitting, site: str = "ISB") -> dict[str, int]:
    return dict(reporting.report(sitting, "R13", "2016-05", site).figures[site])


def behind(sitting: Sitting, key: str) -> tuple[str, ...]:
    return auditing.records_behind(sitting, f"{key}@ISB", "2016-05")[1]


def filled(sitting: Sitting) -> dict[str, str]:
    """Record what is asked about below, by a name for each."""
    may = {"contact_date": "2016-05-30", "purpose": "WORK"}
    return {
        "clear": counselling.save_contact(sitting, contact(**may)).record,
        "sex": counselling.save_contact(sitting, contact(**may, sex="U")).record,
        "age": counselling.save_contact(sitting, contact(**may, age_group="AUN", district=None)).record,
        "broken off": counselling.save_contact(
            sitting, contact(**may, topics=[], outcomes=["INCOMPLETE"], destination_1=None)
        ).record,
        "late": counselling.save_contact(sitting, contact(contact_date="2016-05-01", purpose="UNKNOWN")).record,
        "old": recording.save(sitting, "session", session(held_on="2013-05-01")).record,
    }


def test_every_number_of_the_quality_list_has_its_records_behind_it(network: Network) -> None:
    laptop = network.add("ISB")
    one = filled(laptop)
    found = figures(laptop)
    assert found["contacts"] == 5
    expected = {
        "unknown.sex": {"sex"},
        "unknown.age_group": {"age"},
        "unknown.district": {"age"},
        "unknown.destination_1": {"broken off"},
        "unknown.purpose": {"late"},
        "unknown.stage": set(),
        "no_topic": {"broken off"},
        "old.session": {"old"},
        "future.session": set(),
    }
    for key, names in expected.items():
        assert found[key] == len(names), key
        assert {*behind(laptop, key)} == {one[name] for name in names}, key
    assert found["late.median_days"] == 2
    assert "missing" not in found  # a site cannot know
    with pytest.raises(Trouble, match="No records stand behind"):
        behind(laptop, "median")


def test_a_contact_typed_or_taken_in_after_more_than_31_days_is_late(sitting: Sitting) -> None:
    counselling.save_contact(sitting, contact(contact_date="2016-05-01"))  # 31 days before
    assert figures(sitting)["late"] == 0
    with sitting.store.writing() as connection:
        saver = Saver.begin(sitting, connection, typed=False)
        late = saver.put([Wanted("counselling_contact", contact(contact_date="2016-04-30"))]).record
        saver.flush()
    assert auditing.records_behind(sitting, "late@ISB", "2016-04")[1] == (late,)


def test_a_day_after_today_is_found_whatever_the_month(sitting: Sitting) -> None:
    recording.save(sitting, "session", session(held_on="2016-06-01"))
    assert figures(sitting)["future.session"] == 0
    yesterday = Sitting(sitting.store, sitting.person, sitting.office, SetClock.on("2016-05-31"))
    assert figures(yesterday)["future.session"] == 1


def test_clients_with_an_equal_mark_are_open_until_somebody_decides(network: Network) -> None:
    laptop = network.add("ISB")
    for name in ("Kamran Hussain", "Kamran H."):
        identity = {"full_name": name, "phone": "+923001234567"}
        counselling.save_contact(laptop, contact(contact_date="2016-05-30"), consent=YES, identity=identity)
    network.hear("ISB1")  # brings the key that marks are made with
    network.deliver(network.send(laptop))  # makes them
    first, second = behind(laptop, "duplicates")
    assert figures(laptop)["duplicates"] == figures(network.headquarters)["duplicates"] == 1
    pairing.tell_apart(laptop, first, second)
    assert figures(laptop)["duplicates"] == 0


def test_headquarters_says_how_many_changes_are_missing(network: Network) -> None:
    laptop = network.add("ISB")
    filled(laptop)
    parts = network.send(laptop, part_bytes=3_300)
    network.deliver(parts[1:])
    assert figures(network.headquarters)["missing"] > 0
    network.deliver(parts[:1])
    assert figures(network.headquarters)["missing"] == 0


def test_the_list_is_written_like_every_report(sitting: Sitting, tmp_path: Path) -> None:
    filled(sitting)
    made = reporting.report(sitting, "r13", "2016-05")
    for ending in reporting.FORMATS:
        assert reporting.write(made, tmp_path / f"R13{ending}").stat().st_size > 500
    assert "Contacts without a topic,1,5,20 %" in reporting.as_csv(made)
