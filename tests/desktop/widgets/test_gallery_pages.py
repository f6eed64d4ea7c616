"""Whole pages put together from the parts as a page writer would, to look at beside the drawings of the look."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from silkfield.desktop.widgets import (
    Banner,
    Beside,
    Block,
    BlockCard,
    Card,
    Cell,
    Chip,
    Choice,
    Column,
    ComboField,
    DataTable,
    Field,
    FooterBar,
    HeadCountGrid,
    Heads,
    KeyList,
    LineField,
    ListRow,
    NumberField,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    Rail,
    RailItem,
    RouteStrip,
    Row,
    Rule,
    SeveralOfMany,
    StateChip,
    Station,
    StatusBar,
    Text,
    TickAnswer,
    apply_theme,
    column,
    grouped,
    primary,
    quiet,
    row,
    second,
)

Say = Callable[[str], str]


def make_window(say: Say, page: QWidget, current: str) -> QWidget:
    pages = ("Today", "home"), ("Clients", "address-book"), ("Contacts", "message-2"), ("Events", "calendar-event")
    items = [RailItem(label, say(label), icon) for label, icon in pages]
    items += [RailItem("Sessions", say("Sessions"), "speakerphone"), RailItem("Send", say("Send data"), "send", "31")]
    bottom = [RailItem("Settings", say("Settings"), "settings"), RailItem("Lock", say("Lock"), "lock")]
    rail = Rail(say("Silkfield"), say("MIC Islamabad"), say("Ayesha S. · laptop 1"), items, bottom)
    rail.choose(current)
    return Panel(row(rail, (page, 1), spacing=0), "page")


def options(say: Say, text: str) -> list[Option]:
    """Make options from `key label, key label`."""
    return [Option(part[0], say(part[2:]), part[0]) for part in text.split(", ")]


def chosen(group: OneOfMany, code: str) -> OneOfMany:
    group.set_value(code)
    return group


def listed(say: Say, label: str) -> ComboField:
    combo = ComboField(choices=[Choice("a", say(label))])
    combo.set_value("a")
    return combo


def talk(say: Say) -> Block:
    who = chosen(OneOfMany(options(say, "1 Self, 2 Family, 3 Friend, 4 Group")), "1")
    sex = chosen(OneOfMany(options(say, "M Man, F Woman, X Trans, ? Not said")), "M")
    stages = options(say, "P Thinking, I Preparing, O About to leave, A Abroad, R Returned, F Family")
    stage = chosen(OneOfMany(stages, stretch=True), "I")
    age = NumberField(maximum=110, width=60)
    age.set_value(27)
    ages = Panel(row((listed(say, "25–34"), 1), Text(say("or"), "body", "ink2"), age))
    return Block(
        "1", say("The talk"), say("No name needed yet"),
        row((Field(say("Channel"), listed(say, "Walk-in"), required=True, pinned=True), 1), Field(say("For whom"), who), spacing=12),
        row(Field(say("Sex"), sex, required=True), (Field(say("Age group or age"), ages, required=True), 1), spacing=12),
        Field(say("Stage"), stage, required=True, hint="POT · INT · OUT · ABR · RET · FAM"),
    )  # fmt: skip


def about(say: Say) -> Block:
    labels = "1 Finding a job, 2 Agency check, 3 Contract, 4 Visa, 5 Documents, 6 Fees, 7 Rights, 8 Skills"
    topics = SeveralOfMany(options(say, labels + ", 9 Irregular risks, 0 Return"), columns=5, most=4, main=True)
    topics.set_value(("1", "4", "9"))
    purpose = chosen(OneOfMany(options(say, "1 Work, 2 Study, 3 Family, 4 Other")), "1")
    hint = say("main: Finding a job · type 1 to 4 digits, the first is main")
    return Block(
        "2", say("About"), say("Where to, what for"),
        Field(say("Topics"), topics, required=True, hint=hint),
        row((Field(say("Destination"), listed(say, "Germany")), 1), Field(say("Purpose"), purpose),
            (Field(say("District"), listed(say, "Gujrat, Punjab")), 1), spacing=12),
    )  # fmt: skip


def result_and_client(say: Say) -> tuple[Block, Block, LineField]:
    outcome = options(say, "1 Informed, 2 Referred, 3 Follow-up, 4 Material given, 5 Broke off")
    note = LineField(text=say("Has an offer from an agency in Gujrat, wants the licence checked."))
    result = Block(
        "3", say("Result"), say("What happened"),
        Field(say("Outcome"), chosen(OneOfMany(outcome), "1"), required=True),
        row((Field(say("Note, optional. Stays at this site."), note), 5),
            (Field(say("Follow-up on"), LineField(placeholder=say("none"))), 1), spacing=12),
    )  # fmt: skip
    consent = chosen(OneOfMany(options(say, "Y Yes, N No, count only".replace("No, c", "No; c"))), "Y")
    answer = chosen(OneOfMany(options(say, "S Spoken, W Written")), "S")
    name = LineField(text=say("Muhammad Ashr"))
    name.end(False)
    empty = say("optional")
    client = Block(
        "4", say("Client"), say("Ask first. Yes opens the name."),
        row(Field(say("May we keep name and number, in this office only?"), consent), Field(say("Answer was"), answer), None, spacing=12),
        row((Field(say("Full name"), name), 4), (Field(say("Name in Urdu"), LineField(placeholder=empty)), 4),
            (Field(say("Mobile number"), LineField(placeholder=empty, left_to_right=True)), 3),
            (Field(say("Father’s name"), LineField(placeholder=empty)), 4), spacing=12),
    )  # fmt: skip
    return result, client, name


def new_contact(say: Say) -> tuple[QWidget, QWidget]:
    result, client, name = result_and_client(say)
    form = BlockCard(talk(say), about(say), result, client)
    keys = KeyList(
        [
            ("Enter", say("next field")),
            ("Alt+M", say("more questions")),
            ("F8", say("next problem")),
            ("Esc", say("close, keeps the draft")),
        ]
    )
    evidence = row(
        Chip(say("name so far"), "ok", "check"),
        Chip(say("age"), "ok", "check"),
        Chip(say("district"), "ok", "check"),
        None,
        spacing=4,
    )
    here = Card(
        Text("Muhammad Ashraf", "strong"), Text(say("Man, 27, Gujrat · last here 3 Nov"), "meta", "ink2"), evidence,
        row(None, second(say("Someone new"), "Alt+0", small=True)), title=say("Already here?"), spacing=4,
    )  # fmt: skip
    words = Text(
        say(
            "Write it as on the identity card. One box, no first or last name. Urdu or Roman letters, whichever you have; the other is optional."
        ),
        "body",
        "ink2",
        wrap=True,
    )
    side = Panel(column(here, Card(words, title=say("Full name")), Card(keys, title=say("Keys")), None, spacing=12))
    footer = FooterBar(
        say("Draft kept 14:22:07"), say("If the laptop locks or the power goes, nothing is lost."),
        [quiet(say("Close"), "Esc"), second(say("Save"), "Ctrl+S"), primary(say("Save & next"), "Ctrl+Enter")],
    )  # fmt: skip
    more = second(say("More questions"), "Alt+M", icon="list-details")
    header = PageHeader(
        say("New contact"),
        say("24 November 2026, 14:21 · Ayesha Siddiqua"),
        StateChip(Station.DRAFT, say("Draft")),
        [more],
    )
    page = Page(header, [Beside(form, side)], footer, margins=(24, 0, 24, 12), scroll=True)
    return make_window(say, page, "Contacts"), name


def today(say: Say) -> tuple[QWidget, QWidget]:
    columns = [Column("time", say("Time"), 64), Column("person", say("Person"), 146), Column("who", say("Sex, age, district"), 132),
               Column("what", say("Destination, topic"), 156), Column("result", say("Result"), 120), Column("state", say("Where it is"), 190, stretch=True)]  # fmt: skip
    states = [
        (Station.DRAFT, "Draft"),
        (Station.LAPTOP, "Saved on this laptop"),
        (Station.BUNDLE, "In bundle 12"),
        (Station.RECEIVED, "Received by HQ"),
    ]

    def line(number: int) -> Row:
        station, words = states[number % 4]
        draft = number == 0
        return Row(number, (
            Cell(f"{14 - number}:05", tone="ink2"),
            Cell(say("No name yet" if draft else "Samina Khan"), say("Not asked yet") if draft else "ISB-2M9D"),
            Cell(say("Man, 27" if draft else "Woman, 24"), say("Gujrat" if draft else "Swat"), role="body"),
            Cell(say("Germany" if draft else "United Arab Emirates"), say("Finding a job" if draft else "Contract"), role="body"),
            Cell(say("Not finished" if draft else "Informed"), tone="warn" if draft else "ink"),
            Cell(say(words), station=station)))  # fmt: skip

    table = DataTable(columns, say("Contacts today"), height="two")
    table.show_rows([line(number) for number in range(8)])
    contacts = Card(
        table,
        title=say("Contacts today"),
        facts=say("8 so far · 31 this week, usually 28"),
        actions=[quiet(say("Show all"), small=True)],
        flush=True,
    )
    due = [
        ListRow(say("Kamran Hussain"), say("Saudi Arabia · contract check"), say(end), tone, run=lambda: None)
        for end, tone in (("Today", "bad"), ("25 Nov", "ink2"))
    ]
    unclear = [
        ListRow(say(what), end=say(who), icon="help")
        for what, who in (("Phone one digit short", "Zubair Gul"), ("District not recognised", "Farzana Bibi"))
    ]
    side = Panel(column(Card(due[0], Rule(), due[1], title=say("Follow-ups due"), actions=[Text("4", "h2", "ink2")], spacing=0),
                        Card(*unclear, title=say("Unclear, can be fixed later"), spacing=0), None, spacing=12))  # fmt: skip
    stops = [
        (Station.DRAFT, "1", "draft"),
        (Station.LAPTOP, "31", "saved on this laptop"),
        (Station.BUNDLE, "44", "in bundle 12"),
        (Station.RECEIVED, grouped(1204), "received by HQ"),
    ]
    route = RouteStrip([(station, count, say(label)) for station, count, label in stops])
    last = column(
        Text(say("Last bundle 17 Nov, 7 days ago"), "strong"),
        Text(say("Please send once a week"), "meta", "warn"),
        spacing=1,
    )
    strip = Card(row((route, 1), Rule(vertical=True), last, second(say("Send data"), icon="send"), spacing=16))
    new = primary(say("New contact"), "Ctrl+N", icon="plus")
    actions = [
        second(say("Find person"), "Ctrl+F", icon="search"),
        second(say("New event"), "Ctrl+E", icon="calendar-event"),
        new,
    ]
    banner = Banner("warn", say("One contact is not finished."), say("Man, 27, Gujrat. You stopped at 14:05 in block 3, Result. Every word is kept."),
                    [quiet(say("Discard"), small=True), second(say("Continue"), small=True)], icon="file-pencil")  # fmt: skip
    status = StatusBar(
        say("All work is saved on this laptop, 14:05"), [say("Works without internet"), say("Client view F9")]
    )
    page = Page(
        PageHeader(say("Today"), say("Tuesday 24 November 2026"), actions=actions),
        [(Beside(contacts, side, 276), 1), strip],
        None,
        status,
        banner,
    )
    return make_window(say, page, "Today"), new


def session(say: Say) -> tuple[QWidget, QWidget]:
    ages = [
        ("u18", "Under 18"),
        ("a18", "18–24"),
        ("a25", "25–34"),
        ("a35", "35–44"),
        ("a45", "45–59"),
        ("a60", "60+"),
        ("", "Not known"),
    ]
    sexes = [("m", say("Men")), ("f", say("Women")), ("x", say("Trans")), ("n", say("Not said"))]
    grid = HeadCountGrid("Head count", [(code or "n", say(label)) for code, label in ages], sexes)
    grid.set_value(Heads({("u18", "f"): 42, ("a18", "m"): 6, ("a18", "f"): 31, ("a25", "m"): 4, ("a25", "f"): 9}))
    shape = chosen(
        OneOfMany(
            [
                Option("1", "Count by sex and age", "1"),
                Option("2", "By sex only", "2"),
                Option("3", "Only a total", "3"),
            ]
        ),
        "1",
    )
    left = Card(row(shape, None, TickAnswer("This is an estimate", "E")), 4, grid, None, title="How many people")
    side = Panel(
        column(Card(Field("Place", LineField(text="Govt. Girls Degree College, Saidu Sharif")), title="Session"), None)
    )
    page = Page(
        PageHeader("Awareness session", "24 November 2026 · Swat"),
        [Beside(left, side, 424)],
        FooterBar("Draft kept 11:18:40"),
        scroll=True,
    )
    return make_window(say, page, "Sessions"), grid.cell("a18", "f")


def attendance(say: Say) -> tuple[QWidget, QWidget]:
    columns = [Column("n", "#", 44, "end"), Column("name", "Name", 228), Column("sex", "Sex", 52, "center"), Column("office", "Organisation", 200, line_after=True),
               Column("d1", "D1", 56, "center"), Column("d2", "D2", 56, "center"), Column("d3", "D3", 56, "center", line_after=True), Column("gain", "Gain", 70, "end"),
               Column("paper", "Certificate", 120, stretch=True, sortable=True)]  # fmt: skip
    marks = ["tick", "half", "absent", "excused", "none"]
    rows = [Row(number, (Cell(str(number), tone="ink2"), Cell("Tariq Mehmood", other="طارق محمود"), Cell("M", tone="ink2"), Cell("FIA, AHTC Rawalpindi"), Cell(mark="tick"),
                         Cell(mark="tick"), Cell(mark=marks[number % 5]), Cell("+6", role="strong", tone="ok"), Cell("SRP-2026-0041", chip="ok"))) for number in range(1, 11)]  # type: ignore[arg-type]  # fmt: skip
    table = DataTable(columns, "People and attendance", cells=True, fit=True)
    table.show_rows(rows)
    table.set_totals(
        [
            Cell(),
            Cell("Present", role="strong"),
            Cell(),
            Cell("12 people", role="strong"),
            *[Cell(n, role="strong") for n in ("12", "10", "10", "+5.3", "7 issued")],
        ]
    )
    table.choose(6, "d3")
    page = Page(
        PageHeader(
            "Counter-smuggling training of trainers",
            "17–19 November 2026",
            StateChip(Station.LAPTOP, say("Saved on this laptop")),
        ),
        [Card(table, flush=True), None],
    )
    return make_window(say, page, "Events"), table.view


DRESSES = [
    ("light", False, "en", (1366, 768)),
    ("dark", True, "en", (1366, 768)),
    ("urdu", False, "ur", (1366, 768)),
    ("urdu-dark", True, "ur", (1366, 768)),
    ("narrow", False, "en", (1093, 614)),
]
PAGES = {"new-contact": new_contact, "today": today, "session": session, "attendance": attendance}


@pytest.mark.parametrize(("dress", "dark", "language", "size"), DRESSES, ids=[dress[0] for dress in DRESSES])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_parts_is_drawn_whole(
    name: str,
    dress: str,
    dark: bool,
    language: str,
    size: tuple[int, int],
    qapp: QApplication,
    urdu: Say,
    portrait,
    colours_in,
    cut_words,
) -> None:
    apply_theme(qapp, dark, language)
    window, focus = PAGES[name](urdu if language == "ur" else lambda text: text)
    picture = portrait(window, f"{name}-{dress}", focus, size)
    assert picture.width() == size[0], "the page is wider than the screen"
    assert picture.height() == size[1], "the page is higher than the screen"
    assert len(colours_in(picture)) > 20
    if dress != "narrow":
        assert cut_words(window) == []
