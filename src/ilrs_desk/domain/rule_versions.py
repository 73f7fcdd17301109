"""Codes and versions of counting rules: quoted beside every figure, so none is ever given twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from .counting import CountingRule
from .fields import ValueType
from .kinds import RULES
from .records import Record, Value
from .text import latin_key

_NUMBERED = re.compile(r"^(?P<stem>.+)-\d+$")


def rule_values(rule: CountingRule) -> dict[str, Value]:
    """The rule as the values of its record, settings that are off left out."""
    values: dict[str, Value] = {}
    for field in RULES.fields:
        held = getattr(rule, field.key, None)
        if field.type is ValueType.FLAG:
            held = "yes" if held else None
        elif isinstance(held, tuple):
            held = "; ".join(held)
        if held not in (None, ""):
            values[field.key] = str(held)
    return values


def next_version(target: str, label: str, rules: Iterable[Record]) -> dict[str, Value]:
    """``code`` and ``version`` of the next rule of the target; ``rules``: all there are, those in the trash too.

    A first rule takes the first letter of the target's ``label``, more of its letters where others took that.
    """
    rules = list(rules)
    mine = [rule for rule in rules if rule.text("target") == target]
    taken = {(rule.text("code") or "").casefold() for rule in rules}
    stem = _own_stem(newest_rule(target, mine)) or _free_stem(label, {_stem(code) for code in taken})
    version = max((_version(rule.values) for rule in mine), default=0) + 1
    while f"{stem}-{version}".casefold() in taken:
        version += 1
    return {"code": f"{stem}-{version}", "version": str(version)}


def newest_rule(target: str, rules: Iterable[Record]) -> Record | None:
    """The rule of the target with the highest version."""
    mine = [rule for rule in rules if rule.text("target") == target]
    return max(mine, key=lambda rule: (_version(rule.values), rule.id), default=None)


def _own_stem(newest: Record | None) -> str | None:
    code = None if newest is None else newest.text("code")
    return None if code is None else _stem(code)


def _free_stem(label: str, taken: set[str]) -> str:
    return next(stem for stem in _stems(label) if stem.casefold() not in taken)


def _stems(label: str) -> Iterator[str]:
    """C, then CA by the first letters of its words, then CO, COU …, then numbered ones."""
    words = ["".join(filter(str.isascii, filter(str.isalnum, word))) for word in latin_key(label).split()]
    letters = "".join(words) or "R"
    yield letters[0].upper()
    yield "".join(word[0] for word in words if word).upper() or letters[0].upper()
    for length in range(2, len(letters) + 1):
        yield letters[:length].upper()
    number = 2
    while True:
        yield f"{letters[0].upper()}{number}"
        number += 1


def _stem(code: str) -> str:
    match = _NUMBERED.match(code)
    return match["stem"] if match else code


def _version(values: Mapping[str, Value]) -> int:
    text = str(values.get("version") or "")
    return int(text) if text.isascii() and text.isdigit() else 1
