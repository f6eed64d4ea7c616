"""Older and newer programs: the same code with another form in its folder, as an update brings it."""

from __future__ import annotations

import sys
from pathlib import Path

from network_of_stores import DAY, Network
from offices import PASSPHRASE
from silkfield import forms
from silkfield.clock import SetClock
from silkfield.operations import opening
from silkfield.operations.sitting import Sitting

TOY = '''"""A toy lent to a child in the waiting room."""

from silkfield.formkit.answers import Count, Text
from silkfield.formkit.form import Audience, Field, Form, Section

{upgrade}

FORM = Form(
    key="toy",
    title="Toy",
    plural="Toys",
    audience=Audience.HQ,
    shared=True,
    heading=("name",),
    sections=(Section("The toy", (Field("name", "Name", Text(40), required=True, listed=True), {fields})),),
    {declared}
)
'''
WHEELS = 'Field("wheels", "Wheels", Count(0, 18)), '
COLOUR = 'Field("colour", "Colour", Text(40)), '
AXLES = """
def count_axles(answers):
    return {"axles": answers.pop("wheels") // 2, **answers}
"""
FIRST = TOY.format(upgrade="", fields=WHEELS, declared="")
WITH_COLOUR = TOY.format(upgrade="", fields=WHEELS + COLOUR, declared="")
"""One more question, which older programs keep without showing it."""
WITH_AXLES = TOY.format(
    upgrade=AXLES, fields='Field("axles", "Axles", Count(0, 9)), ' + COLOUR, declared="upgrades={2: count_axles},"
)
"""A changed meaning: wheels became axles, and the set of forms is number 2."""


class Programs:
    """Installs one program after the other; `usual` are the folders of the forms that every program has."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.usual = list(forms.__path__)
        self.count = 0

    def install(self, toy: str = "") -> None:
        """From now on stores are opened by a program with this form."""
        self.count += 1
        place = self.folder / f"program{self.count}"
        place.mkdir(parents=True)
        if toy:
            (place / "toy.py").write_text(toy)
        sys.modules.pop("silkfield.forms.toy", None)
        forms.__path__ = [*self.usual, str(place)]
        forms.all_forms.cache_clear()

    def open(self, sitting: Sitting, toy: str) -> Sitting:
        """Close a store and open it with another program."""
        sitting.store.close()
        self.install(toy)
        return opening.open_store(sitting.store.folder, PASSPHRASE, clock=SetClock.on(DAY))

    def open_headquarters(self, network: Network, toy: str) -> Sitting:
        """Let headquarters work on with another program."""
        network.headquarters = self.open(network.headquarters, toy)
        network.stack.callback(network.headquarters.store.close)
        return network.headquarters

    def open_laptop(self, network: Network, label: str, toy: str) -> Sitting:
        """Let a laptop work on with another program."""
        network.laptops[label] = self.open(network.laptops[label], toy)
        network.stack.callback(network.laptops[label].store.close)
        return network.laptops[label]
