"""Which revision of a record stands: one head is the record, several are a clash with an interim winner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """What decides about a revision: its id, those it was made from, whether it removes, and its entry's Lamport counter."""

    revision: str
    parents: tuple[str, ...]
    removed: bool
    lamport: int


def heads(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Return the revisions of one record that no known revision names as a parent, the interim winner first.

    The order given does not matter, a revision given twice counts once, and unknown parents hold nothing back.
    """
    known = {node.revision: node for node in nodes}
    named = {parent for node in known.values() for parent in node.parents}
    return tuple(sorted((node for key, node in known.items() if key not in named), key=_strength, reverse=True))


def winner(leaves: Sequence[Node]) -> Node:
    """Return the head shown while a clash is open: a put before a removal, then the greatest counter, then the greatest id."""
    return max(leaves, key=_strength)


def _strength(node: Node) -> tuple[bool, int, str]:
    return (not node.removed, node.lamport, node.revision)
