"""How the languages of the lexicon are called where a column says why it was read as it was."""

from __future__ import annotations

from collections.abc import Set

_NAMES = {
    "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "de": "German", "en": "English", "es": "Spanish",
    "fa": "Persian", "fr": "French", "hu": "Hungarian", "id": "Indonesian", "it": "Italian", "ja": "Japanese",
    "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz", "pl": "Polish", "pt": "Portuguese", "ru": "Russian",
    "sr-Cyrl": "Serbian", "sr-Latn": "Serbian", "sw": "Swahili", "th": "Thai", "tr": "Turkish",
    "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh-Hans": "Chinese", "zh-Hant": "Chinese",
}  # fmt: skip
_MOST = 3


def languages_named(spoken: Set[str], here: Set[str]) -> str:
    """ "Turkish": the languages of a word by name, only those that the sheet is written in where some are."""
    names = sorted({_NAMES.get(one, one) for one in (spoken & here or spoken)})
    return ", ".join(names[:_MOST])
