"""The few things a person may set; each has a default that suits almost everybody."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """Language ("en" or "ur"), colours, folders last used, when to lock and to remind, the day a week begins with (0 is
    Monday), whether Urdu titles are in Nastaliq and Urdu pages in Urdu digits, how large all is, and a second calendar."""

    language: str = "en"
    dark: bool = False
    send_folder: str = ""
    receive_folder: str = ""
    lock_after_minutes: int = 10
    remind_after_days: int = 7
    week_begins: int = 0
    nastaliq: bool = True
    urdu_digits: bool = False
    size_percent: int = 100
    calendar: str = ""

    def changed(self, **changes: Any) -> Settings:
        """Return the settings with some of them changed."""
        return replace(self, **changes)


def from_mapping(kept: dict[str, Any]) -> Settings:
    """Return settings from what was kept; unknown ones are left out, missing ones take their default."""
    known = {field.name: kept[field.name] for field in fields(Settings) if field.name in kept}
    return Settings(**known)
