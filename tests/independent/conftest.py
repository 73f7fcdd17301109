"""The offices that are counted once more: of ten years, large and small, the samples, the public record."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.office_years.shared import years_once

from ilrs_desk.usecases.open_office import create_office
from ilrs_desk.usecases.sample_office import sample_office


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def years(run_folder: Path) -> Path:
    """50 countries, 500 institutions, 5,000 people and ten years; nobody writes to it."""
    return years_once(run_folder, people=5_000, institutions=500)


@pytest.fixture(scope="session")
def few_years(run_folder: Path) -> Path:
    """The same with few institutions and people; nobody writes to it."""
    return years_once(run_folder, people=600, institutions=120)


@pytest.fixture
def own_years(few_years: Path, tmp_path: Path) -> Path:
    """A copy of the small one to write to."""
    return Path(shutil.copy(few_years, tmp_path / "own.ilrs"))


@pytest.fixture
def reference(tmp_path: Path) -> Path:
    """The public record."""
    create_office(tmp_path / "reference.ilrs", reference=True)
    return tmp_path / "reference.ilrs"


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    """What the shipped samples give."""
    return sample_office(tmp_path)
