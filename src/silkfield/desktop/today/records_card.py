"""The card of today's records: contacts of today at a centre, the latest sessions of a team, drafts first."""

from __future__ import annotations

from collections.abc import Callable

from silkfield.desktop.lists.columns import CODE, PERSON, state_column_width
from silkfield.desktop.lists.lines import Line
from silkfield.desktop.lists.stations import STATIONS
from silkfield.desktop.today.waiting import Unfinished, Waiting
from silkfield.desktop.widgets import Card, Cell, Column, DataTable, EmptyState, Row, Station, quiet
from silkfield.language import _, ngettext, runs_right_to_left
from silkfield.operations import finding


class RecordsCard(Card):
    """A table of records; `chosen` is told ("draft" or "record", form, id) of the row somebody enters."""

    def __init__(self, *, centre: bool, chosen: Callable[[object], None], show_all: Callable[[], None]) -> None:
        self._centre, self._chosen = centre, chosen
        self._found: Waiting | None = None
        self._narrow = False
        title = _("Contacts today") if centre else _("Latest sessions")
        super().__init__(title=title, facts=" ", actions=[quiet(_("Show all"), run=show_all, small=True)], flush=True)

    def set_narrow(self, narrow: bool) -> None:
        """Leave columns out in narrow windows."""
        if narrow != self._narrow:
            self._narrow = narrow
            if self._found is not None:
                self.show_waiting(self._found)

    def show_waiting(self, found: Waiting) -> None:
        """Show the records."""
        self._found = found
        self.facts.set_words(self._facts(found))
        drafts = [one for one in found.unfinished if one.form == found.form]
        while item := self.body.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not drafts and not found.lines:
            reason = _("The first contact of the day stands here.") if self._centre else _("Count heads, no names.")
            icon = "message-2" if self._centre else "speakerphone"
            self.body.addWidget(EmptyState(icon, _("Nothing is recorded yet."), reason))
            return
        table = DataTable(self._columns(), self.title.words(), height="two")
        rows = [self._draft(one) for one in drafts]
        rows += [self._contact(line, found) if self._centre else self._session(line) for line in found.lines]
        table.show_rows(rows)
        table.chosen.connect(self._chosen)
        self.body.addWidget(table)
        self.table = table

    def _facts(self, found: Waiting) -> str:
        if not self._centre:
            return ngettext("{count} this week", "{count} this week", found.week).format(count=found.week)
        words = _("{count} so far · {week} this week").format(count=len(found.lines), week=found.week)
        usual = _("usually {count}").format(count=found.usual)
        return f"{words}, {usual}" if found.usual else words

    def _columns(self) -> list[Column]:
        state = Column("state", _("Where it is"), state_column_width())
        if not self._centre:
            columns = [
                Column("date", _("Date"), 120),
                Column("venue", _("Venue, kind"), 200, stretch=True),
                Column("district", _("District"), 120),
                Column("heads", _("People"), 80, "end"),
            ]
            return [*columns, state]
        columns = [
            Column("time", _("Time"), 64),
            Column("person", _("Person"), 146, stretch=True),
            Column("who", _("Sex, age, district"), 150 if runs_right_to_left() else 126),
            Column("trip", _("Destination, topic"), 150),
            Column("result", _("Result"), 124),
        ]
        kept = [one for one in columns if not self._narrow or one.key != "result"]
        return [*kept, state]

    def _cells(self, cells: dict[str, Cell], state: Cell) -> tuple[Cell, ...]:
        return (*(cells[one.key] for one in self._columns() if one.key != "state"), state)

    def _draft(self, one: Unfinished) -> Row:
        cells = {
            "time": Cell(one.time, tone="ink2"),
            "date": Cell(one.time, tone="ink2"),
            "person": Cell(_("Not finished"), _("kept as a draft")),
            "venue": Cell(_("Not finished"), _("kept as a draft")),
            "who": Cell(one.who, one.where, role="body"),
            "trip": Cell(),
            "district": Cell(),
            "heads": Cell(),
            "result": Cell(_("Not finished"), tone="warn"),
        }
        return Row(("draft", one.form, one.draft), self._cells(cells, Cell(_("Draft"), station=Station.DRAFT)))

    def _contact(self, line: Line, found: Waiting) -> Row:
        texts = line.texts

        def text(*names: str) -> str:
            return _(", ").join(texts[name] for name in names if name in texts)

        cells = {
            "time": Cell(found.times[line.shown.id], tone="ink2"),
            "person": Cell(text(PERSON), text(CODE)),
            "who": Cell(text("sex", "age_group"), text("district"), role="body"),
            "trip": Cell(text("destination_1"), text("topics"), role="body"),
            "result": Cell(text("outcomes")),
        }
        return Row(("record", found.form, line.shown.id), self._cells(cells, _state(line)))

    def _session(self, line: Line) -> Row:
        texts = line.texts
        cells = {
            "date": Cell(texts.get("held_on", "")),
            "venue": Cell(texts.get("venue", ""), texts.get("session_type", "")),
            "district": Cell(texts.get("district", "")),
            "heads": Cell(texts.get("heads", ""), role="strong"),
        }
        return Row(("record", "session", line.shown.id), self._cells(cells, _state(line)))


def _state(line: Line) -> Cell:
    return Cell(finding.state_in_words(line.shown), station=STATIONS[line.shown.state])
