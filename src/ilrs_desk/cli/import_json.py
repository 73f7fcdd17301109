"""The JSON of `import --json`, as the contract of the command line says."""

from __future__ import annotations

from typing import Any

from ilrs_desk.domain.problems import Problem
from ilrs_desk.intake.plan import Candidate, ColumnPlan, FilePlan, ImportPlan, RowPlan, TablePlan


def import_document(plan: ImportPlan, changeset: int | None) -> dict[str, Any]:
    """The whole answer; ``changeset`` None for a dry run or when nothing was written."""
    return {
        "files": [_file(file) for file in plan.files],
        "totals": plan.totals(),
        "effect": {"countries": 0, "institutions": 0, "personnel": 0, **plan.effect},
        "changeset": changeset,
    }


def _file(file: FilePlan) -> dict[str, Any]:
    return {
        "path": str(file.path),
        "error": _finding(file.error) if file.error else None,
        "warnings": [_finding(warning) for warning in file.warnings],
        "agency": file.agency,
        "seen_before": file.seen_before,
        "tables": [_table(table) for table in file.tables],
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
        "missing": [{"id": missing.id, "label": missing.label} for missing in table.missing],
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
        "candidates": [_candidate(candidate) for candidate in row.candidates],
        "problems": [_problem(problem) for problem in row.problems],
    }


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "id": candidate.id,
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
