"""What may be chosen in forms of what the office settles: targets, kinds, places, groupings, workstreams."""

from __future__ import annotations

from ilrs_desk.domain.fields import Choice
from ilrs_desk.domain.grouping import Groupings
from ilrs_desk.domain.kinds import KINDS, STAGES, TARGETS
from ilrs_desk.domain.records import Snapshot
from ilrs_desk.domain.settled_values import COUNTED, region_names
from ilrs_desk.domain.workstreams import workstreams_of
from ilrs_desk.ui.text import tr

from .form import Offered

#: What a claim may count together.
COVERED = (
    Choice("countries", "Countries"),
    Choice("organisations", "Organisations"),
    Choice("institutions", "Institutions"),
)


def offered_targets(snapshot: Snapshot) -> tuple[Choice, ...]:
    """The targets there are."""
    return tuple(Choice(one.text("key") or "", one.text("label") or "") for one in snapshot.of(TARGETS.key))


def target_offers(snapshot: Snapshot) -> Offered:
    """What the form of a target offers; ``snapshot`` holds groupings, memberships and workstreams."""
    groupings = Groupings.of(snapshot).labels
    return {
        "kind": tuple(Choice(key, KINDS[key].label) for key in COUNTED),
        "region": tuple(Choice(name, name) for name in region_names()),
        "grouping": tuple(Choice(key, label) for key, label in groupings.items()),
        "workstream": tuple(Choice(one.key, one.label) for one in workstreams_of(snapshot)),
    }


def rule_offers() -> Offered:
    """What the form of a counting rule offers beside what is declared."""
    return {"stages": STAGES}


def claim_offers(snapshot: Snapshot) -> Offered:
    """What the form of a claim offers."""
    return {"target": offered_targets(snapshot), "covers": COVERED}


def scope_blanks() -> dict[str, str]:
    """What it means to choose nothing of what a target may be narrowed to."""
    return {
        "region": tr("The whole world"),
        "grouping": tr("All countries"),
        "workstream": tr("All workstreams"),
    }
