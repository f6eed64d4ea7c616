"""A register of a whole year is read while one waits."""

import time
from datetime import date, timedelta

import pytest

ROWS = 2_000
HEADER = [
    "S.No",
    "Date",
    "Name",
    "Father Name",
    "Sex",
    "Age",
    "Contact No",
    "District",
    "Channel",
    "Destination",
    "Topic(s)",
]
NAMES = ["Ali Raza", "Naeem Awan", "محمد یوسف", "Saima Kausar", "-", "Nasir Khan", "Zahid Iqbal"]
DISTRICTS = ["Gujrat", "M.B. Din", "راولپنڈی", "Dir Lower", "Chakwal", "", "Attok"]


@pytest.fixture(scope="module")
def year(workbook):
    rows = [[*HEADER, "Outcome", "Counsellor"]]
    for number in range(ROWS):
        row = [
            number + 1,
            date(2016, 1, 1) + timedelta(number % 365),
            NAMES[number % 7],
            f"Father {number}",
            "M",
            20 + number % 40,
        ]
        row += [f"0300-{number:07d}", DISTRICTS[number % 7], "Ph", "Dubai / Qatar", "visa; agent fraud", "Info", "S.A."]
        rows.append(row)
    return workbook(rows, title="Register")


def test_two_thousand_rows_are_read_checked_and_compared_within_two_seconds(year, take_in, record_property):
    take_in(year, "counselling_contact")
    begin = time.process_time()
    told = take_in(year, "counselling_contact")
    spent = time.process_time() - begin
    record_property("note", f"intake: {ROWS} register rows in {spent:.2f} s of processor time")
    assert len(told.taken) == ROWS
    assert spent < 2
