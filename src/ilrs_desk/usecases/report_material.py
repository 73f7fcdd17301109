"""Gathers what a report is made of: figures, records, what moved, and what is known of the agencies."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ilrs_desk.domain.agencies import AgencyState
from ilrs_desk.domain.changes import ChangeSet
from ilrs_desk.domain.comparison import artemis
from ilrs_desk.domain.counting import stage_on
from ilrs_desk.domain.grouping import Groupings
from ilrs_desk.domain.kinds import GROUPINGS, KINDS, MEETINGS, MEMBERSHIPS, WORKSTREAMS
from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.progress import Progress
from ilrs_desk.domain.records import Record
from ilrs_desk.domain.tables import Query
from ilrs_desk.domain.text import fold
from ilrs_desk.domain.wording import Message
from ilrs_desk.domain.workstreams import workstreams_of
from ilrs_desk.reports.language import Words
from ilrs_desk.reports.material import Material
from ilrs_desk.reports.request import ReportKind, ReportRequest
from ilrs_desk.store.office import Office

from .agency_desk import agency_desk
from .cover_workstreams import cover_workstreams
from .explain_claims import explain_claims
from .judge_record import judge_record
from .progress import counted_ids, progress
from .report_changes import changes

#: So many records not counted or uncertain are asked for, where not each record is listed.
_LISTED = 50
Records = Mapping[str, Sequence[Record]]
_EXPLAINED = (ReportKind.AS_OF, ReportKind.PACK)
_DRAWN = (ReportKind.AS_OF, ReportKind.PROGRESS, ReportKind.PACK)
_PLACED = ("partners", "institutions", "agreements")


@dataclass(frozen=True, slots=True)
class _Asked:
    """The office as it is, as it was known at the moment asked, and what is asked of it."""

    office: Office
    then: Office
    request: ReportRequest

    @property
    def moment(self) -> Moment:
        """The moment as the office of then is asked for it."""
        return Moment(self.request.moment.day)

    def find(self, kind: str, *where: tuple[str, str | None]) -> list[Record]:
        """Live records of the kind, whenever in force."""
        return self.then.find(kind, Query(where=where))


def gather(office: Office, then: Office, request: ReportRequest, words: Words) -> Material:
    """The material of the report; ``then``: the office as known at the moment of ``request``, ``office`` if now.

    Raises InputProblem for a partner, a meeting or an agency that there is not.
    """
    asked = _Asked(office, then, request)
    whole = request.kind is ReportKind.AS_OF
    figures = progress(then, asked.moment, listed=None if whole else _LISTED)
    records = _RECORDS[request.kind](asked, figures.as_of)
    meeting = _meeting(asked)
    moved = changes(office, request, meeting, figures.as_of, words)
    return Material(
        office=office.path.stem,
        request=request,
        progress=figures,
        counted=_counted(asked, figures),
        records=records,
        meeting=meeting,
        labels=_labels(asked),
        comparison=artemis(figures.as_of) if request.kind in _DRAWN else (),
        coverage=cover_workstreams(then, asked.moment, figures) if request.kind in _EXPLAINED else None,
        movement=moved.movement,
        since_words=moved.words,
        seal=moved.seal,
        reckonings=moved.reckonings,
        history=_history(asked, records) if request.kind is ReportKind.DOSSIER else (),
        verdicts=_verdicts(asked, records) if request.kind is ReportKind.DOSSIER else (),
        agencies=_agencies(asked, figures.as_of) if request.kind is ReportKind.REQUESTS else (),
        explanations=explain_claims(then, asked.moment) if request.kind in _EXPLAINED else (),
    )


def _counted(asked: _Asked, figures: Progress) -> dict[str, frozenset[int]]:
    """The partners that count, for the seats."""
    if asked.request.kind not in (ReportKind.PROGRESS, ReportKind.PACK):
        return {}
    keys = [one.target.key for one in figures.figures if one.target.kind == "partners"]
    return {key: frozenset(counted_ids(asked.then, asked.moment, key)) for key in keys}


def _meeting(asked: _Asked) -> Record | None:
    """The meeting asked for; raises InputProblem ``meeting.unknown``."""
    number = asked.request.meeting
    if number is None:
        return None
    found = asked.office.get(MEETINGS.key, number)
    if found is None or found.trashed:
        message = Message("There is no meeting {id}. See which there are with: meeting list.", {"id": number})
        raise InputProblem("meeting.unknown", message)
    return found


def _agencies(asked: _Asked, day: date) -> tuple[AgencyState, ...]:
    """The agencies that send returns, or the one asked for; raises InputProblem ``agency.unknown``."""
    states = tuple(state for state in agency_desk(asked.then, day) if state.agency.name)
    wanted = asked.request.agency
    if wanted is None:
        return states
    found = tuple(state for state in states if fold(state.agency.name) == fold(wanted))
    if not found:
        known = ", ".join(state.agency.name for state in states)
        message = Message(
            "There is no agency {agency}. Those known are: {known}.", {"agency": wanted, "known": known}
        )
        raise InputProblem("agency.unknown", message)
    return found


def _labels(asked: _Asked) -> dict[str, dict[str, str]]:
    """By dimension the names of what the office itself may have added to."""
    snapshot = asked.then.snapshot((WORKSTREAMS.key, GROUPINGS.key, MEMBERSHIPS.key))
    return {
        "grouping": dict(Groupings.of(snapshot).labels),
        "workstream": {one.key: one.label for one in workstreams_of(snapshot)},
    }


def _everything(asked: _Asked, day: date) -> Records:
    return {kind: asked.find(kind) for kind in KINDS}


def _placed(asked: _Asked, day: date) -> Records:
    return {kind: asked.find(kind) for kind in _PLACED}


def _seated(asked: _Asked, day: date) -> Records:
    return {"partners": asked.find("partners")}


def _nothing(asked: _Asked, day: date) -> Records:
    return {}


def _in_programme(asked: _Asked, day: date) -> Records:
    """Partners, institutions, and who works in the programme on the day."""
    people = [one for one in asked.find("personnel") if stage_on(one, day) == "active"]
    return {
        "partners": asked.find("partners"),
        "institutions": asked.find("institutions"),
        "personnel": people,
    }


def _of_partner(asked: _Asked, day: date) -> Records:
    """The partner and what belongs to it: by its country, and by the links of agreements and people."""
    partner = _partner(asked)
    code = partner.text("country")
    institutions = asked.find("institutions", ("country", code)) if code else []
    links = asked.then.links_into("institutions", [one.id for one in institutions])
    people = {number for number, _ in links.get(("personnel", "institution"), ())}
    if code:
        people |= set(asked.then.ids("personnel", Query(where=(("nationality", code),))))
    papers = {number for number, _ in links.get(("agreements", "institution"), ())}
    papers |= {
        number
        for number, _ in asked.then.links_into("partners", [partner.id]).get(("agreements", "partner"), ())
    }
    working = (
        one for one in asked.then.records("personnel", sorted(people)) if stage_on(one, day) == "active"
    )
    return {
        "partners": [partner],
        "institutions": institutions,
        "personnel": [one for one in working if not one.trashed],
        "agreements": [one for one in asked.then.records("agreements", sorted(papers)) if not one.trashed],
    }


def _partner(asked: _Asked) -> Record:
    """The partner asked for; raises InputProblem ``partner.unknown``."""
    number = asked.request.partner
    found = asked.then.get("partners", number) if number is not None else None
    if found is None or found.trashed:
        message = Message(
            "There is no partner {id}. Choose one of the list of partners.", {"id": number or ""}
        )
        raise InputProblem("partner.unknown", message)
    return found


def _history(asked: _Asked, records: Records) -> tuple[ChangeSet, ...]:
    """What the journal says of the partner, its institutions and its agreements, oldest first."""
    found = [
        changeset
        for kind in _PLACED
        for record in records.get(kind, ())
        for changeset in asked.then.history(kind, record.id)
    ]
    return tuple(sorted(found, key=lambda changeset: changeset.id))


def _verdicts(asked: _Asked, records: Records) -> tuple[tuple[str, bool, Message], ...]:
    (partner,) = records["partners"]
    judged = judge_record(asked.then, partner, asked.moment.day)
    return tuple((target.label, verdict.counted, verdict.why) for target, verdict in judged)


_RECORDS: Mapping[ReportKind, Callable[[_Asked, date], Records]] = {
    ReportKind.PROGRESS: _seated,
    ReportKind.PACK: _placed,
    ReportKind.CHANGE: _nothing,
    ReportKind.AS_OF: _everything,
    ReportKind.DOSSIER: _of_partner,
    ReportKind.DIRECTORY: _in_programme,
    ReportKind.REQUESTS: _nothing,
}
