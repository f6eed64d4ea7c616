"""A form: what is recorded of one kind of thing, declared once for screen, list, Excel, bundle and history."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from functools import cached_property
from typing import Any

from silkfield.formkit.answers import Choice, Choices, Clocktime, HumanNumber, Ref, Refs, Text
from silkfield.formkit.days import DATES_TEXT
from silkfield.formkit.field import TODAY, DaysAhead, Field
from silkfield.formkit.folding import folded, folded_once
from silkfield.formkit.glance import Glance
from silkfield.formkit.grids import Marks, Rows, Tally
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.formkit.references import Pointer
from silkfield.language import N_, _

__all__ = [
    "CENTRE",
    "EVERYWHERE",
    "HEADQUARTERS",
    "TEAM",
    "TODAY",
    "Audience",
    "DaysAhead",
    "Erasing",
    "Field",
    "Form",
    "FormError",
    "Rule",
    "Section",
    "Upgrade",
    "check_together",
    "code_lists",
    "dates_as_written",
    "every_field",
    "numbered",
]

Rule = Callable[[Values, Around], Iterable[Problem]]
"""A check across answers: a plain function that yields problems."""

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]
"""Turns answers as they were written before a change of their form into those written since; pure."""


class Audience(Enum):
    """Who may ever see the records of a form: only the laptops of its site, or headquarters too."""

    SITE = "site"
    HQ = "hq"


class Erasing(Enum):
    """What becomes of the records of a form when the person they are about is erased for good.

    `NAMES` say who somebody is, and go. `ABOUT` ones are about somebody whom other records name; they stay, so that counts
    stay. `WHOLE` ones hang on nobody; one that was typed by mistake is erased as a whole.
    """

    NAMES = "names"
    ABOUT = "about"
    WHOLE = "whole"


CENTRE, TEAM, HEADQUARTERS = "centre", "team", "headquarters"
EVERYWHERE = frozenset({CENTRE, TEAM, HEADQUARTERS})


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered block of questions on the entry page."""

    title: str
    fields: tuple[Field, ...]
    hint: str = ""


class FormError(ValueError):
    """A form is declared wrongly; found when the forms are loaded, never while someone types."""


@dataclass(frozen=True)
class Form:
    """One kind of record. `heading` names the fields that together say which record it is, in one line.

    `kept_at` says at which kinds of sites it is recorded. `own_page` forms stand in the rail or a list of their own; the
    others are written together with another form (a client's name with the contact). `shared` ones belong to the
    directory that headquarters sends to every site. `erasing` says what becomes of its records when somebody is erased.
    `repeats` says that records often come one like the other: an event every month, a session each week.
    One `on_paper` is often filled in by hand first, on an empty sheet.
    What a `sealed` one says is locked before it is written: whoever may record reads it once, only the coordinator again.
    One that `compares` records of another form says of two of them whether they are one, so that they can be joined.

    `upgrades` say how older answers are read, each under the number that all forms together had reached with it (a body in
    the log states that number): `{3: split_name}` is for whatever was written under 1 or 2.
    """

    key: str
    title: str
    plural: str
    audience: Audience
    sections: tuple[Section, ...]
    heading: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)
    kept_at: frozenset[str] = EVERYWHERE
    icon: str = "list-details"
    own_page: bool = True
    shared: bool = False
    repeats: bool = False
    on_paper: bool = False
    erasing: Erasing = Erasing.WHOLE
    sealed: bool = False
    compares: str = ""
    by_name: Mapping[str, Field] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [one.name for one in self.fields]
        if len(set(names)) != len(names):
            raise FormError(f"{self.key}: two fields have the same name")
        object.__setattr__(self, "by_name", {one.name: one for one in self.fields})
        if self.audience is not Audience.SITE and (secret := [one.name for one in every_field(self) if one.sensitive]):
            raise FormError(f"{self.key}: {secret[0]} is sensitive, so the form must have the audience SITE")
        if self.sealed and self.audience is not Audience.SITE:
            raise FormError(f"{self.key}: what is sealed must have the audience SITE")
        if any(number < 2 for number in self.upgrades):
            raise FormError(f"{self.key}: forms begin with 1, so that the first upgrade is to 2")
        for name in self.heading:
            if name not in self.by_name:
                raise FormError(f"{self.key}: the heading names {name}, which is no field")

    @cached_property
    def version(self) -> int:
        """The number of the set of forms in which answers of this one last changed their meaning."""
        return max(self.upgrades, default=1)

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields, in the order of the sections."""
        return tuple(one for section in self.sections for one in section.fields)

    @property
    def of_clients(self) -> bool:
        """Tell whether it is about people who seek counselling: of the sites only a centre keeps it."""
        return CENTRE in self.kept_at and TEAM not in self.kept_at

    @property
    def names_somebody(self) -> bool:
        """Tell whether its records say who somebody is, so that they go when that person is erased."""
        return self.audience is Audience.SITE or self.erasing is Erasing.NAMES

    @cached_property
    def references(self) -> tuple[tuple[str, str], ...]:
        """The fields that point to other records, each with the key of the form it points to."""
        return tuple((one.name, one.answer.form) for one in self.fields if isinstance(one.answer, (Ref, Refs)))

    @cached_property
    def pointers(self) -> tuple[Pointer, ...]:
        """All places that point to other records, those inside repeated answers too."""
        inside = [
            (f"{one.name}.{inner.name}", inner.answer)
            for one in self.fields
            if isinstance(one.answer, Rows)
            for inner in one.answer.fields
        ]
        answers = [*((one.name, one.answer) for one in self.fields), *inside]
        return tuple(
            Pointer(path, answer.form, answer.joining) for path, answer in answers if isinstance(answer, (Ref, Refs))
        )

    @cached_property
    def numbers(self) -> dict[str, HumanNumber]:
        """The fields that the program numbers, by name."""
        return {one.name: one.answer for one in self.fields if isinstance(one.answer, HumanNumber)}

    @cached_property
    def reserved(self) -> tuple[Field, ...]:
        """The fields that only people of one role answer."""
        return tuple(one for one in self.fields if one.by_role)

    @cached_property
    def groups(self) -> dict[str, tuple[Field, ...]]:
        """Fields that merge together, by group name; a field without a group is its own."""
        groups: dict[str, tuple[Field, ...]] = {}
        for one in self.fields:
            name = one.group or one.name
            groups[name] = (*groups.get(name, ()), one)
        return groups

    def problems(self, values: Values, around: Around) -> list[Problem]:
        """Check all answers and rules: the only validator, at entry, at intake and when a bundle arrives.

        No, 0 and a head count of nobody are answers; rules are asked only once every answer can be read.
        """
        if self.is_sound(values, around):
            return self.problems_of_sound(values, around)
        # An empty answer is none, so that no rule meets one where it expects a word.
        given = {name: value for name, value in values.items() if value or value == 0}
        faulty: dict[str, Problem] = {}
        for name, value in given.items():
            fault_of = self._faults.get(name)
            if fault_of and (fault := fault_of(value, around)):
                faulty[name] = error(name, "fault", fault)
        if not faulty:
            return self.problems_of_sound(given, around)
        readable = {name: value for name, value in given.items() if name not in faulty}
        found = [*faulty.values(), *self._missing(given.keys(), readable, around)]
        return sorted(found, key=lambda problem: list(self.by_name).index(problem.field))

    def is_sound(self, values: Values, around: Around) -> bool:
        """Tell at a glance that all these answers are of fields that are known, none of them is empty and none has a fault.

        Where this says no they may be without fault all the same; no rule was asked.
        """
        glance = self._glanced[0] if self._glanced else None
        if glance is None or glance.codes is not around.codes:  # lists change when headquarters adds a code
            glance = Glance(self.fields, around.codes)
            self._glanced[:] = [glance]
        return glance.passes(values, around)

    def problems_of_sound(self, values: Values, around: Around) -> list[Problem]:
        """Check what answers say together of which none is empty or has a fault: what is missing, what breaks a rule."""
        complete = self._required.keys() <= values.keys()
        found = [] if complete else self._missing(values.keys(), values, around)
        for rule in self.rules:
            found += rule(values, around)
        return found

    def _missing(self, given: Container[str], readable: Values, around: Around) -> list[Problem]:
        return [
            error(one.name, "missing", _("“{label}” is needed.").format(label=_(one.label)))
            for name, one in self._required.items()
            if name not in given and one.is_needed(readable, around)
        ]

    def blank(self, around: Around) -> dict[str, Any]:
        """Return the answers a new record begins with."""
        return {
            one.name: (around.today + timedelta(one.default.days)).isoformat()
            if isinstance(one.default, DaysAhead)
            else one.default
            for one in self.fields
            if one.default is not None
        }

    def like(self, values: Values) -> dict[str, Any]:
        """Return the answers that another record like this one begins with: who, where and what, never when and how many.

        An answer that has a usual value begins with that, as in any new record.
        """
        kinds = (Choice, Choices, Ref, Refs, Text, Clocktime)
        same = {
            one.name
            for one in self.fields
            if isinstance(one.answer, kinds)
            and one.default is None
            and one.name != DATES_TEXT
            and not getattr(one.answer, "lines", False)
        }
        return {name: value for name, value in values.items() if name in same}

    def upgraded(self, values: Mapping[str, Any], schema: int) -> Mapping[str, Any]:
        """Return answers written under an older number in the shape of today; fields nobody knows are kept.

        Anybody may have written them, so an upgrade that makes no sense of them leaves them as they are.
        """
        for number, upgrade in self._upgrades_in_order:
            if number > schema:
                try:
                    values = upgrade(dict(values))
                except (LookupError, TypeError, ValueError, AttributeError):
                    break
        return values

    def named(self, values: Values, around: Around) -> str:
        """Say in one line which record it is."""
        shown = (
            self.by_name[name].answer.show(values[name], around)
            for name in self.heading
            if values.get(name) not in (None, "", [])
        )
        return " · ".join(shown) or _(self.title)

    def search_text(self, values: Values, around: Around) -> str:
        """Return the folded text by which a record is found."""
        # Plain words are folded in one go; the labels of codes come back again and again, and are remembered.
        plain, others = [], []
        for name, text_of in self._searched:
            if (value := values.get(name)) is not None:
                text = text_of(value, around)
                if text.isascii():
                    plain.append(text)
                else:
                    others.append(folded(text))
        return " ".join((folded_once(" ".join(plain)), *others))

    @cached_property
    def _glanced(self) -> list[Glance]:
        return []

    @cached_property
    def _upgrades_in_order(self) -> tuple[tuple[int, Upgrade], ...]:
        return tuple(sorted(self.upgrades.items()))

    @cached_property
    def _faults(self) -> dict[str, Callable[[Any, Around], str | None]]:
        return {one.name: one.answer.fault for one in self.fields}

    @cached_property
    def _required(self) -> dict[str, Field]:
        return {one.name: one for one in self.fields if one.required}

    @cached_property
    def _searched(self) -> tuple[tuple[str, Callable[[Any, Around], str]], ...]:
        return tuple((one.name, one.answer.search_text) for one in self.fields if one.searched)


def numbered(series: str, *, label: str = N_("Number"), listed: bool = True) -> Field:
    """Declare the number that people read aloud; it is given at the first save."""
    return Field("number", label, HumanNumber(series), listed=listed, searched=True)


def dates_as_written() -> Field:
    """Declare the text that keeps days as they were written in another calendar; typing such a day fills it."""
    return Field(DATES_TEXT, N_("Dates as written"), Text(120), more=True)


def check_together(forms: Mapping[str, Form]) -> None:
    """Check what one form alone cannot know: references lead to known forms, never from an HQ form to a SITE form, and say
    what becomes of them where records of a form can be joined.

    Raises FormError.
    """
    joinable = {form.compares for form in forms.values()}
    for form in forms.values():
        for one in form.pointers:
            target = one.target
            if target not in forms:
                raise FormError(f"{form.key}.{one.path} points to {target}, which is no form")
            if form.audience is Audience.HQ and forms[target].audience is Audience.SITE:
                raise FormError(f"{form.key}.{one.path} would show headquarters that a {target} exists")
            if target in joinable and one.joining is None:
                raise FormError(
                    f"{form.key}.{one.path} does not say what becomes of it when two {target} records are joined"
                )


def every_field(form: Form) -> tuple[Field, ...]:
    """Return all fields of a form, those inside repeated answers too."""
    inner = (field for one in form.fields if isinstance(one.answer, Rows) for field in one.answer.fields)
    return (*form.fields, *inner)


def code_lists(form: Form) -> set[str]:
    """Return the names of the code lists a form chooses from."""
    answers = (one.answer for one in every_field(form))
    return {answer.codes for answer in answers if isinstance(answer, (Choice, Choices, Tally, Marks))}
