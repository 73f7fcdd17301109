"""Time two ways of doing the same work side by side in one run, and print their ratio."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """Medians in seconds of ours and of the floor, and how many times the floor ours takes."""

    ours: float
    floor: float

    @property
    def times(self) -> float:
        return self.ours / self.floor


def side_by_side(ours: Callable[[], object], floor: Callable[[], object], runs: int) -> Ratio:
    """Medians over ``runs`` turns, one of each a turn, the first of them not counted (it warms caches)."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for times, work in zip(taken, (ours, floor), strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            if turn:
                times.append(time.perf_counter() - start)
    return Ratio(statistics.median(taken[0]), statistics.median(taken[1]))


def tell(name: str, ratio: Ratio, floor_name: str) -> None:
    """One line for the page of figures."""
    print(f"{name}: {ratio.ours:.3f} s, {ratio.times:.2f} × {floor_name} ({ratio.floor:.3f} s)", flush=True)
