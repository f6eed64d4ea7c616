"""Papers of a knowledge test as a PDF: for each participant one before and one after, with the number of the list on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import Path

from silkfield.desktop.paper.pdf import pdf_at
from silkfield.desktop.style.typography import is_arabic
from silkfield.language import _, runs_right_to_left

_MARGIN = 18  # mm
_TEXT = 11  # pt
_BETWEEN_ANSWERS = re.compile(r"\s*[;|\n]\s*")
_LINES = 3
"""Empty lines under a question without answers to choose from."""

_BLANK = 22
"""Empty lines on a paper whose questions are not recorded."""


@dataclass(frozen=True, slots=True)
class TestQuestion:
    """One question, with its answers as they are recorded: separated by semicolons."""

    number: int
    text: str
    answers: str
    points: float


@dataclass(frozen=True, slots=True)
class TestPapers:
    """The papers of one event: its test, its participants (number and name), and the highest score."""

    event: str
    test: str
    questions: tuple[TestQuestion, ...]
    people: tuple[tuple[int, str], ...]
    highest: float | None


def write_test_papers(papers: TestPapers, path: Path) -> None:
    """Write the papers before for everybody, then those after; each begins a sheet. Raises Trouble."""
    with pdf_at(path, _MARGIN) as pdf:
        first = True
        for when in (_("Test before"), _("Test after")):
            for number, name in papers.people:
                document = pdf.document(_paper(papers, when, number, name), _TEXT)
                for page in range(document.pageCount()):
                    if not first:
                        pdf.writer.newPage()
                    pdf.draw_page(document, page)
                    first = False


def _paper(papers: TestPapers, when: str, number: int, name: str) -> str:
    """Return one paper as a page; its frame runs as the program does, each question as its own language."""
    own = _way(runs_right_to_left())
    highest = "" if papers.highest is None else f" / {papers.highest:g}"
    score = escape(_("Score: {room}").format(room=f"________{highest}"))
    cells = [
        f'<td {own} width="10%" valign="middle"><span style="font-size:28pt;font-weight:600">{number}</span></td>',
        f'<td {own} width="64%" valign="middle"><b>{escape(name)}</b><br>{escape(papers.event)}</td>',
        f'<td {own} width="26%" valign="middle">{score}</td>',
    ]
    title = escape(" · ".join(part for part in (when, papers.test) if part))
    ordered = cells[::-1] if runs_right_to_left() else cells  # Qt mirrors no table
    questions = "".join(map(_question, papers.questions)) or _lines(_BLANK, own)
    return (
        f"<html><body><h2 {own}>{title}</h2>"
        f'<table width="100%" cellpadding="8" cellspacing="0" border="1" style="border-collapse:collapse">'
        f"<tr>{''.join(ordered)}</tr></table><p></p>{questions}</body></html>"
    )


def _way(right_to_left: bool) -> str:
    return 'dir="rtl" align="right"' if right_to_left else 'dir="ltr" align="left"'


def _question(one: TestQuestion) -> str:
    way = _way(is_arabic(one.text))
    answers = [part for part in _BETWEEN_ANSWERS.split(one.answers) if part]
    points = "" if one.points == 1 else f' <span style="color:#55626F">({one.points:g})</span>'
    listed = "".join(f"<p {way} style='margin:4px 24px'>{_BOX}&nbsp;&nbsp;{escape(part)}</p>" for part in answers)
    text = f"<p {way} style='margin-top:12px'><b>{one.number}.</b> {escape(one.text)}{points}</p>"
    return f"{text}{listed or _lines(_LINES, way)}"


_BOX = "▢"


def _lines(count: int, way: str) -> str:
    line = f'<p {way} style="margin-top:14px;color:#9AA5B0">{"_" * 84}</p>'
    return line * count
