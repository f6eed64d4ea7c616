"""Finding the header and the records: titles, totals, headings, merged days, ditto marks, columns in any order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.forms import all_forms
from silkfield.workbooks.intake import meanings

CONTACT = "counselling_contact"
HEADER = ["S.No", "Date", "Name", "Sex", "Age", "District", "Channel", "Topic(s)", "Outcome", "Counsellor"]
ROW = [1, "3/5/2016", "Ali Raza", "M", 27, "Gujrat", "Ph", "visa", "Info", "SA"]


def contacts(intake):
    return {row.number: row.draft(CONTACT).values for row in intake.rows}


def skipped(intake):
    return {row.number: row.why for row in intake.sheets[0].skipped}


def test_the_header_is_found_under_titles_and_in_urdu(take_in, workbook):
    urdu = ["نمبر شمار", "تاریخ", "نام", "جنس", "عمر", "ضلع", "ذریعہ", "موضوع", "نتیجہ", "کونسلر"]
    told = take_in(
        workbook(
            [["رجسٹر"], [], urdu, [1, "۳/۵/۲۰۱۶", "علی رضا", "مرد", "۲۷", "گجرات", "فون", "ویزا", "معلومات", "SA"]]
        ),
        CONTACT,
    )
    assert told.sheets[0].header_rows == (3, 3)
    assert told.rows[0].status == "accepted"
    assert contacts(told)[4] == {
        "stage": "UNK",
        "contact_date": "2016-05-03",
        "channel": "PHONE",
        "sex": "M",
        "age_group": "A25",
        "district": "PK-PB.gujrat",
        "destination_1": "UND",
        "topics": ["VISA"],
        "outcomes": ["INFO"],
        "counsellor": "SA",
        "client": "@client-4",
    }


@given(st.permutations(range(len(HEADER))))
def test_the_order_of_the_columns_does_not_matter(take_in, workbook, order):
    shuffled = [[row[place] for place in order] for row in (HEADER, ROW)]
    plain, other = take_in(workbook([HEADER, ROW]), CONTACT), take_in(workbook(shuffled), CONTACT)
    assert other.rows[0].drafts == plain.rows[0].drafts
    assert other.rows[0].key == plain.rows[0].key


def test_a_slip_of_the_pen_in_a_header_is_understood(take_in, workbook):
    header = [*HEADER[:5], "Distrct", "Channell", *HEADER[7:]]
    assert contacts(take_in(workbook([header, ROW]), CONTACT))[2]["district"] == "PK-PB.gujrat"


def test_a_column_nobody_knows_is_said_and_can_be_explained(take_in, workbook):
    header = [*HEADER[:5], "Patta", *HEADER[6:]]
    asked = take_in(workbook([header, ROW]), CONTACT)
    assert asked.sheets[0].unknown == ("Patta",)
    assert "district" not in contacts(asked)[2]
    told = take_in(workbook([header, ROW]), CONTACT, columns={"patta": "district"})
    assert contacts(told)[2]["district"] == "PK-PB.gujrat"
    assert told.sheets[0].signature == asked.sheets[0].signature
    assert "district" not in contacts(take_in(workbook([HEADER, ROW]), CONTACT, columns={"District": "-"}))[2]


def test_what_columns_may_mean_is_listed():
    assert meanings(all_forms()[CONTACT])["district"] == "District"
    assert meanings(all_forms()["organisation"])["short_name"] == "Short name"


def test_a_workbook_of_another_kind_is_said(take_in, samples):
    with pytest.raises(Trouble) as caught:
        take_in(samples / "budapest-process-events-2014-2017.xlsx", CONTACT)
    assert caught.value.code == "no_table"


def test_a_given_field_that_does_not_exist_is_said(take_in, workbook):
    with pytest.raises(Trouble) as caught:
        take_in(workbook([HEADER, ROW]), CONTACT, given={"colour": "red"})
    assert caught.value.code == "unknown_field"
    with pytest.raises(Trouble) as caught:
        take_in(workbook([HEADER, ROW]), CONTACT, given={"stage": "on the moon"})
    assert caught.value.code == "unreadable_value"


def test_given_answers_fill_what_the_file_does_not_say(take_in, workbook):
    header, row = HEADER[:6] + HEADER[7:], ROW[:6] + ROW[7:]
    asked = take_in(workbook([header, row]), CONTACT)
    assert [reason.code for reason in asked.rows[0].reasons] == ["R_MISSING"]
    told = take_in(workbook([header, row]), CONTACT, given={"channel": "Ph.", "stage": "returned"})
    assert told.rows[0].status == "accepted"
    assert (contacts(told)[2]["channel"], contacts(told)[2]["stage"]) == ("PHONE", "RET")


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ([], "blank"),
        ([12], "blank"),
        (["Sub total", "", "", 39], "total"),
        (["", "G. Total", "", 39], "total"),
        (["کل", "", 39], "total"),
        (["", "3/5/2016", "Public holiday"], "no_session"),
        (["", "", "", "", "Office closed - strike"], "no_session"),
        (["Week 2"], "heading"),
        (["", "Prepared by: S.A.", "", "Checked by: NB"], "signature"),
        (HEADER, "header"),
    ],
)
def test_lines_that_are_no_records_are_passed_over_and_said(take_in, workbook, line, why):
    told = take_in(workbook([HEADER, ROW, line, [2, *ROW[1:2], "Zahid Ali", *ROW[3:]]]), CONTACT)
    assert [row.number for row in told.rows] == [2, 4]
    assert told.sheets[0].skipped[0].why == why


def test_a_numbered_row_is_a_record_even_when_its_name_begins_like_a_total(take_in, workbook):
    told = take_in(workbook([HEADER, [1, "3/5/2016", "Total Khan", *ROW[3:]]]), CONTACT)
    assert len(told.rows) == 1


def test_merged_days_belong_to_each_row_and_ditto_marks_repeat(take_in, workbook):
    rows = [
        HEADER,
        [1, date(2016, 5, 3), "Ali Raza", "M", 27, "Gujrat", "Ph", "visa", "Info", "SA"],
        [2, "", "Zahid Ali", "M", 30, "-do-", '"', "job", "Info", "do"],
        [3, "", "Nasir Ali", "M", 31, "ditto", "walk in", '"', "Info", "HK"],
        [4, "", "Bilal Ali", "M", 31, "Attock", "walk in", "job", "Info", "HK"],
    ]
    told = take_in(workbook(rows, merge=["B2:B4"]), CONTACT)
    found = contacts(told)
    assert [found[number].get("contact_date") for number in (2, 3, 4, 5)] == ["2016-05-03"] * 3 + [None]
    assert {found[number]["district"] for number in (2, 3, 4)} == {"PK-PB.gujrat"}
    assert (found[3]["channel"], found[3]["counsellor"], found[4]["topics"]) == ("PHONE", "SA", ["JOB"])
    assert [reason.code for reason in told.rows[3].reasons] == ["R_DATE_MISSING"]


def test_a_row_that_comes_again_is_refused_whatever_its_number(take_in, workbook):
    told = take_in(workbook([HEADER, ROW, [2, *ROW[1:]], [3, *ROW[1:-1], "HK"]]), CONTACT)
    assert [[reason.code for reason in row.reasons] for row in told.rows] == [[], ["R_DUP_EXACT"], []]
    assert told.rows[1].reasons[0].proposal == 2
    assert told.rows[0].key == told.rows[1].key != told.rows[2].key


def test_groups_above_the_header_are_read_with_or_without_merged_cells(take_in, workbook):
    rows = [
        ["Pre-departure orientation"],
        ["S#", "Date", "MEN", "", "WOMEN", "", "Total"],
        ["", "", "18-24", "Total", "18-24", "Total", ""],
        [1, "3/5/2016", 4, 4, 5, 5, 9],
    ]
    for merge in ([], ["C2:D2", "E2:F2"]):
        told = take_in(workbook(rows, merge=merge), "session")
        assert told.sheets[0].header_rows == (2, 3)
        assert told.rows[0].draft("session").values["heads"] == {"cells": {"M": {"A18": 4}, "F": {"A18": 5}}}
        assert told.rows[0].status == "accepted"


def test_every_sheet_of_a_year_is_read(around, take_in):
    import io

    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for month in ("May 2016", "June 2016"):
        sheet = book.create_sheet(month)
        sheet.append(HEADER)
        sheet.append([1, f"3 {month}", *ROW[2:]])
    out = io.BytesIO()
    book.save(out)
    told = take_in(out.getvalue(), CONTACT, answers={"date:June 2016!2": "2016-06-04"})
    assert [(row.sheet, row.draft(CONTACT).handle) for row in told.rows] == [
        ("May 2016", "@contact-May 2016!2"),
        ("June 2016", "@contact-June 2016!2"),
    ]
    assert told.rows[1].draft(CONTACT).values["contact_date"] == "2016-06-04"
    assert told.unused_answers == ()


@pytest.mark.parametrize(
    ("day", "code", "proposal"),
    [
        (date(2016, 4, 5), "W_DATE_SWAP", "2016-05-04"),
        (date(2016, 12, 5), "W_DATE_OUT_OF_PERIOD", None),
        ("5/4/2016", "W_DATE_OUT_OF_PERIOD", None),
        ("42493", "W_DATE_SERIAL", "2016-05-03"),
        ("15 Sawr 1395", "W_DATE_JALALI", "2016-05-04"),
        ("4/5/2061", "R_DATE_FUTURE", "2016-05-04"),
    ],
)
def test_odd_days_are_said_with_the_day_that_may_be_meant(take_in, workbook, day, code, proposal):
    rows = [["May 2016"], HEADER, ROW, [2, day, "Zahid Ali", *ROW[3:]], [3, "4/5/2016", "Nasir Ali", *ROW[3:]]]
    reason = take_in(workbook(rows), CONTACT).rows[1].reasons[0]
    assert (reason.code, reason.proposal) == (code, proposal)


def test_a_sheet_without_a_month_in_its_title_has_that_of_nearly_all_its_days(take_in, workbook):
    days = [*(date(2016, 5, number) for number in range(2, 14)), date(2016, 3, 5)]
    rows = [HEADER, *([number, day, f"Ali Khan {number}", *ROW[3:]] for number, day in enumerate(days))]
    told = take_in(workbook(rows, title="Register"), CONTACT)
    assert told.reasons == {"W_DATE_OUT_OF_PERIOD": 1}


def test_numbers_in_remarks_and_texts_like_formulas_are_said(take_in, workbook):
    import io

    from openpyxl import Workbook

    book = Workbook()
    book.active.append([*HEADER, "Remarks"])
    for number, remark in enumerate(["CNIC 35202-1234567-1", "call 0300 0001234", "=cmd|x"], 1):
        book.active.append([number, *ROW[1:], remark])
        cell = book.active.cell(number + 1, 11)
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    told = take_in(out.getvalue(), CONTACT)
    assert [[reason.code for reason in row.reasons] for row in told.rows] == [
        ["W_NOTE_ID_NUMBER"],
        ["W_NOTE_ID_NUMBER"],
        ["W_TEXT_FORMULA"],
    ]
    assert told.rows[2].draft("counselling_note").values["note"] == "=cmd|x"
