"""Roles: who may do what, declared once."""

from __future__ import annotations

from enum import Enum

from silkfield.formkit.form import CENTRE, HEADQUARTERS, TEAM
from silkfield.language import N_

COUNSELLOR, COORDINATOR, FACILITATOR, DATA_OFFICER = "counsellor", "coordinator", "facilitator", "data-officer"


class Ability(Enum):
    """Something that not everybody may do. Its value ends the sentence "Only … can …"."""

    RECORD = N_("record")
    EXCHANGE = N_("send and receive")
    COUNSEL = N_("work with clients and contacts")
    SAFEGUARD = N_("read safeguarding records")
    DECIDE = N_("take back what arrived, or take in what was refused")
    LOCK = N_("lock months and open them again")
    ERASE = N_("erase for good")
    PEOPLE = N_("say who works here, and as what")
    KEYS = N_("invite, admit and revoke laptops and keep the keys")


_EVERYBODY = frozenset({Ability.RECORD, Ability.EXCHANGE})
_LEADING = frozenset({Ability.DECIDE, Ability.ERASE, Ability.PEOPLE})

ABILITIES = {
    COUNSELLOR: _EVERYBODY | {Ability.COUNSEL},
    COORDINATOR: _EVERYBODY | _LEADING | {Ability.COUNSEL, Ability.SAFEGUARD, Ability.LOCK},
    FACILITATOR: _EVERYBODY,
    DATA_OFFICER: _EVERYBODY | _LEADING | {Ability.KEYS},
}
"""What people of each role may do."""

TITLES = {
    COUNSELLOR: N_("Counsellor"),
    COORDINATOR: N_("Coordinator"),
    FACILITATOR: N_("Facilitator"),
    DATA_OFFICER: N_("Data officer"),
}

OFFERED = {
    CENTRE: (COUNSELLOR, COORDINATOR, FACILITATOR),
    TEAM: (FACILITATOR, COORDINATOR),
    HEADQUARTERS: (DATA_OFFICER,),
}
"""The roles there are at each kind of office, the usual one first."""

LEADS = {CENTRE: COORDINATOR, TEAM: COORDINATOR, HEADQUARTERS: DATA_OFFICER}
"""Whoever makes the store leads it: somebody must say who else works there."""


def can(role: str, ability: Ability) -> bool:
    """Tell whether people of a role may do something."""
    return ability in ABILITIES.get(role, frozenset())
