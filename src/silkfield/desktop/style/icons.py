"""The program's icons: drawn from the SVG files that travel with it, in the colours of the theme, sharp on any screen."""

from __future__ import annotations

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from silkfield import assets
from silkfield.desktop.style.tokens import theme

# Only what points somewhere turns round in right-to-left windows; a clock, a tick or a pencil does not.
MIRRORED = frozenset(
    {
        "arrow-back-up",
        "arrow-right",
        "chevron-left",
        "chevron-right",
        "corner-down-left",
        "notes",
        "send",
        "speakerphone",
    }
)
_STROKE = 1.75


@cache
def _drawing(name: str) -> str:
    return assets.read_text(f"icons/{name}.svg")


@lru_cache(maxsize=512)
def _image(name: str, pixels: int, code: str, stroke: float, mirrored: bool) -> QImage:
    drawing = _drawing(name).replace("currentColor", code).replace('stroke-width="2"', f'stroke-width="{stroke}"')
    image = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image.flipped(Qt.Orientation.Horizontal) if mirrored else image


def icon_image(name: str, size: int, tone: str = "ink", ratio: float = 1.0, right_to_left: bool = False) -> QImage:
    """Return an icon as an image: `size` in logical pixels, `tone` a colour token, `ratio` the screen's device pixels."""
    mirrored = right_to_left and name in MIRRORED
    image = QImage(_image(name, round(size * ratio), theme().code(tone), _STROKE, mirrored))
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, tone: str = "ink", size: int = 18) -> QIcon:
    """Return an icon for a part of Qt's own, such as a menu or a window, at single and double size."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(QPixmap.fromImage(icon_image(name, size, tone, ratio, theme().right_to_left)))
    return made
