"""What is asked of the store for an intake: which form a workbook is for, its rows, and what a person may choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from silkfield.desktop.widgets import Choice
from silkfield.errors import Trouble
from silkfield.formkit.codes import CodeList
from silkfield.formkit.form import Audience, Form
from silkfield.language import _
from silkfield.locations import write_whole
from silkfield.operations import finding, spreadsheets
from silkfield.operations.sitting import Sitting
from silkfield.operations.spreadsheets import Checked, Chosen
from silkfield.workbooks.intake import find_headers, meanings
from silkfield.workbooks.layouts import by_labels, layout_for
from silkfield.workbooks.opening import open_workbook
from silkfield.workbooks.sheets import ABOUT_COLUMNS
from silkfield.workbooks.vocabulary import Vocabulary

REGISTERS = ("counselling_contact", "session", "event", "participation")
"""The forms that registers are usually for; they are offered first."""

UNSAID = frozenset({"session_type_missing", "event_unclear", "unreadable_value"})
"""Troubles of files that can be read once somebody says what they leave unsaid."""

_BELONGS_TO_ANOTHER = frozenset({"client"})
"""Forms whose records come into being with those of another one."""

MOST_EVENTS = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A workbook and how it shall be read; the form may still be unknown. `columns` are what somebody just corrected."""

    path: Path
    form: str = ""
    answers: Mapping[str, Any] = field(default_factory=dict)
    given: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)

    def chosen(self) -> Chosen:
        """Return the choices as the operations take them."""
        return Chosen(dict(self.answers), dict(self.given), dict(self.columns))


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a workbook found. Without `checked`, `unsaid` says what the file leaves unsaid.

    `meanings` are what its columns may be taken for, `events` the events its people may have taken part in. `here` counts
    the rows that an export wrote from records that are here: they would be here twice.
    """

    wanted: Wanted
    form: Form
    checked: Checked | None
    unsaid: Trouble | None
    meanings: Mapping[str, str]
    events: tuple[Choice, ...] = ()
    here: int = 0


def look(sitting: Sitting, wanted: Wanted) -> Looked:
    """Check a workbook, for the form it fits best when none was named. Raises Trouble."""
    form = sitting.form(wanted.form) if wanted.form else best_form(sitting, wanted.path)
    checked, unsaid = None, None
    try:
        checked = spreadsheets.check_intake(sitting, wanted.path, form.key, wanted.chosen())
    except Trouble as trouble:
        if trouble.code not in UNSAID:
            raise
        unsaid = trouble
    events = tuple(_events(sitting)) if form.key == "participation" else ()
    return Looked(wanted, form, checked, unsaid, meanings(form), events, _here(sitting, checked) if checked else 0)


def _here(sitting: Sitting, checked: Checked) -> int:
    exported = [record for one in checked.intake.rows if (record := one.facts.get("id"))]
    if not exported:
        return 0
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        return sum(reader.one(record) is not None for record in exported)


def best_form(sitting: Sitting, path: Path) -> Form:
    """Return the form whose words most headers of a workbook are. Raises Trouble when there is none."""
    if not path.is_file():
        raise Trouble(_("There is no file “{name}”.").format(name=path.name), _("Check its name."), code="no_file")
    sheets = tuple(one for one in open_workbook(path) if one.name not in {ABOUT_COLUMNS, _(ABOUT_COLUMNS)})
    words = Vocabulary(sitting.around().codes, {})
    best, most = None, 0
    for form in taken_forms(sitting):
        for layout in (layout_for(form), by_labels(form)):
            known = sum(len(header.meanings) for _sheet, header in find_headers(sheets, layout, words, {}))
            if known > most:
                best, most = form, known
    if best is None:
        raise Trouble(
            _("No list that belongs here was found in this workbook."),
            _("It needs a line with the names of its columns. Or choose yourself what its rows are."),
            code="no_table",
        )
    return best


def taken_forms(sitting: Sitting) -> list[Form]:
    """Return the forms whose records may come from a workbook, registers first."""
    order = {key: place for place, key in enumerate(REGISTERS)}
    forms = [form for form in sitting.offered() if form.own_page and form.key not in _BELONGS_TO_ANOTHER]
    return sorted(forms, key=lambda form: order.get(form.key, len(order)))


def written_forms(sitting: Sitting) -> list[Form]:
    """Return the forms whose records may be written into a workbook, those that must stay at the site last."""
    forms = [form for form in sitting.offered() if form.own_page or form.audience is Audience.SITE]
    order = {key: place for place, key in enumerate(REGISTERS)}
    return sorted(forms, key=lambda form: (form.audience is Audience.SITE, order.get(form.key, len(order))))


def code_choices(codes: CodeList) -> list[Choice]:
    """Return a list of codes as entries that are found by typing."""
    return [Choice(code.key, code.text(), code.words()) for code in codes.codes]


def _events(sitting: Sitting) -> Iterable[Choice]:
    around, form = sitting.around(), sitting.form("event")
    for one in finding.listing(sitting, "event", limit=MOST_EVENTS).records:
        yield Choice(one.id, form.named(one.values, around), (str(one.values.get("number", "")),))


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written: where, how many records it holds, and whether it took the place of an earlier one."""

    path: Path
    count: int
    replaced: bool


def write_refused(_sitting: Sitting, content: bytes, path: Path) -> Path:
    """Write the workbook of refused rows. Raises Trouble."""
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    write_whole(path, content)
    return path


def export(sitting: Sitting, form: str, path: Path) -> Written:
    """Write all records of a form into a workbook. Raises Trouble."""
    if path.suffix.lower() != ".xlsx":
        path = path.with_name(f"{path.name}.xlsx")
    replaced = path.exists()
    return Written(path, spreadsheets.export(sitting, form, path), replaced)
