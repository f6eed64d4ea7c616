"""Certificates: who completed an event gets a number and a signed text, and any laptop of the network can check one offline."""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.errors import Trouble
from silkfield.formkit.folding import plain_digits
from silkfield.forms.event_rules import main_venue
from silkfield.forms.participation import completed, threshold
from silkfield.language import _
from silkfield.operations import attending, visibility
from silkfield.operations.allowing import needs
from silkfield.operations.attending import Sheet
from silkfield.operations.exchange.network import held_roster, signing_key
from silkfield.operations.recording import Numbers
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.records.changes import Changes
from silkfield.records.numbers import is_number
from silkfield.store.reading import Shown
from silkfield.trust.certificate import (
    Certificate,
    NoCertificate,
    is_genuine,
    read_certificate,
    signer_of,
    write_certificate,
)
from silkfield.trust.keys import decoded, key_id

SERIES = "SRP"
"""The series of certificate numbers."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What is printed on one certificate; `lines` make visible who pays for the project, `code` is the signed text."""

    certificate: Certificate
    other_name: str
    place: str
    lines: tuple[str, ...]
    code: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A certificate whose signature is right: who signed, and whether that laptop was taken off the list since.

    One that is not `signed` was only looked up by its number in the records of this laptop.
    """

    certificate: Certificate
    by: str
    taken_off: bool
    signed: bool = True


@needs(Ability.RECORD)
def certify(sitting: Sitting, event: str) -> Changes:
    """Give a number to every participant who completed an event and has none, as one entry. Raises Trouble.

    Numbers are unique without a network: they carry the site, the laptop and its own counter. Where everybody has one,
    nothing changes; where nobody earned one, that is said.
    """
    found = attending.sheet(sitting, event)
    earned = [one.participation for one in found.people if one.takes_part and _earned(one.participation, found)]
    if not earned and not any(one.participation.values.get("certificate_number") for one in found.people):
        raise Trouble(
            _("Nobody has earned a certificate yet."),
            _("Mark the days first; {percent} % of them are needed.").format(percent=threshold(found.event.values)),
            code="nobody_earned",
        )
    if not earned:
        return Changes()
    with sitting.store.writing() as connection:
        numbers = Numbers(sitting, connection)
        day = sitting.around().today.isoformat()
        given = {one.id: {"certificate_number": numbers.next(SERIES), "certificate_on": day} for one in earned}
        numbers.note()
    return attending.mark(sitting, given)


def _earned(participation: Shown, sheet: Sheet) -> bool:
    return not participation.values.get("certificate_number") and completed(participation.values, sheet.event.values)


def printed(sitting: Sitting, event: str) -> list[Printed]:
    """Return what is printed on the certificates of an event, in the order of its list."""
    found = attending.sheet(sitting, event)
    values = found.event.values
    venue, key, lines = main_venue(values), signing_key(sitting), visibility.lines(sitting)
    countries = sitting.around().codes["country"]
    where = [str(venue.get("city") or ""), countries.text(str(venue["country"])) if venue.get("country") else ""]
    made = []
    for one in found.people:
        number = str(one.participation.values.get("certificate_number") or "")
        if number and not one.hidden:
            days = (found.days[0], found.days[-1]) if found.days else ("", "")
            title = str(values.get("title") or "")
            certificate = Certificate(number, one.certificate_name, title, *days, signer_of(key.id))
            place = ", ".join(part for part in where if part)
            made.append(Printed(certificate, one.other_name, place, lines, write_certificate(certificate, key)))
    return made


def check(sitting: Sitting, text: str) -> Checked:
    """Check a certificate by the text of its square code, or look its number up; needs no network. Raises Trouble."""
    written = "".join(plain_digits(text).split()).upper()
    return _looked_up(sitting, written) if written.startswith(f"{SERIES}-") else _by_signature(sitting, text)


def _looked_up(sitting: Sitting, number: str) -> Checked:
    """Find the certificate of a number among the records of this laptop. Raises Trouble."""
    if not is_number(number):
        raise Trouble(
            _("This number has a slip in it."), _("Compare it with the paper, letter by letter."), code="number_slip"
        )
    with sitting.store.reading() as connection:
        reader = sitting.reader(connection)
        found = reader.listing("participation", where={"certificate_number": number}, limit=1)
        if not found:
            raise Trouble(
                _("No certificate of this number is known here."),
                _("Read its square code instead, or ask the office it names."),
                code="unknown_number",
            )
        event = reader.values("event", str(found[0].values.get("event"))) or {}
        person = reader.values("person", str(found[0].values.get("person"))) or {}
    name = str(person.get("certificate_name") or person.get("full_name") or "")
    days = (str(event.get("start_date") or ""), str(event.get("end_date") or ""))
    certificate = Certificate(number, name, str(event.get("title") or ""), *days, "")
    return Checked(certificate, number.split("-")[1], taken_off=False, signed=False)


def _by_signature(sitting: Sitting, text: str) -> Checked:
    """Check the text of a certificate against the laptops that are known here. Raises Trouble."""
    try:
        certificate, said, signature = read_certificate(text)
    except NoCertificate:
        raise Trouble(
            _("This is not the code of a certificate."),
            _("Read the square code again, all of it, or type the number: it begins with SRP."),
            code="no_certificate",
        ) from None
    office, own, roster = sitting.office, signing_key(sitting), held_roster(sitting)
    known = [(own.public, f"{office.name} ({office.label})", False)]
    if office.headquarters_key:
        known.append((decoded(office.headquarters_key), _("headquarters"), False))
    if roster:
        known += [(device.public, roster.label(device), bool(device.revoked)) for device in roster.devices]
    found = next((one for one in known if signer_of(key_id(one[0])) == certificate.signer), None)
    if found is None:
        raise Trouble(
            _("It was signed by a laptop that is not on the list here."),
            _("Take in headquarters' newest bundle, then check it again."),
            code="unknown_signer",
        )
    public, by, gone = found
    if not is_genuine(said, signature, public):
        raise Trouble(
            _("This certificate was changed after it was signed, or never signed by us."),
            _("Do not accept it; ask the office it names."),
            code="not_genuine",
        )
    return Checked(certificate, by, gone)
