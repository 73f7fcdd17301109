"""XML parts walked with expat: no document type, no deep nesting, no giant text; names without their prefix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from ..stop import Stop
from .emit import LONGEST_TEXT

MAX_DEPTH = 64
_DOCTYPES = [b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be")]

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Walker:
    """Feeds XML to ``start(name, attributes)`` and ``end(name)``; ``take_text()`` gives the text since asked last.

    Prefixes are cut from the names of elements and attributes.
    """

    def __init__(self, part: str, start: Start, end: End) -> None:
        self._part = part
        self._start, self._end = start, end
        self._depth = self._length = 0
        self._text: list[str] = []
        self._names: dict[str, str] = {}
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype

    def walk(self, chunks: Iterable[bytes]) -> None:
        """Parse the whole part; raises ``Stop`` naming it when its markup is broken."""
        try:
            for chunk in chunks:
                self._parser.Parse(chunk, False)
            self._parser.Parse(b"", True)
        except expat.ExpatError:
            raise Stop("file.damaged", "damaged.markup", name=self._part) from None

    def take_text(self) -> str:
        """The text met since the last call."""
        text = "".join(self._text)
        self.drop_text()
        return text

    def drop_text(self) -> None:
        """Forget the text met so far."""
        if self._text:
            self._text.clear()
            self._length = 0

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise Stop("file.xml", "xml.deep", name=self._part)
        self._start(self._local(name), attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        self._end(self._local(name))

    def _local(self, name: str) -> str:
        local = self._names.get(name)
        if local is None:
            local = self._names[name] = name.rpartition(":")[2]
        return local

    def _characters(self, text: str) -> None:
        self._length += len(text)
        if self._length > LONGEST_TEXT:
            raise Stop("file.bomb", "bomb.text")
        self._text.append(text)

    def _doctype(self, *_: object) -> None:
        raise Stop("file.xml", name=self._part)


def attribute(attributes: dict[str, str], name: str) -> str | None:
    """The attribute ``name`` whatever its prefix."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return None


def refuse_document_type(part: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Hand on the chunks of an XML part and stop at a document type, in any encoding a sheet reader takes."""
    tail, signs = b"", _DOCTYPES
    for chunk in chunks:
        if (not tail and b"\0" not in chunk[:4] and chunk[:1] == b"<") or chunk.startswith(b"\xef\xbb\xbf<"):
            signs = _DOCTYPES[:1]
        if any(sign in chunk for sign in signs) or any(sign in tail + chunk[:32] for sign in signs):
            raise Stop("file.xml", name=part)
        tail = chunk[-32:]
        yield chunk
