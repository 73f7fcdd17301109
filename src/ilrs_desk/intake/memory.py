"""Recognising a sender's table by its headers, whatever their order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from ilrs_desk.domain.memory import LastList, Memory

from .lexicon import header_key
from .plan import ColumnPlan

__all__ = ["LastList", "Memory", "header_fingerprint", "mapping_to_remember", "remembered"]


def header_fingerprint(headers: Iterable[str]) -> str:
    """A digest of the set of headers; their order and spelling of case, accents and signs do not count."""
    keys = sorted({header_key(header) for header in headers} - {""})
    return hashlib.sha256("\n".join(keys).encode()).hexdigest()[:24]


def remembered(memory: Memory, agency: str | None, headers: Iterable[str]) -> Mapping[str, str | None]:
    """Field by header key as settled before for this agency, or for any sender of the same headers."""
    fingerprint = header_fingerprint(headers)
    found = memory.mappings.get((agency or "", fingerprint))
    return found if found is not None else memory.mappings.get(("", fingerprint), {})


def mapping_to_remember(columns: Iterable[ColumnPlan]) -> dict[str, str | None]:
    """The mapping of a reviewed table in the form that ``Memory`` keeps."""
    return {header_key(column.header): column.field for column in columns if column.header}
