"""The words of one intake: the code lists, what answers to questions taught, and a memory so that each is read once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from silkfield import assets
from silkfield.formkit.codes import Code, CodeList, Codes, read_lists
from silkfield.formkit.folding import folded, squeezed

T = TypeVar("T")


class Vocabulary:
    """Look up what staff write; `taught` maps (list, written word) to a code, or to "" for "leave it"."""

    def __init__(self, codes: Codes, taught: Mapping[tuple[str, str], str] | None = None) -> None:
        self.codes = codes
        self._taught = {(name, squeezed(word)): code for (name, word), code in (taught or {}).items()}
        self._memory: dict[tuple[Any, ...], Any] = {}
        self._phrases: dict[str, list[tuple[str, str]]] = {}

    def once(self, read: Callable[..., T], *parts: Any) -> T:
        """Read the same text once only; `read` takes this vocabulary and the parts."""
        key = (read, *parts)
        if key not in self._memory:
            self._memory[key] = read(self, *parts)
        found: T = self._memory[key]
        return found

    def find(self, name: str, word: str, day: str = "") -> tuple[Code, ...]:
        """Return the codes of a list that a word names; a word that was taught names its code alone."""
        codes = self.codes[name]
        taught = self._taught.get((name, squeezed(word)))
        if taught and taught in codes.by_key:
            return (codes.by_key[taught],)
        found = codes.find(word, day)
        if not found:
            rule = intake_words().get(name)
            keys = rule.find(word) if rule else ()
            found = tuple(codes.by_key[code.key] for code in keys if code.key in codes)
        return found

    def only(self, name: str, word: str, day: str = "") -> str:
        """Return the key of the one code a word names, "" when none or several do."""
        found = self.find(name, word, day)
        return found[0].key if len(found) == 1 else ""

    def left_alone(self, name: str, word: str) -> bool:
        """Tell whether a person said that nothing is meant by a word."""
        return self._taught.get((name, squeezed(word))) == ""

    def suggest(self, name: str, word: str, limit: int = 4) -> list[str]:
        """Return the keys of the codes that may be meant."""
        return [code.key for code in self.codes[name].suggest(word, limit)]

    def mentioned(self, name: str, text: str) -> list[str]:
        """Return the codes of a list whose words stand in a longer text, those with the longest words first."""
        return self.once(_mentioned, name, text)

    def phrases(self, name: str) -> list[tuple[str, str]]:
        """Return (folded word, key) of a list, the longest words first."""
        if name not in self._phrases:
            words = {
                (f" {folded(word)} ", code.key)
                for code in _with_rules(self.codes[name], name)
                for word in (code.label, code.urdu, *code.aliases)
                if len(squeezed(word)) > 1
            }
            self._phrases[name] = sorted(words, key=lambda phrase: (-len(phrase[0]), phrase))
        return self._phrases[name]


def _with_rules(codes: CodeList, name: str) -> Iterable[Code]:
    rule = intake_words().get(name)
    return (*codes.codes, *(rule.codes if rule else ()))


def _mentioned(vocabulary: Vocabulary, name: str, text: str) -> list[str]:
    inside = f" {folded(text)} "
    return list(dict.fromkeys(key for word, key in vocabulary.phrases(name) if word in inside))


@cache
def intake_words() -> dict[str, CodeList]:
    """Return the words that mean something in staff's workbooks only, by list; read once.

    Lists of the same name as a code list give further words for its codes.
    """
    lists = read_lists(assets.read_text("codes/intake_words.csv"))
    return {name: CodeList(name, tuple(codes)) for name, codes in lists.items()}
