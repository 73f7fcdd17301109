"""What a header word means: concepts found for a header in any of the languages of the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import takewhile

from ilrs_desk.domain.names import NameOrder
from ilrs_desk.domain.resources import load_json
from ilrs_desk.domain.text import fold, latin_key, words

#: Concept of a column that is never imported by default.
SENSITIVE = "sensitive"
#: Columns known and left alone.
UNWANTED = frozenset({SENSITIVE, "row_no", "gender", "wechat_or_messenger", "not_kept"})

EXACT = 1.0
PART = 0.9
NEAR_BAR = 88
#: "Nature of the institution" is no institution: what stands behind such a word says less.
_OF = frozenset(
    {"of", "de", "du", "des", "del", "do", "da", "dos", "das", "di", "della", "dell", "der", "für", "for"}
)
_TAIL = 0.15
_WHOLE_HEAD = 0.82
_NAME_OF = 0.75
_NAMES = frozenset({"thing_name", "full_name", "family_name", "given_name"})
_SHORTEST_STEM = 5
_STEM_SHARE = 0.7
#: What a column holds, whosever it is.
_ATTRIBUTES = frozenset({"email", "phone", "website", "orcid"})
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_BRACKETS = re.compile(r"[(\[（【〔{]([^)\]）】〕}]*)[)\]）】〕}]")
_SPLITS = re.compile(r"[\n\r/|,;:+&、，；：／•·]|\s[-–—]\s|[(\[（【)\]）】]")
_MARKS = re.compile(r"^[#*†‡\s]+(?=\w)|[\s:：*＊†‡]+$|\d?[*＊†‡]+$")
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
# Letters of one script with all that is no letter after them; marks of accents go with any script.
_SCRIPT_RUN = re.compile(rf"[{_LATIN}](?:[{_LATIN}]|[\W\d_])*|(?:[^\W\d_{_LATIN}])(?:[^{_LATIN}])*")


@dataclass(frozen=True, slots=True)
class Guess:
    """One meaning of a header: ``score`` 0 to 1, the lexicon's ``word`` it rests on and that word's languages."""

    concept: str
    score: float
    word: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Entry:
    word: str
    concepts: dict[str, frozenset[str]]


def header_key(text: str) -> str:
    """A header reduced to its letters and digits, for comparing: "E-mail :" and "email" are one."""
    return "".join(words(text)) or fold(text).strip(" :*")


@lru_cache(maxsize=20_000)
def guesses(header: str) -> tuple[Guess, ...]:
    """All meanings of ``header``, best first; empty when no word of it is known.

    The whole header is tried first, then its parts ("Имя / Name"), then the longest known words in it.
    """
    text = _MARKS.sub("", header.strip()) or header.strip()
    if not text or len(text) > 200:
        return ()
    found = _whole(text) or _by_parts(text) or _by_words(text)
    return tuple(sorted(found.values(), key=lambda guess: (-guess.score, guess.concept)))


@lru_cache(maxsize=5_000)
def near_guesses(header: str) -> tuple[Guess, ...]:
    """Meanings of the lexicon's words that are spelled almost like ``header``; for headers not known otherwise."""
    from rapidfuzz import fuzz, process

    key = header_key(header)
    if len(key) < 5:
        return ()
    match = process.extractOne(key, _long_keys(), scorer=fuzz.ratio, score_cutoff=NEAR_BAR)
    if match is None or _is_other_word(header, _index()[match[0]].word):
        return ()
    return tuple(_entry_guesses(_index()[match[0]], 0.85 * match[1] / 100).values())


@lru_cache(maxsize=5_000)
def stem_guesses(header: str) -> tuple[Guess, ...]:
    """Meanings of a header some of whose words are known in another ending: "название организации"."""
    tokens = words(header)
    total = sum(map(len, tokens)) or 1
    found: dict[str, Guess] = {}
    head = _head(tokens)
    for place, token in enumerate(tokens):
        entry = _index().get(token) or _by_stem(token)
        if entry is None or len(token) < _SHORTEST_STEM or place > head:
            continue
        for concept, languages in entry.concepts.items():
            score = 0.5 + 0.35 * len(token) / total
            if concept not in found or found[concept].score < score:
                found[concept] = Guess(concept, score, entry.word, languages)
    if SENSITIVE in found:
        return (found[SENSITIVE],)
    if len(found) > 1 and (named := found.pop("thing_name", None)):
        # The name of a thing is that thing.
        found = {key: replace(guess, score=max(guess.score, named.score)) for key, guess in found.items()}
    return tuple(sorted(found.values(), key=lambda guess: (-guess.score, guess.concept)))


def _by_stem(token: str) -> _Entry | None:
    """The known word of one piece that shares all but the ending with ``token``."""
    best: tuple[float, str] = (_STEM_SHARE, "")
    for key in _stems().get(token[:_SHORTEST_STEM], ()):
        shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(token, key, strict=False)))
        share = shared / max(len(token), len(key))
        best = max(best, (share, key))
    return _index()[best[1]] if best[1] else None


def _is_other_word(header: str, near: str) -> bool:
    """Whether a word of ``header`` is no misspelling of its like in ``near`` but another known word: Status, Start."""
    own, other = words(header), words(near)
    if len(own) != len(other):
        return False
    return any(word != like and word in _index() for word, like in zip(own, other, strict=True))


def is_header_word(text: str) -> bool:
    """Whether ``text`` as a whole, or part by part, is a header that the lexicon knows."""
    found = guesses(text)
    return bool(found) and found[0].score >= 0.85


def name_order(header: str) -> NameOrder | None:
    """ "family_first" or "given_first" when the header names both parts of a person's name in that order."""
    key = header_key(header)
    if key in _family_first():
        return "family_first"
    places: dict[str, int] = {}
    for start, _, concepts in _spans(words(header), frozenset({"family_name", "given_name"})):
        places.setdefault("family_name" if "family_name" in concepts else "given_name", start)
    if len(places) < 2:
        return None
    return "family_first" if places["family_name"] < places["given_name"] else "given_first"


@cache
def word_list(name: str) -> frozenset[str]:
    """One of the lexicon's plain word lists ("total_words" …), each as ``header_key``."""
    return frozenset(header_key(word) for word in load_json("reference", "header_lexicon_extra.json")[name])


@cache
def nothing_words() -> frozenset[str]:
    """What people write into a cell to say that there is nothing to write, in small letters."""
    return frozenset(
        word.casefold() for word in load_json("reference", "header_lexicon_extra.json")["nothing_words"]
    )


@cache
def kind_words() -> dict[str, frozenset[str]]:
    """Folded words by which a sheet's name or title tells the kind of its table."""
    lists = load_json("reference", "header_lexicon_extra.json")["kind_words"]
    return {kind: frozenset(fold(word) for word in found) for kind, found in lists.items()}


@cache
def _family_first() -> frozenset[str]:
    return frozenset(
        header_key(word) for word in ("ФИО", "Ф.И.О. участника", "ФИО (полностью)", "S.A.A.", "Т.А.Ә.")
    )


def _whole(text: str) -> dict[str, Guess]:
    entry = _index().get(header_key(text))
    if entry:
        return _entry_guesses(entry, EXACT)
    bare = _BRACKETS.sub(" ", text)
    if bare != text and (entry := _index().get(header_key(bare))) and not _tells_more(text):
        return _entry_guesses(entry, 0.96)
    return {}


def _tells_more(text: str) -> bool:
    """Whether what stands in brackets is itself a header word, as in "ชื่อ (Name)" or "Name (Surname, First name)".

    A sensitive one only explains the header before it: "Nationality (passport)".
    """
    inner = [part for each in _BRACKETS.findall(text) for part in _known_parts(_SPLITS.split(each))]
    return any(SENSITIVE not in part for part in inner)


def _by_parts(text: str) -> dict[str, Guess]:
    pieces = [part for part in _SPLITS.split(text) if part.strip()]
    if len(pieces) < 2:
        pieces = [run for run in _SCRIPT_RUN.findall(text) if header_key(run)]
    if len(pieces) < 2:
        return {}
    known = _known_parts(pieces)
    if not known:
        return {}
    for part in known:
        if SENSITIVE in part:
            return {SENSITIVE: part[SENSITIVE]}
    if _names_both(known):
        return {"full_name": Guess("full_name", PART + 0.05, text.strip(), _languages(known))}
    return _agreed(known, len(pieces))


def _known_parts(pieces: Iterable[str]) -> list[dict[str, Guess]]:
    return [_entry_guesses(entry, PART) for piece in pieces if (entry := _index().get(header_key(piece)))]


def _names_both(known: list[dict[str, Guess]]) -> bool:
    family = any("family_name" in part and "given_name" not in part for part in known)
    given = any("given_name" in part and "family_name" not in part for part in known)
    return family and given


def _agreed(known: list[dict[str, Guess]], pieces: int) -> dict[str, Guess]:
    """What all known parts can mean; failing that, what any of them means, less surely."""
    common = set(known[0]).intersection(*known[1:])
    share = len(known) / pieces
    found: dict[str, Guess] = {}
    for part in known:
        for concept, guess in part.items():
            score = (
                (PART if concept in common else 0.72) - (0.05 if share < 1 else 0) + 0.03 * (len(common) == 1)
            )
            if concept not in found:
                found[concept] = Guess(concept, min(score, 0.95), guess.word, guess.languages)
    return found


def _by_words(text: str) -> dict[str, Guess]:
    """The longest known words inside the header, scored by how much of it they cover."""
    unspaced = bool(_UNSPACED.search(text))
    tokens = list(header_key(text)) if unspaced else words(text)
    total = sum(map(len, tokens)) or 1
    found: dict[str, Guess] = {}
    head = _head(tokens)
    for start, key, concepts in _spans(tokens):
        if len(key) < (2 if _HAN.search(key) else 4) and not _ATTRIBUTES.issuperset(concepts):
            continue
        score = 0.5 + 0.4 * len(key) / total - (_TAIL if start > head else 0.0)
        if start == 0 and head < len(tokens) and key == "".join(tokens[:head]):
            score = max(score, _WHOLE_HEAD)
        for concept, languages in concepts.items():
            if concept not in found or found[concept].score < score:
                found[concept] = Guess(concept, score, _index()[key].word, languages)
    if found and _NAMES.issuperset(found) and any(token in _OF for token in tokens[1:-1]):
        # The name of what is not known is a name all the same.
        found = {key: replace(guess, score=max(guess.score, _NAME_OF)) for key, guess in found.items()}
    if SENSITIVE in found and len(found[SENSITIVE].word) >= 5:
        return {SENSITIVE: found[SENSITIVE]}
    attributes = _ATTRIBUTES.intersection(found)
    if len(attributes) == 1:
        # "Focal point tel.": whose it is says less than what it is.
        (concept,) = attributes
        return {concept: replace(found[concept], score=max(guess.score for guess in found.values()))}
    return found


def _head(tokens: list[str]) -> int:
    """Where the word that a header is about ends: "Nature of entity" is about a nature, "Name of entity" not."""
    end = next((place for place, token in enumerate(tokens) if place and token in _OF), len(tokens))
    names = any("thing_name" in entry.concepts for token in tokens[:end] if (entry := _index().get(token)))
    return len(tokens) if names else end


def _spans(
    tokens: list[str], wanted: frozenset[str] | None = None
) -> Iterator[tuple[int, str, dict[str, frozenset[str]]]]:
    """Known runs of ``tokens``, longest first, none inside another: where each starts, its key, its concepts.

    With ``wanted`` only runs that mean one of these concepts, and no whole name ("Apellidos y nombres").
    """
    taken: set[int] = set()
    for size in range(min(len(tokens), 12), 0, -1):
        for start in range(len(tokens) - size + 1):
            span = range(start, start + size)
            key = "".join(tokens[start : start + size])
            entry = _index().get(key) if taken.isdisjoint(span) else None
            if entry and wanted and ("full_name" in entry.concepts or wanted.isdisjoint(entry.concepts)):
                entry = None
            if entry:
                taken.update(span)
                yield start, key, entry.concepts


def _entry_guesses(entry: _Entry, score: float) -> dict[str, Guess]:
    return {
        concept: Guess(concept, score, entry.word, languages) for concept, languages in entry.concepts.items()
    }


def _languages(known: Iterable[dict[str, Guess]]) -> frozenset[str]:
    return frozenset().union(*(guess.languages for part in known for guess in part.values()))


@cache
def _stems() -> dict[str, list[str]]:
    """Known words of one piece by their first letters."""
    found: dict[str, list[str]] = {}
    for key, entry in _index().items():
        if len(key) >= _SHORTEST_STEM and len(entry.word.split()) == 1:
            found.setdefault(key[:_SHORTEST_STEM], []).append(key)
    return found


@cache
def _long_keys() -> list[str]:
    return [key for key in _index() if len(key) >= 5]


@cache
def _index() -> dict[str, _Entry]:
    index: dict[str, _Entry] = {}
    for concept, language, word in _all_words():
        for key, spoken in {header_key(word): language, **_serbian_latin(word, language)}.items():
            entry = index.setdefault(key, _Entry(word, {}))
            entry.concepts[concept] = entry.concepts.get(concept, frozenset()) | {spoken}
    return index


def _serbian_latin(word: str, language: str) -> dict[str, str]:
    return {header_key(latin_key(word)): "sr-Latn"} if language == "sr-Cyrl" else {}


def _all_words() -> Iterator[tuple[str, str, str]]:
    base = load_json("reference", "header_lexicon.json")
    extra = load_json("reference", "header_lexicon_extra.json")
    for section in (base["fields"], base["extra_fields"], {SENSITIVE: base["sensitive"]}, extra["fields"]):
        for concept, languages in section.items():
            for language, found in languages.items():
                if language != "note":
                    for word in found:
                        yield _CONCEPTS.get((concept, language), concept), language, word


# One concept that the lexicon keeps together and that means two things by language.
_CONCEPTS = {("patronymic_or_father_name", "es"): "second_family_name"} | {
    ("patronymic_or_father_name", language): "middle_name"
    for language in ("en", "ru", "kk", "az", "ur", "ar", "sr-Cyrl", "sr-Latn")
}
