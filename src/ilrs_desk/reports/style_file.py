"""The office's style file, TOML or JSON, read into a :class:`Style`; what is wrong in it is told with its line."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.wording import Message

from .style import Style

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}$")
_TOML_PLACE = re.compile(r"\s*\(at (?:line (\d+)|end of document)[^)]*\)$")
_MOST_BYTES = 1_000_000
_MOST_LOGO_BYTES = 10_000_000
_LONGEST = 300
#: How files of these endings begin.
_PICTURES = {".png": b"\x89PNG", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".svg": b"<"}


def read_style(path: Path) -> Style:
    """The style that the file ``path`` sets; what it does not set stays plain.

    Raises InputProblem ``style.file`` (cannot be read), ``style.form`` (no TOML or JSON), ``style.key`` (unknown) and
    ``style.value``, each with the line and what to write instead.
    """
    text = _text(path)
    values = _parsed(path, text)
    found: dict[str, Any] = {}
    for key, value in values.items():
        if key not in _READERS:
            raise _unknown(path, text, key)
        found[key] = _READERS[key](_Entry(path, text, key), value)
    return Style(**found)


class _Entry:
    """One key of the file, for what is said of it."""

    def __init__(self, path: Path, text: str, key: str) -> None:
        self.path, self.text, self.key = path, text, key

    def wrong(self, why: str, **params: object) -> InputProblem:
        """The problem with its value; ``why`` is the English template of what to write."""
        line = _line_of(self.text, self.key)
        message = Message(
            "{file}, line {line}: {key} {why}",
            {"file": self.path.name, "line": line, "key": self.key, "why": Message(why, params)},
        )
        return InputProblem("style.value", message)


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputProblem(
                "style.file",
                Message("{file} is too large for a style file. Choose another one.", {"file": path.name}),
            )
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else "it is no UTF-8 text"
        message = Message(
            "The style file {file} could not be read ({reason}). Choose a TOML or JSON file.",
            {"file": path.name, "reason": reason},
        )
        raise InputProblem("style.file", message) from fault


def _parsed(path: Path, text: str) -> Mapping[str, Any]:
    try:
        values = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except json.JSONDecodeError as fault:
        raise _unreadable(path, fault.lineno, fault.msg) from fault
    except tomllib.TOMLDecodeError as fault:
        place = _TOML_PLACE.search(str(fault))
        line = int(place[1]) if place and place[1] else len(text.splitlines())
        raise _unreadable(path, line, _TOML_PLACE.sub("", str(fault))) from fault
    except RecursionError as fault:
        raise _unreadable(path, 1, "it is nested too deeply") from fault
    if not isinstance(values, dict):
        raise _unreadable(path, 1, "it holds no keys")
    return values


def _unreadable(path: Path, line: int, reason: str) -> InputProblem:
    message = Message(
        "{file}, line {line}: this cannot be read ({reason}). "
        'Write each setting as in the example: accent = "#1F4E79".',
        {"file": path.name, "line": line, "reason": reason},
    )
    return InputProblem("style.form", message)


def _unknown(path: Path, text: str, key: str) -> InputProblem:
    near = get_close_matches(key, _READERS, 1)
    message = Message(
        "{file}, line {line}: there is no setting {key}. It can be one of: {known}.",
        {
            "file": path.name,
            "line": _line_of(text, key),
            "key": key,
            "known": ", ".join([*near, *(one for one in _READERS if one not in near)]),
        },
    )
    return InputProblem("style.key", message)


def _line_of(text: str, key: str) -> int:
    """Number of the line on which the key stands, 1 if it cannot be found."""
    pattern = re.compile(rf"""^\s*[\[{{,]?\s*["']?{re.escape(key)}["']?\s*[=:\]]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line)), 1)


def _words(entry: _Entry, value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not value.isprintable():
        raise entry.wrong('is to be a short text in quotes, such as "National Space Agency".')
    return value.strip()


def _colour(entry: _Entry, value: object) -> str:
    if not isinstance(value, str) or not _COLOUR.match(value):
        raise entry.wrong('is to be a colour of six digits, such as "#1F4E79".')
    return value.upper()


def _logo(entry: _Entry, value: object) -> Path | None:
    name = _words(entry, value)
    if not name:
        return None
    path = entry.path.parent / name
    begins = _PICTURES.get(path.suffix.lower())
    if begins is None:
        raise entry.wrong("is to be a picture that ends in .png, .jpg or .svg.")
    try:
        with path.open("rb") as file:
            size, head = path.stat().st_size, file.read(1000)
    except OSError:
        raise entry.wrong(
            "names {logo}, which cannot be read. Put the picture beside the style file.", logo=name
        ) from None
    if size > _MOST_LOGO_BYTES or not head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(begins):
        raise entry.wrong("names {logo}, which is no picture of its kind. Save it anew as PNG.", logo=name)
    return path


def _wording(entry: _Entry, value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        raise entry.wrong(
            'is to be a section of texts: [wording], and below it "Partners" = "Member states".'
        )
    pairs = []
    for old, new in value.items():
        one = _Entry(entry.path, entry.text, old)
        pairs.append((old, _words(one, new)))
        if set(_places(new)) != set(_places(old)):
            raise one.wrong(
                "has places in braces; the new text needs the same ones: {places}.",
                places=" ".join(_places(old)) or "none",
            )
    return tuple(pairs)


def _places(text: str) -> list[str]:
    return re.findall(r"\{\w*\}", text)


_READERS: dict[str, Callable[[_Entry, object], Any]] = {
    "organisation": _words,
    "logo": _logo,
    "accent": _colour,
    "second": _colour,
    "footer": _words,
    "wording": _wording,
}
