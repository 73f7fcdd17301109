"""What the office itself settles in its years: rules, targets, claims, meetings, groupings, its own entries."""

from __future__ import annotations

from datetime import date, timedelta

from ilrs_desk.domain.records import Record
from ilrs_desk.usecases.freeze import freeze_meeting
from ilrs_desk.usecases.settle import settle

from .desk import Clock, Desk
from .making import Values


class Settling:
    """Events about what is counted, and about partners that are not just one more country."""

    desk: Desk
    clock: Clock
    partners: dict[str, int]

    @property
    def day(self) -> date:
        raise NotImplementedError

    def host_and_founder(self) -> None:
        for name in ("Asia-Pacific space body", "Arab astronomers' union"):
            self.desk.form("partners", {"name": name, "kind": "organisation", "stage": "contact"})
        self.desk.form("partners", {"name": "A friend of the Moon", "stage": "signed"})
        self.desk.form(
            "partners", {"name": "Hong Kong", "kind": "country", "country": "HK", "stage": "active"}
        )

    def organisations(self) -> None:
        for number, stage in enumerate(("signed", "active", "applied", "withdrawn"), 1):
            values: Values = {"name": f"International body {number}", "kind": "organisation", "stage": stage}
            if stage != "applied":
                values["signed_on"] = f"20{17 + 2 * number}-0{number}-15"
            if stage == "withdrawn":
                values["ended_on"] = "2025-12"
            self.desk.form("partners", {**values, "instrument": ("MoU", "Letter of intent")[number % 2]})

    def country_twice(self) -> None:
        """A country that is entered once more, signed on another day."""
        for code, signed in (("PK", "2017"), ("EG", "2018-11-30")):
            self.desk.form(
                "partners", {"name": f"{code} again", "country": code, "stage": "signed", "signed_on": signed}
            )

    def rule_of_institutions(self) -> None:
        changed = {"definition": "Institutions abroad that signed at least a letter of intent."}
        self._supersede("institutions", {**changed, "minimum_instrument": "letter_of_intent"})

    def rule_of_personnel(self) -> None:
        changed = {"nationalities": "foreign", "doubles": "once"}
        self._supersede(
            "personnel", {**changed, "definition": "People from abroad, also by a second nationality."}
        )

    def correct_rule_words(self) -> None:
        """Two letters in the words of a rule, by a form."""
        newest = self._rules("countries")[-1]
        settle(self.desk.office, "rules", {"definition": "Countries that joined, each once."}, newest.id)

    def targets(self) -> None:
        """Narrower targets beside the three, each with a rule of its own."""
        narrower: tuple[tuple[str, str, str, dict[str, str]], ...] = (
            ("African institutions", "institutions", "60", {"region": "Africa"}),
            ("BRICS countries", "partners", "8", {"grouping": "BRICS"}),
            ("Science people", "personnel", "900", {"workstream": "science", "deadline": "2030"}),
            ("People of 2025", "personnel", "500", {"year": "2025", "owner": "Ada"}),
        )
        for label, kind, number, narrowed in narrower:
            settle(self.desk.office, "targets", {"label": label, "kind": kind, "number": number, **narrowed})

    def claim(self) -> None:
        years = self.day.year - 2016
        for target, value in (("countries", 5 * years), ("institutions", 48 * years), ("personnel", 0)):
            claimed: Values = {"target": target, "value": str(value), "claimed_on": self.day.isoformat()}
            if value:
                self.desk.form("claims", {**claimed, "wording": f"over {value}", "source": "press"})

    def meeting(self) -> None:
        """A meeting is held, and its figures are frozen."""
        values: Values = {
            "title": f"Meeting of {self.day.year}",
            "held_on": self.day.isoformat(),
            "place": "Hefei",
        }
        freeze_meeting(self.desk.office, self.desk.form("meetings", values))

    def settle_grouping(self) -> None:
        """A grouping of its own, and members of shipped ones for whom it knows other days."""
        self.desk.form(
            "groupings", {"key": "own_silk", "label": "Countries of the old road", "source": "the office"}
        )
        members = (
            ("own_silk", "KZ", "2017", None),
            ("own_silk", "UZ", "2018-03", "2024-06-30"),
            ("own_silk", "PK", None, None),
            ("AFRICAN_UNION", "EG", None, "2020"),
            ("OIC", "KZ", "2021-05", None),
        )
        for grouping, code, since, until in members:
            values: Values = {"grouping": grouping, "country": code, "since": since, "until": until}
            self.desk.form("memberships", values)

    def clock_goes_back(self) -> None:
        """The machine's clock is two days slow for one change."""
        self.clock.set(self.clock.at - timedelta(days=2))
        self.desk.form("partners", {"notes": "noted with a slow clock"}, self.partners["PK"])

    def _supersede(self, target: str, changed: dict[str, str]) -> None:
        since = f"{self.day.year}-01-01"
        settle(self.desk.office, "rules", {"target": target, **changed, "effective_from": since})

    def _rules(self, target: str) -> list[Record]:
        rules = self.desk.office.snapshot(("rules",)).of("rules")
        return [rule for rule in rules if rule.values.get("target") == target]
