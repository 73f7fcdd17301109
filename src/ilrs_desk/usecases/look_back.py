"""The office that a moment asks about: as it is, or as it was known at the end of an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from ilrs_desk.store.office import Office


@contextmanager
def look_back(office: Office, known_on: date | None) -> Iterator[Office]:
    """``office`` itself where ``known_on`` is None, else the office as known then, closed again whatever happens."""
    if known_on is None:
        yield office
        return
    with closing(office.as_known(known_on)) as past:
        yield past
