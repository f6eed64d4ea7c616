"""The sheet of a counselling contact: the talk first, the client last, and the name only after the client said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from silkfield.desktop.editors.choice_editors import AGE_IN_YEARS
from silkfield.desktop.entry.sheet import Loaded, Sheet
from silkfield.formkit.answers import Choice, Choices, Text, YesNo
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form, Section
from silkfield.formkit.problems import Around, Problem, Values, error
from silkfield.language import N_, _
from silkfield.operations import counselling, finding
from silkfield.operations.recognising import KnownClient
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes

KEEP, ALSO, ANSWER, NOTE, CLIENT, NOT_THE_SAME = (
    "may_keep",
    "also_agreed",
    "answer_was",
    "note",
    "client",
    "not_the_same",
)
DANGERS = "dangers"
IDENTITY = ("full_name", "name_urdu", "phone", "relative_name", "relative_kind", "alias", "phone_2", "tehsil")


@dataclass(frozen=True, slots=True)
class MayBeNamed:
    """Ask for a name only after a yes, and never of a minor."""

    def holds(self, values: Values) -> bool:
        """Tell whether the question is asked."""
        return values.get(KEEP) is True and values.get("age_group") != "A00"


@dataclass(frozen=True, slots=True)
class MayBeAskedMore:
    """Ask whether another office, or a call, is agreed to when the talk ends with one; an answer given stays in sight."""

    def holds(self, values: Values) -> bool:
        """Tell whether the question is asked."""
        ends_with_one = not {"REFERRED", "FOLLOWUP"}.isdisjoint(values.get("outcomes") or ())
        return MayBeNamed().holds(values) and (ends_with_one or bool(values.get(ALSO)))


@dataclass(frozen=True, slots=True)
class NoMinor:
    """Ask an adult only."""

    def holds(self, values: Values) -> bool:
        """Tell whether the question is asked."""
        return values.get("age_group") != "A00"


class ContactSheet(Sheet):
    """Contact, note, client, name and consent, asked on one page and saved as one."""

    beginning = frozenset({"full_name"})

    def __init__(self, form: Form, forms: Mapping[str, Form], counsellor: str) -> None:
        super().__init__(form)
        self._counsellor = counsellor
        identity, note = forms["client_identity"], forms["counselling_note"]
        self._identity, self._note = identity, note
        named = MayBeNamed()
        keep = Field(
            KEEP,
            N_("May we keep name and number, in this office only?"),
            YesNo(),
            when=NoMinor(),
            read_aloud="consent",
        )
        answer = Field(
            ANSWER,
            N_("Answer was"),
            Choice("consent_form", ("VERBAL", "WRITTEN"), ("S", "W")),
            when=named,
            default="VERBAL",
            help=N_("A spoken yes is certified by you. A written one is kept in the office."),
        )
        also = Field(
            ALSO,
            N_("Agrees also to"),
            Choices("consent_purpose", 4, ("REFER", "RECONTACT"), ("R", "C")),
            when=MayBeAskedMore(),
            help=N_(
                "Ask each by itself: may we refer you to the office named, may we call you again. No to one changes "
                "nothing for the others. To take one back, open the client’s file."
            ),
        )
        own = [replace(identity.by_name[name], when=named, required=False) for name in IDENTITY]
        after = IDENTITY.index("relative_name") + 1
        asked = (keep, answer, *own[:after], also, *own[after:])
        client = Section(N_("Client"), asked, hint=N_("Ask first. Yes opens the name."))
        self.sinking = frozenset(one.name for one in asked) - {KEEP, ALSO}
        talk = [one for one in form.sections if all(field.name != CLIENT for field in one.fields)]
        self._sections = (*map(self._with_note, talk), client)  # the client last, behind what headquarters asks too

    def _with_note(self, section: Section) -> Section:
        """Put the note behind the outcome and what an outcome asks, on one line."""
        names = [one.name for one in section.fields]
        if "outcomes" not in names:
            return section
        kept = self._note.by_name["note"]
        line = replace(
            kept, label=N_("Note, optional. Stays at this site."), answer=Text(500), required=False, name=NOTE
        )
        danger = Field(
            DANGERS,
            N_("Danger noticed, for the coordinator only"),
            Choices("vulnerability", 9, ("THB", "VIOL", "UAM", "EXPL")),
            more=True,
            help=N_("Opens a safeguarding record. Do not question the client about it: refer, never investigate."),
        )
        place = names.index("follow_up_on") + 1
        return replace(section, fields=(*section.fields[:place], line, danger, *section.fields[place:]))

    @property
    def sections(self) -> tuple[Section, ...]:
        """Return the blocks of questions."""
        return self._sections

    def blank(self, around: Around) -> dict[str, Any]:
        """Return the answers a new contact begins with."""
        return {**super().blank(around), ANSWER: "VERBAL", "counsellor": self._counsellor}

    def problems(self, values: Mapping[str, Any], around: Around) -> list[Problem]:
        """Check the contact, the note and the name."""
        contact = self._contact(values)
        # Possible trafficking is written elsewhere by the save, so it is no mistake here.
        found = [one for one in self.form.problems(contact, around) if one.code != "restricted_thb"]
        if values.get(NOTE):
            found += self._note.problems({"contact": _NO_ID, "note": values[NOTE]}, around)
        if values.get(KEEP) and MayBeNamed().holds(values):
            name = {one: values[one] for one in IDENTITY if values.get(one)}
            if not name.get("full_name") and not name.get("name_urdu"):
                found.append(error("full_name", "missing", _("Write the name, or answer No: then no name is kept.")))
            else:
                found += self._identity.problems({"client": _NO_ID, "full_name": name.get("name_urdu"), **name}, around)
        return found

    def _contact(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if name in self.form.by_name}

    def load(self, sitting: Sitting, record: str) -> Loaded:
        """Return the answers of a contact and of what belongs to it. Raises Trouble."""
        shown = finding.record(sitting, record)
        around = counselling.around_contact(sitting, shown)
        values = {**shown.values, NOTE: around.note or None}
        if around.identity:
            also = [one for one in around.consent.get("purposes") or () if one != counselling.KEEP]
            values |= {KEEP: True, ANSWER: around.consent.get("form"), ALSO: also or None}
            values |= {name: around.identity.get(name) for name in IDENTITY}
        return Loaded({name: value for name, value in values.items() if value is not None}, shown.revision)

    def save(self, sitting: Sitting, values: Mapping[str, Any], record: str, made_from: str) -> Changes:
        """Save all of it as one. Raises Refused."""
        named = values.get(KEEP) is True and MayBeNamed().holds(values)
        identity: dict[str, Any] = {name: values[name] for name in IDENTITY if values.get(name)} if named else {}
        if identity and not identity.get("full_name"):
            identity["full_name"] = identity["name_urdu"]
        if identity and values.get(AGE_IN_YEARS) is not None:
            identity["birth_year"] = sitting.around().today.year - values[AGE_IN_YEARS]
        purposes = [counselling.KEEP, *(values.get(ALSO) or ())]
        consent = {"form": values.get(ANSWER) or "VERBAL", "purposes": purposes} if named else None
        return counselling.save_contact(
            sitting,
            self._contact(values),
            note=values.get(NOTE) or "",
            consent=consent,
            identity=identity or None,
            client=values.get(CLIENT) or "",
            not_the_same=values.get(NOT_THE_SAME) or (),
            dangers=values.get(DANGERS) or (),
            record=record,
            made_from=made_from,
        )


def names_a_minor(answers: Mapping[str, Any]) -> bool:
    """Tell whether answers hold the name of somebody who turned out to be under 18."""
    return answers.get("age_group") == "A00" and any(answers.get(name) for name in (*IDENTITY, CLIENT))


def without_name(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers without the name, and without the client that has one."""
    return {name: value for name, value in answers.items() if name not in (*IDENTITY, KEEP, ALSO, CLIENT)}


def named_as(client: KnownClient) -> dict[str, Any]:
    """Return the answers about the name of somebody who was here before."""
    phone = client.phones[0] if client.phones else None
    given = {"full_name": client.name, "name_urdu": client.urdu, "phone": phone, "relative_name": client.relative}
    return {KEEP: True, **{name: value for name, value in given.items() if value}}


def known_of(client: KnownClient) -> dict[str, Any]:
    """Return the answers a new contact with a known client begins with; where no name is kept, consent is asked for anew."""
    given = {"sex": client.sex, "age_group": client.age_group, "district": client.district}
    named = named_as(client) if client.name or client.urdu else {}
    return {**{name: value for name, value in given.items() if value}, **named}


_NO_ID = "00000000-0000-0000-0000-000000000000"
"""Stands for the record that is made only when all of them are saved."""
