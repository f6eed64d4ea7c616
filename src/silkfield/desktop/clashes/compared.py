"""A clash as words to be looked at, read on another thread: who changed what, and what of it settles itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from silkfield.desktop.lists.lines import brief, called, named_references
from silkfield.desktop.moments import day_and_time
from silkfield.formkit.answers import HumanNumber, Ref, Refs
from silkfield.formkit.problems import Around
from silkfield.language import _, ngettext
from silkfield.operations import finding
from silkfield.operations.exchange import clashing, network
from silkfield.operations.exchange.clashing import Clash, Side, Waiting
from silkfield.operations.sitting import Sitting
from silkfield.records.merging import Group, Open, Values


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a side in words, and whether that side changed it."""

    words: str
    changed: bool = False


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class GroupWords:
    """One group of answers: what it was, what each side says (None of a side that removed the record), what comes of it.

    `open` groups are a person's to decide. Those that settled themselves have `merged` and may be overruled. `answers` is
    what each side says as values, `typed` names the questions that can be answered anew where no side is right.
    """

    name: str
    title: str
    hint: str
    before: Lines
    sides: tuple[Lines | None, ...]
    merged: Lines | None
    open: bool
    answers: tuple[Values | None, ...]
    typed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SideWords:
    """One side: the office and laptop it comes from, who wrote it when by that laptop's clock, and its key's id."""

    title: str
    second: str
    removed: bool
    device: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One clash in words. `whole` means that one side is taken for the whole record, for another removed it.

    `decider` names who decides where it is not this office; `seen` are the revisions that are compared here, `answers`
    those of the record that are the same on all sides or settled themselves; `bundle` is what brought it here.
    """

    record: str
    form: str
    icon: str
    kind: str
    name: str
    sides: tuple[SideWords, ...]
    groups: tuple[GroupWords, ...]
    same: int
    why: str
    whole: bool
    decider: str
    by_itself: bool
    merged: bool
    seen: tuple[str, ...]
    answers: Values
    bundle: str


@dataclass(frozen=True, slots=True)
class Looked:
    """The clashes that are open, those first that wait for somebody here, the records that were settled lately, and the one
    of either that is looked at, in words; `among_lately` tells which were asked for."""

    open: tuple[Waiting, ...]
    lately: tuple[str, ...]
    among_lately: bool
    one: Compared | None

    @property
    def waiting(self) -> int:
        """How many wait for a decision here."""
        return sum(one.waits for one in self.open)


def looked(sitting: Sitting, record: str, *, lately: bool) -> Looked:
    """Return the open clashes, and in words the one of a record, or the first: of those that were settled `lately`, or open."""
    open_ones, settled = clashing.waiting(sitting), clashing.merged_lately(sitting)
    records = settled if lately else tuple(one.record for one in open_ones)
    record = record if record in records else next(iter(records), "")
    one = _in_words(sitting, clashing.clash(sitting, record), _offices(sitting)) if record else None
    return Looked(open_ones, settled, lately, one)


def _offices(sitting: Sitting) -> dict[str, str]:
    """Return what the laptops are called by their short names: MIC Lahore, laptop 2."""
    held = network.held_roster(sitting)
    names: dict[str, str] = {}
    for device in held.devices if held else ():
        site = next((one.name for one in held.sites if one.id == device.site), "") if held else ""
        label = held.label(device) if held else ""
        names[label] = _("{site}, laptop {number}").format(site=site, number=device.laptop)
    return names


def _in_words(sitting: Sitting, one: Clash, offices: Mapping[str, str]) -> Compared:
    around = sitting.around()
    texts = _Texts(sitting, one, around)
    whole = one.merge.open is Open.REMOVED
    if whole:  # what the side that stays has corrected is shown, though nobody chooses among it
        groups = [group for group in one.merge.groups if any(side != group.before for side in group.sides)]
    else:
        groups = list(one.groups)
    open_names = set() if whole else {group.name for group in one.open_groups}
    removed = [side.removed for side in one.sides]
    return Compared(
        one.record.id,
        one.form.key,
        one.form.icon,
        _(one.form.title),
        called(sitting, one.form, one.record, around),
        tuple(_side(sitting, side, offices) for side in one.sides),
        tuple(texts.group(group, removed, open=group.name in open_names, settles=not whole) for group in groups),
        sum(1 for group in one.merge.groups if group not in groups and any(group.sides)),
        _why(one.merge.open),
        whole,
        one.decider,
        one.by_itself,
        one.merged,
        tuple(side.revision for side in one.sides),
        one.merge.answers,
        one.bundle,
    )


def _side(sitting: Sitting, side: Side, offices: Mapping[str, str]) -> SideWords:
    title = offices.get(side.laptop, side.laptop)
    if side.here:
        here = _("This laptop, {label}").format(label=side.laptop)
        title = _("Headquarters") if sitting.office.is_headquarters else here
    who = side.who or _("somebody at {laptop}").format(laptop=side.laptop)  # names of people stay on their laptop
    facts = (who, day_and_time(side.time, sitting), side.note)
    return SideWords(title, _(" · ").join(fact for fact in facts if fact), side.removed, side.device)


def _why(reason: Open | None) -> str:
    match reason:
        case Open.REMOVED:
            return _("One side removed this record, the other corrected it. Choose one side for all of it.")
        case Open.ANCESTORS:
            return _("The sides did not start from one and the same version. Decide each group.")
        case Open.MISSING:
            return _("A version between them has not arrived here. Decide each group, or wait for it.")
        case Open.RULES:
            return _("Put together, the two edits break a rule of the form. Decide each group.")
        case _:
            return ""


class _Texts:
    """Writes the answers of one clash out, with the names of the records they point to."""

    def __init__(self, sitting: Sitting, one: Clash, around: Around) -> None:
        self._form, self._around, self._answers = one.form, around, one.merge.answers
        told = [part for group in one.merge.groups for part in (group.before or {}, *group.sides, group.merged or {})]
        self._names = named_references(sitting, one.form, told)

    def group(self, group: Group, removed: Sequence[bool], *, open: bool, settles: bool) -> GroupWords:  # noqa: A002
        """Return a group in words; the sides of a group leave out those that removed the record."""
        kept = iter(group.sides)
        answers = tuple(None if gone else next(kept) for gone in removed)
        sides = tuple(None if said is None else self._lines(group, said) for said in answers)
        merged = None if group.merged is None else self._lines(group, group.merged)
        before = self._lines(group, group.before or {}, compare=False)
        told = (group.before or {}, *group.sides)
        fields = tuple(name for name in group.fields if any(name in values for values in told)) or group.fields
        title = clashing.group_title(self._form, replace(group, fields=fields))
        hint = _hint(group, open=open) if settles else ""
        typed = self._typed(group, fields) if settles else ()
        return GroupWords(group.name, title, hint, before, sides, merged, open, answers, typed)

    def _typed(self, group: Group, said: Sequence[str]) -> tuple[str, ...]:
        """Return the questions of a group that can be asked anew: those some side answers, and others that apply."""
        asked = [self._form.by_name[name] for name in group.fields if name in self._form.by_name]
        if any(isinstance(one.answer, HumanNumber) for one in asked):
            return ()  # the program gives numbers, nobody types them
        known = {**self._answers, **group.sides[0]}
        return tuple(one.name for one in asked if one.name in said or one.when is None or one.when.holds(known))

    def _lines(self, group: Group, values: Values, *, compare: bool = True) -> Lines:
        before = group.before or {}
        shown = [name for name in group.fields if name in values or name in before] or [group.fields[0]]
        lines = []
        for name in shown:
            text = self._text(name, values[name]) if name in values else "–"
            if len(shown) > 1:
                text = _("{label}: {text}").format(label=self._label(name), text=text)
            lines.append(Line(text, compare and values.get(name) != before.get(name)))
        return tuple(lines)

    def _label(self, name: str) -> str:
        field = self._form.by_name.get(name)
        return _(field.label) if field else name

    def _text(self, name: str, value: Any) -> str:
        field = self._form.by_name.get(name)
        if field is not None and isinstance(field.answer, (Ref, Refs)):
            return brief(field, value, self._around, self._names)
        return finding.shown_answer(self._form, name, value, self._around)


def _hint(group: Group, *, open: bool) -> str:  # noqa: A002
    together = _("move together") if len(group.fields) > 1 else ""
    if open or group.merged is None:
        return together
    changed = sum(1 for side in group.sides if side != group.before)
    settled = ngettext("changed on one side only", "changed on both sides, joined", changed)
    return _("settled by itself: {how}").format(how=settled)
