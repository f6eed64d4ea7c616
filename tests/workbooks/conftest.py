import io
import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from silkfield.formkit.codes import standard_codes
from silkfield.formkit.problems import Around
from silkfield.forms import all_forms
from silkfield.workbooks.drafts import Intake
from silkfield.workbooks.intake import read_intake
from silkfield.workbooks.vocabulary import Vocabulary

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    return json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))["files"]


@pytest.fixture(scope="session")
def around() -> Around:
    return Around(date(2018, 1, 15), standard_codes())


@pytest.fixture(scope="session")
def words(around: Around) -> Vocabulary:
    return Vocabulary(around.codes)


def made_workbook(rows: Sequence[Sequence[Any]], *, title: str = "May 2016", merge: Sequence[str] = ()) -> bytes:
    """Make a workbook with one sheet of these rows; None is an empty cell."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for cells in merge:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="session")
def workbook() -> Callable[..., bytes]:
    return made_workbook


@pytest.fixture(scope="session")
def take_in(around: Around) -> Callable[..., Intake]:
    def read(source: bytes | Path, form: str, **more: Any) -> Intake:
        return read_intake(source, all_forms()[form], around, **more)

    return read
