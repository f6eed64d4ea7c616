"""The people of a list as a table shows them: who each of them is, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from silkfield.desktop.intake.row_words import as_many, shortened, title_of
from silkfield.desktop.intake.wanted import Looked
from silkfield.desktop.widgets import Cell, Column, DataTable, Row
from silkfield.desktop.widgets.cells import END, START
from silkfield.desktop.widgets.chips import chip_width
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.matching.officials import Official
from silkfield.workbooks.drafts import IntakeRow, Question
from silkfield.workbooks.known_officials import NEW

THERE, REFUSED, KNOWN, ASKED, FRESH = "there", "refused", "known", "asked", "new"
"""What a person of a list is: on the sheet already, refused, known, to be asked about, or new."""

_LISTED, _HERE = 1, 3


def question_of(one: IntakeRow) -> Question | None:
    """Return what is asked about a row, None when nobody like that person is known."""
    found: Question | None = one.facts.get("question")
    return found


def who_is(one: IntakeRow, looked: Looked, answers: Mapping[str, Any]) -> str:
    """Return what the person of a row is, as far as it was answered; the workbook may not have been looked at since."""
    if looked.checked is not None and one.key in looked.checked.known:
        return THERE
    if one.status == "refused":
        return REFUSED
    question = question_of(one)
    if question is None:
        return FRESH
    who = answers.get(question.id, question.proposal)
    return ASKED if who is None else FRESH if who == NEW else KNOWN


def who_in_words(who: str) -> tuple[str, str, str]:
    """Return the words for what a person is, their tone and their icon."""
    return {
        THERE: (_("On the sheet"), "neu", "history"),
        REFUSED: (_("Refused"), "bad", "alert-circle"),
        KNOWN: (_("Known"), "ok", "circle-check"),
        ASKED: (_("Who?"), "warn", "help"),
        FRESH: (_("New"), "info", "plus"),
    }[who]


def people_table() -> DataTable:
    """Return the table, still without rows."""
    kinds = (THERE, REFUSED, KNOWN, ASKED, FRESH)
    chip = max(chip_width(words, icon) for words, _tone, icon in map(who_in_words, kinds))
    columns = (
        Column("row", _("Row"), 52, align="end"),
        Column("listed", _("On the list"), 200, stretch=True),
        Column("who", _("Who it is"), chip + START + END + 2),
        Column("here", _("Here already"), 200, stretch=True),
    )
    return DataTable(columns, _("People of the list"), height="tall")


def person_row(one: IntakeRow, looked: Looked, answers: Mapping[str, Any], table: DataTable, around: Around) -> Row:
    """Return one person as a row of the table."""
    listed, here = (table.view.columnWidth(place) - START - END - 2 for place in (_LISTED, _HERE))
    who = who_is(one, looked, answers)
    words, tone, icon = who_in_words(who)
    title = shortened(title_of(one, looked.form), listed, "strong")
    return Row(
        one.key,
        (
            Cell(str(one.number), tone="ink2"),
            Cell(title, as_many(_post(one, around), listed)),
            Cell(words, chip=tone, icon=icon),
            _here_already(one, who, answers, here),
        ),
    )


def _post(one: IntakeRow, around: Around) -> list[str]:
    draft = one.draft("participation")
    values: Mapping[str, Any] = draft.values if draft else {}
    role = str(values.get("role") or one.facts.get("role") or "PART")
    listed: Official | None = one.facts.get("listed")
    post = [
        str(values.get("position") or ""),
        listed.organisation_name if listed else "",
        str(values.get("unit") or ""),
    ]
    shown = [around.codes["participation_role"].text(role)] if role != "PART" else []
    return [word for word in (*shown, *post, str(values.get("station") or "")) if word]


def _here_already(one: IntakeRow, who: str, answers: Mapping[str, Any], width: int) -> Cell:
    question = question_of(one)
    if question is None or who == REFUSED:
        words = shortened(one.reasons[0].sentence, width, "body") if one.reasons else ""
        return Cell(words, role="body", tone="bad" if who == REFUSED else "ink2")
    if who == FRESH:
        return Cell()
    candidates: Sequence[Any] = one.facts["alike"]
    wanted = answers.get(question.id, question.proposal)
    official, evidence = next((each for each in candidates if each[0].handle == wanted), candidates[0])
    return Cell(shortened(official.called, width, "strong"), as_many(evidence.reasons(), width))
