"""The card of Today about safeguarding: what waits for the coordinator, the same day; others learn nothing about whom."""

from __future__ import annotations

from functools import partial

from silkfield.desktop.navigator import DeskPage
from silkfield.desktop.today.waiting import Waiting
from silkfield.desktop.widgets import Card, IconMark, ListRow, Rule, Text, row
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.days import MONTH_NAMES
from silkfield.language import _, ngettext
from silkfield.operations import safeguarding
from silkfield.operations.safeguarding import Alert
from silkfield.operations.sealing import KEY_FORM, Holder
from silkfield.records.changes import Changes

FORM = "safeguarding"
_MOST = 5


def safeguarding_card(page: DeskPage, found: Waiting) -> Card | None:
    """Make the card; None where there is nothing to say."""
    standing = found.safeguarding
    if standing.opened:
        words = ngettext(
            "{count} safeguarding record was opened today. The coordinator has it.",
            "{count} safeguarding records were opened today. The coordinator has them.",
            standing.opened,
        )
        return Card(row(IconMark("shield-lock", 18), (Text(words.format(count=standing.opened), "body", wrap=True), 1)))
    rows: list[Item] = []
    for one in standing.alerts[:_MOST]:
        rows += [*([Rule()] if rows else []), _alert(page, found, one)]
    if standing.alerts:
        more = len(standing.alerts) - _MOST
        hint = _("Enter opens · S seen · D done")
        rest = ngettext("{count} more", "{count} more", more).format(count=more)
        rows.append(Text(f"{hint} · {rest}" if more > 0 else hint, "meta", "ink2", wrap=True))
    if standing.locked:
        rows += [*([Rule()] if rows else []), _locked(page, standing.locked, asked=standing.asked)]
    for holder in standing.asking:
        rows += [*([Rule()] if rows else []), _asking(page, holder)]
    if not rows:
        return None
    count = [Text(str(len(standing.alerts)), "strong", "ink2")] if standing.alerts else []
    return Card(*rows, title=_("Safeguarding"), actions=count, spacing=0)


def _alert(page: DeskPage, found: Waiting, one: Alert) -> ListRow:
    codes = page.desk.sitting.around().codes["vulnerability"]
    title, *others = (codes.text(flag) for flag in one.flags or ("",))
    today = one.day == found.today
    day = _("Today") if today else f"{one.day.day} {_(MONTH_NAMES[one.day.month - 1])}"
    keys = {
        "S": lambda: page.desk.do(
            page, safeguarding.note_seen, one.record, done=partial(_say, page, _("Noted: seen."))
        ),
        "D": lambda: page.desk.do(
            page, safeguarding.note_done, one.record, done=partial(_say, page, _("Noted: done."))
        ),
    }
    run = partial(page.navigator.open_record, FORM, one.record)
    state, tone = (_("seen"), "ink2") if one.seen else (_("new, see it today"), "warn")
    return ListRow(
        title, " · ".join([state, *others]), day, "ink2" if today else tone, icon="shield-lock", run=run, keys=keys
    )


def _locked(page: DeskPage, count: int, *, asked: bool) -> ListRow:
    words = ngettext("{count} was sealed on another laptop", "{count} were sealed on another laptop", count)
    second = _("You have asked for the key") if asked else _("Enter asks its coordinator for the key")

    def ask() -> None:
        said = _("Asked. It goes with the next bundle to your other laptops.")
        page.desk.do(page, safeguarding.ask, done=partial(_say, page, said))

    return ListRow(words.format(count=count), second, icon="key", run=None if asked else ask)


def _asking(page: DeskPage, holder: Holder) -> ListRow:
    title = _("{name} ({laptop}) asks to read these").format(name=holder.name, laptop=holder.office)

    def let_read() -> None:
        said = _("{name} can read them after your next bundle to the other laptops.").format(name=holder.name)
        page.desk.do(page, safeguarding.let_read, holder.id, done=partial(_say, page, said))

    return ListRow(title, _("A lets them; it cannot be taken back"), icon="key", run=lambda: None, keys={"A": let_read})


def _say(page: DeskPage, said: str, _changes: Changes) -> None:
    page.navigator.toast(said)


KINDS = (FORM, KEY_FORM)
"""The kinds of records it is about."""
