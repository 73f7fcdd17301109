"""What an import plan writes, record by record, and whether the office holds just that when it is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from ilrs_desk.domain.changes import Place, Write
from ilrs_desk.domain.kinds import KINDS
from ilrs_desk.domain.problems import MachineFault
from ilrs_desk.domain.records import Value
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.plan import FilePlan, ImportPlan, Offer, RowPlan, TablePlan
from ilrs_desk.store.office import Office

from .effect import writes_of


def taken_rows(plan: ImportPlan) -> Iterator[tuple[FilePlan, TablePlan, RowPlan]]:
    """The rows that write something, kinds in the order in which links need them written."""
    order = list(KINDS)
    for file, table in sorted(plan.tables(), key=lambda pair: order.index(pair[1].kind)):
        for row in table.rows:
            if row.writes:
                yield file, table, row


def writes_of_plan(plan: ImportPlan) -> tuple[Write, ...]:
    """All writes of the plan: what is offered and taken, the rows, further names, and who has left."""
    found = [_created(plan, offer) for offer in plan.offers if offer.taken]
    for file, table, row in taken_rows(plan):
        place = Place(file.path.name, row.sheet, row.row)
        found.append(Write(table.kind, writes_of(row), row.matched, place=place, apart=row.apart))
    named: dict[int, list[Value]] = {}
    for offer in plan.offers:
        if offer.means is not None and offer.changes:
            named.setdefault(offer.means, []).append(offer.changes["aliases"][1])
    found += [_renamed(number, names, found) for number, names in named.items()]
    for file, table in plan.tables():
        for missing in table.missing:
            if missing.changes:
                values = {key: new for key, (_, new) in missing.changes.items()}
                found.append(Write(table.kind, values, missing.id, place=Place(file.path.name, table.sheet)))
    return tuple(found)


def place_of_offer(plan: ImportPlan, offer: Offer) -> Place:
    """The first row that names what is offered."""
    file, table, row = offer.rows[0]
    found = plan.files[file]
    return Place(found.path.name, found.tables[table].sheet, row)


def verifier(office: Office, writes: Sequence[Write]) -> Callable[[], None]:
    """A look at the office after the writes: it holds as many records more as were to be added, and the values written.

    Raises MachineFault ``import.unlike_plan`` for anything else.
    """
    before = office.counts()
    added = Counter(write.kind for write in writes if write.id is None)
    changed: dict[str, dict[int, dict[str, Value]]] = {}
    for write in writes:
        if write.id is not None:
            changed.setdefault(write.kind, {}).setdefault(write.id, {}).update(write.values)

    def verify() -> None:
        now = office.counts()
        for kind in KINDS:
            if now[kind] - before[kind] != added[kind]:
                raise _unlike(KINDS[kind].label, added[kind], now[kind] - before[kind])
        for kind, wanted in changed.items():
            held = {record.id: record.values for record in office.records(kind, list(wanted))}
            same = sum(_holds(kind, held.get(number, {}), values) for number, values in wanted.items())
            if same != len(wanted):
                raise _unlike(KINDS[kind].label, len(wanted), same)

    return verify


def _holds(kind: str, held: Mapping[str, Value], wanted: Mapping[str, Value]) -> bool:
    """Whether a record holds the values; the text of a link follows the name of what it links to."""
    links = {link.key for link in KINDS[kind].links}
    return all(
        (held.get(key) or None) == (value or None) for key, value in wanted.items() if key not in links
    )


def _created(plan: ImportPlan, offer: Offer) -> Write:
    return Write(offer.kind, offer.record, place=place_of_offer(plan, offer))


def _renamed(number: int, names: Sequence[Value], writes: Sequence[Write]) -> Write:
    """The further names of one institution together, with those that a row gives it at the same time."""
    rows = [write.values["aliases"] for write in writes if write.id == number and write.values.get("aliases")]
    texts = [name for names in (*rows, *names) for name in str(names).split("; ")]
    return Write("institutions", {"aliases": "; ".join(dict.fromkeys(texts))}, number)


def _unlike(label: str, planned: int, found: int) -> MachineFault:
    return MachineFault(
        "import.unlike_plan",
        Message(
            "{label}: {planned} were to be written and {found} were. Everything was taken back and the office stands "
            "as before. Check the office file (ilrs-desk check), then import again.",
            {"label": label, "planned": planned, "found": found},
        ),
    )
