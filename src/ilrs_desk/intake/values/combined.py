"""Cells that hold two things at once, parted into the texts of their two fields by what the cell itself shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.dates import split_period
from ilrs_desk.domain.names import is_title

from ..mapping import names_institution

Halves = tuple[str, str]

#: A cell longer than this is prose; parting it would guess.
_LONGEST = 300
_EMAIL = re.compile(
    r"(?:e-?mail\s*[:.]?\s*|mailto:)?<?[^\s<>()\[\],;:|/，；、]+\s?[@＠]\s?[^\s<>()\[\],;|/，；、]+>?",
    re.IGNORECASE,
)
_LINES = re.compile(r"\s*(?:[\n;|；]|\s[-–—]\s|\s/\s)\s*")
_COMMAS = re.compile(r"\s*[,，、]\s*")
_SIGNS = re.compile(f"{_LINES.pattern}|{_COMMAS.pattern}")
_BRACKETS = re.compile(r"^(.+?)\s*[(（\[]([^()（）\[\]]+)[)）\]]$")
_ACRONYM = re.compile(r"[A-ZА-Я][A-ZА-Я0-9&.-]{1,9}$")
#: A word too long for a degree in short.
_RANK = re.compile(r"[^\W\d_]{6,}")
_EDGES = " ,;|/()\n\t，；、-–—:"


def part_cell(text: str, part: str) -> Halves:
    """The texts of the two fields of ``part``, in the order of its name; "" for a half that the cell does not hold."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return text, ""
    return _PARTED[part](text)


def _period(text: str) -> Halves:
    return split_period(text) or (text, "")


def _phone_email(text: str) -> Halves:
    emails = [found.group().strip(_EDGES) for found in _EMAIL.finditer(text)]
    rest = _EMAIL.sub(" ; ", text)
    numbers = [piece.strip(_EDGES) for piece in rest.split(" ; ")]
    return "; ".join(piece for piece in numbers if any(map(str.isdecimal, piece))), "; ".join(emails)


def _pieces(text: str) -> list[str]:
    """The parts of a cell by the strongest sign that parts it: line ends and strokes, a bracket, commas."""
    for split in (_LINES.split(text), _bracketed(text), _COMMAS.split(text)):
        pieces = [piece for each in split if (piece := each.strip(_EDGES))]
        if len(pieces) > 1:
            return pieces
    return [text]


def _bracketed(text: str) -> list[str]:
    match = _BRACKETS.match(text)
    return [match[1], match[2]] if match else [text]


def _institution_role(text: str) -> Halves:
    """The pieces that name an institution, and those before or behind them."""
    pieces = _pieces(text)
    named = [place for place, piece in enumerate(pieces) if names_institution(piece)] or [
        place for place, piece in enumerate(pieces) if _ACRONYM.match(piece)
    ]
    if not named:
        return (pieces[0], ", ".join(pieces[1:])) if len(pieces) > 1 else ("", text)
    first, last = (named[0], len(pieces) - 1) if named[0] else (0, named[-1])
    return ", ".join(pieces[first : last + 1]), ", ".join(pieces[:first] + pieces[last + 1 :])


def _name_and_more(text: str) -> Halves:
    """A name, and what stands behind it; titles behind a name belong to it."""
    pieces = _pieces(text)
    size = 2 if len(pieces) > 2 and _one_word(pieces[0]) and _one_word(pieces[1]) else 1
    while size < len(pieces) and is_title(pieces[size]):
        size += 1
    if len(pieces) == 2 and size == 1 and all(map(_one_word, pieces)) and pieces[1][:1].isupper():
        size = 2
    return ", ".join(pieces[:size]), ", ".join(pieces[size:])


def _name_role(text: str) -> Halves:
    """As with a name and more; where a rank is all that follows, it is the position: "A. Khan, Assistant Professor"."""
    name, role = _name_and_more(text)
    front, comma, back = name.rpartition(", ")
    if not role and comma and is_title(back) and _RANK.search(back):
        return front, back
    return name, role


def _one_word(text: str) -> bool:
    return len(text.split()) == 1


def _name_institution(text: str) -> Halves:
    pieces = _pieces(text)
    named = [place for place, piece in enumerate(pieces) if names_institution(piece)]
    if not named or named[0]:
        return _name_and_more(text)
    return ", ".join(pieces[named[-1] + 1 :]), ", ".join(pieces[: named[-1] + 1])


def _city_country(text: str) -> Halves:
    """As with an institution; a city and its country may also stand side by side: "Nairobi Kenya"."""
    words = text.split()
    if re.search(_SIGNS, text) is None and not _is_country(text):
        for cut in range(1, len(words)):
            if _is_country(" ".join(words[cut:])):
                return " ".join(words[:cut]), " ".join(words[cut:])
    return _place_country(text)


def _place_country(text: str) -> Halves:
    """A country at either end of the cell, behind a sign that parts it from the rest."""
    if _is_country(text):
        return "", text
    bracketed = _BRACKETS.match(text)
    cuts = [(bracketed[1], bracketed[2])] if bracketed else []
    cuts += [
        (text[: sign.start()].strip(_EDGES), text[sign.end() :].strip(_EDGES))
        for sign in _SIGNS.finditer(text)
    ]
    for front, back in cuts:
        if _is_country(back):
            return front, back
        if _is_country(front):
            return back, front
    front, comma, back = text.rpartition(",")
    return (front.strip(), back.strip()) if comma else (text, "")


def _is_country(text: str) -> bool:
    found = find_country(text)
    return bool(found.code or found.likely or (found.kind == "ask" and found.candidates))


_PARTED: Mapping[str, Callable[[str], Halves]] = {
    "period": _period,
    "phone_email": _phone_email,
    "institution_role": _institution_role,
    "name_title": _name_and_more,
    "name_role": _name_role,
    "name_institution": _name_institution,
    "institution_country": _place_country,
    "city_country": _city_country,
}
