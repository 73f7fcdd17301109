"""The progress as one JSON document, in the form that the command line promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .counting import Attention
from .progress import Figure, Listed, Progress


def status_json(progress: Progress) -> dict[str, Any]:
    """What `status --json` prints: plain dicts, lists, numbers and text; null where there is none."""
    return {
        "as_of": progress.as_of.isoformat(),
        "targets": [_target(figure) for figure in progress.figures],
        "breakdowns": {
            dimension: {target: dict(values) for target, values in by_target.items()}
            for dimension, by_target in progress.breakdowns.items()
        },
        "attention": [_attention(item) for item in progress.attention],
    }


def _target(figure: Figure) -> dict[str, Any]:
    target, claim = figure.target, figure.claim
    return {
        "key": target.key,
        "label": target.label,
        "value": figure.value,
        "target": target.number,
        "share": round(figure.share, 4),
        "rule": str(figure.words),
        "rule_code": figure.rule.code,
        "claimed": claim.value if claim else None,
        "claimed_wording": claim.wording if claim else None,
        "claimed_on": claim.claimed_on if claim else None,
        "claimed_source": claim.source if claim else None,
        "difference": str(figure.difference) if figure.difference else None,
        "baseline": {"date": target.baseline_date, "value": target.baseline_value},
        "deadline": target.deadline,
        "needed_per_month": figure.needed_per_month,
        "forecast": {"date_low": None, "date_high": None},
        "not_counted": _listed(figure.not_counted),
        "uncertain": _listed(figure.uncertain),
        "trend": [[day.isoformat(), value] for day, value in figure.trend],
    }


def _listed(records: Iterable[Listed]) -> list[dict[str, Any]]:
    return [{"id": record.id, "label": record.label, "why": str(record.why)} for record in records]


def _attention(item: Attention) -> dict[str, Any]:
    return {"code": item.code, "kind": item.kind, "id": item.id, "message": str(item.message)}
