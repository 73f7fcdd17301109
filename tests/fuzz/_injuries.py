"""Small injuries to a file: to its bytes, or to a part of its archive before that is packed again."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable

#: What readers stumble over: numbers out of range, far cells, broken references, strange letters.
TOKENS = (
    *(b"99999999999", b"-1", b"0", b"", b"NaN", b"1e999", b"A1:XFD1048576", b"XFD1048576", b"rId1"),
    *(b"\xff\xfe", b"\0", b"&#0;", b"&amp;", b"]]>", b"<!--", b"<![CDATA[", b"<!DOCTYPE x>", b"s", b"str"),
    *(b"e", b"inlineStr", b"true", b"../../x", b'"', b";", b"\t", b"\r", b"\n\n", b"A" * 70_000),
    *(b"1048576", b"16384", b"table:number-rows-repeated", b"\xff\xff\xff\xff", b"\xe2\x80\xae", b"_xD800_"),
)
Injury = Callable[[bytearray, int, int, random.Random], None]


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The file with one to four injuries: to a part of it before it is packed, or to the file as it is."""
    if not data.startswith(b"PK") or chance.random() < 0.2:
        return _spoil(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in parts if "sheet" in name or "content" in name or "haredS" in name]
    victim = chance.choice(likely if likely and chance.random() < 0.6 else list(parts))
    parts[victim] = _spoil(parts[victim], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _spoil(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data)
    binary = b"\0" in data[:64]
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(spoilt) + 1)
        to = min(len(spoilt), at + chance.randrange(1, 60))
        # In a binary file whatever moves the rest ends the reading at once: what stays in place goes deeper.
        injuries = IN_PLACE if binary and chance.random() < 0.8 else INJURIES
        chance.choice(injuries)(spoilt, at, to, chance)
    return bytes(spoilt)


def _flip(data: bytearray, at: int, _: int, chance: random.Random) -> None:
    if data:
        data[at % len(data)] ^= 1 << chance.randrange(8)


def _overwrite(data: bytearray, at: int, to: int, chance: random.Random) -> None:
    token = chance.choice((chance.randbytes(8), b"\0" * 8, b"\xff" * 8, b"\x7f\xff\xff\xff"))
    data[at:to] = (token * 8)[: to - at]


def _set_number(data: bytearray, at: int, _: int, chance: random.Random) -> None:
    """Put a number at an even place, as sizes, counts and places of records stand."""
    at -= at % 2
    if at + 2 <= len(data):
        data[at : at + 2] = chance.choice((0, 1, 0x7FFF, 0xFFFF, 0x2F, 0x85, 0x3C, 0xFC)).to_bytes(
            2, "little"
        )


def _cut(data: bytearray, at: int, to: int, _: random.Random) -> None:
    del data[at:to]


def _repeat(data: bytearray, at: int, to: int, chance: random.Random) -> None:
    data[at:at] = data[at:to] * chance.randrange(1, 200)


def _insert(data: bytearray, at: int, _: int, chance: random.Random) -> None:
    data[at:at] = chance.choice(TOKENS)


def _replace(pattern: bytes) -> Injury:
    def replace(data: bytearray, _: int, __: int, chance: random.Random) -> None:
        places = [match.span(1) for match in re.finditer(pattern, bytes(data))]
        if places:
            first, last = chance.choice(places)
            data[first:last] = chance.choice(TOKENS)

    return replace


def _exchange_tags(data: bytearray, _: int, __: int, chance: random.Random) -> None:
    places = [match.span() for match in re.finditer(rb"<[^>]+>", bytes(data))]
    if places:
        (first, last), (start, end) = chance.choice(places), chance.choice(places)
        data[first:last] = data[start:end]


IN_PLACE: tuple[Injury, ...] = (_flip, _overwrite, _set_number)
INJURIES: tuple[Injury, ...] = (
    *(_flip, _cut, _repeat, _insert, _exchange_tags),
    *(_replace(rb'"([^"]*)"'), _replace(rb">([^<]+)<")),
)
