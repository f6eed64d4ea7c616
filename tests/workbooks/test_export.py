"""Records out and in again: nothing changes on the way, no text becomes a formula, Urdu runs from the right."""

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from silkfield import language
from silkfield.formkit.answers import (
    Amount,
    Answer,
    Choice,
    Choices,
    Clocktime,
    Count,
    Day,
    Phone,
    Ref,
    Refs,
    Text,
    YesNo,
)
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.form import Audience, Field, Form, Section, every_field, numbered
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally
from silkfield.formkit.problems import Around
from silkfield.forms import all_forms
from silkfield.workbooks.cell_formats import cell_format
from silkfield.workbooks.export import write_records
from silkfield.workbooks.intake import read_intake
from silkfield.workbooks.opening import open_workbook

CODES = standard_codes()
AROUND = Around(date(2018, 1, 15), CODES)
VISITS = Rows(
    (Field("day", "Day", Day(), required=True), Field("place", "Place", Text(80)), Field("done", "Done", YesNo()))
)
TOY = Form(
    key="toy",
    title="Toy",
    plural="Toys",
    audience=Audience.HQ,
    sections=(
        Section(
            "All kinds of answers",
            (
                numbered("TOY"),
                Field("name", "Name", Text(80), required=True),
                Field("remark", "Remark", Text(400, lines=True)),
                Field("count", "Count", Count()),
                Field("score", "Score", Amount()),
                Field("day", "Day of it", Day(future=True)),
                Field("at", "At", Clocktime()),
                Field("district", "District", Choice("district")),
                Field("destination", "Destination", Choice("destination")),
                Field("topics", "Topics", Choices("topic", 25)),
                Field("sure", "Sure", YesNo()),
                Field("phone", "Phone", Phone()),
                Field("event", "Event", Ref("event")),
                Field("events", "Events", Refs("event")),
                Field("heads", "Heads", HeadCount()),
                Field("going", "Going", Tally("destination")),
                Field("marks", "Marks", Marks()),
                Field("visits", "Visits", VISITS),
            ),
        ),
    ),
)


def codes_of(name):
    return st.sampled_from([code.key for code in CODES[name].codes])


def texts(lines=False):
    signs = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])
    answer = Text(400, lines=lines)
    plain = st.text(signs | st.sampled_from("=+-@'\"\n" if lines else "=+-@'\""), max_size=40)
    return plain.map(lambda text: answer.read(text, AROUND)).filter(bool)


IDS = st.uuids().map(str)
DAYS = st.dates(date(1800, 1, 1), date(2100, 1, 1)).map(date.isoformat)
COUNTS = st.integers(0, 100_000)
HEADS = st.dictionaries(
    st.sampled_from("MFXU"),
    st.dictionaries(codes_of("age_group"), COUNTS, min_size=1, max_size=4),
    max_size=3,
)
VALUES = st.fixed_dictionaries(
    {"name": texts()},
    optional={
        "number": st.sampled_from(["TOY-ISB1-2016-0001-7", "TOY-ISB1-2016-0002-5"]),
        "remark": texts(lines=True),
        "count": COUNTS,
        "score": st.integers(0, 100_000).map(lambda score: score // 100 if score % 100 == 0 else score / 100),
        "day": DAYS,
        "at": st.times().map(lambda time: time.strftime("%H:%M")),
        "district": codes_of("district"),
        "destination": codes_of("destination"),
        "topics": st.lists(codes_of("topic"), min_size=1, max_size=5, unique=True),
        "sure": st.booleans(),
        "phone": st.integers(10**9, 10**12).map(lambda number: f"+{number}"),
        "event": IDS,
        "events": st.lists(IDS, min_size=1, max_size=3, unique=True),
        "heads": st.tuples(HEADS, st.booleans()).map(
            lambda both: {"cells": both[0], "estimate": True} if both[1] else {"cells": both[0]}
        ),
        "going": st.dictionaries(codes_of("destination"), COUNTS, min_size=1, max_size=4),
        "marks": st.dictionaries(DAYS, codes_of("attendance"), min_size=1, max_size=4),
        "visits": st.lists(
            st.fixed_dictionaries({"day": DAYS}, optional={"place": texts(), "done": st.booleans()}),
            min_size=1,
            max_size=3,
        ).map(lambda rows: [{"key": f"k{place}", **row} for place, row in enumerate(rows)]),
    },
)
RECORDS = st.dictionaries(IDS, VALUES, min_size=1, max_size=4)


@pytest.mark.parametrize("code", ["en", "ur"])
@given(records=RECORDS)
def test_what_is_written_is_read_back_unchanged(code, records):
    language.choose(code)
    try:
        data = write_records(TOY, records.items(), AROUND)
        told = read_intake(data, TOY, AROUND)
    finally:
        language.choose("en")
    back = {row.facts["id"]: row.drafts[0].values for row in told.rows}
    assert back == records
    assert told.sheets[0].unknown == ()


def test_every_form_has_a_cell_format_for_every_answer():
    for form in (*all_forms().values(), TOY):
        for field in every_field(form):
            cell_format(field.answer)


def test_an_unknown_kind_of_answer_is_named():
    class Colour(Answer):
        pass

    with pytest.raises(TypeError, match="Colour"):
        cell_format(Colour())


@pytest.mark.parametrize(
    "text", ["=1+1", "+92", "-5", "@SUM(A1)", "\tx", "\r=1", '=HYPERLINK("x")', "'quoted", "_x000D_"]
)
def test_a_text_is_never_a_formula(text):
    data = write_records(TOY, [("0190d1a0-0000-7000-8000-000000000001", {"name": text})], AROUND)
    cell = load_workbook(io.BytesIO(data))["Toys"]["C2"]
    assert cell.data_type in {"s", "inlineStr"}
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))
    name = open_workbook(data)[0].rows[1][2]
    assert name.replace("\n", "\r") == text


def test_days_are_days_and_ids_and_phones_are_texts():
    record = "0190d1a0-0000-7000-8000-000000000001"
    values = {"name": "Ali", "day": "2016-05-03", "phone": "+923001234567", "count": 12}
    sheet = load_workbook(io.BytesIO(write_records(TOY, [(record, values)], AROUND)))["Toys"]
    row = {header.value: cell for header, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["Id"].value, row["Id"].number_format) == (record, "@")
    assert (row["Phone"].value, row["Phone"].number_format) == ("+923001234567", "@")
    assert row["Day of it"].is_date
    assert row["Count"].value == 12


def test_the_sheet_is_frozen_filtered_and_offers_lists():
    book = load_workbook(io.BytesIO(write_records(TOY, [], AROUND)))
    sheet = book["Toys"]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref.startswith("A1:")
    offers = {offer.formula1 for offer in sheet.data_validations.dataValidation}
    assert len(offers) == 2
    assert book["Lists"].sheet_state == "hidden"
    assert book.sheetnames[-2:] == ["About the columns", "Lists"]
    assert [cell.value for cell in book["About the columns"][2]][:2] == ["Id", "id"]


def test_in_urdu_the_sheets_run_from_the_right():
    language.choose("ur")
    try:
        book = load_workbook(io.BytesIO(write_records(TOY, [], AROUND)))
    finally:
        language.choose("en")
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert not load_workbook(io.BytesIO(write_records(TOY, [], AROUND))).worksheets[0].sheet_view.rightToLeft


def test_a_reference_shows_what_it_is_called_and_is_read_by_its_id():
    record, event = "0190d1a0-0000-7000-8000-000000000001", "0190d1a0-0000-7000-8000-000000000002"
    data = write_records(
        TOY, [(record, {"name": "Ali", "event": event})], AROUND, named=lambda form, _id: f"the {form}"
    )
    assert "the event" in open_workbook(data)[0].rows[1]
    told = read_intake(data, TOY, AROUND)
    assert told.rows[0].drafts[0].values == {"name": "Ali", "event": event}
    assert told.sheets[0].unknown == ()


def test_every_form_can_be_written_and_read_by_its_labels(around, samples, take_in):
    """The public samples, exported and taken in again, give the same answers."""
    from silkfield.workbooks.drafts import with_ids

    for form, name in (
        ("session", "pdo-tally-rawalpindi-2016-05"),
        ("session", "awareness-sessions-2016-05"),
        ("event", "budapest-process-events-2014-2017"),
        ("counselling_contact", "mic-islamabad-register-2016-05"),
        ("participation", "training-nominations-2015-09"),
    ):
        intake = take_in(samples / f"{name}.xlsx", form)
        handles = [draft.handle for row in intake.taken for draft in row.drafts] + [one.handle for one in intake.shared]
        ids = {handle: f"0190d1a0-0000-7000-8000-{place:012d}" for place, handle in enumerate(handles)}
        records = {ids[row.draft(form).handle]: with_ids(row.draft(form).values, ids) for row in intake.taken}
        told = take_in(write_records(all_forms()[form], records.items(), around), form)
        assert {row.facts["id"]: row.drafts[0].values for row in told.rows} == records


def test_a_hand_made_list_of_any_form_is_read_by_its_labels(workbook, take_in):
    rows = [
        ["Our partners"],
        ["Name", "Short name", "Type", "Country", "Part of"],
        ["Federal Investigation Agency", "FIA", "", "Pakistan", ""],
        ["FIA Academy", "", "", "PK", "FIA"],
        ["", "X", "", "Pakistan", ""],
        ["Somewhere", "", "", "Narnia", ""],
    ]
    told = take_in(workbook(rows, title="Partners"), "organisation")
    assert [[reason.code for reason in row.reasons] for row in told.rows] == [[], [], ["R_MISSING"], ["R_UNREADABLE"]]
    assert told.rows[0].drafts[0].values["country"] == "PK"
    assert told.rows[1].drafts[0].values["parent"] == told.shared[0].handle
    assert told.shared[0].values["name"] == "Federal Investigation Agency"
