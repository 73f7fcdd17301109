"""`claims`, `workstreams`, `groupings`, `agencies`, `agency`: what figures are seen beside and split up by."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from ilrs_desk.domain.claimed import Explanation, Step
from ilrs_desk.domain.moments import Moment
from ilrs_desk.usecases.explain_claims import explain_claims

from .arguments import as_of_option, json_option, known_on_option, office_option, opened
from .output import print_json


@click.command("claims")
@office_option
@as_of_option
@known_on_option
@json_option
def claims_command(office: Path, as_of: date | None, as_known_on: date | None, as_json: bool) -> int:
    """The published counts, each beside what is documented on its day, and what makes the difference."""
    with opened(office, read_only=True) as desk:
        found = explain_claims(desk, Moment(as_of, as_known_on))
    if as_json:
        print_json([_explanation(one) for one in found])
        return 0
    for one in found:
        click.echo(f"{one.claim.claimed_on}  {one.claim.wording}  ({one.claim.source or 'no source'})")
        for words in one.words:
            click.echo(f"    {words}")
    return 0


def _explanation(one: Explanation) -> dict[str, Any]:
    claim = one.claim
    return {
        "id": claim.id,
        "target": claim.target or None,
        "covers": list(claim.covers),
        "claimed": claim.value,
        "wording": claim.wording,
        "claimed_on": claim.claimed_on,
        "source": claim.source,
        "notes": claim.notes,
        "day": one.day.isoformat(),
        "documented": one.documented,
        "missing": None if one.documented is None else one.missing,
        "counted": list(one.counted),
        "steps": [_step(step) for step in one.steps],
        "ways": [[step.setting for step in way] for way in one.ways],
        "named": [
            {
                "country": country.code,
                "label": country.label,
                "counted": country.counted,
                "reported": country.reported,
                "why": str(country.why) if country.why else None,
            }
            for country in one.named
        ],
        "not_named": list(one.beside),
        "reported": [
            {"kind": other.kind, "label": other.label, "reported_on": other.reported_on}
            for other in one.reported
        ],
        "unexplained": one.unexplained,
        "words": [str(words) for words in one.words],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "target": step.target,
        "setting": step.setting,
        "words": str(step.words),
        "effect": step.effect,
        "ids": list(step.ids),
    }
