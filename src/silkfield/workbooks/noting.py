"""What is said about a word or a place that is not clear, with what may be meant and the question that settles it."""

from __future__ import annotations

from silkfield.language import N_, _
from silkfield.workbooks.heads import ReadHeads
from silkfield.workbooks.places import ReadDistrict
from silkfield.workbooks.reading import RowNotes
from silkfield.workbooks.vocabulary import Vocabulary


def note_unknown(notes: RowNotes, words: Vocabulary, code: str, meaning: str, name: str, word: str) -> None:
    """Note that a word is not in the list `name`."""
    sentence = _("“{word}” is not in the list.").format(word=word)
    notes.note(code, meaning, sentence, words.suggest(name, word), f"word:{name}:{word}")


def note_district(notes: RowNotes, read: ReadDistrict, meaning: str = "district") -> None:
    """Note a district that is unknown, or one of several."""
    if not read.reason:
        return
    word = notes.row.text(meaning)
    sentence = (
        _("“{word}” may be several districts. Which one?")
        if read.reason == "W_DISTRICT_AMBIGUOUS"
        else _("“{word}” is no district. Which district is it in?")
    )
    notes.note(read.reason, meaning, sentence.format(word=word), list(read.suggestions), f"word:district:{word}")


_HEADS = {
    "R_GRID_SUM": N_("The printed total differs from the sum of its cells. Correct one of them."),
    "R_COUNT_UNREADABLE": N_("This is no whole number of people."),
    "W_ESTIMATE": N_("The number is an estimate."),
    "W_NO_AGE_BANDS": N_("Only a total is given. The ages are taken as unknown."),
}


def note_heads(notes: RowNotes, heads: ReadHeads) -> None:
    """Note what is odd about a head count."""
    for code, meaning in heads.reasons:
        notes.note(code, meaning, _(_HEADS[code]))
