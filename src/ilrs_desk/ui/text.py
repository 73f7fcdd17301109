"""Every sentence on screen: translation of fixed texts and of messages, and names shown so that they cannot mislead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from ilrs_desk.domain.wording import Message, fill

CONTEXT = "desk"

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# The isolates that this module itself puts around names are left out: they turn nothing outside themselves.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066\u2067\ufeff]"
)


def tr(text: str, **params: object) -> str:
    """``text`` in the language of the window, its ``{named}`` places filled after translation."""
    translated = QCoreApplication.translate(CONTEXT, text)
    return fill(translated, {key: _shown(value) for key, value in params.items()}) if params else translated


def say(message: Message) -> str:
    """A message of the rooms below as a sentence on screen; messages inside it are translated too."""
    return tr(message.template, **message.params)


def title_case(sentence: str) -> str:
    """The sentence with its first letter as a capital."""
    return sentence[:1].upper() + sentence[1:]


def number(value: int) -> str:
    """A whole number with the separators of the user's locale."""
    return _locale().toString(value)


def moment(at: datetime) -> str:
    """A time of the journal in local time, e.g. "23 Nov 2026, 14:05"."""
    local = at.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def day(value: date) -> str:
    """A calendar day, e.g. "23 Nov 2026"."""
    return f"{value.day} {_locale().monthName(value.month, QLocale.FormatType.ShortFormat)} {value.year}"


def _locale() -> QLocale:
    """The user's locale; English where the system has none, since "C" writes numbers without separators."""
    locale = QLocale()
    return QLocale(QLocale.Language.English) if locale.language() is QLocale.Language.C else locale


def visible(text: str) -> str:
    """``text`` with its unseen and direction-turning characters written out, so that no name can pose as another."""
    if not _UNSEEN.search(text):
        return text
    return _UNSEEN.sub(lambda found: f"[U+{ord(found.group()):04X}]", text)


def isolate(text: str) -> str:
    """``text`` so that a right-to-left name does not turn the words around it."""
    return f"\u2068{unisolated(text)}\u2069" if _RTL.search(text) else text


def unisolated(text: str) -> str:
    """``text`` without isolates: outside the window they are of no use, and inside another text they could end ours."""
    return text.replace("\u2068", "").replace("\u2069", "")


def unmarked(text: str) -> str:
    """``text`` for a button or menu entry, where "&" would mark a key."""
    return text.replace("&", "&&")


def _shown(value: object) -> object:
    if isinstance(value, Message):
        return say(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return number(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, str):
        return isolate(visible(value))
    if isinstance(value, Mapping):
        return {key: _shown(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return ", ".join(str(_shown(inner)) for inner in value)
    return value
