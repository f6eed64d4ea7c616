"""What Today shows, read from the store on another thread: drafts, today's records, what is due, what is unclear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from silkfield import clock as clocks
from silkfield.clock import local_time
from silkfield.desktop.lists.columns import PERSON
from silkfield.desktop.lists.lines import Line, as_lines, brief
from silkfield.formkit.days import iso_day
from silkfield.formkit.form import CENTRE
from silkfield.forms.session import was_held
from silkfield.language import _, chosen
from silkfield.operations import drafting, finding, following, opening, referring, safeguarding, timekeeping
from silkfield.operations.allowing import may_read
from silkfield.operations.backup import remembering
from silkfield.operations.exchange import alerting, asking, clashing, inbox, sending
from silkfield.operations.exchange.alerting import AlertLine
from silkfield.operations.finding import Listing
from silkfield.operations.roles import Ability, can
from silkfield.operations.safeguarding import Standing
from silkfield.operations.sitting import Sitting
from silkfield.store.drafts import Draft
from silkfield.store.reading import Shown, State

_RECENT = 500
"""So many of the newest contacts are looked through: half a year of a busy centre."""

_MOST_LISTED = 200
SOON = timedelta(days=7)
_TOLD = timedelta(days=30)
_MOST_TOLD = 3
_MOST_DUE, _MOST_REFERRED, _MOST_UNCLEAR, _MOST_COMING = 6, 6, 4, 3


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft: what it is of, in a few words, and when it was kept."""

    draft: str
    form: str
    title: str
    who: str
    where: str
    time: str

    @property
    def words(self) -> str:
        """What it is of, in one line."""
        return _(", ").join(part for part in (self.who, self.where) if part)


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up that was agreed: with whom, about what, when, how often it was tried. `overdue` ones had an earlier day."""

    form: str
    record: str
    who: str
    about: str
    day: date
    tried: int
    overdue: bool


@dataclass(frozen=True, slots=True)
class Referred:
    """A referral nobody has heard the end of: to whom, of whom, how it stands, until when an answer was due."""

    record: str
    to: str
    about: str
    day: date
    overdue: bool


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something odd that was kept and can be put right later."""

    record: str
    sentence: str
    who: str


@dataclass(frozen=True, slots=True)
class Coming:
    """An event that is soon."""

    record: str
    title: str
    day: date


@dataclass(frozen=True, slots=True)
class Waiting:
    """All of it. `to_decide` is how many records were changed in two places, `aside` how many files were not taken in,
    `notices` what headquarters has told lately; `wanted` says that it asks for everything once more.

    `usual` is the mean of a week before this one, 0 when there is none. `clock` says that the clock cannot be right,
    `calendar` is the second one that is shown."""

    form: str
    today: date
    unfinished: tuple[Unfinished, ...]
    lines: tuple[Line, ...]
    times: Mapping[str, str]
    week: int
    usual: int
    due: tuple[Due, ...]
    due_count: int
    referred: tuple[Referred, ...]
    referred_count: int
    unclear: tuple[Unclear, ...]
    coming: tuple[Coming, ...]
    states: Mapping[State, int]
    bundle: int
    sent_on: date | None
    late: bool
    backup_on: date | None
    backup_late: bool
    now: str
    to_decide: int
    aside: int
    notices: tuple[Notice, ...] = ()
    wanted: bool = False
    alerts: tuple[AlertLine, ...] = ()
    clock: str = ""
    calendar: str = ""
    safeguarding: Standing = field(default_factory=Standing)


@dataclass(frozen=True, slots=True)
class Notice:
    """What headquarters has told this site."""

    text: str
    day: date


def waiting(sitting: Sitting) -> Waiting:
    """Return what waits today."""
    today = clocks.today(sitting.clock)
    centre = sitting.office.kind == CENTRE and can(sitting.person.role, Ability.COUNSEL)
    form = "counselling_contact" if centre else "session"
    day_field = "contact_date" if centre else "held_on"
    recent = finding.listing(sitting, form, limit=_RECENT).records
    days = {one.id: iso_day(one.values.get(day_field)) for one in recent if centre or was_held(one.values)}
    of_today = [one for one in recent if days.get(one.id) == today] if centre else list(recent)
    lines = as_lines(sitting, Listing(form, len(of_today), tuple(of_today[:_MOST_LISTED])))
    chosen_settings = opening.settings(sitting)
    week, usual = _weeks([day for day in days.values() if day], today, chosen_settings.week_begins)
    zone = sitting.clock.zone()
    sent = sending.overview(sitting)
    sent_on = local_time(sent.last_made, zone).date() if sent.last_made else None
    backup = remembering.last_backup(sitting.store.folder).made
    due = following.due(sitting, today, ahead=SOON) if centre else []
    referred = referring.waiting(sitting, today) if centre else []
    return Waiting(
        form,
        today,
        tuple(
            _unfinished(sitting, draft)
            for draft in drafting.drafts(sitting)
            if may_read(sitting, sitting.form(draft.form))
        ),
        lines,
        {one.id: f"{local_time(one.created, zone):%H:%M}" for one in of_today},
        week,
        usual,
        due_in_words(sitting, due[:_MOST_DUE]) if due else (),
        len(due),
        referred_in_words(sitting, referred[:_MOST_REFERRED]) if referred else (),
        len(referred),
        _unclear(sitting, recent) if centre else (),
        _coming(sitting, today),
        finding.states(sitting),
        sent.number - 1,
        sent_on,
        sent_on is not None and (today - sent_on).days > chosen_settings.remind_after_days,
        local_time(backup, zone).date() if backup else None,
        remembering.is_late(sitting),
        f"{local_time(sitting.clock.now(), zone):%H:%M}",
        clashing.to_decide(sitting),
        inbox.kept_aside(sitting),
        _notices(sitting, today),
        asking.is_wanted(sitting),
        tuple(alerting.listing(sitting)),
        timekeeping.doubt_now(sitting),
        chosen_settings.calendar,
        safeguarding.standing(sitting),
    )


def _notices(sitting: Sitting, today: date) -> tuple[Notice, ...]:
    zone = sitting.clock.zone()
    told = (Notice(one.text, local_time(one.at, zone).date()) for one in asking.notices(sitting))
    return tuple(one for one in told if today - one.day <= _TOLD)[:_MOST_TOLD]


def _weeks(days: Sequence[date], today: date, begins: int) -> tuple[int, int]:
    """Count this week, which `begins` on a weekday (0 is Monday), and the mean of the four weeks before."""
    first = today - timedelta(days=(today.weekday() - begins) % 7)
    begin = first - timedelta(weeks=4)
    before = sum(begin <= day < first for day in days)
    whole = bool(days) and min(days) < begin
    return sum(first <= day <= today for day in days), round(before / 4) if whole else 0


def _unfinished(sitting: Sitting, draft: Draft) -> Unfinished:
    form, around = sitting.form(draft.form), sitting.around()

    def told(*names: str) -> str:
        fields = [form.by_name[name] for name in names if draft.answers.get(name) and name in form.by_name]
        sound = [one for one in fields if not one.answer.fault(draft.answers[one.name], around)]
        return _(", ").join(brief(one, draft.answers[one.name], around, {}) for one in sound)

    time = f"{local_time(draft.kept, sitting.clock.zone()):%H:%M}"
    who = told("sex", "age_group") if "sex" in form.by_name else told("title", "venue", "name")
    return Unfinished(draft.id, draft.form, _(form.title), who, told("district"), time)


def due_in_words(sitting: Sitting, found: Sequence[following.Due]) -> tuple[Due, ...]:
    """Return follow-ups with whom they are and what about."""
    of = _contact_lines(sitting, [one.contact for one in found])
    return tuple(
        Due(
            "counselling_contact" if one.record == one.contact else "follow_up",
            one.record,
            line.texts[PERSON] if line else _("not here yet"),
            _about(line) if line else "",
            one.day,
            one.tried,
            one.overdue,
        )
        for one in found
        for line in (of.get(one.contact),)
    )


def referred_in_words(sitting: Sitting, found: Sequence[referring.Waiting]) -> tuple[Referred, ...]:
    """Return referrals with the office they went to, of whom, and how they stand."""
    of = _contact_lines(sitting, [one.contact for one in found])
    offices = finding.several(sitting, "organisation", [one.office for one in found if one.office])
    codes = sitting.around().codes
    told = []
    for one in found:
        office = offices.get(one.office)
        named = office.values if office else {}
        to = (
            (chosen() == "ur" and named.get("name_urdu")) or named.get("name") or codes["referral_to"].text(one.to_kind)
        )
        who = [of[one.contact].texts[PERSON]] if one.contact in of else []
        status = codes["referral_status"].by_key.get(one.status)
        about = " · ".join([*who, status.brief() if status else one.status])
        told.append(Referred(one.record, to, about, one.day, one.overdue))
    return tuple(told)


def _contact_lines(sitting: Sitting, contacts: Sequence[str]) -> dict[str, Line]:
    shown = tuple(finding.several(sitting, "counselling_contact", contacts).values())
    return {line.shown.id: line for line in as_lines(sitting, Listing("counselling_contact", len(shown), shown))}


def _about(line: Line) -> str:
    return " · ".join(line.texts[name] for name in ("destination_1", "topics") if name in line.texts)


def _unclear(sitting: Sitting, recent: Sequence[Shown]) -> tuple[Unclear, ...]:
    around, form = sitting.around(typed=False), sitting.form("counselling_contact")
    odd = [(one, problem) for one in recent for problem in form.problems(one.values, around)][:_MOST_UNCLEAR]
    lines = as_lines(sitting, Listing(form.key, len(odd), tuple(one for one, _problem in odd)))
    return tuple(
        Unclear(one.id, problem.sentence, line.texts[PERSON]) for (one, problem), line in zip(odd, lines, strict=True)
    )


def _coming(sitting: Sitting, today: date) -> tuple[Coming, ...]:
    events = finding.listing(sitting, "event", limit=_MOST_LISTED).records
    days = [(day, one) for one in events if (day := iso_day(one.values.get("start_date"))) and day > today]
    days.sort(key=lambda pair: pair[0])
    return tuple(Coming(one.id, one.values.get("title", ""), day) for day, one in days[:_MOST_COMING])
