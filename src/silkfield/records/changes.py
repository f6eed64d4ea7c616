"""What an operation changed: the one thing it returns, so that every page knows whether to look again."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

from silkfield.formkit.problems import Problem


@dataclass(frozen=True, slots=True)
class Changes:
    """The kinds of things that changed (form keys, or words such as "bundles", "roster", "drafts") and the records.

    `warnings` are odd things that were said once and kept. A change is false when nothing changed.
    """

    kinds: frozenset[str] = frozenset()
    records: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    transaction: str = field(default="", compare=False)

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.kinds | other.kinds,
            self.records + other.records,
            self.warnings + other.warnings,
            self.transaction or other.transaction,
        )

    def __bool__(self) -> bool:
        return bool(self.kinds)

    @property
    def record(self) -> str:
        """The first record that changed."""
        return self.records[0]


def changed(*kinds: str, records: tuple[str, ...] = ()) -> Changes:
    """Say what changed."""
    return Changes(frozenset(kinds), records)


def together(*several: Changes) -> Changes:
    """Join the changes of several operations into one."""
    return reduce(lambda left, right: left | right, several, Changes())
