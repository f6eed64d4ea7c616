"""The named colours and type sizes of the program, light and dark, and which of them are in use now."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from silkfield import assets
from silkfield.language import runs_right_to_left


@dataclass(frozen=True, slots=True)
class TypeRole:
    """One role of type: sizes in pixels for Latin and for Arabic script, weight, and the height of a line of it."""

    latin: int
    weight: int
    arabic: int
    box: int
    arabic_box: int


@cache
def _tokens() -> dict[str, Any]:
    return dict(json.loads(assets.read_text("style/tokens.json")))


@cache
def type_roles() -> Mapping[str, TypeRole]:
    """Return the roles of type by name: h1, h2, body, strong, meta and so on."""
    return MappingProxyType({name: TypeRole(**sizes) for name, sizes in _tokens()["type"].items()})


@dataclass(frozen=True, slots=True)
class Theme:
    """The look in use: light or dark, the language that decides sizes and direction, the script and the digits of Urdu."""

    dark: bool = False
    language: str = "en"
    nastaliq: bool = True
    urdu_digits: bool = False

    @property
    def codes(self) -> Mapping[str, str]:
        """Return every colour by its token name, as `#RRGGBB`."""
        colours: dict[str, str] = _tokens()["dark" if self.dark else "light"]
        return colours

    def code(self, token: str) -> str:
        """Return one colour as `#RRGGBB`."""
        return self.codes[token]

    def colour(self, token: str) -> QColor:
        """Return one colour."""
        return QColor(self.codes[token])

    @property
    def right_to_left(self) -> bool:
        """Tell whether the language is written from the right."""
        return runs_right_to_left(self.language)

    @property
    def direction(self) -> Qt.LayoutDirection:
        """Return the direction windows are laid out in."""
        return Qt.LayoutDirection.RightToLeft if self.right_to_left else Qt.LayoutDirection.LeftToRight


class _InUse:
    """The theme every part is painted with, changed as a whole by `apply_theme`."""

    theme = Theme()


def theme() -> Theme:
    """Return the theme in use."""
    return _InUse.theme


def use_theme(chosen: Theme) -> None:
    """Make a theme the one in use, without telling the windows; `apply_theme` does both."""
    _InUse.theme = chosen
