"""Every page of every kind of office, wide, narrow and right to left: nothing is cut, and a screen reader can name it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_keys import area_of, quiet
from desktop_seed import site_store
from page_windows import NARROW, WIDE, cut_words, nameless
from silkfield.clock import SetClock
from silkfield.desktop.look import Look
from silkfield.desktop.main_window import MainWindow
from silkfield.desktop.pages import rail_pages
from silkfield.desktop.work_area import WorkArea

DRESSES = (("en", False, WIDE), ("en", True, NARROW), ("ur", False, WIDE), ("ur", True, NARROW))
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


@pytest.mark.parametrize(("code", "dark", "size"), DRESSES)
@pytest.mark.parametrize("kind", ["centre", "team", "headquarters"])
def test_nothing_is_cut_and_everything_has_a_name(
    unlocked: Callable[..., MainWindow],
    folders: Callable[[str], Path],
    picture: Callable[[QWidget, str], Path],
    qtbot: QtBot,
    kind: str,
    code: str,
    dark: bool,
    size: tuple[int, int],
) -> None:
    window = unlocked(Look(code, dark), folders(kind), size)
    area = area_of(window)
    forms = [form for form in FORMS if kind in area.desk.sitting.form(form).kept_at]
    faults = {}
    for key, what in [
        *((page.key, {}) for page in rail_pages(kind)),
        *(("settings", {"panel": panel}) for panel in ("display", "people", "office", "about")),
        *(("enter", {"form": form}) for form in forms),
    ]:
        area.open_page(key, **what)
        settle(area, qtbot)
        name = " ".join((key, *map(str, what.values())))
        picture(window, f"{kind}-{name}-{code}-{size[0]}".replace(" ", "-"))
        if found := cut_words(window) + nameless(window):
            faults[name] = found
    assert faults == {}


def settle(area: WorkArea, qtbot: QtBot) -> None:
    for _turn in range(3):
        quiet(qtbot, area)
