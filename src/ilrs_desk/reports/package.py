"""Office packages as they leave the house: the same bytes for the same document, no hour and no person in them."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .document import Document
from .text import visible_controls

#: The first day that a zip archive can name; it stands for "not told".
_NO_HOUR = (1980, 1, 1, 0, 0, 0)
CORE, APP = "docProps/core.xml", "docProps/app.xml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE_SPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
_APP = (
    _DECLARED
    + '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    + "<Application>ILRS Desk</Application></Properties>"
)


class StillZip(ZipFile):
    """A zip archive to be written, whose parts carry no hour; those named in ``replaced`` get that content."""

    def __init__(self, file: Path | BytesIO, replaced: dict[str, bytes] | None = None) -> None:
        super().__init__(file, "w", ZIP_DEFLATED, allowZip64=True)
        self._replaced = replaced or {}

    def writestr(self, zinfo_or_arcname: str | ZipInfo, data: Any, *rest: Any, **named: Any) -> None:
        """Write one part from memory."""
        name = zinfo_or_arcname if isinstance(zinfo_or_arcname, str) else zinfo_or_arcname.filename
        super().writestr(_still(name), self._replaced.get(name, data), *rest, **named)

    def write(self, filename: Any, arcname: Any = None, *rest: Any, **named: Any) -> None:
        """Write one part from a file."""
        info = _still(str(arcname))
        info.file_size = Path(filename).stat().st_size  # tells whether the part needs the large form
        with Path(filename).open("rb") as source, self.open(info, "w") as part:
            shutil.copyfileobj(source, part, 1 << 20)


def properties_of(document: Document) -> dict[str, bytes]:
    """The parts that hold file properties: what stands on the pages anyway, and nothing else."""
    creator = document.style.organisation or document.office
    return _properties(document.title, creator, document.language)


def properties_of_nothing() -> dict[str, bytes]:
    """The same for a package within another one, such as the workbook of a chart."""
    return _properties("", "", "")


def _properties(title: str, creator: str, language: str) -> dict[str, bytes]:
    told = (("dc:title", title), ("dc:creator", creator), ("dc:language", language))
    content = "".join(f"<{tag}>{escape(visible_controls(text))}</{tag}>" for tag, text in told if text)
    core = f"{_DECLARED}<cp:coreProperties {_CORE_SPACES}>{content}</cp:coreProperties>"
    return {CORE: core.encode(), APP: _APP.encode()}


def _still(name: str) -> ZipInfo:
    made = ZipInfo(name, _NO_HOUR)
    made.compress_type = ZIP_DEFLATED
    return made
