"""What is said about a word or a place that is not clear, with what may be meant and the question that settles it."""

from __future__ import annotations

from silkfield.language import _
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
