"""What is being typed is kept at once and comes back only when its person says so."""

from __future__ import annotations

from offices import PASSPHRASE, session
from silkfield.operations import drafting, finding, opening, peopling
from silkfield.operations.sitting import Sitting


def test_a_draft_is_kept_with_impossible_answers_and_is_in_no_list(sitting: Sitting) -> None:
    draft = drafting.keep(sitting, "session", session(held_on="31 June"))

    (kept,) = drafting.drafts(sitting)
    assert kept.id == draft
    assert kept.answers["held_on"] == "31 June"
    assert finding.listing(sitting, "session").count == 0


def test_a_draft_kept_again_replaces_itself_and_survives_the_lock(sitting: Sitting) -> None:
    draft = drafting.keep(sitting, "session", {"venue": "Tow"})
    drafting.keep(sitting, "session", {"venue": "Town hall"}, draft=draft)
    sitting.store.close()

    again = opening.open_store(sitting.store.folder, PASSPHRASE)
    try:
        (kept,) = drafting.drafts(again)
        assert kept.answers == {"venue": "Town hall"}
    finally:
        again.store.close()


def test_a_draft_belongs_to_its_person(sitting: Sitting) -> None:
    drafting.keep(sitting, "session", {"venue": "Town hall"})
    peopling.add_person(sitting, PASSPHRASE, "Bilal", "another long walk")
    sitting.store.close()

    bilal = opening.open_store(sitting.store.folder, "another long walk", "Bilal")
    try:
        assert drafting.drafts(bilal) == []
    finally:
        bilal.store.close()


def test_a_discarded_draft_is_gone(sitting: Sitting) -> None:
    draft = drafting.keep(sitting, "session", {"venue": "Town hall"})
    assert drafting.discard(sitting, draft)
    assert not drafting.discard(sitting, draft)
    assert drafting.drafts(sitting) == []
