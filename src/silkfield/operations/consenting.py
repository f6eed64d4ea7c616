"""Consenting: each purpose is agreed to by itself, and taken back by itself or with all others, in one save."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.formkit.days import iso_day
from silkfield.operations import finding, joined, recording
from silkfield.operations.allowing import needs
from silkfield.operations.counselling import IDENTIFIED, KEEP
from silkfield.operations.recording import Wanted
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.store.reading import Shown

CODE_ONLY = "I1"
NAMES = ("client_identity", "client_match")
"""Forms that say who a client is, or by what headquarters would know the client again: kept only while KEEP stands."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a client stands to one purpose; `given` and `taken_back` are days (ISO), empty for never."""

    purpose: str
    given: str = ""
    taken_back: str = ""

    @property
    def holds(self) -> bool:
        """Tell whether the client agrees today."""
        return bool(self.given) and not self.taken_back


def standings(consents: list[Shown], purposes: list[str]) -> tuple[Standing, ...]:
    """Return how a client stands to each purpose: a yes that holds, else the last one that was taken back, else nothing."""
    found: dict[str, Standing] = {}
    for one in consents:
        for purpose in one.values.get("purposes") or ():
            said = Standing(purpose, one.values.get("given_on", ""), one.values.get("withdrawn_on", ""))
            before = found.get(purpose)
            if before is None or (not before.holds and (said.holds or said.taken_back > before.taken_back)):
                found[purpose] = said
    return tuple(found.get(purpose, Standing(purpose)) for purpose in purposes)


@needs(Ability.COUNSEL)
def agree(sitting: Sitting, client: str, purpose: str) -> Changes:
    """Note that the client said yes to one purpose, aloud, to the person who sits here. Raises Trouble."""
    form = sitting.form("consent")
    answers = {
        **form.blank(sitting.around()),
        "client": client,
        "form": "VERBAL",
        "purposes": [purpose],
        "certified_by": sitting.person.name,
    }
    return recording.save(sitting, "consent", answers)


@needs(Ability.COUNSEL)
def withdraw(sitting: Sitting, client: str, purpose: str = "") -> Changes:
    """Note that somebody took back the consent to one purpose, or to all, today; all of it is one save. Raises Trouble.

    It holds for the person, so for every code that stands for the same one.

    When it is the consent to keep the name, the name and the marks made of it are removed with it, and the client is known
    by the code only. Contacts stay, so counts stay. Erasing the name for good is a step of its own, because it cannot be
    taken back.
    """
    with sitting.store.reading() as connection:
        codes = joined.entries(sitting.reader(connection), client)
    wanted = [one for code in codes for one in _withdrawal(sitting, code, purpose)]
    return recording.save_together(sitting, wanted, why="withdraw")


def _withdrawal(sitting: Sitting, client: str, purpose: str) -> list[Wanted]:
    today = sitting.around().today
    wanted: list[Wanted] = []
    gone: set[str] = set()
    for one in _of(sitting, "consent", client):
        agreed = list(one.values.get("purposes") or ())
        taken = [each for each in agreed if purpose in ("", each)]
        if not taken or one.values.get("withdrawn_on"):
            continue
        gone.update(taken)
        given = iso_day(one.values.get("given_on"))
        day = max(today, given) if given else today  # a clock that was set back makes no consent impossible
        if rest := [each for each in agreed if each not in taken]:
            wanted.append(Wanted("consent", {**one.values, "purposes": rest}, one.id, one.revision))
            wanted.append(Wanted("consent", {**one.values, "purposes": taken, "withdrawn_on": day.isoformat()}))
        else:
            answers = {**one.values, "withdrawn_on": day.isoformat()}
            wanted.append(Wanted("consent", answers, one.id, one.revision))
    if KEEP in gone or not purpose:
        person = finding.record(sitting, client)
        if person.values.get("identity_level") == IDENTIFIED:
            wanted.append(Wanted("client", {**person.values, "identity_level": CODE_ONLY}, client, person.revision))
        wanted += [Wanted(form, one.values, one.id, gone=True) for form in NAMES for one in _of(sitting, form, client)]
    return wanted


def _of(sitting: Sitting, form: str, client: str) -> tuple[Shown, ...]:
    return finding.listing(sitting, form, where={"client": client}).records
