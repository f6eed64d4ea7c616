"""R12: what came, went and is left of each material, with what sessions and contacts gave to people."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from offices import session
from silkfield.operations import recording, reporting
from silkfield.operations.sitting import Sitting
from silkfield.reports.stock import GIVEN, SIGNS, Move, balances


def move(sitting: Sitting, kind: str, pieces: int, day: str, **more: int) -> None:
    answers = {"material": "LEAFLET", "kind": kind, "pieces": pieces, "day": day, **more}
    recording.save(sitting, "stock_movement", answers)


def test_the_balance_of_a_month_rests_on_movements_and_on_what_was_given(sitting: Sitting) -> None:
    move(sitting, "OPENING", 500, "2016-04-01")
    recording.save(sitting, "session", session(held_on="2016-04-20", materials={"LEAFLET": 63}))
    move(sitting, "IN", 200, "2016-05-02", reorder_at=600)
    recording.save(sitting, "session", session(held_on="2016-05-10", materials={"LEAFLET": 70, "POSTER": 2}))
    move(sitting, "LOST", 5, "2016-05-12")
    figures = reporting.report(sitting, "R12", "2016-05").figures["ISB"]
    leaflets = {"start": 437, "in": 200, "returned": 0, "out": 0, "given": 70, "lost": 5, "counted": 0, "end": 562}
    assert figures["LEAFLET"] == leaflets
    assert figures["POSTER"]["end"] == -2
    rows = {row[0]: row for row in reporting.report(sitting, "R12", "2016-05").tables[0].rows}
    assert rows["Leaflet"][-1] == "yes"


def test_a_count_corrects_the_balance_and_loses_no_session(sitting: Sitting) -> None:
    move(sitting, "OPENING", 50, "2016-05-01")
    recording.save(sitting, "session", session(held_on="2016-05-10", materials={"LEAFLET": 70}))
    move(sitting, "COUNTED", 12, "2016-05-10")
    figures = reporting.report(sitting, "R12", "2016-05").figures["ISB"]["LEAFLET"]
    assert (figures["given"], figures["counted"], figures["end"]) == (70, 32, 12)


DAYS = st.dates().map(lambda day: f"2016-{day.month:02d}-{day.day:02d}")
MOVES = st.lists(st.builds(Move, DAYS, st.just("LEAFLET"), st.sampled_from([*SIGNS, "COUNTED"]), st.integers(0, 500)))


@given(MOVES)
def test_what_moved_is_the_difference_of_the_balances(moves: list[Move]) -> None:
    for balance in balances(moves, "2016-05-01", "2016-05-31").values():
        moved = sum(SIGNS[kind] * balance.moved[kind] for kind in SIGNS) + balance.moved["COUNTED"]
        assert balance.end == balance.start + moved


@given(MOVES)
def test_the_order_of_typing_changes_nothing(moves: list[Move]) -> None:
    without_counts = [one for one in moves if one.kind in SIGNS]
    assert balances(without_counts, "2016-05-01", "2016-05-31") == balances(
        reversed(without_counts), "2016-05-01", "2016-05-31"
    )
    assert GIVEN in SIGNS
