"""Resolving clashes: a person's decision, the merges that need nobody, and taking a decision back.

What only one side changed merges by itself, at the one place that may write it; for the rest a person chooses. The sides
that lose stay in the history, and the decision travels as a revision that names all of them. Of the laptops of a site the
first one writes the merges that need nobody, so that two laptops never merge the same clash at the same time and clash
anew; a person may decide at any of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.problems import Problem
from silkfield.language import _
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import network
from silkfield.operations.exchange.clashing import BATCH, WHOLE, Clash, Comparing, group_title
from silkfield.operations.recording import Refused, known, not_theirs, referred, unknown_answers
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.identity import new_id
from silkfield.records.merging import Open, Values
from silkfield.store.reading import MERGE, RESOLVE
from silkfield.store.store import Connection
from silkfield.store.writing import Put


@needs(Ability.RECORD)
def resolve(
    sitting: Sitting,
    record: str,
    *,
    side: int | None = None,
    groups: Mapping[str, int] | None = None,
    answers: Mapping[str, Any] | None = None,
    note: str = "",
    seen: tuple[str, ...] = (),
    also: Sequence[str] = (),
) -> Changes:
    """Decide a clash and write the decision as a revision that names all sides.

    `side` (from 0) is taken in every group that a person decides; `groups` name the side for single groups, and may also
    overrule what merged by itself; `answers` stand where no side is right, None takes one out. `note` says why. `seen`
    are the revisions the person looked at: when others have arrived since, nothing is written. In the clashes of the same
    form that `also` names, the side of the same laptop is taken in the same groups, all in one transaction; those that
    other choices decide, or where a rule would be broken, are left open. Raises Trouble.
    """
    with sitting.store.writing() as connection:
        shown, comparing = known(sitting, record), Comparing(connection, sitting)
        found = comparing.one(shown)
        _may_decide(found)
        if seen and seen != tuple(one.revision for one in found.sides):
            raise Trouble(
                _("Another edit of this record has arrived in the meantime."),
                _("Look at the sides again, then decide."),
                code="clash_changed",
            )
        decided = _decided(found, side, groups or {}, answers or {})
        problems = _problems(comparing, found, decided)
        if decided is not None:
            problems = _not_theirs_to_say(sitting, found, answers or {}) + problems
        if any(problem.blocks for problem in problems):
            raise Refused(found.form, problems)
        writer = sitting.writer(connection, batch=new_id(sitting.clock.now()) if also else "")
        transaction = writer.save([_put(sitting, found, decided, note)], RESOLVE)
        records = [record]
        laptops = laptops_taken(found, side, groups or {})
        for number, one in enumerate(comparing.clashes((other, found.form.key) for other in also), 1):
            if (places := _same_choice(one, laptops)) is not None:
                decided = _decided(one, places.pop(WHOLE, None), places, {})
                if not any(problem.blocks for problem in _problems(comparing, one, decided)):
                    writer.save([_put(sitting, one, decided, note)], RESOLVE)
                    records.append(one.record.id)
            if number % BATCH == 0:
                writer.flush()
        writer.flush()
    return Changes(frozenset({found.form.key}), tuple(records), (), writer.batch or transaction)


def laptops_taken(found: Clash, side: int | None, groups: Mapping[str, int]) -> dict[str, str]:
    """Return the laptop whose side is taken by `resolve`, by group, or for the whole record."""
    chosen = dict.fromkeys(found.choices, side) | dict(groups)
    taken = {name: place for name, place in chosen.items() if place is not None and place < len(found.sides)}
    return {name: found.sides[place].device for name, place in taken.items()}


def _same_choice(one: Clash, laptops: Mapping[str, str]) -> dict[str, int] | None:
    """Return the places of the sides of these laptops, None where they do not decide a clash whole."""
    if one.decider or one.by_itself or one.merged or len(one.sides) < 2:
        return None
    places = {name: sides.get(laptops.get(name, "")) for name, sides in one.choices.items()}
    known_places = {name: place for name, place in places.items() if place is not None}
    return known_places if len(known_places) == len(places) else None


def _problems(comparing: Comparing, found: Clash, decided: Values | None) -> list[Problem]:
    if decided is None:
        return []
    return found.form.problems(decided, replace(comparing.around, record=found.record.id))


def merge_by_themselves(connection: Connection, sitting: Sitting) -> Changes:
    """Merge every open clash that needs nobody, where this store is the one that writes it; in the caller's transaction."""
    kinds, records = set(), []
    waiting = sitting.reader(connection).clashing()
    if not waiting or not _writes_merges(connection, sitting):
        return Changes()
    writer = sitting.writer(connection)
    for number, found in enumerate(Comparing(connection, sitting).clashes(waiting), 1):
        if not found.decider and found.by_itself:
            answers = None if found.merge.removed else found.merge.answers
            writer.save([_put(sitting, found, answers, "")], MERGE)
            kinds.add(found.form.key)
            records.append(found.record.id)
        if number % BATCH == 0:
            writer.flush()
    writer.flush()
    return Changes(frozenset(kinds), tuple(records))


def _put(sitting: Sitting, found: Clash, answers: Mapping[str, Any] | None, note: str) -> Put:
    form = found.form
    references = referred(form, answers) if answers else ()
    return Put(form.key, found.record.id, answers, sitting.audience(form), found.heads, references, note)


def _decided(
    found: Clash, side: int | None, groups: Mapping[str, int], typed: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the answers that were decided on, None for a removal. Raises Trouble while something is not decided."""
    places = range(len(found.sides))
    named = {group.name for group in found.merge.groups}
    if (side is not None and side not in places) or any(one not in places for one in groups.values()):
        raise Trouble(
            _("There is no such side."),
            _("Name one from 1 to {count}.").format(count=len(found.sides)),
            code="no_side",
        )
    if unknown := groups.keys() - named:
        raise Trouble(
            _("There is no group “{name}” in this record.").format(name=min(unknown)),
            _("The sides differ in: {groups}.").format(groups=_(", ").join(one.name for one in found.groups)),
            code="no_group",
        )
    if side is not None and found.sides[side].removed:
        return None
    if side is None and found.merge.open is Open.REMOVED:
        raise Trouble(
            _("One side removed this record, the other corrected it."),
            _("Choose one side for the whole record."),
            code="undecided",
        )
    # The groups of a merge show the sides that did not remove the record, in their order.
    kept = [place for place in places if not found.sides[place].removed]
    open_groups = {group.name for group in found.open_groups}
    answers: dict[str, Any] = {}
    missing = []
    for group in found.merge.groups:
        chosen = groups.get(group.name, side if group.name in open_groups else None)
        said = {name: value for name, value in typed.items() if name in group.fields}
        if chosen in kept:
            part: Values = group.sides[kept.index(chosen)]
        elif chosen is None and group.name not in open_groups:
            part = group.merged or {}
        elif said and all(name in said for answered in group.sides for name in answered):
            part = {}  # all that any side says was typed anew
        else:
            missing.append(group)
            continue
        answers |= part
        answers |= said
    if missing:
        raise Trouble(
            _("Not everything is decided yet."),
            _("Choose a side for: {groups}.").format(
                groups=_(", ").join(group_title(found.form, group) for group in missing)
            ),
            code="undecided",
        )
    return {name: value for name, value in answers.items() if value is not None}


def _not_theirs_to_say(sitting: Sitting, found: Clash, answers: Mapping[str, Any]) -> list[Problem]:
    """Name answers that the form does not ask for, and new ones that only another role may give."""
    sides = [side for group in found.merge.groups for side in group.sides]
    fresh = {name for name, value in answers.items() if value not in [side.get(name) for side in sides]}
    reserved = [one.name for one in found.form.reserved if one.by_role != sitting.person.role]
    return unknown_answers(found.form, answers, None) + [not_theirs(name) for name in reserved if name in fresh]


def _may_decide(found: Clash) -> None:
    if found.decider:
        raise Trouble(
            _("{who} decides about this record.").format(who=found.decider),
            _("Their decision arrives here with their bundle."),
            code="not_ours",
        )


def _writes_merges(connection: Connection, sitting: Sitting) -> bool:
    """Tell whether this is the store of its office that writes the merges that need nobody."""
    if sitting.office.is_headquarters:
        return True
    held = network.roster(connection, sitting)
    laptops = held.laptops(sitting.office.site) if held else ()
    first = min(laptops, key=lambda one: (one.added, one.key_id), default=None)
    return first is None or first.key_id == sitting.office.device
