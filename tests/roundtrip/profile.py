"""How often a property is tried that goes through files and a reader process each time."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, settings

#: Set ``ILRS_DESK_ROUNDS`` to go round longer: so many times as often.
ROUNDS = int(os.environ.get("ILRS_DESK_ROUNDS", "1"))
PATIENCE = pytest.mark.timeout(60 * ROUNDS)


def through_files(examples: int) -> Callable[..., object]:
    """Settings for such a property. Shrinking takes minutes there and tells little more."""
    return settings(
        max_examples=examples * ROUNDS,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
