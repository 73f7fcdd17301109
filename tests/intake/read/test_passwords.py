"""Protected workbooks: opened silently where Excel would, asked for otherwise, never written to disk."""

from __future__ import annotations

import io
import struct
from hashlib import md5
from pathlib import Path
from typing import Any

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from tests.intake.read.making import changed, record, rows_book, xls_book

PLAIN = rows_book(("Name", "City"), ("Anna", "Pécs"))


def locked(password: str, data: bytes = PLAIN) -> bytes:
    """``data`` encrypted as Excel does today."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def secret() -> bytes:
    return locked("geheim")


def test_the_password_is_asked_and_used(read: Any, refuse: Any, secret: bytes, tmp_path: Path) -> None:
    """Without one: asked. A wrong one: asked again in other words. The right one opens."""
    asked = refuse(secret)
    wrong = refuse(secret, password="falsch")
    assert (asked.code, wrong.code) == ("ask.password", "ask.password")
    assert str(asked) != str(wrong)
    workbook = read(secret, password="geheim")
    assert (workbook.format, workbook.sheets[0].rows) == ("xlsx", [["Name", "City"], ["Anna", "Pécs"]])
    assert [path.name for path in tmp_path.iterdir()] == ["x.xlsx"]


def test_excels_own_password_is_tried_silently(read: Any) -> None:
    """A workbook that Excel opens without asking opens here too."""
    assert read(locked("VelvetSweatshop")).sheets[0].rows[1] == ["Anna", "Pécs"]


def test_what_lies_inside_is_checked_like_any_file(refuse: Any) -> None:
    """A password is no way around the checks."""
    evil = changed(PLAIN, xl__workbook_dot_xml=b"<!DOCTYPE x><x/>")
    assert refuse(locked("geheim", evil), password="geheim").code == "file.xml"


def test_damage_under_protection(refuse: Any, secret: bytes) -> None:
    """A protected file that is cut or scrambled is one sentence as well."""
    for length in (600, 3000, len(secret) - 4000):
        assert refuse(secret[:length], password="geheim").code in (
            "file.damaged",
            "file.locked",
            "ask.password",
        )
    scrambled = bytearray(secret)
    scrambled[len(secret) // 2 :: 97] = bytes(len(scrambled[len(secret) // 2 :: 97]))
    assert refuse(bytes(scrambled), password="geheim").code in ("file.damaged", "file.locked", "ask.password")


def test_old_locked_workbooks_are_asked_for(refuse: Any) -> None:
    """XOR and RC4 protection of .xls is seen at its beginning."""
    xor = record(0x2F, b"\x00\x00\x34\x12\x78\x56")
    assert refuse(xls_book(record(0x203, bytes(14)), extra=xor), "x.xls").code == "ask.password"
    strange = record(0x2F, b"\x01\x00\x09\x00\x09\x00")
    assert refuse(xls_book(record(0x203, bytes(14)), extra=strange), "x.xls").code in (
        "file.locked",
        "ask.password",
    )


def keystream(password: str, salt: bytes, length: int) -> bytes:
    """RC4 as old Excel uses it: a fresh key for each kilobyte."""
    short = md5(password.encode("utf-16-le")).digest()[:5]
    middle = md5((short + salt) * 16).digest()[:5]
    return b"".join(
        rc4(md5(middle + struct.pack("<L", block)).digest(), 1024) for block in range(-(-length // 1024))
    )


def rc4(key: bytes, length: int) -> bytes:
    box, j, found = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    for _ in range(length):
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        found.append(box[(box[i] + box[j]) % 256])
    return bytes(found)


def mixed(data: bytes, stream: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(data, stream, strict=False))


def locked_xls(password: str) -> bytes:
    """An .xls under RC4: record heads, beginnings and sheet places stay plain."""
    salt, verifier = bytes(range(16)), b"sixteen letters!"
    proof = mixed(verifier + md5(verifier).digest(), keystream(password, salt, 32))
    key = record(0x2F, struct.pack("<3H", 1, 1, 1) + salt + proof)
    data = bytearray(xls_book(record(0x203, struct.pack("<3Hd", 1, 0, 0, 42.0)), extra=key))
    start = 1024
    stream, at = keystream(password, salt, len(data) - start), 0
    while at + 4 <= 4096:
        kind, length = struct.unpack_from("<2H", data, start + at)
        first = at + 4 + (4 if kind == 0x85 else 0)
        end = at + 4 + length
        if kind not in (0x809, 0x2F):
            data[start + first : start + end] = mixed(data[start + first : start + end], stream[first:end])
        at = end
    return bytes(data)


def test_old_excel_under_a_password(read: Any, refuse: Any) -> None:
    """RC4: asked, then opened in memory; the unasked password opens silently."""
    assert refuse(locked_xls("alt"), "x.xls").code == "ask.password"
    assert read(locked_xls("alt"), "x.xls", password="alt").sheets[0].rows == [[], [42]]
    assert read(locked_xls("VelvetSweatshop"), "x.xls").sheets[0].rows == [[], [42]]
