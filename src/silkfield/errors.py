"""What a person is told when something expected goes wrong: one sentence, and what to do."""

from __future__ import annotations


class Trouble(Exception):
    """An expected failure that a person can do something about.

    `message` is one clear sentence, `advice` says what to do, `code` is a short stable name for scripts and tests,
    `exit_code` is what the command line returns (2 wrong use or bad input, 3 partly done).
    """

    def __init__(self, message: str, advice: str = "", *, code: str = "", exit_code: int = 2) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.code = code
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()
