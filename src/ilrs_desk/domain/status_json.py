"""The progress as one JSON document, in the form that the command line promises."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .counting import Attention, Double
from .forecast import Forecast
from .pace import Pace
from .progress import Figure, Listed, Progress
from .targets import Claim


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
        "rule_version": figure.rule.version,
        "claimed": claim.value if claim else None,
        "claimed_wording": claim.wording if claim else None,
        "claimed_on": claim.claimed_on if claim else None,
        "claimed_source": claim.source if claim else None,
        "difference": str(figure.difference) if figure.difference else None,
        "baseline": {"date": target.baseline_date, "value": target.baseline_value},
        "deadline": target.deadline,
        "needed_per_month": figure.needed_per_month,
        "pace": _pace(figure.pace),
        "forecast": _forecast(figure.forecast),
        "reasons": [{"why": str(why), "count": number} for why, number in figure.reasons],
        "not_counted": _listed(figure.not_counted),
        "not_counted_total": figure.not_counted_total,
        "uncertain": _listed(figure.uncertain),
        "uncertain_total": figure.uncertain_total,
        "doubles": [_double(one) for one in figure.doubles],
        "claims": [_claim(claim) for claim in figure.claims],
        "trend": [[day.isoformat(), value] for day, value in figure.trend],
    }


def _pace(pace: Pace | None) -> dict[str, Any] | None:
    if pace is None:
        return None
    return {
        "months": pace.months,
        "joined_per_month": round(pace.joined_per_month, 2),
        "net_per_month": round(pace.net_per_month, 2),
        "monthly": [[month.isoformat(), joined, left] for month, joined, left in pace.monthly],
    }


def _forecast(forecast: Forecast | None) -> dict[str, Any]:
    if forecast is None:
        return {"date_low": None, "date_high": None}
    return {
        "date_low": forecast.date_low.isoformat() if forecast.date_low else None,
        "date_high": forecast.date_high.isoformat() if forecast.date_high else None,
        "by_deadline": list(forecast.by_deadline) if forecast.by_deadline else None,
        "basis": str(forecast.basis),
        "note": str(forecast.note) if forecast.note else None,
    }


def _double(double: Double) -> dict[str, Any]:
    return {
        "code": double.code,
        "id": double.id,
        "label": double.label,
        "others": list(double.others),
        "counted": double.counted,
        "why": str(double.why),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "value": claim.value,
        "wording": claim.wording,
        "claimed_on": claim.claimed_on,
        "source": claim.source,
    }


def _listed(records: Iterable[Listed]) -> list[dict[str, Any]]:
    return [{"id": record.id, "label": record.label, "why": str(record.why)} for record in records]


def _attention(item: Attention) -> dict[str, Any]:
    return {
        "code": item.code,
        "kind": item.kind,
        "id": item.id,
        "message": str(item.message),
        "count": item.count,
        "ids": list(item.ids),
    }
