"""What the inbox says: what is missing, what became of files that were added, what an import has brought."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from silkfield.bundles.faults import WITHHELD
from silkfield.desktop.inbox.arrived import Inbox
from silkfield.desktop.lists.ranges import count_of, ranges
from silkfield.desktop.widgets import Banner, Button, grouped
from silkfield.desktop.widgets.messages import Tone
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.exchange.withholding import Undone

MOST_LAPTOPS = 6
"""So many laptops find room in the line at the bottom of the window."""


def facts(shown: Inbox, person: str) -> str:
    """Say how much arrived, how much of it waits, and how much was not taken in."""
    arrived, waiting, aside = len(shown.arrived), shown.waiting, shown.aside
    parts = [ngettext("{count} part arrived", "{count} parts arrived", arrived).format(count=grouped(arrived))]
    if waiting:
        ready = ngettext("{count} can be imported", "{count} can be imported", waiting)
        parts.append(ready.format(count=grouped(waiting)))
    if aside:
        parts.append(ngettext("{count} kept aside", "{count} kept aside", aside).format(count=grouped(aside)))
    return _(" · ").join((*parts, person))


def missing(shown: Inbox) -> tuple[str, list[str], str, str]:
    """Say whether changes are missing and how far each laptop has arrived: the fact, notes, icon and tone."""
    laptops = [laptop for site in shown.sites for laptop in site.laptops]
    heard = [_("{laptop} up to {tip}").format(laptop=one.label, tip=one.tip) for one in laptops[:MOST_LAPTOPS]]
    first = next((laptop for laptop in laptops if laptop.gaps), None)
    part = next((one for one in shown.arrived if shown.lacks(one)), None)
    if part is not None:
        words = _("{label}: {lacks}. Ask the sender for it.")
        return words.format(label=shown.title(part), lacks=shown.lacks(part)), heard, "alert-triangle", "warn"
    if first is None:
        return _("Nothing is missing between the changes that arrived."), heard, "circle-check", "ok"
    words = ngettext(
        "{laptop}: change {missing} has not arrived. Ask the site for the bundle.",
        "{laptop}: changes {missing} have not arrived. Ask the site for the bundle.",
        count_of(first.gaps),
    )
    return words.format(laptop=first.label, missing=ranges(first.gaps)), heard, "alert-triangle", "warn"


def not_taken(bad: Sequence[Outcome]) -> Trouble:
    """Say that one file was not taken in, and why."""
    words = ngettext("{count} file was not taken in.", "{count} files were not taken in.", len(bad))
    return Trouble(words.format(count=len(bad)), f"{bad[0].sentence} {bad[0].advice}")


def added(outcomes: Sequence[Outcome], actions: Sequence[Button] = ()) -> Banner:
    """Say in one line what became of all the files that were added."""
    if not outcomes:
        return Banner("warn", _("There are no bundle files there."), _("Their names end in .skf."))
    count = Counter(one.result for one in outcomes)
    count["withheld"] = sum(one.code == WITHHELD and one.result != "imported" for one in outcomes)
    count["known"] -= count["withheld"]
    count["aside"] = count["held"] + count["quarantined"]
    ready, imported, known = count["planned"], count["imported"], count["known"]
    kinds = (
        (ready, ngettext("{count} part is ready", "{count} parts are ready", ready)),
        (imported, ngettext("{count} part is imported", "{count} parts are imported", imported)),
        (known, ngettext("{count} part was imported before", "{count} parts were imported before", known)),
        (
            count["withheld"],
            ngettext("{count} was set aside by hand", "{count} were set aside by hand", count["withheld"]),
        ),
        (count["aside"], ngettext("{count} was not taken in", "{count} were not taken in", count["aside"])),
    )
    told = _(", ").join(words.format(count=number) for number, words in kinds if number > 0)
    more = _("There is nothing to do.")
    if count["aside"] or count["withheld"]:
        more = _("The list says why, and what to do.")
    elif ready:
        more = _("Look at the plan, then import it.")
    elif imported:
        more = _("What they brought is in the lists and figures.")
    tone: Tone = "warn" if count["aside"] else "info" if count["withheld"] or not (ready or imported) else "ok"
    return Banner(tone, _("{told}.").format(told=told), more, actions)


def imported(outcome: Outcome, title: str) -> Banner:
    """Say what an import has brought."""
    names = {"new": _("new"), "changed": _("changed"), "clash": _("on both sides"), "known": _("known before")}
    counts = outcome.plan.counts
    brought = [f"{grouped(counts[key])} {name}" for key, name in names.items() if counts[key]]
    fact = _("{label} is imported.").format(label=title)
    return Banner("warn" if outcome.gaps else "ok", fact, _(", ").join(brought) or _("It brought nothing new."))


def undone(result: Undone) -> Banner:
    """Say that an import no longer counts, and how many later edits made on it stay."""
    words = ngettext("{count} change no longer counts.", "{count} changes no longer count.", result.changes)
    fact = _("The import of {label} is undone.").format(label=result.label)
    more = words.format(count=grouped(result.changes))
    if stay := len(result.built_on):
        later = ngettext("{count} record edited later stays.", "{count} records edited later stay.", stay)
        more = f"{more} {later.format(count=grouped(stay))}"
    return Banner("info", fact, more)
