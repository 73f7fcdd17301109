"""In which order a column writes family and given names, proved by the names of it that tell it themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .person import read_person_name
from .split import NameOrder

_FEWEST = 3
_MOST_LOOKED_AT = 200
# Scripts whose names have an order of their own, whatever the rest of the column does; a comma has its own too.
_OWN_ORDER = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af,]")


def names_order(names: Iterable[str]) -> NameOrder | None:
    """The one order of all names of a column that prove theirs (by capitals, a patronymic, initials), if most do."""
    proved: list[NameOrder] = []
    silent = 0
    for name in list(dict.fromkeys(names))[:_MOST_LOOKED_AT]:
        if _OWN_ORDER.search(name) or len(name.split()) < 2:
            continue
        read = read_person_name(name)
        if read.family is None or read.native is not None:
            silent += 1
        else:
            proved.append("family_first" if read.full.startswith(read.family) else "given_first")
    if len(proved) < _FEWEST or len(proved) < silent or len(set(proved)) > 1:
        return None
    return proved[0]
