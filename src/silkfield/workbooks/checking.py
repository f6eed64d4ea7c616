"""Drafts against their forms: the form's own checks are the only rules, at entry as at intake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around, Problem, Values
from silkfield.language import _
from silkfield.workbooks.drafts import Draft, IntakeRow, Reason, with_ids
from silkfield.workbooks.reading import again

NAMED = {
    "destinations_over_heads": "R_DEST_OVER_TOTAL",
    "score_above_max": "R_SCORE_ABOVE_MAX",
    "minor_in_pdo": "W_MINOR_IN_PDO",
    "quiz_over_heads": "W_QUIZ_OVER_HEADS",
    "date_missing_planned": "W_DATE_MISSING_PLANNED",
    "longer_than_15_days": "W_LONGER_THAN_15_DAYS",
    "outside_project": "W_OUTSIDE_PROJECT",
    "countries_not_listed": "W_COUNTRIES_NOT_LISTED",
    "destination_home": "W_DESTINATION_HOME",
}
"""Problems of forms under the names reasons have; warnings that are not here say nothing about a workbook."""


class Checker:
    """Checks drafts as if they were records: handles stand for ids, and each draft is known to the others."""

    def __init__(self, around: Around, forms: Mapping[str, Form], shared: Iterable[Draft] = ()) -> None:
        self._forms = forms
        self._ids: dict[str, str] = {}
        self._known: dict[tuple[str, str], Values] = {}
        self._around = replace(around, typed=False, resolve=self._resolve)
        self._outside = around.resolve
        for draft in shared:
            self.know(draft)

    def know(self, draft: Draft) -> None:
        """Let a draft be found by those that refer to it."""
        self._known[draft.form, self._id(draft.handle)] = draft.values

    def checked(self, row: IntakeRow) -> IntakeRow:
        """Return the row with what its forms say about its drafts; a row refused already is left as it is."""
        for draft in row.drafts:
            self.know(draft)
        found = [(draft, problem) for draft in row.drafts for problem in self._problems(draft)]
        reasons = list(row.reasons)
        for draft, problem in found:
            if reason := _reason(self._forms[draft.form], problem, reasons):
                reasons.append(reason)
        return again(row, reasons) if len(reasons) > len(row.reasons) else row

    def _problems(self, draft: Draft) -> list[Problem]:
        return self._forms[draft.form].problems(with_ids(draft.values, self._ids), self._around)

    def _id(self, handle: str) -> str:
        if handle not in self._ids:
            self._ids[handle] = f"00000000-0000-4000-8000-{len(self._ids):012d}"
        return self._ids[handle]

    def _resolve(self, form: str, record: str) -> Values | None:
        return self._known.get((form, record)) or self._outside(form, record)


_SEEN_TO_LATER = frozenset({"not_certified"})
"""What is filled in when the rows are saved: who certifies a consent."""


def _reason(form: Form, problem: Problem, given: list[Reason]) -> Reason | None:
    """Return the reason a problem gives; None when it says nothing new."""
    code = NAMED.get(problem.code) or (f"R_{problem.code.upper()}" if problem.blocks else "")
    if not code or problem.code in _SEEN_TO_LATER or any(reason.code == code for reason in given):
        return None
    if any(reason.refuses and _same_cause(reason, problem) for reason in given):
        return None
    field = form.by_name.get(problem.field)
    return Reason(code, _(field.label) if field else problem.field, problem.sentence)


_DATE_FIELDS = frozenset({"contact_date", "held_on", "start_date", "end_date", "given_on"})


def _same_cause(reason: Reason, problem: Problem) -> bool:
    """Tell whether a problem only repeats that the day is missing or wrong, or that the heads cannot be read."""
    if reason.code.startswith("R_DATE"):
        return problem.field in _DATE_FIELDS
    return reason.code == "R_COUNT_UNREADABLE" and problem.field == "heads"
