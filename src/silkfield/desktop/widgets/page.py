"""The frame of every page: header with its actions, the body, and a footer or a status line that stay in place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from silkfield.desktop.style.tokens import theme
from silkfield.desktop.widgets.layout import BAR, Item, Margins, Panel, Scrolled, column, refill, row, set_margins
from silkfield.desktop.widgets.messages import Banner
from silkfield.desktop.widgets.text import IconMark, Text

_BODY_MARGINS: Margins = (24, 0, 24, 16)


class PageHeader(QFrame):
    """What a page is: its title, an optional chip, one line of facts, and its actions, the primary one last."""

    def __init__(
        self, title: str, facts: str = "", chip: QWidget | None = None, actions: Sequence[QWidget] = ()
    ) -> None:
        super().__init__()
        urdu = theme().right_to_left
        self.setFixedHeight(76 if urdu else 72)
        self._title = Text(title, "h1", elide=True)
        self._facts = Text(facts, "body", "ink2", elide=True)
        self._chip_place = row()
        self._actions_place = row(spacing=0)
        first = row((self._title, 0), self._chip_place, None, spacing=12)
        words = column(None, first, self._facts, None, spacing=0 if urdu else 2)
        self.setLayout(row((words, 1), self._actions_place, spacing=16, margins=(24, 0, 20, 0)))
        self.set_chip(chip)
        self.set_actions(actions)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.set_words(title)

    def set_facts(self, facts: str) -> None:
        """Show other facts below the title."""
        self._facts.set_words(facts)

    def set_chip(self, chip: QWidget | None) -> None:
        """Show another chip beside the title, or none."""
        refill(self._chip_place, [] if chip is None else [chip])

    def set_actions(self, actions: Sequence[QWidget]) -> None:
        """Show other actions."""
        refill(self._actions_place, actions)


class FooterBar(QFrame):
    """The bar under a form: whether the draft is kept at the start, the actions at the end."""

    def __init__(
        self,
        fact: str = "",
        more: str = "",
        actions: Sequence[QWidget] = (),
        icon: str = "device-laptop",
        tone: str = "ok",
    ) -> None:
        super().__init__()
        self.setObjectName("footer")
        self.setFixedHeight(56)
        self._icon = IconMark(icon, 18, tone)
        self._fact = Text(fact, "strong")
        self._more = Text(more, "body", "ink2", elide=True)
        actions_row = row(*actions, spacing=4)
        self.setLayout(row(self._icon, self._fact, (self._more, 1), actions_row, spacing=6, margins=(24, 0, 20, 0)))

    def say(self, fact: str, more: str = "", icon: str = "device-laptop", tone: str = "ok") -> None:
        """Say another fact at the start of the bar."""
        self._icon.set_icon(icon, tone)
        self._fact.set_words(fact)
        self._more.set_words(more)


class StatusBar(QFrame):
    """The line at the bottom of a window: one fact at the start, notes at the end."""

    def __init__(self, fact: str = "", notes: Sequence[str] = (), icon: str = "circle-check", tone: str = "ok") -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(28)
        self._icon = IconMark(icon, 16, tone)
        self._fact = Text(fact, "meta", elide=True)
        self._notes = Text("", "meta", "ink2")
        self.setLayout(row(self._icon, (self._fact, 1), self._notes, spacing=8, margins=(24, 0, 24, 0)))
        self.say(fact, notes)

    def say(
        self, fact: str, notes: Sequence[str] | None = None, icon: str | None = None, tone: str | None = None
    ) -> None:
        """Say another fact; the notes and the icon stay unless they are named."""
        self._fact.set_words(fact)
        if notes is not None:
            self._notes.set_words("  ·  ".join(notes))
        if icon is not None or tone is not None:
            self._icon.set_icon(icon or "circle-check", tone)

    def fact(self) -> str:
        """Return the fact shown."""
        return self._fact.words()


class Page(QFrame):
    """One page of the program: header, at most one banner, the body, then a footer or a status line."""

    def __init__(
        self,
        header: PageHeader,
        body: Sequence[Item] = (),
        footer: FooterBar | None = None,
        status: StatusBar | None = None,
        banner: Banner | None = None,
        scroll: bool = False,
        spacing: int = 16,
        margins: Margins = _BODY_MARGINS,
    ) -> None:
        """With `scroll` the body scrolls in low windows; header, banner, footer and status stay."""
        super().__init__()
        self.setObjectName("page")
        self.header, self.footer, self.status = header, footer, status
        self.body = column(*body, spacing=spacing, margins=margins)
        self._banner_place = column()
        content: QWidget = Panel(self.body, "scrolled")
        if scroll:
            content = scrolled = Scrolled(content)
            scrolled.verticalScrollBar().rangeChanged.connect(lambda _low, high: self._leave_room(margins, high > 0))
        content.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        ends = [part for part in (footer, status) if part is not None]
        self.setLayout(column(header, self._banner_place, (content, 1), *ends))
        self.banner: Banner | None = None
        self.show_banner(banner)

    def _leave_room(self, margins: Margins, bar: bool) -> None:
        """Let a scroll bar stand in the margin, so that the body keeps its width."""
        start, top, end, bottom = margins
        set_margins(self.body, (start, top, end - BAR if bar else end, bottom))

    def show_banner(self, banner: Banner | None) -> None:
        """Show one banner above the body instead of the one before, or none."""
        self.banner = banner
        refill(self._banner_place, [] if banner is None else [Panel(row(banner, margins=(24, 0, 24, 16)))])
