"""Very many clients in a store at once: the rows that their entries would have made, written without the entries."""

from __future__ import annotations

from random import Random
from typing import Any

from silkfield.operations.sitting import Sitting
from silkfield.records.identity import new_id
from silkfield.store.projection import Told

_FIRST_NAMES = """
    Asif Imran Kamran Nasir Naeem Tahir Saleem Shahid Waqar Naveed Nadeem Rashid Sajid Akram Aslam Azhar Amjad Anwar
    Bashir Saeed Hamid Khalid Javed Iqbal Zubair Faisal Ilyas Idrees Yaqoob Younas Ismail Ibrahim Rafiq Shafiq Tariq Farooq
    Ashraf Latif Munir Mushtaq Riaz Aziz Zafar Murtaza Mustafa Moosa Haroon Noman Usman Umar Ali Hassan Hussain Raza Abbas
    Jamil Zahid Shoaib Bilal Junaid"""
_LAST_NAMES = "Khan Ahmad Shah Butt Awan Abbasi Mughal Qureshi Ansari Bhatti Baloch Afridi Yousafzai Gondal Dar"
FIRST, LAST = _FIRST_NAMES.split(), _LAST_NAMES.split()
DISTRICTS = ("PK-PB.gujrat", "PK-PB.lahore", "PK-KP.swat", "PK-PB.attock", "PK-SD.sukkur")
BATCH = 5_000


def fill(sitting: Sitting, count: int) -> None:
    """Fill a store with so many clients whose names are kept; one in sixty bears the same first name as another."""
    random = Random(count)
    with sitting.store.writing() as connection:
        sitting.writer(connection).begin("hq")
        for start in range(0, count, BATCH):
            some = range(start, min(count, start + BATCH))
            told = [one for number in some for one in _client(random, number, sitting.clock.now() + number)]
            sitting.store.projection.write(connection, sitting.store.projection.rows(told))


def _client(random: Random, number: int, now: int) -> list[Told]:
    def told(form: str, answers: dict[str, Any]) -> Told:
        return Told(new_id(now), form, new_id(now), (), False, 1, answers, number, now, 1, 1)

    district = random.choice(DISTRICTS)
    client = told(
        "client",
        {
            "code": f"C-{number:06}",
            "identity_level": "I2",
            "sex": "M",
            "age_group": random.choice(("A18", "A25", "A35")),
            "district": district,
        },
    )
    identity = {
        "client": client.record,
        "full_name": f"Muhammad {random.choice(FIRST)} {random.choice(LAST)}",
        "relative_name": f"{random.choice(FIRST)} {random.choice(LAST)}",
        "phone": f"+92300{number:07}",
    }
    return [client, told("client_identity", identity)]
