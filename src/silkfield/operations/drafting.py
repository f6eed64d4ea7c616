"""Drafts: what is being typed is kept at once, and comes back when the person says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.allowing import open_to_all
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes, changed
from silkfield.records.identity import is_id, new_id
from silkfield.store import drafts as kept_drafts
from silkfield.store.drafts import Draft
from silkfield.store.erasures import is_erased
from silkfield.trust.sealed_answers import SEALED, public_half, sealed, unsealed


@open_to_all
def keep(
    sitting: Sitting,
    form: str,
    answers: Mapping[str, Any],
    *,
    draft: str = "",
    record: str = "",
    made_from: str = "",
) -> str:
    """Keep what has been typed so far and return the draft's id; any answers are kept, also impossible ones."""
    now = sitting.clock.now()
    identifier = draft or new_id(now)
    with sitting.store.writing() as connection:
        if record and is_erased(connection, record):
            raise Trouble(
                _("This was erased for good; what you type is not kept."), _("Leave this page."), code="erased"
            )
        kept = _locked(sitting, answers)
        kept_drafts.keep(connection, Draft(identifier, form, record, made_from, kept, sitting.person.id, now))
    return identifier


def _locked(sitting: Sitting, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Lock what was typed for this person; the records it names stay in the open, so that an erasure finds it."""
    if not sitting.own:
        return dict(answers)
    named = [one for one in answers.values() if is_id(one)]
    return {SEALED: sealed(dict(answers), public_half(sitting.own)), "named": named}


def _unlocked(sitting: Sitting, draft: Draft) -> Draft:
    if SEALED not in draft.answers:
        return draft
    return replace(draft, answers=unsealed(draft.answers[SEALED], [sitting.own] if sitting.own else []) or {})


def drafts(sitting: Sitting) -> list[Draft]:
    """Return this person's drafts, the newest first."""
    with sitting.store.reading() as connection:
        return [_unlocked(sitting, one) for one in kept_drafts.kept_by(connection, sitting.person.id)]


@open_to_all
def discard(sitting: Sitting, draft: str) -> Changes:
    """Throw a draft away, because it was saved or is not wanted."""
    with sitting.store.writing() as connection:
        return changed("drafts") if kept_drafts.discard(connection, draft) else Changes()
