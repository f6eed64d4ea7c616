"""Opening a workbook: Excel or ODS, from a path or from bytes, with one clear sentence when it cannot be read."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.workbooks.formulas import mend, needs_mending
from silkfield.workbooks.sheets import Merged, Sheet

LARGEST = 100 * 1024 * 1024
LARGEST_UNPACKED = 1024 * 1024 * 1024
MOST_CELLS = 20_000_000
"""How many cells a sheet may span, empty ones too: the reader makes room for all of them at once."""

_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)([0-9]+)["']""")
_FAR = re.compile(rb"""\sr\s*=\s*["'](?:[A-Za-z]{3}|[B-Zb-z][A-Za-z]|[A-Za-z]+[0-9]{6})""")
"""A cell beyond column AZ or row 99,999: only where there is one it is worth measuring."""

_TABLE_ROW_CELL = re.compile(rb"<table:table(?:-(row|cell))?(\s[^>]*)?>")
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']([0-9]+)""")

_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MANIFEST, _LOCKED_ODS = "META-INF/manifest.xml", b"encryption-data"
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def open_workbook(source: bytes | Path) -> tuple[Sheet, ...]:
    """Read all visible sheets of a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods).

    Formulas whose result was not stored are worked out; a cell that cannot be is Broken, never 0. Raises Trouble when the
    file is missing, empty, locked with a password, damaged or no workbook.
    """
    data = source if isinstance(source, bytes) else read_file(source)
    refuse_hopeless(data)
    sheets = _read(data)
    if needs_mending(data):
        sheets = mend(data, sheets)
    if not any(sheet.rows for sheet in sheets):
        raise Trouble(_("There is nothing in this workbook."), _("Choose another file."), code="workbook_empty")
    return sheets


def read_file(path: Path) -> bytes:
    """Read the bytes of a file; raises Trouble when it is not there or another program holds it."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        sentence = _("There is no file “{name}”.").format(name=path.name)
        raise Trouble(sentence, _("Check the name and the folder."), code="file_missing") from None
    except OSError:
        sentence = _("The file “{name}” cannot be read.").format(name=path.name)
        raise Trouble(sentence, _("Close it in Excel and try again."), code="file_unreadable") from None


def refuse_hopeless(data: bytes) -> None:
    """Say in one sentence why bytes can never be read as a workbook; raises Trouble."""
    if not data:
        raise Trouble(_("The file is empty."), _("Save it again in Excel and choose it once more."), code="file_empty")
    if len(data) > LARGEST:
        raise Trouble(_("The file is too large."), _("Split it into smaller workbooks."), code="workbook_too_large")
    if data.startswith(_OLD_CONTAINER):
        if _LOCKED in data:
            raise _locked()
    elif data.startswith(b"PK"):
        _look_into(data)
    else:
        raise Trouble(
            _("This file is not a workbook."),
            _("Choose an Excel or ODS file. A list in another form can be saved as .xlsx in Excel first."),
            code="not_a_workbook",
        )


def _look_into(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
            small = unpacked < LARGEST_UNPACKED
            far = small and any(map(_reaches_too_far, map(packed.read, packed.namelist())))
            locked = small and _MANIFEST in packed.namelist() and _LOCKED_ODS in packed.read(_MANIFEST)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
        raise _damaged() from None
    if unpacked > LARGEST_UNPACKED:
        raise Trouble(_("The file is too large."), _("Split it into smaller workbooks."), code="workbook_too_large")
    if locked:
        raise _locked()
    if far:
        raise Trouble(
            _("A cell of this workbook lies very far out."),
            _("Delete what stands far below or beside the table in Excel, then save it again."),
            code="workbook_too_large",
        )


def _reaches_too_far(part: bytes) -> bool:
    """Tell whether a sheet spans more cells than can be held in memory, however few of them are filled."""
    if b"<table:table" in part:
        return _reach_of_repeats(part) > MOST_CELLS
    if b"sheetData" not in part or not _FAR.search(part):
        return False
    columns, rows = 0, 0
    for letters, digits in _CELL.findall(part):
        if len(letters) > 3 or len(digits) > 7:
            return True
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        columns, rows = max(columns, column), max(rows, int(digits))
    return columns * rows > MOST_CELLS


def _reach_of_repeats(part: bytes) -> int:
    """Return how many cells the largest sheet of an ODS spans up to its last filled ones; cells and rows may be repeated."""
    largest = row = column = widest = 0
    for kind, attributes in _TABLE_ROW_CELL.findall(part):
        found = _REPEATED.search(attributes)
        times = int(found[1][:9]) if found else 1
        if kind == b"row":
            row, column = row + times, 0
        elif kind == b"cell":
            column += times
            if not attributes.endswith(b"/"):
                widest = max(widest, column)
                largest = max(largest, row * widest)
        else:
            row = column = widest = 0
    return largest


def _locked() -> Trouble:
    return Trouble(
        _("This workbook is locked with a password."),
        _("Open it in Excel, take the password off and save it again."),
        code="workbook_locked",
    )


def _damaged() -> Trouble:
    return Trouble(
        _("This workbook is damaged, or it is no workbook."),
        _("Ask for the file again, or open it in Excel and save it under another name, without a password."),
        code="workbook_damaged",
    )


def _read(data: bytes) -> tuple[Sheet, ...]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum  # noqa: PLC0415

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(
            _sheet(book.get_sheet_by_name(about.name))
            for about in book.sheets_metadata
            if about.visible == SheetVisibleEnum.Visible and about.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError:
        raise _locked() from None
    except BaseException as problem:
        # The reader is written in Rust; what it does not expect arrives as a panic, which is no Exception.
        if isinstance(problem, Exception) or type(problem).__name__ == "PanicException":
            raise _damaged() from None
        raise


def _sheet(sheet: Any) -> Sheet:
    ranges = sheet.merged_cell_ranges or ()
    merged = tuple(Merged(top, left, bottom, right) for (top, left), (bottom, right) in ranges)
    return Sheet(sheet.name, sheet.to_python(skip_empty_area=False), merged)
