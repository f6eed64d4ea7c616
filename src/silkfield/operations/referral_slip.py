"""The slip a client takes to the office they are referred to: one page in Urdu and English, with no more of them than needed.

What is typed for the slip alone (a name, the number of an identity card) is printed and kept nowhere.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from html import escape

from silkfield import assets
from silkfield.formkit.days import iso_day
from silkfield.formkit.folding import plain_digits
from silkfield.formkit.problems import Around
from silkfield.forms.referral import DRAFT
from silkfield.language import isolated
from silkfield.operations import finding, recording
from silkfield.operations.referring import carrying_consent
from silkfield.operations.sitting import Sitting

_CARD = re.compile(r"([1-8]\d{4})-?(\d{7})-?(\d)")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages of the slip."""

    english: str
    urdu: str


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed of a referral. `is_draft` ones are sent by printing; `asks_for_yes` ones need the client's yes first."""

    record: str
    number: str
    day: str
    site: str
    to: Words
    address: str
    phone: str
    hours: str
    client: str
    reason: Words
    urgency: Words
    is_draft: bool
    asks_for_yes: bool


def slip(sitting: Sitting, record: str) -> Slip:
    """Return what is printed of a referral. Raises Trouble when it is not here."""
    answers = recording.known(sitting, record, "referral").values
    around = sitting.around()
    office = finding.several(sitting, "organisation", [answers.get("office", "")])
    there = next((dict(one.values) for one in office.values()), {})
    kind = _code(around, "referral_to", answers.get("to_kind"))
    name = there.get("name", "")
    client = answers.get("client", "")
    code = next((one.values.get("code", "") for one in finding.several(sitting, "client", [client]).values()), "")
    agreed = not client or carrying_consent(sitting, client, answers.get("to_kind", "")) is not None
    day = iso_day(answers.get("sent_on")) or around.today
    is_draft = answers.get("status") == DRAFT
    return Slip(
        record,
        answers.get("number", ""),
        f"{day:%d.%m.%Y}",
        sitting.office.name,
        Words(name or kind.english, there.get("name_urdu") or name or kind.urdu),
        there.get("office", ""),
        there.get("phone", ""),
        there.get("hours", ""),
        code,
        _code(around, "topic", answers.get("reason")),
        _code(around, "referral_urgency", answers.get("urgency")),
        is_draft,
        is_draft and not agreed,
    )


def as_html(printed: Slip, *, name: str = "", card: str = "") -> str:
    """Return the slip as a page: Urdu above, English below. `name` and `card` are typed for it and kept nowhere."""
    texts = json.loads(assets.read_text("help/referral_slip.json"))
    halves = [_half(printed, texts[language], language, name, card) for language in ("ur", "en")]
    return f"<html><body>{'<p></p><hr><p></p>'.join(halves)}</body></html>"


def shown_card(typed: str) -> str:
    """Write the number of an identity card as it stands on the card (5-7-1); anything else stays as it was typed."""
    match = _CARD.fullmatch("".join(plain_digits(typed).split()))
    return "-".join(match.groups()) if match else typed.strip()


def _half(printed: Slip, texts: dict[str, str], language: str, name: str, card: str) -> str:
    urdu = language == "ur"

    def said(words: Words) -> str:
        return words.urdu if urdu else words.english

    facts = [
        ("number", printed.number),
        ("day", printed.day),
        ("from", printed.site),
        ("to", said(printed.to)),
        ("address", printed.address),
        ("phone", printed.phone),
        ("hours", printed.hours),
        ("client", printed.client),
        ("reason", said(printed.reason)),
        ("urgency", said(printed.urgency)),
        ("name", name.strip()),
        ("card", shown_card(card)),
    ]
    direction, start, end = ("rtl", "right", "left") if urdu else ("ltr", "left", "right")
    rows = []
    for key, value in facts:
        if value:
            words = escape(isolated(value) if value.isascii() else value)
            cells = [
                f'<td width="26%" dir="{direction}" align="{start}">{escape(texts[key])}</td>',
                f'<td dir="{direction}" align="{start}"><b>{words}</b></td>',
            ]
            rows.append("".join(cells[::-1] if urdu else cells))  # Qt mirrors no table
    paragraph = f'<p dir="{direction}" align="{start}">'
    return (
        f'<h2 dir="{direction}" align="{start}">{escape(texts["title"])}</h2>'
        f'<table width="100%" cellpadding="3">{"".join(f"<tr>{cells}</tr>" for cells in rows)}</table>'
        f"{paragraph}{escape(texts['request'])}</p>{paragraph}{escape(texts['to_the_client'])}</p>"
        f'<p dir="{direction}" align="{end}"><br>______________________<br>{escape(texts["signature"])}</p>'
    )


def _code(around: Around, codes: str, key: str | None) -> Words:
    code = around.codes[codes].by_key.get(key or "")
    return Words(code.label, code.urdu or code.label) if code else Words(key or "", key or "")
