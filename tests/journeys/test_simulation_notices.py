"""The simulation itself is tried: each of these mistakes, put into the program on purpose, must be noticed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from network_machine import play
from silkfield.log import heads as log_heads
from silkfield.operations.exchange import importing, planning, sending, withholding
from silkfield.store import arrivals, projection, reading, receipts, streams
from silkfield.store.journal import Journal

Mistake = Callable[[pytest.MonkeyPatch], None]


def a_receipt_reaches_over_a_gap(patch: pytest.MonkeyPatch) -> None:
    def reaching(connection: Any, known: Any) -> Any:
        tips, islands = streams.tips_and_islands(connection, known)
        return (((islands[-1][1], islands[-1][2]),), ()) if islands else (tips, islands)

    patch.setattr(sending, "tips_and_islands", reaching)


def a_receipt_never_says_less_than_before(patch: pytest.MonkeyPatch) -> None:
    keep = receipts.keep

    def keep_the_largest(connection: Any, own: int, place: Any, tip: int, document: Any, at: int) -> None:
        if tip >= getattr(keep_the_largest, "largest", 0):
            keep_the_largest.largest = tip  # type: ignore[attr-defined]
            keep(connection, own, place, tip, document, at)

    patch.setattr(importing.receipts, "keep", keep_the_largest)


def an_older_receipt_replaces_a_newer_one(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(importing, "valid_receipt", lambda places, _known: list(places)[-1])


def the_last_writer_wins(patch: pytest.MonkeyPatch) -> None:
    def only_the_winner(nodes: Any) -> Any:
        return log_heads.heads(nodes)[:1]

    patch.setattr(projection, "heads", only_the_winner)


def a_removal_beats_a_correction(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projection, "winner", lambda leaves: max(leaves, key=lambda node: (node.removed, node.lamport)))


def what_is_set_aside_is_still_shown(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(projection.Projection, "forget", lambda *_words: None)


def what_is_set_aside_still_counts_in_receipts(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(withholding, "advance", lambda _connection, known, **_how: known)


def entries_are_known_by_their_number_alone(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Journal, "knows", lambda _self, hashes: set(list(hashes)[:1]))


def a_lost_last_part_is_not_heard_of(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(importing, "heard", lambda *_words: None)


def a_stale_plan_is_executed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(planning, "plan_from_json", lambda _text: importing.Plan(new=1))


def a_state_looks_at_the_sending_only(patch: pytest.MonkeyPatch) -> None:
    state = reading.Travels.state

    def sent(self: Any, stream: int, n: int) -> Any:
        found, bundle = state(self, stream, n)
        return (reading.State.RECEIVED, 0) if bundle else (found, bundle)

    patch.setattr(reading.Travels, "state", sent)


def a_known_part_is_imported_again(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(arrivals, "by_digest", lambda _connection, _digest: None)


def a_reply_leaves_the_newest_out(patch: pytest.MonkeyPatch) -> None:
    from_ = sending._from

    def shorter(connection: Any, sitting: Any, own: Any, reach: int) -> Any:
        return from_(connection, sitting, own, own.tip if reach else 0)

    patch.setattr(sending, "_from", shorter)


MISTAKES: list[Mistake] = [
    a_receipt_reaches_over_a_gap,
    a_receipt_never_says_less_than_before,
    an_older_receipt_replaces_a_newer_one,
    the_last_writer_wins,
    a_removal_beats_a_correction,
    what_is_set_aside_is_still_shown,
    what_is_set_aside_still_counts_in_receipts,
    entries_are_known_by_their_number_alone,
    a_lost_last_part_is_not_heard_of,
    a_stale_plan_is_executed,
    a_state_looks_at_the_sending_only,
    a_known_part_is_imported_again,
    a_reply_leaves_the_newest_out,
]


@pytest.mark.long
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.__name__)
def test_a_mistake_put_into_the_program_is_noticed(
    mistake: Mistake, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mistake(monkeypatch)
    with pytest.raises(AssertionError):
        play(template, 60, 40)
