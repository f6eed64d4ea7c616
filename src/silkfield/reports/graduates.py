"""The register of graduates: who completed a training of trainers, and what each of them has taught since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from silkfield.formkit.problems import Around, Values
from silkfield.forms.participation import completed
from silkfield.language import N_, _
from silkfield.reports.events import TRAINERS, Held, short_dates
from silkfield.reports.tables import Cell, Table

TRAINER = "TRAINER"
RULE = N_("A graduate taught an event that was held and began after the training, where they stand as its trainer.")
COLUMNS = (
    N_("Name"),
    N_("Organisation"),
    N_("Country"),
    N_("Training of trainers"),
    N_("Dates"),
    N_("Certificate"),
    N_("Events taught"),
    N_("People reached"),
)


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody as the directory has them: the record that stands for all of theirs, and their name."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Officials by the id of any of their records, and names of organisations."""

    officials: Mapping[str, Official]
    organisations: Mapping[str, str]


def register(events: Sequence[Held], directory: Directory, around: Around, title: str) -> Table:
    """Return a line for each graduate of each training of trainers, by training and name."""
    taught = _taught(events, directory)
    lines: list[tuple[str, str, tuple[Cell, ...]]] = []
    for training in events:
        if training.values.get("kind") != TRAINERS or training.values.get("status") != "HELD":
            continue
        for one, _sex in training.participants:
            if not completed(one, training.values):
                continue
            official = directory.officials.get(str(one.get("person")), Official(str(one.get("person")), ""))
            since = [event for event in taught[official.person] if _begins_after(event, training)]
            start = str(training.values.get("start_date"))
            lines.append((start, official.name, _line(one, official, training, since, directory, around)))
    notes = () if lines else (_("Nobody has completed a training of trainers yet."),)
    rows = tuple(row for _start, _name, row in sorted(lines, key=lambda line: line[:2]))
    return Table(title, tuple(map(_, COLUMNS)), rows, notes, words=tuple(range(6)))


def _taught(events: Sequence[Held], directory: Directory) -> defaultdict[str, list[Held]]:
    """Return the held events that each official taught."""
    taught: defaultdict[str, list[Held]] = defaultdict(list)
    for event in events:
        if event.values.get("status") == "HELD":
            for one, _sex in event.people:
                if one.get("role") == TRAINER and (official := directory.officials.get(str(one.get("person")))):
                    taught[official.person].append(event)
    return taught


def _begins_after(event: Held, training: Held) -> bool:
    return str(event.values.get("start_date") or "") > str(training.values.get("end_date") or "")


def _line(
    one: Values, official: Official, training: Held, since: Sequence[Held], directory: Directory, around: Around
) -> tuple[Cell, ...]:
    country = one.get("country")
    return (
        official.name,
        directory.organisations.get(str(one.get("organisation")), ""),
        around.codes["country"].text(str(country)) if country else "",
        str(training.values.get("title", "")),
        short_dates(training.values),
        str(one.get("certificate_number") or ""),
        len(since) or None,
        sum(event.counted.total() for event in since) or None,
    )
