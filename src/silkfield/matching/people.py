"""Two people laid side by side: how likely they are one person, and what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.language import N_, _
from silkfield.matching.names import Likeness, likeness

HIGH = "high"
ASK = "ask"

EVIDENCE = {
    "same_phone": N_("same phone number"),
    "other_phone": N_("another phone number"),
    "same_name": N_("same name"),
    "like_name": N_("name written differently"),
    "longer_name": N_("one name is part of the other"),
    "other_name": N_("another name"),
    "same_father": N_("same father or husband"),
    "like_father": N_("father or husband written differently"),
    "other_father": N_("another father or husband"),
    "same_district": N_("same district"),
    "near_birth_year": N_("born in the same year, or a year apart"),
    "other_sex": N_("man and woman"),
    "same_email": N_("same email address"),
    "other_email": N_("another email address"),
    "same_organisation": N_("same organisation"),
    "other_organisation": N_("another organisation"),
    "same_position": N_("same position"),
}
"""What may speak for or against two people being one, by code."""

_NAMES = {
    Likeness.EQUAL: "same_name",
    Likeness.VARIANT: "like_name",
    Likeness.PART: "longer_name",
    Likeness.DIFFERENT: "other_name",
}
_FATHERS = {
    Likeness.EQUAL: "same_father",
    Likeness.VARIANT: "like_father",
    Likeness.PART: "like_father",
    Likeness.DIFFERENT: "other_father",
}


@dataclass(frozen=True, slots=True)
class Person:
    """Someone to compare; `handle` is any text that names the record. Phones are in the international form."""

    handle: str
    name: str
    relative: str = ""
    phones: tuple[str, ...] = ()
    district: str = ""
    birth_year: int | None = None
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two people who may be one. Strength is "high" or "ask"; nobody is ever joined without being asked."""

    first: str
    second: str
    strength: str
    evidence: tuple[str, ...]

    def reasons(self) -> list[str]:
        """Say what speaks for and against it, in words."""
        return [_(EVIDENCE[code]) for code in self.evidence]


def compare(one: Person, other: Person) -> Candidate | None:
    """Compare two people; None when nothing worth a question speaks for one person.

    High needs one phone and one name: families share phones, so a phone alone asks. Without a common phone it takes the
    name and the father, or the name, the district and the birth year.
    """
    name = likeness(one.name, other.name)
    father = likeness(one.relative, other.relative) if one.relative and other.relative else None
    phone = bool(set(one.phones) & set(other.phones))
    same_district = bool(one.district) and one.district == other.district
    near_year = _near(one.birth_year, other.birth_year)
    two_sexes = {one.sex, other.sex} == {"M", "F"}
    if phone:
        sure = name is Likeness.EQUAL and father is not Likeness.DIFFERENT and not two_sexes
        strength = HIGH if sure else ASK
    elif name is Likeness.DIFFERENT or two_sexes:
        return None
    elif _named_alike(one, other, name, father) or (name is Likeness.EQUAL and same_district and near_year):
        strength = ASK
    else:
        return None
    evidence = (
        "same_phone" if phone else "other_phone" if one.phones and other.phones else "",
        _NAMES[name],
        _FATHERS[father] if father is not None else "",
        "same_district" if same_district else "",
        "near_birth_year" if near_year else "",
        "other_sex" if two_sexes else "",
    )
    return Candidate(one.handle, other.handle, strength, tuple(code for code in evidence if code))


def _named_alike(one: Person, other: Person, name: Likeness, father: Likeness | None) -> bool:
    """Tell whether name and father are alike enough to ask; the less alike, the more the district must say."""
    if father is None or father < Likeness.VARIANT:
        return False
    if one.district and other.district:
        return one.district == other.district
    return name is Likeness.EQUAL and father is Likeness.EQUAL


def _near(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= 1
