"""Editors that point to other records: type a few letters of a name, and the records of that form are looked up."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from silkfield.desktop.editors.choosing import ROW
from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.desktop.editors.flow import Room
from silkfield.desktop.widgets import Choice, ComboField, Option, SeveralOfMany, column
from silkfield.formkit.answers import Ref, Refs
from silkfield.formkit.problems import Unreadable
from silkfield.language import _
from silkfield.operations import finding, joined
from silkfield.operations.finding import Listing
from silkfield.operations.sitting import Sitting

_PAUSE = 150  # milliseconds after a key before the store is asked
_MOST = 30


class RecordField(ComboField):
    """A searched list of records, asked from the store while somebody types."""

    def __init__(self, form: str, setting: Setting) -> None:
        super().__init__(setting.label, placeholder=_("type to find"))
        self._form, self._setting = form, setting
        self._named: dict[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(lambda _text: self._timer.start())
        self._ask()

    def label_of(self, record: str) -> str:
        """Return what a record is called, its id while that is not known."""
        return self._named.get(record, record)

    def show_record(self, record: str | None) -> None:
        """Show a record by its name, which is looked up when it is not known yet."""
        if record and record not in self._named:
            self._setting.desk.ask(self, named, self._form, (record,), answer=lambda names: self._learn(names, record))
        else:
            self.set_value(record)

    def learn(self, names: dict[str, str]) -> None:
        """Take over names of records."""
        self._named.update(names)

    def _learn(self, names: dict[str, str], record: str) -> None:
        self.learn(names)
        self.set_choices([Choice(record, names.get(record, record))])
        self.set_value(record)

    def _ask(self) -> None:
        typed = self.typed()
        if self.value() is None:
            self._setting.desk.ask(
                self,
                finding.listing,
                self._form,
                find=typed,
                limit=_MOST,
                answer=lambda found: self._offer(found, typed),
            )

    def _offer(self, found: Listing, typed: str) -> None:
        if self.typed() != typed or self.value() is not None:
            return
        form, around = self._setting.desk.sitting.form(self._form), self._setting.around
        self._named.update({one.id: form.named(one.values, around) for one in found.records})
        # What was typed is a name of every record found: the store searches more than the label.
        self.set_choices([Choice(one.id, self._named[one.id], (typed,) if typed else ()) for one in found.records])
        if typed and self.hasFocus():
            self._open(typed)


class RefEditor(Editor):
    """One other record."""

    def __init__(self, answer: Ref, setting: Setting) -> None:
        super().__init__(setting, Room(200, 2, most=420))
        self.answer = answer
        self.combo = RecordField(answer.form, setting)
        self.combo.changed.connect(self.changed)
        self._waiting: str | None = None
        self.setLayout(column(self.combo))
        self.setFocusProxy(self.combo)

    def value(self) -> Any:
        """Return the record's id; raises Unreadable for words that name none."""
        if chosen := self.combo.value():
            return chosen
        if self._waiting and not self.combo.typed():
            return self._waiting
        if self.combo.typed():
            raise Unreadable(_("There is no such record. Choose one of the list, or record it first."))
        return None

    def typed(self) -> str:
        """Return the text in the field."""
        return self.combo.typed()

    def show_value(self, value: Any) -> None:
        """Show a record by its name."""
        self._waiting = value
        self.combo.show_record(value)

    def set_read_only(self, read_only: bool) -> None:
        """Sink the field, or open it."""
        self.combo.set_read_only(read_only)

    def set_fault(self, fault: bool) -> None:
        """Show the red edge."""
        self.combo.set_fault(fault)


class RefsEditor(Editor):
    """Several other records: each one found becomes a tile."""

    def __init__(self, answer: Refs, setting: Setting) -> None:
        super().__init__(setting, Room(ROW, 1, whole=True))
        self.answer = answer
        self._chosen: list[str] = []
        self.combo = RecordField(answer.form, setting)
        self.combo.setMaximumWidth(ROW // 2)
        self.combo.changed.connect(self._found)
        self._tiles: SeveralOfMany | None = None
        self._column = column(self.combo, spacing=6)
        self.setLayout(self._column)
        self.setFocusProxy(self.combo)

    def value(self) -> Any:
        """Return the ids."""
        return list(self._chosen) or None

    def show_value(self, value: Any) -> None:
        """Show records by their names."""
        self._chosen = list(value or [])
        if self._chosen:
            self.setting.desk.ask(self, named, self.answer.form, tuple(self._chosen), answer=self._learn)
        self._show()

    def _learn(self, names: dict[str, str]) -> None:
        self.combo.learn(names)
        self._show()

    def _found(self) -> None:
        record = self.combo.value()
        if record is None:
            return
        self.combo.set_value(None)
        if record not in self._chosen and len(self._chosen) < self.answer.most:
            self._chosen.append(record)
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        if self._tiles is not None:
            self._column.removeWidget(self._tiles)
            self._tiles.hide()
            self._tiles.deleteLater()
            self._tiles = None
        if self._chosen:
            options = [Option(record, self.combo.label_of(record)) for record in self._chosen]
            tiles = SeveralOfMany(options, self.setting.label, columns=min(2, len(options)), stretch=False)
            tiles.set_value(self._chosen)
            tiles.changed.connect(lambda: self._dropped(tiles.value()))
            self._tiles = tiles
            self._column.addWidget(tiles)

    def _dropped(self, kept: tuple[str, ...]) -> None:
        self._chosen = list(kept)
        self.setFocus()
        self._show()
        self.changed.emit()

    def set_read_only(self, read_only: bool) -> None:
        """Let a person choose, or not."""
        self.combo.set_read_only(read_only)
        if self._tiles is not None:
            self._tiles.set_read_only(read_only)


def named(sitting: Sitting, form: str, records: tuple[str, ...]) -> dict[str, str]:
    """Return what records of a form are called, by id; those that are not here are left out."""
    around, declared = sitting.around(), sitting.form(form)
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        stands = joined.standing(reader, form) if declared.shared else {}
        found = {record: reader.values(form, stands.get(record, record)) for record in records}
    return {record: declared.named(values, around) for record, values in found.items() if values is not None}
