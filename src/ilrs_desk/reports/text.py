"""Words and text for reports: who one is for, and how text that could be taken for a formula is made harmless."""

from __future__ import annotations

import re

#: What makes a spreadsheet program read a cell as a formula, in plain and full width.
_TRIGGER = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d[\d ]*$")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_AUDIENCES = {
    "internal": "For internal use: with personal contact data",
    "partners": "For partners: without personal contact data",
    "public": "For the public: without personal contact data",
}


def formula_like(text: str) -> bool:
    """Whether a spreadsheet program might read the text as a formula."""
    return _TRIGGER.match(text) is not None


def plain_number(text: str) -> bool:
    """Whether the text is no more than digits after a sign, such as a phone number."""
    return _PLAIN_NUMBER.match(text) is not None


def visible_controls(text: str) -> str:
    """The text with what no workbook may hold made visible: control characters by their signs (U+2400 and on)."""
    return _NO_CHARACTER.sub("\ufffd", _CONTROL.sub(lambda found: chr(0x2400 + ord(found[0])), text))


def escaped_for_xlsx(text: str) -> str:
    """The text as a workbook holds it: "_x0041_" would be read as "A" unless its first sign is spelt out."""
    return _ESCAPE_LIKE.sub("_x005F_", visible_controls(text))


def audience_words(audience: str) -> str:
    """Who a report is for and what that means for it; nothing for an unknown audience."""
    return _AUDIENCES.get(audience, "")
