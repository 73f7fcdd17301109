"""Reading a foreign file safely: ``read_workbook`` is the one way in.

The name is looked up when it is asked for, because the reader child imports this package too and must start fast.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .limits import Limits as Limits
    from .workbook import read_workbook as read_workbook

__all__ = ["Limits", "read_workbook"]


def __getattr__(name: str) -> Any:
    if name == "read_workbook":
        from .workbook import read_workbook

        return read_workbook
    if name == "Limits":
        from .limits import Limits

        return Limits
    raise AttributeError(name)
