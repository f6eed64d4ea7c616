"""Language & display: language, colours, Urdu titles and digits, how large all is, and a second calendar."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from silkfield.desktop.calendars import CALENDARS
from silkfield.desktop.desk import Desk
from silkfield.desktop.look import LANGUAGES, SIZES, Look
from silkfield.desktop.navigator import Navigator
from silkfield.desktop.style import theme
from silkfield.desktop.widgets import Card, Field, OneOfMany, Option, Select, Text, column, row
from silkfield.language import _, isolated
from silkfield.operations import opening
from silkfield.operations.sitting import Sitting
from silkfield.settings import Settings

LIGHT, DARK = "light", "dark"
NASTALIQ, NASKH = "nastaliq", "naskh"
LATIN, URDU = "latin", "urdu"
_PADDING = (20, 16, 20, 16)


class DisplayPanel(QWidget):
    """What is chosen holds at once; only another size waits for the next start."""

    def __init__(self, page: QWidget, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._page, self._desk, self._navigator = page, desk, navigator
        self.language = OneOfMany([Option(code, label, code[0].upper()) for code, label in LANGUAGES], _("Language"))
        self.language.set_value(theme().language)
        self.colours = OneOfMany([Option(LIGHT, _("Light"), "L"), Option(DARK, _("Dark"), "D")], _("Colours"))
        self.colours.set_value(DARK if theme().dark else LIGHT)
        scripts = [Option(NASTALIQ, _("Nastaliq"), "T"), Option(NASKH, _("Naskh"), "K")]
        self.titles = OneOfMany(scripts, _("Urdu titles"))
        self.titles.set_value(NASTALIQ if theme().nastaliq else NASKH)
        digits = [Option(LATIN, isolated("123"), "A"), Option(URDU, "۱۲۳", "W")]
        self.digits = OneOfMany(digits, _("Digits of Urdu pages"))
        self.digits.set_value(URDU if theme().urdu_digits else LATIN)
        self.how_large = Select([(str(size), label) for size, label in SIZES], "100", _("Size"))
        self.calendar = Select([(key, _(label)) for key, label in CALENDARS], "", _("Second calendar"))
        for one in (self.language, self.colours, self.titles, self.digits):
            one.changed.connect(self._dress)
        self.how_large.changed.connect(lambda _size: self._dress())
        self.calendar.changed.connect(lambda calendar: self._change(calendar=calendar))
        words = _("Names, numbers and codes stay as they are. What you are typing is kept.")
        later = _("Another size is shown when Silkfield is started the next time.")
        card = Card(
            Field(_("Language"), self.language),
            Field(_("Colours"), self.colours),
            row(Field(_("Urdu titles"), self.titles), Field(_("Digits of Urdu pages"), self.digits), None, spacing=24),
            row(Field(_("Size"), self.how_large), Field(_("Second calendar"), self.calendar), None, spacing=12),
            Text(words, "body", "ink2", wrap=True),
            Text(later, "body", "ink2", wrap=True),
            spacing=12,
            padding=_PADDING,
        )
        self.setLayout(column(card))

    def ask(self) -> None:
        """Ask for the settings that are not seen in the window itself."""
        self._desk.ask(self._page, opening.settings, answer=self._show)

    def _show(self, settings: Settings) -> None:
        self.how_large.set_value(str(settings.size_percent))
        self.calendar.set_value(settings.calendar)

    def set_back(self) -> None:
        """Take the usual look; the language stays."""
        usual = Settings()
        self.colours.set_value(DARK if usual.dark else LIGHT)
        self.titles.set_value(NASTALIQ if usual.nastaliq else NASKH)
        self.digits.set_value(URDU if usual.urdu_digits else LATIN)
        self.how_large.set_value(str(usual.size_percent))
        self.calendar.set_value(usual.calendar)
        self._change(calendar=usual.calendar)
        self._dress()

    def _dress(self) -> None:
        look = Look(
            self.language.value() or theme().language,
            self.colours.value() == DARK,
            self.titles.value() != NASKH,
            self.digits.value() == URDU,
            int(self.how_large.value()),
        )

        def dress(_settings: Settings) -> None:
            self._navigator.dress(look)

        self._desk.do(
            self._page,
            opening.change_settings,
            language=look.language,
            dark=look.dark,
            nastaliq=look.nastaliq,
            urdu_digits=look.urdu_digits,
            size_percent=look.size,
            done=dress,
        )

    def _change(self, **settings: object) -> None:
        def change(sitting: Sitting) -> None:
            opening.change_settings(sitting, **settings)

        self._desk.do(self._page, change, kinds=("settings",))
