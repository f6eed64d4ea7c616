"""The page of a new contact put together from the parts, to look at beside the drawing of it."""

from __future__ import annotations

from collections.abc import Callable

from silkfield.desktop.widgets import (
    Beside,
    Block,
    BlockCard,
    Card,
    Chip,
    Choice,
    ComboField,
    Field,
    FooterBar,
    KeyList,
    LineField,
    NumberField,
    OneOfMany,
    Option,
    Page,
    PageHeader,
    Panel,
    Scrolled,
    SeveralOfMany,
    StateChip,
    Station,
    Text,
    column,
    primary,
    quiet,
    row,
    second,
)  # fmt: skip

Say = Callable[[str], str]


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
        row((Field(say("Channel"), listed(say, "Walk-in"), required=True, pinned=True), 1),
            Field(say("For whom"), who), spacing=12),
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
    consent = chosen(OneOfMany([Option("Y", say("Yes"), "Y"), Option("N", say("No, count only"), "N")]), "Y")
    answer = chosen(OneOfMany(options(say, "S Spoken, W Written")), "S")
    name = LineField(text=say("Muhammad Ashr"))
    name.end(False)
    empty = say("optional")
    client = Block(
        "4", say("Client"), say("Ask first. Yes opens the name."),
        row(Field(say("May we keep name and number, in this office only?"), consent),
            Field(say("Answer was"), answer), None, spacing=12),
        row((Field(say("Full name"), name), 4), (Field(say("Name in Urdu"), LineField(placeholder=empty)), 4),
            (Field(say("Mobile number"), LineField(placeholder=empty, left_to_right=True)), 3),
            (Field(say("Father’s name"), LineField(placeholder=empty)), 4), spacing=12),
    )  # fmt: skip
    return result, client, name


def new_contact(say: Say) -> tuple[Page, LineField]:
    result, client, name = result_and_client(say)
    form = BlockCard(talk(say), about(say), result, client)
    keys = [
        ("Enter", "next field"),
        ("Alt+M", "more questions"),
        ("F8", "next problem"),
        ("Esc", "close, keeps the draft"),
    ]
    evidence = [Chip(say(words), "ok", "check") for words in ("name so far", "age", "district")]
    here = Card(
        Text("Muhammad Ashraf", "strong"),
        Text(say("Man, 27, Gujrat · last here 3 Nov"), "meta", "ink2"),
        row(*evidence, None, spacing=4),
        row(None, second(say("Someone new"), "Alt+0", small=True)),
        title=say("Already here?"),
        spacing=4,
    )
    words = (
        "Write it as on the identity card. One box, no first or last name. "
        "Urdu or Roman letters, whichever you have; the other is optional."
    )
    helped = Card(Text(say(words), "body", "ink2", wrap=True), title=say("Full name"))
    key_list = Card(KeyList([(key, say(does)) for key, does in keys]), title=say("Keys"))
    side = Panel(column(here, helped, key_list, None, spacing=12))
    footer = FooterBar(
        say("Draft kept 14:22:07"),
        say("If the laptop locks or the power goes, nothing is lost."),
        [quiet(say("Close"), "Esc"), second(say("Save"), "Ctrl+S"), primary(say("Save & next"), "Ctrl+Enter")],
    )
    more = second(say("More questions"), "Alt+M", icon="list-details")
    facts, chip = say("24 November 2026, 14:21 · Ayesha Siddiqua"), StateChip(Station.DRAFT, say("Draft"))
    header = PageHeader(say("New contact"), facts, chip, [more])
    return Page(header, [Beside(form, side)], footer, margins=(24, 0, 24, 12), scroll=True), name


def test_the_form_is_drawn_whole_and_fits_the_screen(dress, in_window, portrait, colours_in, cut_words) -> None:
    page, name = new_contact(dress.say)
    window = in_window(dress.say, page, "Contacts")
    picture = portrait(window, f"new-contact-{dress.name}", name, dress.size)
    assert (picture.width(), picture.height()) == dress.size
    assert len(colours_in(picture)) > 20
    assert cut_words(window) == []


def test_the_form_needs_no_scrolling_on_an_office_laptop(dress, in_window, portrait) -> None:
    page, name = new_contact(dress.say)
    window = in_window(dress.say, page, "Contacts")
    portrait(window, f"new-contact-{dress.name}", name, dress.size)
    bar = page.findChild(Scrolled).verticalScrollBar()
    assert (bar.maximum() > 0) == (dress.name == "narrow")
