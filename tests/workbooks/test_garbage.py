"""Whatever stands in the cells, an intake never breaks: each row is accepted, warned or refused, and nothing is lost."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silkfield.errors import Trouble
from silkfield.formkit.codes import standard_codes
from silkfield.formkit.problems import Around
from silkfield.forms import all_forms
from silkfield.workbooks.cells import Broken
from silkfield.workbooks.checking import Checker
from silkfield.workbooks.intake import find_headers
from silkfield.workbooks.layouts import layout_for
from silkfield.workbooks.organisations import Organisations
from silkfield.workbooks.questions import ask, join_clients
from silkfield.workbooks.reading import Reading
from silkfield.workbooks.sheets import Sheet
from silkfield.workbooks.tables import read_table
from silkfield.workbooks.vocabulary import Vocabulary

AROUND = Around(date(2018, 1, 15), standard_codes())
WORDS = st.sampled_from(
    [
        *(
            "3/5/2016",
            "31/6/2016",
            "-do-",
            '"',
            "M",
            "45+",
            "about 60",
            "0300-0001234",
            "Kharian",
            "Karachi",
            "Dubai / Europe",
        ),
        *(
            "Referred to",
            "ref",
            "visa;;,/",
            "45% (",
            "=1+1",
            "۳۴",
            "Total",
            "½",
            "50/0",
            "s/o",
            "محمد",
            "26 Sawr 1395",
            "\u200e",
        ),
        *("11-12 Feb", "1-1-1-1", "9" * 40, "- & -", "N/A", "@x", "\x00", "\u200e"),
    ]
)
CELLS = st.one_of(
    st.just(""),
    WORDS,
    st.text(max_size=25),
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**12), 10**12).map(float),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.just(Broken("#REF!")),
)
HEADERS = {
    "counselling_contact": "S.No|Date|Name|Father Name|Sex|Age|Contact No|District|Channel|Destination|Topic(s)|Outcome|"
    "Counsellor|Remarks",
    "session": "S.No|Date|Venue|District|Type|M 18-24|F 60+|Total M|Total|Destination KSA|Leaflets|Topics|Quiz before|PWD|"
    "Remarks",
    "event": "No|Date(s)|From|To|Activity|Type|Place|Country|Comp.|Obj.|Topic|Countries|Total|Men|Women|Status|Note",
    "participation": "S.No|Name|Designation|Organisation|Station|Sex|Country|Email|Mobile|Role|D1|D2|Pre-test|Post-test|"
    "Remarks",
    "organisation": "Id|Name|Short name|Type|Country|Part of|Roles|Phone",
}
WIDEST = max(len(header.split("|")) for header in HEADERS.values())
GIVEN = {
    "session": {"session_type": "AWARE"},
    "participation": {
        "event.title": "National training",
        "event.kind": "TRN_NAT",
        "event.status": "HELD",
        "event.component": "C1",
        "event.start_date": "2016-05-03",
        "event.end_date": "2016-05-04",
    },
}


@pytest.mark.parametrize("form", HEADERS)
@given(drawn=st.lists(st.lists(CELLS, min_size=WIDEST, max_size=WIDEST), min_size=1, max_size=5))
def test_any_cells_give_rows_with_a_status(form, drawn):
    header = HEADERS[form].split("|")
    rows = [row[: len(header)] for row in drawn]
    words = Vocabulary(AROUND.codes)
    layout = layout_for(all_forms()[form])
    sheet, found = find_headers((Sheet("Sheet", [header, *rows]),), layout, words, {})[0]
    table = read_table(sheet, found, form)
    reading = Reading(all_forms()[form], AROUND, words, {}, GIVEN.get(form, {}), keep_names=True)
    read = layout.read([table], reading)
    checker = Checker(AROUND, reading.forms, read.shared)
    told = [checker.checked(row) for row in read.rows]
    ask(told, reading)
    join_clients(told, reading)
    numbers = {row.number for row in told} | {row.number for row in table.skipped}
    assert numbers == set(range(2, len(rows) + 2))
    assert all(row.status in {"accepted", "warned", "refused"} for row in told)
    for row in told:
        if row.status != "refused":
            assert all(draft.form in all_forms() for draft in row.drafts)


@given(st.lists(st.text(max_size=20), max_size=8))
def test_organisations_take_any_names(names):
    known = Organisations(names)
    handles = {draft.handle for draft in known.drafts()}
    for name in names:
        found = known.find(name)
        assert found is None or found.handle in handles


@pytest.mark.parametrize("form", HEADERS)
@given(st.lists(st.lists(WORDS | st.text(max_size=25), min_size=1, max_size=5), max_size=5))
def test_a_workbook_without_a_header_is_trouble_or_rows(workbook, take_in, form, rows):
    clean = [["".join(sign for sign in cell if sign.isprintable()) for cell in row] for row in rows]
    with suppress(Trouble):
        take_in(workbook(clean), form, given=GIVEN.get(form, {}))
