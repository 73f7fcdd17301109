"""A workbook under a password: the one that programs use unasked, or the one given; opened in memory only."""

from __future__ import annotations

import xml.dom.expatbuilder  # noqa: F401  (msoffcrypto would import it when no file may be opened any more)
from io import BytesIO

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from ..ole import MAGIC
from ..sniff import kind_of_zip
from ..stop import Stop
from ..zips import directory
from .emit import Emitter
from .packages import read_package
from .xls import read_xls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

#: What Excel encrypts with when its user only protected the structure of a workbook.
_UNASKED = "VelvetSweatshop"


def read_locked(request: dict[str, Any], data: bytes, emitter: Emitter) -> None:
    """Open the workbook and send its sheets; raises ``Stop`` with ``ask.password`` where no password fits."""
    given = request["password"]
    for password in (_UNASKED, given) if given else (_UNASKED,):
        opened = _open(data, password)
        if opened is not None:
            break
    else:
        raise Stop("ask.password", "password.wrong" if given else None)
    if opened.startswith(MAGIC):
        read_xls({**request, "format": "xls"}, opened, emitter)
    else:
        kind = kind_of_zip(opened, directory(opened, request["parts"], request["expanded"]))
        read_package({**request, "format": kind}, opened, emitter)


def _open(data: bytes, password: str) -> bytes | None:
    """The file without its protection, or None if the password does not fit."""
    opened = BytesIO()
    try:
        file = msoffcrypto.OfficeFile(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(opened)
    except (InvalidKeyError, DecryptionError):
        return None
    except (FileFormatError, ParseError, NotImplementedError, ValueError, KeyError, IndexError):
        raise Stop("file.locked", "locked.other") from None
    found = opened.getvalue()
    return found if found.startswith((MAGIC, b"PK")) else None
