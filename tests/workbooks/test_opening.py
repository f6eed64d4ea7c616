"""Opening workbooks: what cannot be read is said in one sentence, what can is read whole."""

import io
import re
import zipfile
from contextlib import suppress
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from silkfield.errors import Trouble
from silkfield.workbooks.cells import Broken
from silkfield.workbooks.opening import open_workbook

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def good():
    book = Workbook()
    book.active.append(["a", 1, True, datetime.fromisoformat("2016-05-03"), time(9, 30)])
    return saved(book)


@pytest.mark.parametrize("cell", ["XFD1048576", "ZZZZZZZ1", "A99999999999", "CV250000", "cv250000"])
def test_a_cell_far_out_is_told_before_room_is_made_for_all_before_it(good, cell):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as book, zipfile.ZipFile(out, "w") as far:
        for name in book.namelist():
            far.writestr(name, book.read(name).replace(b'r="B1"', f'r="{cell}"'.encode()))
    with pytest.raises(Trouble) as told:
        open_workbook(out.getvalue())
    assert told.value.code == "workbook_too_large"


def test_a_cell_somewhat_out_is_read():
    book = Workbook()
    book.active["BA2000"] = "far"
    (sheet,) = open_workbook(saved(book))
    assert (len(sheet.rows), len(sheet.rows[0]), sheet.rows[-1][-1]) == (2000, 53, "far")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"Date,Name\n1,2\n", "not_a_workbook"),
        (b"%PDF-1.4", "not_a_workbook"),
        (b"<html><table></table></html>", "not_a_workbook"),
        (b"PK\x03\x04 and then nothing", "workbook_damaged"),
        (OLD + b"\0" * 600, "workbook_damaged"),
        (OLD + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "workbook_locked"),
    ],
)
def test_what_is_no_readable_workbook_is_said(data, code):
    with pytest.raises(Trouble) as caught:
        open_workbook(data)
    assert caught.value.code == code
    assert caught.value.advice


def test_a_missing_file_is_said_by_name(tmp_path):
    with pytest.raises(Trouble, match=r"register\.xlsx") as caught:
        open_workbook(tmp_path / "register.xlsx")
    assert caught.value.code == "file_missing"


def test_a_zip_that_is_no_workbook_is_damaged():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("hello.txt", "hello")
    with pytest.raises(Trouble) as caught:
        open_workbook(out.getvalue())
    assert caught.value.code == "workbook_damaged"


def test_a_workbook_with_nothing_in_it_is_said():
    with pytest.raises(Trouble) as caught:
        open_workbook(saved(Workbook()))
    assert caught.value.code == "workbook_empty"


def test_a_file_that_unpacks_to_far_too_much_is_refused(monkeypatch, good):
    monkeypatch.setattr("silkfield.workbooks.opening.LARGEST_UNPACKED", 100)
    with pytest.raises(Trouble) as caught:
        open_workbook(good)
    assert caught.value.code == "workbook_too_large"


def test_cells_keep_their_types(good):
    assert open_workbook(good)[0].rows == [["a", 1.0, True, date(2016, 5, 3), time(9, 30)]]


def test_hidden_sheets_are_not_read(good):
    book = Workbook()
    book.active.append(["a"])
    book.create_sheet("old").append(["b"])
    book["old"].sheet_state = "hidden"
    assert [sheet.name for sheet in open_workbook(saved(book))] == ["Sheet"]


@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=40))
def test_a_damaged_file_is_never_more_than_trouble(samples, place, noise):
    data = bytearray((samples / "awareness-sessions-2016-05.xlsx").read_bytes())
    place %= len(data)
    data[place : place + len(noise)] = noise
    with suppress(Trouble):
        open_workbook(bytes(data))


@given(st.integers(0, 10_000))
def test_a_file_cut_short_is_never_more_than_trouble(samples, length):
    data = (samples / "awareness-sessions-2016-05.xlsx").read_bytes()
    with pytest.raises(Trouble):
        open_workbook(data[: length % len(data)])


NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
ODS = f"""<?xml version="1.0"?><office:document-content {NAMESPACES}>
<office:body><office:spreadsheet><table:table table:name="May"><table:table-row>
<table:table-cell office:value-type="string"><text:p>ضلع</text:p></table:table-cell>
<table:table-cell office:value-type="date" office:date-value="2016-05-03"><text:p>3.5.16</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="27"><text:p>27</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


MANIFEST = """<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml">{}</manifest:file-entry>
</manifest:manifest>"""


def ods(inside=""):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("META-INF/manifest.xml", MANIFEST.format(inside))
        packed.writestr("content.xml", ODS.replace("\n", ""))
    return out.getvalue()


REPEATED = 'table:number-{}-repeated="{}"'


def repeating(rows, columns, value=True):
    """An ODS whose first row and first cell are repeated; without a value they are empty, and something stands after them."""
    cell = '<table:table-cell {} office:value-type="string"><text:p>x</text:p></table:table-cell>'
    filled, empty = (
        cell.format(REPEATED.format("columns", columns)),
        f"<table:table-cell {REPEATED.format('columns', columns)}/>",
    )
    row = f"<table:table-row {REPEATED.format('rows', rows)}>"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(ods())) as good, zipfile.ZipFile(out, "w") as spoilt:
        for name in good.namelist():
            content = good.read(name).decode()
            inside = f"{row}{filled}</table:table-row>" if value else f"{row}{empty}</table:table-row>"
            behind = "" if value else f"<table:table-row>{empty}{cell.format('')}</table:table-row>"
            spoilt.writestr(name, content.replace("<table:table-row>", f"{inside}{behind}<table:table-row>"))
    return out.getvalue()


@pytest.mark.parametrize("value", [True, False])
def test_rows_and_cells_repeated_without_end_are_told_before_room_is_made_for_them(value):
    with pytest.raises(Trouble) as told:
        open_workbook(repeating(1_000_000, 1_000, value))
    assert told.value.code == "workbook_too_large"
    (sheet,) = open_workbook(repeating(40, 3, value))
    assert len(sheet.rows) == (41 if value else 42)


def test_empty_rows_to_the_end_of_the_sheet_are_nothing():
    """As other programs write them below every table."""
    out = io.BytesIO()
    tail = f"<table:table-row {REPEATED.format('rows', 1_048_575)}><table:table-cell {REPEATED.format('columns', 16_384)}/>"
    with zipfile.ZipFile(io.BytesIO(ods())) as good, zipfile.ZipFile(out, "w") as packed:
        for name in good.namelist():
            again = good.read(name).decode().replace("</table:table>", f"{tail}</table:table-row></table:table>")
            packed.writestr(name, again)
    assert open_workbook(out.getvalue())[0].rows == [["ضلع", date(2016, 5, 3), 27.0]]


def test_an_ods_file_with_a_password_is_locked():
    with pytest.raises(Trouble) as caught:
        open_workbook(ods('<manifest:encryption-data manifest:checksum="x"/>'))
    assert caught.value.code == "workbook_locked"


def test_an_ods_file_is_read_too():
    sheet = open_workbook(ods())[0]
    assert (sheet.name, sheet.rows) == ("May", [["ضلع", date(2016, 5, 3), 27.0]])


def test_formulas_without_a_stored_result_are_worked_out():
    book = Workbook()
    book.active.append([2, 3, "=SUM(A1:B1)", "=C1+A1*2-1", "=(A1+B1)/2", "=SUM(A1,B1,10)", "=-A1"])
    row = open_workbook(saved(book))[0].rows[0]
    assert row == [2, 3, 5, 8, 2.5, 15, -2]


def test_shared_formulas_of_absolute_places_and_empty_cells_are_worked_out():
    book = Workbook()
    book.active.append([2, None, "text", "=SUM($A$1:C1)"])
    book.active.append([None, None, None, "=D1+A2"])
    rows = open_workbook(saved(book))[0].rows
    assert (rows[0][3], rows[1][3]) == (2, 2)


@pytest.mark.parametrize(
    "formula",
    [
        "=VLOOKUP(A1,B1:C9,2)",
        '="x"',
        "=Other!A1",
        "=C1",
        "=1/0",
        "=A1&B1",
        "=B1+1",
        "=__import__",
        "=SUM(A1:XFD1048576)",
    ],
)
def test_what_cannot_be_worked_out_is_broken_and_never_0(formula):
    book = Workbook()
    book.active.append([2, "text", formula])
    cell = open_workbook(saved(book))[0].rows[0][2]
    assert isinstance(cell, Broken)


def test_errors_in_cells_are_broken():
    book = Workbook()
    book.active.append(["a", "#REF!"])
    assert open_workbook(saved(book))[0].rows == [["a", Broken("#REF!")]]


def test_the_tally_reads_the_same_without_its_stored_results(samples, take_in):
    """Formulas whose results were never stored, as other programs write them, give the same sessions."""
    path = samples / "pdo-tally-rawalpindi-2016-05.xlsx"
    out = io.BytesIO()
    with zipfile.ZipFile(path) as packed, zipfile.ZipFile(out, "w") as stripped:
        for name in packed.namelist():
            data = packed.read(name)
            if name.startswith("xl/worksheets/"):
                data, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
                assert count > 40
            stripped.writestr(name, data)
    with_results, without = take_in(path, "session"), take_in(out.getvalue(), "session")
    assert [row.drafts for row in without.rows] == [row.drafts for row in with_results.rows]
    assert without.reasons == with_results.reasons
