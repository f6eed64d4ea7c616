"""Which records stand for one, when two and two of them were said to be the same or not to be."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

Both = frozenset[str]
"""Two records of which somebody said something, by their ids."""


class Groups:
    """Records that were said to be the same, gathered pair by pair.

    Whoever was told apart never comes together again through a third: a pair that would do that does not count.
    """

    def __init__(self, same: Iterable[Both], apart: AbstractSet[Both]) -> None:
        self._apart = apart
        self.found: dict[str, frozenset[str]] = {}
        for both in same:
            self.join(*sorted(both)[:1], *sorted(both)[-1:])

    def of(self, record: str) -> frozenset[str]:
        """Return all records that stand for this one, itself too."""
        return self.found.get(record) or frozenset((record,))

    def join(self, one: str, other: str) -> bool:
        """Bring two records together with all that stand for them; tells whether they are one now."""
        if self.are_apart(one, other):
            return False
        group = self.of(one) | self.of(other)
        self.found.update(dict.fromkeys(group, group) if len(group) > 1 else ())
        return True

    def are_one(self, one: str, other: str) -> bool:
        """Tell whether two records stand for the same."""
        return other in self.of(one)

    def are_apart(self, one: str, other: str) -> bool:
        """Tell whether two records, or two that stand for them, were told apart."""
        some, others = self.of(one), self.of(other)
        return bool(self._apart) and any(frozenset((each, rest)) in self._apart for each in some for rest in others)
