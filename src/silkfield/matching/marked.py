"""Two clients known by their marks alone: how likely they are one person, and what speaks for it. No name is seen here."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum

from silkfield.language import N_
from silkfield.matching.tokens import NAME_DISTRICT_YEAR, NAME_FATHER, PHONE

MOST_SHARING = 20
"""A mark that more clients share than so many tells nobody apart: a phone of a village, a name that all bear."""


class Grade(IntEnum):
    """How sure it is that two clients are one person. Only sure pairs may be joined many at a time."""

    SURE = 1
    LIKELY = 2
    UNSURE = 3


GRADES = {Grade.SURE: N_("Sure"), Grade.LIKELY: N_("Likely"), Grade.UNSURE: N_("Unsure")}

EVIDENCE = {
    "same_phone": N_("same phone"),
    "same_name_father": N_("name and father alike"),
    "same_name_place_year": N_("name, place, year alike"),
    "same_sex": N_("same sex"),
    "same_age": N_("same age"),
    "same_district": N_("same district"),
    "other_phone": N_("phones differ"),
    "other_name_father": N_("name or father differs"),
    "other_sex": N_("sex differs"),
    "other_age": N_("age differs"),
    "other_district": N_("district differs"),
    "no_phone": N_("no phone in one"),
    "no_father": N_("father not given in one"),
}
"""What speaks for it that two clients are one (same), against it (other), or is not known (no)."""

_KINDS = {PHONE: "phone", NAME_FATHER: "name_father", NAME_DISTRICT_YEAR: "name_place_year"}
_MISSING = {PHONE: "no_phone", NAME_FATHER: "no_father"}
_ORDER = {"same": 0, "other": 1, "no": 2}
UNKNOWN = frozenset(("", "U", "AUN"))
"""What is answered for a sex or an age that nobody knows."""

MARKS = frozenset(f"same_{name}" for name in _KINDS.values())
"""The evidence that comes from marks; the other is read from what headquarters knows of a client anyway."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A client as headquarters knows one: the kinds of marks there are, and the answers that name nobody."""

    kinds: AbstractSet[str]
    sex: str = ""
    age_group: str = ""
    birth_year: int | None = None
    district: str = ""


@dataclass(frozen=True, slots=True)
class Likely:
    """How sure it is, and the codes of the evidence: first what speaks for it, then what does not."""

    grade: Grade
    evidence: tuple[str, ...]


def compare(one: Marked, other: Marked, shared: AbstractSet[str]) -> Likely | None:
    """Compare two clients that share marks of some kinds; None where none of these kinds is known here.

    Sure takes the phone and the name, and an age that fits: families share phones, and fathers name sons after themselves.
    """
    shared = shared & _KINDS.keys()
    if not shared:
        return None
    age = _age(one, other)
    found = [f"same_{name}" for kind, name in _KINDS.items() if kind in shared]
    found += ["" if age is None else "same_age" if age else "other_age"]
    found += [_likeness(one.sex, other.sex, "sex"), _likeness(one.district, other.district, "district")]
    found += [_of_kind(kind, one, other) for kind in _MISSING if kind not in shared]
    evidence = sorted((code for code in found if code), key=lambda code: _ORDER[code.partition("_")[0]])
    return Likely(_grade(shared, age, evidence), tuple(evidence))


def _grade(shared: AbstractSet[str], age: bool | None, evidence: list[str]) -> Grade:
    """Say how sure it is. Without a phone it takes name and father; a phone alone is a family's, unless all else fits."""
    named = not shared.isdisjoint((NAME_FATHER, NAME_DISTRICT_YEAR))
    if "other_sex" in evidence or (age is False and not (named and PHONE in shared)):
        return Grade.UNSURE
    if PHONE in shared:
        if named and "other_name_father" not in evidence:
            return Grade.SURE if age else Grade.LIKELY
        fits = age and "same_sex" in evidence and "same_district" in evidence
        return Grade.LIKELY if fits else Grade.UNSURE
    return Grade.LIKELY if NAME_FATHER in shared else Grade.UNSURE


def _age(one: Marked, other: Marked) -> bool | None:
    """Tell whether two ages fit; None when one is not known. A year is guessed, so the next one fits too."""
    if one.birth_year is not None and other.birth_year is not None:
        return abs(one.birth_year - other.birth_year) <= 1
    code = _likeness(one.age_group, other.age_group, "age")
    return code == "same_age" if code else None


def _likeness(one: str, other: str, what: str) -> str:
    return "" if {one, other} & UNKNOWN else f"same_{what}" if one == other else f"other_{what}"


def _of_kind(kind: str, one: Marked, other: Marked) -> str:
    """Say of a kind of mark that is not shared whether both have one, and so differ, or one has none."""
    return f"other_{_KINDS[kind]}" if kind in one.kinds and kind in other.kinds else _MISSING[kind]
