"""What stands above and below the table of a clash: which record it is, who decides, what is still open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from silkfield.desktop.clashes.compared import Compared
from silkfield.desktop.widgets import Card, Chip, EmptyState, FooterBar, IconMark, Panel, Text, row, second
from silkfield.desktop.widgets.layout import Item
from silkfield.language import _, isolated, ngettext


def record_card(one: Compared, show: Callable[[], object]) -> Card:
    """Make the card that names the record, says who decides, and why it did not settle by itself where that is unusual."""
    open_it = second(_("Show the record"), icon="list-details", run=show, small=True)
    chips = []
    if one.decider:
        chips = [Chip(_("{who} decides").format(who=one.decider), "neu", "lock")]
    elif one.by_itself:
        chips = [Chip(_("Settles by itself"), "info", "refresh")]
    elif one.merged:
        chips = [Chip(_("Settled"), "ok", "check")]
    name = row(IconMark(one.icon, 20), Text(one.name, "big", elide=True), Text(one.kind, "body", "ink2"), *chips, None)
    parts: list[Item] = [row((Panel(name), 1), open_it)]
    if one.why:
        parts.append(row(IconMark("alert-triangle", 18, "warn"), (Text(one.why, "body", wrap=True), 1)))
    return Card(*parts, padding=(16, 6, 12, 6))


def nothing(*, lately: bool) -> EmptyState:
    """Say that there is no clash to look at."""
    if lately:
        reason = _("What merges stands here and can be decided anew.")
        empty = EmptyState("arrows-exchange", _("Nothing was settled lately."), reason)
    else:
        reason = _("When two offices change one record apart from each other, both versions stand here.")
        empty = EmptyState("circle-check", _("There is nothing to decide."), reason)
    empty.setMinimumHeight(360)
    return empty


def same_choice(also: int, bundle: str) -> str:
    """Say in how many other clashes the same sides can be taken."""
    words = ngettext(
        "The same choice in {count} more clash of bundle {bundle}",
        "The same choice in {count} more clashes of bundle {bundle}",
        also,
    )
    return words.format(count=also, bundle=isolated(bundle))


def settled(count: int, wanted: int) -> tuple[str, str]:
    """Say how many clashes were decided, and how many of those that were wanted were left open."""
    if wanted == 1:
        return _("Decided. The other side stays in the history."), ""
    fact = ngettext("{count} clash decided.", "{count} clashes decided.", count).format(count=count)
    left = wanted - count
    words = ngettext("{count} stays open: look at it.", "{count} stay open: look at them.", left)
    return fact, words.format(count=left) if left else ""


def say_open(footer: FooterBar, one: Compared | None, waiting: Sequence[str], also: int = 0) -> None:
    """Say at the bottom what is still to be decided: nothing, by somebody else, or these groups; `also` others go with it."""
    if one is None:
        footer.say(_("Nothing to decide"), "", "circle-check", "ok")
    elif one.decider:
        footer.say(_("{who} decides about this record.").format(who=one.decider), "", "lock", "ink2")
    elif waiting:
        words = ngettext("{count} still open", "{count} still open", len(waiting)).format(count=len(waiting))
        footer.say(words, _(", ").join(waiting), "help", "warn")
    else:
        more = ngettext("It is written when you settle it.", "They are written when you settle it.", also + 1)
        words = ngettext("All is decided", "All is decided, {count} clashes", also + 1).format(count=also + 1)
        footer.say(words, more, "circle-check", "ok")


def after_words(one: Compared | None) -> str:
    """Say what becomes of what is not taken, or when somebody else's decision arrives."""
    if one and one.decider:
        return _("Their decision arrives here with their bundle. Until then one of the versions is shown.")
    return _("Nothing is lost: what is not taken stays in the history. Laptop clocks decide nothing.")
