"""The blank template of a kind of record: what a partner fills in and what comes back without a question."""

from __future__ import annotations

from .examples import example_key, is_example

__all__ = [
    "example_key",
    "is_example",
]
