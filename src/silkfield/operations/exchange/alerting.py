"""Warnings: what people should hear of once, in one sentence each, until somebody has dealt with it."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import needs
from silkfield.operations.exchange import network
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import alerts, people
from silkfield.store.alerts import Alert


@dataclass(frozen=True, slots=True)
class AlertLine:
    """One warning in words. `noted` and `settled` are in ms since 1970, `settled` 0 while it is open."""

    id: int
    code: str
    laptop: str
    n: int
    sentence: str
    advice: str
    noted: int
    settled: int = 0
    person: str = ""
    reason: str = ""


def listing(sitting: Sitting, *, settled: bool = False) -> list[AlertLine]:
    """Return the warnings that are open, with `settled` those that were dealt with too, the newest first."""
    with sitting.store.reading() as connection:
        found = alerts.all_alerts(connection, settled=settled)
        labels = network.labels_of(connection, sitting) if found else {}
        names = people.names(connection, [one.person for one in found if one.person])
    return [_line(sitting, one, labels.get(one.device, _("an unknown laptop")), names) for one in found]


@needs(Ability.DECIDE)
def settle(sitting: Sitting, number: int, reason: str) -> AlertLine:
    """Note that a warning was dealt with, and why it is one no longer. Raises Trouble."""
    if not reason.strip():
        raise Trouble(
            _("Nothing is said about what was done."), _("Say it in a few words with --reason."), code="no_reason"
        )
    with sitting.store.writing() as connection:
        known = alerts.settle(connection, number, sitting.person.id, reason.strip(), sitting.clock.now())
    if not known:
        raise Trouble(
            _("There is no open warning {number}.").format(number=number), _("Look at “alerts”."), code="no_alert"
        )
    return next(one for one in listing(sitting, settled=True) if one.id == number)


def _line(sitting: Sitting, one: Alert, laptop: str, names: dict[str, str]) -> AlertLine:
    here = one.device == sitting.office.device
    days = _days(one.first, one.last, sitting.clock.zone())
    if one.code == alerts.FORK:
        words = (
            _("This computer’s store was copied or put back: two histories since change {n} ({days}). Both are kept.")
            if here
            else _("{laptop} was copied or put back: two histories since change {n} ({days}). Both are kept.")
        )
        advice = _("Ask whether the store was copied. Only one copy of it may be used; the other one is put away.")
    elif one.code == alerts.CLOCK:
        words = _("The clock of {laptop} was wrong: what it saved says {days}.")
        advice = _("Ask the site to set its clock; the dates that were typed stand.")
    elif sitting.office.is_headquarters:
        words = _(
            "The database of headquarters was put back: it is older than it had been. What arrived since is not here."
        )
        advice = _("Give every site a bundle: each then sends again what is missing here.")
    else:
        words = _("This computer was put back or copied: headquarters has its changes up to {n}, which are not here.")
        advice = _("They are safe at headquarters. What is recorded from now on goes on beside them.")
    sentence = words.format(laptop=laptop, n=one.n, days=days)
    person = names.get(one.person, "")
    return AlertLine(one.id, one.code, laptop, one.n, sentence, advice, one.noted, one.settled, person, one.reason)


def _days(first: int, last: int, zone: int) -> str:
    begin, end = (f"{local_time(at, zone):%Y-%m-%d}" for at in (first, last))
    return begin if begin == end else _("{first} to {last}").format(first=begin, last=end)
