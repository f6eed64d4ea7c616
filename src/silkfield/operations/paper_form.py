"""A form on paper: one sheet to fill in by hand, with the questions in the very order in which they are entered afterwards."""

from __future__ import annotations

from functools import singledispatch
from html import escape

from silkfield.formkit.answers import Answer, Choice, Choices, HumanNumber, Text
from silkfield.formkit.asking import Has
from silkfield.formkit.field import Field
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, Rows, Tally
from silkfield.formkit.problems import Around
from silkfield.language import _, isolated, runs_right_to_left
from silkfield.operations.leaflet import BOX
from silkfield.operations.sitting import Sitting

_ACROSS = 4
"""Choices, and lines of a tally, side by side."""

_EMPTY_LINES = 8
"""Lines of a tally whose list is too long to print."""

_MOST_CHOICES = 30
_ROWS = 4
_GRID = 'width="100%" border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse"'


def blank_sheet(sitting: Sitting, form: str) -> str:
    """Return the empty sheet of a form as a page of HTML, in the language people have chosen."""
    asked, around = sitting.form(form), sitting.around()
    parts = [_part("h2", _(asked.title)), _part("p", f"{sitting.office.name} ({sitting.office.label})")]
    for number, section in enumerate(asked.sections, 1):
        parts.append(_part("h3", f"{number}. {_(section.title)}"))
        parts += _questions(asked, [one for one in section.fields if _is_asked(one)], around)
    parts.append(_part("p", _line(_("Number in Silkfield"))))
    return f"<html><body>{''.join(parts)}</body></html>"


def _is_asked(field: Field) -> bool:
    return not isinstance(field.answer, HumanNumber)


def _questions(form: Form, fields: list[Field], around: Around) -> list[str]:
    """Write questions one after the other; those of one line share a line."""
    parts: list[str] = []
    short: list[str] = []
    for field in fields:
        drawn = _drawn(field.answer, around)
        label = escape(_(field.label)) + _when(form, field, around)
        if drawn is None:
            short.append(f"{label}: {'_' * _width(field.answer)}")
            continue
        parts += [_html("p", "&nbsp; ".join(short))] if short else []
        parts += [_html("p", f"<b>{label}</b>"), drawn]
        short = []
    return [*parts, *([_html("p", "&nbsp; ".join(short))] if short else [])]


def _when(form: Form, field: Field, around: Around) -> str:
    """Say for which records a question is asked, where that depends on another answer."""
    if not isinstance(field.when, Has):
        return ""
    other = form.by_name[field.when.field].answer
    names = [other.show(key, around) for key in field.when.keys]
    return escape(" (" + _(", ").join(names) + ")")


def _width(answer: Answer) -> int:
    return 40 if isinstance(answer, (Text, Choice)) else 12


@singledispatch
def _drawn(answer: Answer, around: Around) -> str | None:
    """Draw the room for an answer; None for one that is written on a line beside its label."""
    return None


@_drawn.register
def _choice(answer: Choice, around: Around) -> str | None:
    return _boxes(answer, around)


@_drawn.register
def _choices(answer: Choices, around: Around) -> str | None:
    return _boxes(answer, around)


def _boxes(answer: Choice | Choices, around: Around) -> str | None:
    codes = around.codes[answer.codes]
    offered = [codes.by_key[key] for key in answer.offered] or [
        code for code in codes.codes if code.in_use(around.today.isoformat())
    ]
    if len(offered) > _MOST_CHOICES:
        return None
    keys = [f"{isolated(key)} " for key in answer.keys] or [""] * len(offered)
    return _side_by_side([f"{BOX} {key}{escape(code.brief())}" for code, key in zip(offered, keys, strict=False)])


@_drawn.register
def _heads(answer: HeadCount, around: Around) -> str:
    sexes = [around.codes["sex"].by_key[sex].brief() for sex in answer.sexes]
    bands = [around.codes["age_group"].by_key[band].brief() for band in answer.bands]
    head = _cells(["", *sexes, _("Total")], "th")
    rows = [_cells([band, *[""] * len(sexes), ""], "td") for band in (*bands, _("Total"))]
    return f"<table {_GRID}>{head}{''.join(rows)}</table>" + _part("p", BOX + " " + _("This is an estimate"))


@_drawn.register
def _tally(answer: Tally, around: Around) -> str:
    codes = around.codes[answer.codes]
    shown = [codes.by_key[key] for key in answer.offered] or list(codes.codes)
    names = [code.brief() for code in shown] if len(shown) <= _MOST_CHOICES else ["_" * 14] * _EMPTY_LINES
    return _side_by_side([f"{escape(name)} ______" for name in names])


@_drawn.register
def _rows(answer: Rows, around: Around) -> str:
    head = _cells([_(one.label) for one in answer.fields], "th")
    return f"<table {_GRID}>{head}{_cells([''] * len(answer.fields), 'td') * _ROWS}</table>"


def _side_by_side(cells: list[str]) -> str:
    lines = [cells[start : start + _ACROSS] for start in range(0, len(cells), _ACROSS)]
    padded = [line + [""] * (_ACROSS - len(line)) for line in lines]
    rows = "".join(_row(line, "td", f'width="{100 // _ACROSS}%"') for line in padded)
    return f'<table width="100%" cellspacing="0" cellpadding="1">{rows}</table>'


def _cells(words: list[str], tag: str) -> str:
    return _row([escape(word) or "&nbsp;" for word in words], tag, "")


def _row(cells: list[str], tag: str, more: str) -> str:
    ordered = cells[::-1] if runs_right_to_left() else cells  # Qt mirrors no table
    return f"<tr>{''.join(f'<{tag} {_start()} {more}>{cell}</{tag}>' for cell in ordered)}</tr>"


def _line(label: str) -> str:
    return f"{label}: {'_' * 20}"


def _part(tag: str, words: str) -> str:
    return _html(tag, escape(words))


def _html(tag: str, html: str) -> str:
    return f'<{tag} {_start()} style="margin-top:2px;margin-bottom:2px">{html}</{tag}>'


def _start() -> str:
    return 'dir="rtl" align="right"' if runs_right_to_left() else 'dir="ltr" align="left"'
