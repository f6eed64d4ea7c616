"""Days of rest where the project works: the weekend of a country, and its public holidays.

Holidays of the Islamic year are computed by the tabular calendar; the moon may move them by a day, so they are said with
"about". Days that a government proclaims for one year only are not known here: this warns and never forbids.
"""

from __future__ import annotations

from datetime import date

from silkfield.formkit.jalali import solar_day
from silkfield.language import N_, _

COUNTRIES = ("PK", "AF", "BD", "IR", "IQ", "TR", "AE", "GE", "TJ", "AT", "HU")
"""The countries whose days are known, the one of the centres first."""

WEEKENDS = {"AF": (3, 4), "IR": (4,), "IQ": (4, 5), "BD": (4, 5), "AE": (4, 5)}
"""Days of rest by country, Monday is 0; elsewhere Saturday and Sunday. Those of the project's years: AE changed in 2022."""

_LABOUR, _NEW_YEAR, _NOWRUZ = N_("Labour Day"), N_("New Year"), N_("Nowruz")
_FIXED: dict[str, dict[tuple[int, int], str]] = {
    "PK": {
        (2, 5): N_("Kashmir Day"),
        (3, 23): N_("Pakistan Day"),
        (5, 1): _LABOUR,
        (8, 14): N_("Independence Day"),
        (12, 25): N_("Quaid-e-Azam Day"),
    },
    "BD": {
        (2, 21): N_("Language Martyrs’ Day"),
        (3, 26): N_("Independence Day"),
        (4, 14): N_("Bengali New Year"),
        (5, 1): _LABOUR,
        (12, 16): N_("Victory Day"),
    },
    "IQ": {(1, 1): _NEW_YEAR, (1, 6): N_("Army Day"), (3, 21): _NOWRUZ, (5, 1): _LABOUR, (7, 14): N_("Republic Day")},
    "TR": {
        (1, 1): _NEW_YEAR,
        (4, 23): N_("National Sovereignty Day"),
        (5, 1): _LABOUR,
        (5, 19): N_("Youth and Sports Day"),
        (8, 30): N_("Victory Day"),
        (10, 29): N_("Republic Day"),
    },
    "AE": {(1, 1): _NEW_YEAR, (12, 2): N_("National Day"), (12, 3): N_("National Day")},
    "AF": {(5, 1): _LABOUR},
}
_SOLAR: dict[str, dict[tuple[int, int], str]] = {
    "AF": {(1, 1): _NOWRUZ, (2, 8): N_("Victory Day"), (5, 28): N_("Independence Day")},
    "IR": {
        **{(1, number): _NOWRUZ for number in (1, 2, 3, 4)},
        (1, 12): N_("Republic Day"),
        (1, 13): N_("Nature Day"),
        (3, 14): N_("Days of Khordad"),
        (3, 15): N_("Days of Khordad"),
        (11, 22): N_("Revolution Day"),
        (12, 29): N_("Oil Nationalisation Day"),
    },
}
_EID_AL_FITR, _EID_AL_ADHA = N_("Eid al-Fitr"), N_("Eid al-Adha")
_FEASTS = {
    (9, 30): _EID_AL_FITR,
    **{(10, number): _EID_AL_FITR for number in (1, 2, 3)},
    **{(12, number): _EID_AL_ADHA for number in (9, 10, 11, 12)},
}
"""With the day before each feast: the moon may be seen a day earlier than computed."""

_ASHURA = {(1, 9): N_("Ashura"), (1, 10): N_("Ashura")}
_MAWLID = {(3, 12): N_("Birthday of the Prophet")}
_LUNAR: dict[str, dict[tuple[int, int], str]] = {
    "TR": _FEASTS,
    "IR": {**_FEASTS, **_ASHURA, (3, 17): N_("Birthday of the Prophet")},
    **{country: {**_FEASTS, **_ASHURA, **_MAWLID} for country in ("PK", "AF", "BD", "IQ")},
    "AE": {**_FEASTS, **_MAWLID},
}


def is_weekend(day: date, country: str) -> bool:
    """Tell whether offices of a country are closed on this day of the week."""
    return day.weekday() in WEEKENDS.get(country, (5, 6))


def holiday(day: date, country: str) -> str:
    """Return the name of the public holiday of a country on a day, nothing on any other."""
    if name := _FIXED.get(country, {}).get((day.month, day.day)):
        return _(name)
    solar = solar_day(day)
    if solar and (name := _SOLAR.get(country, {}).get((solar[1], solar[2]))):
        return _(name)
    if name := _LUNAR.get(country, {}).get(lunar_day(day)[1:]):
        return _("about {day}").format(day=_(name))
    return ""


def lunar_day(day: date) -> tuple[int, int, int]:
    """Return year, month and day in the tabular Islamic calendar (civil epoch, eleven leap years in thirty)."""
    passed = day.toordinal() - date(622, 7, 19).toordinal()  # 1 Muharram 1, 16 July 622 in the Julian calendar
    year = (30 * passed + 10646) // 10631
    rest = passed - (354 * (year - 1) + (3 + 11 * year) // 30)
    month = min(12, 2 * rest // 59 + 1)
    while rest < _before(month):
        month -= 1
    return year, month, rest - _before(month) + 1


def _before(month: int) -> int:
    """Return the days of a lunar year before a month: 30 and 29 in turn."""
    return 29 * (month - 1) + month // 2
