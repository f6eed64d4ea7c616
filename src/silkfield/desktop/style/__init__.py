"""How the program looks: colours, type, icons, and the canvas its parts are painted on."""

from __future__ import annotations

from silkfield.desktop.style.canvas import Canvas
from silkfield.desktop.style.icons import icon
from silkfield.desktop.style.theme import apply_theme
from silkfield.desktop.style.tokens import Theme, theme
from silkfield.desktop.style.typography import grouped, line_height, text_width, type_font

__all__ = ["Canvas", "Theme", "apply_theme", "grouped", "icon", "line_height", "text_width", "theme", "type_font"]
