"""What a row under a header says when it is no record: the header again, column numbers, hints, totals, notes."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.wording import Message

from ..layout import begins_with_listed, holds_pairs, is_listed, shown
from ..lexicon import guesses, header_key, nothing_words, word_list
from ..mapping import names_institution
from ..sheets import Cell

REPEATED = Message("The header again.")
NUMBERS = Message("Numbers of the columns.")
HINTS = Message("Hints how to fill the columns.")
EXAMPLE = Message("An example of how to fill the columns.")
TOTAL = Message("A total.")
NOTE = Message("A note.")
NIL = Message("It says that there is nothing to report.")
COMMENT = Message("Struck out by its sender with a mark before it.")
CONTINUED = Message("More of the row above, whose name is merged over both: only the first row is read.")
SECTION = Message("The title of the rows under it.")
EMPTY = Message("Nothing in the columns that are taken.")
HIDDEN = Message("The row is hidden: it is read only if you choose it.")

_PERSON_NAMES = frozenset({"full_name", "family_name", "given_name"})
#: What parts a list may be named after: a department, or a group that works on something.
_PARTS = frozenset({"department", "workstream"})
#: A title stands in brackets or has a word in quotation marks; a name has at most a nickname between its words.
_TITLED = re.compile(r"^[\[(（【〔<《「『\"“«„].*[\])）】〕>》」』\"”»“]$|\s[«„“《「].*[»“”》」]$")
_NOTE_START = re.compile(r"^\s*([*†‡※•]|\(?\d{1,2}\)\s|[—–-]\s\S)")
_FIRST_WORDS = re.compile(r"^[\s*※(（【\[]*([^:：\d.()（）]{1,40})")
_LAST_WORD = re.compile(r"(\w[\w-]*)[\s:：.]*$")
_HINT = re.compile(
    r"[(\[（【<].*[)\]）】>]$|#[^\W\d][\w+,-]*$"
    r"|(e\.g\.|eg|example|for example|ex\.|p\. ?ej\.|например|örn\.|contoh|例如|如)\b.*"
    r"|[dmyjагдмy]{1,4}[./-][dmyjагдм]{1,4}[./-][dmyjагдм]{2,4}$",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"^\s*(#\s*[^\W\d]|//|--\s*[^\W\d]|;\s*[^\W\d]|rem\s)", re.IGNORECASE)
_LINE = re.compile(r"\s*[-=_*~–—+.|]{3,}\s*")
_RULE = re.compile(r"_{3,}|\.{6,}|…{3,}")
#: Room to sign in, between what somebody is and the name: "Head of department            P. Kovalev".
_ROOM = re.compile(r"\S\s{8,}\S")
_PAGE = re.compile(
    r"^\s*(page|p\.|стр\.?|страница|página|pág\.?|seite|sayfa|səhifə|бет|halaman|страна|strana|หน้า|صفحة|صفحہ|第)"
    r"\s*\d+.{0,20}$",
    re.IGNORECASE,
)
_ALPHABETS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
    "甲乙丙丁戊己庚辛壬癸",
    "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZ",
)
_LONG = 60
_LONGEST_MARK = 20
_PROBABLE = 0.6
_MOST_WORDS = 8


def counts_columns(row: Sequence[Cell], count: int) -> bool:
    """Whether the row numbers the columns: 1 2 3 …, (a) (b) (c) … in all of its filled cells."""
    if count < 3:
        return False
    texts = []
    for cell in row:
        if cell is not None:
            texts.append(shown(cell).strip("().[] "))
            if len(texts[-1]) > 2:
                return False
    numbers = [int(text) for text in texts if text.isdecimal()]
    if len(numbers) == len(texts):
        return numbers[0] in (0, 1) and all(b - a == 1 for a, b in itertools.pairwise(numbers))
    letters = "".join(texts).upper()
    return len(letters) == len(texts) and any(alphabet.startswith(letters) for alphabet in _ALPHABETS)


def is_hint(row: Sequence[Cell]) -> bool:
    """Whether all filled cells stand in brackets or say a form: "(official)", "dd/mm/yyyy", "required"."""
    return all(
        isinstance(cell, str) and bool(_HINT.match(cell.strip()) or is_listed(cell, "hint_words"))
        for cell in row
        if cell is not None
    )


def is_example(row: Sequence[Cell]) -> bool:
    """Whether the row begins by saying that it is an example."""
    first = next((cell for cell in row if cell is not None), None)
    return isinstance(first, str) and len(first) < _LONG and begins_with_listed(first, "example_words")


def is_comment(text: str) -> bool:
    """Whether the text begins with a mark that strikes out its row: "# ", "//"."""
    return bool(_COMMENT.match(text))


def is_total(text: str, *, alone: bool) -> bool:
    """Whether the text begins or ends with a word for a total: "Total", "小计", "Serbia Total"; is one if ``alone``."""
    if alone:
        return header_key(text) in word_list("total_words")
    if begins(text, "total_words"):
        return True
    last = _LAST_WORD.search(text) if len(text) <= _LONG else None
    return bool(last) and header_key(last[1]) in word_list("total_words")  # type: ignore[index]


def says_nothing(cell: Cell) -> bool:
    """Whether the cell holds a word or mark for nothing: "-", "n/a", "无"."""
    return isinstance(cell, str) and len(cell) <= _LONGEST_MARK and cell.strip().casefold() in nothing_words()


def is_nil(text: str) -> bool:
    """Whether the only text of a row says that there is nobody and nothing to list."""
    return len(text) <= 2 * _LONG and (says_nothing(text) or begins_with_listed(text, "nil_words"))


def says_nil(text: str) -> bool:
    """Whether the text says nothing but that there is nothing to list; more than the one word, which may be a name."""
    return len(text.split()) > 1 and is_listed(text, "nil_words")


def is_rule(row: Sequence[Cell]) -> bool:
    """Whether the row is a line drawn of signs: "-----", "=====", in all of its filled cells."""
    first = next((cell for cell in row if cell is not None), None)
    if not isinstance(first, str) or not _LINE.fullmatch(first):
        return False
    return all(isinstance(cell, str) and bool(_LINE.fullmatch(cell)) for cell in row if cell is not None)


def is_signature(row: Sequence[Cell]) -> bool:
    """Whether the row is a line to sign on, or labels with their values: "Prepared by: …", "As of: …"."""
    texts = [cell for cell in row if isinstance(cell, str)]
    if any(_RULE.search(text) for text in texts):
        return True
    if len(row) - row.count(None) == 1 and texts and _ROOM.search(texts[0]):
        return True
    return len(row) - row.count(None) > 1 and (holds_pairs(row) or _all_labelled(texts, row))


def _all_labelled(texts: Sequence[str], row: Sequence[Cell]) -> bool:
    labelled = [text for text in texts if ":" in text[:_LONG] or "：" in text[:_LONG]]
    return len(labelled) >= 2 and len(labelled) == len(row) - row.count(None) and is_note(labelled[0])


def is_note(text: str) -> bool:
    """Whether the text is a footnote or remark: by its length, its mark or the word it begins with."""
    return (
        len(text) > _LONG * 2
        or bool(_NOTE_START.match(text))
        or bool(_PAGE.match(text))
        or begins(text, "note_words")
    )


def begins(text: str, words: str) -> bool:
    """Whether the text, or what it begins with, is one of the lexicon's listed words."""
    match = _FIRST_WORDS.match(text)
    if not match or len(text) > 300:
        return False
    known = word_list(words)
    parts = match.group(1).split()
    return any(header_key(" ".join(parts[:size])) in known for size in (len(parts), 1, 2, 3))


def is_place(text: str, field: str | None) -> bool:
    """Whether the only text of a row names where people are, not who: an institution, a department, a country."""
    if names_institution(text) or names_department(text):
        return True
    return field in _PERSON_NAMES and find_country(text).code is not None


def names_department(text: str) -> bool:
    """Whether the text is the name of a department: its words say so, or the first or last of them alone does."""
    parts = text.split()
    if any(guess.concept == "department" and guess.score >= _PROBABLE for guess in guesses(text)):
        return True
    ends = {parts[0], parts[-1]} if 1 < len(parts) <= _MOST_WORDS else set()
    return any(
        found[0].concept == "department" and found[0].score == 1 for part in ends if (found := guesses(part))
    )


def may_be_name(text: str) -> bool:
    """Whether the only text of a row may be a person's name."""
    words = text.split()
    small = sum(word[0].islower() for word in words)
    titled = _TITLED.search(text) or any(
        guess.concept in _PARTS and guess.score >= _PROBABLE for guess in guesses(text)
    )
    plain = not titled and not any(char.isdigit() for char in text) and not names_institution(text)
    return plain and 1 < len(words) <= 4 and small < len(words) / 2
