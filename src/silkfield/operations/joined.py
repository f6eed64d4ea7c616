"""Joined records: which entries stand for one client, official or organisation, and what belongs to them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from silkfield.formkit.form import Form
from silkfield.formkit.references import ONCE, OWN
from silkfield.forms.comparing import DIFFERENT, SAME
from silkfield.store.reading import Reader, Shown

_MOST_ROUNDS = 8
"""So many entries in a row may stand for one; each round costs two statements, however many entries there are."""


def entries(reader: Reader, record: str, form: str = "client") -> tuple[str, ...]:
    """Return all entries that stand for this one, the oldest first; that one stands for all.

    Where one laptop joined two entries and another told them apart, they are apart: a wrong join shows somebody's affairs
    to a stranger, a missing one only asks again.
    """
    known, fresh = {record}, {record}
    for _round in range(_MOST_ROUNDS if comparison_of(reader, form) else 0):
        if not fresh:
            break
        found = _neighbours(pairs(reader, form, fresh), form)
        fresh = {other for pair, verdicts in found.items() if verdicts == {SAME} for other in pair} - known
        known |= fresh
    if len(known) == 1:
        return (record,)
    here = [one for one in reader.several(form, sorted(known)) if not one.removed]
    return tuple(one.id for one in sorted(here, key=lambda one: (one.created, one.id))) or (record,)


def standing(reader: Reader, form: str = "client") -> dict[str, str]:
    """Return every record that was joined to another one, with the one that stands for both, so that each counts once."""
    comparison = comparison_of(reader, form)
    found = _neighbours(reader.listing(comparison.key), form) if comparison else {}
    groups: dict[str, set[str]] = {}
    for pair in (pair for pair, verdicts in found.items() if verdicts == {SAME}):
        group = set().union(pair, *(groups.get(one, ()) for one in pair))
        groups.update(dict.fromkeys(group, group))
    here = {one.id for one in reader.several(form, sorted(groups)) if not one.removed}
    return {one: first for one, group in groups.items() if one != (first := min(group & here or group))}


def told_apart(reader: Reader, record: str, form: str = "client") -> frozenset[str]:
    """Return the records of which somebody said that they are not this one."""
    found = _neighbours(pairs(reader, form, [record]), form)
    return frozenset(other for pair, verdicts in found.items() if DIFFERENT in verdicts for other in pair) - {record}


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


def _neighbours(pairs: Iterable[Shown], form: str) -> Mapping[frozenset[str], set[str]]:
    found: dict[frozenset[str], set[str]] = {}
    for one in pairs:
        found.setdefault(both(one, form), set()).add(str(one.values.get("verdict", "")))
    return found
