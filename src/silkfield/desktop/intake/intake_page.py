"""Excel: a workbook is chosen, checked and asked about, and its sound rows are taken in as one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk, Job
from silkfield.desktop.intake.check_view import CheckView
from silkfield.desktop.intake.choose_view import ChooseView, ExportCard
from silkfield.desktop.intake.questions_view import QuestionsView
from silkfield.desktop.intake.result_view import ResultView
from silkfield.desktop.intake.row_words import shortened
from silkfield.desktop.intake.wanted import Looked, Wanted, look, write_refused
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Banner,
    FooterBar,
    Page,
    PageHeader,
    ProgressStrip,
    Scrolled,
    Steps,
    grouped,
    primary,
    quiet,
    second,
    show_folder,
    take_drops,
)
from silkfield.errors import Trouble
from silkfield.language import _, isolated, ngettext
from silkfield.operations import spreadsheets
from silkfield.operations.spreadsheets import TakenIn
from silkfield.records.changes import Changes

CHOOSE, CHECK, ANSWER, TAKE = range(4)
_PATIENCE = 400  # milliseconds before reading a workbook is worth a word
_NAME = 150  # pixels for the name of the workbook among the steps


class IntakePage(DeskPage):
    """`open` takes a `form` to choose, and a `path` to go on with a workbook and what was said about it."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.path: Path | None = None
        self.looked: Looked | None = None
        self.taken: TakenIn | None = None
        self._step, self._restored = CHOOSE, CHOOSE
        self._reading, self._read_again = False, False
        self._corrected: dict[str, str] = {}
        self._job: Job | None = None
        self.exporting = ExportCard(self)
        self.choosing = ChooseView(desk, self.exporting)
        self.checking = CheckView(desk.sitting)
        self.questions = QuestionsView(desk.sitting.around())
        self.result = ResultView(desk.sitting)
        self._lay_out()
        self._connect()
        self._go(CHOOSE)

    def _lay_out(self) -> None:
        self.header = PageHeader(_("Excel"))
        self.steps = Steps([(_("Choose"), "…"), (_("Check"), ""), (_("Answer"), ""), (_("Take in"), "")])
        self.reading = ProgressStrip(_("Reading the workbook"))
        self.reading.hide()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE)
        self._patience.timeout.connect(self.reading.show)
        self.stack = QStackedWidget()
        for view in (Scrolled(self.choosing), self.checking, self.questions, Scrolled(self.result)):
            self.stack.addWidget(view)
        self.back_button = quiet(_("Back"), "Alt+Left", run=self.back)
        self.undo_button = second(_("Undo this intake"), icon="arrow-back-up", run=self.undo)
        self.look_button = second(_("Look at the records"), icon="list-details", run=self.look_at_records)
        self.next_button = primary(_("Check"), "Ctrl+Enter", run=self.next)
        actions = (self.back_button, self.undo_button, self.look_button, self.next_button)
        self.footer = FooterBar(actions=actions)
        self.set_frame(Page(self.header, (self.steps, self.reading, (self.stack, 1)), self.footer, spacing=10))

    def _connect(self) -> None:
        self.choosing.given.connect(self.look_at)
        self.choosing.form.changed.connect(lambda _form: self._form_chosen())
        self.checking.columns.corrected.connect(self._correct)
        self.checking.givens.changed.connect(self.check)
        self.questions.answered.connect(self.check)
        self.questions.finished.connect(self.next_button.setFocus)
        self.result.save.connect(self.save_refused)
        self.result.progress.stopped.connect(self._stop)
        self._patience.timeout.connect(lambda: self.reading.set_progress(0, 0))
        take_drops(self, self._dropped)

    # -- coming and going

    @override
    def open(self, **what: Any) -> None:
        self.exporting.name_file()
        path = Path(what["path"]) if what.get("path") else None
        if path is not None and path != self.path:
            self._restored = what.get("step", CHECK)
            self.choosing.form.set_value(what.get("rows_are", ""))
            self.choosing.file.set_value(path)
            self._begin(path, what.get("answers"), what.get("given"))
        elif path is None and what.get("form"):
            self.start_anew()
            self.choosing.form.set_value(what["form"])
        self._take_focus()

    @override
    def leave(self) -> dict[str, Any]:
        if self.path is None or self._step == TAKE:
            return {"path": ""}
        return {
            "path": str(self.path),
            "rows_are": self.choosing.form.value(),
            "answers": self.questions.answers(),
            "given": self.checking.givens.given(),
            "step": self._step,
        }

    @override
    def refresh(self, changes: Changes) -> None:
        """What is shown is the workbook, not the store."""

    def start_anew(self) -> None:
        """Put the workbook away and choose another one."""
        self.path, self.looked, self.taken = None, None, None
        self.choosing.file.set_value("")
        self.questions.begin()
        self.checking.begin()
        self.clear_trouble()
        self.show_banner(None)
        self._go(CHOOSE)

    def _dropped(self, paths: Sequence[Path]) -> None:
        if self._job is None:
            self.choosing.file.give(paths)

    # -- from step to step

    def back(self) -> None:
        """Go to the step before this one."""
        self.clear_trouble()
        self._go(max(CHOOSE, self._step - 1))

    def next(self) -> None:
        """Do what the primary button says."""
        match self._step:
            case step if step == CHOOSE:
                self._check_chosen()
            case step if step == CHECK and self.questions.open_questions():
                self._go(ANSWER)
            case step if step == TAKE:
                self.start_anew()
            case _:
                self.take()

    def _check_chosen(self) -> None:
        if path := self.choosing.file.value():
            self.look_at(path)
        else:
            self.show_trouble(Trouble(_("No workbook is chosen."), _("Drop one here, or type its path.")))
            self.choosing.file.setFocus()

    def _go(self, step: int) -> None:
        self._step = step
        self.stack.setCurrentIndex(step)
        self._say()
        self._take_focus()

    def _take_focus(self) -> None:
        match self._step:
            case step if step == CHOOSE:
                self.choosing.file.setFocus()
            case step if step == CHECK:
                self.checking.take_focus()
            case step if step == ANSWER:
                self.questions.take_focus()
            case _ if self._job is None:
                self.next_button.setFocus()

    def _say(self) -> None:
        """Say where somebody is, what is next, and what the buttons do now."""
        checked = self.looked.checked if self.looked else None
        self.steps.set_step(
            CHOOSE, _("Choose"), shortened(isolated(self.path.name), _NAME, "meta") if self.path else "…"
        )
        self.steps.set_at(TAKE + 1 if self._step == TAKE and self.taken else self._step)
        form = _(self.looked.form.plural) if self.looked else ""
        self.header.set_facts(
            _("{file}, read as: {records}").format(file=isolated(self.path.name), records=form)
            if self.path and form
            else _("Lists come in, lists go out. Nothing leaves this laptop by itself.")
        )
        rows = len(checked.intake.rows) if checked else 0
        read = ngettext("{count} row", "{count} rows", rows).format(count=grouped(rows)) if checked else ""
        self.steps.set_step(CHECK, _("Check"), read)
        left = len(self.questions.open_questions())
        asked = ngettext("{count} open", "{count} open", left).format(count=left) if left else _("nothing open")
        self.steps.set_step(ANSWER, _("Answer"), asked if checked else "")
        new = self._new_rows()
        ready = ngettext("{count} row", "{count} rows", new).format(count=grouped(new)) if checked else ""
        self.steps.set_step(TAKE, _("Take in"), ready if self.taken is None else "")
        self._set_buttons(left, new)

    def _set_buttons(self, left: int, new: int) -> None:
        working = self._job is not None
        self.back_button.setVisible(self._step in (CHECK, ANSWER))
        has_batch = self._step == TAKE and self.taken is not None and bool(self.taken.batch)
        self.undo_button.setVisible(has_batch)
        self.look_button.setVisible(has_batch)
        self.next_button.setVisible(not working)
        take = ngettext("Take {count} row in", "Take {count} rows in", new).format(count=grouped(new))
        answer = ngettext("Answer {count} question", "Answer {count} questions", left).format(count=left)
        labels = {CHOOSE: _("Check"), CHECK: answer if left else take, ANSWER: take, TAKE: _("Another workbook")}
        self.next_button.set_label(labels[self._step])
        self.next_button.setEnabled(self._step in (CHOOSE, TAKE) or new > 0 or (self._step == CHECK and left > 0))
        if self._step in (CHOOSE, CHECK):
            self.footer.say(_("Nothing is written yet."), icon="device-laptop")
        elif self._step == ANSWER:
            more = _("What stays open is taken in as it is.") if left else ""
            self.footer.say(_("Nothing is written yet."), more, icon="device-laptop")
        else:
            self.footer.say(_("Saved on this laptop.") if has_batch else "", icon="device-laptop")

    def _new_rows(self) -> int:
        if self.looked is None or self.looked.checked is None:
            return 0
        checked = self.looked.checked
        return sum(one.key not in checked.known for one in checked.intake.taken)

    # -- checking

    def look_at(self, path: Path) -> None:
        """Check a workbook."""
        self._restored = CHECK
        self._begin(path)

    def _begin(self, path: Path, answers: Any = None, given: Any = None) -> None:
        if self._job is not None:
            return
        self.path, self.looked, self.taken = path, None, None
        self._corrected = {}
        self.questions.begin(answers)
        self.checking.begin(given)
        self.show_banner(None)
        self._go(CHOOSE)
        self.check()

    def _form_chosen(self) -> None:
        if self.path is not None and self._step == CHOOSE:
            self.look_at(self.path)

    def _correct(self, columns: dict[str, str]) -> None:
        self._corrected = columns
        self.check()

    def check(self) -> None:
        """Read the workbook with what was said so far; while it is being read, it is read once more afterwards."""
        if self.path is None or self._step == TAKE:
            return
        if self._reading:
            self._read_again = True
            return
        self.clear_trouble()
        columns, self._corrected = self._corrected, {}
        self._reading, self._read_again = True, False
        self._patience.start()
        form = self.choosing.form.value() or (self.looked.form.key if self.looked else "")
        wanted = Wanted(self.path, form, self.questions.answers(), self.checking.givens.given(), columns)
        if columns:  # what somebody says of the columns is remembered in the store
            self.desk.do(self, look, wanted, done=self._show, trouble=self._unreadable)
        else:
            self.desk.ask(self, look, wanted, answer=self._show, trouble=self._unreadable)

    def _ended(self) -> None:
        self._reading = False
        self._patience.stop()
        self.reading.hide()

    def _unreadable(self, trouble: Trouble) -> None:
        self._ended()
        if self._read_again:
            self.check()
            return
        if self.looked is None:
            self._go(CHOOSE)
        self.show_trouble(trouble)

    def _show(self, looked: Looked) -> None:
        self._ended()
        if self._step == TAKE:
            return
        if looked.wanted.path != self.path:
            self.check()
            return
        first = self.looked is None
        self.looked = looked
        self.questions.show_looked(looked)
        self.checking.show_looked(looked)
        self._say_what_is_odd()
        if first:
            self._go(CHECK if self._restored != ANSWER else ANSWER)
        else:
            self._say()
        if self._read_again:
            self.check()

    def _say_what_is_odd(self) -> None:
        if self.looked is None or self.looked.checked is None:
            fact = self.looked.unsaid.message if self.looked and self.looked.unsaid else ""
            self.show_banner(Banner("warn", fact, _("Say it beside the rows.")) if fact else None)
            return
        known, rows = self.looked.checked.known, self.looked.checked.intake.rows
        if known and not self._new_rows():
            words = ngettext("Its {count} row was taken in before.", "{count} rows were taken in before.", len(known))
            more = words.format(count=grouped(len(known)))
            self.show_banner(Banner("info", _("Nothing is new in this workbook."), more))
        elif not rows:
            self.show_banner(Banner("warn", _("There are no rows under the header."), _("Choose another workbook.")))
        else:
            self.show_banner(None)

    # -- taking in

    def take(self) -> None:
        """Take the sound rows in, as one intake that can be taken back."""
        if self.path is None or self.looked is None or self._job is not None:
            return
        if self.questions.names_open():
            self._go(ANSWER)
            self.questions.go_to_names()
            self.show_banner(
                Banner("warn", _("First say what shall be done with the names."), _("Then take the rows in."))
            )
            return
        self.clear_trouble()
        self.show_banner(None)
        self.result.begin()
        self.taken = None
        self._go(TAKE)
        wanted = Wanted(self.path, self.looked.form.key, self.questions.answers(), self.checking.givens.given())
        self._job = self.desk.do(
            self,
            spreadsheets.take_in,
            wanted.path,
            wanted.form,
            wanted.chosen(),
            progress=self.result.progress.set_progress,
            kinds=(EVERYTHING,),
            done=self._taken,
            trouble=self._failed,
        )
        self._say()
        self.result.progress.stop.setFocus()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self._go(ANSWER if self.questions.open_questions() else CHECK)
        self.show_trouble(trouble)

    def _taken(self, taken: TakenIn) -> None:
        self._job = None
        self.taken = taken
        if self.path is not None:
            self.result.show_taken(taken, self.path)
        self._say()
        self.next_button.setFocus()
        rows = taken.accepted + taken.warned
        if taken.batch:
            words = ngettext("{count} row was taken in.", "{count} rows were taken in.", rows)
            self.navigator.toast(words.format(count=grouped(rows)), "", self.undo)

    def undo(self) -> None:
        """Take the whole intake back."""
        if self.taken is None or not self.taken.batch or self._job is not None:
            return
        self.clear_trouble()
        self._job = self.desk.do(
            self,
            spreadsheets.undo_intake,
            self.taken.batch,
            kinds=(EVERYTHING,),
            done=self._undone,
            trouble=self._not_undone,
        )

    def _not_undone(self, trouble: Trouble) -> None:
        self._job = None
        self.show_trouble(trouble)

    def _undone(self, changes: Changes) -> None:
        self._job = None
        self.taken = None
        self.result.show_undone(len(changes.records))
        self._say()
        self.next_button.setFocus()

    def look_at_records(self) -> None:
        """Go to the list of what was taken in."""
        if self.looked is not None:
            self.navigator.open_record(self.looked.form.key, "")

    def save_refused(self, path: Path) -> None:
        """Write the refused rows into a workbook, each with its reason."""
        if self.taken is not None and self.taken.refused_workbook:
            self.desk.ask(self, write_refused, self.taken.refused_workbook, path, answer=self._refused_written)

    def _refused_written(self, path: Path) -> None:
        open_folder = second(_("Open folder"), icon="folder-open", run=lambda: show_folder(path), small=True)
        fact = _("Written: {file}").format(file=path.name)
        self.show_banner(Banner("ok", fact, _("Correct the rows there and take it in again."), [open_folder]))
