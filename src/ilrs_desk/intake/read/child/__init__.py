"""The reader child: everything that parses a foreign file, in a process of its own with few rights."""

from __future__ import annotations

#: The only word with which a frozen program starts itself as a reader child.
CHILD_MARK = "--ilrs-read-child"
