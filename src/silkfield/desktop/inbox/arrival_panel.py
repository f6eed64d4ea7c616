"""One part that arrived, in full: what was checked, what importing it would do or has done, and what can be done now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from silkfield.bundles import faults
from silkfield.desktop.inbox.arrived import HEADQUARTERS, Inbox, meaning, state
from silkfield.desktop.inbox.aside import ReasonPanel, aside_words
from silkfield.desktop.inbox.plan_view import PlanView
from silkfield.desktop.lists.ranges import count_of, ranges
from silkfield.desktop.moments import day_and_time
from silkfield.desktop.widgets import (
    Button,
    Card,
    Chip,
    EmptyState,
    IconMark,
    Panel,
    Rule,
    Scrolled,
    Text,
    column,
    danger,
    primary,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, ngettext
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.sitting import Sitting

IMPORT, THROUGH, UNDO, TAKE_BACK = "import", "look through", "undo", "take back"
LOOK_AGAIN, ANYWAY, DELETE = "look again", "anyway", "delete"
_ASIDE = ("held", "quarantined")


class ArrivalPanel(Card):
    """Shows one part. `wanted` says what a person wants done with it: the act, the part, and a reason where one is needed."""

    wanted = Signal(str, object, str)

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._place = column(spacing=8, margins=(16, 12, 16, 8))
        self._actions = row(None, margins=(12, 4, 12, 4))
        self._shown: tuple[Outcome, Outcome | None, str] | None = None
        self.button: Button | None = None
        self.reason: ReasonPanel | None = None
        self._footer = Panel(column(Rule(), self._actions))
        self._scrolled = Scrolled(Panel(self._place, "scrolled"))
        super().__init__((self._scrolled, 1), self._footer, spacing=0, flush=True)

    def show_nothing(self) -> None:
        """Show that nothing has arrived."""
        self._shown = None
        if self._sitting.office.is_headquarters:
            reason = _("Bundles come from the sites by stick or mail.")
        else:
            reason = _("Bundles come from headquarters and from the other laptops of this site.")
        refill(self._place, [None, EmptyState("inbox", _("Nothing has arrived yet."), reason), None])
        self._footer.hide()

    def show_arrival(self, one: Outcome, shown: Inbox, brings: Outcome | None = None, against: str = "") -> None:
        """Show a part. `brings` is what one that a person may take in would bring, `against` what speaks against that."""
        lacks = shown.lacks(one)
        now = (one, brings, against + lacks)
        if now == self._shown:
            return  # what is being typed as a reason stays
        self._shown, self.reason = now, None
        words, tone, icon = state(one)
        site, moment = shown.site(one), day_and_time(one.made, self._sitting) if one.made else ""
        facts = [site, _("made {moment}").format(moment=moment) if moment else ""]
        parts: list[Item] = [
            Panel(column(Text(shown.title(one), "big", wrap=True), 4, row(Chip(words, tone, icon), None))),
            *[Text(_(" · ").join(fact for fact in facts if fact), "meta", "ink2", wrap=True)][: bool(site or moment)],
            Rule(),
        ]
        if one.result in _ASIDE:
            if one.decidable and brings is not None:
                self.reason = ReasonPanel(lambda reason: self.wanted.emit(ANYWAY, one, reason))
                self.reason.grown.connect(lambda: QTimer.singleShot(0, self, self._show_reason))
            parts += aside_words(one, brings, self.reason)
        else:
            parts += [*self._checks(one, site), Rule(), *self._plan(one)]
        if against:
            parts.append(Text(against, "body", "bad", wrap=True))
        if lacks:
            words = _("Of this bundle, {lacks}. Ask the sender for it.").format(lacks=lacks)
            parts.append(Panel(row(IconMark("alert-triangle", 18, "warn"), (Text(words, wrap=True), 1))))
        refill(self._place, [*parts, None])
        self._offer(one)

    def _show_reason(self) -> None:
        """Bring the reason and its button, which have their place by now, into sight in a low window."""
        if self.reason is not None:
            self._scrolled.ensureWidgetVisible(self.reason)

    def _checks(self, one: Outcome, site: str) -> list[Item]:
        ours = one.label.startswith(HEADQUARTERS)
        checks = [
            (
                "circle-check",
                "ok",
                _("Signature of {site}").format(site=_("headquarters") if ours else site or one.label),
            ),
            ("circle-check", "ok", _("Opened with our key, whole and unchanged")),
            ("circle-check", "ok", _("No gap before it")),
        ]
        if one.gaps:
            words = ngettext(
                "Change {missing} has not arrived", "Changes {missing} have not arrived", count_of(one.gaps)
            )
            checks[2] = ("alert-triangle", "warn", words.format(missing=ranges(one.gaps)))
        if one.result == "withheld":
            checks[2] = ("archive", "ink2", _(". ").join(meaning(one)))
        if one.code == faults.WITHHELD:
            checks.append(("archive", "warn", one.sentence))
        elif aside := one.plan.withheld:
            words = ngettext(
                "{count} change was set aside by hand before, and stays aside",
                "{count} changes were set aside by hand before, and stay aside",
                aside,
            )
            checks.append(("archive", "warn", words.format(count=aside)))
        return [Panel(row(IconMark(icon, 18, tone), (Text(words, wrap=True), 1))) for icon, tone, words in checks]

    def _plan(self, one: Outcome) -> list[Item]:
        note = _("nothing has been written yet") if one.result == "planned" else ""
        title = row(Text(_("Plan") if note else _("What it brought"), "h2"), None, Text(note, "meta", "ink2"))
        forms = self._sitting.forms
        kinds = [
            f"{count} {_(forms[key].title if count == 1 else forms[key].plural)}" if key in forms else str(count)
            for key, count in sorted(one.plan.forms.items(), key=lambda pair: -pair[1])
        ]
        told: list[Item] = [Text(_(", ").join(kinds), "meta", "ink2", wrap=True)] if kinds else []
        return [Panel(title), PlanView(one.plan), *told]

    def _offer(self, one: Outcome) -> None:
        def act(what: str) -> Callable[[], None]:
            return lambda: self.wanted.emit(what, one, "")

        self.button = None
        before: list[Item] = []
        if one.result == "planned":
            if not one.plan.chunks:
                before = [second(_("Look through"), "Alt+L", run=act(THROUGH))]
            self.button = primary(_("Import this plan"), "Ctrl+Enter", "database-import", act(IMPORT))
        elif one.result == "imported" and one.label:
            self.button = second(_("Undo this import"), icon="arrow-back-up", run=act(UNDO))
        elif one.result == "withheld":
            self.button = second(_("Take it in again"), icon="refresh", run=act(TAKE_BACK))
        elif one.result in _ASIDE:
            before = [danger(_("Delete…"), icon="trash", run=act(DELETE))]
            self.button = second(_("Look again"), icon="refresh", run=act(LOOK_AGAIN))
        refill(self._actions, [*before, None, self.button] if self.button else [])
        self._footer.setVisible(self.button is not None)
