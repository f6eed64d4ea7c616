"""The small cards of Today: follow-ups that are due, what is unclear, what is coming, and the route of the data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Protocol

from silkfield.desktop.today.waiting import Due, Referred, Waiting
from silkfield.desktop.widgets import Card, ListRow, RouteStrip, Rule, Station, Text, column, grouped, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.days import MONTH_NAMES
from silkfield.language import _, ngettext
from silkfield.store.reading import State

Open = Callable[[str], object]


class FollowingActs(Protocol):
    """What Today does with a follow-up or a referral."""

    def open_follow_up(self, one: Due) -> None:
        """Show it."""
        ...

    def note_unreached(self, one: Due) -> None:
        """Note an attempt in vain."""
        ...

    def note_reached(self, one: Due) -> None:
        """Ask what came of it."""
        ...

    def open_referral(self, one: Referred) -> None:
        """Show it."""
        ...

    def ask_status(self, one: Referred) -> None:
        """Ask what became of it."""
        ...

    def print_slip(self, one: Referred) -> None:
        """Ask what is printed on its slip."""
        ...


def due_card(found: Waiting, acts: FollowingActs) -> Card:
    """Make the card of follow-ups that are due within a week; what is overdue is amber, never red."""
    rows: list[Item] = []
    for number, one in enumerate(found.due):
        keys = {"N": partial(acts.note_unreached, one), "R": partial(acts.note_reached, one)}
        tried = ngettext("tried {count} time", "tried {count} times", one.tried).format(count=one.tried)
        about = " · ".join(part for part in (tried if one.tried else "", one.about) if part)
        run = partial(acts.open_follow_up, one)
        line = ListRow(one.who, about, _day(one.day, found), "warn" if one.overdue else "ink2", run=run, keys=keys)
        rows += [*([Rule()] if number else []), line]
    if rows:
        rows.append(
            _hint(_("Enter opens · N not reached · R reached, with a result"), found.due_count - len(found.due))
        )
    else:
        rows = [Text(_("Nothing is due this week."), "body", "ink2")]
    return Card(*rows, title=_("Follow-ups due"), actions=_count(found.due_count), spacing=0)


def referrals_card(found: Waiting, acts: FollowingActs) -> Card:
    """Make the card of referrals whose end nobody has heard, those that wait longest first; overdue ones are amber."""
    rows: list[Item] = []
    for number, one in enumerate(found.referred):
        keys = {"S": partial(acts.ask_status, one), "P": partial(acts.print_slip, one)}
        run = partial(acts.open_referral, one)
        line = ListRow(one.to, one.about, _day(one.day, found), "warn" if one.overdue else "ink2", run=run, keys=keys)
        rows += [*([Rule()] if number else []), line]
    rows.append(_hint(_("Enter opens · S status · P slip"), found.referred_count - len(found.referred)))
    return Card(*rows, title=_("Referrals open"), actions=_count(found.referred_count), spacing=0)


def _hint(words: str, more: int) -> Text:
    rest = ngettext("{count} more", "{count} more", more).format(count=more)
    return Text(f"{words} · {rest}" if more else words, "meta", "ink2", wrap=True)


def _day(day: date, found: Waiting) -> str:
    return _("Today") if day == found.today else short_day(day)


def unclear_card(found: Waiting, run: Open) -> Card:
    """Make the card of what is unclear and can be put right later."""
    rows: list[Item] = [
        ListRow(one.sentence, one.who, icon="help", run=partial(run, one.record)) for one in found.unclear
    ]
    if not rows:
        rows = [Text(_("Everything is clear."), "body", "ink2")]
    return Card(*rows, title=_("Unclear, can be fixed later"), actions=_count(len(found.unclear)), spacing=0)


def arrived_card(found: Waiting, decide: Callable[[], object], look: Callable[[], object]) -> Card:
    """Make the card of what arrived and waits for somebody: records changed in two places, files not taken in."""
    rows: list[Item] = []
    if found.to_decide:
        words = ngettext("{count} record needs a decision", "{count} records need a decision", found.to_decide)
        rows.append(ListRow(words.format(count=found.to_decide), icon="arrows-exchange", run=decide))
    if found.aside:
        words = ngettext("{count} file was not taken in", "{count} files were not taken in", found.aside)
        rows.append(ListRow(words.format(count=found.aside), icon="shield-lock", run=look))
    return Card(*rows, title=_("Arrived"), spacing=0)


def notices_card(found: Waiting) -> Card:
    """Make the card of what headquarters has told this site lately, and of what it asks for."""
    rows: list[Item] = []
    if found.wanted:
        rows.append(Text(_("It asks for data once more. Your next bundle holds it."), "body", wrap=True))
    for one in found.notices:
        rows += [Text(one.text, "body", wrap=True), Text(short_day(one.day), "meta", "ink2")]
    return Card(*rows, title=_("From headquarters"), spacing=4)


def coming_card(found: Waiting, run: Open) -> Card:
    """Make the card of events that are coming up."""
    rows: list[Item] = [ListRow(one.title, short_day(one.day), run=partial(run, one.record)) for one in found.coming]
    if not rows:
        rows = [Text(_("No event is planned."), "body", "ink2")]
    return Card(*rows, title=_("Coming up"), spacing=0)


def route_card(found: Waiting, send: Callable[[], object]) -> Card:
    """Make the strip that shows how many records stand where, and when the last bundle was made."""
    in_bundle = _("in bundle {number}").format(number=found.bundle) if found.bundle else _("in a bundle")
    stops = [
        (Station.DRAFT, grouped(len(found.unfinished)), ngettext("draft", "drafts", len(found.unfinished))),
        (Station.LAPTOP, grouped(found.states[State.SAVED]), _("saved on this laptop")),
        (Station.BUNDLE, grouped(found.states[State.IN_BUNDLE]), in_bundle),
        (Station.RECEIVED, grouped(found.states[State.RECEIVED]), _("received by HQ")),
    ]
    last, advice, tone = _last_bundle(found)
    words = column(Text(last, "strong"), Text(advice, "meta", tone), spacing=4)
    button = second(_("Send data"), icon="send", run=send)
    return Card(row((RouteStrip(stops), 1), Rule(vertical=True), words, button, spacing=16), padding=(16, 8, 12, 8))


def _last_bundle(found: Waiting) -> tuple[str, str, str]:
    """Say when the last bundle was made: neutral for a week, amber after it, never red."""
    if found.sent_on is None:
        return _("No bundle was made yet"), _("Send once a week"), "ink2"
    last = _("Last bundle {day}, {ago}").format(day=short_day(found.sent_on), ago=_ago(found.today - found.sent_on))
    return last, _("Please send once a week") if found.late else _("Send once a week"), "warn" if found.late else "ink2"


def backup_card(found: Waiting, run: Callable[[], object]) -> Card:
    """Make the strip that reminds of a backup when the last one is old; it is amber, never red."""
    advice = Text(_("Please make one once a week"), "meta", "warn", elide=True)
    button = second(_("Make a backup"), icon="archive", run=run, small=True)
    return Card(row(Text(last_backup(found), "strong"), (advice, 1), button, spacing=12), padding=(16, 2, 12, 2))


def last_backup(found: Waiting) -> str:
    """Say when the last backup was made."""
    if found.backup_on is None:
        return _("No backup was made yet")
    return _("Last backup {day}, {ago}").format(day=short_day(found.backup_on), ago=_ago(found.today - found.backup_on))


def _ago(time: timedelta) -> str:
    """Say how many days have passed; a clock that was set back since says today."""
    return (
        ngettext("{count} day ago", "{count} days ago", time.days).format(count=time.days)
        if time.days > 0
        else _("today")
    )


def short_day(day: date) -> str:
    """Write a day as 3 May."""
    return f"{day.day} {_(MONTH_NAMES[day.month - 1])}"


def _count(number: int) -> list[Text]:
    return [Text(str(number), "strong", "ink2")] if number else []
