"""A plan, record by record: what importing a part would do, read before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from typing_extensions import override

from silkfield.desktop.desk import EVERYTHING, Desk
from silkfield.desktop.inbox.plan_rows import KINDS, PlanRow, becomes, plan_rows, plan_table, table_row
from silkfield.desktop.navigator import DeskPage, Navigator
from silkfield.desktop.widgets import (
    Beside,
    Card,
    EmptyState,
    FooterBar,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    Select,
    Text,
    column,
    grouped,
    primary,
    quiet,
    refill,
    row,
)
from silkfield.desktop.widgets.table_model import Deliver
from silkfield.errors import Trouble
from silkfield.language import _, isolated
from silkfield.operations.exchange import planning
from silkfield.operations.exchange.looking_through import NEW, Change, LookedThrough, look_through

SIDE, NARROW_SIDE = 376, 296
MOST_FIGURES = 4


class PlanPage(DeskPage):
    """`open` takes the number of the `arrival` and its `title`. Rows are put into words as they come into sight."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__(desk, navigator)
        self.shown: LookedThrough | None = None
        self._arrival, self._title = 0, ""
        self._words: dict[str, PlanRow] = {}
        self.kind = Select([(key, _(words)) for key, (words, _tone, _icon) in KINDS.items()], "", _("What happens"))
        self.kind.setFixedWidth(170)
        self.table = plan_table()
        self._side = column(spacing=8, margins=(16, 12, 16, 12))
        self.header = PageHeader(_("Plan"), _("Looking…"), None, (Panel(row(self.kind)),))
        self.act = primary(_("Import this plan"), "Ctrl+Enter", "database-import", self._carry_out)
        self.footer = FooterBar(
            _("Nothing has been written yet."), "", (quiet(_("Back to the inbox"), "Esc", run=navigator.back), self.act)
        )
        side = Card((Scrolled(Panel(self._side, "scrolled")), 1), flush=True)
        body = Beside(Card((self.table, 1), flush=True), side, SIDE, NARROW_SIDE)
        self.set_frame(Page(self.header, ((body, 1),), self.footer))
        self.kind.changed.connect(lambda _kind: self._show_rows())
        self.table.moved.connect(lambda key: self._show_answers(self._words.get(str(key))))

    @override
    def open(self, **what: Any) -> None:
        self._arrival, self._title = what["arrival"], what["title"]
        self.header.set_title(_("Plan of {label}").format(label=self._title))
        self.act.setEnabled(False)
        self.desk.ask(self, look_through, self._arrival, answer=self._show, trouble=self._gone)

    @override
    def leave(self) -> dict[str, Any]:
        return {"arrival": self._arrival, "title": self._title}

    def _show(self, shown: LookedThrough) -> None:
        self.shown = shown
        self.act.setEnabled(True)
        self.header.set_facts(self._figures(shown))
        self.kind.set_options(
            [(key, f"{_(words)} {grouped(len(shown.of(key)))}") for key, (words, _tone, _icon) in KINDS.items()]
        )
        self._show_rows()
        self.table.setFocus()

    def _figures(self, shown: LookedThrough) -> str:
        """Say how many records of each kind count now and would count: contacts 1 204 → 1 231."""
        told = sorted(shown.figures, key=lambda one: one[1] - one[2])[:MOST_FIGURES]
        words = _("{records} {before} → {after}")
        return _(" · ").join(
            words.format(
                records=_(self.desk.sitting.form(form).plural),
                before=isolated(grouped(before)),
                after=isolated(grouped(after)),
            )
            for form, before, after in told
        )

    def _gone(self, trouble: Trouble) -> None:
        self.navigator.back()
        self.navigator.toast(trouble.message, trouble.advice)

    # -- records

    def chosen(self) -> tuple[Change, ...]:
        """Return the changes of the chosen kind."""
        return self.shown.of(self.kind.value() or "") if self.shown else ()

    def _show_rows(self) -> None:
        chosen = self.chosen()
        self._words = {}
        self.table.show_pages(len(chosen), self._fetch)
        self._show_answers(None)

    def _fetch(self, first: int, count: int, deliver: Deliver) -> None:
        wanted = self.chosen()[first : first + count]

        def bring(rows: Sequence[PlanRow]) -> None:
            self._words.update({one.record: one for one in rows})
            deliver([table_row(one) for one in rows])
            if first == 0 and rows and self.table.current_id() is None:
                self.table.choose(rows[0].record)
            self._show_answers(self._words.get(str(self.table.current_id())))

        self.desk.ask(self, plan_rows, wanted, answer=bring)

    def _show_answers(self, one: PlanRow | None) -> None:
        if one is None:
            refill(self._side, [None, EmptyState("database-import", _("No record is chosen."), ""), None])
            return
        lines = [
            Panel(column(Text(each.label, "meta", "ink2"), Text(each.after or "–", "strong", wrap=True)))
            if one.kind == NEW
            else Text(becomes(each), "body", wrap=True)
            for each in one.answers
        ]
        nothing = [Text(_("No answer becomes another one."), "body", "ink2", wrap=True)]
        refill(
            self._side, [Text(one.title, "meta", "ink2"), Text(one.name, "h2", wrap=True), 4, *(lines or nothing), None]
        )

    # -- carrying it out

    def _carry_out(self) -> None:
        self.act.setEnabled(False)
        done = partial(self._carried_out, self._title)
        self.desk.do(
            self, planning.import_planned, self._arrival, kinds=(EVERYTHING,), done=done, trouble=self._changed
        )

    def _carried_out(self, title: str, _outcome: object) -> None:
        self.navigator.back()
        self.navigator.toast(_("{label} is imported.").format(label=title), _("Its receipt waits in the inbox."))

    def _changed(self, trouble: Trouble) -> None:
        """The store changed since: the new plan is shown, and nothing was written."""
        self.show_trouble(trouble)
        self.desk.ask(self, look_through, self._arrival, answer=self._show, trouble=self._gone)
