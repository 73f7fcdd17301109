"""What a header means: concepts found for the whole of it, for its parts, or for the known words in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from ilrs_desk.domain.text import words

from .index import SENSITIVE, Guess, best_first, header_key, index
from .lists import language_told

_LONGEST_HEADER = 250
EXACT = 1.0
PART = 0.9
#: "Nature of the institution" is no institution: what stands behind such a word says less.
OF_WORDS = frozenset(
    {
        "of",
        "de",
        "du",
        "des",
        "del",
        "do",
        "da",
        "dos",
        "das",
        "di",
        "della",
        "dell",
        "der",
        "für",
        "for",
        "la",
        "le",
    }
)
_TAIL = 0.15
_WHOLE_HEAD = 0.82
_NAME_OF = 0.75
_NAMES = frozenset({"thing_name", "full_name", "family_name", "given_name"})
#: A column of numbers by which the sender's own system knows a thing.
_ID_WORDS = frozenset({"id", "uuid", "guid", "pk"})
_BODIES = frozenset({"institution", "partner", "agency", "department", "contact_person"})
_WRITTEN_NAMES = ("full_name", "thing_name", "institution", "partner")
_TERMS = frozenset({"start_date", "end_date"})
#: What a column holds, whosever it is.
_ATTRIBUTES = frozenset({"email", "phone", "website", "orcid"})
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
#: In Thai a header is about what stands before "in", "of" or "for": "ตำแหน่งในคณะทำงาน" is a position.
_THAI_HEAD = re.compile("([\u0e00-\u0e7f]{3,}?)(?:ใน|ของ|สำหรับ)[\u0e00-\u0e7f]")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_BRACKETS = re.compile(r"[(\[（【〔{]([^)\]）】〕}]*)[)\]）】〕}]")
#: "Tel. (ext.)": an extension in brackets makes no other thing of a telephone.
_EXTENSION = re.compile(
    r"\s*[(\[（]\s*(?:\+\s*)?(?:ext|extension|extensión|anexo|int|interno|ramal|dahili|poste|доб|внутр|分机|分機|durchwahl|dw|wew|mellék)"
    r"\.?\s*[)\]）]",
    re.IGNORECASE,
)
_SPLITS = re.compile(r"[\n\r/|,;:+&、，；：／•·]|\s[-–—]\s|[(\[（【)\]）】]")
_MARKS = re.compile(r"^[#*†‡\s]+(?=\w)|[\s:：*＊†‡]+$|\d?[*＊†‡]+$|[¹²³⁰-⁹]+$|\s*[\[(]\d[\])]$")
# "3. Position", "(b) Name", "Q4: E-mail"; "No." and "1er apellido" are no such numbers.
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])|_")
_NUMBERING = re.compile(
    r"^(?:[(（]?Q?\d{1,2}[.)）、:：]\s*|[(（]?(?:[a-z]|[IVX]{1,4})[)）]\s*|(?:[a-z]|[IVX]{1,4})\.\s+|\d{1,2}\s+[-–—]\s+)"
    r"(?=[^\W\d_]{2})",
    re.IGNORECASE,
)
_LATIN = "A-Za-z\u00c0-\u02af\u1e00-\u1eff"
# Letters of one script with all that is no letter after them; marks of accents go with any script.
_SCRIPT_RUN = re.compile(rf"[{_LATIN}](?:[{_LATIN}]|[\W\d_])*|(?:[^\W\d_{_LATIN}])(?:[^{_LATIN}])*")


@lru_cache(maxsize=20_000)
def guesses(header: str) -> tuple[Guess, ...]:
    """All meanings of ``header``, best first; empty when no word of it is known.

    The whole header is tried first, then its parts ("Имя / Name"), then the longest known words in it.
    """
    text = bare_header(header)
    if not text or len(text) > _LONGEST_HEADER:
        return ()
    found = _in_letters(text, _whole(text) or _by_parts(text) or _by_head(text) or _by_words(text))
    return best_first(found.values())


def bare_header(header: str) -> str:
    """A header without its number, its footnote marks and its colon."""
    text = _MARKS.sub("", header.strip()) or header.strip()
    text = _EXTENSION.sub("", text) or text
    if header_key(text) in index():
        return text
    text = _NUMBERING.sub("", text)
    return text if " " in text else _CAMEL.sub(" ", text)


def is_header_word(text: str) -> bool:
    """Whether ``text`` as a whole, or part by part, is a header that the lexicon knows."""
    found = guesses(text)
    return bool(found) and found[0].score >= 0.85


def is_exact_word(text: str) -> bool:
    """Whether ``text``, letter by letter, is a header of the lexicon; quick enough for every row of a sheet."""
    return header_key(text) in index()


def _whole(text: str) -> dict[str, Guess]:
    entry = index().get(header_key(text))
    if entry:
        return entry.guesses(EXACT)
    bare = _BRACKETS.sub(" ", text)
    if bare != text and (entry := index().get(header_key(bare))) and not _tells_more(text):
        return entry.guesses(0.96)
    return {}


def _in_letters(text: str, found: dict[str, Guess]) -> dict[str, Guess]:
    """With the meaning that a name takes from the language in which it is: "Name (Thai)", "Название (англ.)"."""
    names = [found[concept] for concept in _WRITTEN_NAMES if concept in found]
    if not names or not found.keys().isdisjoint(("native_name", "foreign_name")):
        return found
    told = language_told(text)
    if told is None:
        return found
    best = max(names, key=lambda guess: guess.score)
    if told == "acronym":
        return {told: replace(best, concept=told)}
    return found | {told: replace(best, concept=told)}


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
    sensitive = [part[SENSITIVE] for part in known if SENSITIVE in part]
    if sensitive and (len(sensitive) == len(known) or any(part.keys() == {SENSITIVE} for part in known)):
        return {SENSITIVE: sensitive[0]}
    if ends := _end_of_period(known):
        return ends
    if _names_both(known):
        return {"full_name": Guess("full_name", PART + 0.05, text.strip(), _languages(known))}
    return _agreed(known, len(pieces))


def _end_of_period(known: list[dict[str, Guess]]) -> dict[str, Guess]:
    """The one day of a term that a part of the header tells: "Period (from)", "従事期間（至）"."""
    told = [part for part in known if "period" not in part]
    if len(told) != 1 or not _TERMS.intersection(told[0]) or not (len(known) > 1 or _is_one_letter(told[0])):
        return {}
    return told[0]


def _is_one_letter(part: dict[str, Guess]) -> bool:
    return all(len(guess.word) == 1 for guess in part.values())


def _known_parts(pieces: Iterable[str]) -> list[dict[str, Guess]]:
    return [entry.guesses(PART) for piece in pieces if (entry := index().get(header_key(piece)))]


def _names_both(known: list[dict[str, Guess]]) -> bool:
    family = any("family_name" in part and "given_name" not in part for part in known)
    given = any("given_name" in part and "family_name" not in part for part in known)
    return family and given


def _agreed(known: list[dict[str, Guess]], pieces: int) -> dict[str, Guess]:
    """What all known parts can mean; failing that, what any of them means, less surely."""
    things = [part for part in known if "thing_name" not in part and not _BODIES.isdisjoint(part)]
    if things and all(part in things or "thing_name" in part for part in known):
        # "Место работы (полное наименование)": the name of a thing is that thing.
        known = things
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


def _by_head(text: str) -> dict[str, Guess]:
    """By the word that a Thai header is about, whatever it is of."""
    match = _THAI_HEAD.match(text)
    entry = index().get(header_key(match[1])) if match else None
    return entry.guesses(_WHOLE_HEAD) if entry else {}


def _by_words(text: str) -> dict[str, Guess]:
    """The longest known words inside the header, scored by how much of it they cover."""
    unspaced = bool(_UNSPACED.search(text))
    tokens = list(header_key(text)) if unspaced else words(text)
    total = sum(map(len, tokens)) or 1
    found: dict[str, Guess] = {}
    last = head(tokens)
    all_known = all(token in index() or language_told(token) for token in tokens)
    for start, key, concepts in known_runs(tokens):
        at_the_end = start + 1 == len(tokens) and not _TERMS.isdisjoint(concepts)
        if not (all_known or at_the_end) and len(key) < _shortest(key, concepts):
            continue
        score = 0.5 + 0.4 * len(key) / total - (_TAIL if start > last else 0.0)
        if start == 0 and last < len(tokens) and key == "".join(tokens[:last]):
            score = max(score, _WHOLE_HEAD)
        for concept, languages in concepts.items():
            if concept not in found or found[concept].score < score:
                found[concept] = Guess(concept, score, index()[key].word, languages)
    if found and _NAMES.issuperset(found) and any(token in OF_WORDS for token in tokens[1:-1]):
        # The name of what is not known is a name all the same.
        found = {key: replace(guess, score=max(guess.score, _NAME_OF)) for key, guess in found.items()}
    if tokens[-1:] and tokens[-1] in _ID_WORDS and _ATTRIBUTES.isdisjoint(found):
        return {"not_kept": Guess("not_kept", PART, text, frozenset())}
    if SENSITIVE in found and len(found[SENSITIVE].word) >= 5:
        return {SENSITIVE: found[SENSITIVE]}
    attributes = _ATTRIBUTES.intersection(found)
    if len(attributes) == 1:
        # "Focal point tel.": whose it is says less than what it is.
        (concept,) = attributes
        return {concept: replace(found[concept], score=max(guess.score for guess in found.values()))}
    return found


def _shortest(key: str, concepts: Iterable[str]) -> int:
    """How long a known word within a header must be: "tel" is one, "or" is none."""
    return 2 if _HAN.search(key) else 3 if _ATTRIBUTES.issuperset(concepts) else 4


def head(tokens: list[str]) -> int:
    """Where the word that a header is about ends: "Nature of entity" is about a nature, "Name of entity" not."""
    end = next((place for place, token in enumerate(tokens) if place and token in OF_WORDS), len(tokens))
    names = any("thing_name" in entry.concepts for token in tokens[:end] if (entry := index().get(token)))
    return len(tokens) if names else end


def known_runs(
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
            entry = index().get(key) if taken.isdisjoint(span) else None
            if entry and wanted and ("full_name" in entry.concepts or wanted.isdisjoint(entry.concepts)):
                entry = None
            if entry:
                taken.update(span)
                yield start, key, entry.concepts


def _languages(known: Iterable[dict[str, Guess]]) -> frozenset[str]:
    return frozenset().union(*(guess.languages for part in known for guess in part.values()))
