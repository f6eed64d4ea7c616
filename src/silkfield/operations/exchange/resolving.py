"""Resolving clashes: one record that was edited in two places, the sides shown beside each other, the decision kept.

What only one side changed merges by itself, at the one place that may write it; for the rest a person chooses. The sides
that lose stay in the history, and the decision travels as a revision that names all of them.

A site decides about the records that only its own laptops changed, headquarters about shared records that more than one
office changed. Headquarters never edits a site's contacts or clients. Of the laptops of a site the first one writes the
merges that need nobody, so that two laptops never merge the same clash at the same time and clash anew; a person may
decide at any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from silkfield.errors import Trouble
from silkfield.formkit.form import Form
from silkfield.formkit.problems import Problem
from silkfield.language import _
from silkfield.operations.exchange import network
from silkfield.operations.recording import Refused, known, not_theirs, referred, unknown_answers
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.merging import Group, Merge, Open, Values, Version, merge
from silkfield.store import people
from silkfield.store.reading import MERGE, MERGES, RESOLVE, Reader, Shown
from silkfield.store.store import Connection
from silkfield.store.streams import all_streams
from silkfield.store.writing import Put

MOST_MERGES = 50
"""So many of the newest merges are looked through for those that can be opened again."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a clash: the revision, which laptop wrote it (ISB2), whether that is this one, who and when.

    `time` in ms since 1970 by that laptop's clock, for information only, `zone` minutes east.
    """

    revision: str
    laptop: str
    here: bool
    who: str
    time: int
    zone: int
    removed: bool
    note: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A record with several sides. `decider` names who decides, empty when this office does.

    `merged` tells that it was merged already, by the program or by a person, and that the sides are those of before.
    """

    record: Shown
    form: Form
    sides: tuple[Side, ...]
    merge: Merge
    decider: str
    merged: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in which the sides differ."""
        return tuple(group for group in self.merge.groups if not group.same)

    @property
    def open_groups(self) -> tuple[Group, ...]:
        """The groups about which a person decides."""
        if self.merge.open in (Open.GROUPS, None) and not self.merged:
            return tuple(group for group in self.groups if group.merged is None)
        return self.groups

    @property
    def by_itself(self) -> bool:
        """Tell whether the record merges without anybody, as soon as the office that writes it gets to it."""
        return not self.merged and self.merge.open is None


def clashes(sitting: Sitting) -> list[Clash]:
    """Return the open clashes of this store, those first that this office decides."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        found = [_clash(connection, sitting, reader, *one) for one in reader.clashing()]
    return sorted(found, key=lambda one: (bool(one.decider), one.by_itself))


def to_decide(sitting: Sitting) -> int:
    """Return how many records wait for somebody at this office to decide between versions."""
    return sum(not (one.decider or one.by_itself) for one in clashes(sitting))


def merges(sitting: Sitting) -> list[Clash]:
    """Return the records that were merged lately and can be decided anew, the newest first."""
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        return [_clash(connection, sitting, reader, *one) for one in reader.merges(MOST_MERGES)]


def clash(sitting: Sitting, record: str) -> Clash:
    """Return one clash, also one that was merged. Raises Trouble when the record never clashed, or is not here."""
    shown = known(sitting, record)
    with sitting.store.reading() as connection:
        return _sides_of(connection, sitting, sitting.reader(connection), shown)


def _sides_of(connection: Connection, sitting: Sitting, reader: Reader, shown: Shown) -> Clash:
    found = _clash(connection, sitting, reader, shown.id, shown.form)
    if len(found.sides) < 2:
        raise Trouble(
            _("There is nothing to decide about this record."),
            _("It was not edited in two places."),
            code="no_clash",
        )
    return found


def resolve(
    sitting: Sitting,
    record: str,
    *,
    side: int | None = None,
    groups: Mapping[str, int] | None = None,
    answers: Mapping[str, Any] | None = None,
    note: str = "",
    seen: tuple[str, ...] = (),
) -> Changes:
    """Decide a clash and write the decision as a revision that names all sides.

    `side` (from 0) is taken in every group that a person decides; `groups` name the side for single groups, and may also
    overrule what merged by itself; `answers` stand where no side is right, None takes one out. `note` says why. `seen`
    are the revisions the person looked at: when others have arrived since, nothing is written. Raises Trouble.
    """
    with sitting.store.writing() as connection:
        reader = sitting.reader(connection)
        found = _sides_of(connection, sitting, reader, known(sitting, record))
        _may_decide(found)
        if seen and seen != tuple(one.revision for one in found.sides):
            raise Trouble(
                _("Another edit of this record has arrived in the meantime."),
                _("Look at the sides again, then decide."),
                code="clash_changed",
            )
        decided = _decided(found, side, dict(groups or {}), answers or {})
        if decided is not None:
            problems = _not_theirs_to_say(sitting, found, answers or {})
            problems += found.form.problems(decided, replace(sitting.around(connection), record=found.record.id))
            if any(problem.blocks for problem in problems):
                raise Refused(found.form, problems)
        writer = sitting.writer(connection)
        transaction = writer.save([_put(sitting, found, decided, reader.heads(found.record.id), note)], RESOLVE)
        writer.flush()
    return Changes(frozenset({found.form.key}), (found.record.id,), (), transaction)


def merge_by_themselves(connection: Connection, sitting: Sitting) -> Changes:
    """Merge every open clash that needs nobody, where this store is the one that writes it; in the caller's transaction."""
    changes = Changes()
    reader = sitting.reader(connection)
    waiting = reader.clashing()
    if not waiting or not _writes_merges(connection, sitting):
        return changes
    writer = sitting.writer(connection)
    for record, form in waiting:
        found = _clash(connection, sitting, reader, record, form)
        if found.decider or not found.by_itself:
            continue
        answers = None if found.merge.removed else found.merge.answers
        heads = [one.revision for one in found.sides]
        transaction = writer.save([_put(sitting, found, answers, heads, "")], MERGE)
        changes |= Changes(frozenset({form}), (record,), (), transaction)
    writer.flush()
    return changes


def _put(sitting: Sitting, found: Clash, answers: Mapping[str, Any] | None, heads: list[str], note: str) -> Put:
    form = found.form
    references = referred(form, answers) if answers else ()
    return Put(form.key, found.record.id, answers, sitting.audience(form), heads, references, note)


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


def group_title(form: Form, group: Group) -> str:
    """Name a group by its questions."""
    return _(", ").join(_(form.by_name[name].label) if name in form.by_name else name for name in group.fields)


def _may_decide(found: Clash) -> None:
    if found.decider:
        raise Trouble(
            _("{who} decides about this record.").format(who=found.decider),
            _("Their decision arrives here with their bundle."),
            code="not_ours",
        )


def _clash(connection: Connection, sitting: Sitting, reader: Reader, record: str, form_key: str) -> Clash:
    """Read the sides of a record; of one that was merged, the sides its newest revision was made from."""
    shown = reader.one(record, form_key)
    form = sitting.form(form_key)
    assert shown is not None  # the projection names it  # noqa: S101
    shape = sitting.store.projection.shapes[form_key]
    told = [one for one in sitting.store.journal(connection).revisions_of([record]) if one.form == form_key]
    versions = [Version(one.revision, one.parents, one.removed, dict(shape.upgraded(one))) for one in told]
    by_id = {one.revision: one for one in versions}
    rows = {revision: (content, row) for content, revision, row in reader.revisions(record)}
    named = {parent for one in versions for parent in one.parents}
    heads = [one.revision for one in versions if one.revision not in named]
    merged = len(heads) == 1 and rows[heads[0]][1].why in MERGES
    if merged:
        heads = [parent for parent in by_id[heads[0]].parents if parent in by_id]
    streams = {one.id: one for one in all_streams(connection)}
    own = {one.id for one in streams.values() if one.device == sitting.office.device}
    heads.sort(key=lambda one: (rows[one][1].stream not in own, one))
    labels = network.labels_of(connection, sitting)
    who = people.names(connection, (row.person for _content, row in rows.values()))
    sides = []
    for head in heads:
        content, row = rows[head]
        device = streams[row.stream].device
        sides.append(
            Side(
                head,
                labels.get(device, _("Headquarters")),
                row.stream in own,
                who.get(row.person, ""),
                row.wall,
                row.zone,
                content.removed,
                content.note,
            )
        )
    offices = {streams[one.stream].site for one in told}
    result = merge(form, versions, heads)
    if result.open is None and not result.removed:
        problems = form.problems(result.answers, replace(sitting.around(connection), record=record))
        if any(problem.blocks for problem in problems):
            result = replace(result, open=Open.RULES)  # a person puts right what the two edits break together
    return Clash(shown, form, tuple(sides), result, _decider(sitting, form, offices), merged)


def _decider(sitting: Sitting, form: Form, offices: set[str]) -> str:
    """Say who decides about a record that these offices changed; empty when this one does."""
    office = sitting.office
    if offices == {office.site} or (office.is_headquarters and form.shared and len(offices) > 1):
        return ""
    if office.is_headquarters:
        return _("The site")
    return _("Headquarters")


def _writes_merges(connection: Connection, sitting: Sitting) -> bool:
    """Tell whether this is the store of its office that writes the merges that need nobody."""
    if sitting.office.is_headquarters:
        return True
    held = network.roster(connection, sitting)
    laptops = held.laptops(sitting.office.site) if held else ()
    first = min(laptops, key=lambda one: (one.added, one.key_id), default=None)
    return first is None or first.key_id == sitting.office.device
