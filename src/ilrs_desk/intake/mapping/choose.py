"""Which field each column of a table holds, decided by its words, its neighbours and its cells together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ilrs_desk.domain.wording import Message

from ..layout import Header
from ..lexicon import SENSITIVE, UNWANTED, Guess, guesses, near_guesses, stem_guesses
from .content import Content
from .fields import CONCEPT_FIELDS, WHOLE_NAMES, fits

#: Why a column that holds something is left out although nothing speaks against it: a person had better look.
UNKNOWN_HEADER = Message("The header is not known.")
#: Below this a column is left out rather than taken on a guess.
_BAR = 0.6
#: Found by content only in a column without any header; a person's name only where no other column holds one.
_NAMED_BY_CONTENT = frozenset({"full_name", "institution", "name", "contact_name"})
_NAMES = frozenset({"full_name", "family_name", "given_name"})
_OTHER_LANGUAGE = 0.08
#: A field that scores so little less than the best of its column may be meant as well.
_AS_WELL = 0.25
#: A header known by less than this may be a misspelt one.
_SURE_OF_WORDS = 0.8
_ANY_DATE = frozenset({"any_date", "date_signed", "start_date", "end_date"})
_DATES = {
    "personnel": ("start_date", "end_date"), "institutions": ("signed_on",), "partners": ("signed_on",),
    "agreements": ("signed_on",),
}  # fmt: skip
_JOINED = {"middle_name": "given_name", "second_family_name": "family_name"}
_BY_CONTENT = {
    "personnel": (
        ("email", "email"), ("orcid", "orcid"), ("phone", "phone"), ("country", "country"),
        ("institution", "institution"), ("whole_name", "full_name"),
    ),
    "institutions": (
        ("email", "contact_email"), ("ror", "ror"), ("url", "website"), ("country", "country"),
        ("phone", "contact_phone"), ("institution", "name"), ("whole_name", "contact_name"),
    ),
    "partners": (("stage", "stage"), ("partner_kind", "kind"), ("country", "name")),
    "agreements": (("country", "partner"),),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Column:
    """A column as it is weighed: its header, the header's meanings and its cells."""

    header: Header
    guesses: tuple[Guess, ...]
    content: Content

    @property
    def concepts(self) -> frozenset[str]:
        """What the header may mean, surely enough."""
        return frozenset(guess.concept for guess in self.guesses if guess.score >= 0.7)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a column is taken for. ``part``: "value", or "joined" (a second part of the field), or "period"."""

    field: str | None
    confidence: float
    reason: Message
    part: str = "value"
    sensitive: bool = False
    concept: str = ""


def read_columns(headers: Sequence[Header], cells: Sequence[Sequence[object]]) -> list[Column]:
    """Each header with its meanings and its column of ``cells``."""
    return [
        Column(header, _meanings(header), Content(column))  # type: ignore[arg-type]
        for header, column in zip(headers, cells, strict=True)
    ]


def choose_fields(kind: str, columns: Sequence[Column]) -> list[Choice]:
    """The field of each column for a table of ``kind``: the best pairs first, each field once."""
    scored = _scored(kind, columns, main_language(columns))
    chosen: dict[int, Choice] = {}
    taken: dict[str, int] = {}
    others = _alternatives(scored)
    for score, index, field, guess in sorted(
        scored, key=lambda pair: (-round(pair[0], 2), others[pair[1]], pair[1])
    ):
        if index in chosen or score < _BAR:
            continue
        joined = guess.concept in _JOINED
        if field in taken and not joined:
            continue
        chosen[index] = Choice(field, min(score, 0.99), _why(guess), _part(guess), concept=guess.concept)
        if not joined:
            taken[field] = index
    _by_content(kind, columns, chosen, taken)
    _only_dates(kind, columns, chosen, taken)
    choices = [
        chosen.get(index) or _left_out(column, taken, scored, index) for index, column in enumerate(columns)
    ]
    return settle_names(kind, columns, choices)


def _alternatives(scored: Iterable[tuple[float, int, str, Guess]]) -> dict[int, int]:
    """How many fields each column may as well hold: of two columns for a field the one that can be nothing else."""
    found: dict[int, dict[str, float]] = {}
    for score, index, field, _ in scored:
        fields = found.setdefault(index, {})
        fields[field] = max(score, fields.get(field, 0.0))
    return {
        index: sum(score >= max(fields.values()) - _AS_WELL for score in fields.values())
        for index, fields in found.items()
    }


def main_language(columns: Iterable[Column]) -> frozenset[str]:
    """The language or languages that most headers are written in."""
    votes: Counter[str] = Counter()
    for column in columns:
        if column.guesses and column.guesses[0].score >= 0.9:
            languages = frozenset().union(*(g.languages for g in column.guesses if g.score >= 0.9))
            votes.update({language: 1 / len(languages) for language in languages})
    if not votes:
        return frozenset()
    most = max(votes.values())
    return frozenset(language for language, count in votes.items() if count >= 0.95 * most)


def _meanings(header: Header) -> tuple[Guess, ...]:
    own = guesses(header.own)
    if not own or own[0].score < _SURE_OF_WORDS:
        near = near_guesses(header.own)
        own = near if near and (not own or near[0].score > own[0].score) else own
        if not own or (own[0].concept == "thing_name" and own[0].score < _SURE_OF_WORDS):
            own = stem_guesses(header.own) or own
    if not header.group:
        return own
    group = guesses(header.group)
    if any(guess.concept == SENSITIVE and guess.score >= 0.8 for guess in group):
        return group
    whole = guesses(f"{header.group} {header.own}")
    return (
        _under_group(own, {guess.concept for guess in group if guess.score >= 0.7}) or own or whole or group
    )


def _under_group(own: tuple[Guess, ...], group: set[str]) -> tuple[Guess, ...]:
    """Meanings that a bare word takes from the group above: "Contact › Name", "Agreement › No."."""
    turned = []
    for guess in own:
        for above, concept, becomes in _GROUPS:
            if above in group and guess.concept == concept:
                turned.append(replace(guess, concept=becomes, score=min(guess.score + 0.02, 1.0)))
    if not turned:
        return ()
    kept = [replace(guess, score=guess.score - 0.2) for guess in own]
    return tuple(turned + kept)


_GROUPS = (
    ("contact_person", "full_name", "contact_person"),
    ("contact_person", "thing_name", "contact_person"),
    ("contact_person", "given_name", "contact_person"),
    ("institution", "thing_name", "institution"),
    ("institution", "full_name", "institution"),
    ("agreement_title", "row_no", "agreement_no"),
    ("agreement_title", "any_date", "date_signed"),
    ("agreement_title", "thing_name", "agreement_title"),
    ("agreement_title", "type", "instrument_type"),
    ("instrument_type", "row_no", "agreement_no"),
    ("instrument_type", "any_date", "date_signed"),
    ("instrument_type", "thing_name", "agreement_title"),
    ("partner", "thing_name", "partner"),
    ("partner", "full_name", "partner"),
    ("partner", "type", "partner_kind"),
)


def _scored(
    kind: str, columns: Sequence[Column], language: frozenset[str]
) -> list[tuple[float, int, str, Guess]]:
    fields = CONCEPT_FIELDS[kind]
    found = []
    for index, column in enumerate(columns):
        if column.guesses and column.guesses[0].concept == SENSITIVE and not _outvoted(column, language):
            continue
        spoken = [(_in_language(guess, language), guess) for guess in column.guesses]
        foreign = max((score for score, guess in spoken if guess.concept not in fields), default=0.0)
        for base, guess in spoken:
            if base < foreign:
                continue
            for field, share in fields.get(guess.concept, ()):
                found.append((base * share * fits(field, column.content), index, field, guess))
    return found


def _in_language(guess: Guess, language: frozenset[str]) -> float:
    """The score of a meaning, less where it is that of a language in which the other headers are not written."""
    return guess.score - (
        0.0 if not language or not language.isdisjoint(guess.languages) else _OTHER_LANGUAGE
    )


def _outvoted(column: Column, language: frozenset[str]) -> bool:
    """Whether the word is sensitive only in a language that the other headers are not written in."""
    sensitive = column.guesses[0]
    others = [guess for guess in column.guesses[1:] if guess.score == sensitive.score]
    return language.isdisjoint(sensitive.languages) and any(
        not language.isdisjoint(g.languages) for g in others
    )


def _by_content(
    kind: str, columns: Sequence[Column], chosen: dict[int, Choice], taken: dict[str, int]
) -> None:
    """Columns whose header says nothing, by what nearly all of their cells are."""
    for share, field in _BY_CONTENT[kind]:
        for index, column in enumerate(columns):
            if field in taken or index in chosen or column.guesses or column.content.size < 2:
                continue
            if field in _NAMED_BY_CONTENT and column.header.text:
                continue
            if field == "full_name" and not _NAMES.isdisjoint(taken):
                continue
            if getattr(column.content, share) >= 0.9:
                reason = Message("The header is not known; nearly all cells hold this.")
                concept = "full_name" if share == "whole_name" else ""
                chosen[index] = Choice(field, 0.62, reason, concept=concept)
                taken[field] = index


def _only_dates(
    kind: str, columns: Sequence[Column], chosen: dict[int, Choice], taken: dict[str, int]
) -> None:
    """The columns of dates left, where the dates that count for the kind were not found: the first day comes first."""
    left = [
        index
        for index, column in enumerate(columns)
        if index not in chosen and _may_be_date(column) and column.content.recent_date >= 0.9
    ]
    free = [field for field in _DATES[kind] if field not in taken]
    if len(left) > len(free) or (len(left) == 1 and free[0] != _DATES[kind][0] and columns[left[0]].guesses):
        return
    for index, field in zip(left, free, strict=False):
        chosen[index] = Choice(
            field, 0.6, Message("The only column of dates left for it."), concept="any_date"
        )
        taken[field] = index


def _may_be_date(column: Column) -> bool:
    return not column.guesses or column.guesses[0].concept in _ANY_DATE


def _part(guess: Guess) -> str:
    if guess.concept in _JOINED:
        return "joined"
    return "period" if guess.concept == "period" else "value"


def _why(guess: Guess) -> Message:
    languages = ", ".join(sorted(guess.languages)[:3])
    return Message('Read as "{word}" ({languages}).', {"word": guess.word, "languages": languages})


def _left_out(
    column: Column, taken: Mapping[str, int], scored: Iterable[tuple[float, int, str, Guess]], index: int
) -> Choice:
    concepts = [guess.concept for guess in column.guesses]
    if concepts and concepts[0] == SENSITIVE:
        reason = Message("Sensitive: left out unless you choose a field for it.")
        return Choice(None, 0.0, reason, sensitive=True, concept=SENSITIVE)
    rival = next(
        (field for score, at, field, _ in scored if at == index and score >= _BAR and field in taken), None
    )
    if rival is not None:
        return Choice(None, 0.0, Message("Another column fits this field better."), concept=concepts[0])
    if concepts and (concepts[0] in UNWANTED or concepts[0] == "institution_and_position"):
        return Choice(None, 0.0, _UNWANTED[concepts[0]], concept=concepts[0])
    if concepts:
        return Choice(None, 0.0, Message("This kind of record has no field for it."), concept=concepts[0])
    return Choice(None, 0.0, UNKNOWN_HEADER)


_UNWANTED = {
    "row_no": Message("A row number."),
    "gender": Message("Not kept by the office."),
    "not_kept": Message("Not kept by the office."),
    "wechat_or_messenger": Message("A messenger account is no telephone number."),
    "institution_and_position": Message(
        "Holds two things at once: choose what it is, or have the sender part it."
    ),
}


def settle_names(kind: str, columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """Settle the name columns by each other: native beside Latin, given beside family, alone the whole name."""
    choices = _native_and_latin(kind, columns, choices)
    if kind == "personnel":
        return _parts_of_names(columns, choices)
    return _partner_by_country(choices) if kind == "partners" else choices


def _partner_by_country(choices: list[Choice]) -> list[Choice]:
    """Where nothing else names the partners, the column of countries does."""
    if any(choice.field == "name" for choice in choices):
        return choices
    return [replace(choice, field="name") if choice.field == "country" else choice for choice in choices]


def _native_and_latin(kind: str, columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    """Of two whole names, one in Latin letters and one not, the latter is the native name."""
    main = {"personnel": "full_name", "institutions": "name", "partners": "name"}.get(kind)
    concepts = WHOLE_NAMES - ({"institution"} if kind == "personnel" else set())
    if main is None or (kind == "partners" and any(choice.field == "native_name" for choice in choices)):
        return choices
    names = [
        index
        for index, column in enumerate(columns)
        if not concepts.isdisjoint(column.concepts)
        and choices[index].field in (main, "native_name", None)
        and not choices[index].sensitive
    ]
    if len(names) != 2:
        return choices
    latin = [index for index in names if _is_latin(columns[index])]
    if len(latin) == 2:
        foreign = [index for index in names if "foreign_name" in columns[index].concepts]
        latin = foreign if len(foreign) == 1 else []
    if len(latin) != 1:
        return choices
    native = next(index for index in names if index != latin[0])
    settled = list(choices)
    why = Message("Two columns hold names; this one is in the sender's own letters or language.")
    settled[native] = Choice("native_name", 0.9, why, concept="native_name")
    said = Message("Two columns hold names; this one is in Latin letters or a language of wider use.")
    settled[latin[0]] = replace(choices[latin[0]], field=main, confidence=0.9, part="value", reason=said)
    return settled


def _is_latin(column: Column) -> bool:
    return column.content.latin >= 0.6 if column.content.size else "foreign_name" in column.concepts


def _parts_of_names(columns: Sequence[Column], choices: list[Choice]) -> list[Choice]:
    fields = {
        choice.field: index for index, choice in enumerate(choices) if choice.part == "value" and choice.field
    }
    family, given, full = fields.get("family_name"), fields.get("given_name"), fields.get("full_name")
    settled = list(choices)
    if family is not None and given is None and full is not None and full != family:
        if {"given_name", "thing_name"} & columns[full].concepts:
            settled[full] = replace(
                choices[full], field="given_name", reason=Message("Stands beside the family name.")
            )
    elif given is not None and family is None and full is None:
        settled[given] = replace(choices[given], field="full_name", reason=Message("The only name column."))
    elif (
        family is not None and given is None and full is None and columns[family].content.several_words >= 0.5
    ):
        settled[family] = replace(choices[family], field="full_name", reason=Message("The only name column."))
    return settled
