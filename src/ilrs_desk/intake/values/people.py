"""Values of a row that depend on its other cells: the parts of a person's name, and the country of a phone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ilrs_desk.domain.countries import country_codes
from ilrs_desk.domain.fields import ValueType
from ilrs_desk.domain.names import (
    NameOrder,
    PersonName,
    names_order,
    read_person_name,
    take_titles,
    title_key,
)
from ilrs_desk.domain.phones import PhoneRead, read_phone
from ilrs_desk.domain.problems import Severity
from ilrs_desk.domain.records import Value

from .cells import SEVERAL, problem
from .nothing import names_nobody
from .specs import Spec

if TYPE_CHECKING:
    from .table import TableValues


# How forms of English-speaking countries write a name that somebody does not have.
_NO_NAME = frozenset({".", "fnu", "lnu", "xxx", "no surname", "no family name", "single name", "mononym"})


def put_names_together(records: Sequence[dict[str, Value]], order: NameOrder | None) -> None:
    """Give each record its name in parts where they can be told apart, else whole as written.

    ``order`` is what the header says; failing that, names that prove theirs speak for the others of the column.
    """
    order = order or names_order(str(record["full_name"]) for record in records if record.get("full_name"))
    cache: dict[tuple[str, str | None, str | None], PersonName] = {}
    for record in records:
        _mononym(record)
        if record.get("family_name") or not (full := record.get("full_name")):
            _in_parts(record)
            continue
        country, native = record.get("nationality") or record.get("country"), record.get("native_name")
        key = (str(full), str(country) if country else None, str(native) if native else None)
        name = cache.get(key)
        if name is None:
            name = cache[key] = read_person_name(key[0], order_hint=order, country=key[1], native=key[2])
        _take(record, name)


def _mononym(record: dict[str, Value]) -> None:
    """A dash for the family name says that the person has only the other one."""
    for blank, other in (("family_name", "given_name"), ("given_name", "family_name")):
        if blank in record and _says_no_name(str(record[blank])):
            del record[blank]
            if other in record and blank == "family_name":
                record["full_name"] = record.pop(other)


def _says_no_name(text: str) -> bool:
    """Whether a part of a name only says that there is none; None, Null, Na and Brak are people's names."""
    return text.casefold() in _NO_NAME or names_nobody(text)


def _in_parts(record: dict[str, Value]) -> None:
    """A name that came in parts, or in the sender's own script only."""
    if record.get("family_name") and record.get("given_name"):
        record.pop("full_name", None)
    if not record.get("family_name") and not record.get("given_name") and record.get("native_name"):
        record["full_name"] = record["native_name"]
    for key in ("given_name", "family_name"):
        text = str(record.get(key) or "")
        if " " in text or "." in text:
            titled = take_titles(text)
            record[key] = titled.name
            _add_titles(record, titled.titles)


def _take(record: dict[str, Value], name: PersonName) -> None:
    if name.family and name.given and not record.get("given_name"):
        record.pop("full_name")
        record["family_name"], record["given_name"] = name.family, name.given
    elif name.full:
        record["full_name"] = name.full
    if name.native and not record.get("native_name"):
        record["native_name"] = name.native
    _add_titles(record, name.titles)


def _add_titles(record: dict[str, Value], titles: Sequence[str]) -> None:
    """Titles that stood with the name, behind those of a column of their own that does not have them yet."""
    known = title_key(str(record.get("title") or ""))
    new = [title for title in titles if title_key(title) not in known]
    if new:
        record["title"] = " ".join([*([str(record["title"])] if record.get("title") else []), *new])


def phones_of(values: TableValues, specs: Iterable[Spec], country: str | None) -> None:
    """Read the phone numbers, each by the country of its row, else by that of the file."""
    phones = [each for spec in specs for each in spec.halves or (spec,) if each.field.type is ValueType.PHONE]
    usual = (country or _usual_country(values.records)) if phones else None
    for spec in phones:
        _read_phones(values, spec, usual)


def _read_phones(values: TableValues, spec: Spec, usual: str | None) -> None:
    cache: dict[tuple[str, str | None], PhoneRead] = {}
    for place, record in enumerate(values.records):
        text = record.get(spec.field.key)
        if text is None or text in spec.answers.values():
            continue
        own = record.get("country") or record.get("nationality") or usual
        key = (str(text), str(own) if own else None)
        if key not in cache:
            cache[key] = read_phone(*key)
        read = cache[key]
        record[spec.field.key] = read.value
        if read.problem_code is not None:
            values.add(place, problem(spec, read.problem_code, _PHONE, key[0], Severity.WARNING))
        if read.others and spec.others:
            kept = (record.get(spec.others), *read.others)
            record[spec.others] = "; ".join(str(each) for each in kept if each)
        elif read.others:
            values.add(place, problem(spec, "phone.several", SEVERAL, key[0], Severity.WARNING, read.others))


def _usual_country(records: Sequence[Mapping[str, Value]]) -> str | None:
    """The country that most rows name; failing that, the one in which most e-mail addresses are at home."""
    named = Counter(
        str(code) for record in records if (code := record.get("country") or record.get("nationality"))
    )
    if named:
        return named.most_common(1)[0][0]
    codes = frozenset(country_codes())
    emails = (record.get("email") or record.get("contact_email") for record in records)
    ends = Counter(
        end for email in emails if email and (end := str(email).rpartition(".")[2].upper()) in codes
    )
    if not ends or ends.total() < len(records) / 2:
        return None
    return "GB" if ends.most_common(1)[0][0] == "UK" else ends.most_common(1)[0][0]


_PHONE = "{value} could not be read as a telephone number for sure. It is kept as written."
