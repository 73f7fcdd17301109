"""Text on slides: boxes whose words fit, in the direction of their script, and the few shapes around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml

from .running import direction_of
from .text import visible_controls

_EMU_A_POINT = 12_700
_SPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_BREAKS = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029]")
ACCENT, TEXT, QUIET, GROUND, PAPER = "accent1", "tx1", "tx2", "bg2", "bg1"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def transform(self) -> str:
        """Its place as the content of an ``xfrm``."""
        x, y, width, height = (
            round(part * _EMU_A_POINT) for part in (self.x, self.y, self.width, self.height)
        )
        return f'<a:off x="{x}" y="{y}"/><a:ext cx="{max(width, 0)}" cy="{max(height, 0)}"/>'


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look; ``colour`` is a name of the theme or RRGGBB."""

    text: str
    size: float
    colour: str = TEXT
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """How a box is drawn: ground and edge (a theme's name or RRGGBB, none if empty), and how its text stands."""

    ground: str = ""
    edge: str = ""
    dashed: bool = False
    rounded: bool = False
    anchor: str = "t"
    inset: float = 0.0
    side: str = ""
    wrap: bool = True


PLAIN = Frame()


class Pen:
    """Writes shapes onto slides in one language, from which follow the side and the language mark of each text."""

    def __init__(self, language: str, *, mirrored: bool) -> None:
        self.language = language
        self.mirrored = mirrored

    @property
    def start(self) -> str:
        """The side where reading begins."""
        return "r" if self.mirrored else "l"

    @property
    def end(self) -> str:
        """The side where lines of this language end."""
        return "l" if self.mirrored else "r"

    def placed(self, box: Box, within: float) -> Box:
        """The box, or its mirror image on a slide ``within`` points wide where reading begins at the right."""
        return Box(within - box.x - box.width, box.y, box.width, box.height) if self.mirrored else box

    def shape(
        self,
        slide: Any,
        box: Box,
        paragraphs: Sequence[Sequence[Run]],
        name: str,
        frame: Frame = PLAIN,
        link: Any = None,
        placeholder: str = "",
    ) -> Any:
        """Add a box with text; ``link`` is a slide to which it leads, ``placeholder`` XML of the one that it fills."""
        number = len(slide.shapes._spTree) + 1
        click = ""
        if link is not None:
            relation = slide.part.relate_to(link.part, RELATIONSHIP_TYPE.SLIDE)
            click = f'<a:hlinkClick r:id="{relation}" action="ppaction://hlinksldjump"/>'
        locks = '<a:spLocks noGrp="1"/>' if placeholder else ""
        kind = "" if placeholder else ' txBox="1"'
        element = parse_xml(
            f'<p:sp {_SPACES}><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(visible_controls(name))}>{click}'
            f"</p:cNvPr><p:cNvSpPr{kind}>{locks}</p:cNvSpPr><p:nvPr>{placeholder}</p:nvPr></p:nvSpPr>"
            f"<p:spPr><a:xfrm>{box.transform}</a:xfrm>{_drawn(frame)}</p:spPr>"
            f"<p:txBody>{_body(frame)}<a:lstStyle/>{self.paragraphs(paragraphs, frame.side)}</p:txBody></p:sp>"
        )
        slide.shapes._spTree.append(element)
        return element

    def paragraphs(self, paragraphs: Iterable[Sequence[Run]], side: str = "") -> str:
        """XML of the paragraphs, each in the direction of its first letter that has one."""
        return "".join(self._paragraph(runs, side or self.start) for runs in paragraphs) or "<a:p/>"

    def _paragraph(self, runs: Sequence[Run], side: str) -> str:
        direction = int(_runs_leftward("".join(run.text for run in runs), otherwise=self.mirrored))
        content = "".join(self.run(run) for run in runs if run.text)
        # Without it the line of an empty cell is as high as the master's large print.
        end = f'<a:endParaRPr sz="{round(runs[-1].size * 100)}"/>' if runs else ""
        return f'<a:p><a:pPr algn="{side}" rtl="{direction}"/>{content}{end}</a:p>'

    def run(self, run: Run) -> str:
        """XML of one run; line breaks within it stay."""
        marks = (' b="1"' if run.bold else "") + (' i="1"' if run.italic else "")
        look = (
            f'<a:rPr lang={quoteattr(self.language)} sz="{round(run.size * 100)}"{marks} dirty="0">'
            f"<a:solidFill>{colour_xml(run.colour)}</a:solidFill></a:rPr>"
        )
        lines = (escape(visible_controls(line)) for line in _BREAKS.split(run.text))
        return f"<a:br>{look}</a:br>".join(f"<a:r>{look}<a:t>{line}</a:t></a:r>" for line in lines)


def colour_xml(colour: str) -> str:
    """XML of a colour: RRGGBB as such, anything else as a name of the theme."""
    kind = "srgbClr" if re.fullmatch("[0-9A-F]{6}", colour) else "schemeClr"
    return f'<a:{kind} val="{colour}"/>'


def _drawn(frame: Frame) -> str:
    shape = "roundRect" if frame.rounded else "rect"
    ground = f"<a:solidFill>{colour_xml(frame.ground)}</a:solidFill>" if frame.ground else "<a:noFill/>"
    dash = '<a:prstDash val="dash"/>' if frame.dashed else ""
    edge = f"<a:solidFill>{colour_xml(frame.edge)}</a:solidFill>{dash}" if frame.edge else "<a:noFill/>"
    adjusted = '<a:avLst><a:gd name="adj" fmla="val 6000"/></a:avLst>' if frame.rounded else "<a:avLst/>"
    return f'<a:prstGeom prst="{shape}">{adjusted}</a:prstGeom>{ground}<a:ln w="9525">{edge}</a:ln>'


def _body(frame: Frame) -> str:
    inset = round(frame.inset * _EMU_A_POINT)
    wrap = "square" if frame.wrap else "none"
    return (
        f'<a:bodyPr wrap="{wrap}" lIns="{inset}" tIns="{inset}" rIns="{inset}" bIns="{inset}"'
        f' anchor="{frame.anchor}"><a:noAutofit/></a:bodyPr>'
    )


def _runs_leftward(text: str, *, otherwise: bool) -> bool:
    """By the first letter; what is only figures, such as a telephone number, always runs rightward."""
    direction = direction_of(text)
    return direction == "R" if direction else otherwise and not any(sign.isdigit() for sign in text)
