"""Hiding names while a client looks at the screen: what is left out of records that say who somebody is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from silkfield.formkit.answers import Phone, Text
from silkfield.formkit.form import Form
from silkfield.formkit.grids import Rows


@dataclass(frozen=True, slots=True)
class Hiding:
    """All names are hidden but those of the clients who are present, by their ids."""

    present: frozenset[str] = frozenset()

    def left_out(self, form: Form, values: Mapping[str, Any]) -> frozenset[str]:
        """Return the answers that are not shown: the words, numbers and sensitive answers of who somebody else is.

        Notes are the counsellor's own: they are hidden also from the client they are about.
        """
        if not form.names_somebody or values.get("client") in self.present:
            return frozenset()
        known = form.by_name
        return frozenset(
            name
            for name in values
            if name not in known or known[name].sensitive or isinstance(known[name].answer, (Text, Phone, Rows))
        )
