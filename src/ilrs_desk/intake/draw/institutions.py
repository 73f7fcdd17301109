"""Institutions that rows name: found in the office or in the plan itself, and those that nobody knows offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ilrs_desk.domain.countries import country_codes, find_country
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.matching import Places
from ilrs_desk.domain.records import Record, Value
from ilrs_desk.domain.text import fold, latin_key

from ..plan import Action, Candidate, Decisions, Offer, RowKey, RowPlan
from .rows import Drawn

KIND = "institutions"
_NAMES = ("name", "native_name", "acronym")
# Below these an address is given only to bodies of the country.
_BODIES = frozenset({"edu", "ac", "gov", "gob", "gouv", "go", "mil", "res", "sci", "univ"})


@dataclass(frozen=True, slots=True)
class Known:
    """The institutions that a name may mean: of the office, and by negative id those that rows of the plan add.

    ``pending``: by negative id what rows are of which a person is to say whether they are new. ``rows``: negative id →
    the row as the sender numbers it.
    """

    records: tuple[Record, ...]
    pending: tuple[Record, ...] = ()
    rows: Mapping[int, Drawn] = field(default_factory=dict)

    def places(self, also: Iterable[Record] = ()) -> Places:
        """All of them by all their names; ``also`` gives some of them further names."""
        return Places((*self.records, *also))

    def record(self, number: int) -> Record | None:
        """One of them by its id."""
        return next((record for record in self.records if record.id == number), None)


@dataclass(frozen=True, slots=True)
class Named:
    """What was made of the institutions that rows name: row → link field → id; and who is offered for creation."""

    links: Mapping[RowKey, Mapping[str, int]]
    offers: tuple[Offer, ...]
    renamed: tuple[Record, ...]


@dataclass(slots=True)
class _Group:
    """All rows that name one institution, which nobody knows by that name."""

    texts: Counter[str] = field(default_factory=Counter)
    rows: list[tuple[str, Drawn]] = field(default_factory=list)


def known_institutions(records: Sequence[Record], rows: Sequence[Drawn], plans: Sequence[RowPlan]) -> Known:
    """The office's institutions with the names that rows of the plan give them, and the rows that are new ones."""
    found = list(records)
    pending: list[Record] = []
    new: dict[int, Drawn] = {}
    for number, (row, plan) in enumerate(zip(rows, plans, strict=True), 1):
        if plan.matched is not None:
            if plan.action is Action.UPDATE:
                found.append(Record(KIND, plan.matched, row.record))
        elif row.record.get("name") and not any(each.id is None for each in plan.candidates):
            (found if plan.action is Action.ADD else pending).append(Record(KIND, -number, row.record))
            new[-number] = row
    return Known(tuple(found), tuple(pending), new)


def name_institutions(known: Known, rows: Mapping[str, Sequence[Drawn]], decisions: Decisions) -> Named:
    """Find the institution that each row names; ``rows`` by kind."""
    places, pending = known.places(), Places(known.pending)
    links: dict[RowKey, dict[str, int]] = {}
    groups: dict[tuple[str, str], _Group] = {}
    for key, row, text in _namings(rows):
        country = _country(row)
        found = _find(places, text, country)
        if found is None:
            found = _find(pending, text, country)
        if found is not None:
            links.setdefault(row.source.key, {})[key] = found
            continue
        group = groups.setdefault((_key(text), country or ""), _Group())
        group.texts[text] += 1
        group.rows.append((key, row))
    offers, renamed = [], []
    for (name, country), group in sorted(_joined(groups).items()):
        offer = _offer(f"{KIND}/{country or '-'}/{name}", group, country, known, places, decisions)
        offers.append(offer)
        if offer.means is not None:
            renamed.append(Record(KIND, offer.means, {"aliases": "; ".join(sorted(group.texts))}))
            for key, row in group.rows:
                links.setdefault(row.source.key, {})[key] = offer.means
    return Named(links, tuple(offers), tuple(renamed))


def rename_rows(plans: Sequence[RowPlan], known: Known, named: Named, rows: Sequence[Drawn]) -> list[RowPlan]:
    """The rows of institutions with the further names by which other rows of the plan mean them."""
    places = {known.rows[record.id].source.key: record for record in named.renamed if record.id in known.rows}
    return [
        replace(
            plan, record={**plan.record, "aliases": _with_names(plan.record, _texts(places[row.source.key]))}
        )
        if row.source.key in places
        else plan
        for plan, row in zip(plans, rows, strict=True)
    ]


def _namings(rows: Mapping[str, Sequence[Drawn]]) -> Iterator[tuple[str, Drawn, str]]:
    for kind, listed in rows.items():
        fields = [link.key for link in KINDS[kind].links if link.target == KIND]
        for row in listed:
            for key in fields:
                if (text := row.record.get(key)) is not None and _key(str(text)):
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
    if others := _further(record, texts[1:]):
        record["aliases"] = "; ".join(others)
    if country:
        record["country"] = country
    rows = tuple(sorted({row.source.key for _, row in group.rows}))
    candidates = tuple(_candidates(texts, country, known, places))
    means = decisions.offers.get(key)
    meant = known.record(means) if means is not None else None
    if meant is not None:
        changes = {} if meant.id < 0 else _renaming(meant, texts)
        return Offer(key, KIND, record, rows, candidates, means=meant.id, changes=changes)
    made = means is None and (key in decisions.offers or (decisions.create_offers and not candidates))
    return Offer(key, KIND, record, rows, candidates, taken=made)


def _candidates(texts: Sequence[str], country: str, known: Known, places: Places) -> Iterator[Candidate]:
    seen: set[int] = set()
    for text in texts:
        for like in _likes(places, text, country or None):
            if like.record.id not in seen:
                seen.add(like.record.id)
                row = known.rows[like.record.id].source.row if like.record.id < 0 else None
                yield Candidate(like.record.id, like.record.label, like.reasons, row)


def _renaming(meant: Record, texts: Sequence[str]) -> dict[str, tuple[Value, Value]]:
    new = _with_names(meant.values, texts)
    ours = meant.values.get("aliases")
    return {"aliases": (ours, new)} if new != ours else {}


def _with_names(values: Mapping[str, Value], texts: Sequence[str]) -> Value:
    names = [name for name in str(values.get("aliases") or "").split("; ") if name] + _further(values, texts)
    return "; ".join(names) or None


def _further(values: Mapping[str, Value], texts: Iterable[str]) -> list[str]:
    """Those of ``texts`` that are no name of the institution yet."""
    held = {fold(str(values[key])) for key in _NAMES if values.get(key)}
    held |= {fold(name) for name in str(values.get("aliases") or "").split("; ")}
    further = []
    for text in texts:
        plain = text.replace(";", ",")
        if fold(plain) not in held:
            held.add(fold(plain))
            further.append(plain)
    return further


def _texts(record: Record) -> list[str]:
    return str(record.values["aliases"]).split("; ")


def _find(places: Places, text: str, country: str | None) -> int | None:
    finder = getattr(places, "find", None)
    if finder is not None:
        return finder(text, country)  # type: ignore[no-any-return]
    key = places.place(text) or ""
    return int(key[1:]) if key[:1] == "#" else None


def _likes(places: Places, text: str, country: str | None) -> list[Any]:
    likes = getattr(places, "likes", None)
    return list(likes(text, country)) if likes is not None else []
