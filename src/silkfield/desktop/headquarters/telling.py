"""What the inbox says: what is missing, what became of files that were added, what an import has brought."""

from __future__ import annotations

from collections.abc import Sequence

from silkfield.desktop.headquarters.arrived import Inbox, count_of, ranges
from silkfield.desktop.widgets import Banner, grouped
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.exchange.withholding import Undone

MOST_LAPTOPS = 6
"""So many laptops find room in the line at the bottom of the window."""


def facts(shown: Inbox, person: str) -> str:
    """Say how much arrived and how much of it waits."""
    arrived, waiting = len(shown.arrived), shown.waiting
    parts = ngettext("{count} part arrived", "{count} parts arrived", arrived).format(count=grouped(arrived))
    ready = ngettext("{count} can be imported", "{count} can be imported", waiting).format(count=grouped(waiting))
    return _(" · ").join((parts, ready, _("data officer {person}").format(person=person)))


def missing(shown: Inbox) -> tuple[str, list[str], str, str]:
    """Say whether changes are missing and how far each laptop has arrived: the fact, notes, icon and tone."""
    laptops = [laptop for site in shown.sites for laptop in site.laptops]
    heard = [_("{laptop} up to {tip}").format(laptop=one.label, tip=one.tip) for one in laptops[:MOST_LAPTOPS]]
    first = next((laptop for laptop in laptops if laptop.gaps), None)
    if first is None:
        return _("Nothing is missing between the changes that arrived."), heard, "circle-check", "ok"
    words = ngettext(
        "{laptop}: change {missing} has not arrived. Ask the site for the bundle.",
        "{laptop}: changes {missing} have not arrived. Ask the site for the bundle.",
        count_of(first.gaps),
    )
    return words.format(laptop=first.label, missing=ranges(first.gaps)), heard, "alert-triangle", "warn"


def not_taken(bad: Sequence[Outcome]) -> Trouble:
    """Say which files were not taken in, and why when it is one."""
    words = ngettext("{count} file was not taken in.", "{count} files were not taken in.", len(bad))
    more = f"{bad[0].sentence} {bad[0].advice}" if len(bad) == 1 else _("The list says why, and what to do.")
    return Trouble(words.format(count=len(bad)), more)


def added(outcomes: Sequence[Outcome]) -> Banner:
    """Say what became of files that were added, when nothing is wrong with any."""
    ready = sum(one.result == "planned" for one in outcomes)
    if not outcomes:
        return Banner("warn", _("There are no bundle files there."), _("Their names end in .skf."))
    if ready:
        words = ngettext("{count} part is ready.", "{count} parts are ready.", ready)
        return Banner("ok", words.format(count=ready), _("Look at the plan, then import it."))
    words = ngettext("{count} part was imported before.", "{count} parts were imported before.", len(outcomes))
    return Banner("info", words.format(count=len(outcomes)), _("There is nothing to do."))


def imported(outcome: Outcome, title: str) -> Banner:
    """Say what an import has brought."""
    names = {"new": _("new"), "changed": _("changed"), "clash": _("on both sides"), "known": _("known before")}
    counts = outcome.plan.counts
    brought = [f"{grouped(counts[key])} {name}" for key, name in names.items() if counts[key]]
    fact = _("{label} is imported.").format(label=title)
    return Banner("warn" if outcome.gaps else "ok", fact, _(", ").join(brought) or _("It brought nothing new."))


def undone(result: Undone) -> Banner:
    """Say that an import no longer counts."""
    words = ngettext("{count} change no longer counts.", "{count} changes no longer count.", result.changes)
    fact = _("The import of {label} is undone.").format(label=result.label)
    return Banner("info", fact, words.format(count=grouped(result.changes)))
