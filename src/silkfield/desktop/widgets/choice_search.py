"""Find the answers a person may mean: by label, code or synonym, in Latin or Urdu letters, with a slip of the finger."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

# Arabic and Urdu keyboards write the same letter with different code points.
_SAME_LETTER = str.maketrans("يىكةۃهأإآٱ\u0640", "ییکہہہاااا ", "\u200c\u200d")
_INSIDE_FROM = 2  # a single letter is only looked for where words begin
_TYPO_FROM = 4  # shorter words are too easily mistaken for each other
_CLOSE = 0.7


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a long list: its code, its label, other names for it, and a second text shown beside it."""

    code: str
    label: str
    synonyms: tuple[str, ...] = ()
    detail: str = ""


def folded(text: str) -> str:
    """Return a text for comparing: no capitals, no marks, one letter for each sound of the Arabic script."""
    whole = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFKD", whole).translate(_SAME_LETTER)  # what comes apart has letters of its own
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def _closeness(query: str, name: str) -> float | None:
    """Return how far a name is from what was typed: 0 the same, 5 a likely slip; nothing when it is something else."""
    if name == query:
        return 0
    if name.startswith(query):
        return 1
    words = name.split()
    if any(word.startswith(query) for word in words):
        return 2
    if query in name and len(query) >= _INSIDE_FROM:
        return 3
    if len(query) < _TYPO_FROM:
        return None
    likeness = max(
        OSA.normalized_similarity(query, part)
        for word in (name, *words)
        for part in (word, word[: len(query)], word[: len(query) + 1])
    )
    return 6 - likeness if likeness >= _CLOSE else None


def found(query: str, choices: Sequence[Choice], most: int = 50) -> list[Choice]:
    """Return the choices a typed text may mean, likeliest first, equal ones in their own order."""
    wanted = folded(query)
    if not wanted:
        return list(choices[:most])
    ranked: list[tuple[float, int]] = []
    for place, choice in enumerate(choices):
        names = [(choice.label, 0.0), (choice.code, 0.1), *((name, 0.5) for name in choice.synonyms)]
        distances = [
            distance + later for name, later in names if (distance := _closeness(wanted, folded(name))) is not None
        ]
        if distances:
            ranked.append((min(distances), place))
    ranked.sort()
    return [choices[place] for _distance, place in ranked[:most]]


def exact(query: str, choices: Sequence[Choice]) -> Choice | None:
    """Return the choice whose label, code or synonym is what was typed, if there is just one."""
    wanted = folded(query)
    for names in (lambda choice: (choice.label, choice.code), lambda choice: choice.synonyms):
        meant = [choice for choice in choices if wanted in {folded(name) for name in names(choice)}]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None
