"""Numbers of changes that are missing, as people say them."""

from __future__ import annotations

from collections.abc import Sequence

from silkfield.language import _


def ranges(gaps: Sequence[tuple[int, int]]) -> str:
    """Return numbers of changes as people say them: 96-100, 104."""
    return _(", ").join(f"{first}-{last}" if last > first else str(first) for first, last in gaps)


def count_of(gaps: Sequence[tuple[int, int]]) -> int:
    """Return how many changes are missing."""
    return sum(last - first + 1 for first, last in gaps)


def numbers(whole: Sequence[int]) -> str:
    """Return numbers with those that follow one another drawn together: 2-4, 7."""
    found: list[tuple[int, int]] = []
    for one in whole:
        if found and found[-1][1] == one - 1:
            found[-1] = (found[-1][0], one)
        else:
            found.append((one, one))
    return ranges(found)
