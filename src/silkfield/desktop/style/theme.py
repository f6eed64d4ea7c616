"""Put a theme on: palette, style sheet, fonts and direction for the whole program at once, at start or while it runs."""

from __future__ import annotations

from string import Template

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from silkfield import assets
from silkfield.desktop.style.tokens import Theme, theme, use_theme
from silkfield.desktop.style.typography import load_fonts, type_font

_PALETTE = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "onacc",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "onacc",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.ToolTipBase: "surface",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "field",
    QPalette.ColorRole.Shadow: "ink",
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def _palette(chosen: Theme) -> QPalette:
    palette = QPalette()
    for role, token in _PALETTE.items():
        palette.setColor(role, chosen.colour(token))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, chosen.colour("ink2"))
    return palette


def style_sheet(chosen: Theme) -> str:
    """Return the program's style sheet in the colours of a theme."""
    sheet = Template(assets.read_text("style/silkfield.qss"))
    return sheet.substitute(chosen.codes, face=f"{chosen.language}, {'dark' if chosen.dark else 'light'}")


def apply_theme(
    app: QApplication, dark: bool = False, language: str = "en", nastaliq: bool = True, urdu_digits: bool = False
) -> Theme:
    """Show the whole program light or dark and in the direction of a language; every open window follows at once."""
    load_fonts()
    use_theme(Theme(dark, language, nastaliq, urdu_digits))
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(theme()))
    app.setLayoutDirection(theme().direction)
    app.setStyleSheet(style_sheet(theme()))
    # After the sheet: on Windows a new sheet brings the system font back.
    app.setFont(type_font("body"))
    return theme()
