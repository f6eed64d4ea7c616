"""Who may be whom among many: people are compared only with those who share a phone, a name with its father, or a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from silkfield.matching.names import folded_name
from silkfield.matching.people import HIGH, Candidate, Person, compare


class PeopleIndex:
    """People filed by what two records of one person have in common; quick for many thousands."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self._filed: dict[tuple[str, ...], list[Person]] = defaultdict(list)
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """File a person."""
        for key in _keys(person):
            self._filed[key].append(person)

    def candidates(self, person: Person) -> list[Candidate]:
        """Return who of the filed people may be this person, the likeliest first."""
        seen = {person.handle}
        found: list[Candidate] = []
        for key in _keys(person):
            for other in self._filed.get(key, ()):
                if other.handle not in seen:
                    seen.add(other.handle)
                    if candidate := compare(other, person):
                        found.append(candidate)
        return sorted(found, key=_likeliest_first)


def candidates(people: Iterable[Person]) -> list[Candidate]:
    """Return all pairs of people who may be one, the likeliest first; the first of a pair came first."""
    index = PeopleIndex()
    found: list[Candidate] = []
    for person in people:
        found.extend(index.candidates(person))
        index.add(person)
    return sorted(found, key=_likeliest_first)


def candidates_for(person: Person, people: Iterable[Person]) -> list[Candidate]:
    """Return who of some people may be this person, the likeliest first."""
    return PeopleIndex(people).candidates(person)


def _likeliest_first(candidate: Candidate) -> tuple[bool, int]:
    return candidate.strength != HIGH, -len(candidate.evidence)


def _keys(person: Person) -> Iterator[tuple[str, ...]]:
    """Yield what a person is filed under; two people who share nothing of it are never compared."""
    for phone in person.phones:
        yield "phone", phone
    name, father = folded_name(person.name), folded_name(person.relative)
    if name and father:
        yield "name and father", name, father
    if father and person.district:
        yield "father and district", father, person.district
    if name and person.district and person.birth_year is not None:
        for year in (person.birth_year - 1, person.birth_year, person.birth_year + 1):
            yield "name, district and year", name, person.district, str(year)
