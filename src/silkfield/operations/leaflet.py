"""A page to print: title, what it is for, numbered things to do, and room to write; in the language people have chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from silkfield.language import chosen, isolated, runs_right_to_left

_STYLE = """
body { font-family: "Inter", "Noto Naskh Arabic", "Segoe UI", sans-serif; max-width: 46em }
p { margin-top: 3px; margin-bottom: 3px } h3 { margin-top: 14px; margin-bottom: 4px } td { vertical-align: top }
.code { font-family: "DejaVu Sans Mono", "Consolas", monospace; font-size: x-large }
""".strip()
"""No more than Qt's rich text understands too: it prints the page, and a browser shows it."""

BOX = "\u2610"
"""An empty box to tick."""

_LINE = "_" * 40
"""Room to write."""

_ARABIC = re.compile("[\u0600-\u06ff]")
"""A letter of a language that runs from the right."""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: sentences, or things to tick off one after the other."""

    heading: str
    lines: tuple[str, ...]
    to_do: bool = False


@dataclass(frozen=True, slots=True)
class Leaflet:
    """A page to print. `facts` stand in a frame below the title, `code` in large letters, `signed` are lines to fill in."""

    title: str
    facts: tuple[str, ...]
    sections: tuple[Section, ...]
    code: str = ""
    signed: tuple[str, ...] = ()


def as_html(page: Leaflet) -> str:
    """Return the page as one HTML document without anything from elsewhere; it looks alike in a browser and printed by Qt."""
    body = [_part("h2", page.title), _framed("".join(_part("p", one) for one in page.facts))]
    if page.code:
        code = f'<p align="center" dir="ltr"><span class="code">{escape(isolated(page.code))}</span></p>'
        body += ["<p></p>", _framed(code)]
    for section in page.sections:
        body.append(_part("h3", section.heading))
        if section.to_do:
            body.append(_table("".join(_row((BOX, "4%"), (one, "96%")) for one in section.lines)))
        else:
            body += [_part("p", one) for one in section.lines]
    if page.signed:
        body.append("<p></p>" + _table("".join(_row((f"{one}:", "30%"), (_LINE, "70%")) for one in page.signed)))
    direction = "rtl" if runs_right_to_left() else "ltr"
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="{chosen()}" dir="{direction}"><head><meta charset="utf-8"><title>{escape(page.title)}</title>',
            f"<style>{_STYLE}</style></head><body>",
            *body,
            "</body></html>",
            "",
        ]
    )


def _part(tag: str, words: str) -> str:
    """Return words in a part that runs as they do, a sentence without a translation too, at the side where the page begins."""
    direction = "rtl" if _ARABIC.search(words) else "ltr"
    return f'<{tag} dir="{direction}" align="{_start()}">{escape(words)}</{tag}>'


def _start() -> str:
    return "right" if runs_right_to_left() else "left"


def _framed(html: str) -> str:
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="8"><tr><td>{html}</td></tr></table>'


def _table(rows: str) -> str:
    return f'<table width="100%" dir="ltr" cellspacing="0" cellpadding="3">{rows}</table>'


def _row(*cells: tuple[str, str]) -> str:
    """Return a row of cells, each with its width; in Urdu from the right, for Qt mirrors no table."""
    written = [f'<td width="{width}">{_part("p", words)}</td>' for words, width in cells]
    return f"<tr>{''.join(written[::-1] if runs_right_to_left() else written)}</tr>"
