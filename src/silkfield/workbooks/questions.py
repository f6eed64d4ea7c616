"""What a file makes one ask, and what the answers change: days to confirm, words to explain, clients who may be one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from silkfield.language import _
from silkfield.matching.candidates import candidates
from silkfield.matching.people import Candidate, Person
from silkfield.workbooks.drafts import Draft, IntakeRow, Question, Reason
from silkfield.workbooks.reading import DROP, KEEP, Reading

NAMES = "names"
SAME, NOT_SAME = "same", "not_same"
_DATE, _WORD, _PAIR = "date:", "word:", "same:"


def taught_words(answers: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return what the answers teach about words: (list, word) to a code, "" for "nothing is meant"."""
    found: dict[tuple[str, str], str] = {}
    for question, answer in answers.items():
        if question.startswith(_WORD):
            name, _colon, word = question.removeprefix(_WORD).partition(":")
            found[name, word] = str(answer or "")
    return found


def ask(rows: Iterable[IntakeRow], reading: Reading) -> list[Question]:
    """Return everything a person should say about a file, also what was said already."""
    rows = list(rows)
    people = _people(rows)
    asked: list[Question] = []
    if people:
        asked.append(_about_names(rows))
    for question, (row, reason) in _by_question(rows).items():
        where = tuple((one.sheet, one.number) for one in rows if any(r.question == question for r in one.reasons))
        asked.append(_about_cell(question, where, row, reason, reading))
    asked.extend(_about_pair(pair, reading) for pair in candidates(people.values()))
    return asked


def _people(rows: Iterable[IntakeRow]) -> dict[str, Person]:
    """Return the people named in rows that are taken in, by handle."""
    found = (row.facts.get("person") for row in rows if row.status != "refused")
    return {person.handle: person for person in found if isinstance(person, Person)}


def _about_names(rows: list[IntakeRow]) -> Question:
    named = tuple((row.sheet, row.number) for row in rows if row.facts.get("person") and row.status != "refused")
    sentence = _("The file holds names, and no column about consent. Did these people agree that their names are kept?")
    choices = ((KEEP, _("Yes, keep the names")), (DROP, _("No, keep codes only")))
    return Question(NAMES, "names", named, sentence, choices)


def _by_question(rows: Iterable[IntakeRow]) -> dict[str, tuple[IntakeRow, Reason]]:
    found: dict[str, tuple[IntakeRow, Reason]] = {}
    for row in rows:
        for reason in row.reasons:
            if reason.question:
                found.setdefault(reason.question, (row, reason))
    return found


def _about_cell(
    question: str, where: tuple[tuple[str, int], ...], row: IntakeRow, reason: Reason, reading: Reading
) -> Question:
    if question.startswith(_DATE):
        written = next((day for draft in row.drafts for name, day in draft.values.items() if name in _DAYS), None)
        days = [day for day in (reason.proposal, None if reason.refuses else written) if isinstance(day, str)]
        choices = tuple((day, day) for day in dict.fromkeys(days))
        return Question(question, "date", where, reason.sentence, choices, reason.proposal)
    name = question.removeprefix(_WORD).partition(":")[0]
    codes = reading.vocabulary.codes[name]
    keys = reason.proposal if isinstance(reason.proposal, list) else []
    choices = (*((key, codes.text(key)) for key in keys), ("", _("Leave it out")))
    return Question(question, "word", where, reason.sentence, choices, keys[0] if len(keys) == 1 else None)


_DAYS = ("contact_date", "held_on", "start_date")


def _about_pair(pair: Candidate, reading: Reading) -> Question:
    first, second = _row_of(pair.first), _row_of(pair.second)
    rows = tuple(_place_of(place, reading) for place in (first, second))
    sentence = _("Rows {first} and {second}: is this the same person?").format(first=first, second=second)
    choices = ((SAME, _("Yes, the same person")), (NOT_SAME, _("No, two people")))
    return Question(
        f"{_PAIR}{first}+{second}", "same", rows, sentence, choices, None, pair.strength, tuple(pair.reasons())
    )


def _row_of(handle: str) -> str:
    return handle.removeprefix("@client-")


def _place_of(place: str, reading: Reading) -> tuple[str, int]:
    sheet, _sign, number = place.rpartition("!")
    return sheet, int(number)


def join_clients(rows: list[IntakeRow], reading: Reading) -> tuple[list[IntakeRow], tuple[tuple[str, str], ...]]:
    """Link the rows of one person to the client of the first of them, and return the pairs that are not one person."""
    people = _people(rows)
    heads = {handle: handle for handle in people}
    apart: list[tuple[str, str]] = []
    for first, second, answer in _pairs(reading.answers, people):
        if answer == NOT_SAME:
            apart.append((first, second))
        elif answer == SAME:
            one, other = _head(heads, first), _head(heads, second)
            order = list(people)
            early, late = sorted((one, other), key=order.index)
            heads[late] = early
    joined = {handle: _head(heads, handle) for handle in people}
    if all(handle == head for handle, head in joined.items()):
        return rows, tuple(apart)
    phones = {handle: person.phones for handle, person in people.items()}
    return [_linked(row, joined, phones) for row in rows], tuple(apart)


def _head(heads: dict[str, str], handle: str) -> str:
    while heads[handle] != handle:
        handle = heads[handle]
    return handle


def _pairs(answers: Mapping[str, Any], people: Mapping[str, Person]) -> Iterable[tuple[str, str, Any]]:
    for question, answer in answers.items():
        if question.startswith(_PAIR):
            first, _plus, second = question.removeprefix(_PAIR).partition("+")
            one, other = f"@client-{first}", f"@client-{second}"
            if one in people and other in people and one != other:
                yield one, other, answer


def _linked(row: IntakeRow, joined: Mapping[str, str], phones: Mapping[str, tuple[str, ...]]) -> IntakeRow:
    own = next((draft.handle for draft in row.drafts if draft.form == "client"), "")
    head = joined.get(own, own)
    if head == own:
        others = [phone for handle, first in joined.items() if first == own for phone in phones[handle]]
        return replace(row, drafts=tuple(_with_second_phone(draft, others) for draft in row.drafts))
    kept = tuple(
        replace(draft, values={**draft.values, "client": head}) if "client" in draft.values else draft
        for draft in row.drafts
        if draft.form not in {"client", "client_identity", "consent"}
    )
    return replace(row, drafts=kept)


def _with_second_phone(draft: Draft, phones: list[str]) -> Draft:
    """Keep another number under which the person called, beside the first."""
    if draft.form != "client_identity":
        return draft
    others = [phone for phone in phones if phone != draft.values.get("phone")]
    return replace(draft, values={**draft.values, "phone_2": others[0]}) if others else draft


def unused(
    answers: Mapping[str, Any], questions: Iterable[Question], rows: Iterable[IntakeRow], reading: Reading
) -> tuple[str, ...]:
    """Return the answers that no row and no question of the file takes."""
    rows = list(rows)
    asked = {question.id for question in questions} | {NAMES}
    places = {f"{_DATE}{reading.place(row.sheet, row.number)}" for row in rows}
    people = _people(rows)
    named = {question for question in answers if question.startswith(_PAIR) and list(_pairs({question: 0}, people))}
    words = {question for question in answers if question.startswith(_WORD)}
    return tuple(question for question in answers if question not in asked | places | named | words)
