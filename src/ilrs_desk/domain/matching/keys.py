"""By what a record is recognised: its identifiers, the keys of its names, and where it belongs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from ..countries import find_country
from ..emails import email_key
from ..fields import link_column
from ..names import name_key
from ..records import Record, Value
from ..text import fold, latin_key, words

_AMBIGUOUS_SCRIPTS = re.compile("[\u0590-\u1cff\u2e80-\ud7ff\uf900-\ufdff]")
#: Keys of names: exact ones, loose ones.
NameKeys: TypeAlias = "tuple[tuple[str, ...], tuple[str, ...]]"
_UNMADE: NameKeys = (("",), ())
# fmt: off
_SMALL_WORDS = frozenset((
    "the", "of", "for", "and", "in", "at", "de", "del", "la", "las", "los", "el", "y", "e", "do", "da", "dos", "das",
    "du",
    "des", "le", "les", "et", "d", "l", "und", "der", "die", "im", "ve", "i", "u", "na", "za", "dan", "untuk", "po",
    "pri",
))
# fmt: on


class Identity:
    """What tells a record from others; empty parts tell nothing.

    ``mail`` and ``number`` (ORCID, ROR, reference) are identifiers. ``shown`` is the first name as text, ``place``
    the institution (or partner) it belongs to, ``countries`` its alpha-2 codes. The keys of its names are made when
    they are first asked for: where identifiers tell, nobody asks.
    """

    __slots__ = ("_keys", "_make", "countries", "mail", "number", "place", "shown")

    def __init__(
        self,
        make: Callable[[], NameKeys],
        *,
        shown: str,
        mail: str | None = None,
        number: str | None = None,
        place: str | None = None,
        countries: frozenset[str] = frozenset(),
    ) -> None:
        self._make, self._keys = make, _UNMADE
        self.shown, self.mail, self.number = shown, mail, number
        self.place, self.countries = place, countries

    @property
    def names(self) -> tuple[str, ...]:
        """Keys that are equal for one name in any script, order and case."""
        return self._made()[0]

    @property
    def loose(self) -> tuple[str, ...]:
        """Keys that are equal also where small words and their order differ."""
        return self._made()[1]

    def _made(self) -> NameKeys:
        if self._keys is _UNMADE:
            self._keys = self._make()
        return self._keys


class Places:
    """Institutions (or partners) by all their names, so that two spellings of one are the same place."""

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._known: dict[str, set[int]] = {}
        self._keys: dict[str, str | None] = {}
        self._countries: dict[str, set[int]] = {}
        for record in records:
            for name in _all_names(record.values):
                self._known.setdefault(without_article(latin_key(name)), set()).add(record.id)
            if record.kind == "partners" and (code := record.values.get("country")):
                self._countries.setdefault(str(code), set()).add(record.id)

    def place(self, label: Value, linked: Value = None) -> str | None:
        """A key of the place called ``label``, or that of the record that is linked."""
        if isinstance(linked, int):
            return f"#{linked}"
        if not label:
            return None
        text = str(label)
        if text not in self._keys:
            key = without_article(latin_key(text))
            found = self._known.get(key) or self._of_country(text)
            self._keys[text] = f"#{next(iter(found))}" if len(found) == 1 else key or None
        return self._keys[text]

    def _of_country(self, text: str) -> set[int]:
        """The partner that is the country called ``text`` in any language."""
        code = find_country(text).code if self._countries else None
        return self._countries.get(code, set()) if code else set()


class Identities:
    """Makes the identities of records and rows of one kind; equal names are keyed once."""

    def __init__(self, kind: str, places: Places) -> None:
        self._kind = kind
        self._places = places
        self._names: dict[tuple[Value, ...], tuple[str, str]] = {}
        self._plain: dict[str, str] = {}

    def identity(self, values: Mapping[str, Value]) -> Identity:
        """The identity of one record's or row's values."""
        return {"personnel": self._person, "agreements": self._agreement}.get(self._kind, self._body)(values)

    def _person(self, values: Mapping[str, Value]) -> Identity:
        parts = (values.get("family_name"), values.get("given_name"), values.get("full_name"))
        native = values.get("native_name")
        shown = " ".join(str(part) for part in parts if part) or str(native or "")
        codes = {str(values[key]) for key in ("nationality", "country") if values.get(key)}
        place = self._places.place(values.get("institution"), values.get(link_column("institution")))
        return Identity(
            lambda: self._person_keys(parts, native),
            shown=shown,
            mail=_mail(values.get("email")),
            number=_upper(values.get("orcid")),
            place=place,
            countries=frozenset(codes),
        )

    def _person_keys(self, parts: tuple[Value, ...], native: Value) -> NameKeys:
        keys = [self._person_key(parts)] + ([self._person_key((None, None, native))] if native else [])
        exact = dict.fromkeys(exact for exact, _ in keys if exact)
        return tuple(exact), tuple(dict.fromkeys(f"~{loose}" for _, loose in keys if loose))

    def _person_key(self, parts: tuple[Value, ...]) -> tuple[str, str]:
        if parts not in self._names:
            family, given, full = (str(part) if part else None for part in parts)
            self._names[parts] = exact_name(family, given, full), name_key(family, given, full)
        return self._names[parts]

    def _body(self, values: Mapping[str, Value]) -> Identity:
        codes = frozenset({str(values["country"])} if values.get("country") else ())
        number = _upper(values.get("ror"))
        if self._kind == "partners" and values.get("kind") != "organisation" and codes:
            number = next(iter(codes))
        shown = str(values.get("name") or values.get("native_name") or "")
        return Identity(lambda: self._body_keys(values), shown=shown, number=number, countries=codes)

    def _body_keys(self, values: Mapping[str, Value]) -> NameKeys:
        names = _all_names(values, acronyms=False)
        keys = tuple(dict.fromkeys(key for name in names if (key := self._key(name))))
        loose = {_sorted_key(key) for key in keys}
        if self._kind == "institutions" and values.get("acronym"):
            loose.add(f"={fold(str(values['acronym']))}")
        return keys, tuple(sorted(loose))

    def _key(self, text: str) -> str:
        if text not in self._plain:
            self._plain[text] = without_article(latin_key(text))
        return self._plain[text]

    def _agreement(self, values: Mapping[str, Value]) -> Identity:
        partner = self._places.place(values.get("partner"), None)
        institution = self._places.place(values.get("institution"), None)
        place = " / ".join(part for part in (partner, institution) if part) or None
        title = latin_key(str(values.get("title") or ""))
        name = title or latin_key(str(values.get("instrument") or ""))
        number = fold(str(values["reference"])).replace(" ", "") if values.get("reference") else None
        keys = (f"{name} @ {place or ''}",) if name else ()
        loose = (title,) if title else ()
        return Identity(
            lambda: (keys, loose), shown=str(values.get("title") or ""), number=number, place=place
        )


def exact_name(family: str | None, given: str | None, full: str | None) -> str:
    """A person's name by which two are one for sure: only case, accents, marks and order of parts may differ.

    Cyrillic and Greek letters count as their Latin ones; scripts whose romanised forms join different people do not.
    """
    text = f"{family or ''} {given or ''}" if family or given else full or ""
    return " ".join(sorted(words(text) if _AMBIGUOUS_SCRIPTS.search(text) else latin_key(text).split()))


def without_article(name: str) -> str:
    """A folded name without "the" before it."""
    return name.removeprefix("the ") or name


def _all_names(values: Mapping[str, Value], *, acronyms: bool = True) -> list[str]:
    names = [str(values[key]) for key in ("name", "native_name") if values.get(key)]
    if values.get("aliases"):
        names += [part.strip() for part in str(values["aliases"]).split(";") if part.strip()]
    if acronyms and values.get("acronym"):
        names.append(str(values["acronym"]))
    return names


def _sorted_key(key: str) -> str:
    """The words of a name without small ones, in alphabetical order."""
    return " ".join(sorted(word for word in key.split() if word not in _SMALL_WORDS))


def _mail(value: Value) -> str | None:
    return email_key(str(value)) if value else None


def _upper(value: Value) -> str | None:
    return str(value).rsplit("/", 1)[-1].upper() if value else None


def tokens(identity: Identity) -> Sequence[str]:
    """The words of all name keys of an identity, each once."""
    return tuple(
        dict.fromkeys(word for key in (*identity.names, *identity.loose) for word in key.lstrip("~=").split())
    )
