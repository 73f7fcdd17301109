"""An OpenDocument file under a password: its parts opened in memory, as ODF 1.2 part 3 says (AES, PBKDF2)."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from ..stop import Stop

_NAMES = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
#: More rounds than any office program uses: a file that asks for more wants to keep the machine busy.
_MOST_ROUNDS = 2_000_000
_DIGESTS = {"SHA1": "sha1", "SHA256": "sha256", "SHA1/1K": "sha1", "SHA256-1K": "sha256"}


@dataclass(frozen=True, slots=True)
class Lock:
    """How one part is encrypted: key length in bytes, digests by name; ``checksum`` of its first 1,024 bytes."""

    start: str
    salt: bytes
    rounds: int
    length: int
    vector: bytes
    checksum: bytes
    digest: str

    def open(self, data: bytes, password: str, most: int) -> bytes | None:
        """The part as it was, None if the password does not fit; raises ``Stop`` past ``most`` bytes."""
        start = hashlib.new(self.start, password.encode()).digest()
        key = hashlib.pbkdf2_hmac("sha1", start, self.salt, self.rounds, self.length)
        cipher = Cipher(algorithms.AES(key), modes.CBC(self.vector)).decryptor()
        packed = cipher.update(data[: len(data) // 16 * 16]) + cipher.finalize()
        if hashlib.new(self.digest, packed[:1024]).digest() != self.checksum:
            return None
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            found = unpacker.decompress(packed, most)
        except zlib.error:
            raise Stop("file.damaged", "damaged.content") from None
        if unpacker.unconsumed_tail:
            raise Stop("file.bomb", "bomb.expanded")
        return found


def locks(manifest: bytes) -> Mapping[str, Lock]:
    """The locks of a package's parts by their names; raises ``Stop`` for a way of locking that is not known here."""
    found: dict[str, Lock] = {}
    try:
        for entry in ElementTree.fromstring(manifest).iter(f"{_NAMES}file-entry"):  # noqa: S314
            data = entry.find(f"{_NAMES}encryption-data")
            if data is not None:
                found[entry.attrib[f"{_NAMES}full-path"]] = _lock(data)
    except (ElementTree.ParseError, LookupError, ValueError):
        raise Stop("file.locked", "locked.other") from None
    return found


def _lock(data: ElementTree.Element) -> Lock:
    algorithm, derivation, start = (
        _child(data, name) for name in ("algorithm", "key-derivation", "start-key-generation")
    )
    cipher = _named(algorithm, "algorithm-name").lower()
    if "aes" not in cipher or "cbc" not in cipher:
        raise ValueError
    if not _named(derivation, "key-derivation-name").upper().endswith("PBKDF2"):
        raise ValueError
    rounds, length = int(_named(derivation, "iteration-count")), int(_named(derivation, "key-size"))
    if not 0 < rounds <= _MOST_ROUNDS or length not in (16, 24, 32):
        raise ValueError
    return Lock(
        _digest(_named(start, "start-key-generation-name")),
        base64.b64decode(_named(derivation, "salt")),
        rounds,
        length,
        base64.b64decode(_named(algorithm, "initialisation-vector")),
        base64.b64decode(_named(data, "checksum")),
        _digest(_named(data, "checksum-type")),
    )


def _child(data: ElementTree.Element, name: str) -> ElementTree.Element:
    found = data.find(_NAMES + name)
    if found is None:
        raise LookupError(name)
    return found


def _named(element: ElementTree.Element, name: str) -> str:
    return element.attrib[_NAMES + name]


def _digest(name: str) -> str:
    return _DIGESTS[name.rsplit("#", 1)[-1].upper()]
