"""The words of a report in its language: fixed texts, messages, countries, days and numbers go through here."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from ilrs_desk.domain.countries import country_codes, country_name
from ilrs_desk.domain.dates import format_partial, is_partial_date
from ilrs_desk.domain.naming import counted_names
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import load_json, resource
from ilrs_desk.domain.wording import Message, fill

from .document import WRITER_WORDS
from .running import right_to_left

_CATALOGS = "report_texts"
_MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
#: A date as messages of the domain hold it: "3 Jul 2024" or "Jul 2024".
_ENGLISH_DATE = re.compile(rf"(?:(\d{{1,2}}) )?({'|'.join(_MONTHS)}) (\d{{4}})$")
_PLACE = re.compile(r"\{\w*\}")
_LETTER = re.compile(r"[^\W\d_]|, $")
#: A list as ``wording.listed`` makes it: its items, and between them what joins them.
_LISTED = re.compile(r"\{item0\}(?:[^{]+\{item\d+\})*$")
_JOINT = re.compile(r"(?<=\})[^{]+(?=\{)")
#: A number of records as ``domain.naming`` tells it: "3 people".
_COUNTED = re.compile(r"([\d,]+) (\D+)$")
#: What is mostly a word of the program, in a message: kinds, fields, and the shipped groupings and workstreams.
_TERMS = frozenset({"kind", "field", "grouping", "workstream"})
#: Names behind each other, of countries and of others.
_LISTS = frozenset({"names", "examples"})
#: A full stop behind an abbreviation that ends in one.
_TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
#: Numbers that are names: no separators in them.
_BARE = frozenset({"id", "year", "version", "row", "code"})


class Words:
    """Says everything in one language; what its catalog does not have stays English.

    ``wording``: the office's own texts by the English (or translated) ones that they replace. ``heard``: the English
    texts that were asked for, so that a catalog can be made of them.
    """

    def __init__(self, language: str = "en", wording: Iterable[tuple[str, str]] = ()) -> None:
        self.language = language
        self.heard: set[str] = set()
        self._catalog = _catalog(language)
        self._own = dict(wording)
        self._locale = language.replace("-", "_")
        self._leftward = right_to_left(language)

    @property
    def is_english(self) -> bool:
        """Whether nothing is to be translated."""
        return self.language == "en"

    def text(self, template: str, **params: object) -> str:
        """A fixed text, its ``{named}`` places filled after translation."""
        shown = {key: self._shown(key, value) for key, value in params.items()}
        if _LISTED.match(template):
            return fill(_JOINT.sub(lambda joint: self.text(joint[0]), template), shown)
        if not _LETTER.search(_PLACE.sub("", template)):
            return fill(template, shown)
        self.heard.add(template)
        translated = self._catalog.get(template, template)
        chosen = self._own.get(template) or self._own.get(translated) or translated
        said = fill(chosen, shown)
        return said if self.is_english else _TWO_STOPS.sub(".", said)

    def say(self, message: Message) -> str:
        """A message as a sentence; messages, dates and countries inside it are translated too."""
        return self.text(message.template, **message.params)

    def sentence(self, message: Message) -> str:
        """The message with its first letter as a capital."""
        said = self.say(message)
        return said[:1].upper() + said[1:]

    def listed(self, items: Sequence[str]) -> str:
        """The items behind each other."""
        return self.text(", ").join(items)

    def country(self, code: str) -> str:
        """What the country is called."""
        return country_name(code, self.language)

    def day(self, value: date | str) -> str:
        """A day, or a partial date as stored; what is no date stays as it is."""
        text = value if isinstance(value, str) else value.isoformat()
        return format_partial(text, self.language) if is_partial_date(text) else text

    def number(self, value: int | float) -> str:
        """A number with the separators of the language; broken ones with one digit behind the point."""
        if self.is_english:
            return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"
        from babel.numbers import format_decimal

        return str(
            format_decimal(
                value, format="#,##0" if isinstance(value, int) else "#,##0.0", locale=self._locale
            )
        )

    def share(self, value: float) -> str:
        """A share such as 0.2 in whole percent; below one percent with a digit behind the point."""
        whole = value == 0 or value >= 0.01
        if self.is_english:
            return f"{value:.0%}" if whole else f"{value:.1%}"
        from babel import Locale
        from babel.numbers import format_percent

        pattern = Locale.parse(self._locale).percent_formats[None].pattern
        if not whole:
            pattern = pattern.replace("#,##0", "#,##0.0")
        return str(format_percent(value, format=pattern, locale=self._locale))

    def name(self, label: str) -> str:
        """A record's label: the name of a country in the language of the report, any other as it is."""
        return label if self.is_english else self._names(label)

    def term(self, value: str) -> str:
        """What a record holds in the program's own words, such as an instrument; any other words as they are."""
        return self._catalog.get(value, value)

    def for_writers(self) -> Mapping[str, str]:
        """What the writers add themselves."""
        return {template: self.text(template) for template in WRITER_WORDS}

    def _shown(self, key: str, value: object) -> object:
        if isinstance(value, Message):
            return self.say(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value) if key in _BARE else self.number(value)
        if isinstance(value, str) and not self.is_english:
            if key in _TERMS:
                return self.text(value)
            return self._apart(self._each_name(value) if key in _LISTS else self._names(value))
        return value

    def _apart(self, value: str) -> str:
        """A name in left-to-right letters as one piece, so that what stands around it keeps its order."""
        if self._leftward and any(unicodedata.bidirectional(letter) == "L" for letter in value):
            return f"\N{FIRST STRONG ISOLATE}{value}\N{POP DIRECTIONAL ISOLATE}"
        return value

    def _each_name(self, value: str) -> str:
        return self.listed([self._names(part) for part in value.split(", ")])

    def _names(self, value: str) -> str:
        """A text inside a message: dates, counts and names of countries in the language, all else as it is."""
        if found := _ENGLISH_DATE.match(value):
            day, month, year = found.groups()
            partial = f"{year}-{_MONTHS[month]:02}" + (f"-{int(day):02}" if day else "")
            return self.day(partial) if is_partial_date(partial) else value
        if (count := _COUNTED.match(value)) and count[2] in counted_names():
            return self.text(f"{{count}} {count[2]}", count=int(count[1].replace(",", "")))
        codes = [_english_countries().get(part) for part in value.split(", ")]
        if all(codes):
            return self.listed([self.country(code) for code in codes if code])
        return value


def report_languages() -> tuple[str, ...]:
    """The codes of the languages that a report can be written in, English first."""
    try:
        found = sorted(path.stem for path in resource(_CATALOGS).glob("*.json"))
    except FileNotFoundError:
        found = []
    return ("en", *(code for code in found if code != "en"))


def report_language(wanted: str) -> str:
    """Our code of a language of reports. Raises InputProblem ``language.unknown`` for one that there is not."""
    asked = wanted.replace("_", "-").casefold()
    for code in report_languages():
        if asked == code.casefold() or asked.split("-")[0] == code.casefold():
            return code
    known = ", ".join(report_languages())
    raise InputProblem(
        "language.unknown",
        Message(
            "A report cannot be written in the language {language} yet. It can be one of: {known}.",
            {"language": wanted, "known": known},
        ),
    )


@cache
def _catalog(language: str) -> Mapping[str, str]:
    if language not in report_languages() or language == "en":
        return {}
    found: dict[str, str] = load_json(_CATALOGS, f"{language}.json")
    return found


@cache
def _english_countries() -> Mapping[str, str]:
    return {country_name(code): code for code in country_codes()}
