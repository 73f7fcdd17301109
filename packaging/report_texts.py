"""Lists the English texts that reports are made of, for the catalogs in resources/report_texts.

``python packaging/report_texts.py`` prints all as JSON, each with an empty translation; with a language code those
that its catalog does not have yet.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeGuard

_ROOT = Path(__file__).resolve().parents[1]
_SOURCE = _ROOT / "src" / "ilrs_desk"
#: Where sentences and words of reports are written.
_PLACES = (
    "reports/pages/*.py",
    "reports/kinds/*.py",
    "reports/draw.py",
    "reports/audience.py",
    "reports/document.py",
    "domain/targets.py",
    "domain/counting/*.py",
    "domain/agencies.py",
    "domain/claimed.py",
    "domain/count.py",
    "domain/course.py",
    "domain/forecast.py",
    "domain/learned.py",
    "domain/moments.py",
    "domain/moving.py",
    "domain/pace.py",
    "domain/progress.py",
    "store/troubles.py",
    "usecases/moved_records.py",
    "usecases/knowledge.py",
    # What change sets are called, in the history of a dossier and where a change is explained.
    "store/handle.py",
    "usecases/commit_import.py",
    "usecases/edit_cells.py",
    "usecases/fill_reference.py",
    "usecases/merge_records.py",
    "usecases/open_office.py",
    "usecases/save_record.py",
    "usecases/settle.py",
    "usecases/trash_records.py",
)
#: What a problem is told in is said by the program, in the language of its window.
_PROBLEMS = {"InputProblem", "MachineFault", "KeyError", "ValueError", "LookupError", "compile"}
_PLACE = re.compile(r"\{\w*\}")
_TEXT = re.compile(r"[^_\\\n\x00%*]*[^\W\d_][^_\\\n\x00*]*|, ")
#: A word that is as likely a key: it is a text only where it stands as one.
_KEY = re.compile(r" ?[a-z.]+|[A-Z4-]+|.*\b(?:SELECT|COLLATE|NOT IN|substr)\b.*")
#: Sentences of problems that are put together before they are raised.
_REFUSED = re.compile(r"\b(?:Nothing was|There is no) ")


def templates() -> set[str]:
    """Every English text that may stand in a report."""
    found = (text for text in (*_written(), *_declared()) if _TEXT.fullmatch(_PLACE.sub("", text)))
    return {text for text in found if not _REFUSED.search(text)}


def _written() -> Iterator[str]:
    for place in _PLACES:
        for path in sorted(_SOURCE.glob(place)):
            yield from _texts(ast.parse(path.read_text(encoding="utf-8")))


def _declared() -> Iterator[str]:
    """What kinds, fields, choices, places, groupings and workstreams are called."""
    sys.path.insert(0, str(_SOURCE.parent))
    from ilrs_desk.domain.countries import country_codes, region, subregion
    from ilrs_desk.domain.grouping import shipped_groupings
    from ilrs_desk.domain.kinds import JOURNALLED, KINDS
    from ilrs_desk.domain.naming import counted_names
    from ilrs_desk.domain.workstreams import shipped_workstreams
    from ilrs_desk.reports.document import WRITER_WORDS

    yield from (", ", " or ", " and ", *WRITER_WORDS)
    for code in country_codes():
        yield from (name for name in (region(code), subregion(code)) if name)
    yield from shipped_groupings().labels.values()
    yield from (one.label for one in shipped_workstreams())
    yield from (f"{{count}} {name}" for name in counted_names())
    for kind in JOURNALLED.values():
        yield from (kind.singular, kind.singular.lower())
        if kind.key in KINDS:
            yield from (kind.label, *(field.label for field in kind.fields))
        for choice in (choice for field in kind.fields for choice in field.choices):
            yield from (choice.label, choice.label.lower())


def _texts(node: ast.AST) -> Iterator[str]:
    """The texts below ``node`` that are no docstrings, annotations, keys of a lookup or words of a problem."""
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str) and not _KEY.fullmatch(node.value):
            yield node.value
    elif _is_saying(node):
        yield from _said(node)
    else:
        for one in _below(node):
            yield from _texts(one)


def _below(node: ast.AST) -> Iterable[ast.AST]:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]) | ast.arg():
            return ()
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in _PROBLEMS:
            return ()
        case ast.FunctionDef(body=body):
            return body
        case ast.Dict(values=values):
            return values
        case _:
            return ast.iter_child_nodes(node)


def _is_saying(node: ast.AST) -> TypeGuard[ast.Call]:
    match node:
        case ast.Call(func=ast.Name(id="Message" | "text")):
            return True
        case ast.Call(
            func=ast.Attribute(attr="text", value=ast.Name(id="words") | ast.Attribute(attr="words"))
        ):
            return True
        case _:
            return False


def _said(call: ast.Call) -> Iterator[str]:
    """What a call says itself, a single small word too, and what stands in its other arguments."""
    first, *others = call.args or [ast.Constant(None)]
    for said in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            yield said.value
        else:
            yield from _texts(said)
    for one in (*others, *(keyword.value for keyword in call.keywords)):
        yield from _texts(one)


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
