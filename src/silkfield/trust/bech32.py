"""The spelling of age keys: Bech32 (BIP 173), writing only; reading is left to the age library."""

from __future__ import annotations

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LETTERS = 6


def encode(prefix: str, data: bytes) -> str:
    """Spell bytes with their prefix and checksum, in lower case."""
    bits = len(data) * 8
    padded = int.from_bytes(data, "big") << (-bits % 5)
    count = (bits + 4) // 5
    values = [padded >> (5 * (count - 1 - index)) & 31 for index in range(count)]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = _checksum([*spread, *values, *[0] * _CHECK_LETTERS]) ^ 1
    values += [check >> (5 * (_CHECK_LETTERS - 1 - index)) & 31 for index in range(_CHECK_LETTERS)]
    return prefix + "1" + "".join(_LETTERS[value] for value in values)


def _checksum(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, part in enumerate(_GENERATOR):
            check ^= part if top >> bit & 1 else 0
    return check
