"""Pairs in words: the rows of the table, and the card that lays one pair side by side."""

from __future__ import annotations

from silkfield.desktop.widgets import Cell, Chip, Column, DataTable, IconMark, Row, Rule, Text, row
from silkfield.desktop.widgets.layout import Item
from silkfield.formkit.answers import Day
from silkfield.formkit.problems import Around
from silkfield.language import _, isolated, ngettext
from silkfield.matching.marked import EVIDENCE, GRADES, Grade
from silkfield.operations.doubling import Compared, Half

TONES = {Grade.SURE: "ok", Grade.LIKELY: "info", Grade.UNSURE: "warn"}
_SPEAKS = {"same": ("ok", "check"), "other": ("warn", ""), "no": ("neu", "")}
_FIELDS = ("sex", "age_group", "birth_year", "district")


def pairs_table() -> DataTable:
    """Return the table of pairs, two lines to a row."""
    columns = [
        Column("pair", _("Pair"), 116),
        Column("person", _("Sex, age group"), 172),
        Column("counts", _("Counts"), 96),
        Column("evidence", _("Evidence"), 180, stretch=True),
        Column("grade", _("How sure"), 96),
    ]
    return DataTable(columns, _("Duplicates"), "two")


def pair_row(one: Compared, around: Around) -> Row:
    """Return the row of a pair."""
    first, second = one.halves
    said = [_(EVIDENCE[code]) for code in one.pair.evidence]
    if one.pair.cannot_tell:
        said.insert(0, _("the site cannot tell"))
    texts = (
        Cell(isolated(first.code), isolated(second.code), "strong"),
        Cell(person(first, around), person(second, around)),
        Cell(contacts(first), contacts(second)),
        Cell(said[0], said[1] if len(said) > 1 else ""),
    )
    grade = Cell(_(GRADES[one.pair.grade]), chip=TONES[one.pair.grade])
    return Row((one.pair.one, one.pair.other), (*texts, grade))


def answer(half: Half, name: str, around: Around) -> str:
    """Return one answer of a client in words."""
    value = half.values.get(name)
    if value is None:
        return "–"
    return str(value) if name == "birth_year" else around.codes[name].text(str(value))


def day(half: Half, around: Around) -> str:
    """Say when the first contact was."""
    return Day().show(half.first, around) if half.first else "–"


def person(half: Half, around: Around) -> str:
    """Say sex and age group."""
    sex = str(half.values.get("sex", ""))
    known = around.codes["sex"].by_key.get(sex)
    return _(", ").join((known.brief() if known else sex, answer(half, "age_group", around)))


def contacts(half: Half) -> str:
    """Say how many contacts a client has."""
    return ngettext("{count} contact", "{count} contacts", half.contacts).format(count=half.contacts)


def side_parts(one: Compared, around: Around) -> list[Item]:
    """Return what the card says of a pair: both clients, the evidence, what joining does, and what was said of them before."""
    titles = {"sex": _("Sex"), "age_group": _("Age group"), "birth_year": _("Year of birth"), "district": _("District")}
    first, second = one.halves
    lines = [(_("Site"), first.site, second.site)]
    lines += [(titles[name], answer(first, name, around), answer(second, name, around)) for name in _FIELDS]
    lines += [(_("First contact"), day(first, around), day(second, around))]
    lines += [(_("Contacts"), str(first.contacts), str(second.contacts))]
    grade = one.pair.grade
    parts: list[Item] = [row(Text(_("The same client?"), "h2"), Chip(_(GRADES[grade]), TONES[grade]), None)]
    parts += [_line("", isolated(first.code), isolated(second.code), "strong")]
    for label, here, there in lines:
        parts += [Rule(), _line(label, here, there)]
    chips = [Chip(_(EVIDENCE[code]), *_SPEAKS[code.partition("_")[0]]) for code in one.pair.evidence]
    parts += [Rule(), Text(_("Evidence"), "strong"), *(row(chip, None) for chip in chips)]
    marks = _(
        "The sites turn names and numbers into keyed codes. Headquarters compares the codes and cannot read them."
    )
    once = ngettext(
        "One client with {count} contact, counted once",
        "One client with {count} contacts, counted once",
        one.contacts,
    ).format(count=one.contacts)
    told = _("Both sites are told; can be taken apart again")
    parts += [Text(marks, "meta", "ink2", wrap=True), Rule(), Text(_("If joined"), "strong")]
    parts += [
        row(IconMark(icon, 16), (Text(words, wrap=True), 1))
        for icon, words in (("users-group", once), ("refresh", told))
    ]
    if one.remembered:
        parts += [Rule(), Text(_("Remembered as not the same"), "strong")]
        parts += [Text(_(" / ").join(map(isolated, codes)), "meta") for *codes, _when in one.remembered]
    return [*parts, None]


def _line(label: str, here: str, there: str, role: str = "body") -> Item:
    return row(
        (Text(label, "meta", "ink2"), 3), (Text(here, role, wrap=True), 4), (Text(there, role, wrap=True), 4), spacing=8
    )


def counts(waiting: int) -> str:
    """Say how many pairs wait."""
    words = ngettext("{count} pair to look at, without names", "{count} pairs to look at, without names", waiting)
    return words.format(count=waiting)
