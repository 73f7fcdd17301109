"""Institutions that rows name: found in the office or in the plan itself, and those that nobody knows offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ilrs_desk.domain.countries import country_codes, find_country
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.matching import Places
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.text import fold, latin_key

from ..plan import Action, Candidate, Decisions, Offer, RowKey, RowPlan
from .drawn import Drawn

KIND = "institutions"
# Below these an address is given only to bodies of the country.
_BODIES = frozenset({"edu", "ac", "gov", "gob", "gouv", "go", "mil", "res", "sci", "univ"})


@dataclass(frozen=True, slots=True)
class Known:
    """The institutions that a name may mean, by id: of the office, and by negative id those that rows of the plan add.

    ``office``: those of the office as they stand; ``records``: all, also by the names that rows give them. ``pending``:
    by negative id what rows are of which a person is to say whether they are new. ``rows``: negative id → the row.
    """

    office: Mapping[int, Record]
    records: Mapping[int, Record]
    pending: tuple[Record, ...] = ()
    rows: Mapping[int, Drawn] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Named:
    """What was made of the institutions that rows name: row → link field → id; and who is offered for creation.

    ``records``: all institutions, also by the further names that a person gave them; ``places``: the same, to be asked.
    ``renamed``: row of an institution that the plan adds → the further names it is meant by.
    """

    links: Mapping[RowKey, Mapping[str, int]]
    offers: tuple[Offer, ...]
    records: tuple[Record, ...]
    places: Places
    renamed: Mapping[RowKey, Sequence[str]]


#: A name, the country that it is looked for in, and whether the row itself says so.
_Asked = tuple[str, str | None, bool]


@dataclass(slots=True)
class _Group:
    """All rows that name one institution, which nobody knows by that name."""

    texts: Counter[str] = field(default_factory=Counter)
    rows: list[tuple[str, Drawn]] = field(default_factory=list)


def known_institutions(records: Sequence[Record], rows: Sequence[Drawn], plans: Sequence[RowPlan]) -> Known:
    """The office's institutions with the names that rows of the plan give them, and the rows that are new ones."""
    found = {record.id: record for record in records}
    pending: list[Record] = []
    new: dict[int, Drawn] = {}
    for number, (row, plan) in enumerate(zip(rows, plans, strict=True), 1):
        ours = found.get(plan.matched or 0)
        if ours is not None:
            found[ours.id] = _named_too(
                replace(ours, values={**row.record, **ours.values}), all_names(row.record)
            )
        elif row.record.get("name") and not any(each.id is None for each in plan.candidates):
            new[-number] = row
            if plan.action is Action.ADD:
                found[-number] = Record(KIND, -number, row.record)
            else:
                pending.append(Record(KIND, -number, row.record))
    return Known({record.id: record for record in records}, found, tuple(pending), new)


def name_institutions(known: Known, rows: Mapping[str, Sequence[Drawn]], decisions: Decisions) -> Named:
    """Find the institution that each row names; ``rows`` by kind."""
    places = Places(known.records.values())
    sure = [places] if known.records else []
    asked_of = [*sure, Places(known.pending)] if known.pending else sure
    links: dict[RowKey, dict[str, int]] = {}
    groups: dict[tuple[str, str], _Group] = {}
    seen: dict[_Asked, int | tuple[str, str]] = {}
    for key, row, text in _namings(rows):
        asked = (text, _country(row), row.record.get("country") is not None)
        if asked not in seen:
            seen[asked] = _find(asked, asked_of)
        found = seen[asked]
        if isinstance(found, int):
            links.setdefault(row.source.key, {})[key] = found
            continue
        group = groups.setdefault(found, _Group())
        group.texts[text] += 1
        group.rows.append((key, row))
    offers: list[Offer] = []
    records, renamed = dict(known.records), {}
    joined = _joined(groups)
    namesakes = Counter(name for name, _ in joined)
    for (name, country), group in sorted(joined.items()):
        if not name:
            continue
        key = f"{KIND}/{country or '-'}/{name}"
        offer = _offer(key, group, country, known, places, decisions)
        if offer.taken and key not in decisions.offers and not country and namesakes[name] > 1:
            offer = replace(offer, taken=False)
        offers.append(offer)
        if offer.means is not None:
            records[offer.means] = _named_too(records[offer.means], group.texts)
            if offer.means in known.rows:
                renamed[known.rows[offer.means].source.key] = sorted(group.texts)
            for key, row in group.rows:
                links.setdefault(row.source.key, {})[key] = offer.means
    meant = Places(records.values()) if any(offer.means is not None for offer in offers) else places
    return Named(links, tuple(offers), tuple(records.values()), meant, renamed)


def _find(asked: _Asked, known: Sequence[Places]) -> int | tuple[str, str]:
    """The institution of the first of ``known`` that has it, else the key of those that name it and its country."""
    text, country, told = asked
    # A partner may sign for a body elsewhere: its country tells namesakes apart and rules nobody out.
    for where in (country,) if told or country is None else (country, None):
        for places in known:
            if (number := places.find(text, where)) is not None:
                return number
    return _key(text), country or ""


def rename_rows(plans: Sequence[RowPlan], named: Named, rows: Sequence[Drawn]) -> list[RowPlan]:
    """The rows of institutions with the further names by which other rows of the plan mean them."""
    return [
        replace(
            plan, record={**plan.record, "aliases": _with_names(plan.record, named.renamed[row.source.key])}
        )
        if row.source.key in named.renamed
        else plan
        for plan, row in zip(plans, rows, strict=True)
    ]


def _namings(rows: Mapping[str, Sequence[Drawn]]) -> Iterator[tuple[str, Drawn, str]]:
    for kind, listed in rows.items():
        fields = [link.key for link in KINDS[kind].links if link.target == KIND]
        for row in listed:
            for key in fields:
                if (text := row.record.get(key)) is not None:
                    yield key, row, str(text)


def _country(row: Drawn) -> str | None:
    """The country that the row says its institution is in."""
    if code := row.record.get("country"):
        return str(code)
    partner = row.record.get("partner")
    return (find_country(str(partner)).code if partner else None) or row.rules.country


def _key(text: str) -> str:
    return latin_key(text).removeprefix("the ")


def _joined(groups: Mapping[tuple[str, str], _Group]) -> dict[tuple[str, str], _Group]:
    """Rows that leave the country open name the one institution of that name whose country others tell."""
    found = dict(groups)
    for name in {name for name, country in groups if not country}:
        countries = [country for other, country in groups if other == name and country]
        target = countries[0] if len(countries) == 1 else ""
        group = found.pop((name, ""))
        code = target or _told_by_people(group)
        home = found.setdefault((name, code), _Group())
        home.texts.update(group.texts)
        home.rows += group.rows
    return found


def _told_by_people(group: _Group) -> str:
    """The country of an institution of which only the people tell: where all their addresses of such bodies are."""
    codes = set()
    for _, row in group.rows:
        labels = str(row.record.get("email") or "").rpartition("@")[2].split(".")
        if len(labels) > 2 and labels[-2] in _BODIES:
            codes.add("GB" if labels[-1] == "uk" else labels[-1].upper())
    code = codes.pop() if len(codes) == 1 else ""
    return code if code in country_codes() else ""


def _offer(
    key: str, group: _Group, country: str, known: Known, places: Places, decisions: Decisions
) -> Offer:
    texts = sorted(group.texts, key=lambda text: (-group.texts[text], text))
    record: dict[str, Value] = {"name": texts[0]}
    if others := _with_names(record, texts[1:]):
        record["aliases"] = others
    if country:
        record["country"] = country
    rows = tuple(sorted({row.source.key for _, row in group.rows}))
    candidates = tuple(_candidates(texts, country, known, places))
    means = decisions.offers.get(key)
    meant = known.records.get(means) if means is not None else None
    if meant is not None:
        changes = {} if meant.id < 0 else _renaming(known.office.get(meant.id, meant), texts)
        return Offer(key, KIND, record, rows, candidates, means=meant.id, changes=changes)
    made = means is None and (key in decisions.offers or (decisions.create_offers and not candidates))
    return Offer(key, KIND, record, rows, candidates, taken=made)


def _candidates(texts: Sequence[str], country: str, known: Known, places: Places) -> Iterator[Candidate]:
    seen: set[int] = set()
    for text in texts if known.records else ():
        for like in places.likes(text, country or None):
            if like.record.id not in seen:
                seen.add(like.record.id)
                row = known.rows[like.record.id].source.row if like.record.id < 0 else None
                yield Candidate(like.record.id, like.record.label, like.reasons, row)


def _renaming(meant: Record, texts: Sequence[str]) -> dict[str, tuple[Value, Value]]:
    new = _with_names(meant.values, texts)
    ours = meant.values.get("aliases")
    return {"aliases": (ours, new)} if new != ours else {}


def _named_too(record: Record, texts: Iterable[str]) -> Record:
    """The record, also known by ``texts``."""
    return replace(record, values={**record.values, "aliases": _with_names(record.values, texts)})


def _with_names(values: Mapping[str, Value], texts: Iterable[str]) -> Value:
    """The other names of an institution with those of ``texts`` that are no name of it yet."""
    held = {fold(name) for name in all_names(values)}
    names = _parts(values.get("aliases"))
    for text in texts:
        plain = text.replace(";", ",")
        if fold(plain) not in held:
            held.add(fold(plain))
            names.append(plain)
    return "; ".join(names) or None


def all_names(values: Mapping[str, Value]) -> list[str]:
    """By what an institution is called: its names and its acronym."""
    names = [str(values[key]) for key in ("name", "native_name", "acronym") if values.get(key)]
    return names + _parts(values.get("aliases"))


def _parts(value: Value) -> list[str]:
    return [part for part in str(value or "").split("; ") if part]
