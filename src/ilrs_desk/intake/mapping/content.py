"""What the cells of a column look like: shares of e-mails, dates, countries, names and so on among a sample."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, time
from functools import cached_property
from itertools import pairwise

from ilrs_desk.domain.countries import find_country
from ilrs_desk.domain.dates import DateOrder, parse_date, split_period
from ilrs_desk.domain.names import is_title
from ilrs_desk.domain.stages import read_partner_kind, read_stage
from ilrs_desk.domain.text import fold, words

from ..layout import shown
from ..lexicon import header_key, nothing_words, word_list
from ..sheets import Cell, CellError

_SAMPLE = 50
_FIRST_YEAR = "2015"
_LONGEST = 200
_EMAIL = re.compile(r"\S[@＠]\S+[.。．]\S+")
# Sixteen digits in a row are as well the number of an identity card.
_ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dXx]\b|orcid", re.IGNORECASE)
_ROR = re.compile(r"ror\.org/|^0[a-z0-9]{6}\d\d$", re.IGNORECASE)
_URL = re.compile(r"^(https?://|www\.)\S+|^[\w-]+(\.[\w-]+)*\.[a-z]{2,12}(/\S*)?$", re.IGNORECASE)
_PHONE = re.compile(
    r"^[+(\d０-９٠-٩۰-۹][\d０-９٠-٩۰-۹\s().,;/+\-–—]{5,40}(\s*(ext|доб|dahili|转|int)\.?\s*\d+)?$", re.I
)
_DIALLED = re.compile(r"^(\+|00|0|\()[\d\s().,;/+\-–—]{6,40}$")
_SIGNS = re.compile(r"[,;/|\n，、；／]|\s[-–—]\s|\(")
_THREE_NUMBERS = re.compile(r"^\d{1,4}\s?[./年-]\s?\d{1,2}\s?[./月-]\s?\d{1,4}\s?日?\.?$")
_DATE_PART = re.compile(r"\d|[〇一二三四五六七八九十]")
#: What is said of dates that are dates all the same.
_UNSETTLED = frozenset({"date.ambiguous", "date.impossible", "date.calendar"})
_LATIN = re.compile(r"[A-Za-z\u00c0-\u02af\u1e00-\u1eff]")
_OTHER = re.compile(r"[^\W\d_A-Za-z\u00c0-\u02af\u1e00-\u1eff]")
#: As long as nearly all names of persons in Han letters are.
_HAN_NAME = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]{2,4}")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3400-\u9fff]")


class Content:
    """A column's filled cells, a sample of which is looked at; each share is 0 to 1."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells

    @cached_property
    def sample(self) -> list[Cell]:
        """The first different filled cells; errors and words for "nothing" left out."""
        found: dict[str, Cell] = {}
        for cell in self._cells[:600]:
            if cell is not None and not isinstance(cell, CellError) and not _says_nothing(cell):
                found.setdefault(str(cell), cell)
                if len(found) >= _SAMPLE:
                    break
        return list(found.values())

    @cached_property
    def texts(self) -> list[str]:
        """The sample as text, very long ones cut."""
        return [shown(cell)[:_LONGEST] for cell in self.sample]

    @cached_property
    def filled(self) -> int:
        """How many cells are filled, the same ones too."""
        return len(self._cells) - self._cells.count(None)

    @property
    def size(self) -> int:
        """How many cells the shares rest on."""
        return len(self.sample)

    def _share(self, test: Callable[[str], object]) -> float:
        return sum(bool(test(text)) for text in self.texts) / len(self.texts) if self.texts else 0.0

    @cached_property
    def email(self) -> float:
        """Share of e-mail addresses."""
        return self._share(_EMAIL.search)

    @cached_property
    def orcid(self) -> float:
        """Share of ORCID numbers."""
        return self._share(_ORCID.search)

    @cached_property
    def ror(self) -> float:
        """Share of ROR identifiers."""
        return self._share(_ROR.search)

    @cached_property
    def url(self) -> float:
        """Share of web addresses."""
        return self._share(lambda text: _URL.match(text) and "@" not in text)

    @cached_property
    def phone(self) -> float:
        """Share of telephone numbers."""
        return self._share(lambda text: _PHONE.match(text) and sum(map(str.isdigit, text)) >= 6)

    @cached_property
    def dialled(self) -> float:
        """Share of telephone numbers that begin as one does, which no number of a paper does."""
        return self._share(lambda text: _DIALLED.match(text) and 9 <= sum(map(str.isdigit, text)) <= 40)

    @cached_property
    def digitless(self) -> float:
        """Share of texts without any digit."""
        return self._share(lambda text: not any(map(str.isdigit, text)))

    @cached_property
    def digits(self) -> float:
        """Share of texts with as many digits as a telephone number has, addresses left out."""
        return self._share(lambda text: sum(map(str.isdigit, _EMAIL.sub("", text))) >= 6)

    @cached_property
    def phone_and_email(self) -> float:
        """Share of texts that hold both an e-mail address and a telephone number."""
        return self._share(
            lambda text: _EMAIL.search(text) and sum(map(str.isdigit, _EMAIL.sub("", text))) >= 6
        )

    @cached_property
    def several_parts(self) -> float:
        """Share of texts in which a sign parts one thing from another."""
        return self._share(lambda text: len(_pieces(text)) > 1)

    @cached_property
    def place_and_country(self) -> float:
        """Share of texts at one end of which a country stands, parted by a sign from what is none."""
        return self._share(_place_and_country)

    @cached_property
    def period(self) -> float:
        """Share of texts with two days, or with one and a word for an open end."""
        return self._share(split_period)

    @cached_property
    def date(self) -> float:
        """Share of dates, as typed cells or as text, and of words for an open end."""
        if not self.sample:
            return 0.0
        return sum(map(_is_date, self.sample)) / len(self.sample)

    @cached_property
    def written_as_date(self) -> float:
        """Share of texts of three numbers parted as in a date, of whatever calendar."""
        return self._share(_THREE_NUMBERS.match)

    @cached_property
    def recent_date(self) -> float:
        """Share of dates of the years of the programme, which no birthday is."""
        return sum(map(_is_recent, self.sample)) / len(self.sample) if self.sample else 0.0

    @cached_property
    def number(self) -> float:
        """Share of plain numbers."""
        return self._share(lambda text: re.fullmatch(r"\d{1,6}([.)]|\.\d+)?", fold(text)))

    @cached_property
    def counts_rows(self) -> bool:
        """Whether the cells are 1, 2, 3 … in order."""
        cells = [cell for cell in self._cells[:50] if cell is not None]
        return len(cells) >= 2 and [shown(cell).rstrip(".)") for cell in cells] == [
            str(n + 1) for n in range(len(cells))
        ]

    @cached_property
    def repeated(self) -> float:
        """Share of the filled cells that another cell of the column says already."""
        cells = [cell for cell in self._cells[:600] if isinstance(cell, str)]
        return 1 - len(set(cells)) / len(cells) if cells else 0.0

    @cached_property
    def country(self) -> float:
        """Share of names of countries, nationalities and known organisations."""
        return self._share(_is_country)

    @cached_property
    def stage(self) -> float:
        """Share of words for a stage of partnership."""
        return self._share(read_stage)

    @cached_property
    def partner_kind(self) -> float:
        """Share of words for country or organisation."""
        return self._share(read_partner_kind)

    @cached_property
    def salutation(self) -> float:
        """Share of salutations and academic titles that stand before a name."""
        return self._share(_is_salutation)

    @cached_property
    def title(self) -> float:
        """Share of salutations, ranks, degrees and titles of all sorts."""
        return self._share(lambda text: _is_salutation(text) or is_title(text))

    @cached_property
    def academic_rank(self) -> float:
        """Share of texts of one thing with a word for a rank at a university or academy, which is no degree."""
        ranks = word_list("academic_ranks")
        return self._share(
            lambda text: len(_pieces(text)) == 1 and any(rank in header_key(text) for rank in ranks)
        )

    @cached_property
    def coded(self) -> float:
        """Share of texts of one piece with a digit in it, as no name is written."""
        return self._share(lambda text: any(map(str.isdigit, text)) and len(text.split()) == 1)

    @cached_property
    def institution(self) -> float:
        """Share of texts with a word such as university, institute, agency."""
        return self._share(names_institution)

    @cached_property
    def paper(self) -> float:
        """Share of texts with a word by which agreements are called: agreement, memorandum, letter of intent."""
        return self._share(names_paper)

    @cached_property
    def latin(self) -> float:
        """Share of texts whose letters are mostly Latin."""
        return self._share(lambda text: len(_LATIN.findall(text)) > len(_OTHER.findall(text)))

    @cached_property
    def person(self) -> float:
        """Share of texts that may be a person's whole name."""
        return self._share(_may_be_person)

    @cached_property
    def whole_name(self) -> float:
        """Share of texts that look like a person's name of two parts or more."""
        return self._share(
            lambda text: (
                _may_be_person(text)
                and (len(text.split()) > 1 or bool(_HAN_NAME.fullmatch(text.strip())))
                and not _is_country(text)
            )
        )

    @cached_property
    def proper_name(self) -> float:
        """Share of texts written as a person's whole name is: two to five words, each with a capital letter."""
        return self._share(_is_proper_name)

    @cached_property
    def titled_name(self) -> float:
        """Share of texts that are a person's whole name behind a salutation or title."""
        return self._share(_is_titled_name)

    @cached_property
    def capitals(self) -> float:
        """Share of texts in capital letters only."""
        return self._share(lambda text: len(text) > 1 and text.isupper())

    @cached_property
    def several_words(self) -> float:
        """Share of texts of two words or more, or of two or more letters of a script without spaces."""
        return self._share(lambda text: len(text.split()) > 1 or bool(_UNSPACED.search(text)))


def _says_nothing(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.strip().casefold() in nothing_words()


def names_institution(text: str) -> bool:
    """Whether ``text`` has a word by which institutions are called."""
    known = word_list("institution_words")
    tokens = words(text)
    if any(word in known for word in tokens) or any(one + two in known for one, two in pairwise(tokens)):
        return True
    return bool(_UNSPACED.search(text)) and any(word in text for word in _unspaced_words())


def names_paper(text: str) -> bool:
    """Whether ``text`` begins or ends with a word by which agreements are called, as their titles do."""
    known = word_list("paper_words")
    tokens = words(text)
    runs = [" ".join(tokens[:size]) for size in (1, 2, 3)] + [" ".join(tokens[-size:]) for size in (1, 2, 3)]
    if any(run in known for run in runs):
        return True
    return bool(_UNSPACED.search(text)) and any(word in text for word in known if _UNSPACED.search(word))


def _is_salutation(text: str) -> bool:
    return header_key(text) in word_list("salutations")


def _is_proper_name(text: str) -> bool:
    if not _may_be_person(text) or _is_country(text):
        return False
    if _UNSPACED.search(text):
        return 2 <= len(text) <= 4
    pieces = text.replace(",", " ").split()
    return 2 <= len(pieces) <= 5 and all(piece[:1].isupper() or len(piece) <= 3 for piece in pieces)


def _is_titled_name(text: str) -> bool:
    first, _, rest = text.partition(" ")
    return bool(rest) and (_is_salutation(first) or is_title(first)) and _may_be_person(rest)


def _unspaced_words() -> Iterable[str]:
    return (word for word in word_list("institution_words") if _UNSPACED.search(word) and len(word) > 1)


def _is_date(cell: Cell) -> bool:
    if isinstance(cell, (date, datetime)):
        return True
    if isinstance(cell, (bool, time, CellError)) or cell is None:
        return False
    if isinstance(cell, (int, float)):
        return 20_000 <= cell <= 80_000 or 1900 <= cell <= 2100
    if len(cell) > 60:
        return False
    read = parse_date(cell, DateOrder.DMY)
    if read.open_end or read.value:
        return True
    return bool(_DATE_PART.search(cell)) and read.problem_code in _UNSETTLED


def _is_recent(cell: Cell) -> bool:
    if not isinstance(cell, (date, datetime, str)) or not _is_date(cell):
        return False
    read = parse_date(cell, DateOrder.DMY)
    return read.open_end or any((each or "")[:4] >= _FIRST_YEAR for each in (read.value, *read.alternatives))


def _is_country(text: str) -> bool:
    if len(text) > 70:
        return False
    found = find_country(text, nationality=True)
    return found.kind in ("country", "special", "organisation") or bool(found.candidates)


def _pieces(text: str) -> list[str]:
    return [piece for each in _SIGNS.split(text) if (piece := each.strip(" )"))]


def _place_and_country(text: str) -> bool:
    pieces = _pieces(text)
    return len(pieces) > 1 and _is_country(pieces[0]) != _is_country(pieces[-1])


def _may_be_person(text: str) -> bool:
    if any(char.isdigit() for char in text) or len(text) > 60 or names_institution(text):
        return False
    return 1 <= len(text.split()) <= 6 and bool(re.search(r"[^\W\d_]{2}", text))
