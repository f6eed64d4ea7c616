"""People and organisations of a list that are in the directory already: recognised, asked about, and not drafted again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from silkfield.language import _
from silkfield.matching.officials import Directory, Official, Officials
from silkfield.matching.organisations import have_one_name
from silkfield.matching.people import HIGH, Candidate
from silkfield.workbooks.drafts import Draft, IntakeRow, Question, Reason, with_ids
from silkfield.workbooks.layouts import Read
from silkfield.workbooks.reading import Reading, again

OFFICIAL = "official"
"""The kind of question that asks who somebody is; its answer is the id of an official, or NEW."""

NEW = "new"


def joined_with_directory(read: Read, reading: Reading) -> tuple[Read, list[Question]]:
    """Return what was read without the organisations and people that are known, and who each person is asked to be.

    Somebody who is recognised for sure is taken for the same unless a person says otherwise; of others a person must say it.
    A row of somebody who is on the list of the event already carries the id of that participation, as an export's does.
    """
    directory = reading.directory
    ids = {draft.handle: found for draft in read.shared if (found := _organisation(draft, directory))}
    shared = tuple(draft for draft in read.shared if draft.handle not in ids)
    known, taken, rows = Officials(directory.officials), dict[str, int](), list[IntakeRow]()
    for row in read.rows:
        one = replace(row, drafts=_linked(row.drafts, ids))
        if listed := _listed(one, read.shared, directory):
            one = _recognised(one, listed, known, reading, taken)
            if who := one.facts.get("official"):
                ids[listed.handle] = who
                one = _of_official(one, who, ids, directory, taken)
        rows.append(one)
    asked = [one.facts["question"] for one in rows if "question" in one.facts]
    return replace(read, rows=tuple(rows), shared=shared), asked


def _of_official(
    row: IntakeRow, who: str, ids: Mapping[str, str], directory: Directory, taken: dict[str, int]
) -> IntakeRow:
    """Return the row of an official who is known; a second row of one official on a list is counted once."""
    if who in taken:
        sentence = _("The same person stands in row {number}. Counted once.").format(number=taken[who])
        reason = Reason("W_DUP_PERSON", "", sentence, taken[who])
        return replace(again(row, [*row.reasons, reason]), drafts=())
    taken[who] = row.number
    there = {"id": directory.attending[who]} if who in directory.attending else {}
    return replace(row, drafts=_linked(row.drafts, ids), facts={**row.facts, **there})


def _organisation(draft: Draft, directory: Directory) -> str:
    """Return the one known organisation of a draft's name, "" when there is none or more than one."""
    if draft.form != "organisation":
        return ""
    alike = [known for known, values in directory.organisations.items() if have_one_name(draft.values, values)]
    found = {directory.stands.get(known, known) for known in alike}
    return found.pop() if len(found) == 1 else ""


def _linked(drafts: Iterable[Draft], ids: Mapping[str, str]) -> tuple[Draft, ...]:
    """Return drafts that point to known records, without those that these records make needless."""
    return tuple(replace(one, values=with_ids(one.values, ids)) for one in drafts if one.handle not in ids)


def _listed(row: IntakeRow, shared: Iterable[Draft], directory: Directory) -> Official | None:
    """Return the person of a row as one to compare; None for a row without one, or of a person another row holds."""
    draft = row.draft("person")
    if draft is None or row.draft("participation") is None:
        return None
    values, post = draft.values, str(draft.values.get("organisation") or "")
    named: Mapping[str, Any] = next((one.values for one in shared if one.handle == post), {})
    return Official.of(draft.handle, values, directory.organisations.get(post, named))


def _recognised(
    row: IntakeRow, listed: Official, known: Officials, reading: Reading, taken: Mapping[str, int]
) -> IntakeRow:
    """Return the row with who it may be and what is asked among its facts, and with whom it is as far as that is known."""
    alike = known.alike(listed)
    if not alike:
        return replace(row, facts={**row.facts, "listed": listed})
    question = _question(row, listed, alike, known, reading, taken)
    said = reading.answers.get(question.id, question.proposal)
    who = said if said in known.by_handle else ""
    candidates = tuple((known.by_handle[one.first], one) for one in alike)
    facts = {"listed": listed, "alike": candidates, "question": question, "official": who}
    return replace(row, facts={**row.facts, **facts})


def _question(
    row: IntakeRow,
    listed: Official,
    alike: list[Candidate],
    known: Officials,
    reading: Reading,
    taken: Mapping[str, int],
) -> Question:
    sure = [one.first for one in alike if one.strength == HIGH]
    sentence = _("Row {number}: is {name} one of the officials who are here already?")
    choices = tuple((one.first, known.by_handle[one.first].called) for one in alike)
    return Question(
        f"{OFFICIAL}:{reading.place(row.sheet, row.number)}",
        OFFICIAL,
        ((row.sheet, row.number),),
        sentence.format(number=row.number, name=listed.name),
        (*choices, (NEW, _("Somebody new"))),
        sure[0] if len(sure) == 1 and sure[0] not in taken else None,
        alike[0].strength,
        tuple(alike[0].reasons()),
    )
