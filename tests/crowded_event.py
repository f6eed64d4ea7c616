"""An event with very many people, for what must stay quick: they are written together, as an intake writes them."""

from __future__ import annotations

from offices import training
from silkfield.operations import recording
from silkfield.operations.recording import Wanted
from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id

_GIVEN = ("Tariq", "Rubina", "Imran", "Sadia", "Ghulam", "Nazia", "Adeel", "Shazia", "Waqar", "Bushra")
_FAMILY = ("Mehmood", "Shaheen", "Yousafzai", "Anwar", "Rasool", "Perveen", "Chaudhry", "Mirza", "Bhatti", "Khattak")


def crowded_event(sitting: Sitting, people: int) -> str:
    """Make a training with so many participants and return it."""
    event = recording.save(sitting, "event", training(title=f"Training of {people} people", test_maximum=20)).record
    wanted = []
    for place in range(people):
        person = new_id(sitting.clock.now())
        name = f"{_GIVEN[place % 10]} {_FAMILY[place // 10 % 10]} {place}"
        wanted.append(Wanted("person", {"full_name": name, "sex": "FM"[place % 2]}, person, is_new=True))
        answers = {"event": event, "person": person, "role": "PART", "nomination_number": place + 1}
        wanted.append(Wanted("participation", answers))
    recording.save_together(sitting, wanted)
    return event
