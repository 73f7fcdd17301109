"""A workbook under a password: the one that programs use unasked, or the one given; opened in memory only."""

from __future__ import annotations

import struct
import xml.dom.expatbuilder
from io import BytesIO
from xml.parsers.expat import ExpatError

import cryptography.hazmat.backends.openssl.backend
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError
from msoffcrypto.format import xls97
from msoffcrypto.format.ooxml import OOXMLFile

from ..ole import MAGIC, CompoundFile
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


#: msoffcrypto would import these when no file may be opened any more.
_IMPORTED_EARLY = (xml.dom.expatbuilder, cryptography.hazmat.backends.openssl.backend)


class _Memory:
    """Stands in for ``tempfile``: what a password protects must not be laid open on a disk."""

    TemporaryFile = BytesIO


xls97.tempfile = _Memory


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
    newer = "EncryptedPackage" in CompoundFile(data).entries
    opened = BytesIO()
    try:
        file = (OOXMLFile if newer else xls97.Xls97File)(BytesIO(data))
        file.load_key(password=password)
        file.decrypt(opened)
    except (InvalidKeyError, DecryptionError):
        return None
    except (
        FileFormatError,
        ParseError,
        OSError,
        ArithmeticError,
        AttributeError,
        LookupError,
        TypeError,
        ValueError,
    ):
        raise Stop("file.locked", "locked.other") from None
    except (AssertionError, ExpatError, struct.error):
        raise Stop("file.damaged", "damaged.content") from None
    found = opened.getvalue()
    return found if found.startswith((MAGIC, b"PK")) else None
