"""The program's answer and the independent one, put into the same shape."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.status_json import status_json
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.look_back import look_back
from ilrs_desk.usecases.progress import counted_ids, progress

from .counting import Census
from .held import Held
from .readings import rung, streams


def census(held: Held, day: date) -> Census:
    """The independent count of a day."""
    return Census(held, day, rung, streams)


def agree(office: Office, held: Held, moment: Moment, *, ids: bool = True) -> None:
    """Every figure and breakdown is the same, and its parts add up; raises AssertionError with the difference."""
    with look_back(office, moment.known_on) as desk:
        _agree(desk, held, moment, ids)


def _agree(office: Office, held: Held, moment: Moment, ids: bool) -> None:
    own = census(held, moment.day)
    found = progress(office, moment, listed=0)
    said = status_json(found)
    assert [figure.target.key for figure in found.figures] == [target["key"] for target in own.targets()]
    for figure, told, target in zip(found.figures, said["targets"], own.targets(), strict=True):
        key, counted = target["key"], own.count(target)
        if ids:
            numbers = set(counted_ids(office, moment, key))
            assert numbers == counted.ids, (key, moment, _difference(numbers, counted.ids))
        assert figure.value == told["value"] == len(counted.ids), (key, moment)
        for dimension, parts in said["breakdowns"].items():
            assert parts[key] == counted.breakdown(dimension), (key, dimension, moment)
        for dimension in ("region", "subregion", "year"):
            assert sum(said["breakdowns"][dimension][key].values()) == figure.value
        of_kind = len(held.live(target["kind"]))
        assert figure.not_counted_total == of_kind - figure.value, (key, moment)
        assert sum(number for _, number in figure.reasons) == figure.not_counted_total, (key, moment)
        assert told["claimed"] == own.claimed(key), (key, moment)
        assert told["needed_per_month"] == own.needed(target, figure.value), (key, moment)


def _difference(said: Iterable[int], own: Iterable[int]) -> dict[str, list[int]]:
    said, own = set(said), set(own)
    return {"said and not counted": sorted(said - own)[:9], "counted and not said": sorted(own - said)[:9]}
