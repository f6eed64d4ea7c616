"""Officials who may be in the directory already: what speaks for it, and who is sure enough to be taken for the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from silkfield.formkit.folding import folded
from silkfield.matching.keys import filed_under
from silkfield.matching.names import Likeness, likeness
from silkfield.matching.people import ASK, HIGH, Candidate

_NAMES = {
    Likeness.EQUAL: "same_name",
    Likeness.VARIANT: "like_name",
    Likeness.PART: "longer_name",
    Likeness.DIFFERENT: "other_name",
}


@dataclass(frozen=True, slots=True)
class Official:
    """An official to compare; `handle` names the record, `organisation` is its id, `organisation_name` what people read."""

    handle: str
    name: str
    other_name: str = ""
    sex: str = ""
    organisation: str = ""
    organisation_name: str = ""
    position: str = ""
    email: str = ""
    phone: str = ""

    @classmethod
    def of(cls, handle: str, answers: Mapping[str, Any], organisation: Mapping[str, Any]) -> Official:
        """Return an official as their answers, and those of their organisation, tell."""
        said = {name: str(answers.get(name) or "") for name in ("sex", "organisation", "position", "email", "phone")}
        return cls(
            handle,
            str(answers.get("full_name") or ""),
            str(answers.get("name_local") or ""),
            organisation_name=str(organisation.get("short_name") or organisation.get("name") or ""),
            **said,
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The name in each script that is known."""
        return tuple(name for name in (self.name, self.other_name) if name)

    @property
    def called(self) -> str:
        """The name with the post, as people tell officials apart."""
        return ", ".join(part for part in (self.name, self.position, self.organisation_name) if part)


@dataclass(frozen=True, slots=True)
class Directory:
    """Who and what is known: officials, organisations by id, and whose participation stands at the event in question. One of
    several organisations that were joined `stands` for the others."""

    officials: tuple[Official, ...] = ()
    organisations: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    attending: Mapping[str, str] = field(default_factory=dict)
    stands: Mapping[str, str] = field(default_factory=dict)


def compare(known: Official, listed: Official) -> Candidate | None:
    """Compare an official of the directory with one of a list; None when nothing worth a question speaks for one person.

    High needs a name that is alike, and the address, the number, or the very post with nothing against it. People move
    between posts, change their address and bear the names of others: all that asks.
    """
    if {known.sex, listed.sex} == {"M", "F"}:
        return None
    name = max(likeness(one, other) for one in known.names for other in listed.names)
    marks = {
        "email": _same(known.email, listed.email),
        "phone": _same(known.phone, listed.phone),
        "organisation": _same(known.organisation, listed.organisation),
        "position": _same(folded(known.position), folded(listed.position)),
    }
    strength = _strength(name, marks)
    if not strength:
        return None
    told = [f"{'same' if same else 'other'}_{mark}" for mark, same in marks.items() if same is not None]
    evidence = [code for code in told if code != "other_position"]
    return Candidate(known.handle, listed.handle, strength, (_NAMES[name], *evidence))


def _same(one: str, other: str) -> bool | None:
    return one == other if one and other else None


def _strength(name: Likeness, marks: Mapping[str, bool | None]) -> str:
    same = {mark for mark, found in marks.items() if found}
    other = {mark for mark, found in marks.items() if found is False} - {"position"}
    if name is Likeness.DIFFERENT:
        return ASK if "email" in same else ""
    if "email" in same or (name >= Likeness.VARIANT and "phone" in same):
        return HIGH
    if name is Likeness.PART:
        return ASK if "phone" in same or ({"organisation", "position"} <= same and "email" not in other) else ""
    if {"organisation", "position"} <= same and not other:
        return HIGH
    if name is Likeness.VARIANT:
        return ASK if same & {"organisation", "position"} and len(other) < 2 else ""
    return ASK if same - {"position"} or len(other) < 3 else ""


class Officials:
    """The officials of a directory, filed by what two records of one person have in common; quick for many thousands."""

    def __init__(self, officials: Iterable[Official]) -> None:
        self.by_handle = {one.handle: one for one in officials if one.names}
        self._filed: dict[str, list[Official]] = defaultdict(list)
        for one in self.by_handle.values():
            for key in _keys(one):
                self._filed[key].append(one)

    def alike(self, listed: Official, most: int = 3) -> list[Candidate]:
        """Return who of the directory may be this official, the likeliest first."""
        if not listed.names:
            return []
        near = {one.handle: one for key in _keys(listed) for one in self._filed.get(key, ())}
        found = [candidate for one in near.values() if (candidate := compare(one, listed))]
        return sorted(found, key=_likeliest_first)[:most]


def _keys(one: Official) -> set[str]:
    """Return what an official is filed under: words of the name, the number and the address."""
    words = {key for key in filed_under(one.names, (), (one.phone,)) if key[0] in "wp"}
    return words | ({f"e{one.email}"} if one.email else set())


def _likeliest_first(candidate: Candidate) -> tuple[bool, int]:
    speaks = sum(code.startswith(("same", "like")) for code in candidate.evidence)
    return candidate.strength != HIGH, -speaks
