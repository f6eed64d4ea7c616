"""What the entry page asks for one form, how the answers are checked, and how they are saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.form import Form, Section
from silkfield.formkit.problems import Around, Problem
from silkfield.language import _
from silkfield.operations import finding, recording
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes


@dataclass(frozen=True, slots=True)
class Loaded:
    """The answers of a record as they were when somebody began to correct it, and the revision they are from."""

    values: Mapping[str, Any]
    revision: str


class Sheet:
    """A plain sheet: the questions of one form, saved as one record. Its last three methods run on the desk's threads."""

    sinking: frozenset[str] = frozenset()
    """Questions that are shown sunken while they do not apply."""

    beginning: frozenset[str] = frozenset()
    """Questions that begin a new row."""

    def __init__(self, form: Form) -> None:
        self.form = form

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the blocks of questions."""
        return self.form.sections

    def title(self, *, new: bool) -> str:
        """Return the title of the page."""
        what = _(self.form.title)
        return (_("New {form}") if new else _("Correct {form}")).format(form=what[:1].lower() + what[1:])

    def saved(self) -> str:
        """Say that it was saved."""
        return _("{form} saved on this laptop.").format(form=_(self.form.title))

    def blank(self, around: Around) -> dict[str, Any]:
        """Return the answers a new record begins with."""
        return self.form.blank(around)

    def problems(self, values: Mapping[str, Any], around: Around) -> list[Problem]:
        """Check the answers, as far as that goes without the store."""
        return self.form.problems(values, around)

    def load(self, sitting: Sitting, record: str) -> Loaded:
        """Return the answers of a record that is to be corrected. Raises Trouble."""
        shown = finding.record(sitting, record)
        finding.refuse_hidden(shown)
        return Loaded(shown.values, shown.revision)

    def save(self, sitting: Sitting, values: Mapping[str, Any], record: str, made_from: str) -> Changes:
        """Save the answers. Raises Refused."""
        own = {name: value for name, value in values.items() if name in self.form.by_name}
        return recording.save(sitting, self.form.key, own, record, made_from=made_from)
