"""A page to print: title, what it is for, numbered things to do, and room to write; in the language people have chosen."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from silkfield.language import chosen, isolated, runs_right_to_left

_STYLE = """
@page { size: A4; margin: 18mm }
body { font: 11pt/1.5 "Vazirmatn", "Inter", "Segoe UI", sans-serif; color: #16202b; max-width: 46em; margin: 2em auto }
h1 { font-size: 18pt; margin: 0 0 .3em } h2 { font-size: 12.5pt; margin: 1.4em 0 .3em }
.facts { border: 1px solid #b9c3cf; padding: .6em 1em } .facts p { margin: .15em 0 }
ol.todo { list-style: none; padding: 0 } ol.todo li { margin: .45em 0; padding-inline-start: 2em; text-indent: -2em }
.code { font: 15pt/1.7 "DejaVu Sans Mono", "Consolas", monospace; border: 2px solid #16202b; padding: .5em 1em;
  direction: ltr; text-align: center }
.lines span { display: inline-block; min-width: 14em; border-bottom: 1px solid #16202b; margin: 1.6em .6em 0 }
""".strip()

BOX = "\u2610"
"""An empty box to tick."""


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
    """Return the page as one HTML document without anything from elsewhere."""
    direction = "rtl" if runs_right_to_left() else "ltr"
    body = [_part("h1", page.title), f'<div class="facts">{"".join(_part("p", one) for one in page.facts)}</div>']
    if page.code:
        body.append(f'<p class="code">{escape(isolated(page.code))}</p>')
    for section in page.sections:
        body.append(_part("h2", section.heading))
        if section.to_do:
            body.append(f'<ol class="todo">{"".join(_part("li", f"{BOX} {one}") for one in section.lines)}</ol>')
        else:
            body += [_part("p", one) for one in section.lines]
    if page.signed:
        body.append(f'<p class="lines">{"".join(f"{escape(one)} <span></span> " for one in page.signed)}</p>')
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
    """Return words in a part that runs as they do: a sentence without a translation too."""
    return f'<{tag} dir="auto">{escape(words)}</{tag}>'
