"""Excel: a workbook is chosen, checked and asked about, and its sound rows are taken in as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk, Job
from silkfield.desktop.intake.check_view import CheckView
from silkfield.desktop.intake.choose_view import ChooseView, ExportCard
from silkfield.desktop.intake.frame import ANSWER, CHECK, CHOOSE, TAKE, IntakeFrame, Standing, notice
from silkfield.desktop.intake.looking import Looking
from silkfield.desktop.intake.questions_view import QuestionsView
from silkfield.desktop.intake.result_view import ResultView
from silkfield.desktop.intake.wanted import Looked, Wanted, write_refused
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import Banner, Page, Scrolled, grouped, second, show_folder, take_drops
from silkfield.errors import Trouble
from silkfield.language import _, ngettext
from silkfield.operations import spreadsheets
from silkfield.operations.spreadsheets import TakenIn
from silkfield.records.changes import Changes


class IntakePage(DeskPage):
    """`open` takes a `form` to choose, and a `path` to go on with a workbook and what was said about it."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.path: Path | None = None
        self.looked: Looked | None = None
        self.taken: TakenIn | None = None
        self.step, self._wanted_step = CHOOSE, CHECK
        self._corrected: dict[str, str] = {}
        self._job: Job | None = None
        self.exporting = ExportCard(self)
        self.choosing = ChooseView(desk, self.exporting)
        self.checking = CheckView(desk.sitting)
        self.questions = QuestionsView(desk.sitting.around())
        self.result = ResultView(desk.sitting)
        self.looking = Looking(self, desk, self._wanted)
        self.parts = IntakeFrame(self.back, self.undo, self.look_at_records, self.next)
        self.stack = QStackedWidget()
        for view in (Scrolled(self.choosing), self.checking, self.questions, Scrolled(self.result)):
            self.stack.addWidget(view)
        body = (self.parts.steps, self.looking.strip, (self.stack, 1))
        self.set_frame(Page(self.parts.header, body, self.parts.footer, spacing=10))
        self._connect()
        self._go(CHOOSE)

    def _connect(self) -> None:
        self.choosing.given.connect(self.look_at)
        self.choosing.form.changed.connect(lambda _form: self._form_chosen())
        self.checking.columns.corrected.connect(self._correct)
        self.checking.givens.changed.connect(self.looking.look)
        self.questions.answered.connect(self._answered)
        self.questions.finished.connect(self.parts.next.setFocus)
        self.result.save.connect(self.save_refused)
        self.result.progress.stopped.connect(self._stop)
        self.looking.found.connect(self._show)
        self.looking.failed.connect(self._unreadable)
        take_drops(self, self._dropped)

    # -- coming and going

    @override
    def open(self, **what: Any) -> None:
        self.exporting.name_file()
        path = Path(what["path"]) if what.get("path") else None
        if path is not None and path != self.path:
            self.choosing.form.set_value(what.get("rows_are", ""))
            self.choosing.file.set_value(path)
            self._begin(path, what.get("answers"), what.get("given"), what.get("step", CHECK))
        elif path is None and what.get("form") and self._job is None:
            self.start_anew()
            self.choosing.form.set_value(what["form"])
        self._take_focus()

    @override
    def leave(self) -> dict[str, Any]:
        if self.path is None or self.step == TAKE:
            return {"path": "", "form": ""}
        return {
            "path": str(self.path),
            "rows_are": self.choosing.form.value(),
            "answers": self.questions.answers(),
            "given": self.checking.givens.given(),
            "step": self.step,
        }

    @override
    def refresh(self, changes: Changes) -> None:
        """What is shown is the workbook, not the store."""

    def start_anew(self) -> None:
        """Put the workbook away and choose another one."""
        self.choosing.file.set_value("")
        self._put_away(None)
        self._go(CHOOSE)

    def _put_away(self, path: Path | None, answers: Any = None, given: Any = None) -> None:
        self.path, self.looked, self.taken = path, None, None
        self._corrected = {}
        self.questions.begin(answers)
        self.checking.begin(given)
        self.clear_trouble()
        self.show_banner(None)

    def _dropped(self, paths: Sequence[Path]) -> None:
        if self._job is None:
            self.choosing.file.give(paths)

    # -- from step to step

    def back(self) -> None:
        """Go to the step before this one; after an intake was undone, to the workbook as it was answered."""
        self.clear_trouble()
        if self.step == TAKE and self.path is not None:
            self._begin(self.path, self.questions.answers(), self.checking.givens.given())
        else:
            self._go(max(CHOOSE, self.step - 1))

    def next(self) -> None:
        """Do what the primary button says."""
        if self.step == CHOOSE:
            self._check_chosen()
        elif self.step == CHECK and self.questions.open_questions():
            self._go(ANSWER)
        elif self.step == TAKE:
            self.start_anew()
        else:
            self.take()

    def _check_chosen(self) -> None:
        if path := self.choosing.file.value():
            self.look_at(path)
        else:
            self.show_trouble(Trouble(_("No workbook is chosen."), _("Drop one here, or type its path.")))
            self.choosing.file.setFocus()

    def _go(self, step: int) -> None:
        self.step = step
        self.stack.setCurrentIndex(step)
        self._say()
        self._take_focus()

    def _take_focus(self) -> None:
        if self.step == CHOOSE:
            self.choosing.file.setFocus()
        elif self.step == CHECK:
            self.checking.take_focus()
        elif self.step == ANSWER:
            self.questions.take_focus()
        elif self._job is None:
            self.parts.next.setFocus()

    def standing(self) -> Standing:
        """Return how far the intake has come."""
        left = len(self.questions.open_questions())
        return Standing(self.step, self.path, self.looked, left, self.taken, self._job is not None)

    def _say(self) -> None:
        self.parts.show(self.standing())

    # -- checking

    def look_at(self, path: Path) -> None:
        """Check a workbook."""
        self._begin(path)

    def _begin(self, path: Path, answers: Any = None, given: Any = None, step: int = CHECK) -> None:
        if self._job is None:
            self._wanted_step = step
            self._put_away(path, answers, given)
            self._go(CHOOSE)
            self.looking.look()

    def _form_chosen(self) -> None:
        if self.path is not None and self.step == CHOOSE:
            self.look_at(self.path)

    def _correct(self, columns: dict[str, str]) -> None:
        self._corrected = columns
        self.looking.look()

    def _answered(self) -> None:
        self._say()
        self.looking.look()

    def _wanted(self) -> Wanted | None:
        """Return what shall be looked at now; a correction of the columns is told once."""
        if self.path is None or self.step == TAKE:
            return None
        form = self.choosing.form.value() or (self.looked.form.key if self.looked else "")
        columns, self._corrected = self._corrected, {}
        return Wanted(self.path, form, self.questions.answers(), self.checking.givens.given(), columns)

    def _unreadable(self, trouble: Trouble) -> None:
        if self.looked is None:
            self._go(CHOOSE)
        self.show_trouble(trouble)

    def _show(self, looked: Looked) -> None:
        if looked.wanted.path != self.path or self.step == TAKE:
            return  # another workbook was chosen meanwhile
        first, self.looked = self.looked is None, looked
        self.clear_trouble()
        self.questions.show_looked(looked)
        self.checking.show_looked(looked)
        self.show_banner(notice(self.standing()))
        if first:
            self._go(ANSWER if self._wanted_step == ANSWER else CHECK)
        else:
            self._say()

    # -- taking in

    def take(self) -> None:
        """Take the sound rows in, as one intake that can be taken back."""
        wanted = self._wanted()
        if wanted is None or self.looked is None or self._job is not None:
            return
        if self.questions.names_open():
            self._go(ANSWER)
            self.questions.go_to_names()
            words = _("First say what shall be done with the names."), _("Then take the rows in.")
            self.show_banner(Banner("warn", *words))
            return
        self.clear_trouble()
        self.show_banner(None)
        self.result.begin()
        self._job = self.desk.do(
            self,
            spreadsheets.take_in,
            wanted.path,
            self.looked.form.key,
            wanted.chosen(),
            progress=self.result.progress.set_progress,
            kinds=(EVERYTHING,),
            done=self._taken,
            trouble=self._failed,
        )
        self._go(TAKE)
        self.result.progress.stop.setFocus()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, trouble: Trouble) -> None:
        self._job = None
        self._go(ANSWER if self.questions.open_questions() else CHECK)
        self.show_trouble(trouble)

    def _taken(self, taken: TakenIn) -> None:
        self._job, self.taken = None, taken
        if self.path is not None:
            self.result.show_taken(taken, self.path)
        self._say()
        self.parts.next.setFocus()
        if taken.batch:
            rows = taken.accepted + taken.warned
            words = ngettext("{count} row was taken in.", "{count} rows were taken in.", rows)
            self.navigator.toast(words.format(count=grouped(rows)), "", partial(self._undo, taken.batch))

    def undo(self) -> None:
        """Take the whole intake back."""
        if self.taken is not None and self.taken.batch:
            self._undo(self.taken.batch)

    def _undo(self, batch: str) -> None:
        """Take an intake back, also when another workbook is in front by now."""
        if self._job is None:
            self.clear_trouble()
            self._job = self.desk.do(
                self,
                spreadsheets.undo_intake,
                batch,
                kinds=(EVERYTHING,),
                done=partial(self._undone, batch),
                trouble=self._not_undone,
            )

    def _not_undone(self, trouble: Trouble) -> None:
        self._job = None
        self.show_trouble(trouble)

    def _undone(self, batch: str, changes: Changes) -> None:
        self._job = None
        self.navigator.toast(_("The intake is undone."))
        if self.taken is None or self.taken.batch != batch:
            self.looking.look()  # its rows are new again
            return
        self.taken = None
        self.result.show_undone(len(changes.records))
        self.show_banner(None)
        self._say()
        self.parts.next.setFocus()

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
