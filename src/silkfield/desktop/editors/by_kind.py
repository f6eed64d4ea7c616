"""Which editor each kind of answer has: the one table of the screen."""

from __future__ import annotations

from functools import singledispatch

from silkfield.desktop.editors.choice_editors import YesNoEditor, choice_editor, choices_editor
from silkfield.desktop.editors.count_editors import HeadCountEditor, TallyEditor
from silkfield.desktop.editors.editor import Editor, Setting
from silkfield.desktop.editors.reference_editors import RefEditor, RefsEditor
from silkfield.desktop.editors.row_editors import MarksEditor, RowsEditor
from silkfield.desktop.editors.typed_editors import (
    DayEditor,
    NumberGiven,
    amount_editor,
    count_editor,
    phone_editor,
    text_editor,
    time_editor,
)
from silkfield.formkit.answers import (
    Amount,
    Answer,
    Choice,
    Choices,
    Clocktime,
    Count,
    Day,
    HumanNumber,
    Phone,
    Ref,
    Refs,
    Text,
    YesNo,
)
from silkfield.formkit.grids import HeadCount, Marks, Rows, Tally


@singledispatch
def editor_for(answer: Answer, setting: Setting) -> Editor:
    """Make the editor for a kind of answer. Raises TypeError for a kind that has none yet."""
    raise TypeError(f"no editor for answers of the kind {type(answer).__name__}")


editor_for.register(Amount, amount_editor)
editor_for.register(Choice, choice_editor)
editor_for.register(Choices, choices_editor)
editor_for.register(Clocktime, time_editor)
editor_for.register(Count, count_editor)
editor_for.register(Day, DayEditor)
editor_for.register(HeadCount, HeadCountEditor)
editor_for.register(HumanNumber, NumberGiven)
editor_for.register(Marks, MarksEditor)
editor_for.register(Phone, phone_editor)
editor_for.register(Ref, RefEditor)
editor_for.register(Refs, RefsEditor)
editor_for.register(Rows, RowsEditor)
editor_for.register(Tally, TallyEditor)
editor_for.register(Text, text_editor)
editor_for.register(YesNo, YesNoEditor)
