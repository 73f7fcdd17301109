"""Spoils the sample returns in thousands of ways and reads them: a workbook or a known refusal, nothing else.

python tests/fuzz/fuzz_workbooks.py --cases 10000 --seed 1 [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from ilrs_desk.domain.problems import InputProblem
from ilrs_desk.domain.resources import resource
from ilrs_desk.intake.read import Limits, read_workbook
from ilrs_desk.intake.read.wording import REFUSALS
from ilrs_desk.intake.sheets import Workbook

#: What readers stumble over: numbers out of range, far cells, broken references, strange letters.
TOKENS = (
    *(
        b"99999999999",
        b"-1",
        b"0",
        b"",
        b"NaN",
        b"1e999",
        b"A1:XFD1048576",
        b"XFD1048576",
        b"rId1",
        b"\xff\xfe",
        b"\0",
    ),
    *(
        b"&#0;",
        b"&amp;",
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b"<!DOCTYPE x>",
        b"s",
        b"str",
        b"e",
        b"inlineStr",
        b"true",
    ),
    *(b"../../x", b'"', b";", b"\r", b"A" * 70_000, b"1048576", b"16384", b"table:number-rows-repeated"),
)
#: Beyond the reader's own time: starting the child on a busy machine.
GRACE = 3.0
MEMORY_MB = Limits().memory // (1 << 20) + 100


def spoil(data: bytearray, chance: random.Random) -> None:
    """One to four small injuries."""
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.randrange(1, 60))
        chance.choice(INJURIES)(data, at, to, chance)


def flip(data: bytearray, at: int, _: int, chance: random.Random) -> None:
    if data:
        data[at % len(data)] ^= 1 << chance.randrange(8)


def cut(data: bytearray, at: int, to: int, _: random.Random) -> None:
    del data[at:to]


def repeat(data: bytearray, at: int, to: int, chance: random.Random) -> None:
    data[at:at] = data[at:to] * chance.randrange(1, 200)


def insert(data: bytearray, at: int, _: int, chance: random.Random) -> None:
    data[at:at] = chance.choice(TOKENS)


def replace_match(pattern: bytes) -> Callable[[bytearray, int, int, random.Random], None]:
    def replace(data: bytearray, _: int, __: int, chance: random.Random) -> None:
        places = [match.span(1) for match in re.finditer(pattern, bytes(data))]
        if places:
            first, last = chance.choice(places)
            data[first:last] = chance.choice(TOKENS)

    return replace


def exchange_tags(data: bytearray, _: int, __: int, chance: random.Random) -> None:
    places = [match.span() for match in re.finditer(rb"<[^>]+>", bytes(data))]
    if places:
        (first, last), (start, end) = chance.choice(places), chance.choice(places)
        data[first:last] = data[start:end]


INJURIES = (
    flip,
    cut,
    repeat,
    insert,
    replace_match(rb'"([^"]*)"'),
    replace_match(rb">([^<]+)<"),
    exchange_tags,
)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The file with an injury: to a part of it before it is packed, or to the packed file itself."""
    if not data.startswith(b"PK") or chance.random() < 0.25:
        raw = bytearray(data)
        spoil(raw, chance)
        return bytes(raw)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    likely = [name for name in parts if "sheet" in name or "content" in name or "haredS" in name]
    victim = chance.choice(likely if likely and chance.random() < 0.6 else list(parts))
    spoil(parts[victim], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(list(parts))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, bytes(part))
    return buffer.getvalue()


def verdict(path: Path) -> tuple[str, str | None]:
    """What came of the file, and what is wrong with that (None: nothing)."""
    started = time.monotonic()
    try:
        book = read_workbook(path)
    except InputProblem as problem:
        outcome, fault = problem.code, _fault_of_refusal(path, problem)
    except Exception as problem:  # noqa: BLE001  (anything at all is what is looked for)
        return "raised", f"{type(problem).__name__}: {problem}"
    else:
        outcome, fault = "read", _fault_of_book(book)
    taken, allowed = time.monotonic() - started, Limits().seconds(path.stat().st_size)
    return outcome, fault or (f"took {taken:.1f} s" if taken > allowed + GRACE else None)


def _fault_of_refusal(path: Path, problem: InputProblem) -> str | None:
    sentence = str(problem)
    if path.name not in sentence or problem.message.template not in REFUSALS.values():
        return f"says {sentence!r}"
    return None


def _fault_of_book(book: Workbook) -> str | None:
    for sheet in book.sheets:
        if (
            sheet.total_rows > 1_048_576
            or sheet.width > 16_384
            or any(row and row[-1] is None for row in sheet.rows)
        ):
            return f"sheet {sheet.name!r} is not as it should be"
    return None


def peak_memory_mb() -> int:
    """The most that any child has used so far; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource as system

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return system.getrusage(system.RUSAGE_CHILDREN).ru_maxrss // unit


def run(cases: int, seed: int, keep: Path) -> tuple[Counter[str], list[str]]:
    """Outcomes by name, and the faults found; a file that showed one is kept in ``keep``."""
    sources = [path for path in sorted(resource("samples").iterdir()) if path.is_file()]
    outcomes: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in range(cases):
            chance = random.Random(f"{seed} {case}")
            source = chance.choice(sources)
            path = Path(folder) / f"case{case}{source.suffix}"
            path.write_bytes(spoiled(source.read_bytes(), chance))
            outcome, fault = verdict(path)
            outcomes[outcome] += 1
            left = [found.name for found in Path(folder).iterdir() if found != path]
            fault = fault or (f"left {left}" if left else None)
            if fault:
                faults.append(f"case {case} of seed {seed}, {source.name}: {fault}")
                path.rename(keep / path.name)
            path.unlink(missing_ok=True)
    if peak_memory_mb() > MEMORY_MB:
        faults.append(f"a reader used {peak_memory_mb()} MB")
    return outcomes, faults


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None)
    options = parser.parse_args(arguments)
    keep = options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    started = time.monotonic()
    outcomes, faults = run(options.cases, options.seed, keep)
    seconds = time.monotonic() - started
    print(
        f"{options.cases} spoiled workbooks, seed {options.seed}, {seconds:.0f} s, peak {peak_memory_mb()} MB"
    )
    for outcome, count in outcomes.most_common():
        print(f"  {count:6} {outcome}")
    for fault in faults:
        print(fault)
    if faults:
        print(f"{len(faults)} faults; the files are in {keep}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
