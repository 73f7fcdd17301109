"""What stands on each page or slide beside its contents, and in which direction it runs."""

from __future__ import annotations

import unicodedata

from ilrs_desk.domain.dates import format_partial

from .document import Document, Page, Records
from .text import audience_words

_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def moment_words(document: Document) -> str:
    """Of which day the document is; nothing where it is of no day."""
    if document.moment or document.as_of is None:
        return document.moment
    return f"as of {format_partial(document.as_of.isoformat())}"


def audience_line(document: Document) -> str:
    """For whom the document is, in words."""
    return document.audience_words or audience_words(document.audience)


def heads(document: Document) -> tuple[str, ...]:
    """Whose figures these are and of which day: what stands above."""
    return _filled(document.style.organisation, document.office, moment_words(document))


def feet(document: Document) -> tuple[str, ...]:
    """By which rules, narrowed to what, for whom, and the office's own line: what stands below."""
    return _filled(document.rules, document.filter_words, audience_line(document), document.style.footer)


def language_of(document: Document, section: Page | Records) -> str:
    """The section's own language, or the document's."""
    return (section.language if isinstance(section, Page) else "") or document.language


def right_to_left(language: str) -> bool:
    """Whether the language is written from right to left."""
    return language.replace("_", "-").split("-")[0] in _RIGHT_TO_LEFT


def direction_of(text: str) -> str:
    """ "R" or "L" by the first letter that has a direction and does not stand apart in an isolate; "" without one."""
    depth = 0
    for sign in text:
        direction = unicodedata.bidirectional(sign)
        if direction in ("LRI", "RLI", "FSI"):
            depth += 1
        elif direction == "PDI":
            depth = max(0, depth - 1)
        elif not depth and direction in ("L", "R", "AL"):
            return "L" if direction == "L" else "R"
    return ""


def _filled(*parts: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in parts if part))
