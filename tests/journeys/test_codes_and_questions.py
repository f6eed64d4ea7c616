"""Headquarters adds codes and questions; they travel down, are asked and answered, and what was answered stays readable."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop_seed import contact
from network_of_stores import Network
from offices import session
from silkfield.errors import Trouble
from silkfield.formkit.form import HEADQUARTERS, Audience, every_field
from silkfield.operations import checking, counselling, finding, recording, spreadsheets
from silkfield.operations.exchange import receiving
from silkfield.operations.sitting import Sitting

EXAM = {
    "list": "topic",
    "code": "EXAM",
    "label": "Language exams",
    "urdu": "زبان کے امتحان",
    "aliases": "IELTS; Goethe",
}
BUS = {
    "form": "session",
    "key": "came_by",
    "label": "How most people came",
    "urdu": "زیادہ تر لوگ کیسے آئے",
    "kind": "CHOICE",
    "choices": [
        {"key": "1", "code": "BUS", "label": "By bus", "urdu": "بس سے"},
        {"key": "2", "code": "FOOT", "label": "On foot"},
    ],
}


def asked(sitting: Sitting) -> list[str]:
    return [one.name for one in sitting.form("session").fields if one.name.startswith("x_")]


@pytest.fixture
def isb(network: Network) -> Sitting:
    laptop = network.add("ISB")
    recording.save(laptop, "session", session())
    return laptop


def test_what_headquarters_adds_is_asked_at_the_site_and_answered_to_headquarters(
    network: Network, isb: Sitting
) -> None:
    hq = network.headquarters
    recording.save(hq, "code", EXAM)
    recording.save(hq, "question", BUS)
    assert asked(isb) == []
    assert "EXAM" not in isb.around().codes["topic"]

    receiving.receive(isb, network.reply("ISB"))
    assert asked(isb) == ["x_came_by"]
    assert isb.around().codes["topic"].find("goethe")[0].key == "EXAM"
    record = recording.save(isb, "session", session(topics=["EXAM"], x_came_by="BUS")).record
    network.deliver(network.send(isb))

    there = finding.record(hq, record)
    assert (there.values["topics"], there.values["x_came_by"]) == (["EXAM"], "BUS")
    said = dict(finding.shown_values(hq, hq.form("session"), there.values))
    assert said["x_came_by"] == "By bus"
    assert checking.verify(hq).sound
    assert checking.verify(isb).sound


def test_the_search_finds_what_headquarters_calls_a_code(network: Network, isb: Sitting) -> None:
    helpline = {
        "list": "referral_to",
        "code": "HELPLINE",
        "label": "Helpline of the ministry",
        "urdu": "وزارت کی ہیلپ لائن",
    }
    recording.save(network.headquarters, "code", helpline)
    recording.save(
        network.headquarters, "code", {"list": "referral_to", "code": "OPF", "label": "Foundation in Islamabad"}
    )
    receiving.receive(isb, network.reply("ISB"))
    for kind in ("HELPLINE", "OPF"):
        counselling.save_contact(isb, contact(outcomes=["REFERRED"], referred_to=[kind]))
    for find, kinds in (("helpl", ["HELPLINE"]), ("ہیلپ", ["HELPLINE"]), ("foundation islam", ["OPF"]), ("visa", [])):
        found = finding.listing(isb, "referral", find=find)
        assert [one.values["to_kind"] for one in found.records] == kinds
        assert found.count == len(kinds)


def test_an_answer_that_cannot_be_is_refused_with_a_sentence(network: Network) -> None:
    hq = network.headquarters
    recording.save(hq, "question", BUS)
    with pytest.raises(Trouble):
        recording.save(hq, "session", session(x_came_by="TRAIN"))
    with pytest.raises(Trouble):
        recording.save(hq, "session", session(x_another="BUS"))
    with pytest.raises(Trouble):
        recording.save(hq, "code", {"list": "topic", "code": "NEW1"})
    with pytest.raises(Trouble):
        recording.save(hq, "question", {**BUS, "choices": None})


def test_a_question_and_a_code_that_are_retired_stay_readable_where_they_were_used(
    network: Network, isb: Sitting
) -> None:
    hq = network.headquarters
    code = recording.save(hq, "code", EXAM).record
    question = recording.save(hq, "question", BUS).record
    record = recording.save(hq, "session", session(topics=["EXAM"], x_came_by="FOOT")).record
    recording.patch(hq, "code", {"last_day": "2016-01-31"}, code)
    recording.patch(hq, "question", {"last_day": "2016-01-31"}, question)

    values = finding.record(hq, record).values
    assert dict(finding.shown_values(hq, hq.form("session"), values))["x_came_by"] == "On foot"
    assert recording.patch(hq, "session", {"venue": "Another hall"}, record)
    assert finding.record(hq, record).values["x_came_by"] == "FOOT"
    (field,) = [one for one in hq.form("session").fields if one.name == "x_came_by"]
    assert field.when is not None
    assert field.when.holds(values)
    assert not field.when.holds(session())
    assert not hq.around().codes["topic"].by_key["EXAM"].in_use(hq.around().today.isoformat())


def test_a_code_of_the_program_is_renamed_moved_and_retired(network: Network) -> None:
    hq = network.headquarters
    recording.save(hq, "code", {"list": "topic", "code": "VISA", "label": "Visas and permits", "place": 1})
    recording.save(hq, "code", {"list": "topic", "code": "JOB", "last_day": "2015-12-31"})
    codes = hq.around().codes["topic"]
    assert codes.codes[0].key == "VISA"
    assert codes.text("VISA") == "Visas and permits"
    assert not codes.by_key["JOB"].in_use("2016-01-01")
    assert codes.by_key["JOB"].in_use("2015-12-31")


def test_a_site_may_not_add_codes_or_questions(isb: Sitting) -> None:
    with pytest.raises(Trouble):
        recording.save(isb, "code", EXAM)
    with pytest.raises(Trouble):
        recording.save(isb, "question", BUS)


def test_extra_answers_have_a_column_and_an_explanation_in_excel(network: Network, tmp_path: Path) -> None:
    hq = network.headquarters
    recording.save(hq, "question", BUS)
    recording.save(hq, "session", session(x_came_by="BUS"))
    path = tmp_path / "sessions.xlsx"
    spreadsheets.export(hq, "session", path)
    book = openpyxl.load_workbook(path)
    header, row = (list(some) for some in book.worksheets[0].iter_rows(values_only=True))
    assert row[header.index("How most people came")] == "By bus"
    explained = [
        str(cell) for sheet in book.worksheets[1:] for line in sheet.iter_rows(values_only=True) for cell in line
    ]
    assert "How most people came" in explained


def test_a_question_named_like_a_field_never_takes_its_place(network: Network) -> None:
    hq = network.headquarters
    recording.save(hq, "question", {**BUS, "key": "venue", "kind": "TEXT", "choices": None})
    assert hq.form("session").by_name["venue"].label == "Venue"
    assert asked(hq) == ["x_venue"]


def test_only_forms_that_travel_to_headquarters_are_asked_about(network: Network) -> None:
    hq = network.headquarters
    for key in hq.around().codes["asked_form"].by_key:
        form = hq.form(key)
        assert form.audience is Audience.HQ
        assert form.kept_at != frozenset({HEADQUARTERS})
        assert not any(one.name.startswith("x_") for one in every_field(form))
    assert hq.around().codes["code_list"].by_key.keys() <= hq.around().codes.keys()
