"""Every page of every kind of office, wide, narrow and right to left: no words are cut, and all controls have a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import area_of, quiet
from desktop_seed import site_store
from page_windows import NARROW, WIDE, nameless
from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.pages import rail_pages
from silkfield.desktop.widgets import Text

DRESSES = (
    ("centre", Look("en"), WIDE),
    ("team", Look("ur"), NARROW),
    ("headquarters", Look("en", dark=True), NARROW),
)
FORMS = ("counselling_contact", "session", "event", "participation", "person", "organisation", "safeguarding")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The stores of each kind of office, made when first asked for."""
    place = tmp_path_factory.mktemp("offices")

    def folder(kind: str) -> Path:
        if not (place / kind).exists():
            site_store(place / kind, SetClock.on("2016-06-01", 11), kind)
        return place / kind

    return folder


@pytest.mark.parametrize(("kind", "look", "size"), DRESSES)
def test_nothing_is_cut_and_everything_has_a_name(
    unlocked: Callable[..., MainWindow],
    folders: Callable[[str], Path],
    picture: Callable[[QWidget, str], Path],
    qtbot: QtBot,
    kind: str,
    look: Look,
    size: tuple[int, int],
) -> None:
    window = unlocked(look, folders(kind), size)
    area = area_of(window)
    forms = [form for form in FORMS if kind in area.desk.sitting.form(form).kept_at]
    faults = {}
    for key, what in [
        *((page.key, {}) for page in rail_pages(kind)),
        *(
            (key, {})
            for key in (
                "inbox",
                "clashes",
                "erasures",
                "bin",
                "notices",
                "calendar",
                *(["day_sheet"] if kind != "headquarters" else []),
            )
        ),
        *(("settings", {"panel": panel}) for panel in ("display", "people", "office", "key", "about")),
        *(("enter", {"form": form}) for form in forms),
    ]:
        area.open_page(key, **what)
        quiet(qtbot, area)
        name = " ".join((key, *map(str, what.values())))
        picture(window, f"{kind}-{name}-{look.language}-{size[0]}".replace(" ", "-"))
        if found := cut(window) + nameless(window):
            faults[name] = found
    assert faults == {}


def cut(page: QWidget) -> list[str]:
    """Return the words outside of tables that do not fit; long answers in a table end in an ellipsis."""
    texts = (text for text in page.findChildren(Text) if text.isVisible() and text.words())
    return [text.words() for text in texts if text.is_cut()]


@pytest.mark.parametrize("kind", ["centre", "headquarters"])
def test_a_small_screen_holds_the_whole_rail(
    unlocked: Callable[..., MainWindow], folders: Callable[[str], Path], kind: str
) -> None:
    window = unlocked(Look("ur"), folders(kind), NARROW)
    assert (window.width(), window.height()) == NARROW
    assert window.minimumSizeHint().height() <= NARROW[1]
