"""Bytes to text: marks and UTF first, then proof by the alphabets of languages; where nothing proves it, ask."""

from __future__ import annotations

import codecs
import re
import unicodedata
from contextlib import suppress

from ..stop import Stop

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Letters beyond a–z of languages written in Latin letters, by the code page their offices used.
_LATIN: dict[str, tuple[str, ...]] = {
    "cp1252": (
        "àâæçéèêëîïôœùûüÿ",
        "áéíñóúü",
        "àáâãçéêíóôõúü",
        "äöüß",
        "àèéìíîòóù",
        "åäöé",
        "æøåé",
        "áéëïóöü",
        "àçèéíïòóúü",
        "áðéíóúýþæö",
    ),
    "cp1250": (
        "ąćęłńóśźż",
        "áčďéěíňóřšťúůýž",
        "áäčďéíĺľňóôŕšťúýž",
        "áéíóöőúüű",
        "čćđšž",
        "ăâîşţ",
        "çë",
    ),
    "cp1254": ("çğıiöşüâîû",),
    "cp1257": ("āčēģīķļņšūž", "ąčęėįšųūž", "äöõüšž"),
    "cp1258": ("àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",),
}
#: The same languages on Unix, old DOS and Macintosh machines.
_LATIN |= {"cp850": _LATIN["cp1252"], "mac_roman": _LATIN["cp1252"], "cp852": _LATIN["cp1250"]}
_LATIN |= {"iso8859-2": _LATIN["cp1250"], "iso8859-4": _LATIN["cp1257"], "cp857": _LATIN["cp1254"]}
#: A list with names from several western countries fits no single alphabet.
_WESTERN = frozenset("".join(_LATIN["cp1252"])) - frozenset("ðþý")
_WESTERN_PAGES = ("cp1252", "cp850", "mac_roman")
_WESTERN_WORTH = 0.7
#: Cyrillic alphabets beyond the letters а–я that all share.
_CYRILLIC_EXTRA = ("ё", "іїєґ", "ёіў", "", "ђјљњћџ", "ѓјѕќљњџ")
_CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac_cyrillic", "cp855")
_OTHER = {"cp1253": "GREEK", "cp1256": "ARABIC", "cp1255": "HEBREW", "cp874": "THAI"}
_OTHER |= {"iso8859-7": "GREEK", "cp737": "GREEK", "iso8859-6": "ARABIC", "cp720": "ARABIC"}
#: Multi-byte code pages, and in which rows the everyday characters of each lie.
_HAN = {"gb18030": ("gb2312", 0xB0, 0xD7), "big5": ("big5", 0xA4, 0xC6)}
_KOREAN, _JAPANESE = "cp949", ("cp932", "euc_jp")
#: The letters that make up more than half of any text.
_COMMON = {
    "CYRILLIC": frozenset("оеаинтсрвлк"),
    "ARABIC": frozenset("اليمنوردتبهحسیأ"),
    "THAI": frozenset("านรอกเงมยลวสดต"),
}
_THAI_OUT_OF_PLACE = re.compile("(?:^|[^\u0e00-\u0e7f])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_HARMLESS = frozenset("«»“”„‘’‚–—…·•№°ºª©®™€£§\u00a0\u00ad\u200e\u200f،؛؟")
_WORD = re.compile(r"[^\W\d_]+")
#: Code pages that write a letter and its accent apart.
_DECOMPOSED = ("cp1258",)
_ENOUGH, _AHEAD = 0.65, 0.2
_SAMPLE = 200_000
_ALWAYS = ("gb2312", "shift_jis", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "iso2022_jp")
_ANNOUNCED = re.compile(rb"(?:encoding|charset)\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


def load_code_pages(data: bytes, chosen: str | None) -> None:
    """Have Python load the code pages that ``data`` may need, while files may still be opened."""
    announced = announced_charset(data[:4096])
    names = [name for name in (chosen, announced) if name]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        names += [*_ALWAYS, *_LATIN, *_CYRILLIC, *_OTHER, *_HAN, _KOREAN, *_JAPANESE]
    if b"\0" in data or b"\x1b$" in data[:_SAMPLE]:
        names += _ALWAYS
    for name in names:
        with suppress(LookupError):
            codecs.lookup(name)


def announced_charset(head: bytes) -> str | None:
    """The encoding that a web page or XML file says it is in."""
    match = _ANNOUNCED.search(head)
    return match[1].decode("ascii").lower() if match else None


def decode(data: bytes, chosen: str | None) -> tuple[str, str, bool]:
    """Text, encoding, and whether it is proved; raises ``Stop`` with ``ask.encoding`` where it cannot be told."""
    if chosen:
        return _as_chosen(data, chosen), chosen, True
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], name), name, True
    if b"\0" in data:
        return _with_nul(data)
    if b"\x1b$" in data[:_SAMPLE] and data.isascii():
        return _strict(data, "iso2022_jp"), "iso2022_jp", True
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError as fault:
        if fault.reason == "unexpected end of data" and not data[: fault.start].isascii():
            raise Stop("file.damaged", "damaged.cut") from None
    _refuse_mixture(data)
    return _guess(data)


def _as_chosen(data: bytes, chosen: str) -> str:
    try:
        text = _composed(data, chosen.lower())
    except (UnicodeDecodeError, LookupError, OSError):
        raise Stop("ask.encoding", "encoding.wrong", encoding=chosen) from None
    return text


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        raise Stop("file.damaged", "encoding.broken", encoding=name) from None


def _with_nul(data: bytes) -> tuple[str, str, bool]:
    """NUL bytes all on one side of each pair are UTF-16 without a mark; elsewhere they belong to no text."""
    for name, side in (("utf-16-le", 0), ("utf-16-be", 1)):
        if len(data) % 2 == 0 and b"\0" not in data[side::2] and data.count(0) > len(data) // 50:
            text = data.decode(name, "replace")
            if "\ufffd" not in text and ("\n" in text or "\r" in text):
                return text, name, True
    strange = sum(data.count(bytes([code])) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 27))
    if data.count(0) > len(data) // 20 or strange > len(data) // 50:
        raise Stop("file.not_a_sheet", "not_a_sheet.unknown")
    raise Stop("file.csv_nul", row=data[: data.index(0)].count(b"\n") + 1)


def _refuse_mixture(data: bytes) -> None:
    """Lines in UTF-8 among lines that are not: each encoding would spoil half of the names."""
    good, first_bad = 0, 0
    for number, line in enumerate(data.splitlines(), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            good += 1
        except UnicodeDecodeError:
            first_bad = first_bad or number
            if good > 1:
                break
    if good > 1 and first_bad:
        raise Stop("file.encoding_mixed", "encoding.mixed", row=first_bad)


def _guess(data: bytes) -> tuple[str, str, bool]:
    """Judge each candidate by a sample of the lines that need it, then read the whole in the best one."""
    lines = [line for line in data[: 20 * _SAMPLE].splitlines() if not line.isascii()]
    sample = b"\n".join(lines)
    if len(sample) > _SAMPLE:
        sample = sample[:_SAMPLE].rsplit(b"\n", 1)[0]
    strange = sum(sample.count(bytes([code])) for code in (*range(9), *range(14, 27), 127))
    if strange > len(sample) // 100:
        raise Stop("file.not_a_sheet", "not_a_sheet.unknown")
    found: dict[str, tuple[float, str]] = {}
    for name in (*_HAN, _KOREAN, *_JAPANESE, *_LATIN, *_CYRILLIC, *_OTHER):
        try:
            text = sample.decode(name)
            data.decode(name)
        except UnicodeDecodeError:
            continue
        score = _plausible(name, unicodedata.normalize("NFC", text) if name in _DECOMPOSED else text)
        if score > found.get(text, (0.0, ""))[0]:
            found[text] = (score, name)
    ranked = sorted(found.values(), reverse=True)
    if ranked and ranked[0][0] >= _ENOUGH and (len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= _AHEAD):
        return _composed(data, ranked[0][1]), ranked[0][1], False
    names = ", ".join(f"{name} {score:.0%}" for score, name in ranked[:6] if score > 0.2)
    raise Stop("ask.encoding", candidates=names or "cp1252, cp1251, gb18030")


def _composed(data: bytes, name: str) -> str:
    text = data.decode(name)
    return unicodedata.normalize("NFC", text) if name in _DECOMPOSED else text


def _plausible(name: str, text: str) -> float:
    """How much ``text`` looks like language, 0 to 1."""
    if any(unicodedata.category(char) in ("Cc", "Co", "Cn") for char in set(text) - set("\t\r\n\f\v")):
        return 0.0
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    letters = [char for word in words for char in word if not char.isascii()]
    if not letters:
        return 0.3
    whole = sum(map(_well_formed, words)) / len(words)
    misplaced = 0.5 if name == "cp874" and _THAI_OUT_OF_PLACE.search(text) else 1.0
    return _known_letters(name, letters) * whole * misplaced * _few_symbols(text, len(letters))


def _known_letters(name: str, letters: list[str]) -> float:
    lower = [char.lower()[0] for char in letters]  # İ has two small letters
    if name in _LATIN:
        known = max(_cover(lower, frozenset(alphabet)) ** 3 for alphabet in _LATIN[name])
        return max(known, _WESTERN_WORTH * _cover(lower, _WESTERN) ** 3) if name in _WESTERN_PAGES else known
    if name in _HAN:
        return _chinese(letters, *_HAN[name])
    if name == _KOREAN:
        return _share(letters, "HANGUL")
    if name in _JAPANESE:
        kana = _kana(letters)
        bare = 0.95 if kana or name != "euc_jp" or _beyond_korean(letters, "euc_jp") else 0.7
        return kana + (1 - kana) * bare * _everyday_han(letters, "shift_jis", 0x88, 0x97)
    if name in _CYRILLIC:
        shared = frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя")
        known = max(_cover(lower, shared | frozenset(extra)) ** 3 for extra in _CYRILLIC_EXTRA)
        rare = 0.8 if name == "mac_cyrillic" else 1.0
        return known * _usual(lower, "CYRILLIC") * _capitals(letters) * rare
    script = _OTHER[name]
    return (
        _share(letters, script) * _usual(lower, script) * (_capitals(letters) if script == "GREEK" else 1.0)
    )


def _cover(letters: list[str], alphabet: frozenset[str]) -> float:
    return sum(char in alphabet for char in letters) / len(letters)


def _usual(letters: list[str], script: str) -> float:
    """Less than 1 where the commonest letters of the script are rarer than in any text."""
    common = _COMMON.get(script)
    return min(1.0, _cover(letters, common) / 0.5) if common else 1.0


def _capitals(letters: list[str]) -> float:
    """A list in a script with capitals has some, and seldom nothing else."""
    upper = sum(char.isupper() for char in letters)
    return 0.6 if not upper else 0.8 if upper == len(letters) else 1.0


def _kana(letters: list[str]) -> float:
    return sum("\u3040" <= char <= "\u30ff" for char in letters) / len(letters)


def _chinese(letters: list[str], charset: str, first: int, last: int) -> float:
    """Everyday characters, no kana, and in GB the rows from pinyin p to z that Korean syllables never reach."""
    score = _everyday_han(letters, charset, first, last) * max(0.0, 1 - 2 * _kana(letters))
    if charset == "gb2312" and not _beyond_korean(letters, charset):
        score *= 0.65 ** (len(letters) / 4)
    return score


def _beyond_korean(letters: list[str], charset: str) -> bool:
    """Whether any character lies in the rows that Korean syllables never reach."""
    return any(char.encode(charset, "ignore")[:1] > b"\xc8" for char in letters)


def _everyday_han(letters: list[str], charset: str, first: int, last: int) -> float:
    """The share of Chinese characters among ``letters`` that lie in the rows of everyday ones."""
    rows = [char.encode(charset, "ignore")[:1] for char in letters if not "\u3040" <= char <= "\u30ff"]
    return sum(1 for row in rows if row and first <= row[0] <= last) / len(rows) if rows else 0.0


def _share(letters: list[str], script: str) -> float:
    return sum(unicodedata.name(char, "").startswith(script) for char in letters) / len(letters)


def _well_formed(word: str) -> bool:
    """One script, and capitals only first or throughout."""
    scripts = {unicodedata.name(char, "?").split()[0] for char in word}
    if len(scripts - {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "IDEOGRAPHIC"}) > 1 or (
        len(scripts) > 1 and "LATIN" in scripts
    ):
        return False
    return word.islower() or word.isupper() or word[1:].islower() or word[1:].lower() == word[1:]


def _few_symbols(text: str, letters: int) -> float:
    """Signs of no use in a list, such as those that letters of another code page turn into."""
    symbols = sum(
        not char.isascii()
        and not char.isalnum()
        and char not in _HARMLESS
        and unicodedata.category(char)[0] in "SPNC"
        and not "\u3000" <= char <= "\u303f"
        and not "\uff00" <= char <= "\uffef"
        for char in text
    )
    return letters / (letters + 2 * symbols)
