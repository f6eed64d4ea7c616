"""The registers that staff keep are taken in once, with the figures that must come out, and can be taken back whole."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from network_of_stores import Network
from silkfield import assets
from silkfield.clock import SetClock
from silkfield.errors import Trouble
from silkfield.operations import checking, finding, reporting, spreadsheets
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting
from silkfield.operations.spreadsheets import Chosen

SAMPLES = assets.folder("samples")
REGISTER = SAMPLES / "mic-islamabad-register-2016-05.xlsx"
EXPECTED = json.loads((Path(__file__).parents[1] / "samples" / "expected.json").read_text())


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    for clock in (laptop.clock, network.headquarters.clock):
        clock.milliseconds = SetClock.on("2017-10-02").milliseconds
    return laptop


def answers() -> dict[str, Any]:
    return spreadsheets.read_answers(SAMPLES / "answers-register-2016-05.json")


def take_register(sitting: Sitting, **choices: Any) -> spreadsheets.TakenIn:
    return spreadsheets.take_in(sitting, REGISTER, "counselling_contact", Chosen(**choices))


def test_names_are_never_taken_in_before_somebody_says_what_to_do_with_them(isb: Sitting) -> None:
    with pytest.raises(Trouble, match="names of clients") as trouble:
        take_register(isb)
    assert (trouble.value.code, trouble.value.exit_code) == ("identity_needed", 2)
    assert finding.listing(isb, "counselling_contact").count == 0


def test_kept_names_stay_at_the_site_with_a_consent_that_the_user_certified(network: Network, isb: Sitting) -> None:
    taken = take_register(isb, identity="keep")

    assert (taken.accepted, taken.warned, taken.refused) == (67, 11, 2)
    assert taken.records["client"] == 47
    assert taken.records["client_identity"] == taken.records["consent"] == 46, "the minor is never identified"
    consent = finding.listing(isb, "consent").records[0].values
    assert (consent["purposes"], consent["form"], consent["certified_by"]) == (["KEEP"], "VERBAL", isb.person.name)

    (outcome,) = network.deliver(network.send(isb))
    assert outcome.plan.faults == ()
    for form in ("client_identity", "counselling_note", "safeguarding"):
        assert finding.listing(network.headquarters, form).count == 0
    assert finding.listing(network.headquarters, "counselling_contact").count == 78
    database = network.headquarters.store.folder.rglob("*")
    assert not any(b"Naeem Awan" in path.read_bytes() for path in database if path.is_file())


def test_dropped_names_are_nowhere_in_the_log(isb: Sitting) -> None:
    taken = take_register(isb, identity="drop")

    assert "client_identity" not in taken.records
    assert taken.records["client"] == 47
    with isb.store.reading() as connection:
        lines = connection.exec_driver_sql("SELECT line FROM body").scalars().all()
    assert not any(b"Naeem" in line or b"+92341" in line for line in lines)


def test_the_same_workbook_twice_adds_nothing_and_says_so(isb: Sitting) -> None:
    take_register(isb, identity="keep")
    before = checking.verify(isb)

    again = take_register(isb, identity="keep")

    assert (again.accepted + again.warned, again.known, again.batch) == (0, 78, "")
    assert checking.verify(isb) == before


def test_an_intake_is_taken_back_as_one_and_can_come_in_again(isb: Sitting) -> None:
    taken = take_register(isb, identity="keep")

    undone = spreadsheets.undo_intake(isb, taken.batch)

    assert len(undone.records) == sum(taken.records.values())
    assert finding.listing(isb, "counselling_contact").count == 0
    assert finding.listing(isb, "counselling_contact", removed=True).count == 78
    assert checking.verify(isb).sound
    assert take_register(isb, identity="keep").accepted == 67


def test_refused_rows_come_back_in_a_workbook_that_says_why(isb: Sitting) -> None:
    taken = take_register(isb, identity="keep")

    assert taken.refused_workbook is not None
    sheet = load_workbook(BytesIO(taken.refused_workbook)).worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any("future" in text for text in texts)


@pytest.mark.parametrize(("answered", "contacts", "people"), [(False, 77, 46), (True, 78, 43)])
def test_the_monthly_statistics_at_headquarters_show_exactly_the_expected_figures(
    network: Network, isb: Sitting, answered: bool, contacts: int, people: int
) -> None:
    """Without answers one named contact stands in March, so May has 77 contacts, 31 of them anonymous, and 46 clients."""
    take_register(isb, identity="keep", answers=answers() if answered else {})
    spreadsheets.take_in(isb, SAMPLES / "awareness-sessions-2016-05.xlsx", "session")
    spreadsheets.take_in(isb, SAMPLES / "pdo-tally-rawalpindi-2016-05.xlsx", "session")
    network.deliver(network.send(isb))

    figures = reporting.report(network.headquarters, "R1", "2016-05", "ISB").figures["ISB"]

    expected = EXPECTED["r1_mic_islamabad_2016_05"]
    assert (figures["A"]["contacts"], figures["B"]["unique_clients"]) == (contacts, people)
    assert figures["A"]["anonymous"] == expected["A_anonymous"] == 31
    assert figures["C"]["heads"] == {**expected["C_heads"], "X": 0}
    assert (figures["C"]["sessions"], figures["C"]["districts"]) == (expected["C_sessions"], expected["C_districts"])
    quiz, said = figures["C"]["quiz"], EXPECTED["files"]["awareness-sessions-2016-05.xlsx"]["quiz"]
    assert quiz == {
        "sessions": said["sessions_with_both"],
        "people_before": said["n_before"],
        "percent_before": said["weighted_mean_before_pct"],
        "people_after": said["n_after"],
        "percent_after": said["weighted_mean_after_pct"],
        "gain": said["gain_points"],
    }
    assert figures["D"]["heads"] == {**expected["D_heads"], "X": 0}
    assert (figures["D"]["sessions"], figures["D"]["estimated"]) == (20, expected["D_estimated_heads"])
    assert figures["E"]["contacts_referred"] == expected["E_contacts_referred"]
    assert figures["E"]["by_agency"] == expected["E_by_agency"]
    assert figures["F"] is figures["G"] is None
    if answered:
        assert figures["A"]["by_sex"] == expected["A_by_sex"]
        assert figures["A"]["by_channel"] == expected["A_by_channel"]
        assert figures["B"]["by_sex"] == EXPECTED["files"][REGISTER.name]["unique_named_clients_by_sex"]
        assert figures["services_given"] == expected["services_given_A_plus_C_plus_D"]


def test_the_first_laptop_writes_match_tokens_once_it_knows_the_roster_and_headquarters_cannot_read_them(
    network: Network, isb: Sitting
) -> None:
    take_register(isb, identity="keep", answers=answers())
    assert finding.listing(isb, "client_match").count == 0, "before the roster nobody knows who is first"

    receiving.receive(isb, network.reply("ISB"))
    matched = finding.listing(isb, "client_match").records
    identities = finding.listing(isb, "client_identity").records
    strong = [one for one in identities if {"phone", "phone_2", "relative_name"} & one.values.keys()]
    assert len(matched) == len(strong) == 41, "a name alone is no token"
    network.deliver(network.send(isb))
    tokens = [
        row["token"]
        for one in finding.listing(network.headquarters, "client_match").records
        for row in one.values["tokens"]
    ]
    assert all(len(token) == 64 for token in tokens)

    lhe = network.add("LHE")
    lhe.clock.milliseconds = isb.clock.now()
    receiving.receive(lhe, network.reply("LHE"))
    take_register(lhe, identity="keep")
    assert finding.listing(lhe, "client_match").count == 0, "another laptop has no key yet"


def test_a_bad_workbook_is_one_sentence_and_takes_nothing_in(isb: Sitting, tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_text("Name,Age")
    with pytest.raises(Trouble):
        spreadsheets.take_in(isb, path, "counselling_contact", Chosen(identity="drop"))
    with pytest.raises(Trouble, match="no file"):
        spreadsheets.take_in(isb, tmp_path / "none.xlsx", "session")
    with pytest.raises(Trouble, match="no form"):
        spreadsheets.take_in(isb, REGISTER, "nothing")


def test_what_is_written_out_can_be_taken_in_elsewhere(network: Network, isb: Sitting, tmp_path: Path) -> None:
    spreadsheets.take_in(isb, SAMPLES / "awareness-sessions-2016-05.xlsx", "session")
    assert spreadsheets.export(isb, "session", tmp_path / "sessions.xlsx") == 9

    lhe = network.add("LHE")
    lhe.clock.milliseconds = isb.clock.now()
    taken = spreadsheets.take_in(lhe, tmp_path / "sessions.xlsx", "session")
    assert (taken.accepted + taken.warned, taken.refused) == (9, 0)

    def counted(sitting: Sitting) -> list[object]:
        return sorted(
            json.dumps(one.values["heads"], sort_keys=True) for one in finding.listing(sitting, "session").records
        )

    assert counted(lhe) == counted(isb)


def test_a_list_written_out_here_adds_nothing_when_it_is_taken_in_here(isb: Sitting, tmp_path: Path) -> None:
    spreadsheets.take_in(isb, SAMPLES / "awareness-sessions-2016-05.xlsx", "session")
    spreadsheets.export(isb, "session", tmp_path / "sessions.xlsx")

    again = spreadsheets.take_in(isb, tmp_path / "sessions.xlsx", "session")

    assert (again.accepted + again.warned, again.known) == (0, 9)
    assert finding.listing(isb, "session").count == 9
