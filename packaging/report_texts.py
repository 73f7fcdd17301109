"""Lists the English texts that reports are made of, for the catalogs in resources/report_texts.

``python packaging/report_texts.py`` prints all as JSON, each with an empty translation; with a language code those
that its catalog does not have yet.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_SOURCE = _ROOT / "src" / "ilrs_desk"
#: Where sentences and words of reports are written.
_PLACES = (
    "reports/pages/*.py",
    "reports/kinds/*.py",
    "reports/draw.py",
    "reports/audience.py",
    "reports/document.py",
    "reports/language.py",
    "domain/kinds.py",
    "domain/targets.py",
    "domain/counting/*.py",
    "domain/agencies.py",
    "domain/claimed.py",
    "domain/conversion.py",
    "domain/count.py",
    "domain/course.py",
    "domain/forecast.py",
    "domain/learned.py",
    "domain/moments.py",
    "domain/moving.py",
    "domain/pace.py",
    "domain/progress.py",
    "domain/wording.py",
    "store/troubles.py",
    "usecases/moved_records.py",
    "usecases/knowledge.py",
    # What change sets are called, in the history of a dossier.
    "store/handle.py",
    "usecases/commit_import.py",
    "usecases/edit_cells.py",
    "usecases/fill_reference.py",
    "usecases/merge_records.py",
    "usecases/save_record.py",
    "usecases/settle.py",
    "usecases/trash_records.py",
)
_PLACE = re.compile(r"\{\w*\}")
_TEXT = re.compile(r"[^_\\\n]*[^\W\d_][^_\\\n]*|, ")


def templates() -> set[str]:
    """Every English text that may stand in a report, and some that only look like one."""
    return {text for text in _found() if _TEXT.fullmatch(_PLACE.sub("", text))}


def _found() -> Iterator[str]:
    for place in _PLACES:
        for path in sorted(_SOURCE.glob(place)):
            yield from _constants(path)
    sys.path.insert(0, str(_SOURCE.parent))
    from ilrs_desk.domain.countries import country_codes, region, subregion
    from ilrs_desk.domain.grouping import shipped_groupings
    from ilrs_desk.domain.kinds import JOURNALLED
    from ilrs_desk.domain.workstreams import shipped_workstreams

    for code in country_codes():
        yield from (name for name in (region(code), subregion(code)) if name)
    yield from shipped_groupings().labels.values()
    yield from (one.label for one in shipped_workstreams())
    choices = (choice for kind in JOURNALLED.values() for field in kind.fields for choice in field.choices)
    yield from (choice.label.lower() for choice in choices)


def _constants(path: Path) -> Iterator[str]:
    """The texts of a module that are no docstrings and no keys of a lookup."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    told |= {id(key) for node in ast.walk(tree) if isinstance(node, ast.Dict) for key in node.keys}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def main(arguments: list[str]) -> int:
    """Print the texts, or those that the catalog of a language lacks."""
    known: dict[str, str] = {}
    if arguments:
        path = _ROOT / "resources" / "report_texts" / f"{arguments[0]}.json"
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    missing = {text: "" for text in sorted(templates()) if text not in known}
    print(json.dumps(missing, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
