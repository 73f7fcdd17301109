"""The frame of an .xlsx: which sheets it has, in which parts, and what else it carries."""

from __future__ import annotations

from ..stop import Stop
from ..zips import Part, content
from .markup import Walker, attribute

_SHEET_TYPES = ("worksheet",)
FOREIGN = ("xl/externallinks/", "xl/connections", "xl/querytables/")


class SheetPlace:
    """A worksheet: its ``name``, whether it is ``hidden``, and the ``part`` that holds it."""

    __slots__ = ("hidden", "name", "part")

    def __init__(self, name: str, hidden: bool, part: str) -> None:
        self.name = name
        self.hidden = hidden
        self.part = part


class Frame:
    """What the workbook part says: worksheets in order (no chart sheets), date system, shared texts, styles."""

    __slots__ = ("epoch1904", "links", "macros", "sheets", "strings", "styles")

    def __init__(self) -> None:
        self.sheets: list[SheetPlace] = []
        self.epoch1904 = False
        self.strings: str | None = None
        self.styles: str | None = None
        self.macros = False
        self.links = False


def read_frame(data: bytes, parts: dict[str, Part]) -> Frame:
    """Follow the relationships from the package to the sheets; raises ``Stop`` where one leads nowhere."""
    names = {name.lower(): name for name in parts}
    book = _office_document(data, parts, names)
    related = relations(data, parts, names, book)
    frame = Frame()
    listed = _listed_sheets(data, parts[book], frame)
    for name, hidden, key in listed:
        kind, target = related.get(key, ("", ""))
        if kind in _SHEET_TYPES:
            frame.sheets.append(SheetPlace(name, hidden, _present(names, target)))
    for kind, target in related.values():
        if kind == "sharedStrings":
            frame.strings = names.get(target.lower())
        elif kind == "styles":
            frame.styles = names.get(target.lower())
    frame.macros = any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names)
    frame.links = any(name.startswith(FOREIGN) for name in names)
    return frame


def _office_document(data: bytes, parts: dict[str, Part], names: dict[str, str]) -> str:
    if "_rels/.rels" in names:
        for kind, target in relations(data, parts, names, "").values():
            if kind == "officeDocument":
                return _present(names, target)
    return _present(names, "xl/workbook.xml")


def _present(names: dict[str, str], target: str) -> str:
    found = names.get(target.lower())
    if found is None:
        raise Stop("file.damaged", "damaged.reference", name=target or "?")
    return found


def relations(
    data: bytes, parts: dict[str, Part], names: dict[str, str], source: str
) -> dict[str, tuple[str, str]]:
    """Relationship id → (last word of its type, part name); those that lead outside the file are left out."""
    folder, _, base = source.rpartition("/")
    place = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
    part = names.get(place.lower())
    found: dict[str, tuple[str, str]] = {}
    if part is None:
        return found

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, _resolve(folder, attributes.get("Target", "")))

    Walker(part, start, lambda _: None).walk([content(data, parts[part])])
    return found


def _resolve(folder: str, target: str) -> str:
    """The part that ``target`` names, seen from ``folder``; a way out of the file leads to no part."""
    target = target.replace("\\", "/")
    steps = [] if target.startswith("/") else [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            if not steps:
                raise Stop("file.damaged", "damaged.reference", name=target)
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _listed_sheets(data: bytes, part: Part, frame: Frame) -> list[tuple[str, bool, str]]:
    listed: list[tuple[str, bool, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            listed.append((attributes.get("name", ""), hidden, attribute(attributes, "id") or ""))
        elif name == "workbookPr":
            frame.epoch1904 = attributes.get("date1904") in ("1", "true", "on")

    Walker(part.name, start, lambda _: None).walk([content(data, part)])
    return listed
