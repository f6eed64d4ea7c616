"""Drafts: what is being typed is kept at once, and comes back when the person says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from silkfield.errors import Trouble
from silkfield.language import _
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes, changed
from silkfield.records.identity import new_id
from silkfield.store import drafts as kept_drafts
from silkfield.store.drafts import Draft
from silkfield.store.erasures import is_erased


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
        kept_drafts.keep(connection, Draft(identifier, form, record, made_from, dict(answers), sitting.person.id, now))
    return identifier


def drafts(sitting: Sitting) -> list[Draft]:
    """Return this person's drafts, the newest first."""
    with sitting.store.reading() as connection:
        return kept_drafts.kept_by(connection, sitting.person.id)


def discard(sitting: Sitting, draft: str) -> Changes:
    """Throw a draft away, because it was saved or is not wanted."""
    with sitting.store.writing() as connection:
        return changed("drafts") if kept_drafts.discard(connection, draft) else Changes()
