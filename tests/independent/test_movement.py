"""What moved between two moments against two independent counts of the same moments."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from ilrs_desk.domain.moments import Moment
from ilrs_desk.domain.movement import Move
from ilrs_desk.store.office import Office
from ilrs_desk.usecases.movement import movement
from ilrs_desk.usecases.open_office import open_office

from .compare import census
from .held import Held, held_now, held_through
from .test_two_hundred_days import some_days

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)


def check(office: Office, since: Moment, until: Moment, before: Held, after: Held) -> Counter[Move]:
    """Every figure moved by just the records that the two counts differ by; says how many moved in which way."""
    then, now = census(before, since.day), census(after, until.day)
    found = movement(office, since, until)
    assert [one.target.key for one in found.targets] == [target["key"] for target in now.targets()]
    ways: Counter[Move] = Counter()
    for moved, target in zip(found.targets, now.targets(), strict=True):
        known = {row["key"] for row in then.targets()}
        was = then.count(target).ids if target["key"] in known else None
        ids = now.count(target).ids
        assert moved.after == len(ids)
        assert moved.before + sum(one.effect for one in moved.moved) == moved.after
        if was is None:
            continue
        assert moved.before == len(was)
        effects: Counter[int] = Counter()
        for one in moved.moved:
            effects[one.id] += one.effect
        assert {number for number, effect in effects.items() if effect > 0} == ids - was
        assert {number for number, effect in effects.items() if effect < 0} == was - ids
        gone = {number: after.kinds[target["kind"]].get(number, {}) for number in was - ids}
        merged = {number for number, row in gone.items() if row.get("merged_into")}
        assert merged == {one.id for one in moved.moved if one.move is Move.MERGED and one.effect < 0}
        ways.update(one.move for one in moved.moved)
    return ways


@pytest.mark.parametrize("known", [True, False], ids=["as known on", "in force on"])
def test_between_any_two_days(few_years: Path, known: bool) -> None:
    chance = random.Random(11)
    days = some_days(24, 12)
    days = [day for day in days if day > date(2016, 12, 2)]
    pairs = [sorted(chance.sample(days, 2)) for _ in range(10)] + [
        [day, day + timedelta(days=30)] for day in days[:5]
    ]
    wanted = sorted({day for pair in pairs for day in pair})
    held = dict(zip(wanted, held_through(few_years, wanted), strict=True))
    today = held_now(few_years)
    ways: Counter[Move] = Counter()
    office = open_office(few_years, read_only=True)
    try:
        for first, last in pairs:
            if known:
                moments = (Moment(first, first), Moment(last, last))
                ways += check(office, *moments, held[first], held[last])
            else:
                ways += check(office, Moment(first), Moment(last), today, today)
    finally:
        office.close()
    assert ways[Move.JOINED]
    assert ways[Move.LEFT]
    assert (ways[Move.CORRECTED] + ways[Move.MERGED] > 0) is known
