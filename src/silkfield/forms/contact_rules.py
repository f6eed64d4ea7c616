"""What must hold of a counselling contact: referral and follow-up, minors, trafficking, destinations."""

from __future__ import annotations

from collections.abc import Iterator

from silkfield.formkit.problems import Around, Problem, Values, error, warning
from silkfield.language import _


def topic_may_wait(values: Values, around: Around) -> bool:
    """Excuse a missing topic when the contact broke off, and in an intake, where it becomes a question for later."""
    return not around.typed or "INCOMPLETE" in (values.get("outcomes") or ())


def trafficking_is_kept_apart(values: Values, around: Around) -> Iterator[Problem]:
    """The trafficking topic never stands in a contact: headquarters would see it."""
    if "THB" in (values.get("topics") or ()):
        sentence = _(
            "Choose “About the centre / other” here and tick “Possible trafficking” in the safeguarding record."
        )
        yield error("topics", "restricted_thb", sentence)


def referral_names_an_office(values: Values, around: Around) -> Iterator[Problem]:
    """A referral goes to somebody."""
    if "REFERRED" in (values.get("outcomes") or ()) and not values.get("referred_to"):
        yield error("referred_to", "referral_missing", _("Choose where the client was referred to."))


def follow_up_has_a_day(values: Values, around: Around) -> Iterator[Problem]:
    """A follow-up agreed at the desk has a day; a register may lack it."""
    if around.typed and "FOLLOWUP" in (values.get("outcomes") or ()) and not values.get("follow_up_on"):
        yield error("follow_up_on", "follow_up_missing", _("Write the day of the follow-up."))


def minor_stays_unnamed(values: Values, around: Around) -> Iterator[Problem]:
    """A minor is said once, and is never linked to a client whose name is kept."""
    if values.get("age_group") != "A00":
        return
    yield warning("age_group", "minor", _("Under 18. Tell the coordinator today, and keep no name."))
    client = around.resolve("client", values["client"]) if values.get("client") else None
    if client and client.get("identity_level") == "I2":
        sentence = _("A minor is never identified. Take the client out, or keep a code only.")
        yield error("client", "minor_identified", sentence)


def destination_is_abroad(values: Values, around: Around) -> Iterator[Problem]:
    """Pakistan is a destination of returnees only, and the two destinations differ."""
    first, second = values.get("destination_1"), values.get("destination_2")
    if values.get("stage") != "RET":
        for name in ("destination_1", "destination_2"):
            if values.get(name) == "PK":
                yield warning(
                    name, "destination_home", _("Pakistan is a destination of returnees. Is the stage right?")
                )
    if second and second == first:
        yield warning("destination_2", "destination_twice", _("Both destinations are the same."))


def district_is_one(values: Values, around: Around) -> Iterator[Problem]:
    """A city of several districts, or half a name, is kept and asked about."""
    code = around.codes["district"].by_key.get(values.get("district") or "")
    if code and code.vague:
        yield warning("district", "district_ambiguous", _("Several districts bear this name. Which one is it?"))
