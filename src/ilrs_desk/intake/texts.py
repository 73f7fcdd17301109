"""What we write to partners in their language: notes on cells, letters, and the words of the blank template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.fields import Field
from ilrs_desk.domain.resources import load_json, resource

from .mapping import CONCEPT_FIELDS

ENGLISH = "en"
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "ur"})
#: What a language is called elsewhere → ours.
_ALIASES = {
    "zh": "zh-Hans", "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant",
    "sr": "sr-Cyrl",
}  # fmt: skip
_LATIN = str.maketrans(
    dict(
        zip(
            "абвгдђежзијклмнопрстћуфхцчшАБВГДЂЕЖЗИЈКЛМНОПРСТЋУФХЦЧШ",
            "abvgdđežzijklmnoprstćufhcčšABVGDĐEŽZIJKLMNOPRSTĆUFHCČŠ",
            strict=True,
        )
    )
    | {"љ": "lj", "њ": "nj", "џ": "dž", "Љ": "Lj", "Њ": "Nj", "Џ": "Dž"}
)
#: A concept of the lexicon that means a field so surely may name its column.
_SURE = 0.9
_NAMES_OF_NUMBERS = {"orcid": "ORCID", "ror": "ROR"}


@dataclass(frozen=True, slots=True)
class Texts:
    """All that we say in one language, by key; places in braces are to be filled in."""

    language: str
    returned: Mapping[str, str]
    notes: Mapping[str, str]
    letter: Mapping[str, str]
    template: Mapping[str, str]
    choices: Mapping[str, str]
    example: Mapping[str, str]

    @property
    def right_to_left(self) -> bool:
        """Whether sheets of the language run from the right."""
        return self.language in _RIGHT_TO_LEFT


@cache
def languages() -> tuple[str, ...]:
    """The languages we can write in, by their tags ("en", "zh-Hans" …), sorted."""
    found = {path.stem for path in resource("return_texts").glob("*.json")}
    return tuple(sorted(found | {"sr-Latn"}))


def language_of(wanted: str) -> str | None:
    """Our tag of a language as somebody writes it ("zh", "PT-br", "sr_Latn"); None if we cannot write it."""
    key = wanted.strip().replace("_", "-").casefold()
    by_key = {language.casefold(): language for language in languages()}
    return by_key.get(key) or _ALIASES.get(key) or by_key.get(key.partition("-")[0])


@cache
def texts(language: str) -> Texts:
    """What we say in ``language``, one of :func:`languages`."""
    latin = language == "sr-Latn"
    said = load_json("return_texts", f"{'sr-Cyrl' if latin else language}.json")
    parts = {
        part: {key: _in_latin(text) if latin else text for key, text in said[part].items()}
        for part in ("returned", "notes", "letter", "template", "choices", "example")
    }
    return Texts(language, **parts)


def country_in(code: str, language: str) -> str:
    """What a country is called in ``language``."""
    return country_name(code, language.replace("-", "_"))


def header_in(kind: str, field: Field, language: str) -> str:
    """The header of a field's column in ``language``: the first word of the lexicon for it, else the English label."""
    if field.key in _NAMES_OF_NUMBERS:
        return _NAMES_OF_NUMBERS[field.key]
    if field.key.startswith("contact_") and field.key != "contact_name":
        own = {"contact_email": "email", "contact_phone": "phone"}[field.key]
        return f"{_word('contact_person', language)} – {_word(own, language)}"
    found = next((word for concept in _concepts(kind, field.key) if (word := _word(concept, language))), "")
    return found or field.label


def _concepts(kind: str, key: str) -> list[str]:
    ranked = [
        (-share, concept)
        for concept, fields in CONCEPT_FIELDS[kind].items()
        for name, share in fields
        if name == key and share >= _SURE
    ]
    return [concept for _, concept in sorted(ranked, key=lambda pair: pair[0])]


def _word(concept: str, language: str) -> str:
    base = load_json("reference", "header_lexicon.json")
    extra = load_json("reference", "header_lexicon_extra.json")
    for section in (base["fields"], base["extra_fields"], extra["fields"]):
        if words := section.get(concept, {}).get(language):
            return str(words[0])
    return _in_latin(_word(concept, "sr-Cyrl")) if language == "sr-Latn" else ""


def _in_latin(text: str) -> str:
    """Serbian in Latin letters; what stands in braces is a name of ours and stays."""
    return text.translate(_LATIN)
