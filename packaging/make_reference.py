"""Makes the generated reference data anew: month and country names of all languages, from Babel's CLDR.

Run it from a checkout with the test environment: ``python packaging/make_reference.py``. It reads nothing but
Babel and ``resources/reference/``, and writes ``months.json`` and ``country_names.json`` there.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from babel import Locale, localedata  # noqa: E402
from babel.core import get_global  # noqa: E402

from ilrs_desk.domain.countries.folding import country_fold  # noqa: E402
from ilrs_desk.domain.text import fold, words  # noqa: E402

REFERENCE = ROOT / "resources" / "reference"
# Meaning in an earlier group wins: obscure languages must not make a common word ambiguous.
LANGUAGES = (
    ("en", "ru", "es", "pt", "fr", "ar", "tr", "sr", "sr_Latn", "th", "kk", "az", "id", "ur"),
    (
        "zh",
        "zh_Hant",
        "de",
        "it",
        "nl",
        "hu",
        "uk",
        "be",
        "ky",
        "uz",
        "uz_Cyrl",
        "tg",
        "tk",
        "mn",
        "fa",
        "hy",
        "ka",
    ),
    (
        "ar_MA",
        "ar_DZ",
        "ar_SY",
        "ar_IQ",
        "pl",
        "cs",
        "sk",
        "hr",
        "bs",
        "sl",
        "ro",
        "bg",
        "el",
        "he",
        "hi",
        "bn",
    ),
    (
        "ms",
        "vi",
        "am",
        "sw",
        "so",
        "sq",
        "mk",
        "lt",
        "lv",
        "et",
        "fi",
        "sv",
        "da",
        "nb",
        "ca",
        "af",
        "ne",
        "si",
        "lo",
    ),
)
# Reserved codes of CLDR that are no places of ISO 3166.
NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}

# Withdrawn alpha-3 codes that CLDR still follows; ZAR is a currency today.
FORMER_ALPHA3 = {"BUR", "DDR", "FXX", "ROM", "RHO", "TMP", "YMD", "ZAR", "DHY", "HVO", "NHB", "PCZ", "VDR"}


def main() -> None:
    """Write both files and say how large they are."""
    write("months.json", {"source": source(), "months": month_names(), "weekdays": weekday_names()})
    write("country_names.json", country_names())


def source() -> str:
    """Where the names come from, for the file itself."""
    import babel

    return f"Unicode CLDR through Babel {babel.__version__} (Unicode licence); made by packaging/make_reference.py"


def month_names() -> dict[str, list[int]]:
    """Folded month name to its month; to several where one group of languages itself disagrees."""
    found: dict[str, list[int]] = {}
    for group in LANGUAGES:
        meanings: dict[str, set[int]] = {}
        for locale in (Locale.parse(code) for code in group):
            for name, month in calendar_words(locale.months):
                meanings.setdefault(name, set()).add(month)
        for name, months in meanings.items():
            found.setdefault(name, sorted(months))
    return dict(sorted(found.items()))


def weekday_names() -> list[str]:
    """Folded names of weekdays, which say nothing that the rest of a date does not say."""
    locales = (Locale.parse(code) for group in LANGUAGES for code in group)
    names = {name for locale in locales for name, _ in calendar_words(locale.days)}
    return sorted(names - month_names().keys())


def calendar_words(names: Any) -> Iterable[tuple[str, int]]:
    """Folded wide and abbreviated names with their number; numbers alone and single letters left out."""
    for context in names.values():
        for width in ("wide", "abbreviated"):
            for number, name in context.get(width, {}).items():
                key = " ".join(words(fold(name).replace(".", "")))
                if len(key) > 1 and not any(char.isdigit() for char in key):
                    yield key, number


def country_names() -> dict[str, Any]:
    """English names, alpha-3 codes, and every CLDR name folded to its code or codes."""
    english = {code: name for code, name in Locale.parse("en").territories.items() if is_place(code)}
    names: dict[str, set[str]] = {}
    well_known = [code for group in LANGUAGES for code in group]
    for group in (well_known, localedata.locale_identifiers()):
        meanings: dict[str, set[str]] = {}
        for key, code in territory_names(group):
            meanings.setdefault(key, set()).add(code)
        for key, codes in meanings.items():
            names.setdefault(key, codes)
    return {
        "source": source(),
        "english": dict(sorted(english.items())),
        "alpha3": alpha3_codes(english),
        "names": {key: " ".join(sorted(codes)) for key, codes in sorted(names.items())},
    }


def territory_names(identifiers: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Folded name and code of every place in these locales."""
    for identifier in identifiers:
        for code, name in Locale.parse(identifier).territories.items():
            key = country_fold(str(name))
            if is_place(code) and len(key) > (2 if key.isascii() else 1):
                yield key, code


def alpha3_codes(english: dict[str, str]) -> dict[str, str]:
    """Alpha-3 code to alpha-2, of the present places only."""
    aliases = get_global("territory_aliases")
    pairs = ((code, list(now)) for code, now in aliases.items() if len(code) == 3 and code.isalpha())
    current = (pair for pair in sorted(pairs) if pair[0] not in FORMER_ALPHA3)
    return {code: now[0] for code, now in current if len(now) == 1 and now[0] in english}


def is_place(code: str) -> bool:
    """Whether `code` is an alpha-2 code of ISO 3166."""
    return len(code) == 2 and code.isalpha() and code not in NOT_ISO


def write(name: str, content: dict[str, Any]) -> None:
    """Write `content` as JSON, one entry a line so that a change can be read."""
    path = REFERENCE / name
    path.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
