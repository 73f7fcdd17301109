"""What meetings were told, and what is known of the same days today, against counts of then and of now."""

from __future__ import annotations

from pathlib import Path

import pytest

from ilrs_desk.usecases.movement import reckon
from ilrs_desk.usecases.open_office import open_office

from .compare import census
from .held import held_after, held_now

#: The office of ten years may have to be made first, on a busy machine.
pytestmark = pytest.mark.timeout(240)


def test_sealed_figures_then_and_now(few_years: Path) -> None:
    now = held_now(few_years)
    office = open_office(few_years, read_only=True)
    differing = 0
    try:
        seals = office.seals.all()
        assert len(seals) == 10
        for seal in seals:
            then = census(held_after(few_years, seal.generation), seal.as_of)
            today = census(now, seal.as_of)
            told = {target["key"]: target for target in then.targets()}
            assert {figure.target for figure in seal.figures} == told.keys()
            for reckoning in reckon(office, seal):
                figure = reckoning.figure
                target = told[figure.target]
                own = then.count(target).ids
                assert set(figure.ids) == own, (seal.as_of, figure.target)
                assert (figure.value, figure.number) == (len(own), int(target["number"]))
                known = today.count(target, then.rule(target)).ids
                assert reckoning.then == figure.value
                assert reckoning.now == len(known), (seal.as_of, figure.target)
                assert reckoning.then + sum(one.effect for one in reckoning.because) == reckoning.now
                gained = {one.id for one in reckoning.because if one.effect > 0}
                lost = {one.id for one in reckoning.because if one.effect < 0}
                assert (gained, lost) == (known - own, own - known), (seal.as_of, figure.target)
                differing += known != own
    finally:
        office.close()
    assert differing > 10
