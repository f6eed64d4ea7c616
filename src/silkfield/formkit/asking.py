"""When a question is asked at all: conditions on the other answers, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from silkfield.formkit.problems import Values


class Condition(Protocol):
    """Say whether a field is asked, given the other answers."""

    def holds(self, values: Values) -> bool:
        """Tell whether the question is asked."""
        ...


@dataclass(frozen=True, slots=True)
class Has:
    """Ask when another field holds one of the keys (for a list: contains one of them)."""

    field: str
    keys: tuple[Any, ...]

    def holds(self, values: Values) -> bool:
        """Tell whether the other field holds one of the keys."""
        value = values.get(self.field)
        if isinstance(value, list):
            return any(key in value for key in self.keys)
        return value in self.keys


@dataclass(frozen=True, slots=True)
class Given:
    """Ask only where a field was answered before: for questions that are not asked any more."""

    field: str

    def holds(self, values: Values) -> bool:
        """Tell whether the field has an answer."""
        return values.get(self.field) is not None


def has(field: str, *keys: Any) -> Has:
    """Ask only when `field` holds one of `keys`."""
    return Has(field, keys)
