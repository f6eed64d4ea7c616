"""The data dictionary names every question and every code, and what headquarters added."""

from __future__ import annotations

from pathlib import Path

from python_calamine import CalamineWorkbook

from network_of_stores import Network
from silkfield.forms import all_forms
from silkfield.operations import dictionary, recording
from silkfield.operations.handing_out import write_workbook
from silkfield.operations.sitting import Sitting


def test_every_question_of_every_form_is_in_it_with_its_kind_in_words(sitting: Sitting) -> None:
    questions = dictionary.data_dictionary(sitting).tables[0].rows
    named = {(row[0], row[1]): row[3] for row in questions}
    for form in all_forms().values():
        for one in form.fields:
            assert named[form.key, one.name] not in ("", type(one.answer).__name__)
    assert named["project", "amendments.signed_on"] == "day, 2016-05-03"


def test_it_says_what_never_leaves_the_site(sitting: Sitting) -> None:
    seen = {row[0]: row[6] for row in dictionary.data_dictionary(sitting).tables[0].rows}
    assert seen["client_identity"] == "this site only"
    assert seen["counselling_contact"] == "site and headquarters"


def test_a_code_that_headquarters_added_stands_in_it(network: Network) -> None:
    headquarters = network.headquarters
    recording.save(headquarters, "code", {"list": "topic", "code": "EXAM", "label": "Language exam"})
    codes = dictionary.data_dictionary(headquarters).tables[1].rows
    assert ("topic", "EXAM", "Language exam") in [row[:3] for row in codes]


def test_it_is_a_workbook_of_two_sheets(sitting: Sitting, tmp_path: Path) -> None:
    made = dictionary.data_dictionary(sitting)
    path = write_workbook(sitting, made, tmp_path / "dictionary.xlsx")
    sheets = CalamineWorkbook.from_path(path).sheet_names
    assert sheets[:2] == ["Questions", "Codes"]
