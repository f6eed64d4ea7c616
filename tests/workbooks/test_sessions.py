"""The daily tally of a pre-departure desk and a month of awareness sessions, row by row."""

import pytest

from silkfield.errors import Trouble
from silkfield.formkit.grids import cells, heads_by_sex

TALLY, AWARENESS = "pdo-tally-rawalpindi-2016-05.xlsx", "awareness-sessions-2016-05.xlsx"
BANDS = {"A00": "<18", "A18": "18-24", "A25": "25-34", "A3559": "35-59", "A60": "60+", "AUN": "unknown"}


@pytest.fixture(scope="module", params=[TALLY, AWARENESS])
def both(request, take_in, samples, expected):
    return take_in(samples / request.param, "session"), expected[request.param]


def values_by_row(intake):
    return {row.number: row.draft("session").values for row in intake.rows}


def test_statuses_reasons_and_days_are_as_expected(both):
    intake, truth = both
    read = [(row.number, row.status, [reason.code for reason in row.reasons]) for row in intake.rows]
    assert read == [(row["row"], row["status"], row["reasons"]) for row in truth["row_detail"]]
    assert intake.reasons == truth["reasons"]
    assert [values["held_on"] for values in values_by_row(intake).values()] == [
        row["date"] for row in truth["row_detail"]
    ]
    assert len(intake.accepted) == truth["rows"]["accepted_clean"]
    assert len(intake.refused) == truth["rows"]["refused"]
    assert intake.sheets[0].unknown == ()
    assert {values["session_type"] for values in values_by_row(intake).values()} == {truth["session_type"]}


def test_heads_add_up_by_sex_and_band(both):
    intake, truth = both
    taken = [row.draft("session").values["heads"] for row in intake.taken]
    by_band = {band: dict.fromkeys("MFU", 0) for band in BANDS.values()}
    for value in taken:
        for sex, band, count in cells(value):
            by_band[BANDS[band]][sex] += count
    totals = [heads_by_sex(value) for value in taken]
    wanted = truth["heads"]
    assert by_band == truth["heads_by_band"]
    assert {sex: sum(total[sex] for total in totals) for sex in "MFU"} == {sex: wanted[sex] for sex in "MFU"}
    estimated = sum(sum(heads_by_sex(value).values()) for value in taken if value.get("estimate"))
    assert estimated == truth["estimated_heads"]


def test_the_tally_knows_destinations_leaflets_and_its_office(take_in, samples, expected):
    truth = expected[TALLY]
    intake = take_in(samples / TALLY, "session")
    values = values_by_row(intake)
    for wanted in truth["row_detail"]:
        got = values[wanted["row"]]
        sexes = heads_by_sex(got["heads"])
        assert {sex: sexes[sex] for sex in "MFU"} == {sex: wanted[sex] for sex in "MFU"}
        assert got["materials"] == {"LEAFLET": wanted["leaflets"]}
    taken = [row.draft("session").values for row in intake.taken]
    for country, count in truth["destinations"].items():
        if country != "not_stated":
            key = {"OTHER": "OTH"}.get(country, country)
            assert sum(one.get("destinations", {}).get(key, 0) for one in taken) == count
    going = sum(sum(one.get("destinations", {}).values()) for one in taken)
    assert truth["heads"]["total"] - going == truth["destinations"]["not_stated"]
    assert {(one["office"], one["district"]) for one in taken} == {("RWP", "PK-PB.rawalpindi")}
    assert [row.number for row in intake.refused] == truth["refused_rows"]
    assert {row.number: row.why for row in intake.sheets[0].skipped} == {21: "no_session", 28: "total"}


def test_awareness_sessions_know_place_audience_topics_and_quizzes(take_in, samples, expected, around):
    values = values_by_row(take_in(samples / AWARENESS, "session"))
    for wanted in expected[AWARENESS]["row_detail"]:
        got = values[wanted["row"]]
        assert got["venue"] == wanted["venue"]
        assert around.codes["district"].text(got["district"]) == wanted["district"]
        assert got["audience"] == [wanted["audience"]]
        assert got["topics"] == wanted["topics"]
        for sex in "MF":
            assert {BANDS[band]: heads for band, heads in got["heads"]["cells"].get(sex, {}).items()} == wanted[sex]
        for quiz in ("quiz_before", "quiz_after"):
            assert [got.get(f"{quiz}_people"), got.get(f"{quiz}_percent")] == (wanted[quiz] or [None, None])


def test_means_of_the_quizzes_are_those_of_the_groups(take_in, samples, expected):
    truth = expected[AWARENESS]["quiz"]
    values = [row.draft("session").values for row in take_in(samples / AWARENESS, "session").taken]
    for when in ("before", "after"):
        both = [
            (one[f"quiz_{when}_people"], one[f"quiz_{when}_percent"]) for one in values if f"quiz_{when}_people" in one
        ]
        people = sum(count for count, _percent in both)
        assert people == truth[f"n_{when}"]
        assert round(sum(n * percent for n, percent in both) / people, 1) == truth[f"weighted_mean_{when}_pct"]


SHORT = [["S.No", "Date", "Venue", "Men", "Women", "Total"], [1, "3/5/2016", "Hall", 3, 4, 7]]


def test_a_list_that_does_not_say_what_its_sessions_are_asks(take_in, workbook):
    with pytest.raises(Trouble) as caught:
        take_in(workbook(SHORT), "session")
    assert caught.value.code == "session_type_missing"
    told = take_in(workbook(SHORT), "session", given={"session_type": "stall"})
    assert told.rows[0].draft("session").values["session_type"] == "STALL"


@pytest.mark.parametrize(
    ("cells_of_row", "codes"),
    [
        ([3, 4, 7], []),
        ([3, 4, 8], ["R_GRID_SUM"]),
        (["", "", "30+"], ["W_ESTIMATE"]),
        (["", "", 9], []),
        (["three", 4, 7], ["R_COUNT_UNREADABLE", "R_GRID_SUM"]),
        (["", "", ""], ["R_MISSING"]),
        (["۳", "۴", "۷"], []),
    ],
)
def test_totals_must_agree_with_their_cells(take_in, workbook, cells_of_row, codes):
    rows = [SHORT[0], [1, "3/5/2016", "Hall", *cells_of_row]]
    row = take_in(workbook(rows), "session", given={"session_type": "AWARE"}).rows[0]
    assert [reason.code for reason in row.reasons] == codes


def test_destinations_may_not_exceed_the_heads(take_in, workbook):
    rows = [
        ["Pre-departure tally Rawalpindi"],
        ["S.No", "Date", "Men", "Women", "Total", "Destination KSA", "Destination UAE"],
        [1, "3/5/2016", 3, 4, 7, 5, 3],
    ]
    row = take_in(workbook(rows), "session").rows[0]
    assert [reason.code for reason in row.reasons] == ["R_DEST_OVER_TOTAL"]


def test_children_at_the_protectorate_and_a_quiz_of_more_than_were_there_are_said(take_in, workbook):
    rows = [
        ["Pre-departure orientation"],
        ["Date", "Venue", "M <18", "M 18-24", "Total", "Quiz before"],
        ["3/5/2016", "PoE", 1, 4, 5, "9 / 50%"],
    ]
    codes = take_in(workbook(rows), "session").reasons
    assert codes == {"W_MINOR_IN_PDO": 1, "W_QUIZ_OVER_HEADS": 1}
