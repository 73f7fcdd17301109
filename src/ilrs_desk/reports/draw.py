"""Draws a report: from its material the document that any writer can write."""

from __future__ import annotations

from collections.abc import Callable

from ilrs_desk.domain.moments import Moment

from .document import Document, Page, Records
from .kinds.as_of import as_of_sections
from .kinds.change import change_sections
from .kinds.directory import directory_sections
from .kinds.dossier import dossier_sections
from .kinds.pack import pack_sections
from .kinds.progress import progress_sections
from .kinds.requests import request_sections
from .language import Words
from .material import Making, Material
from .request import ReportKind

Sections = list[Page | Records]
_KINDS: dict[ReportKind, tuple[str, Callable[[Making], Sections]]] = {
    ReportKind.PROGRESS: ("Progress toward the targets", progress_sections),
    ReportKind.PACK: ("Meeting pack", pack_sections),
    ReportKind.CHANGE: ("Change since {since}", change_sections),
    ReportKind.AS_OF: ("Progress toward the targets", as_of_sections),
    ReportKind.DOSSIER: ("Partner dossier", dossier_sections),
    ReportKind.DIRECTORY: ("Directory", directory_sections),
    ReportKind.REQUESTS: ("Return requests to agencies", request_sections),
}


def draw(material: Material, words: Words) -> Document:
    """The document of ``material``, in ``words``."""
    making, request = Making(material, words), material.request
    title, sections = _KINDS[request.kind]
    since = material.since_words or words.text("the last meeting")
    return Document(
        title=words.text(title, since=since) if "{since}" in title else words.text(title),
        sections=tuple(sections(making)),
        office=request.style.organisation or material.office,
        as_of=material.progress.as_of,
        audience=request.audience,
        moment=words.say(Moment(material.progress.as_of, request.moment.known_on).words()),
        rules=_rules(making),
        filter_words=_filter(making),
        subtitle=_subtitle(making),
        language=words.language,
        page_words=words.text("Page {page} of {pages}"),
        contents_words=words.text("Contents"),
        paper=request.paper,
        style=request.style,
        audience_words=words.say(making.audience.words),
        own_words=words.for_writers(),
    )


def _rules(making: Making) -> str:
    """Codes and versions of the counting rules."""
    codes = [f"{one.rule.code} v{one.rule.version}" for one in making.progress.figures]
    return making.words.text("rules {codes}", codes=", ".join(codes)) if codes else ""


def _filter(making: Making) -> str:
    """To what the report is narrowed."""
    request, text = making.request, making.words.text
    agency = text("only {agency}", agency=request.agency) if request.agency else ""
    return ", ".join(part for part in (request.filter_words, agency) if part)


def _subtitle(making: Making) -> str:
    """Of which meeting or partner it is."""
    meeting = making.material.meeting
    if making.request.kind is ReportKind.DOSSIER:
        return making.words.name(making.material.of("partners")[0].label)
    if meeting is None:
        return ""
    held = meeting.text("held_on")
    parts = (meeting.label, making.words.day(held) if held else "", meeting.text("place") or "")
    return " · ".join(part for part in parts if part)
