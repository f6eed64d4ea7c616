"""Pages of tables and counts put together from the parts, to look at beside the drawings of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget

from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Card,
    Cell,
    Column,
    DataTable,
    Field,
    FooterBar,
    HeadCountGrid,
    Heads,
    LineField,
    ListRow,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    RouteStrip,
    Row,
    Rule,
    StateChip,
    Station,
    StatusBar,
    Text,
    TickAnswer,
    column,
    grouped,
    primary,
    quiet,
    row,
    second,
)  # fmt: skip

Say = Callable[[str], str]
STATES = ["Draft", "Saved on this laptop", "In bundle 12", "Received by HQ"]
STOPS = [("1", "draft"), ("31", "saved on this laptop"), ("44", "in bundle 12"), (grouped(1204), "received by HQ")]


def contacts_of_today(say: Say) -> Card:
    columns = [
        Column("time", say("Time"), 64),
        Column("person", say("Person"), 146),
        Column("who", say("Sex, age, district"), 132),
        Column("what", say("Destination, topic"), 156),
        Column("result", say("Result"), 120),
        Column("state", say("Where it is"), 190, stretch=True),
    ]

    def line(number: int) -> Row:
        draft = number == 0
        person = ("No name yet", "Not asked yet") if draft else ("Samina Khan", "ISB-2M9D")
        who, what = (("Man, 27", "Gujrat"), ("Germany", "Finding a job"))
        if not draft:
            who, what = ("Woman, 24", "Swat"), ("United Arab Emirates", "Contract")
        cells = (
            Cell(f"{14 - number}:05", tone="ink2"),
            Cell(say(person[0]), say(person[1])),
            Cell(say(who[0]), say(who[1]), role="body"),
            Cell(say(what[0]), say(what[1]), role="body"),
            Cell(say("Not finished" if draft else "Informed"), tone="warn" if draft else "ink"),
            Cell(say(STATES[number % 4]), station=Station(number % 4 + 1)),
        )
        return Row(number, cells)

    table = DataTable(columns, say("Contacts today"), height="two")
    table.show_rows([line(number) for number in range(8)])
    facts, every = say("8 so far · 31 this week, usually 28"), quiet(say("Show all"), small=True)
    return Card(table, title=say("Contacts today"), facts=facts, actions=[every], flush=True)


def today(say: Say) -> tuple[Page, QWidget]:
    def due(end: str, tone: str) -> ListRow:
        opens = lambda: None  # noqa: E731
        return ListRow(say("Kamran Hussain"), say("Saudi Arabia · contract check"), say(end), tone, run=opens)

    follow_ups = [due("Today", "bad"), Rule(), due("25 Nov", "ink2")]
    unclear = [ListRow(say("Phone one digit short"), end=say("Zubair Gul"), icon="help")]
    unclear += [ListRow(say("District not recognised"), end=say("Farzana Bibi"), icon="help")]
    four = Text("4", "h2", "ink2")
    side = column(
        Card(*follow_ups, title=say("Follow-ups due"), actions=[four], spacing=0),
        Card(*unclear, title=say("Unclear, can be fixed later"), spacing=0),
        None,
        spacing=12,
    )
    route = RouteStrip([(Station(number), count, say(words)) for number, (count, words) in enumerate(STOPS, 1)])
    last = Text(say("Last bundle 17 Nov, 7 days ago"), "strong"), Text(say("Please send once a week"), "meta", "warn")
    send = second(say("Send data"), icon="send")
    strip = Card(row((route, 1), Rule(vertical=True), column(*last, spacing=1), send, spacing=16))
    new = primary(say("New contact"), "Ctrl+N", icon="plus")
    find = second(say("Find person"), "Ctrl+F", icon="search")
    event = second(say("New event"), "Ctrl+E", icon="calendar-event")
    banner = Banner(
        "warn",
        say("One contact is not finished."),
        say("Man, 27, Gujrat. You stopped at 14:05 in block 3, Result. Every word is kept."),
        [quiet(say("Discard"), small=True), second(say("Continue"), small=True)],
        icon="file-pencil",
    )
    notes = [say("Works without internet"), say("Client view F9")]
    page = Page(
        PageHeader(say("Today"), say("Tuesday 24 November 2026"), actions=[find, event, new]),
        [(Beside(contacts_of_today(say), Panel(side), 276), 1), strip],
        status=StatusBar(say("All work is saved on this laptop, 14:05"), notes),
        banner=banner,
    )
    return page, new


def session(say: Say) -> tuple[Page, QWidget]:
    ages = ["Under 18", "18–24", "25–34", "35–44", "45–59", "60+", "Not known"]
    sexes = [(label, say(label)) for label in ("Men", "Women", "Trans", "Not said")]
    grid = HeadCountGrid("Head count", [(age, say(age)) for age in ages], sexes)
    grid.set_value(
        Heads({("Under 18", "Women"): 42, ("18–24", "Men"): 6, ("18–24", "Women"): 31, ("25–34", "Women"): 9})
    )
    shapes = ["Count by sex and age", "By sex only", "Only a total"]
    shape = OneOfMany([Option(label, label, str(number)) for number, label in enumerate(shapes, 1)], "How many people")
    shape.set_value(shapes[0])
    left = Card(row(shape, None, TickAnswer("This is an estimate", "E")), 4, grid, None, title="How many people")
    place = Field("Place", LineField(text="Govt. Girls Degree College, Swat"))
    side = Panel(column(Card(place, title="Session"), None))
    header = PageHeader("Awareness session", "24 November 2026 · Swat")
    page = Page(header, [Beside(left, side, 424)], FooterBar("Draft kept 11:18:40"), scroll=True)
    return page, grid.cell("18–24", "Women")


def attendance(say: Say) -> tuple[Page, QWidget]:
    columns = [
        Column("n", "#", 44, "end"),
        Column("name", "Name", 228),
        Column("sex", "Sex", 52, "center"),
        Column("office", "Organisation", 200, line_after=True),
        *[Column(day, day, 56, "center", line_after=day == "D3") for day in ("D1", "D2", "D3")],
        Column("gain", "Gain", 70, "end"),
        Column("paper", "Certificate", 130, stretch=True, sortable=True),
    ]

    def line(number: int) -> Row:
        marks = [Cell(mark="tick"), Cell(mark="half"), Cell(mark="absent"), Cell(mark="excused"), Cell(mark="none")]
        name, office = Cell("Tariq Mehmood", other="طارق محمود"), Cell("FIA, AHTC Rawalpindi")
        days = (marks[0], marks[0], marks[number % 5])
        gain, paper = Cell("+6", role="strong", tone="ok"), Cell("SRP-2026-0041", chip="ok")
        return Row(number, (Cell(str(number), tone="ink2"), name, Cell("M", tone="ink2"), office, *days, gain, paper))

    table = DataTable(columns, "People and attendance", cells=True, fit=True)
    table.show_rows([line(number) for number in range(1, 11)])
    totals = ["", "Present", "", "12 people", "12", "10", "10", "+5.3", "7 issued"]
    table.set_totals([Cell(text, role="strong") for text in totals])
    table.choose(6, "D3")
    chip = StateChip(Station.LAPTOP, say("Saved on this laptop"))
    header = PageHeader("Counter-smuggling training of trainers", "17–19 November 2026", chip)
    return Page(header, [Card(table, flush=True), None]), table.view


PAGES = {"today": today, "session": session, "attendance": attendance}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_drawn_whole_and_fits_the_screen(
    name: str, dress, in_window, portrait, colours_in, cut_words
) -> None:
    page, focus = PAGES[name](dress.say)
    window = in_window(dress.say, page)
    picture = portrait(window, f"{name}-{dress.name}", focus, dress.size)
    assert (picture.width(), picture.height()) == dress.size
    assert len(colours_in(picture)) > 20
    if dress.name != "narrow":  # there the columns of words give way, with the whole text as a tooltip
        assert cut_words(window) == []
