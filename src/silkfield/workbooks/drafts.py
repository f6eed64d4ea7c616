"""What an intake hands over: rows with their status and reasons, and the records they would make, without ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from silkfield.workbooks.cells import Cell
from silkfield.workbooks.rows import Skipped

ACCEPTED, WARNED, REFUSED = "accepted", "warned", "refused"

SCORE_ABOVE_MAX = "R_SCORE_ABOVE_MAX"
"""The one reason that refuses an answer and not its row."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is warned (W_...) or refused (R_...): one sentence, and a value or values that may be meant.

    `question` is the id of the question whose answer takes the reason away, "" when there is none.
    """

    code: str
    column: str
    sentence: str
    proposal: Any = None
    question: str = ""

    @property
    def refuses(self) -> bool:
        """Tell whether the row cannot be taken in."""
        return self.code.startswith("R_") and self.code != SCORE_ABOVE_MAX


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of one record to be; a reference to another draft is its handle ("@client-7")."""

    form: str
    handle: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class IntakeRow:
    """One row of a workbook that is a record: what was read, whether it can be taken in, and what it would make.

    `key` is the same whenever the same row comes again. `facts` is what was read beside the drafts, for showing it.
    """

    sheet: str
    number: int
    status: str
    reasons: tuple[Reason, ...]
    drafts: tuple[Draft, ...]
    key: str
    cells: tuple[Cell, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)

    def draft(self, form: str) -> Draft | None:
        """Return the draft for a form, None when the row makes none."""
        return next((draft for draft in self.drafts if draft.form == form), None)


@dataclass(frozen=True, slots=True)
class SheetRead:
    """What was understood of one sheet; header rows are counted from 1, `columns` are (header, meaning) pairs.

    `labels` are the headers of all columns in their places, "" where there is none.
    """

    name: str
    header_rows: tuple[int, int]
    columns: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    signature: str
    unknown: tuple[str, ...]
    skipped: tuple[Skipped, ...]
    period: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person should say about a file before it is taken in; `id` is the same whenever the file is read again."""

    id: str
    kind: str
    rows: tuple[tuple[str, int], ...]
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()
    proposal: Any = None
    strength: str = ""
    evidence: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the question as plain JSON."""
        return {
            "id": self.id,
            "kind": self.kind,
            "rows": [list(row) for row in self.rows],
            "sentence": self.sentence,
            "choices": [list(choice) for choice in self.choices],
            "proposal": self.proposal,
            "strength": self.strength,
            "evidence": list(self.evidence),
        }


@dataclass(frozen=True, slots=True)
class Intake:
    """A whole workbook, read: its rows, the records all of them share, and the questions it raises."""

    form: str
    rows: tuple[IntakeRow, ...]
    shared: tuple[Draft, ...]
    questions: tuple[Question, ...]
    sheets: tuple[SheetRead, ...]
    not_same: tuple[tuple[str, str], ...] = ()
    unused_answers: tuple[str, ...] = ()

    @property
    def accepted(self) -> list[IntakeRow]:
        """Return the rows with nothing to ask."""
        return [row for row in self.rows if row.status == ACCEPTED]

    @property
    def warned(self) -> list[IntakeRow]:
        """Return the rows that are taken in and shown once."""
        return [row for row in self.rows if row.status == WARNED]

    @property
    def refused(self) -> list[IntakeRow]:
        """Return the rows that wait for a correction."""
        return [row for row in self.rows if row.status == REFUSED]

    @property
    def taken(self) -> list[IntakeRow]:
        """Return the rows that are taken in, warned ones too."""
        return [row for row in self.rows if row.status != REFUSED]

    @property
    def reasons(self) -> dict[str, int]:
        """Return how often each reason is given, by code."""
        return dict(sorted(Counter(reason.code for row in self.rows for reason in row.reasons).items()))


def status_of(reasons: Iterable[Reason]) -> str:
    """Return the status that reasons give a row."""
    given = list(reasons)
    if any(reason.refuses for reason in given):
        return REFUSED
    return WARNED if given else ACCEPTED


def with_ids(values: Mapping[str, Any], ids: Mapping[str, str]) -> dict[str, Any]:
    """Return answers with every handle replaced by its id; a handle without an id stays as it is."""
    return {name: _with_id(value, ids) for name, value in values.items()}


def _with_id(value: Any, ids: Mapping[str, str]) -> Any:
    if type(value) is str:
        return ids.get(value, value) if value[:1] == "@" else value
    if type(value) is list:
        return [with_ids(item, ids) if type(item) is dict else _with_id(item, ids) for item in value]
    return value  # counts by code point to no record
