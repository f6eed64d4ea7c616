"""The people of an event from a list in Excel: each known, new, or somebody to ask about, answered by keys."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.intake.choose_view import KINDS
from silkfield.desktop.intake.looking import Looking
from silkfield.desktop.intake.nominations_table import (
    ASKED,
    FRESH,
    KNOWN,
    people_table,
    person_row,
    question_of,
    who_is,
)
from silkfield.desktop.intake.question_card import QuestionCard
from silkfield.desktop.intake.rows_view import RowDetail
from silkfield.desktop.intake.wanted import Looked, Wanted, write_refused
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    DropZone,
    EmptyState,
    FooterBar,
    Page,
    PageHeader,
    Panel,
    PathField,
    column,
    primary,
    quiet,
    second,
    show_folder,
    take_drops,
)
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations import spreadsheets
from silkfield.operations.spreadsheets import TakenIn
from silkfield.records.changes import Changes
from silkfield.workbooks.drafts import IntakeRow

SIDE, NARROW_SIDE = 440, 340


class NominationsPage(DeskPage):
    """`open` takes the event as `record` with its `title`, and a `path` with `answers` to go on."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self._event, self._path = "", Path()
        self.looked: Looked | None = None
        self._answers: dict[str, Any] = {}
        self._around = desk.sitting.around()
        label = _("Workbooks ({kinds})").format(kinds=KINDS)
        self.file = PathField(
            _("Workbook"), "file", label, _("Choose file"), _("or type its path"), "folder-open", "Ctrl+O"
        )
        zone = DropZone(_("Drop the list here"), _("Excel or ODS"), self.file, "table")
        zone.given.connect(lambda paths: self.look_at(paths[0]))
        take_drops(self, self.file.give)
        self.looking = Looking(self, desk, self._wanted)
        self.looking.found.connect(self._show)
        self.looking.failed.connect(self.show_trouble)
        self.table = people_table()
        self.table.moved.connect(lambda _key: self._show_person())
        self.table.chosen.connect(lambda _key: self._enter())
        self.table.view.resized.connect(self._fill)
        self.card = QuestionCard(self._around, NARROW_SIDE - 40)
        self.card.answered.connect(self._answer)
        self.card.later.connect(self.next_asked)
        self.card.back.connect(partial(self.next_asked, back=True))
        self.detail = RowDetail()
        self._in_full = Card(self.detail, flush=True)
        side = Panel(column((self.card, 1), (self._in_full, 1)))
        people = Card((self.table, 1), title=_("People of the list"), flush=True)
        self._people = Beside(people, side, SIDE, NARROW_SIDE)
        words = _("Who is known, who is new, and who must be asked about is shown before anything is written.")
        self._body = QStackedWidget()
        for view in (EmptyState("table", _("No list is chosen yet."), words), self._people):
            self._body.addWidget(view)
        self._whole = second(_("Columns and all rows"), "Alt+C", "table", self._see_whole)
        self.act = primary(_("Put them on the sheet"), "Ctrl+Enter", run=self.take)
        self._footer = FooterBar(actions=(quiet(_("Back"), "Esc", run=self.navigator.back), self._whole, self.act))
        header = PageHeader(_("People from a list"))
        header.set_actions([quiet(_("Next question"), "F8", "help", self.next_asked)])
        self._header = header
        self.set_frame(Page(header, [zone, self.looking.strip, (self._body, 1)], self._footer, spacing=12))
        self._say()

    # -- coming and going

    @override
    def open(self, **what: Any) -> None:
        event, path = what["record"], what.get("path", "")
        if event != self._event or not path or Path(path) != self._path:
            self._event = event
            self._header.set_facts(str(what.get("title", "")))
            self._begin(Path(path), what.get("answers"))
        self.file.setFocus()

    @override
    def leave(self) -> dict[str, Any]:
        path = str(self._path) if self.looked else ""
        return {"form": "event", "record": self._event, "path": path, "answers": dict(self._answers)}

    def look_at(self, path: Path) -> None:
        """Read another list."""
        self._begin(path)

    def _begin(self, path: Path, answers: Any = None) -> None:
        self._path, self.looked, self._answers = path, None, dict(answers or {})
        self.file.set_value(path if path.name else "")
        self.clear_trouble()
        self.show_banner(None)
        self._say()
        if path.name:
            self.looking.look()

    def _wanted(self) -> Wanted | None:
        if not self._path.name:
            return None
        return Wanted(self._path, "participation", self._answers, {"event": self._event})

    # -- what is shown

    def _show(self, looked: Looked) -> None:
        if looked.wanted.path != self._path:
            return  # another list was chosen meanwhile
        first, self.looked = self.looked is None, looked
        self.clear_trouble()
        if looked.unsaid is not None:
            self.show_trouble(looked.unsaid)
        self._say()
        self._fill()
        if first:
            self.table.choose(next(iter(self.asked()), self._rows()[0].key if self._rows() else ""))
            self.table.setFocus()
        self._show_person()

    def _rows(self) -> list[IntakeRow]:
        checked = self.looked.checked if self.looked else None
        return list(checked.intake.rows) if checked else []

    def asked(self) -> list[str]:
        """Return the rows of people of whom it is not said yet who they are."""
        return [one.key for one in self._rows() if self._who(one) == ASKED]

    def _who(self, one: IntakeRow) -> str:
        return who_is(one, self.looked, self._answers) if self.looked else ""

    def _fill(self) -> None:
        if looked := self.looked:
            shown = (person_row(one, looked, self._answers, self.table, self._around) for one in self._rows())
            self.table.show_rows(list(shown))

    def _say(self) -> None:
        counts = Counter(self._who(one) for one in self._rows())
        known, new, asked = counts[KNOWN], counts[FRESH], counts[ASKED]
        self._body.setCurrentIndex(self.looked is not None)
        if self.looked is None:
            self._footer.say(_("Nothing is written yet."))
        else:
            parts = [
                ngettext("{count} known", "{count} known", known).format(count=known),
                ngettext("{count} new", "{count} new", new).format(count=new),
                ngettext("{count} to ask about", "{count} to ask about", asked).format(count=asked),
            ]
            self._footer.say(" · ".join(parts), _("Nothing is written yet."))
        ready = known + new + asked
        label = ngettext("Put {count} person on the sheet", "Put {count} people on the sheet", ready)
        self.act.set_label(label.format(count=ready) if ready else _("Put them on the sheet"))
        self.act.setEnabled(ready > 0)
        self._whole.setEnabled(self.looked is not None)

    def _person(self) -> IntakeRow | None:
        current = self.table.current_id()
        return next((one for one in self._rows() if one.key == current), None)

    def _show_person(self) -> None:
        one, looked = self._person(), self.looked
        question = question_of(one) if one else None
        self.card.setVisible(question is not None)
        self._in_full.setHidden(question is not None)
        if one is None or looked is None or question is None:
            self.detail.show_row(one, looked)
            return
        every = [each for row in self._rows() if (each := question_of(row))]
        number = every.index(question) + 1
        self.card.show_question(question, looked, number, len(every), self._answers.get(question.id))

    # -- who it is

    def next_asked(self, *, back: bool = False) -> None:
        """Go to the next person of whom it is not said yet who it is."""
        keys, asked, current = [one.key for one in self._rows()], self.asked(), self.table.current_id()
        if not asked:
            self._show_person()
            self.act.setFocus()
            return
        here = keys.index(current) if current in keys else -1
        order = keys[here + 1 :] + keys[: here + 1]
        if back:
            order = order[-2::-1] + order[-1:]
        self.table.choose(next(key for key in order if key in asked))
        self._show_person()
        self.table.setFocus()

    def _enter(self) -> None:
        """Enter takes what is proposed, and goes on."""
        one = self._person()
        question = question_of(one) if one else None
        if question is not None and question.proposal is not None:
            self._answer(question.proposal)
        else:
            self.next_asked()

    def _answer(self, answer: Any) -> None:
        one = self._person()
        if one is None or (question := question_of(one)) is None:
            return
        self._answers = {**self._answers, question.id: answer}
        self._fill()
        self._say()
        self.next_asked()
        self.looking.look()

    # -- taking in

    def take(self) -> None:
        """Put everybody on the sheet, as one intake that can be taken back."""
        wanted = self._wanted()
        if wanted is None or self.looked is None or self.looking.busy:
            return
        if self.asked():
            self.next_asked()
            words = _("First say who it is."), _("A number takes one of those who are here, N makes somebody new.")
            self.show_banner(Banner("warn", *words))
            return
        self.clear_trouble()
        self.show_banner(None)
        self.act.setEnabled(False)
        self.desk.do(
            self,
            spreadsheets.take_in,
            wanted.path,
            wanted.form,
            wanted.chosen(),
            kinds=(EVERYTHING,),
            done=self._taken,
            trouble=self._failed,
        )

    def _failed(self, trouble: Trouble) -> None:
        self._say()
        self.show_trouble(trouble)

    def _taken(self, taken: TakenIn) -> None:
        count = taken.records.get("participation", 0)
        said = ngettext("{count} person was put on the sheet.", "{count} people were put on the sheet.", count)
        path = self._path
        self._begin(Path())
        self.navigator.toast(said.format(count=count), "", partial(self._undo, taken.batch) if taken.batch else None)
        if taken.refused_workbook:
            file = path.with_name(f"{path.stem}-refused.xlsx")
            self.desk.ask(self, write_refused, taken.refused_workbook, file, answer=self._say_refused)
        else:
            self.navigator.back()

    def _say_refused(self, path: Path) -> None:
        open_folder = second(_("Open folder"), icon="folder-open", run=lambda: show_folder(path), small=True)
        fact = _("Some rows could not be read; they are in {file} with the reason.").format(file=path.name)
        self.show_banner(Banner("warn", fact, _("Correct the rows there and take it in again."), [open_folder]))

    def _undo(self, batch: str) -> None:
        self.desk.do(
            self,
            spreadsheets.undo_intake,
            batch,
            kinds=(EVERYTHING,),
            done=lambda _changes: self.navigator.toast(_("The intake is undone.")),
        )

    def _see_whole(self) -> None:
        """Show the list on the page for every kind of workbook: its columns, its odd rows, what it leaves unsaid."""
        what = {"path": str(self._path), "rows_are": "participation"}
        self.navigator.open_page("intake", **what, given={"event": self._event}, answers=dict(self._answers))

    @override
    def refresh(self, changes: Changes) -> None:
        """What is shown is the list, not the store."""
