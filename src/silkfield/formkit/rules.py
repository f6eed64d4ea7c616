"""Checks that many forms share, made for the fields they name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from silkfield.formkit.days import MONTH_NAMES, iso_day
from silkfield.formkit.form import Form, Rule
from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.language import _

LATE_AFTER = timedelta(days=31)
LOCKED_MONTH = "locked_month"
"""The code of the warning that a save returns when its day lies in a locked month."""


def typed_in_time(field: str) -> Rule:
    """Warn once when something is typed more than 31 days after its day; an intake is expected to be late."""

    def rule(values: Values, around: Around) -> Sequence[Problem]:
        day = iso_day(values.get(field)) if around.typed else None
        if day is None or day >= around.today - LATE_AFTER:
            return ()
        return (warning(field, "late", _("This was more than 31 days ago. Is the day right?")),)

    return rule


def in_an_open_month(field: str) -> Rule:
    """Warn when the day lies in a month whose figures are locked: the change will be an adjustment of a later month."""

    def rule(values: Values, around: Around) -> Sequence[Problem]:
        if not around.locked_months or str(values.get(field))[:7] not in around.locked_months:
            return ()
        month = _(MONTH_NAMES[int(str(values[field])[5:7]) - 1])
        sentence = _("{month} is locked; this will be shown as an adjustment.").format(month=month)
        return (warning(field, LOCKED_MONTH, sentence),)

    return rule


def in_locked_months(form: Form, values: Values, around: Around) -> list[Problem]:
    """Return what warns that a record lies in a locked month: it is asked before it is changed, moved or removed."""
    if not around.locked_months:
        return []
    return [one for one in form.problems(values, around) if one.code == LOCKED_MONTH]


def in_order(first: str, second: str, code: str, sentence: str) -> Rule:
    """Forbid that the second day or time comes before the first; the same one is fine."""

    def rule(values: Values, around: Around) -> Iterator[Problem]:
        begin, end = values.get(first), values.get(second)
        if begin and end and end < begin:
            yield error(second, code, _(sentence))

    return rule


def both_or_none(first: str, second: str, code: str, sentence: str) -> Rule:
    """Forbid one of two answers without the other."""

    def rule(values: Values, around: Around) -> Iterator[Problem]:
        if (values.get(first) is None) != (values.get(second) is None):
            yield error(second if values.get(second) is None else first, code, _(sentence))

    return rule
