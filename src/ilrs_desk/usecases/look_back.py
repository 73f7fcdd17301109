"""The office that a moment asks about: as it is, or as it was known at the end of an earlier day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date

from ilrs_desk.store.office import Office


@contextmanager
def look_back(office: Office, known_on: date | None, upto: int | None = None) -> Iterator[Office]:
    """The office as known at the end of ``known_on``, closed again whatever happens.

    ``office`` itself where that is None, and where it is of that day or an earlier one already. ``upto``: it knows
    nothing after this change set.
    """
    of_then = known_on is not None and office.known_on is not None and office.known_on <= known_on
    if known_on is None or (of_then and (upto is None or office.generation <= upto)):
        yield office
        return
    with closing(office.as_known(known_on, upto=upto)) as past:
        yield past
