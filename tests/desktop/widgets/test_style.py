"""The look itself: colours that can be read, fonts and icons that are there, a theme that can change while work goes on."""

from __future__ import annotations

import re
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QApplication, QLabel

from silkfield import assets
from silkfield.desktop.style import Theme, apply_theme, grouped, icon, theme, type_font
from silkfield.desktop.style.icons import MIRRORED, icon_image
from silkfield.desktop.style.theme import style_sheet
from silkfield.desktop.style.tokens import use_theme
from silkfield.desktop.style.typography import directed, in_its_digits, load_fonts
from silkfield.desktop.widgets import Chip, Text, column
from silkfield.language import isolated

LIGHT, DARK = Theme(dark=False), Theme(dark=True)
READ = [
    ("ink", "surface"), ("ink", "bg"), ("ink2", "surface"), ("ink2", "bg"), ("ink2", "sel"), ("ink2", "warntint"),
    ("accent", "surface"), ("onacc", "accent"), ("onacc", "acchov"), ("ok", "oktint"), ("warn", "warntint"),
    ("bad", "badtint"), ("info", "infotint"), ("neu", "neutint"), ("surface", "neu"), ("railink", "rail"),
    ("railon", "railsel"), ("railmark", "railsel"), ("ontoast", "toast"), ("ontoast2", "toast"), ("toastact", "toast"),
]  # fmt: skip
SEEN = [("field", "surface"), ("field", "bg"), ("bar2", "surface"), ("warnbar", "sunken"), ("accent", "bg")]


def contrast(chosen: Theme, one: str, other: str) -> float:
    """The contrast of two colours by the formula of WCAG 2.2."""

    def light(token: str) -> float:
        parts = [part / 255 for part in chosen.colour(token).getRgb()[:3]]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dim = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_and_every_edge_seen(chosen: Theme) -> None:
    assert [(pair, contrast(chosen, *pair)) for pair in READ if contrast(chosen, *pair) < 4.5] == []
    assert [(pair, contrast(chosen, *pair)) for pair in SEEN if contrast(chosen, *pair) < 3] == []


def test_light_and_dark_name_the_same_colours() -> None:
    assert LIGHT.codes.keys() == DARK.codes.keys()


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_the_style_sheet_knows_every_token_it_names(chosen: Theme) -> None:
    assert "$" not in style_sheet(chosen)


def test_every_icon_that_travels_with_the_program_can_be_drawn(qapp: QApplication) -> None:
    names = [file.stem for file in assets.folder("icons").glob("*.svg")]
    assert len(names) > 50
    for name in names:
        image = icon_image(name, 18, "ink")
        drawn = sum(image.pixelColor(x, y).alpha() > 100 for x in range(18) for y in range(18))
        assert drawn > 8, name
    assert not icon("home").isNull()


def test_only_icons_that_point_somewhere_are_mirrored(qapp: QApplication) -> None:
    turned = icon_image("send", 18, "ink", right_to_left=True)
    assert turned == icon_image("send", 18, "ink").flipped(Qt.Orientation.Horizontal)
    assert icon_image("search", 18, "ink", right_to_left=True) == icon_image("search", 18, "ink")
    assert "check" not in MIRRORED


def test_icons_are_sharp_on_a_screen_of_double_density(qapp: QApplication) -> None:
    assert icon_image("home", 18, "ink", 2.0).width() == 36
    assert icon_image("home", 18, "ink", 2.0).devicePixelRatio() == 2.0


def test_the_programs_own_fonts_are_used_and_their_licences_travel_along(qapp: QApplication) -> None:
    assert {"Inter", "Noto Naskh Arabic", "Silkfield Nastaliq"} <= set(load_fonts())
    assert len(list(assets.folder("fonts").glob("OFL-*.txt"))) == 3
    assert assets.read_text("icons/LICENSE-tabler.txt").startswith("MIT")


def test_urdu_is_larger_than_latin_and_its_titles_are_nastaliq(qapp: QApplication) -> None:
    apply_theme(qapp, language="ur")
    assert type_font("body", "آج").pixelSize() == 15
    assert type_font("body", "ISB-7K4Q").pixelSize() == 13
    assert type_font("h1", "آج").families()[0] == "Silkfield Nastaliq"
    assert type_font("h1", "Today").families()[0] == "Inter"
    assert type_font("key", "Ctrl+N").pixelSize() == 12


def test_our_nastaliq_joins_its_letters(qapp: QApplication) -> None:
    """A Nastaliq that Qt draws wrongly sets each letter apart and far wider than Naskh does."""
    word = "نیا رابطہ"
    nastaliq, naskh = QFontMetrics(type_font("h1", word)), QFontMetrics(type_font("big", word))
    assert 0.4 < nastaliq.horizontalAdvance(word) / naskh.horizontalAdvance(word) < 1.6
    assert nastaliq.inFontUcs4(ord("ہ"))


def test_only_numbers_alone_get_figures_of_one_width(qapp: QApplication) -> None:
    def tabular(text: str) -> bool:
        return bool(type_font("body", text).featureTags())

    assert tabular("1\u202f204")
    assert tabular("14:05")
    assert not tabular("ISB-7K4Q")


def test_a_number_or_code_keeps_its_direction_inside_urdu() -> None:
    assert directed("0300 1234567", right_to_left=True) == isolated("0300 1234567")
    assert directed("آج", right_to_left=True) == "آج"
    assert directed("محمد", right_to_left=False) == "\u2067محمد\u2069"
    assert directed(isolated("27"), right_to_left=True) == isolated("27")


def test_thousands_are_set_apart_by_a_space_that_does_not_break() -> None:
    assert grouped(1204) == "1\u202f204"
    assert grouped(12) == "12"


def test_a_theme_put_on_later_changes_open_windows(qapp: QApplication, portrait, colours_in) -> None:
    from silkfield.desktop.widgets import Panel

    window = Panel(column(Text("Saved"), Chip("Ready", "ok", "check"), None), "card")
    before = portrait(window, "theme-light", size=(200, 100))
    apply_theme(qapp, dark=True)
    after: QImage = window.grab().toImage()
    assert theme().dark
    assert colours_in(before).isdisjoint(colours_in(after) - {before.pixel(0, 0)})


def test_a_language_put_on_later_turns_open_windows_round(qapp: QApplication, portrait) -> None:
    from silkfield.desktop.widgets import Panel, row

    first, last = Text("first"), Text("last")
    window = Panel(row(first, last), "card")
    portrait(window, "direction", size=(200, 40))
    assert first.x() < last.x()
    apply_theme(qapp, language="ur")
    qapp.processEvents()
    assert first.x() > last.x()


def test_qt_keeps_the_count_of_references_to_none(qapp: QApplication) -> None:
    """One version of PySide gave one reference to None away with every call and ended the program."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(500):
        label.setText(str(number))
    assert sys.getrefcount(None) > before - 100


def test_no_part_names_a_colour_of_its_own() -> None:
    from pathlib import Path

    import silkfield.desktop.widgets as parts

    for file in Path(next(iter(parts.__path__))).glob("*.py"):
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", file.read_text(encoding="utf-8")), file.name


def test_urdu_digits_are_shown_on_urdu_pages_only_and_codes_and_numbers_to_dial_stay() -> None:
    try:
        use_theme(Theme(language="ur", urdu_digits=True))
        assert in_its_digits("1 جون 2016") == "۱ جون ۲۰۱۶"
        assert in_its_digits("ISB1-325-5 · Ctrl+1") == "ISB1-325-5 · Ctrl+1"
        assert in_its_digits("فون \u20660300 1234567\u2069") == "فون \u20660300 1234567\u2069"
        use_theme(Theme(language="en", urdu_digits=True))
        assert in_its_digits("1 June 2016") == "1 June 2016"
    finally:
        use_theme(Theme())
