"""The station of the route for each state of a record."""

from __future__ import annotations

from silkfield.desktop.widgets import Station
from silkfield.store.reading import State

STATIONS = {
    State.SAVED: Station.LAPTOP,
    State.IN_BUNDLE: Station.BUNDLE,
    State.RECEIVED: Station.RECEIVED,
    State.BY_PHONE: Station.RECEIVED,
}
