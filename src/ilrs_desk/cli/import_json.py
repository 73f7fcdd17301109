"""The JSON of `import --json`, as the contract of the command line says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ilrs_desk.domain.memory import Told
from ilrs_desk.domain.problems import Problem
from ilrs_desk.domain.wording import Message
from ilrs_desk.intake.plan import (
    Candidate,
    ColumnPlan,
    FilePlan,
    ImportPlan,
    Missing,
    Offer,
    Question,
    RowPlan,
    TablePlan,
)


def import_document(
    plan: ImportPlan, changeset: int | None, why: Mapping[str, Sequence[Message]]
) -> dict[str, Any]:
    """The whole answer; ``changeset`` None for a dry run or when nothing was written."""
    return {
        "files": [_file(number, file, plan.offers) for number, file in enumerate(plan.files)],
        "totals": plan.totals(),
        "effect": {"countries": 0, "institutions": 0, "personnel": 0, **plan.effect},
        "effect_why": {target: [str(reason) for reason in reasons] for target, reasons in why.items()},
        "changeset": changeset,
    }


def _file(number: int, file: FilePlan, offers: Sequence[Offer]) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "error": _finding(file.error) if file.error else None,
        "warnings": [_finding(warning) for warning in file.warnings],
        "agency": file.agency,
        "seen_before": file.seen_before,
        "dated": file.dated,
        "tables": [_table(table) for table in file.tables],
        "offers": [_offer(offer, rows) for offer in offers if (rows := _rows_of(offer, number, file))],
        "skipped": [{"sheet": sheet.sheet, "reason": str(sheet.reason)} for sheet in file.skipped],
    }


def _table(table: TablePlan) -> dict[str, Any]:
    return {
        "sheet": table.sheet,
        "kind": table.kind,
        "layout": table.layout,
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "columns": [_column(column) for column in table.columns],
        "context": dict(table.context),
        "rows": [_row(row) for row in table.rows],
        "missing": [_missing(missing) for missing in table.missing],
        "questions": [_question(question) for question in table.questions],
        "policies": {
            "empty": table.policies.empty.value,
            "overwrite": table.policies.overwrite.value,
            "missing": table.policies.missing.value,
        },
        "left_out": [
            {"row": left.row, "reason": str(left.reason), "text": left.text} for left in table.left_out
        ],
        "blank": table.blank,
        "problems": [_problem(problem) for problem in table.problems],
    }


def _column(column: ColumnPlan) -> dict[str, Any]:
    return {
        "column": column.column,
        "header": column.header,
        "field": column.field,
        "confidence": round(column.confidence, 2),
        "reason": str(column.reason) if column.reason else None,
        "sensitive": column.sensitive,
    }


def _row(row: RowPlan) -> dict[str, Any]:
    return {
        "sheet": row.sheet,
        "row": row.row,
        "action": row.action.value,
        "record": dict(row.record),
        "id": row.id if row.id is not None else row.matched,
        "matched": row.matched,
        "changes": {key: list(pair) for key, pair in row.changes.items()},
        "left_alone": {key: list(pair) for key, pair in row.left_alone.items()},
        "links": dict(row.links),
        "told": {key: _told(told) for key, told in row.told.items()},
        "candidates": [_candidate(candidate) for candidate in row.candidates],
        "problems": [_problem(problem) for problem in row.problems],
    }


def _told(told: Told) -> dict[str, Any]:
    return {"value": told.value, "agency": told.agency, "day": told.day, "file": told.file}


def _missing(missing: Missing) -> dict[str, Any]:
    return {
        "id": missing.id,
        "label": missing.label,
        "then": missing.then.value,
        "changes": {key: list(pair) for key, pair in missing.changes.items()},
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "field": question.field,
        "text": question.text,
        "rows": list(question.rows),
        "code": question.code,
        "message": str(question.message),
        "suggestions": list(question.suggestions),
    }


def _rows_of(offer: Offer, number: int, file: FilePlan) -> list[dict[str, Any]]:
    """The rows of the file that name what is offered."""
    return [{"sheet": file.tables[t].sheet, "row": row} for f, t, row in offer.rows if f == number]


def _offer(offer: Offer, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {
        "key": offer.key,
        "kind": offer.kind,
        "record": dict(offer.record),
        "rows": list(rows),
        "candidates": [_candidate(candidate) for candidate in offer.candidates],
        "created": offer.taken,
        "id": offer.id if offer.id is not None else offer.means,
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    known = candidate.id is not None and candidate.id > 0
    return {
        "id": candidate.id if known else None,
        "row": candidate.row,
        "label": candidate.label,
        "reasons": [str(reason) for reason in candidate.reasons],
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "column": problem.column,
        "field": problem.field,
        "code": problem.code,
        "value": problem.value,
        "message": str(problem.message),
        "severity": problem.severity.value,
        "suggestions": list(problem.suggestions),
    }


def _finding(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "message": str(problem.message)}
