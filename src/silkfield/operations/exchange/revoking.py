"""Revoking: a laptop that was lost is taken off the list, and people learn what it could read and what to do now.

From the next list on its bundles wait in the quarantine for a person. There is no way back: a laptop that is found joins
anew, with new keys.
"""

from __future__ import annotations

from dataclasses import dataclass

from silkfield.clock import local_time
from silkfield.errors import Trouble
from silkfield.language import _, isolated
from silkfield.operations.allowing import needs, only_at_headquarters
from silkfield.operations.exchange import network
from silkfield.operations.exchange.founding import publish
from silkfield.operations.exchange.sites import LaptopLine, SiteLine, sites
from silkfield.operations.leaflet import Leaflet, Section
from silkfield.operations.roles import Ability
from silkfield.operations.sitting import Sitting
from silkfield.store import laptops
from silkfield.store.laptops import Revocation


@dataclass(frozen=True, slots=True)
class Lost:
    """A laptop that was lost: what arrived from it last, and what whoever opens it can read.

    `since` is the list of laptops since which it is off, 0 while nothing was done; `mates` are the labels of the other
    laptops of its site that may send.
    """

    laptop: LaptopLine
    site: SiteLine
    mates: tuple[str, ...]
    since: int
    reason: str
    zone: int

    @property
    def last(self) -> str:
        """Say what arrived from it last, without a hole before it."""
        if not self.laptop.tip:
            return _("Nothing has arrived from {laptop}.").format(laptop=self.laptop.label)
        return _("The last change that is here from {laptop} is number {n}, made on {day}.").format(
            laptop=self.laptop.label, n=self.laptop.tip, day=_day(self.laptop.tip_made, self.zone)
        )

    @property
    def readable(self) -> tuple[str, ...]:
        """Say what whoever gets past its passphrase can read, and what not."""
        return (
            _(
                "All that {site} has recorded: contacts, sessions and events, and clients' names, numbers and notes."
            ).format(site=self.site.name),
            _(
                "What headquarters has sent to {site}: the list of sites and laptops, the shared directory, receipts."
            ).format(site=self.site.name),
            _(
                "The match key of the network: with it, marks of clients can be made, but no name is read out of a mark."
            ),
            _("Bundles on sticks and in mailboxes that were written for it before today."),
            _("Not: the records of other sites, and nothing that any laptop has sent to headquarters."),
        )

    @property
    def page(self) -> Leaflet:
        """Return the page to print: what to do now, by whom."""
        return Leaflet(
            _("A laptop was lost: {laptop}").format(laptop=isolated(self.laptop.label)),
            (
                _("{site}, {name}").format(site=self.site.name, name=self.laptop.name),
                _("Off the list of laptops since version {version}.").format(version=self.since)
                if self.since
                else _("It is still on the list of laptops."),
                self.last,
                _("Reason: {reason}").format(reason=self.reason or "–"),
            ),
            (
                Section(_("What it could read, once somebody gets past its passphrase"), self.readable),
                Section(_("Now, at the site"), self._at_the_site(), to_do=True),
                Section(_("Now, at headquarters"), self._at_headquarters(), to_do=True),
                Section(_("Not needed"), self._not_needed()),
            ),
            signed=(_("Police report number"), _("Day"), _("Name")),
        )

    def _at_the_site(self) -> tuple[str, ...]:
        steps = [
            _(
                "Report it to the police and write the number of the report below. Say “an encrypted computer”, no names."
            ),
            _(
                "Write down when and where it was seen last, whether it was locked, and whether a passphrase lay with it."
            ),
            _("Whoever worked with it changes that passphrase wherever else it is used, and on the other laptops too."),
        ]
        if self.mates:
            mates = _(", ").join(map(isolated, self.mates))
            steps += [
                _("On {laptops}: receive headquarters' next bundle, so that nothing more is written for it.").format(
                    laptops=mates
                ),
                _(
                    "On {laptops}: then send to headquarters, and to the other laptops of the site. What {lost} had recorded "
                    "after change {n} goes with it, as far as the laptop has it."
                ).format(laptops=mates, lost=isolated(self.laptop.label), n=self.laptop.tip),
            ]
        else:
            steps.append(_("No other laptop of the site has its records: look for its newest backup, on sticks too."))
        return (*steps, _("Delete old bundles for this site from mailboxes and sticks."))

    def _at_headquarters(self) -> tuple[str, ...]:
        return (
            _("Write a bundle to {site} and give it over at once: it carries the new list.").format(
                site=self.site.name
            ),
            _("The data-protection officer decides today whom to tell, and whether clients are in danger."),
            _(
                "What arrives from it waits in the quarantine: import only what its people say they made before the loss."
            ),
            _(
                "Invite the laptop that replaces it. If it is found, it joins anew too; it is never put back on the list."
            ),
        )

    def _not_needed(self) -> tuple[str, ...]:
        return (
            _("Headquarters' transport key stays: the lost laptop could never open what others send to headquarters."),
            _("Other sites have nothing to do: it held nothing of theirs."),
        )


def _day(moment: int, zone: int) -> str:
    return isolated(local_time(moment, zone).date().isoformat()) if moment else "–"


def look(sitting: Sitting, laptop: str) -> Lost:
    """Return what losing a laptop (LHE2) means; nothing is done. Raises Trouble."""
    only_at_headquarters(sitting)
    device = network.laptop_named(network.held_roster(sitting), laptop)
    known = [(site, one) for site in sites(sitting) for one in site.laptops]
    site, line = next(pair for pair in known if pair[1].key == device.key_id)
    with sitting.store.reading() as connection:
        why = laptops.revocations(connection).get(device.key_id)
    mates = tuple(one.label for one in site.laptops if not one.revoked and one.key != device.key_id)
    return Lost(line, site, mates, device.revoked, why.reason if why else "", sitting.clock.zone())


@needs(Ability.KEYS)
def revoke(sitting: Sitting, laptop: str, reason: str) -> Lost:
    """Take a laptop off the list of laptops for good, and return what that means. Raises Trouble."""
    lost = look(sitting, laptop)
    if lost.since:
        raise Trouble(
            _("{laptop} is off the list already, since version {version}.").format(
                laptop=lost.laptop.label, version=lost.since
            ),
            _("If it was found, invite it anew: it joins with new keys."),
            code="revoked_before",
        )
    if not reason.strip():
        raise Trouble(_("A reason is needed."), _("Say in a few words what happened to the laptop."), code="no_reason")
    held = network.held_roster(sitting)
    assert held is not None  # it has named the laptop  # noqa: S101
    key, now = bytes.fromhex(lost.laptop.key), sitting.clock.now()
    made = Revocation(lost.laptop.key, held.version + 1, reason.strip(), sitting.person.id, now)
    publish(sitting, held.without_device(key, now), also=lambda connection: laptops.note_revocation(connection, made))
    return look(sitting, laptop)
