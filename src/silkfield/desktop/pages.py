"""The pages of the program, declared as data: which stand in the rail of which kind of office, and where they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from silkfield.formkit.form import CENTRE, EVERYWHERE, HEADQUARTERS, TEAM
from silkfield.forms import all_forms
from silkfield.language import N_
from silkfield.operations.roles import Ability, can

if TYPE_CHECKING:
    from silkfield.desktop.desk import Desk
    from silkfield.desktop.navigator import DeskPage, Navigator
    from silkfield.operations.sitting import Sitting

SITES = frozenset({CENTRE, TEAM})
CENTRES = frozenset({CENTRE})
HQ = frozenset({HEADQUARTERS})
NOT_TEAMS = frozenset({CENTRE, HEADQUARTERS})
NOWHERE: frozenset[str] = frozenset()
_OF_A_TEAM = ("today", "events", "directory", "sessions", "send")
"""The rail of a team of facilitators, in its order; Today leads to what else they need now and then."""

_LIST = "silkfield.desktop.browse.list_page:ListPage"
_ENTRY = "silkfield.desktop.entry.entry_page:EntryPage"


@dataclass(frozen=True, slots=True)
class Declared:
    """One page. `place` is "module:Class", imported when the page is first opened; `what` goes to each `open`.

    It stands in the `rail` of these kinds of offices; elsewhere other pages open it. One that is not `kept` is made anew
    each time, as a form is.
    `forms` are the record kinds whose records are shown there; a page that `opens` a kind shows one record of it whole.
    One with `names` shows names beside those of its records. One that is `closed_to_clients` shows files or both sides of a
    clash as they are, so it stays shut in the client view. `titles` are what some kinds of offices call it.
    """

    key: str
    title: str
    icon: str
    kinds: frozenset[str]
    place: str
    rail: frozenset[str] = EVERYWHERE
    kept: bool = True
    forms: tuple[str, ...] = ()
    opens: str = ""
    names: bool = False
    closed_to_clients: bool = False
    what: Mapping[str, Any] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def called(self, kind: str) -> str:
        """Return its title as a kind of office knows it."""
        return self.titles.get(kind, self.title)

    @property
    def shows_names(self) -> bool:
        """Tell whether names may stand on it, so that it is made anew when they are hidden or shown."""
        return self.names or bool(self.forms) or bool(self.opens)

    def make(self, desk: Desk, navigator: Navigator) -> DeskPage:
        """Import the page and make it."""
        module, _colon, name = self.place.partition(":")
        page: DeskPage = getattr(import_module(module), name)(desk, navigator)
        return page


PAGES = (
    Declared("today", N_("Today"), "home", SITES, "silkfield.desktop.today.today_page:TodayPage", names=True),
    Declared(
        "inbox", N_("Inbox"), "inbox", EVERYWHERE, "silkfield.desktop.inbox.inbox_page:InboxPage", rail=HQ, names=True
    ),
    Declared(
        "plan",
        N_("Plan"),
        "database-import",
        EVERYWHERE,
        "silkfield.desktop.inbox.plan_page:PlanPage",
        rail=NOWHERE,
        closed_to_clients=True,
    ),
    Declared(
        "clashes",
        N_("Clashes"),
        "arrows-exchange",
        EVERYWHERE,
        "silkfield.desktop.clashes.clashes_page:ClashesPage",
        rail=HQ,
        closed_to_clients=True,
    ),
    Declared("duplicates", N_("Duplicates"), "user-search", HQ, "silkfield.desktop.doubles.doubles_page:DoublesPage"),
    Declared("clients", N_("Clients"), "address-book", CENTRES, _LIST, forms=("client",)),
    Declared(
        "client",
        N_("Client file"),
        "address-book",
        CENTRES,
        "silkfield.desktop.clients.client_page:ClientPage",
        rail=NOWHERE,
        opens="client",
    ),
    Declared(
        "contacts",
        N_("Contacts"),
        "message-2",
        CENTRES,
        _LIST,
        forms=("counselling_contact", "follow_up", "referral", "safeguarding"),
    ),
    Declared(
        "events",
        N_("Events"),
        "calendar-event",
        EVERYWHERE,
        _LIST,
        forms=("event", "participation", "evaluation", "knowledge_test"),
    ),
    Declared(
        "calendar",
        N_("Calendar"),
        "calendar-due",
        EVERYWHERE,
        "silkfield.desktop.planning.calendar_page:CalendarPage",
        rail=NOWHERE,
    ),
    Declared(
        "event",
        N_("Event"),
        "calendar-event",
        EVERYWHERE,
        "silkfield.desktop.events.event_page:EventPage",
        rail=NOWHERE,
        opens="event",
        names=True,
    ),
    Declared(
        "certificate",
        N_("Check a certificate"),
        "file-check",
        EVERYWHERE,
        "silkfield.desktop.events.certificate_page:CertificatePage",
        rail=NOWHERE,
        closed_to_clients=True,
    ),
    Declared(
        "nominations",
        N_("People from a list"),
        "users-group",
        EVERYWHERE,
        "silkfield.desktop.intake.nominations_page:NominationsPage",
        rail=NOWHERE,
        closed_to_clients=True,
    ),
    Declared(
        "sessions",
        N_("Sessions"),
        "speakerphone",
        EVERYWHERE,
        _LIST,
        forms=("session", "media_activity", "stock_movement"),
    ),
    Declared(
        "project",
        N_("Project"),
        "archive",
        EVERYWHERE,
        _LIST,
        rail=HQ,
        forms=("project", "working_group", "policy_process", "output", "pilot_milestone"),
    ),
    Declared(
        "directory",
        N_("Directory"),
        "users-group",
        EVERYWHERE,
        _LIST,
        forms=("person", "organisation", "code", "question"),  # at headquarters all that goes to every site
        titles={TEAM: N_("People")},
    ),
    Declared(
        "contacts_of_sites",
        N_("Contacts"),
        "message-2",
        HQ,
        _LIST,
        rail=NOWHERE,
        forms=("counselling_contact", "client"),
    ),
    Declared("send", N_("Send data"), "send", SITES, "silkfield.desktop.exchange.send_page:SendPage"),
    Declared(
        "reports",
        N_("Reports"),
        "report",
        EVERYWHERE,
        "silkfield.desktop.reporting.reports_page:ReportsPage",
        rail=NOT_TEAMS,
    ),
    Declared("sites", N_("Sites & keys"), "key", HQ, "silkfield.desktop.headquarters.sites_page:SitesPage"),
    Declared(
        "erasures",
        N_("Erasures"),
        "shield-lock",
        EVERYWHERE,
        "silkfield.desktop.erasing.erasures_page:ErasuresPage",
        rail=NOWHERE,
        names=True,
    ),
    Declared(
        "intake",
        N_("Excel"),
        "database-import",
        EVERYWHERE,
        "silkfield.desktop.intake.intake_page:IntakePage",
        rail=NOT_TEAMS,
        closed_to_clients=True,
    ),
    Declared(
        "bin", N_("Bin"), "trash", EVERYWHERE, "silkfield.desktop.browse.bin_page:BinPage", rail=NOWHERE, names=True
    ),
    Declared(
        "notices", N_("Notices"), "info-circle", EVERYWHERE, "silkfield.desktop.notices:NoticesPage", rail=NOWHERE
    ),
    Declared(
        "day_sheet",
        N_("Day sheet"),
        "file-check",
        SITES,
        "silkfield.desktop.today.day_sheet_page:DaySheetPage",
        rail=NOWHERE,
        names=True,
    ),
    Declared("enter", N_("Record"), "file-pencil", EVERYWHERE, _ENTRY, rail=NOWHERE, kept=False),
    Declared(
        "settings",
        N_("Settings"),
        "settings",
        EVERYWHERE,
        "silkfield.desktop.setup.settings_page:SettingsPage",
        rail=NOWHERE,
    ),
)


def pages() -> list[Declared]:
    """Return all pages: those of the table, with a list for each form that none of them shows."""
    shown = {key for page in PAGES for key in page.forms}
    lists = [
        Declared(form.key, form.plural, form.icon, form.kept_at, _LIST, forms=(form.key,))
        for form in all_forms().values()
        if form.own_page and form.key not in shown
    ]
    behind = max(place for place, page in enumerate(PAGES, 1) if page.forms)
    return [*PAGES[:behind], *lists, *PAGES[behind:]]


def rail_pages(kind: str, role: str | None = None) -> list[Declared]:
    """Return the pages in the rail of a kind of office, in their order, without those that people of a role do not see."""
    found = [page for page in pages() if kind in page.rail & page.kinds and (role is None or _is_for(page, role))]
    if kind == TEAM:  # what a new form brings stands behind
        places = {key: place for place, key in enumerate(_OF_A_TEAM)}
        found.sort(key=lambda page: places.get(page.key, len(places)))
    return found


def _is_for(page: Declared, role: str) -> bool:
    """Tell whether people of a role see a page: one about clients only is for those who work with them."""
    about_clients = bool(page.forms) and all(all_forms()[key].of_clients for key in page.forms)
    return not about_clients or can(role, Ability.COUNSEL)


def first_form(sitting: Sitting) -> str:
    """Return what this person records most at this office."""
    if sitting.office.kind == CENTRE and can(sitting.person.role, Ability.COUNSEL):
        return "counselling_contact"
    return "event" if sitting.office.is_headquarters else "session"


def declared(key: str) -> Declared:
    """Return a page by its key."""
    return next(page for page in pages() if page.key == key)


def page_that_opens(form: str, kind: str) -> Declared:
    """Return the page of an office that shows one record of a form whole, else the one that lists them."""
    whole = (page for page in pages() if page.opens == form and kind in page.kinds)
    return next(whole, None) or page_of(form, kind)


def page_of(form: str, kind: str) -> Declared:
    """Return the page of an office that shows the records of a form."""
    return next(page for page in pages() if form in page.forms and kind in page.kinds)
