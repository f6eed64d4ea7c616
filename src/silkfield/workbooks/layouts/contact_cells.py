"""The cells of a counselling register that may hold several words: what was asked, where to, what came of it."""

from __future__ import annotations

from silkfield.language import _
from silkfield.workbooks.cells import says_nothing
from silkfield.workbooks.noting import note_unknown
from silkfield.workbooks.places import read_destination
from silkfield.workbooks.reading import RowNotes
from silkfield.workbooks.vocabulary import Vocabulary
from silkfield.workbooks.words import ReadOutcomes, read_outcomes, read_words

MOST_TOPICS = 4


def note_age(notes: RowNotes, group: str, odd: str) -> None:
    """Note an age that says too much or too little, and a minor."""
    if odd == "W_AGE_RANGE":
        notes.note(odd, "age", _("The ages written cross age groups. The age group is taken as unknown."))
    elif odd:
        notes.note(odd, "age", _("This is no likely age. The age group is taken as unknown."))
    if group == "A00":
        notes.note("W_MINOR", "age", _("Under 18. No name is kept; tell the coordinator."))


def read_channel(notes: RowNotes, words: Vocabulary) -> str:
    """Read the channel."""
    text = notes.row.text("channel")
    found = words.only("channel", text)
    if not found and not says_nothing(text) and not words.left_alone("channel", text):
        note_unknown(notes, words, "W_CHANNEL_UNKNOWN", "channel", "channel", text)
    return found


def read_counsel(notes: RowNotes, words: Vocabulary) -> tuple[str, ...]:
    """Read the topics as the site sees them, trafficking too; the first is the main one."""
    read = words.once(read_words, "topic", notes.row.text("topics"))
    for word in read.unknown:
        note_unknown(notes, words, "W_TOPIC_UNKNOWN", "topics", "topic", word)
    if len(read.codes) > MOST_TOPICS:
        sentence = _("More than {count} topics. The first ones are kept.").format(count=MOST_TOPICS)
        notes.note("W_TOPIC_MANY", "topics", sentence)
    if "THB" in read.codes:
        sentence = _(
            "Possible trafficking. Headquarters sees “about the centre, other”; the safeguarding record has it."
        )
        notes.note("W_RESTRICTED_THB", "topics", sentence)
    return read.codes[:MOST_TOPICS]


def read_journey(notes: RowNotes, words: Vocabulary) -> dict[str, str]:
    """Read the destinations and the region."""
    read = words.once(read_destination, notes.row.text("destination"))
    for code, word in read.reasons:
        if code == "W_DEST_UNKNOWN":
            note_unknown(notes, words, code, "destination", "destination", word)
        elif code == "W_DEST_REGION_ONLY":
            notes.note(code, "destination", _("Only a region is said. The country is taken as undecided."))
        else:
            notes.note(code, "destination", _("More than two countries. The first two are kept."))
    return {"destination_1": read.first, "destination_2": read.second, "destination_region": read.region}


def read_outcome(notes: RowNotes, words: Vocabulary) -> ReadOutcomes:
    """Read the outcomes and the agencies referred to."""
    read = words.once(read_outcomes, notes.row.text("outcomes"))
    for word in read.unknown:
        note_unknown(notes, words, "W_OUTCOME_UNKNOWN", "outcomes", "outcome", word)
    for word in read.unknown_agencies:
        note_unknown(notes, words, "W_REFERRAL_UNKNOWN", "outcomes", "referral_to", word)
    return read
