"""Whose turn it is: of answers that go to one place, none comes after the answer to a later question.

Two readers look things up beside each other, so what was asked first may be answered last.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from types import MethodType
from weakref import WeakKeyDictionary


class Turns:
    """Numbers questions by the method that is told the answers; for the window's thread.

    An answer told to a function made for it alone (a lambda, a `partial`) is about a thing of its own and always comes.
    """

    def __init__(self) -> None:
        self._numbers = count(1)
        self._answered: WeakKeyDictionary[object, dict[object, int]] = WeakKeyDictionary()

    def next(self, answer: Callable[..., object]) -> Callable[[], bool]:
        """Return what tells, once the answer is there, whether it may still come."""
        number = next(self._numbers)

        def may_come() -> bool:
            if not isinstance(answer, MethodType):
                return True
            answered = self._answered.setdefault(answer.__self__, {})
            if answered.get(answer.__func__, 0) > number:
                return False
            answered[answer.__func__] = number
            return True

        return may_come
