"""A foreign file to a ``Workbook``: look at it from outside, let a child parse it, put together what it says."""

from __future__ import annotations

import hashlib
import json
import stat
import time
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ilrs_desk.domain.problems import Problem

from ..sheets import Cell, CellError, Sheet, Workbook
from .limits import MEGABYTE, Limits
from .ole import CompoundFile
from .process import ReaderChild
from .sniff import kind_of_ole, kind_of_zip, outer_kind
from .stop import Stop
from .wording import REFUSALS, refusal, warning
from .zips import directory

#: The careful reader comes only after the fast one broke down; tests turn this to compare the two.
FIRST_TRY_CAREFUL = False
#: The name endings that promise a format, and those that go with each binary one; text formats tell themselves.
_PROMISES = frozenset([".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt"])
_NAMED_LIKE = {
    "xlsx": frozenset([".xlsx", ".xlsm"]),
    "xlsm": frozenset([".xlsm"]),
    "xlsb": frozenset([".xlsb"]),
    "xls": frozenset([".xls"]),
    "ods": frozenset([".ods"]),
}


def read_workbook(
    path: Path,
    *,
    password: str | None = None,
    encoding: str | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits | None = None,
) -> Workbook:
    """Read a spreadsheet or list of any kind; the file is only ever read, and read once.

    ``password`` and ``encoding`` answer ``ask.password`` and ``ask.encoding``. ``progress`` gets 0 to 1 in the
    calling thread; ``cancelled`` is asked from another thread and ends the reading within a second.
    Raises ``InputProblem`` with a stable code and a sentence that names the file, the cause and the next step.
    """
    limits = limits or Limits()
    try:
        data = _bytes_of(path, limits)
        reading = Reading(path, data, limits, progress or (lambda _: None))
        return reading.run({"password": password, "encoding": encoding}, cancelled)
    except Stop as stop:
        raise refusal(path.name, stop.code, stop.cause, stop.params) from None


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        mode = path.stat()
        if stat.S_ISDIR(mode.st_mode):
            raise Stop("file.not_a_sheet", "not_a_sheet.folder")
        if not stat.S_ISREG(mode.st_mode):
            raise Stop("file.not_a_sheet", "not_a_sheet.special")
        with path.open("rb") as file:
            data = file.read(limits.file_size + 1)
    except FileNotFoundError:
        raise Stop("file.missing") from None
    except OSError:
        raise Stop("file.no_access") from None
    if len(data) > limits.file_size:
        size = max(mode.st_size, len(data))
        raise Stop("file.too_big", size=-(-size // MEGABYTE), limit=limits.file_size // MEGABYTE)
    if not data:
        raise Stop("file.empty")
    return data


def kind_of(data: bytes, limits: Limits) -> str:
    """The format by content: xlsx, xlsm, xlsb, ods, xls, ``locked`` or ``text``; the zip directory is checked."""
    outer = outer_kind(data)
    if outer == "zip":
        return kind_of_zip(data, directory(data, limits.parts, limits.expanded))
    if outer == "ole":
        return kind_of_ole(CompoundFile(data))
    return outer


class Reading:
    """One file being read: what the child has said so far."""

    def __init__(self, path: Path, data: bytes, limits: Limits, progress: Callable[[float], None]) -> None:
        self._path, self._data, self._limits, self._progress = path, data, limits, progress
        self._book: dict[str, Any] = {}
        self._sheets: list[Sheet] = []
        self._warnings: list[Problem] = []
        self._name, self._hidden = "", False
        self._rows: list[list[Cell]] = []
        self._done = False
        self._share = 0.0
        self._takers: dict[str, Callable[[dict[str, Any]], None]] = {
            "book": self._take_book,
            "sheet": self._start_sheet,
            "rows": self._take_rows,
            "blank": self._take_blank,
            "end": self._end_sheet,
            "warn": self._take_warning,
            "progress": self._take_progress,
            "stop": self._take_stop,
            "done": self._take_done,
        }

    def run(self, answers: dict[str, str | None], cancelled: Callable[[], bool] | None) -> Workbook:
        """Read, and read again with the careful reader alone where the fast one broke down."""
        seconds = self._limits.seconds(len(self._data))
        started = time.monotonic()
        kind = kind_of(self._data, self._limits)
        for careful in (FIRST_TRY_CAREFUL, True):
            self._start_over()
            child = ReaderChild(started + seconds, seconds, self._limits.memory, cancelled)
            # Closed here and not when the error that ended it is forgotten: the child must be gone by then.
            with closing(child.messages(self.request(kind, careful, answers), self._data)) as lines:
                self._take_all(lines, child, started)
            if self._done:
                return self.workbook(kind)
            if kind not in ("xlsx", "xlsm", "locked"):
                break
        raise Stop("file.reader_stopped")

    def _take_all(self, lines: Iterable[bytes], child: ReaderChild, started: float) -> None:
        large, limits = len(self._data) > self._limits.small_file, self._limits
        for line in lines:
            before, rows = self._share, len(self._rows)
            self.take(line)
            if large and len(self._rows) > rows:
                child.allow(min(time.monotonic() + limits.large_seconds, started + limits.patience))
            if self._share > before:
                self._progress(self._share)

    def _start_over(self) -> None:
        self._book, self._sheets, self._warnings, self._done = {}, [], [], False

    def request(self, kind: str, careful: bool, answers: dict[str, str | None]) -> dict[str, object]:
        """What the child is told beside the bytes of the file."""
        limits = self._limits
        return {
            "format": kind,
            "suffix": self._path.suffix.lower(),
            "stem": self._path.stem,
            "size": len(self._data),
            "careful": careful,
            "memory": limits.memory,
            "seconds": int(limits.patience) + 1,
            "cells": limits.cells,
            "output": limits.output_of(len(self._data)),
            "parts": limits.parts,
            "expanded": limits.expanded,
            **answers,
        }

    def take(self, line: bytes) -> None:
        """Put one message of the child to what it has said; nothing in it is trusted to be of the right form."""
        try:
            message = json.loads(line, object_hook=_untagged, parse_constant=_no_number)
            self._takers[message["k"]](message)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Stop("file.reader_stopped") from None

    def _take_rows(self, message: dict[str, Any]) -> None:
        self._rows += message["rows"]

    def _take_blank(self, message: dict[str, Any]) -> None:
        self._rows += [[]] * message["count"]

    def _take_progress(self, message: dict[str, Any]) -> None:
        self._share = message["share"]

    def _take_warning(self, message: dict[str, Any]) -> None:
        self._warnings.append(warning(message["code"], message["params"]))

    def _take_book(self, message: dict[str, Any]) -> None:
        self._book = message

    def _take_stop(self, message: dict[str, Any]) -> None:
        if message["cause"] not in REFUSALS:
            raise KeyError(message["cause"])
        raise Stop(message["code"], message["cause"], **message["params"])

    def _take_done(self, _: dict[str, Any]) -> None:
        self._done = True

    def _start_sheet(self, message: dict[str, Any]) -> None:
        self._name, self._hidden, self._rows = message["name"], message["hidden"], []

    def _end_sheet(self, message: dict[str, Any]) -> None:
        self._sheets.append(
            Sheet(
                self._name,
                self._hidden,
                self._rows,
                [tuple(place) for place in message["merged"]],
                frozenset(message["hidden_rows"]),
                frozenset(message["hidden_columns"]),
            )
        )
        if self._hidden and self._rows:
            self._warnings.append(warning("file.hidden_sheet", {"sheet": self._name}))

    def workbook(self, kind: str) -> Workbook:
        """All that the child has said, put together."""
        self._progress(1.0)
        found = self._book.get("format", kind)
        if found in _NAMED_LIKE and self._path.suffix.lower() in _PROMISES - _NAMED_LIKE[found]:
            self._warnings.append(warning("file.other_format", {"format": found}))
        return Workbook(
            self._path,
            found,
            hashlib.sha256(self._data).hexdigest(),
            len(self._data),
            self._sheets,
            self._book.get("epoch1904", False),
            self._book.get("encoding"),
            self._book.get("delimiter"),
            self._warnings,
        )


def _untagged(found: dict[str, Any]) -> object:
    """A tagged value has exactly one key of one letter; a message has ``k`` or is the values of a sentence."""
    if len(found) == 1:
        ((tag, value),) = found.items()
        reader = _TAGS.get(tag)
        if reader is not None:
            return reader(value)
    return found


_TAGS: dict[str, Callable[[str], object]] = {
    "d": date.fromisoformat,
    "m": datetime.fromisoformat,
    "t": lambda text: datetime.fromisoformat(f"2000-01-01T{text}").time(),
    "e": CellError,
}


def _no_number(_: str) -> CellError:
    return CellError("#NUM!")
