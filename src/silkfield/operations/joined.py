"""Joined records: which entries stand for one client, official or organisation, and what belongs to them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from silkfield.formkit.form import Form
from silkfield.formkit.references import ONCE, OWN
from silkfield.forms.comparing import DIFFERENT, SAME
from silkfield.matching.groups import Groups
from silkfield.store.reading import Reader, Shown

_MOST_ROUNDS = 8
"""So many entries in a row may stand for one; each round costs two statements, however many entries there are."""


def entries(reader: Reader, record: str, form: str = "client") -> tuple[str, ...]:
    """Return all entries that stand for this one, the oldest first; that one stands for all.

    Where one laptop joined two entries and another told them apart, they are apart: a wrong join shows somebody's affairs
    to a stranger, a missing one only asks again.
    """
    known, fresh, said = {record}, {record}, dict[str, Shown]()
    for _round in range(_MOST_ROUNDS if comparison_of(reader, form) else 0):
        if not fresh:
            break
        near = pairs(reader, form, fresh)
        said.update((one.id, one) for one in near)
        fresh = {other for pair in Said.of(near, form).same for other in pair} - known
        known |= fresh
    group = Said.of(said.values(), form).groups().found.get(record, ())
    here = [one for one in reader.several(form, sorted(group)) if not one.removed] if group else []
    return tuple(one.id for one in sorted(here, key=lambda one: (one.created, one.id))) or (record,)


def standing(reader: Reader, form: str = "client") -> dict[str, str]:
    """Return every record that was joined to another one, with the one that stands for both, so that each counts once."""
    found = all_said(reader, form).groups().found
    here = {one.id for one in reader.several(form, sorted(found)) if not one.removed}
    return {one: first for one, group in found.items() if one != (first := min(group & here or group))}


@dataclass(frozen=True)
class Said:
    """What was said of pairs of records, in the order in which somebody first said anything of a pair."""

    verdicts: Mapping[frozenset[str], frozenset[str]]

    @classmethod
    def of(cls, pairs: Iterable[Shown], form: str) -> Said:
        """Gather what comparisons of records of a form say."""
        found: dict[frozenset[str], frozenset[str]] = {}
        for one in sorted(pairs, key=lambda one: one.id):
            pair = both(one, form)
            if len(pair) == 2:
                found[pair] = found.get(pair, frozenset()) | {str(one.values.get("verdict", ""))}
        return cls(found)

    @cached_property
    def same(self) -> tuple[frozenset[str], ...]:
        """The pairs that are the same; of one that two offices see differently nobody says so."""
        return tuple(pair for pair, verdicts in self.verdicts.items() if verdicts == {SAME})

    @cached_property
    def apart(self) -> frozenset[frozenset[str]]:
        """The pairs that are not the same."""
        return frozenset(pair for pair, verdicts in self.verdicts.items() if DIFFERENT in verdicts)

    def groups(self) -> Groups:
        """Return who stands for whom; nobody stands with one from whom it was told apart."""
        return Groups(self.same, self.apart)


def all_said(reader: Reader, form: str) -> Said:
    """Return all that was said of pairs of records of a form."""
    comparison = comparison_of(reader, form)
    return Said.of(reader.listing(comparison.key) if comparison else (), form)


def told_apart(reader: Reader, record: str, form: str = "client") -> frozenset[str]:
    """Return the records of which somebody said that they are not this one."""
    apart = Said.of(pairs(reader, form, [record]), form).apart
    return frozenset(other for pair in apart for other in pair) - {record}


def belonging(reader: Reader, form: str, record: str, most: int) -> list[Shown]:
    """Return what points to a record or to one that is joined with it, in every form, by the rules of joining; of each kind
    at most so many."""
    both = list(entries(reader, record, form))
    found: dict[str, Shown] = {}
    for shape in reader.projection.shapes.values():
        for pointer in shape.form.pointers:
            if pointer.target == form:
                holders = [record] if pointer.joining is OWN else both
                some = reader.listing(shape.form.key, where={pointer.path: holders}, limit=most)
                found.update((one.id, one) for one in some)
    return list(found.values())


def once(reader: Reader, records: Sequence[Shown]) -> list[Shown]:
    """Return records of one form without those that say once more what another one says, now that two records they point to
    are joined; the one that says most stays."""
    form = reader.projection.shapes[records[0].form].form if records else None
    rules = {one.path: standing(reader, one.target) for one in form.pointers if one.joining is ONCE} if form else {}
    if form is None or not any(rules.values()):
        return list(records)
    needed = [one.name for one in form.fields if one.required]
    kept: dict[tuple[str, ...], Shown] = {}
    for one in sorted(records, key=lambda one: (-len(one.values), one.created, one.id)):
        said = {name: str(one.values.get(name)) for name in needed}
        kept.setdefault(tuple(rules.get(name, {}).get(text, text) for name, text in said.items()), one)
    staying = {one.id for one in kept.values()}
    return [one for one in records if one.id in staying]


def comparison_of(reader: Reader, form: str) -> Form | None:
    """Return the form that compares the records of a form, None where they are not joined."""
    shapes = reader.projection.shapes.values()
    return next((shape.form for shape in shapes if shape.form.compares == form), None)


def pairs(reader: Reader, form: str, records: Iterable[str]) -> list[Shown]:
    """Return the comparisons of some records of a form with others."""
    comparison, chosen = comparison_of(reader, form), sorted(records)
    sides = (form, "other") if comparison else ()
    found = [one for side in sides if comparison for one in reader.listing(comparison.key, where={side: chosen})]
    return list({one.id: one for one in found}.values())


def both(pair: Shown, form: str) -> frozenset[str]:
    """Return the two records of a pair; none where another program wrote something else there."""
    both = (pair.values.get(form), pair.values.get("other"))
    return (
        frozenset(one for one in both if isinstance(one, str))
        if all(isinstance(one, str) for one in both)
        else frozenset()
    )
