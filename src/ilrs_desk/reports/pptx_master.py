"""The empty presentation that slides are made from: 16 to 9, colours of the office, fonts for every script."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Pt

from .colours import INK, QUIET, series_colours, tint
from .document import Document
from .package import StillZip, properties_of
from .running import right_to_left

#: The slide and its margins, in points.
SLIDE_WIDTH, SLIDE_HEIGHT, MARGIN = 960.0, 540.0, 40.0
TITLE_BOX = (MARGIN, 22.0, SLIDE_WIDTH - 2 * MARGIN, 44.0)
FOOTER_BOX = (MARGIN, 506.0, 660.0, 26.0)
NUMBER_BOX = (SLIDE_WIDTH - MARGIN - 110.0, 506.0, 110.0, 26.0)
_TITLE_LAYOUT, _PLAIN_LAYOUT = "Title Slide", "Title Only"
_LATIN, _COMPLEX = "Calibri", "Tahoma"
_EAST_ASIAN = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh-Hant": "Microsoft JhengHei"}
_SIMPLIFIED = "Microsoft YaHei"
_SCRIPT_FONTS = {
    "Jpan": "Yu Gothic",
    "Hang": "Malgun Gothic",
    "Hans": _SIMPLIFIED,
    "Hant": "Microsoft JhengHei",
    "Arab": "Tahoma",
    "Hebr": "Tahoma",
    "Thai": "Leelawadee UI",
    "Deva": "Nirmala UI",
}
_LEFT_BEHIND = ("thumbnail", "printerSettings")


def new_presentation(document: Document) -> Any:
    """A presentation without slides whose master and layouts carry the style of ``document``."""
    made: Any = Presentation()
    made.slide_width, made.slide_height = Pt(SLIDE_WIDTH), Pt(SLIDE_HEIGHT)
    size = made.part._element.find(qn("p:sldSz"))
    size.attrib.pop("type", None)
    for layout in list(made.slide_layouts):
        if layout.name not in (_TITLE_LAYOUT, _PLAIN_LAYOUT):
            made.slide_layouts.remove(layout)
    for part in (made.part.package, made.part):
        for key, one in list(part._rels.items()):
            if one.reltype.endswith(_LEFT_BEHIND):
                part._rels.pop(key)
    _set_theme(made, document)
    side = "r" if right_to_left(document.language) else "l"
    for sheet in (made.slide_master, *made.slide_layouts):
        _place(sheet, side)
    _set_title_style(made.slide_master, side)
    return made


def title_layout(presentation: Any) -> Any:
    """The layout of the first slide."""
    return presentation.slide_layouts.get_by_name(_TITLE_LAYOUT)


def plain_layout(presentation: Any) -> Any:
    """The layout of all other slides: a title and nothing else."""
    return presentation.slide_layouts.get_by_name(_PLAIN_LAYOUT)


def save(presentation: Any, document: Document, path: Path) -> None:
    """Write the package, with nothing of who made it and when."""
    whole = BytesIO()
    presentation.save(whole)
    with ZipFile(whole) as given, StillZip(path, properties_of(document)) as made:
        for name in given.namelist():
            made.writestr(name, given.read(name))


def _set_theme(presentation: Any, document: Document) -> None:
    """Colours and fonts of the theme; slides name its colours, so that a later change of theme reaches them."""
    part = presentation.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme: Any = etree.fromstring(part.blob)
    theme.set("name", document.style.organisation or "ILRS Desk")
    colours = series_colours(document.style)
    wanted = {"dk1": INK, "dk2": QUIET, "lt2": tint(colours[0], 0.08), "hlink": colours[0], "folHlink": QUIET}
    wanted |= {f"accent{number}": colour for number, colour in enumerate(colours, 1)}
    for key, colour in wanted.items():
        held = theme.find(f".//{qn('a:clrScheme')}/{qn('a:' + key)}")
        held.clear()
        etree.SubElement(held, qn("a:srgbClr"), val=colour)
    for fonts in theme.iter(qn("a:majorFont"), qn("a:minorFont")):
        fonts.find(qn("a:latin")).set("typeface", _LATIN)
        fonts.find(qn("a:ea")).set("typeface", _east_asian(document.language))
        fonts.find(qn("a:cs")).set("typeface", _COMPLEX)
        for one in fonts.iter(qn("a:font")):
            one.set("typeface", _SCRIPT_FONTS.get(one.get("script"), one.get("typeface")))
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _east_asian(language: str) -> str:
    """The typeface for Han signs, which look different from country to country."""
    return _EAST_ASIAN.get(language, _EAST_ASIAN.get(language.split("-")[0], _SIMPLIFIED))


def _place(sheet: Any, side: str) -> None:
    """Move the placeholders to where slides of ours have them; the date goes."""
    boxes = {
        "title": TITLE_BOX,
        "ctrTitle": (MARGIN + 20, 170.0, SLIDE_WIDTH - 2 * MARGIN - 20, 110.0),
        "subTitle": (MARGIN + 20, 290.0, SLIDE_WIDTH - 2 * MARGIN - 20, 190.0),
        "body": (MARGIN, 80.0, SLIDE_WIDTH - 2 * MARGIN, 415.0),
        "ftr": FOOTER_BOX,
        "sldNum": NUMBER_BOX,
    }
    for shape in list(sheet.placeholders):
        kind = shape._element.find(f".//{qn('p:ph')}").get("type", "body")
        if kind == "dt":
            shape._element.getparent().remove(shape._element)
            continue
        shape.left, shape.top, shape.width, shape.height = (Pt(part) for part in boxes[kind])
        for level in shape._element.iter(qn("a:lvl1pPr")):
            level.set("algn", {"l": "r", "r": "l"}[side] if kind == "sldNum" else side)


def _set_title_style(master: Any, side: str) -> None:
    """Titles of slides stand at the side where reading begins, in the size that we measure by."""
    for style in master._element.iter(qn("p:titleStyle"), qn("p:bodyStyle")):
        for level in style:
            level.set("algn", side)
            level.set("rtl", str(int(side == "r")))
    title = master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
    title.set("sz", "2400")
    title.set("b", "1")
    for shape in master.placeholders:
        body = shape._element.find(f".//{qn('a:bodyPr')}")
        for edge in ("lIns", "rIns", "tIns", "bIns"):
            body.set(edge, "0")
    background = parse_xml(
        '<p:bg xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
    )
    old = master._element.find(f".//{qn('p:bg')}")
    old.getparent().replace(old, background)
