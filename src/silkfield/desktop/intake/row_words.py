"""A row of a workbook in words: who or what it is, whether it can be taken in, and why not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from silkfield.desktop.lists.columns import columns_of
from silkfield.desktop.lists.lines import brief
from silkfield.desktop.style import text_width
from silkfield.desktop.widgets import Cell
from silkfield.formkit.answers import Count, Ref, Refs
from silkfield.formkit.form import Form
from silkfield.formkit.grids import HeadCount, heads
from silkfield.formkit.problems import Around
from silkfield.language import _, isolated, ngettext
from silkfield.workbooks.cells import text_of
from silkfield.workbooks.drafts import Draft, IntakeRow, SheetRead

KNOWN = "known"
STATES = ("accepted", "warned", "refused", KNOWN)

_TITLES = {"session": "venue", "event": "title", "organisation": "name", "person": "full_name"}
"""The answer that names a record best, where the row itself has no name of a person."""

_JOINT = " · "


def state_of(one: IntakeRow, known: Collection[str]) -> str:
    """Return accepted, warned, refused, or known for a row that was taken in before."""
    return KNOWN if one.key in known and one.status != "refused" else one.status


def state_words(state: str) -> tuple[str, str, str]:
    """Return the words of a state, its tone and its icon."""
    return {
        "accepted": (_("Fine"), "ok", "circle-check"),
        "warned": (_("Odd"), "warn", "alert-triangle"),
        "refused": (_("Refused"), "bad", "alert-circle"),
        KNOWN: (_("Taken in before"), "neu", "history"),
    }[state]


def title_of(one: IntakeRow, form: Form) -> str:
    """Return what a row is called: the name it holds, or the answer that names its record best."""
    if one.facts.get("anonymous"):
        return _("No name")
    if name := one.facts.get("name"):
        return str(name)
    draft = one.draft(form.key)
    named = draft.values.get(_TITLES.get(form.key, "")) if draft else None
    if isinstance(named, str):
        return named
    return next((text for text in written(one) if not text.replace(".", "").isdecimal()), _("Row without words"))


def details_of(one: IntakeRow, form: Form, around: Around) -> list[str]:
    """Return what was read of a row, in the order a list of its form shows it."""
    draft = one.draft(form.key)
    if draft is None:
        return written(one)[1:6]
    return [text for name in _listed(form) if (text := _brief(draft, name, form, around))]


def _listed(form: Form) -> list[str]:
    shown = [name for one in columns_of(form) for name in (*one.first, *one.second)]
    left_out = {_TITLES.get(form.key, "")}
    return [name for name in shown if name in form.by_name and name not in left_out]


def _brief(draft: Draft, name: str, form: Form, around: Around) -> str:
    field, value = form.by_name[name], draft.values.get(name)
    if value in (None, "", []) or isinstance(field.answer, (Count, Ref, Refs)):
        return ""
    if isinstance(field.answer, HeadCount):
        count = heads(value)
        return ngettext("{count} person", "{count} people", count).format(count=count)
    try:
        return brief(field, value, around, {})
    except (KeyError, TypeError, ValueError):
        return str(value)  # a refused row may hold what its form cannot show


def written(one: IntakeRow) -> list[str]:
    """Return the texts of a row's cells, without the empty ones."""
    return [text for text in (text_of(cell) for cell in one.cells) if text]


def written_by_label(one: IntakeRow, sheets: Iterable[SheetRead]) -> list[tuple[str, str]]:
    """Return the filled cells of a row as they are written, each with the header of its column."""
    labels = next((sheet.labels for sheet in sheets if sheet.name == one.sheet), ())
    texts = [text_of(cell) for cell in one.cells]
    return [(label, text) for label, text in zip(labels, texts, strict=False) if label and text]


def cell_under(one: IntakeRow, label: str, sheets: Iterable[SheetRead]) -> str:
    """Return what is written under a header, "" for nothing."""
    return dict(written_by_label(one, sheets)).get(label, "")


def what_cell(one: IntakeRow, form: Form, around: Around, width: int, sheet: str = "") -> Cell:
    """Return what a row is as a cell of two lines; `sheet` is named where there are several."""
    title = shortened(title_of(one, form), width, "strong")
    details = details_of(one, form, around)
    return Cell(title, as_many([isolated(sheet), *details] if sheet else details, width))


def why_cell(one: IntakeRow, width: int) -> Cell:
    """Return why a row is odd or refused as a cell of two lines: one reason over both, or the first two."""
    sentences = [reason.sentence for reason in one.reasons]
    tone = "bad" if one.status == "refused" else "ink"
    if not sentences:
        return Cell()
    if len(sentences) > 1:
        return Cell(
            shortened(sentences[0], width, "body"),
            shortened(_JOINT.join(sentences[1:]), width, "meta"),
            role="body",
            tone=tone,
        )
    first = _first_line(sentences[0], width)
    rest = sentences[0][len(first) :].strip()
    return Cell(first, shortened(rest, width, "meta"), role="body", tone=tone)


def as_many(texts: Sequence[str], width: int) -> str:
    """Join as many texts as fit into a width in pixels."""
    kept = ""
    for text in texts:
        more = f"{kept}{_JOINT}{text}" if kept else text
        if text_width(more, "meta") > width:
            return kept or shortened(text, width, "meta")
        kept = more
    return kept


def shortened(text: str, width: int, role: str) -> str:
    """Leave words out at the end, with three dots, so that a text fits into a width in pixels."""
    if text_width(text, role) <= width:
        return text
    words = text.split()
    while len(words) > 1 and text_width(f"{' '.join(words)} …", role) > width:
        words.pop()
    short = " ".join(words)
    while len(short) > 1 and text_width(f"{short} …", role) > width:
        short = short[:-1]
    return f"{short} …"


def _first_line(text: str, width: int) -> str:
    words = text.split(" ")
    count = len(words)
    while count > 1 and text_width(" ".join(words[:count]), "body") > width:
        count -= 1
    return " ".join(words[:count])


def row_number(one: IntakeRow, *, several: bool) -> str:
    """Return how a row is named: its number, with its sheet where there are several."""
    return f"{one.sheet}, {isolated(str(one.number))}" if several else str(one.number)
