"""Under which keys people are filed, so that those who may be one are found among very many without comparing them all.

A key is a phone number, a word of a name by its consonants, two words together, or a word with the father's name. What is
looked up while somebody types ends with the beginning of a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import permutations
from typing import NamedTuple

from silkfield.matching.names import folded_name, name_key
from silkfield.matching.sounds import skeleton

NAME, RELATIVE, PHONE = "name", "relative", "phone"
"""How an answer tells who somebody is."""

FILING = 2
"""Grows when people are filed under other keys than before, or clients are compared otherwise: both are then made anew."""

_LAST = "\uffff"


class Wanted(NamedTuple):
    """A key to look up. Of one that only `begins` all longer ones are wanted too."""

    key: str
    begins: bool = False

    @property
    def end(self) -> str:
        """What stands behind every key that begins with this one."""
        return self.key + _LAST


def filed_under(names: Iterable[str], relatives: Iterable[str], phones: Iterable[str]) -> set[str]:
    """Return the keys of a person."""
    keys = {f"p{phone}" for phone in phones if phone}
    fathers = [father for relative in relatives if (father := folded_name(relative))]
    for name in names:
        words = _words(name)
        keys.update(f"w{word}" for word in words)
        keys.update(f"b{one} {other}" for one, other in permutations(words, 2))
        keys.update(f"f{word} {father}" for word in words for father in fathers)
        if len(words) > 1:
            keys.add(f"w{skeleton(''.join(words))}")  # for those who write it together (Gulzaman)
    return keys


def looked_up(
    names: Iterable[str], relatives: Iterable[str], phones: Iterable[str], *, typing: bool = False
) -> list[Wanted]:
    """Return the keys under which people are filed who may be this one, the telling ones first; `typing` may go on."""
    names = list(names)
    wanted = [Wanted(key) for key in sorted(filed_under(names, relatives, phones))]
    for words in map(_words, names) if typing else ():
        if words:
            *whole, last = words
            wanted += [Wanted(f"b{word} {last}", begins=True) for word in whole]
            wanted.append(Wanted(f"w{last}", begins=True))
    return wanted


def _words(name: str) -> list[str]:
    return list(dict.fromkeys(word for heard in name_key(name).sounds if (word := skeleton(heard))))
