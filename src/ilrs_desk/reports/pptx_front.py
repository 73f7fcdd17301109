"""The first slides: the title with all that the document is of, and the contents with links to each section."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.util import Pt

from .document import Document
from .logo import logo_png, logo_size
from .measure import fitting_size, shortened
from .pptx_flow import SlideFlow
from .pptx_master import MARGIN, SLIDE_WIDTH, title_layout
from .pptx_text import ACCENT, QUIET, TEXT, Box, Frame, Pen, Run
from .running import feet, heads

_CONTENTS_ROWS, _CONTENTS_ROW, _GAP, _NUMBER_WIDTH = 13, 30.0, 18.0, 50.0


def write_title(presentation: Any, document: Document) -> None:
    """Make the first slide: title, whose figures of which day, by which rules, for whom, and the logo."""
    slide = presentation.slides.add_slide(title_layout(presentation))
    boxes = {}
    for shape in list(slide.placeholders):
        kind = "ctrTitle" if shape.placeholder_format.idx == 0 else "subTitle"
        boxes[kind] = Box(*(part / 12_700 for part in (shape.left, shape.top, shape.width, shape.height)))
        shape._element.getparent().remove(shape._element)
    pen = Pen(document.language, mirrored=document.right_to_left)
    box = boxes["ctrTitle"]
    size = fitting_size(document.title, box.width, box.height, (40.0, 34.0, 28.0, 22.0, 18.0), bold=True)
    words = shortened(document.title, box.width, box.height, size, bold=True)
    pen.shape(
        slide,
        pen.placed(box, SLIDE_WIDTH),
        [[Run(words, size, bold=True)]],
        "Title",
        Frame(anchor="b"),
        placeholder='<p:ph type="ctrTitle"/>',
    )
    bar = Box(MARGIN, box.y, 5, boxes["subTitle"].y + boxes["subTitle"].height - box.y)
    pen.shape(slide, pen.placed(bar, SLIDE_WIDTH), [], "Bar", Frame(ground=ACCENT))
    _write_subtitle(slide, pen, document, boxes["subTitle"])
    _write_logo(slide, pen, document)


def _write_subtitle(slide: Any, pen: Pen, document: Document, box: Box) -> None:
    """Below the title all that stands at the foot of the other slides, in a size that can be read."""
    lines = [part for part in (document.subtitle, *heads(document), *feet(document)) if part]
    text = "\n".join(lines)
    size = fitting_size(text, box.width, box.height, (18.0, 16.0, 14.0, 12.0, 10.0, 8.0))
    kept = shortened(text, box.width, box.height, size).split("\n")
    above = len(heads(document)) + bool(document.subtitle)
    paragraphs = [[Run(line, size, TEXT if at < above else QUIET)] for at, line in enumerate(kept)]
    place = pen.placed(box, SLIDE_WIDTH)
    pen.shape(slide, place, paragraphs, "Subtitle", placeholder='<p:ph type="subTitle" idx="1"/>')


def _write_logo(slide: Any, pen: Pen, document: Document) -> None:
    picture = logo_png(document.style)
    if picture is None:
        return
    made = slide.shapes.add_picture(picture, 0, 0)
    width, height = logo_size(made.width / 12_700, made.height / 12_700, 260, 70)
    place = pen.placed(Box(MARGIN, 50, width, height), SLIDE_WIDTH)
    made.left, made.top, made.width, made.height = Pt(place.x), Pt(place.y), Pt(width), Pt(height)
    made.name = document.style.organisation or "Logo"
    made._element.nvPicPr.cNvPr.set("descr", made.name)


def contents_slides(flow: SlideFlow, document: Document) -> list[Any]:
    """As many slides as the list of sections needs, still empty; none for a single section."""
    count = len(document.sections)
    if count < 2:
        return []
    slides = [flow.begin(document.word("Contents"), document.language)]
    for _ in range(1, -(-count // (2 * _CONTENTS_ROWS))):
        flow.go_on()
        slides.append(flow.slide)
    return slides


def fill_contents(document: Document, slides: Sequence[Any], begun: Sequence[tuple[str, Any, int]]) -> None:
    """Write of each section its title and the number of its first slide, which leads there."""
    if not slides:
        return
    pen = Pen(document.language, mirrored=document.right_to_left)
    columns = 1 if len(begun) <= _CONTENTS_ROWS else 2
    width = (SlideFlow.width - _GAP * (columns - 1)) / columns
    for number, (title, slide, page) in enumerate(begun):
        on, place = divmod(number, columns * _CONTENTS_ROWS)
        column, row = divmod(place, _CONTENTS_ROWS)
        x = SlideFlow.left + column * (width + _GAP)
        box = Box(x, SlideFlow.top + 10 + row * _CONTENTS_ROW, width - _NUMBER_WIDTH, _CONTENTS_ROW - 4)
        size = fitting_size(title, box.width, box.height, (16.0, 14.0, 12.0, 10.0, 8.0))
        words = shortened(title, box.width, box.height, size)
        frame = Frame(anchor="ctr")
        run = [[Run(words, size, ACCENT)]]
        pen.shape(slides[on], pen.placed(box, SLIDE_WIDTH), run, title, frame, slide)
        beside = pen.placed(Box(box.x + box.width, box.y, _NUMBER_WIDTH, box.height), SLIDE_WIDTH)
        frame = Frame(anchor="ctr", side=pen.end)
        pen.shape(slides[on], beside, [[Run(str(page), 14.0, QUIET)]], f"{title}: {page}", frame, slide)
