"""One part that arrived, in full: what was checked, what importing it would do or has done, and what can be done now."""

from __future__ import annotations

from PySide6.QtCore import Signal

from silkfield.desktop.headquarters.arrived import Inbox, count_of, meaning, ranges, state
from silkfield.desktop.headquarters.plan_view import PlanView
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
    primary,
    refill,
    row,
    second,
)
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, ngettext
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.sitting import Sitting


class ArrivalPanel(Card):
    """Shows one part. `importing` and `undoing` carry it when a person wants that."""

    importing = Signal(object)
    undoing = Signal(object)

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self._place = column(spacing=8, margins=(16, 12, 16, 8))
        self._actions = row(None, margins=(12, 4, 12, 4))
        self.button: Button | None = None
        self._footer = Panel(column(Rule(), self._actions))
        super().__init__((Scrolled(Panel(self._place, "scrolled")), 1), self._footer, spacing=0, flush=True)

    def show_nothing(self) -> None:
        """Show that nothing has arrived."""
        empty = EmptyState("inbox", _("Nothing has arrived yet."), _("Bundles come from the sites by stick or mail."))
        refill(self._place, [None, empty, None])
        self._footer.hide()

    def show_arrival(self, one: Outcome, shown: Inbox) -> None:
        """Show a part."""
        words, tone, icon = state(one)
        site, moment = shown.site(one), day_and_time(one.made, self._sitting) if one.made else ""
        facts = [site, _("made {moment}").format(moment=moment) if moment else ""]
        parts: list[Item] = [
            Panel(column(Text(shown.title(one), "big", wrap=True), 4, row(Chip(words, tone, icon), None))),
            *[Text(_(" · ").join(fact for fact in facts if fact), "meta", "ink2", wrap=True)][: bool(site or moment)],
            Rule(),
        ]
        if one.label:
            parts += [*self._checks(one, site), Rule(), *self._plan(one)]
        else:
            parts += [Text(one.sentence, "strong", wrap=True), Text(one.advice, "body", "ink2", wrap=True)]
            parts.append(Text(_("Nothing of it was read in. The file is kept aside."), "meta", "ink2", wrap=True))
        refill(self._place, [*parts, None])
        self._offer(one)

    def _checks(self, one: Outcome, site: str) -> list[Item]:
        checks = [
            ("circle-check", "ok", _("Signature of {site}").format(site=site or one.label)),
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
        self.button = None
        if one.result == "planned":
            self.button = primary(
                _("Import this plan"), "Ctrl+Enter", "database-import", lambda: self.importing.emit(one)
            )
        elif one.result == "imported" and one.label:
            self.button = second(_("Undo this import"), icon="arrow-back-up", run=lambda: self.undoing.emit(one))
        refill(self._actions, [None, self.button] if self.button else [])
        self._footer.setVisible(self.button is not None)
