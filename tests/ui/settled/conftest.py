"""The real Status page and the real window, for what the office settles."""

from __future__ import annotations

import pytest

from ..status.conftest import Settle, filled, office, runner, settle, show

__all__ = ["filled", "office", "runner", "settle", "show"]


@pytest.fixture
def wait(settle: Settle) -> Settle:
    """Wait until all that was begun has been done and shown."""
    return settle
