"""The card of one site as a whole: it is asked for everything once more, or told something in a few sentences."""

from __future__ import annotations

from PySide6.QtCore import Signal

from silkfield.desktop.headquarters.laptop_card import row_of
from silkfield.desktop.widgets import Card, Field, LineField, Rule, Text, row, second
from silkfield.language import _, isolated
from silkfield.operations.exchange.sites import SiteLine


class SiteCard(Card):
    """Hidden while no site is chosen. `wanting` carries the site's code, `telling` its code and the words."""

    wanting = Signal(str)
    telling = Signal(str, str)

    def __init__(self) -> None:
        self.site: SiteLine | None = None
        self.about = Text("", "strong", wrap=True)
        self.want_button = second(_("Ask the whole site for everything"), icon="refresh", run=self._want)
        self.notice = LineField(_("Notice to the site"), placeholder=_("a few sentences, no names of clients"))
        self.tell_button = second(_("Tell"), icon="message-2", run=self._tell)
        self.notice.returnPressed.connect(self._tell)
        wanting = _("All its laptops send every record again. Nothing is doubled; its next bundle is larger.")
        telling = _("It stands on the site's page Today after its next bundle from you. It cannot be taken back.")
        super().__init__(
            self.about,
            Text(wanting, "body", "ink2", wrap=True),
            row(None, self.want_button),
            Rule(),
            Field(_("A notice to the site"), row_of(self.notice, self.tell_button)),
            Text(telling, "body", "ink2", wrap=True),
            spacing=10,
        )
        self.hide()

    def show_site(self, site: SiteLine | None) -> None:
        """Show the site of the laptop chosen, or nothing. Words for one site are not told to another."""
        if site is None or self.site is None or site.id != self.site.id:
            self.notice.set_value("")
        self.site = site
        self.setVisible(site is not None)
        if site is not None:
            self.about.set_words(_("{code} · {name}, the whole site").format(code=isolated(site.code), name=site.name))

    def _want(self) -> None:
        if self.site:
            self.wanting.emit(self.site.code)

    def _tell(self) -> None:
        if self.site:
            self.telling.emit(self.site.code, self.notice.value())
