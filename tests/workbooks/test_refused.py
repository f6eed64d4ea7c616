"""The refused rows as a workbook: original lines with the reason, to be corrected and taken in again."""

import io

import pytest
from openpyxl import load_workbook

from silkfield.workbooks.refused import with_refusals, write_refused

CONTACT = "counselling_contact"
REGISTER, TALLY = "mic-islamabad-register-2016-05.xlsx", "pdo-tally-rawalpindi-2016-05.xlsx"


def corrected(data, changes):
    book = load_workbook(io.BytesIO(data))
    for place, value in changes.items():
        book.active[place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_refused_rows_come_back_with_the_reason_in_the_last_column(take_in, samples):
    path = samples / REGISTER
    intake = take_in(path, CONTACT)
    sheet = load_workbook(io.BytesIO(write_refused(path, intake))).active
    assert sheet.title == "May 2016"
    assert [cell.value for cell in sheet[5]][-2:] == ["Remarks", "Why not taken in"]
    assert sheet.max_row == 5 + len(intake.refused)
    assert [sheet.cell(row, 3).value for row in (6, 7)] == ["Khalid Pervez", "Tanveer Bhatti"]
    assert "row 20" in sheet.cell(6, 15).value
    assert sheet.cell(7, 15).value == "Date: This day is in the future."


def test_corrected_rows_are_taken_in_and_the_reasons_are_no_column(take_in, samples):
    path = samples / REGISTER
    refused = write_refused(path, take_in(path, CONTACT))
    told = take_in(corrected(refused, {"B7": "17/05/2016"}), CONTACT)
    assert told.sheets[0].unknown == ()
    assert [row.status for row in told.rows] == ["accepted", "accepted"]
    assert told.rows[1].draft(CONTACT).values["contact_date"] == "2016-05-17"


def test_rows_that_were_not_corrected_are_refused_again_with_the_same_key(take_in, samples):
    for name, form in ((REGISTER, CONTACT), (TALLY, "session")):
        intake = take_in(samples / name, form)
        again = take_in(write_refused(samples / name, intake), form)
        assert [row.key for row in again.rows] == [row.key for row in intake.refused]
        assert again.sheets[0].signature is not None


def test_two_header_rows_survive(take_in, samples):
    refused = write_refused(samples / TALLY, take_in(samples / TALLY, "session"))
    told = take_in(refused, "session")
    assert told.sheets[0].header_rows == (4, 5)
    assert told.reasons == {"R_GRID_SUM": 1}
    put_right = take_in(corrected(refused, {"N6": 60}), "session")
    assert [row.status for row in put_right.rows] == ["accepted"]


def test_merged_days_and_ditto_marks_are_written_out(take_in, workbook):
    rows = [
        ["Date", "Name", "Sex", "Channel", "Topic(s)", "Outcome"],
        ["3/5/2016", "Ali Raza", "M", "Ph", "visa", "Info"],
        ["", "Zahid Ali", "M", "-do-", "visa", ""],
    ]
    data = workbook(rows, merge=["A2:A3"])
    sheet = load_workbook(io.BytesIO(write_refused(data, take_in(data, CONTACT)))).active
    assert [cell.value for cell in sheet[2]][:4] == ["3/5/2016", "Zahid Ali", "M", "Ph"]


def test_rows_that_could_not_be_saved_are_refused_too(take_in, samples):
    intake = take_in(samples / REGISTER, CONTACT)
    row = intake.rows[0]
    told = with_refusals(intake, {row.key: "The month is locked."})
    assert [one.number for one in told.refused] == [6, 23, 51]
    assert told.reasons["R_NOT_SAVED"] == 1


@pytest.mark.parametrize("text", ["=1+1", "+92", "@x"])
def test_a_text_that_looks_like_a_formula_stays_a_text(take_in, workbook, text):
    header = ["Date", "Name", "Sex", "Channel", "Topic(s)", "Outcome", "Remarks"]
    data = workbook([header, ["", "Ali", "M", "Ph", "visa", "Info", "x"]])
    book = load_workbook(io.BytesIO(data))
    book.active["G2"] = text
    book.active["G2"].data_type = "s"
    out = io.BytesIO()
    book.save(out)
    cell = load_workbook(io.BytesIO(write_refused(out.getvalue(), take_in(out.getvalue(), CONTACT)))).active["G2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_nothing_refused_is_an_empty_workbook(take_in, workbook):
    data = workbook([["Name", "Short name"], ["Agency", "A"]])
    assert load_workbook(io.BytesIO(write_refused(data, take_in(data, "organisation")))).sheetnames == [
        "Nothing refused"
    ]
