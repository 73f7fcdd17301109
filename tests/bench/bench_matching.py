"""Matching of a list against a large office, against rapidfuzz's bare cdist over the same blocks."""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from itertools import product

from _measure import side_by_side, tell
from rapidfuzz import fuzz, process

from ilrs_desk.domain.matching import Places, find_duplicates, match_rows
from ilrs_desk.domain.matching.office import OfficeRecords
from ilrs_desk.domain.records import Record, Value

Values = dict[str, Value]
_FAMILY = (
    "Ivan", "Petr", "Sidor", "Ahmed", "Hass", "Yılmaz", "Şahin", "Đur", "Jovan", "Rodríg", "Fernánd", "Mbek", "Otien",
    "Kovác", "Aliy", "Məmməd", "Nguyễ", "Srisaw", "Tokay", "Khomich", "Gonçalv", "Ndiay", "Kebed", "Papadop",
)  # fmt: skip
_ENDS = ("ov", "ić", "enko", "ez", "oğlu", "at", "i", "an", "sen", "aev", "ou", "es", "uly", "or", "ak", "in")
_GIVEN = (
    "Yuri", "Aleksei", "Ana", "Miloš", "Fatima", "Mohammed", "Abdul Rahman", "Hussein", "Ayşe", "İpek", "Thabo",
    "José Luis", "María", "Lucía", "Ádám", "Zsófia", "Elçin", "Vüqar", "Somchai", "Kanya", "Nurlan", "Văn Anh", "João",
    "Moussa", "Haile", "Georgios", "Dmitry", "Jelena", "Omar",
)  # fmt: skip
_CHINESE = ("Wang", "Li", "Zhang", "Liu", "Chen", "Yang", "Huang", "Zhao", "Wu", "Zhou")
_SYLLABLES = ("wei", "ming", "guo", "xiao", "jian", "hua", "li", "wen", "bo", "yu", "fei", "jun")
_PLACES = 2000


def office(count: int, chance: random.Random) -> list[Record]:
    """``count`` people as an office of many countries holds them: a third with Chinese names, many namesakes."""
    families = [first + end for first, end in product(_FAMILY, _ENDS)]
    records = []
    for number in range(1, count + 1):
        if number % 3:
            family, given = chance.choice(families), chance.choice(_GIVEN)
        else:
            family = chance.choice(_CHINESE)
            given = "".join(chance.choices(_SYLLABLES, k=2)).capitalize()
        place = chance.randrange(_PLACES)
        values: Values = {
            "family_name": family, "given_name": given, "institution": f"Institute {place} of Physics",
            "nationality": f"{chr(65 + place % 26)}X", "email": f"p{number}@example.org",
        }  # fmt: skip
        records.append(Record("personnel", number, values))
    return records


def rows(records: Sequence[Record], count: int, chance: random.Random) -> list[Values]:
    """A list of ``count`` rows: known ones with and without their address, misspelled ones, and new people."""
    found: list[Values] = []
    for number, record in enumerate(chance.sample(list(records), count)):
        row = dict(record.values)
        if number % 10 > 4:
            del row["email"]
        if number % 10 in (7, 8):
            family = str(row["family_name"])
            at = chance.randrange(len(family))
            row["family_name"] = family[:at] + family[at + 1 :]
        if number % 10 == 9:
            row["family_name"] = f"New{row['family_name']}"
        found.append(row)
    return found


def blocks(records: Sequence[Record], asked: Sequence[Values]) -> list[tuple[str, list[str]]]:
    """The name of each row that names have to tell, with the names in the blocks that the matcher looks at for it."""
    known = OfficeRecords("personnel", records, Places())
    found = []
    for row in asked:
        identity = known.reading.identity(row)
        if not known.identified(identity):
            places = [at for block in known.blocks.around(identity) for at in block]
            names = [" ".join(known.identities[at].names[:1]) for at in places]
            found.append((" ".join(identity.names[:1]), names))
    return found


def main() -> None:
    """Print the ratio, and the time that finding duplicates in the whole office takes."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--records", type=int, default=100_000)
    asked.add_argument("--rows", type=int, default=5000)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--quick", action="store_true", help="a small office, one run: only whether it works")
    arguments = asked.parse_args()
    size, length, runs = (
        (2000, 200, 1) if arguments.quick else (arguments.records, arguments.rows, arguments.runs)
    )
    chance = random.Random(41)
    records = office(size, chance)
    listed = rows(records, length, chance)
    inside = blocks(records, listed)
    pairs = sum(len(names) for _, names in inside)

    def floor() -> None:
        for name, names in inside:
            # Gives its scores as an array of numpy.
            process.cdist([name], names, scorer=fuzz.ratio)

    ratio = side_by_side(lambda: match_rows("personnel", listed, records, Places()), floor, runs)
    tell(
        f"{length:,} rows against {size:,} people",
        ratio,
        f"rapidfuzz's bare cdist of {pairs:,} pairs in the same blocks",
    )
    start = time.perf_counter()
    found = find_duplicates("personnel", records, Places())
    print(f"duplicates among {size:,} people: {time.perf_counter() - start:.1f} s, {len(found):,} pairs")


if __name__ == "__main__":
    main()
