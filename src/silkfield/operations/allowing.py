"""Allowing: each operation asks what this person's role allows before it begins; pages ask the same, to offer only that."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from silkfield.errors import Trouble
from silkfield.formkit.form import CENTRE, Form
from silkfield.language import _
from silkfield.operations.roles import OFFERED, TITLES, Ability, can
from silkfield.operations.sitting import Sitting
from silkfield.store import people

P = ParamSpec("P")
R = TypeVar("R")


def require(sitting: Sitting, ability: Ability) -> None:
    """Refuse what this person's role does not allow, and say who can. Raises Trouble."""
    if ability is Ability.KEYS:
        only_at_headquarters(sitting)
    if can(sitting.person.role, ability):
        return
    titles = [_(TITLES[role]) for role in OFFERED[sitting.office.kind] if can(role, ability)]
    with sitting.store.reading() as connection:
        able = [name for _id, name, role in people.all_of(connection) if can(role, ability)]
    raise Trouble(
        _("Your role does not allow this: {what}.").format(what=_(ability.value)),
        _("Ask {who}.").format(who=_(", ").join(able or titles)),
        code="not_allowed",
    )


def needs(ability: Ability) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark an operation as one that people with this ability may do; anybody else is refused before it begins.

    The sitting is its first argument.
    """

    def marked(operation: Callable[P, R]) -> Callable[P, R]:
        @wraps(operation)
        def asked(*args: P.args, **keywords: P.kwargs) -> R:
            require(cast("Sitting", args[0]), ability)
            return operation(*args, **keywords)

        asked.__dict__["ability"] = ability
        return asked

    return marked


def open_to_all(operation: Callable[P, R]) -> Callable[P, R]:
    """Mark an operation that writes as one that everybody may do: their own drafts and settings, what the program owes."""
    operation.__dict__["ability"] = None
    return operation


def may(sitting: Sitting, operation: Callable[..., Any]) -> bool:
    """Tell whether this person may do an operation, so that nobody is offered what would be refused."""
    ability: Ability | None = operation.__dict__["ability"]
    return ability is None or can(sitting.person.role, ability)


def only_at_headquarters(sitting: Sitting) -> None:
    """Refuse on a laptop what only headquarters does. Raises Trouble."""
    if not sitting.office.is_headquarters:
        raise Trouble(
            _("Only headquarters can do this."),
            _("This store is {label}'s.").format(label=sitting.office.label),
            code="not_headquarters",
        )


def require_form(sitting: Sitting, form: Form) -> None:
    """Refuse a centre's forms about clients to whoever does not work with clients. Raises Trouble."""
    if not may_read(sitting, form):
        require(sitting, Ability.COUNSEL)


def may_read(sitting: Sitting, form: Form) -> bool:
    """Tell whether this person works with the records of a form: a centre's forms about clients are not for everybody."""
    return not form.of_clients or sitting.office.kind != CENTRE or can(sitting.person.role, Ability.COUNSEL)
