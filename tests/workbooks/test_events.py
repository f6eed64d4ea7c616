"""The project's list of events, row by row, and what else lists of events hold."""

import pytest

from silkfield.formkit.grids import heads_by_sex

LIST = "budapest-process-events-2014-2017.xlsx"


@pytest.fixture(scope="module")
def events(take_in, samples):
    return take_in(samples / LIST, "event")


@pytest.fixture(scope="module")
def truth(expected):
    return expected[LIST]


def test_every_event_is_read_as_expected(events, truth):
    read = {row.number: row for row in events.rows}
    assert len(read) == truth["rows"]["records_read"]
    for wanted in truth["row_detail"]:
        row = read[wanted["row"]]
        values = row.draft("event").values
        container = wanted["kind"] == "CONTAINER"
        sexes = heads_by_sex(values.get("heads"))
        assert row.status == wanted["status"]
        assert sorted(reason.code for reason in row.reasons) == sorted(wanted["reasons"])
        assert (values["start_date"], values["end_date"]) == (wanted["start"], wanted["end"])
        assert values["dates_text"] == wanted["written"]
        assert values["title"] == wanted["title"]
        assert values["kind"] == ("OTHER" if container else wanted["kind"])
        assert values["status"] == ("HELD" if container else wanted["event_status"])
        assert values["component"] == wanted["component"]
        assert values["objectives"] == [wanted["objective"]]
        assert values["topics"] == [wanted["topic"]]
        assert values.get("countries", []) == wanted["countries"]
        assert [(venue["city"], venue["country"]) for venue in values["venues"]] == [
            (wanted["place"], wanted["country"])
        ]
        assert {sex: sexes[sex] for sex in "MFU"} == {sex: wanted[sex] for sex in "MFU"}
    assert events.reasons == truth["reasons"]


def test_only_the_week_in_tehran_holds_other_events(events):
    parents = {row.number: row.draft("event").values.get("parent") for row in events.rows}
    assert {number: parent for number, parent in parents.items() if parent} == {24: "@event-23", 25: "@event-23"}
    assert "heads" not in events.rows[18].draft("event").values


def test_a_training_is_linked_to_the_training_of_trainers_it_follows(events):
    values = {row.number: row.draft("event").values for row in events.rows}
    assert {number: one["cascade_of"] for number, one in values.items() if "cascade_of" in one} == {18: "@event-16"}


def test_what_the_kind_settles_is_filled_in(events):
    values = {row.number: row.draft("event").values for row in events.rows}
    assert (values[17]["working_group"], values[17]["meeting_number"]) == ("SRWG", 7)
    assert values[20]["pilot"] == "P-RPC"
    assert values[22]["pilot"] == "P-MIC"
    assert values[6]["components_also"] == ["C3"]
    assert (values[6]["scope"], values[18]["scope"], values[15].get("scope")) == ("REG", "NAT", None)


HEADER = ["No", "Date(s)", "Activity", "Type", "Place", "Country", "Comp.", "Topic", "Total", "Status"]


def one_event(take_in, workbook, **cells):
    usual = {
        "No": 1,
        "Date(s)": "3-5 May 2016",
        "Activity": "National training on data",
        "Type": "National training",
        "Place": "Lahore",
        "Country": "Pakistan",
        "Comp.": 1,
        "Topic": "cross-cutting",
        "Total": 20,
        "Status": "",
    }
    row = {**usual, **cells}
    return take_in(workbook([HEADER, [row[name] for name in HEADER]], title="Events"), "event").rows[0]


@pytest.mark.parametrize(
    ("cells", "codes", "status"),
    [
        ({}, [], "HELD"),
        ({"Date(s)": "5-3 May 2016"}, ["R_END_BEFORE_START"], "HELD"),
        ({"Date(s)": "3-20 May 2016"}, ["W_LONGER_THAN_15_DAYS"], "HELD"),
        ({"Date(s)": "some day"}, ["R_DATE_UNREADABLE"], "PLANNED"),
        ({"Date(s)": ""}, ["R_DATE_MISSING"], "PLANNED"),
        ({"Date(s)": "tbd"}, ["W_DATE_MISSING_PLANNED"], "PLANNED"),
        ({"Date(s)": "", "Status": "planned"}, ["W_DATE_MISSING_PLANNED"], "PLANNED"),
        ({"Date(s)": "26 Ordibehesht 1395"}, ["W_DATE_JALALI"], "HELD"),
        ({"Date(s)": "3 May 2030"}, ["W_OUTSIDE_PROJECT"], "PLANNED"),
        ({"Status": "cancelled"}, [], "CANCELLED"),
        ({"Type": "Pop concert"}, ["R_MISSING", "W_KIND_UNKNOWN"], "HELD"),
        ({"Country": "Narnia"}, ["W_COUNTRY_UNKNOWN"], "HELD"),
    ],
)
def test_odd_events_are_warned_and_impossible_ones_refused(take_in, workbook, cells, codes, status):
    row = one_event(take_in, workbook, **cells)
    assert sorted(reason.code for reason in row.reasons) == codes
    assert row.draft("event").values["status"] == status


def test_a_solar_day_is_read_and_kept_as_written(take_in, workbook):
    values = one_event(take_in, workbook, **{"Date(s)": "26 Ordibehesht 1395"}).draft("event").values
    assert (values["start_date"], values["dates_text"]) == ("2016-05-15", "26 Ordibehesht 1395")
