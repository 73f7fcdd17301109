"""Which letters of two texts differ, so that a screen can mark them."""

from __future__ import annotations

from typing import TypeAlias

Span: TypeAlias = "tuple[int, int]"
#: Longer texts are marked as a whole: nobody compares them letter by letter.
_LONGEST = 1000


def marks(ours: str, theirs: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Spans (start, end) of ``ours`` and of ``theirs`` that the other does not have; none where the two are equal."""
    if ours == theirs:
        return (), ()
    if max(len(ours), len(theirs)) > _LONGEST:
        return _whole(ours), _whole(theirs)
    from rapidfuzz.distance import Indel

    own: list[Span] = []
    other: list[Span] = []
    for step in Indel.opcodes(ours, theirs):
        if step.tag != "equal":
            _add(own, step.src_start, step.src_end)
            _add(other, step.dest_start, step.dest_end)
    return tuple(own), tuple(other)


def _whole(text: str) -> tuple[Span, ...]:
    return ((0, len(text)),) if text else ()


def _add(spans: list[Span], start: int, end: int) -> None:
    """Add a span, joined to the one before it where they touch."""
    if start == end:
        return
    if spans and spans[-1][1] == start:
        spans[-1] = (spans[-1][0], end)
    else:
        spans.append((start, end))
