"""A clash: one record that was edited in two places apart from each other, and what of it merges by itself.

The edits are compared with the version they were both made from, field group by field group: a group that only one side
changed is taken from there, answers that can be joined (choices, rows, marks by day) are joined, and what both sides
changed differently is a person's to decide. Pure; the order in which the sides are given changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Any

from silkfield.formkit.answer import CLASH, Answer
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One revision of a record: the revisions it was made from, whether it removes, and its answers in today's shape."""

    revision: str
    parents: tuple[str, ...]
    removed: bool
    answers: Values


class Open(StrEnum):
    """Why a person has to decide about a clash."""

    GROUPS = "groups"
    """Both sides changed the same group differently, or a group that is too sensitive to be merged by a program."""
    REMOVED = "removed"
    """One side removed the record, the other corrected it."""
    ANCESTORS = "ancestors"
    """There is not exactly one version that all sides were made from."""
    MISSING = "missing"
    """A version between them has not arrived, so that nobody can tell what was changed."""
    RULES = "rules"
    """What would come out of it breaks a rule of the form."""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of fields in a clash. `before` is None where there is no one version all sides were made from, `merged`
    None while a person has to decide; both and each of `sides` hold the answers given, by field name."""

    name: str
    fields: tuple[str, ...]
    before: Values | None
    sides: tuple[Values, ...]
    merged: Values | None

    @property
    def same(self) -> bool:
        """Tell whether all sides say the same."""
        return all(side == self.sides[0] for side in self.sides)


@dataclass(frozen=True, slots=True)
class Merge:
    """What becomes of several heads of one record: its groups, or, where all sides removed it, a removal.

    `open` says why a person decides; None when the record merges by itself.
    """

    bases: tuple[str, ...]
    groups: tuple[Group, ...]
    removed: bool
    open: Open | None

    @property
    def answers(self) -> dict[str, Any]:
        """The answers of the groups that are decided."""
        return {name: value for group in self.groups for name, value in (group.merged or {}).items()}


def merge(form: Form, versions: Iterable[Version], heads: Sequence[str]) -> Merge:
    """Merge the heads of a record three-way against the version they were made from, as far as that needs nobody."""
    known = {one.revision: one for one in versions}
    tops = [known[head] for head in heads]
    bases = lowest_common_ancestors(known, heads)
    base = known[bases[0]] if len(bases) == 1 and not known[bases[0]].removed else None
    groups = merged_groups(form, base.answers if base else None, [top.answers for top in tops if not top.removed])
    removed = [top.removed for top in tops]
    reason: Open | None = None
    if any(removed) and not all(removed):
        reason = Open.REMOVED
    elif not all(removed) and not all(group.same for group in groups):
        if _holes(known, heads):
            reason = Open.MISSING
        elif len(bases) != 1:
            reason = Open.ANCESTORS
        elif any(group.merged is None for group in groups):
            reason = Open.GROUPS
    return Merge(bases, groups, all(removed), reason)


def merged_groups(form: Form, before: Values | None, sides: Sequence[Values]) -> tuple[Group, ...]:
    """Merge the answers of several sides group by group, in the order of the form.

    Answers that the form does not know, of a newer program, are groups of their own and stand at the end.
    """
    strangers = {name for side in (before or {}, *sides) for name in side if name not in form.by_name}
    named = [(name, fields) for name, fields in form.groups.items()]
    named += [(name, (Field(name, name, Answer()),)) for name in sorted(strangers)]
    found = []
    for name, fields in named:
        parts = [_part(side, fields) for side in sides]
        was = None if before is None else _part(before, fields)
        found.append(Group(name, tuple(one.name for one in fields), was, tuple(parts), _merged(fields, was, parts)))
    return tuple(found)


def _part(values: Values, fields: Sequence[Field]) -> Values:
    return {one.name: values[one.name] for one in fields if values.get(one.name) is not None}


def _merged(fields: Sequence[Field], before: Values | None, sides: Sequence[Values]) -> Values | None:
    distinct = sorted({_written(side): side for side in sides}.items())
    if len(distinct) <= 1:
        return distinct[0][1] if distinct else {}
    if before is None or any(one.sensitive for one in fields):
        return None
    changed = [side for _text, side in distinct if side != before]
    if len(changed) == 1:
        return changed[0]
    if len(fields) > 1:
        return None  # fields that move together are taken from one side, never from both
    asked = fields[0]
    was = before.get(asked.name)

    def joined(here: Any, there: Any) -> Any:
        return CLASH if here is CLASH else asked.answer.merge(was, here, there)

    value = reduce(joined, (side.get(asked.name) for side in changed))
    if value is CLASH:
        return None
    return {} if value is None else {asked.name: value}


def _written(values: Values) -> str:
    return json.dumps(values, sort_keys=True)


def lowest_common_ancestors(versions: Mapping[str, Version], heads: Sequence[str]) -> tuple[str, ...]:
    """Return the versions that all heads come from and that no other such version comes from, in order of their ids."""
    common = set.intersection(*(_ancestors(versions, head) for head in heads))
    further_up = {old for one in common for old in _ancestors(versions, one) - {one}}
    return tuple(sorted(common - further_up))


def _ancestors(versions: Mapping[str, Version], start: str) -> set[str]:
    """Return a version and all those it was made from, as far as they are known."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one in versions and one not in found:
            found.add(one)
            waiting.extend(versions[one].parents)
    return found


def _holes(versions: Mapping[str, Version], heads: Sequence[str]) -> bool:
    everybody = set().union(*(_ancestors(versions, head) for head in heads))
    return any(parent not in versions for one in everybody for parent in versions[one].parents)
