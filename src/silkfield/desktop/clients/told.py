"""The file of a client as plain text, read on another thread: the head, the consents, the timeline and what was changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from silkfield.clock import local_time
from silkfield.desktop.joining.join_card import MayJoin
from silkfield.desktop.lists.lines import brief, named_references, short_day
from silkfield.formkit.answers import Day, HumanNumber, Phone, Ref, Refs
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Around
from silkfield.language import END_ISOLATE, RIGHT_TO_LEFT_ISOLATE, _, isolated
from silkfield.operations import filing, finding, joined, recognising
from silkfield.operations.filing import ClientFile, Filed
from silkfield.operations.finding import Difference, Step
from silkfield.operations.recognising import Evidence, KnownClient
from silkfield.operations.sitting import Sitting
from silkfield.store.reading import Shown

_FIRST = {"counselling_contact": ("topics", "destination_1"), "consent": ("purposes",)}
_SECOND = {"counselling_contact": ("channel", "outcomes", "follow_up_on"), "consent": ("form", "withdrawn_on")}
"""What a line of the timeline says of forms whose answers were chosen by hand; others say what their lists say."""

_BY_CONSENT = frozenset({"identity_level"})
"""Answers that follow from a consent: the card of consents tells them, and they are not given back by themselves."""

_MOST_FOUND = 6


@dataclass(frozen=True, slots=True)
class Happened:
    """One line of the timeline: `second` with the notes below it, `plain` without. `opens` tells whether the record has a
    page of its own."""

    shown: Shown
    iso: str
    day: str
    form: str
    first: str
    second: str
    plain: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer that was changed, and what it was before."""

    form: str
    record: str
    field: str
    before: Any
    words: str
    who: str


@dataclass(frozen=True, slots=True)
class Told:
    """A client's file in words. `facts` are (label, text)."""

    file: ClientFile
    line: str
    facts: tuple[tuple[str, str], ...]
    timeline: tuple[Happened, ...]
    changes: tuple[Changed, ...]


def told(sitting: Sitting, client: str) -> Told:
    """Return the file of a client in words. Raises Trouble when there is none."""
    found = filing.client_file(sitting, client)
    around = sitting.around()
    kept = [found.client, *([found.identity] if found.identity else [])]
    changes = [each for one in kept for each in _changes(sitting, one, around)]
    changes.sort(key=lambda pair: -pair[0])
    return Told(
        found,
        _head(found.known, around),
        tuple(_facts(sitting, kept, around)),
        tuple(_happened(sitting, one, around) for one in found.timeline),
        tuple(one for _time, one in changes),
    )


def _head(known: KnownClient, around: Around) -> str:
    phone = isolated(Phone().show(known.phones[0], around)) if known.phones else ""
    urdu = f"{RIGHT_TO_LEFT_ISOLATE}{known.urdu}{END_ISOLATE}" if known.urdu not in ("", known.called) else ""
    return " · ".join(part for part in (urdu, who_is_it(known, around), phone) if part)


def who_is_it(known: KnownClient, around: Around) -> str:
    """Say in one line by what a client is known beside the name: code, sex, age, district."""
    codes = around.codes
    parts = [
        isolated(known.code),
        codes["sex"].by_key[known.sex].brief() if known.sex in codes["sex"] else "",
        codes["age_group"].text(known.age_group) if known.age_group else "",
        codes["district"].text(known.district) if known.district else "",
    ]
    return " · ".join(part for part in parts if part)


def _facts(sitting: Sitting, records: list[Shown], around: Around) -> list[tuple[str, str]]:
    return [
        (_(field.label), field.answer.show(one.values[field.name], around))
        for one in reversed(records)
        for field in sitting.form(one.form).fields
        if one.values.get(field.name) is not None
        and field.name not in _BY_CONSENT
        and not isinstance(field.answer, (Ref, Refs))
    ]


def _happened(sitting: Sitting, one: Filed, around: Around) -> Happened:
    form = sitting.form(one.shown.form)
    listed = [
        each.name
        for each in form.fields
        if each.listed and not isinstance(each.answer, (Ref, Refs, HumanNumber)) and not _is_the_day(one, each.name)
    ]
    first = _FIRST.get(form.key, tuple(listed[:2]))
    second = _SECOND.get(form.key, tuple(listed[2:4]))
    notes = [_text(sitting, sitting.form(each.form), each, around) for each in one.beside]
    plain = _said(form, one.shown, second, around)
    below = " · ".join(part for part in (plain, *notes) if part)
    said = _said(form, one.shown, first, around)
    return Happened(one.shown, one.day, short_day(one.day), _(form.title), said, below, plain, form.own_page)


def _is_the_day(one: Filed, name: str) -> bool:
    return one.shown.values.get(name) == one.day


def _said(form: Form, shown: Shown, names: tuple[str, ...], around: Around) -> str:
    values = shown.values
    return _(", ").join(
        _labelled(form.by_name[name], values[name], around) for name in names if values.get(name) is not None
    )


def _labelled(field: Field, value: Any, around: Around) -> str:
    """Write an answer; a day says which day it is."""
    text = brief(field, value, around, {})
    return f"{_(field.label)} {text}" if isinstance(field.answer, Day) else text


def _text(sitting: Sitting, form: Form, shown: Shown, around: Around) -> str:
    names = named_references(sitting, form, [shown.values])
    points = {name for name, _form in form.references}
    return _(", ").join(
        brief(field, shown.values[field.name], around, names)
        for field in form.fields
        if field.name not in points and shown.values.get(field.name) is not None
    )


def _changes(sitting: Sitting, shown: Shown, around: Around) -> list[tuple[int, Changed]]:
    form = sitting.form(shown.form)
    return [
        (step.time, _changed(form, shown.id, step, one, around))
        for step in finding.history(sitting, shown.id)
        if step.parents and not step.removed
        for one in step.differences
        if one.field in form.by_name and one.field not in _BY_CONSENT
    ]


def _changed(form: Form, record: str, step: Step, one: Difference, around: Around) -> Changed:
    field = form.by_name[one.field]
    before, after = (
        brief(field, value, around, {}) if value is not None else _("nothing") for value in (one.before, one.after)
    )
    when = local_time(step.time, step.zone).date()
    words = _("{label}: {before} → {after}").format(label=_(field.label), before=before, after=after)
    who = _("{who}, {day}").format(who=step.who, day=Day().show(when.isoformat(), around))
    return Changed(form.key, record, one.field, one.before, words, who)


def alike(sitting: Sitting, client: str, find: str) -> tuple[MayJoin, ...]:
    """Return clients who may be this one: those found by what is typed, else those who look alike and were not told apart."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        own = {*joined.entries(reader, client)}
        apart = joined.told_apart(reader, client)
    if find:
        found = recognising.clients(sitting, find=find, limit=_MOST_FOUND).records
        named = recognising.names(sitting, [one.id for one in found if one.id not in own])
        return tuple(_may_join(one, sitting.around()) for one in named.values())
    me = recognising.names(sitting, [client])[client]
    may_be = recognising.who_may_it_be(sitting, me, _MOST_FOUND, without=own | apart)
    return tuple(_may_join(may.client, sitting.around(), may.evidence) for may in may_be)


def _may_join(client: KnownClient, around: Around, evidence: tuple[Evidence, ...] = ()) -> MayJoin:
    name = " · ".join(part for part in (client.called, client.urdu) if part)
    speaking = tuple((one.text(), one.speaks) for one in evidence)
    return MayJoin(client.client, name, who_is_it(client, around), speaking)
