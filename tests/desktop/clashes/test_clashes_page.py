"""Clashes: both sides beside each other, no default, every decision by keyboard, and the losing side kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from network_of_stores import Network
from offices import session
from page_windows import NARROW, WIDE, Windows, button, cut_words, nameless
from silkfield.desktop.widgets import AreaField, Chip, ComboField, HeadCountGrid, Heads, LineField, ListRow, Text
from silkfield.operations import finding, recording
from silkfield.operations.exchange import clashing, receiving
from silkfield.operations.recording import Wanted
from silkfield.operations.sitting import Sitting

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Pair:
    """Two laptops of a site that know the same sessions."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.first, self.second = network.add("ISB"), network.add("ISB")
        network.hear()

    def record(self, **answers: object) -> str:
        record = recording.save(self.first, "session", session(**answers)).record
        receiving.receive(self.second, self.network.to_mates(self.first))
        return record

    def edit(self, record: str, here: dict | None, there: dict) -> None:
        if here is None:
            recording.remove(self.first, record)
        else:
            recording.patch(self.first, "session", here, record)
        recording.patch(self.second, "session", there, record)

    def meet(self) -> None:
        to_second, to_first = self.network.to_mates(self.first), self.network.to_mates(self.second)
        receiving.receive(self.first, to_first)
        receiving.receive(self.second, to_second)


@pytest.fixture
def pair(network: Network) -> Pair:
    return Pair(network)


def opened(windows: Windows, sitting: Sitting, size: tuple[int, int] = WIDE, **what: object):
    page = windows.open(sitting, "clashes", size, **what)
    windows.until(lambda: page.shown)
    return page


def words(page) -> str:
    return " ".join(text.words() for text in page.findChildren(Text) if text.isVisible())


def press(windows: Windows, page, key: Qt.Key, held: Qt.KeyboardModifier = ALT) -> None:
    windows.qtbot.keyClick(windows.qapp.focusWidget() or page, key, held)


def test_two_clashes_are_decided_with_the_keyboard_alone(pair: Pair, windows: Windows) -> None:
    one, two = pair.record(venue="First hall"), pair.record(venue="Second hall")
    pair.edit(one, {"remarks": "Rain.", "venue": "Old hall"}, {"remarks": "Sun.", "venue": "New hall"})
    pair.edit(two, {"remarks": "Early."}, {"remarks": "Late."})
    pair.meet()
    page = opened(windows, pair.first)
    assert len(page.shown.open) == 2
    assert not page.settle_button.isEnabled(), "there is no default side"
    begun = page.one()
    both = [group.name for group in begun.groups]
    windows.picture(page, "clash-open")

    for name in both:
        assert name in page.groups.open_names()
        press(windows, page, Qt.Key.Key_2)
    assert page.groups.taken == dict.fromkeys(both, 1)
    windows.picture(page, "clash-decided")
    page.note.setFocus()
    windows.qtbot.keyClicks(page.note, "Asked the school.")
    press(windows, page, Qt.Key.Key_Return, CTRL)
    windows.until(lambda: page.one() and page.one().record != begun.record and len(page.shown.open) == 1)
    assert page.note.value() in ("", None)
    press(windows, page, Qt.Key.Key_1)
    press(windows, page, Qt.Key.Key_Return, CTRL)
    windows.until(lambda: not page.shown.open)
    windows.until(lambda: "There is nothing to decide." in words(page))
    windows.picture(page, "clash-none")

    steps = finding.history(pair.first, begun.record)
    assert (steps[-1].why, steps[-1].note) == ("resolve", "Asked the school.")
    if begun.record == one:
        assert finding.record(pair.first, one).values["remarks"] == "Sun."
    assert {step.values.get("remarks") for step in finding.history(pair.first, one)} >= {"Rain.", "Sun."}


def test_what_settled_itself_is_shown_and_can_be_overruled(pair: Pair, windows: Windows) -> None:
    record = pair.record()
    pair.edit(record, {"remarks": "Rain.", "topics": ["JOB"]}, {"remarks": "Sun."})
    pair.meet()
    page = opened(windows, pair.first)
    topics = next(group for group in page.one().groups if group.name == "topics")
    assert (topics.open, topics.hint) == (False, "settled by itself: changed on one side only")
    assert "settled by itself: changed on one side only" in words(page)
    press(windows, page, Qt.Key.Key_1)
    cells = page.groups._cells["topics"]
    there = next(side for side, one in enumerate(page.one().sides) if "This laptop" not in one.title)
    cells[there].setFocus()
    press(windows, page, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert page.groups.taken["topics"] == there
    press(windows, page, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    assert "topics" not in page.groups.taken, "pressed again it is taken back"
    press(windows, page, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    page.settle()
    windows.until(lambda: not page.shown.open)
    assert finding.record(pair.first, record).values["topics"] == ["JOB", "FRAUD"]
    assert finding.record(pair.first, record).values["remarks"] == "Rain."

    page.which.set_value("lately")
    page.which.changed.emit("lately")
    windows.until(lambda: page.one() is not None and page.one().merged and page.groups is not None)
    windows.picture(page, "clash-lately")
    assert {"remarks", "topics"} == set(page.groups.open_names())


def test_a_side_whose_writer_is_not_known_here_is_named_by_its_laptop(pair: Pair, windows: Windows) -> None:
    record = pair.record()
    pair.edit(record, {"remarks": "Early."}, {"remarks": "Late."})
    pair.meet()
    page = opened(windows, pair.first)
    here, there = page.one().sides
    assert here.second.startswith("Person at ISB"), "the other laptop never learns this name"
    assert there.second.startswith("somebody at ISB2")
    windows.picture(page, "clash-header")


def test_removed_here_and_corrected_there_is_decided_for_the_whole_record(pair: Pair, windows: Windows) -> None:
    record = pair.record()
    pair.edit(record, None, {"remarks": "Sun."})
    pair.meet()
    page = opened(windows, pair.second)
    assert page.one().whole
    assert "One side removed this record" in words(page)
    windows.picture(page, "clash-removed")
    kept = next(side for side, one in enumerate(page.one().sides) if not one.removed)
    press(windows, page, Qt.Key.Key_1 if kept == 0 else Qt.Key.Key_2)
    page.settle()
    windows.until(lambda: not page.shown.open)
    assert not finding.record(pair.second, record).removed
    assert finding.record(pair.second, record).values["remarks"] == "Sun."


def test_decide_later_leaves_it_open_and_goes_on_to_the_next(pair: Pair, windows: Windows) -> None:
    for place in ("First", "Second"):
        pair.edit(pair.record(venue=place), {"remarks": "Rain."}, {"remarks": "Sun."})
    pair.meet()
    page = opened(windows, pair.first)
    first = page.one().record
    press(windows, page, Qt.Key.Key_D)
    windows.until(lambda: page.one().record != first)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        before = page.one().record
        press(windows, page, key)
        windows.until(lambda before=before: page.one().record != before)
    assert page.one().record == first
    assert len(clashing.clashes(pair.first)) == 2


def test_a_choice_survives_locking_but_not_another_edit(network: Network, pair: Pair, windows: Windows) -> None:
    record = pair.record()
    pair.edit(record, {"remarks": "Rain."}, {"remarks": "Sun."})
    pair.meet()
    page = opened(windows, pair.first)
    press(windows, page, Qt.Key.Key_2)
    page.note.set_value("Because.")
    kept = page.leave()
    again = opened(windows, pair.first, **kept)
    windows.until(lambda: again.groups)
    assert (again.groups.taken, again.note.value()) == ({"remarks": 1}, "Because.")

    recording.patch(pair.second, "session", {"remarks": "Fog."}, record)
    receiving.receive(pair.first, network.to_mates(pair.second))
    again.desk.do(again, lambda _sitting: None, kinds=("everything",))
    windows.until(lambda: "Another edit of this record has arrived." in windows.say(again))
    assert again.groups.taken == {}


def test_where_neither_side_is_right_the_question_is_answered_anew_with_the_keyboard(
    pair: Pair, windows: Windows
) -> None:
    record = pair.record()
    heads = {"cells": {"M": {"A18": 3}}}
    pair.edit(
        record,
        {"remarks": "Rain.", "starts_at": "10:00", "heads": heads},
        {"remarks": "Sun.", "starts_at": "11:00", "heads": {"cells": {"M": {"A18": 4}}}},
    )
    pair.meet()
    page = opened(windows, pair.first)
    page.groups._cells["times"][0].setFocus()
    press(windows, page, Qt.Key.Key_3)
    assert not page.settle_button.isEnabled()
    windows.qtbot.keyClicks(windows.qapp.focusWidget(), "at noon")
    page.groups._cells["remarks"][0].setFocus()
    press(windows, page, Qt.Key.Key_T)
    windows.qtbot.keyClicks(windows.qapp.focusWidget(), "Rain, then sun.")
    mine = next(place for place, said in enumerate(page.groups._group("heads").answers) if said == {"heads": heads})
    page.groups._cells["heads"][mine].setFocus()
    press(windows, page, (Qt.Key.Key_1, Qt.Key.Key_2)[mine])
    page.groups._cells["heads"][mine].setFocus()
    press(windows, page, Qt.Key.Key_3)
    assert page.groups.typed["heads"] == {"heads": heads}, "it begins with the side that was taken"
    counts = page.groups._anew["heads"].findChild(HeadCountGrid)
    counts.set_value(Heads({("A25", "F"): 12}))
    counts.changed.emit()
    windows.picture(page, "clash-typed")
    kept = page.leave()
    anew = {"heads": {"cells": {"F": {"A25": 12}}}}
    assert kept["typed"] == {
        "times": {"starts_at": "at noon", "ends_at": None},
        "remarks": {"remarks": "Rain, then sun."},
        "heads": anew,
    }
    press(windows, page, Qt.Key.Key_Return, CTRL)
    assert windows.qapp.focusWidget().text() == "at noon", "what cannot be read is gone to, and nothing was written"
    assert "Write the time as 09:30." in words(page)
    assert len(page.shown.open) == 1

    press(windows, page, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert "times" not in page.groups.typed
    press(windows, page, Qt.Key.Key_1)
    press(windows, page, Qt.Key.Key_Return, CTRL)
    windows.until(lambda: not page.shown.open)
    values = finding.record(pair.first, record).values
    assert (values["remarks"], values["heads"]) == ("Rain, then sun.", anew["heads"])
    assert values["starts_at"] in ("10:00", "11:00")


def test_rows_and_records_pointed_to_are_answered_anew(network: Network, windows: Windows) -> None:
    lhe, hq = network.add("LHE"), network.headquarters
    hosts = [recording.save(hq, "organisation", {"name": name, "country": "PK"}).record for name in ("One", "Two")]
    event = {
        "title": "Training of trainers",
        "kind": "TOT",
        "status": "PLANNED",
        "component": "C1",
        "objectives": ["SO1"],
        "topics": ["T1"],
        "start_date": "2016-07-23",
        "end_date": "2016-07-25",
    }
    record = recording.save(hq, "event", event).record
    other = recording.save(hq, "event", {**event, "title": "Another training"}).record
    network.hear()
    agenda = {"day": "2016-07-23", "title": "Opening"}
    recording.patch(hq, "event", {"hosts": hosts[:1], "parent": other, "agenda": [{"key": "a", **agenda}]}, record)
    there = {"hosts": hosts[1:], "cascade_of": other, "agenda": [{"key": "a", **agenda, "title": "Welcome"}]}
    recording.patch(lhe, "event", {**there, "parent": None}, record)
    network.deliver(network.send(lhe))
    page = opened(windows, hq)
    (agenda_group,) = (one for one in page.one().groups if one.open)
    assert agenda_group.name == "agenda", "sets of records join by themselves"
    for name in ("agenda", "hosts", "parent", "cascade_of"):
        page.groups._cells[name][0].setFocus()
        press(windows, page, Qt.Key.Key_3)
    anew = page.groups._anew
    windows.until(lambda: "Another training" in anew["cascade_of"].findChild(ComboField).text())
    windows.picture(page, "clash-rows")


def test_the_same_side_is_taken_in_the_other_clashes_of_the_bundle_and_one_undo_takes_all_back(
    pair: Pair, windows: Windows
) -> None:
    made = [Wanted("session", session(venue=f"Hall {number}")) for number in range(3)]
    records = recording.save_together(pair.first, made).records
    receiving.receive(pair.second, pair.network.to_mates(pair.first))
    for record in records:
        pair.edit(record, {"remarks": "Rain."}, {"remarks": "Sun."})
    pair.meet()
    page = opened(windows, pair.first)
    assert not page.same.isVisible(), "nothing is decided yet"
    there = next(place for place, side in enumerate(page.one().sides) if "This laptop" not in side.title)
    press(windows, page, (Qt.Key.Key_1, Qt.Key.Key_2)[there])
    windows.until(page.same.isVisible)
    assert "2 more clashes of bundle" in page.same.text()
    assert not page.same.value(), "only when somebody wants it"
    page.note.set_value("The register says so.")
    press(windows, page, Qt.Key.Key_A)
    windows.picture(page, "clash-same")
    assert "3 clashes" in words(page.footer)
    press(windows, page, Qt.Key.Key_Return, CTRL)
    windows.until(lambda: not page.shown.open)
    assert {finding.record(pair.first, record).values["remarks"] for record in records} == {"Sun."}
    assert {finding.history(pair.first, record)[-1].note for record in records} == {"The register says so."}
    toast = page.navigator.toasts._toast
    assert toast.fact == "3 clashes decided."

    toast.undo()
    windows.until(lambda: len(page.shown.open) == 3 and page.groups is not None)
    assert [side.title for side in page.one().sides] == ["This laptop, ISB1", "MIC ISB, laptop 2"]
    press(windows, page, (Qt.Key.Key_1, Qt.Key.Key_2)[there])
    windows.until(page.same.isVisible)
    page.groups.type_here()
    assert not page.same.isVisible(), "what is answered anew is for this record alone"


def test_headquarters_sees_what_a_site_decides_and_may_not_decide_it(
    network: Network, pair: Pair, windows: Windows
) -> None:
    record = pair.record()
    pair.edit(record, {"remarks": "Rain."}, {"remarks": "Sun."})
    network.deliver([*network.send(pair.first), *network.send(pair.second)])
    page = opened(windows, network.headquarters)
    assert page.one().decider == "The site"
    assert [side.title for side in page.one().sides] == ["MIC ISB, laptop 1", "MIC ISB, laptop 2"] or [
        side.title for side in page.one().sides
    ] == ["MIC ISB, laptop 2", "MIC ISB, laptop 1"]
    press(windows, page, Qt.Key.Key_1)
    assert page.groups.taken == {}
    assert not page.settle_button.isEnabled()
    windows.picture(page, "clash-decider")
    windows.qtbot.mouseClick(button(page, "Show the record"), Qt.MouseButton.LeftButton)
    windows.until(lambda: page.navigator.key() == "sessions")


def test_what_another_laptop_will_merge_is_shown_as_settling_by_itself(pair: Pair, windows: Windows) -> None:
    record = pair.record()
    pair.edit(record, {"remarks": "Rain."}, {"topics": ["JOB", "FRAUD", "VISA"]})
    pair.meet()
    page = opened(windows, pair.second)
    assert page.one().by_itself
    assert page.shown.waiting == 0
    windows.until(lambda: any(chip.text() == "Settles by itself" for chip in page.findChildren(Chip)))
    windows.picture(page, "clash-by-itself")
    assert page.groups.open_names() == []


def test_three_sides_are_taken_with_three_keys_and_the_fourth_types(
    network: Network, pair: Pair, windows: Windows
) -> None:
    third = network.add("ISB")
    network.hear()
    record = pair.record()
    receiving.receive(third, network.to_mates(pair.first))
    recording.patch(third, "session", {"remarks": "Fog."}, record)
    pair.edit(record, {"remarks": "Rain."}, {"remarks": "Sun."})
    receiving.receive(pair.first, [*network.to_mates(pair.second), *network.to_mates(third)])
    page = opened(windows, pair.first)
    assert len(page.one().sides) == 3
    windows.picture(page, "clash-three")
    press(windows, page, Qt.Key.Key_3)
    assert page.groups.taken == {"remarks": 2}
    page.groups._cells["remarks"][0].setFocus()
    for key, place in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1), (Qt.Key.Key_Down, 1)):
        press(windows, page, key, Qt.KeyboardModifier.NoModifier)
        assert page.groups._cells["remarks"][place].hasFocus()
    press(windows, page, Qt.Key.Key_4)
    assert page.groups.typed == {"remarks": page.groups._group("remarks").answers[2]}, "it begins with what is taken"
    page.groups._anew["remarks"].findChild(AreaField).setPlainText("")
    assert not page.settle_button.isEnabled()


def test_what_breaks_a_rule_together_says_so_and_why_it_cannot_be_written(pair: Pair, windows: Windows) -> None:
    record = pair.record(quiz_before_people=3, quiz_before_percent=50, starts_at="09:00", ends_at="10:00")
    pair.edit(record, {"starts_at": "08:00"}, {"ends_at": "11:00"})
    pair.meet()
    page = opened(windows, pair.first)
    (times,) = page.one().groups
    assert (times.title, times.open) == ("From, To", True)
    assert [line.words for line in times.sides[0]] == ["From: 08:00", "To: 10:00"] or [
        line.words for line in times.sides[1]
    ] == ["From: 08:00", "To: 10:00"]
    press(windows, page, Qt.Key.Key_T)
    windows.qtbot.keyClicks(windows.qapp.focusWidget(), "12:00")
    fields = page.groups._anew["times"].findChildren(LineField)
    windows.until(lambda: all(field.isVisible() for field in fields))
    windows.qtbot.keyClick(fields[0], Qt.Key.Key_Tab)
    windows.qtbot.keyClicks(windows.qapp.focusWidget(), "11:00")
    page.settle()
    windows.until(lambda: "was not saved" in windows.say(page) and not page.desk.busy())
    assert len(clashing.clashes(pair.first)) == 1


def test_today_says_what_waits_for_a_decision_and_what_was_not_taken_in(
    pair: Pair, windows: Windows, tmp_path: Path
) -> None:
    today = windows.open(pair.first, "today")
    windows.until(lambda: not today.desk.busy())
    assert "Arrived" not in words(today)
    pair.edit(pair.record(), {"remarks": "Rain."}, {"remarks": "Sun."})
    pair.meet()
    (tmp_path / "letter.skf").write_text("Dear colleagues")
    receiving.receive(pair.first, [tmp_path / "letter.skf"])
    today.desk.do(today, lambda _sitting: None, kinds=("everything",))
    lines = {"1 record needs a decision": "clashes", "1 file was not taken in": "inbox"}
    windows.until(lambda: lines.keys() <= {line.text() for line in today.findChildren(ListRow) if line.isVisible()})
    windows.picture(today, "today-arrived")
    for text, key in lines.items():
        line = next(one for one in today.findChildren(ListRow) if one.isVisible() and one.text() == text)
        windows.qtbot.keyClick(line, Qt.Key.Key_Return)
        windows.until(lambda key=key: today.navigator.key() == key)
        today.navigator.back()
        windows.until(lambda: today.isVisible() and not today.desk.busy())


def test_headquarters_decides_about_a_shared_record_and_the_site_hears_of_it(
    network: Network, windows: Windows
) -> None:
    lhe, hq = network.add("LHE"), network.headquarters
    record = recording.save(hq, "organisation", {"name": "Federal Agency", "country": "PK"}).record
    network.hear()
    recording.patch(hq, "organisation", {"name": "Federal Investigation Agency"}, record)
    recording.patch(lhe, "organisation", {"name": "FIA"}, record)
    network.deliver(network.send(lhe))
    page = opened(windows, hq)
    assert not page.one().decider
    assert {side.title for side in page.one().sides} == {"MIC LHE, laptop 1", "Headquarters"}
    mine = next(side for side, one in enumerate(page.one().sides) if one.title == "Headquarters")
    press(windows, page, (Qt.Key.Key_1, Qt.Key.Key_2)[mine])
    windows.picture(page, "clash-headquarters")
    press(windows, page, Qt.Key.Key_Return, CTRL)
    windows.until(lambda: not page.shown.open)
    network.hear()
    assert finding.record(lhe, record).values["name"] == "Federal Investigation Agency"
    assert clashing.clashes(lhe) == []


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("code", ["en", "ur"])
def test_nothing_is_cut_in_either_language(pair: Pair, windows: Windows, code: str, size: tuple[int, int]) -> None:
    record = pair.record()
    pair.edit(
        record,
        {
            "remarks": "It rained all day, so that half of the students could not come.",
            "topics": ["JOB"],
            "venue": "Hall",
        },
        {"remarks": "Sun.", "district": "PK-PB.lahore", "heads": {"cells": {"M": {"A18": 3}}}},
    )
    pair.meet()
    windows.dress(code)
    page = opened(windows, pair.first, size)
    windows.until(lambda: page.groups is not None and page.groups.isVisible())
    windows.picture(page, f"clash-{code}-{size[0]}")
    assert cut_words(page) == []
    assert nameless(page) == []
