"""Looks into a finished workbook for anything that could act when it is opened."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from lxml import etree

_ALLOWED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/theme/theme1\.xml|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?"
    r"|xl/tables/table\d+\.xml|xl/drawings/(_rels/)?drawing\d+\.xml(\.rels)?|xl/charts/chart\d+\.xml"
    r"|xl/media/image\d+\.png"
)
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ACTING = ("f", "oleObject", "control", "extLst", "legacyDrawing")
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def living_parts(path: Path) -> list[str]:
    """What could act: formulas, links, objects, hidden sheets, parts that no report has; empty for a dead file."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not _ALLOWED.fullmatch(name):
                found.append(name)
            if name.endswith(".png"):
                continue
            content = etree.fromstring(package.read(name))
            found += [f"{name}: {element.tag}" for tag in _ACTING for element in content.iter(_MAIN + tag)]
            found += [
                f"{name}: external" for element in content.iter() if element.get("TargetMode") == "External"
            ]
            found += [f"{name}: link" for one in content.iter(_MAIN + "hyperlink") if _leaves(one)]
            found += [
                f"{name}: hidden"
                for element in content.iter(_MAIN + "sheet")
                if "idden" in element.get("state", "")
            ]
            found += [
                f"{name}: error value" for element in content.iter(f"{_MAIN}c") if element.get("t") == "e"
            ]
    return found


_ALLOWED_IN_SLIDES = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|ppt/(presentation|presProps|viewProps|tableStyles)\.xml"
    r"|ppt/_rels/presentation\.xml\.rels|ppt/theme/theme\d\.xml|ppt/slides/(_rels/)?slide\d+\.xml(\.rels)?"
    r"|ppt/slide(Layout|Master)s/(_rels/)?slide(Layout|Master)\d+\.xml(\.rels)?"
    r"|ppt/charts/(_rels/)?chart\d+\.xml(\.rels)?|ppt/embeddings/Microsoft_Excel_Sheet\d*\.xlsx|ppt/media/image\d+\.png"
)


def living_slides(path: Path, scratch: Path) -> list[str]:
    """What could act in a presentation: links out of it, programs, notes, and all of that in its charts' workbooks."""
    found: list[str] = []
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not _ALLOWED_IN_SLIDES.fullmatch(name):
                found.append(name)
            if name.endswith(".xlsx"):
                scratch.write_bytes(package.read(name))
                found += [f"{name}: {one}" for one in living_parts(scratch)]
            elif name.endswith((".xml", ".rels")):
                content = etree.fromstring(package.read(name))
                found += [
                    f"{name}: external" for one in content.iter() if one.get("TargetMode") == "External"
                ]
    return found


def _leaves(link: etree._Element) -> bool:
    """Whether the link leads anywhere but to a cell of the same workbook."""
    return link.get(_R_ID) is not None or not link.get("location", "").endswith("!A1")


def words_in(path: Path) -> str:
    """All text of all parts of the file, for finding what must not be in it."""
    with zipfile.ZipFile(path) as package:
        return "\n".join(
            package.read(name).decode("utf-8") for name in package.namelist() if not name.endswith(".png")
        )
