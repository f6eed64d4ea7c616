"""The entry page: record or correct anything, by keyboard alone, with every key kept and errors said on saving only."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from silkfield.clock import local_time
from silkfield.desktop.desk import NAMES, Desk
from silkfield.desktop.entry.already_here import AlreadyHere
from silkfield.desktop.entry.chat_paste import ChatPaste
from silkfield.desktop.entry.contact_sheet import (
    CLIENT,
    NOT_THE_SAME,
    ContactSheet,
    known_of,
    named_as,
    names_a_minor,
    without_name,
)
from silkfield.desktop.entry.draft_keeper import DraftKeeper
from silkfield.desktop.entry.entry_frame import EntryFrame
from silkfield.desktop.entry.minor import MinorBanner
from silkfield.desktop.entry.questions import Questions
from silkfield.desktop.entry.recount import Recount
from silkfield.desktop.entry.sheet import Loaded, Sheet
from silkfield.desktop.navigator import PINS, DeskPage, Navigator
from silkfield.desktop.widgets import Banner
from silkfield.errors import Trouble
from silkfield.formkit.answers import Day
from silkfield.formkit.form import Form
from silkfield.formkit.problems import ALIKE, Problem
from silkfield.formkit.rules import LOCKED_MONTH
from silkfield.language import _, ngettext
from silkfield.operations import drafting, recognising, undoing
from silkfield.operations.finding import hidden_now
from silkfield.operations.recognising import KnownClient
from silkfield.operations.recording import Refused
from silkfield.operations.sitting import Sitting
from silkfield.operations.timekeeping import CLOCK
from silkfield.records.changes import Changes
from silkfield.store.drafts import Draft

PRESENT = "drafts_of_who_is_present"
"""Drafts that were typed in the client view, so that they may be shown in it."""


class EntryPage(DeskPage):
    """Made anew each time. `open` takes `form`, and a `record` to correct (at a `field`), a `draft` to go on with, `values`, or
    a `client`; with what a `usual` one of these and those after it begin with, as `told` above the questions."""

    questions: Questions
    sheet: Sheet
    keeper: DraftKeeper
    around_it: EntryFrame

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.around = desk.sitting.around()
        self._checking = False
        self._saving = False
        self._visited: set[str] = set()
        self._first = ""
        self._usual: dict[str, Any] = {}
        self._beside_it: dict[str, Any] = {}
        self._already_here: AlreadyHere | None = None
        self.chat: ChatPaste | None = None
        self.recount = Recount(desk, navigator)
        self._minor = MinorBanner(self, names_a_minor)

    def open(self, **what: Any) -> None:
        """Ask the questions of a form."""
        form = self.desk.sitting.form(what["form"])
        self.sheet = sheet_for(form, self.desk.sitting)
        record, draft = what.get("record", ""), what.get("draft", "")
        self._first = what.get("field", "")
        self._build(record)
        self._keep_drafts(record, draft)
        self._usual = {**self.sheet.blank(self.around), **what.get("usual", {})}
        if told := what.get("told", ""):
            self.show_banner(Banner("info", told, "", [], dense=True))
        if draft:
            self.desk.ask(self, find_draft, draft, answer=self._go_on_with)
        elif record:
            self.desk.ask(self, self.sheet.load, record, answer=self._correct, trouble=self._cannot)
        elif client := what.get("client", ""):
            self.desk.ask(self, recognising.names, [client], answer=lambda known: self._begin_with(known[client]))
        else:
            self._begin_new(what.get("values", {}))

    # -- building

    def _build(self, record: str) -> None:
        sheet = self.sheet
        self.questions = Questions(sheet.sections, self.desk, self.around, sheet.sinking, sheet.beginning)
        self.questions.changed.connect(self._changed)
        self.questions.moved.connect(self._moved)
        if isinstance(sheet, ContactSheet):
            self._already_here = AlreadyHere(
                self.desk, self.around, self._take_client, partial(self.navigator.open_record, "client")
            )
        above = [] if self._already_here is None else [self._already_here]
        new = not record
        self.around_it = EntryFrame(self, self.questions, sheet.title(new=new), self._facts(), *above, new=new)
        self.set_frame(self.around_it)
        if isinstance(sheet, ContactSheet) and new:
            self.chat = ChatPaste(self, self.questions, self._filled)
            self.around_it.offer_paste(self.chat.paste)
        self.summary = self.around_it.summary
        self.questions.finished.connect(self.around_it.last.setFocus)
        QShortcut(QKeySequence("F8"), self, self.next_problem)

    def _take_client(self, client: KnownClient | None) -> None:
        """The contact is with a client who was here before, or with someone new."""
        self._beside_it[CLIENT] = client.client if client else ""
        self._beside_it[NOT_THE_SAME] = list(self._already_here.others) if self._already_here and client is None else []
        if client is not None:
            answers = {**self.questions.kept(), **named_as(client)}
            self.questions.fill(answers)
        self.keeper.touch()

    def _facts(self) -> str:
        clock = self.desk.sitting.clock
        now = local_time(clock.now(), clock.zone())
        day = Day().show(now.date().isoformat(), self.around)
        return f"{day}, {now:%H:%M} · {self.desk.sitting.person.name}"

    # -- beginning

    def _keep_drafts(self, record: str, draft: str) -> None:
        self.keeper = DraftKeeper(self, self.desk, self.sheet.form.key, self._kept)
        self.keeper.record, self.keeper.draft = record, draft
        self.keeper.kept.connect(self.around_it.say_kept)

    def _begin_new(self, values: dict[str, Any]) -> None:
        pins = self.navigator.memory.get(PINS, {}).get(self.sheet.form.key, {})
        self._begin({**self._usual, **pins, **values})

    def _begin_with(self, client: KnownClient) -> None:
        """Begin a contact with a client who is known."""
        self._begin_new({CLIENT: client.client, **known_of(client)})
        if self._already_here is not None:
            self._already_here.show_client(client)

    def _begin_next(self) -> None:
        """Begin the next record on the same page: making the page anew would be felt."""
        self._keep_drafts("", "")
        self._checking, self._visited, self._first = False, set(), ""
        self._show([])
        if self._already_here is not None:
            self._already_here.start_over()
        if self.questions.more:
            self.turn_more()
        self.around_it.begin_next(self._facts())
        self._begin_new({})

    def _kept(self) -> dict[str, Any]:
        return {**self._beside_it, **self.questions.kept()}

    def _begin(self, values: dict[str, Any]) -> None:
        self._beside_it = {name: value for name, value in values.items() if name not in self.questions.asked}
        self.questions.fill(values)
        if self.questions.needs_more(self._usual):
            self.turn_more()
        if self._first in self.questions.asked:
            self.go_to(self._first)
        else:
            self.questions.go_to_first()

    def _correct(self, loaded: Loaded) -> None:
        self._visited = set(self.questions.asked)
        self.keeper.made_from = loaded.revision
        self._begin(dict(loaded.values))

    def _go_on_with(self, draft: Draft | None) -> None:
        if draft is None:
            self.show_trouble(Trouble(_("This draft is gone."), _("It was saved or discarded.")))
            return
        if self.desk.hiding and draft.id not in self.navigator.memory.get(PRESENT, ()):
            self._cannot(hidden_now())
            return
        self.keeper.record, self.keeper.made_from = draft.record, draft.made_from
        self._begin(dict(draft.answers))
        self.around_it.say_kept(f"{local_time(draft.kept, self.desk.sitting.clock.zone()):%H:%M:%S}")

    def _cannot(self, trouble: Trouble) -> None:
        """Leave a page that cannot be filled: an empty one could be saved in place of what is there."""
        self.keeper.forget()
        self.navigator.back()
        self.navigator.toast(trouble.message, trouble.advice)

    # -- while somebody types

    def _filled(self) -> None:
        """Show what was filled in from elsewhere, also where it is usually put away."""
        if self.questions.needs_more(self._usual) and not self.questions.more:
            self.turn_more()
        self._changed()

    def _changed(self) -> None:
        if self.chat is not None:
            self.chat.after_yes()
        self.keeper.touch()
        if self._already_here is not None:
            self._already_here.look_for(self.questions.kept())
            self._minor.look(self._kept(), self._clear_name, lambda: self.go_to("age_group"))
        if self._checking:
            self._show(self._problems())

    def _clear_name(self) -> None:
        """Clear the name of a minor, here and in the draft; go on where one was."""
        here, kept = self.questions.here(), without_name(self._kept())
        self._beside_it.pop(CLIENT, None)
        self.questions.fill(kept)
        if self._already_here is not None:
            self._already_here.start_over()
        self._changed()
        self.keeper.keep()
        self.go_to(here)

    def _moved(self, name: str) -> None:
        self.keeper.keep()
        one = self.questions.asked.get(name)
        if one is not None:
            self.around_it.help.show_question(one.question)
        if not self._checking:
            kept = self.questions.kept()
            said = {*kept, *self._visited}
            self._show([problem for problem in self._problems() if not problem.blocks and problem.field in said])
        self._visited.add(name)

    def _problems(self) -> list[Problem]:
        values, unreadable = self.questions.answers()
        values = {**self._beside_it, **values}
        readable = {problem.field for problem in unreadable}
        return [*unreadable, *(one for one in self.sheet.problems(values, self.around) if one.field not in readable)]

    def _show(self, problems: Sequence[Problem]) -> None:
        self.questions.show_problems(problems)
        self.summary.show_problems(problems, self.questions.label_of)

    def turn_more(self) -> None:
        """Show more questions, or put them away again."""
        self.questions.show_more(not self.questions.more)
        self.around_it.show_more(self.questions.more)

    def go_to(self, name: str) -> None:
        """Put the cursor on a question, also on one that is put away."""
        if name in self.questions.asked and self.questions.asked[name].question.more and not self.questions.more:
            self.turn_more()
        self.questions.go_to(name)

    def next_problem(self) -> None:
        """Go to the next question that has a problem."""
        if not self._checking:
            self._check()
        if name := self.summary.next_after(self.questions.here()):
            self.go_to(name)

    # -- saving

    def _check(self) -> bool:
        """Say all problems; tell whether nothing blocks."""
        problems = self._problems()
        self._checking = any(problem.blocks for problem in problems)
        self._show(problems)
        return not self._checking

    def save(self, *, on: bool) -> None:
        """Save; then begin the next record, or go back to where one came from."""
        if self._saving:
            return
        self.questions.settle()
        self.keeper.keep()
        if not self._check():
            self.summary.take_focus()
            return
        values = {**self._beside_it, **self.questions.answers()[0]}
        self._saving = True
        self.desk.do(
            self,
            save_whole,
            self.sheet,
            values,
            self.keeper.record,
            self.keeper.made_from,
            self.keeper.draft,
            done=lambda changes: self._saved(changes, values, on=on),
            trouble=self._refused,
        )

    def _refused(self, trouble: Trouble) -> None:
        self._saving = False
        if isinstance(trouble, Refused):
            self._checking = True
            self._show(trouble.problems)
            self.summary.take_focus()
        else:
            self.show_trouble(trouble)

    def _saved(self, changes: Changes, values: dict[str, Any], *, on: bool) -> None:
        self._saving = False
        form, record = self.sheet.form.key, self.keeper.record
        self.keeper.forget()
        pins = {
            name: values[name] for name, one in self.questions.asked.items() if one.question.pinned and name in values
        }
        self.navigator.memory.setdefault(PINS, {})[form] = pins
        desk, navigator, window = self.desk, self.navigator, self.window()

        def undo() -> None:
            desk.do(desk, undoing.take_back, changes, done=lambda _changes: navigator.toast(_("Taken back.")))

        odd = len(changes.warnings)
        more = ngettext("{count} thing is unclear and can wait.", "{count} things are unclear and can wait.", odd)
        goes_on = on and self.isVisible()
        if goes_on:
            self._begin_next()
        elif self.isVisible() and any(one.code == ALIKE for one in changes.warnings):
            navigator.open_record(form, changes.record, joining=True)
        elif self.isVisible():  # else somebody went elsewhere in the meantime
            navigator.back()
        said = more.format(count=odd) if odd else ""
        if "safeguarding" in changes.kinds:
            said = _("A safeguarding record was opened for the coordinator.")
        said = next((one.sentence for one in changes.warnings if one.code in (CLOCK, LOCKED_MONTH, ALIKE)), said)
        self.recount.look(values, window)
        navigator.toast(self.sheet.saved(), said, None if record or not changes.records else undo)
        if goes_on and self.chat is not None and changes.records:
            self.chat.go_on(changes.record)

    # -- leaving

    def close_page(self) -> None:
        """Go back to where one came from; the draft is kept."""
        self.navigator.back()

    def leave(self) -> dict[str, Any]:
        """Keep what was typed; return what is needed to go on."""
        self.keeper.keep()
        if self.desk.hiding:
            self.navigator.memory.setdefault(PRESENT, set()).add(self.keeper.draft)
        return {"form": self.sheet.form.key, "record": self.keeper.record, "draft": self.keeper.draft, "values": {}}

    def refresh(self, changes: Changes) -> None:
        """Look anew who may be here already when names are hidden or shown again."""
        if NAMES in changes.kinds and self._already_here is not None:
            self._already_here.forget_names()

    def present(self) -> frozenset[str] | None:
        """Return the client of the contact; other forms are not asked before a client."""
        if self._already_here is None:
            return None
        client = self._beside_it.get(CLIENT, "")
        return frozenset([client] if client else [])

    def show_help(self) -> bool:
        """Open or close the side panel where it is a drawer."""
        self.around_it.turn_drawer()
        return True


def save_whole(
    sitting: Sitting, sheet: Sheet, values: dict[str, Any], record: str, made_from: str, draft: str
) -> Changes:
    """Save the answers of a sheet and throw the draft away that they come from. Raises Refused."""
    changes = sheet.save(sitting, values, record, made_from)
    return changes | drafting.discard(sitting, draft) if draft else changes


def find_draft(sitting: Sitting, draft: str) -> Draft | None:
    """Return one of this person's drafts."""
    return next((one for one in drafting.drafts(sitting) if one.id == draft), None)


def sheet_for(form: Form, sitting: Sitting) -> Sheet:
    """Return the sheet of a form; a contact has one of its own."""
    if form.key == "counselling_contact":
        return ContactSheet(form, sitting.forms, sitting.person.name)
    return Sheet(form)
