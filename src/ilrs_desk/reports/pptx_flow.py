"""A run of slides: where the next thing goes, the title of each, and what stands at the foot of all of them."""

from __future__ import annotations

from typing import Any

from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from .document import ColumnType, Document
from .measure import fitting_size, shortened, text_height
from .pptx_master import FOOTER_BOX, MARGIN, NUMBER_BOX, SLIDE_WIDTH, TITLE_BOX, plain_layout
from .pptx_text import ACCENT, QUIET, Box, Frame, Pen, Run, colour_xml
from .running import feet, heads, right_to_left
from .shown import shown

_TOP, _BOTTOM = 82.0, 496.0
_RULE_HEIGHT = 2.0
_TITLE_SIZES = (24.0, 20.0, 17.0, 14.0)
_FOOT_SIZES = (9.0, 8.0, 7.0, 6.0)
_NUMBER_SIZE = 9.0
_LINK_WIDTH = 100.0
_FOOTER = '<p:ph type="ftr" sz="quarter" idx="11"/>'
_NUMBER = '<p:ph type="sldNum" sz="quarter" idx="12"/>'
_TITLE = '<p:ph type="title"/>'
_PAGE_MARK = "\ufffc"


class SlideFlow:
    """Slides as they fill from top to bottom. All measures are in points; ``y`` is where the next thing goes."""

    left, width, top, bottom = MARGIN, SLIDE_WIDTH - 2 * MARGIN, _TOP, _BOTTOM
    tallest = _BOTTOM - _TOP

    def __init__(self, presentation: Any, document: Document) -> None:
        self.document = document
        self.presentation = presentation
        self.pen = Pen(document.language, mirrored=document.right_to_left)
        self.slide: Any = None
        self.y = _TOP
        self._title = ""

    def begin(self, title: str, language: str) -> Any:
        """Begin a section in its own language on a new slide, and return that slide."""
        self.pen = Pen(language, mirrored=right_to_left(language))
        self._title = title
        return self._new_slide(title)

    def go_on(self) -> None:
        """Begin the next slide of the same section."""
        self._new_slide(self.document.word("{title} (continued)", title=self._title))

    @property
    def room(self) -> float:
        """Points left on this slide."""
        return self.bottom - self.y

    @property
    def at_top(self) -> bool:
        """Whether nothing stands on this slide yet."""
        return self.y <= _TOP

    def number(self, value: int) -> str:
        """The number as it is written in the language of the section."""
        return shown(value, ColumnType.NUMBER, self.pen.language)

    def keep(self, points: float) -> None:
        """Begin the next slide unless so much room is left on this one."""
        if not self.at_top and self.room < points:
            self.go_on()

    def place(self, box: Box) -> Box:
        """The box, mirrored where the section is read from right to left."""
        return self.pen.placed(box, SLIDE_WIDTH)

    def _new_slide(self, title: str) -> Any:
        self.slide = self.presentation.slides.add_slide(plain_layout(self.presentation))
        for shape in list(self.slide.placeholders):
            shape._element.getparent().remove(shape._element)
        x, y, width, height = TITLE_BOX
        size = fitting_size(title, width, height, _TITLE_SIZES, bold=True)
        words = shortened(title, width, height, size, bold=True)
        run = Run(words, size, bold=True)
        box = Box(x, y, width, height)
        self.pen.shape(self.slide, box, [[run]], title, Frame(anchor="b"), placeholder=_TITLE)
        rule = Box(MARGIN, y + height + 4, width, _RULE_HEIGHT)
        self.pen.shape(self.slide, rule, [], "Rule", Frame(ground=ACCENT))
        self.y = _TOP
        return self.slide


def write_feet(presentation: Any, document: Document, contents: Any) -> None:
    """Put on every slide what it shows of which day, by which rules and for whom, the way back and its number."""
    pen = Pen(document.language, mirrored=document.right_to_left)
    words = " · ".join((*heads(document), *feet(document)))
    x, y, width, height = FOOTER_BOX
    size = fitting_size(words, width, height, _FOOT_SIZES)
    words = shortened(words, width, height, size)
    pages = len(presentation.slides)
    for number, slide in enumerate(presentation.slides, 1):
        box = pen.placed(Box(x, y, width, height), SLIDE_WIDTH)
        pen.shape(slide, box, [[Run(words, size, QUIET)]], "Footer", Frame(anchor="ctr"), placeholder=_FOOTER)
        _write_number(pen, slide, document, number, pages)
        if contents is not None and slide is not contents and number > 1:
            _write_way_back(pen, slide, document, contents)


def _write_number(pen: Pen, slide: Any, document: Document, number: int, pages: int) -> None:
    """The page's number as a field, which stays right when slides are moved."""
    x, y, width, height = NUMBER_BOX
    text = document.word("Page {page} of {pages}", page=_PAGE_MARK, pages=pages)
    before, _, after = text.partition(_PAGE_MARK)
    size = fitting_size(text, width, height, (_NUMBER_SIZE, 8.0, 7.0))
    box = pen.placed(Box(x, y, width, height), SLIDE_WIDTH)
    shape = pen.shape(
        slide,
        box,
        [[Run(_PAGE_MARK, size, QUIET)]],
        "Number",
        Frame(anchor="ctr", side=pen.end),
        placeholder=_NUMBER,
    )
    _number_field(shape, pen, (before, str(number), after), size)


def _number_field(shape: Any, pen: Pen, parts: tuple[str, str, str], size: float) -> None:
    spaces = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    before, number, after = parts
    ink = f"<a:solidFill>{colour_xml(QUIET)}</a:solidFill>"
    look = f'<a:rPr lang="{pen.language}" sz="{round(size * 100)}">{ink}</a:rPr>'
    field = f'<a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum">{look}<a:t>{number}</a:t></a:fld>'
    made = parse_xml(
        f'<a:p {spaces}><a:pPr algn="{pen.end}" rtl="{int(pen.mirrored)}"/>'
        f"{pen.run(Run(before, size, QUIET)) if before else ''}{field}"
        f"{pen.run(Run(after, size, QUIET)) if after else ''}</a:p>"
    )
    old = shape.find(f".//{qn('a:p')}")
    old.getparent().replace(old, made)


def _write_way_back(pen: Pen, slide: Any, document: Document, contents: Any) -> None:
    x, y, _, height = NUMBER_BOX
    words = document.word("Contents")
    size = fitting_size(words, _LINK_WIDTH, height, _FOOT_SIZES)
    box = pen.placed(Box(x - _LINK_WIDTH - 10, y, _LINK_WIDTH, height), SLIDE_WIDTH)
    frame = Frame(anchor="ctr", side=pen.end)
    pen.shape(
        slide, box, [[Run(shortened(words, _LINK_WIDTH, height, size), size, ACCENT)]], words, frame, contents
    )


def text_block(flow: SlideFlow, runs: list[Run], name: str, *, gap: float = 0.0) -> None:
    """One paragraph over the width of the slide, on the next slide where it does not fit this one."""
    size = max(run.size for run in runs)
    text = "".join(run.text for run in runs)
    height = text_height(text, flow.width, size, bold=any(run.bold for run in runs))
    flow.keep(height)
    box = flow.place(Box(flow.left, flow.y, flow.width, height))
    flow.pen.shape(flow.slide, box, [runs], name)
    flow.y += height + gap
