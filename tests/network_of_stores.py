"""A small network for tests: headquarters and laptops of sites, each with its own store and clock."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from offices import PASSPHRASE
from silkfield.clock import SetClock
from silkfield.operations.exchange import admitting, founding, inviting, joining, network, receiving, sending
from silkfield.operations.exchange.outcomes import Outcome
from silkfield.operations.sitting import Sitting

DAY = "2016-06-01"


@dataclass
class Network:
    """Headquarters and the laptops that joined it; files travel through folders below `folder`."""

    folder: Path
    headquarters: Sitting
    stack: ExitStack
    laptops: dict[str, Sitting] = field(default_factory=dict)
    sent: int = 0

    def add(self, code: str, kind: str = "centre") -> Sitting:
        """Invite, join and admit the next laptop of a site."""
        invited = inviting.invite(self.headquarters, code, f"MIC {code}", kind)
        joined = joining.join(
            self.folder / f"{code}{invited.laptop}",
            invited.part,
            f"Person at {code}",
            PASSPHRASE,
            clock=SetClock.on(DAY),
        )
        self.stack.callback(joined.sitting.store.close)
        answer = admitting.read_answer(self.headquarters, joined.part)
        assert answer.digits == joined.digits
        admitting.admit(self.headquarters, answer, " ".join(joined.digits))
        self.laptops[f"{code}{invited.laptop}"] = joined.sitting
        return joined.sitting

    def send(self, laptop: Sitting, **choices: object) -> list[Path]:
        """Send from a laptop to headquarters; returns the files."""
        self.sent += 1
        return list(sending.send(laptop, self.folder / f"stick{self.sent}", **choices).paths)  # type: ignore[arg-type]

    def to_mates(self, laptop: Sitting, **choices: object) -> list[Path]:
        """Send from a laptop to the other laptops of its site; returns the files."""
        return self.send(laptop, mates=True, **choices)

    def hear(self, *labels: str) -> None:
        """Let headquarters reply to the sites of these laptops (all when none is named), and the laptops take it in."""
        for label in labels or tuple(self.laptops):
            receiving.receive(self.laptops[label], self.reply(label.rstrip("0123456789")))

    def revoke(self, label: str) -> None:
        """Take a laptop off headquarters' list."""
        held = network.held_roster(self.headquarters)
        assert held is not None
        key = bytes.fromhex(self.laptops[label].office.device)
        founding.publish(self.headquarters, held.without_device(key, self.headquarters.clock.now()))

    def reply(self, code: str) -> list[Path]:
        """Send from headquarters to a site; returns the files."""
        self.sent += 1
        return list(sending.send(self.headquarters, self.folder / f"stick{self.sent}", site=code).paths)

    def deliver(self, paths: list[Path], **choices: object) -> list[Outcome]:
        """Receive files at headquarters."""
        return receiving.receive(self.headquarters, paths, **choices)  # type: ignore[arg-type]


def make_network(folder: Path, stack: ExitStack) -> Network:
    """Make headquarters' store; laptops are added with `add`."""
    headquarters = founding.create_headquarters(
        folder / "headquarters", "ICMPD headquarters", "Farah", PASSPHRASE, clock=SetClock.on(DAY, minutes_east=60)
    )
    stack.callback(headquarters.store.close)
    return Network(folder, headquarters, stack)
