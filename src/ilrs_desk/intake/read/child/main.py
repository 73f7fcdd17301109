"""The child's life: read the request and the file from stdin, give up rights, parse, send, end."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable

from ..stop import Stop
from .emit import Emitter
from .rights import give_up_rights

TYPE_CHECKING = False  # importing typing takes a third of the child's start
if TYPE_CHECKING:
    from typing import Any, NoReturn


def main() -> NoReturn:  # pragma: no cover  (only ever in a child)
    """Serve one request; everything known goes out as a message, so the exit status says nothing."""
    gc.disable()  # nothing here makes cycles, and looking for them among millions of cells takes long
    request = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read(request["size"])
    serve(request, data, _say_at_once, give_up_rights)
    os._exit(0)  # the system takes the memory back faster than Python does


def _say_at_once(line: bytes) -> None:  # pragma: no cover
    sys.stdout.buffer.write(line)
    sys.stdout.buffer.flush()


def serve(
    request: dict[str, Any], data: bytes, write: Callable[[bytes], object], lock: Callable[[int, int], None]
) -> None:
    """Read ``data`` as ``request`` says and ``write`` the messages; ``lock`` takes memory (bytes) and seconds.

    The last message is ``done`` or ``stop``; without one of them the reader broke down.
    """
    emitter = Emitter(write, request["cells"], request["output"])
    try:
        reader = _reader(request, data)
        lock(request["memory"], request["seconds"])
        reader(request, data, emitter)
        emitter.send("done")
    except Stop as stop:
        _say(write, stop)
    except MemoryError:
        _say(write, Stop("file.bomb", "bomb.memory", limit=request["memory"] >> 20))


def _say(write: Callable[[bytes], object], stop: Stop) -> None:
    message = {"k": "stop", "code": stop.code, "cause": stop.cause, "params": stop.params}
    write(json.dumps(message, default=str).encode() + b"\n")


def _reader(request: dict[str, Any], data: bytes) -> Callable[[dict[str, Any], bytes, Emitter], None]:
    """The reader of a format, imported before the right to open files is given up."""
    kind = request["format"]
    if kind in ("xlsx", "xlsm", "xlsb"):
        from .packages import read_package

        return read_package
    if kind == "xls":
        from .xls import load_code_page, read_xls

        load_code_page(data)
        return read_xls
    if kind == "locked":
        from .locked import read_locked

        return read_locked
    if kind == "ods":
        from .ods import read_ods

        if request["password"]:
            from . import ods_locked  # noqa: F401
        return read_ods
    from .letters import load_code_pages
    from .text import read_text

    load_code_pages(data, request["encoding"])
    return read_text
