"""What stands beside the timeline: who the client is, what was agreed to, and every change with the way back."""

from __future__ import annotations

from functools import partial
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

from silkfield.desktop.clients.told import Changed, Told, who_is_it
from silkfield.desktop.lists.lines import short_day
from silkfield.desktop.widgets import Card, Chip, KeyValues, Panel, Rule, Text, column, danger, quiet, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.problems import Around
from silkfield.language import _
from silkfield.operations.consenting import Standing
from silkfield.operations.counselling import KEEP

_MOST_CHANGES = 12


class Acts(Protocol):
    """What the page does for the cards beside its timeline."""

    def agree(self, purpose: str) -> None:
        """Note a yes to one purpose."""
        ...

    def withdraw(self, purpose: str) -> None:
        """Note that consent was taken back, to one purpose or to all."""
        ...

    def separate(self, client: str) -> None:
        """Part a code from this person."""
        ...

    def restore(self, changed: Changed) -> None:
        """Give one answer back what it said before."""
        ...


def consent_card(acts: Acts, told: Told, around: Around) -> Card:
    """Make the card of consents, each purpose by itself."""
    purposes = around.codes["consent_purpose"]
    parts: list[Item] = []
    for one in told.file.consents:
        name = Text(purposes.text(one.purpose), "body", wrap=True)
        below = Panel(row(_chip(one), None, *_act(acts, one)))
        parts += [*([Rule()] if parts else []), column(name, below, spacing=0)]
    if any(one.holds for one in told.file.consents):
        all_back = danger(_("Take all consent back"), "Alt+W", "arrow-back-up", partial(acts.withdraw, ""), small=True)
        parts += [Rule(), row(all_back, None)]
    return Card(*parts, title=_("Consent"), spacing=6)


def _chip(one: Standing) -> Chip:
    if one.holds:
        return Chip(_("yes, {day}").format(day=short_day(one.given)), "ok", "check")
    if one.taken_back:
        return Chip(_("taken back {day}").format(day=short_day(one.taken_back)), "warn")
    return Chip(_("not asked"), "neu")


def _act(acts: Acts, one: Standing) -> list[Item]:
    """A yes can be taken back; a yes to keep the name is asked for with the name, on the page of a contact."""
    if one.holds:
        button = quiet(_("Take back"), run=partial(acts.withdraw, one.purpose), small=True)
    elif one.purpose != KEEP:
        button = quiet(_("Said yes"), run=partial(acts.agree, one.purpose), small=True)
    else:
        return []
    return [button]


def identity_card(acts: Acts, told: Told, around: Around) -> Card:
    """Make the card that says who the client is, under which codes."""
    parts: list[Item] = [KeyValues(told.facts)]
    for one in told.file.joined:
        apart = second(_("Separate"), icon="arrows-exchange", run=partial(acts.separate, one.client), small=True)
        words = column(Text(one.called, "strong", elide=True), Text(who_is_it(one, around), "meta", "ink2", elide=True))
        parts += [Rule(), Text(_("Joined: the same person"), "label", "ink2"), row((words, 1), apart)]
    return Card(*parts, title=_("Who it is"), spacing=6)


def changes_card(acts: Acts, told: Told) -> Card:
    """Make the card of what was changed, the newest first, each answer with the way back."""
    parts: list[Item] = []
    for one in told.changes[:_MOST_CHANGES]:
        back = quiet(_("Restore this value"), icon="history", run=partial(acts.restore, one), small=True)
        parts += [*([Rule()] if parts else []), Text(one.words, "body", wrap=True), _line(one.who, back)]
    if not parts:
        parts = [Text(_("Nothing was changed since it was recorded."), "body", "ink2", wrap=True)]
    return Card(*parts, title=_("Changes"), spacing=4)


def _line(words: str, button: QWidget) -> Panel:
    return Panel(row((Text(words, "meta", "ink2", wrap=True), 1), button))


def badges(told: Told, around: Around) -> Panel:
    """Make the chips beside the name: what is agreed to today."""
    purposes = around.codes["consent_purpose"]
    held: list[Any] = [Chip(purposes.text(one.purpose), "ok", "check") for one in told.file.consents if one.holds]
    if told.file.taken_back:
        held.append(Chip(_("consent taken back"), "warn"))
    return Panel(row(*held[:3], spacing=6))
