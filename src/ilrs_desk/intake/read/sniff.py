"""What a file is by its content, whatever its name says."""

from __future__ import annotations

from .ole import MAGIC, CompoundFile
from .stop import Stop
from .zips import Part, content

#: First bytes → what to call the file; longest and surest first.
_SIGNS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF", "a PDF document"),
    (0, b"\x89PNG", "a picture"),
    (0, b"\xff\xd8\xff", "a picture"),
    (0, b"GIF8", "a picture"),
    (0, b"BM", "a picture"),
    (0, b"II*\0", "a picture"),
    (0, b"MM\0*", "a picture"),
    (8, b"WEBP", "a picture"),
    (4, b"ftypheic", "a picture"),
    (4, b"ftyp", "a film or sound recording"),
    (0, b"ID3", "a film or sound recording"),
    (0, b"OggS", "a film or sound recording"),
    (0, b"RIFF", "a film or sound recording"),
    (0, b"\x1aE\xdf\xa3", "a film or sound recording"),
    (0, b"{\\rtf", "a text document (RTF)"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"#!", "a program"),
    (0, b"\x1f\x8b", "a packed archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a packed archive"),
    (0, b"Rar!", "a packed archive"),
    (0, b"BZh", "a packed archive"),
    (0, b"\xfd7zXZ\0", "a packed archive"),
    (257, b"ustar", "a packed archive"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"PAR1", "a data file for programs (Parquet)"),
    (0, b"BEGIN:VCARD", "a list of contact cards (vCard)"),
    (0, b"BEGIN:VCALENDAR", "a calendar"),
)
#: The first record of a workbook older than the compound file.
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_FILEPASS = 0x2F
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OOXML_KINDS = (("xl/workbook.bin", "xlsb"), ("xl/workbook.xml", "xlsx"))


def outer_kind(data: bytes) -> str:
    """``zip``, ``ole`` or ``text``; raises ``Stop`` with the name of anything that holds no sheet."""
    if data[:4] in (b"PK\3\4", b"PK\5\6"):
        return "zip"
    if data[:8] == MAGIC:
        return "ole"
    if data[:2] == b"MZ" and b"\0" in data[:256]:
        raise Stop("file.not_a_sheet", what="a program")
    if data[:4] in _OLD_EXCEL:
        raise Stop("file.not_a_sheet", "not_a_sheet.old_excel")
    for place, sign, what in _SIGNS:
        if data[place : place + len(sign)] == sign and (len(sign) > 2 or b"\0" in data[:512]):
            raise Stop("file.not_a_sheet", what=what)
    return "text"


def kind_of_zip(data: bytes, parts: dict[str, Part]) -> str:
    """``xlsx``, ``xlsm``, ``xlsb`` or ``ods``; raises ``Stop`` saying what other kind of archive it is."""
    names = {name.lower(): name for name in parts}
    for sign, kind in _OOXML_KINDS:
        if sign in names:
            return "xlsm" if kind == "xlsx" and "xl/vbaproject.bin" in names else kind
    if "mimetype" in names and parts[names["mimetype"]].size < 200:
        kind_name = content(data, parts[names["mimetype"]]).strip()
        if kind_name.startswith(_ODS) and "content.xml" in names:
            return "ods"
        if b"opendocument" in kind_name:
            raise Stop("file.not_a_sheet", what="an OpenDocument text, drawing or presentation")
        if b"epub" in kind_name:
            raise Stop("file.not_a_sheet", what="an electronic book")
    if "[content_types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    for folder, what in (
        ("word/", "a Word document"),
        ("ppt/", "a PowerPoint presentation"),
        ("visio/", "a Visio drawing"),
        ("index/", "an Apple Numbers, Pages or Keynote document"),
        ("meta-inf/", "a program"),
    ):
        if any(name.startswith(folder) for name in names):
            raise Stop("file.not_a_sheet", what=what)
    raise Stop("file.not_a_sheet", what="a packed archive (zip)")


def kind_of_ole(file: CompoundFile) -> str:
    """``xls``, or ``locked`` for an encrypted workbook, old or new; raises ``Stop`` saying what else it is."""
    for name in ("Workbook", "Book"):
        if name in file.entries:
            return "locked" if _starts_locked(file.stream(name)) else "xls"
    if "EncryptedPackage" in file.entries:
        return "locked"
    for name, what in (
        ("WordDocument", "a Word document"),
        ("PowerPoint Document", "a PowerPoint presentation"),
        ("VisioDocument", "a Visio drawing"),
        ("__properties_version1.0", "an Outlook message"),
    ):
        if name in file.entries:
            raise Stop("file.not_a_sheet", what=what)
    raise Stop("file.not_a_sheet", what="an old Office file without a workbook in it")


def _starts_locked(stream: bytes) -> bool:
    """Whether the FILEPASS record follows the beginning of the workbook stream."""
    at = 0
    for _ in range(8):
        kind, length = (
            int.from_bytes(stream[at : at + 2], "little"),
            int.from_bytes(stream[at + 2 : at + 4], "little"),
        )
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False
