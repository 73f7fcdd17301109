"""Ten years of an invented office, lived event by event through the one gate for writing."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from ilrs_desk.domain.changes import Write
from ilrs_desk.domain.countries import country_name
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.distinctions import keep_apart
from ilrs_desk.usecases.merge_records import merge_records
from ilrs_desk.usecases.open_office import create_office, open_office

from .desk import Clock, Desk, Row, clock_at
from .making import Values, agreement, institution, instrument, known_as, person
from .plot import START, plot
from .settling import Settling
from .words import FOUNDER, HOST, body_name

#: Of more people returns tell only the last days anew: other changes reach the full-text index, which is slow.
_TOLD_WHOLE = 20_000


def make_years(path: Path, *, people: int = 5_000, institutions: int = 500, seed: int = 56) -> None:
    """Make the office file ``path`` with its ten years; the same numbers give the same office."""
    with clock_at(START) as clock:
        create_office(path, who="Ada")
        office = open_office(path, who="Ada")
        try:
            life = Life(office, clock, random.Random(seed), telling=people <= _TOLD_WHOLE)
            for event in plot(life.chance, people, institutions):
                clock.set(event.at)
                getattr(life, event.name)(*event.args)
        finally:
            office.close()


class Life(Settling):
    """What may happen; each method is one event, on the day that the clock shows."""

    def __init__(self, office: Office, clock: Clock, chance: random.Random, *, telling: bool) -> None:
        self.desk, self.clock, self.chance = Desk(office), clock, chance
        self.telling = telling
        self.partners: dict[str, int] = {}
        self.bodies: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.working: dict[str, list[int]] = defaultdict(list)
        self.trashed: list[int] = []
        self.twice: list[tuple[str, int, int]] = []
        self.merged: list[int] = []
        self.returned: tuple[str, int, list[int]] | None = None
        self.numbers = {"body": 0, "person": 0, "paper": 0}

    @property
    def day(self) -> date:
        return self.clock.at.date()

    # -- countries

    def first_contact(self, code: str) -> None:
        if code in self.partners:
            return
        values: Values = {"name": country_name(code), "kind": "country", "country": code, "stage": "contact"}
        self.partners[code] = self.desk.form("partners", {**values, "agency": f"Space Agency of {code}"})

    def stage(self, code: str, stage: str) -> None:
        self.first_contact(code)
        values: Values = {"stage": stage}
        if stage in ("applied", "withdrawn"):
            day = self.day - timedelta(days=self.chance.randint(0, 60))
            key = "applied_on" if stage == "applied" else "ended_on"
            values[key] = known_as(self.chance, day, missing=0.3)
        self.desk.form("partners", values, self.partners[code])

    def sign(self, code: str) -> None:
        self.first_contact(code)
        signed = self.day - timedelta(days=self.chance.randint(0, 20))
        values: Values = {"stage": "signed", "signed_on": known_as(self.chance, signed, missing=0.06)}
        self.desk.form("partners", {**values, "instrument": instrument(self.chance)}, self.partners[code])

    # -- institutions

    def bodies_return(self, code: str, number: int) -> None:
        """Some new ones, and how far those have come that were named before."""
        rows: list[Row] = []
        for _ in range(number):
            self.numbers["body"] += 1
            one = self.numbers["body"]
            country = code if self.chance.random() > 0.02 else None
            rows.append(
                (None, institution(self.chance, body_name(self.chance, one), country, one, self._some_day()))
            )
        known = self.bodies[code]
        rows += [(found, self._further()) for found, _ in known if self.chance.random() < 0.6]
        _, ids = self.desk.receive(f"Space Agency of {code}", "institutions", rows, self.day.isoformat())
        known += [
            (found, str(values["name"])) for found, (_, values) in zip(ids[:number], rows, strict=False)
        ]

    def _some_day(self) -> date:
        return self.day - timedelta(days=self.chance.randint(0, 120))

    def correct_body(self) -> None:
        """Some institutions sign, go further or withdraw."""
        found = [each for known in self.bodies.values() for each in known]
        chosen = self.chance.sample(found, min(4, len(found)))
        self.desk.forms([Write("institutions", self._further(), number) for number, _ in chosen], "further")

    def _further(self) -> Values:
        how = self.chance.random()
        if how < 0.75:
            signed = self.day - timedelta(days=self.chance.randint(1, 200))
            values: Values = {"stage": self.chance.choice(("signed", "active"))}
            values["signed_on"] = known_as(self.chance, signed, missing=0.05)
            if self.chance.random() < 0.02:
                values["ended_on"] = (self.day + timedelta(days=self.chance.randint(-90, 400))).isoformat()
            return {**values, "instrument": instrument(self.chance), "agreement_no": f"A-{self.day:%y%m%d}"}
        if how < 0.9:
            stage = self.chance.choice(("withdrawn", "withdrawn", "declined", "talks"))
            left = self.day - timedelta(days=self.chance.randint(-60, 120))
            return {
                "stage": stage,
                "ended_on": known_as(self.chance, left, missing=0.3) if stage == "withdrawn" else None,
                "notes": f"as of {self.day}",
            }
        return {"stage": None, "signed_on": known_as(self.chance, self.day), "notes": f"as of {self.day}"}

    # -- people

    def people_return(self, code: str, number: int) -> None:
        """Who is new, who has left, and whose work changed, as the country's agency tells."""
        rows = [self._new_person(code) for _ in range(number)]
        staying, rest = [], []
        for known in self.working[code]:
            how = self.chance.random()
            if how < 0.1:
                rest.append((known, self._leaving()))
                continue
            staying.append(known)
            if how < 0.18 and self.telling:
                rest.append((known, {"role": f"Group leader {self.day.year}", "end_date": self._some_end()}))
        if rows or rest:
            agency = f"Space Agency of {code}"
            changeset, ids = self.desk.receive(agency, "personnel", rows + rest, self.day.isoformat())
            self.returned = (code, changeset, ids[:number])
            self.working[code] = staying + ids[:number]

    def _new_person(self, code: str) -> Row:
        self.numbers["person"] += 1
        known = self.bodies[code]
        home, name = code, self.chance.choice(known)[1] if known else None
        if self.chance.random() < 0.02:
            name = "An institute that nobody knows"
        begins = self.day - timedelta(days=self.chance.randint(-40, 300))
        return None, person(self.chance, self.numbers["person"], home, name, begins)

    def _leaving(self) -> Values:
        ended = self.day - timedelta(days=self.chance.randint(0, 250))
        if not self.telling:
            return {"end_date": ended.isoformat()}
        end = known_as(self.chance, ended, missing=0.08)
        return {"end_date": end, "status": "left" if end is None or self.chance.random() < 0.5 else None}

    def _some_end(self) -> str | None:
        ends = self.day + timedelta(days=self.chance.randint(50, 900))
        return known_as(self.chance, ends, missing=0.7)

    def undo_return(self, for_good: bool = False) -> None:
        """The last return of people is taken back; for good, it counts as never sent."""
        if self.returned is None:
            return
        code, changeset, ids = self.returned
        self.desk.office.undo(changeset)
        if for_good:
            gone = set(ids)
            self.working[code] = [known for known in self.working[code] if known not in gone]
        self.returned = None

    def redo(self) -> None:
        try:
            self.desk.office.redo()
        except InputProblem as problem:
            if problem.code != "redo.nothing":
                raise

    def correct_start(self) -> None:
        """Several days of starting turn out to have been others."""
        writes = []
        for known in self._some_people(3):
            began = self.day - timedelta(days=self.chance.randint(0, 1500))
            writes.append(Write("personnel", {"start_date": known_as(self.chance, began)}, known))
        self.desk.forms(writes, "days of starting")

    def correct_person(self) -> None:
        for known in self._some_people(1):
            codes = ("PK", HOST, "KZ", FOUNDER, "DE")
            values: Values = self.chance.choice(
                (
                    {"nationality": self.chance.choice(codes)},
                    {"nationality": None, "other_nationalities": self.chance.choice(codes)},
                    {"workstream": self.chance.choice(("power; science", "通信", "Ciencia"))},
                    {"institution": "An institute that nobody knows"},
                    {"status": self.chance.choice(("planned", "left", "active"))},
                )
            )
            self.desk.form("personnel", values, known)

    def trash_person(self) -> None:
        for known in self._some_people(1):
            self.desk.trash("personnel", known)
            self._forget(known)
            self.trashed.append(known)

    def restore_person(self) -> None:
        if self.trashed:
            self.desk.trash("personnel", self.trashed.pop(), restore=True)

    # -- twice

    def person_twice(self) -> None:
        """Three people are entered once more, at another institution, as somebody else knows them."""
        for known in self._some_people(3):
            record = self.desk.office.get("personnel", known)
            if record is None or record.trashed:
                continue
            code = self.chance.choice([code for code, bodies in self.bodies.items() if bodies])
            kept = ("family_name", "given_name", "full_name", "orcid", "email")
            values = {key: record.values[key] for key in kept if key in record.values}
            name = self.chance.choice(self.bodies[code])[1]
            started = known_as(self.chance, self.day - timedelta(days=80))
            again = self.desk.form("personnel", {**values, "institution": name, "start_date": started})
            self.twice.append(("personnel", known, again))

    def merge_people(self) -> None:
        self._merge("personnel", 2)

    def keep_apart(self) -> None:
        if found := self._doubles("personnel")[:1]:
            keep_apart(self.desk.office, "personnel", found[0], "two people of one name")
            self.twice = [each for each in self.twice if each[1:] != found[0]]

    def body_twice(self) -> None:
        """An institute under two names, with people at both."""
        if not (codes := [code for code, bodies in self.bodies.items() if len(bodies) > 1]):
            return
        code = self.chance.choice(codes)
        number, name = self.chance.choice(self.bodies[code])
        values: Values = {"name": f"{name} (new name)", "country": code, "stage": "signed"}
        again = self.desk.form("institutions", {**values, "signed_on": self.day.isoformat()})
        moved = [Write("personnel", {"institution": values["name"]}, who) for who in self.working[code][:2]]
        self.desk.forms(moved, "moved")
        self.twice.append(("institutions", number, again))

    def merge_bodies(self) -> None:
        self._merge("institutions", 1)

    def undo_merge(self) -> None:
        if self.merged:
            self.desk.office.undo(self.merged.pop())

    def _merge(self, kind: str, most: int) -> None:
        for one, other in self._doubles(kind)[:most]:
            self.twice.remove((kind, one, other))
            self.merged.append(merge_records(self.desk.office, kind, one, [other]).id)

    def _doubles(self, kind: str) -> list[tuple[int, int]]:
        """Pairs of which both still stand."""
        pairs = [(one, other) for each, one, other in self.twice if each == kind]
        there = self.desk.office.records(kind, [number for pair in pairs for number in pair])
        live = {record.id for record in there if not record.trashed}
        return [pair for pair in pairs if live.issuperset(pair)]

    # -- papers

    def paper(self) -> None:
        """An agreement with a country or with one of its institutions."""
        self.numbers["paper"] += 1
        code = self.chance.choice(list(self.partners))
        values = agreement(self.chance, self.numbers["paper"], self.day - timedelta(days=3))
        values["partner"] = country_name(code)
        if self.bodies[code] and self.chance.random() < 0.6:
            values["institution"] = self.chance.choice(self.bodies[code])[1]
        self.desk.form("agreements", values)

    def _some_people(self, number: int) -> list[int]:
        codes = [code for code, known in self.working.items() if known]
        return [
            self.chance.choice(self.working[self.chance.choice(codes)]) for _ in range(number if codes else 0)
        ]

    def _forget(self, number: int) -> None:
        for known in self.working.values():
            if number in known:
                known.remove(number)
