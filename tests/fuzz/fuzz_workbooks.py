"""Spoils workbooks and lists in thousands of ways: each ends in a plan or in helpful words, soon, in little memory.

python tests/fuzz/fuzz_workbooks.py --cases 10000 --seed 1 [--keep FOLDER] [--jobs N]
"""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from types import FrameType

from tests.fuzz._injuries import spoiled
from tests.fuzz._seeds import seeds

from ilrs_desk.intake.plan import FilePlan
from ilrs_desk.intake.read import Limits
from ilrs_desk.intake.read.wording import REFUSALS
from ilrs_desk.usecases.open_office import create_office, open_office
from ilrs_desk.usecases.preview_import import ReadOptions, preview_import

#: Beyond the reader's own time: starting the child and drawing the plan on a busy machine.
GRACE = 3.0
#: After this many seconds a case is ended; a worker that does not even hear of that says where it stands and dies.
HANG, DEAD = 20, 120
MEMORY_MB = Limits().memory // (1 << 20) + 100
#: What no office worker should have to read.
JARGON = re.compile(r"\w(?:Error|Exception)\b|Errno|Traceback|Panic|0x[0-9a-f]{2}|\{\w+\}|<class")
_CASES_AT_ONCE = 50
_FAULTS_TOLD = 50
#: Letters of a sentence that somebody reads.
_LONGEST = 900


@dataclass(slots=True)
class Findings:
    """Outcomes by name, the faults found, and the most memory that a reader took, in megabytes."""

    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    memory: int = 0

    def add(self, other: Findings) -> None:
        """Take in the findings of other cases."""
        self.outcomes += other.outcomes
        self.faults += other.faults
        self.memory = max(self.memory, other.memory)


def run(cases: int, seed: int, keep: Path, jobs: int = 1) -> Findings:
    """Spoil and read ``cases`` files; one that showed a fault is kept in ``keep``."""
    if jobs == 1:
        return some(range(cases), seed, keep)
    found = Findings()
    chunks = [range(at, min(at + _CASES_AT_ONCE, cases)) for at in range(0, cases, _CASES_AT_ONCE)]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = {pool.submit(some, chunk, seed, keep): chunk for chunk in chunks}
        for future, chunk in waiting.items():
            try:
                found.add(future.result())
            except BrokenProcessPool:
                found.faults.append(
                    f"cases {chunk.start} to {chunk.stop} of seed {seed}: a worker ended or hung"
                )
    return found


def some(cases: range, seed: int, keep: Path) -> Findings:
    """Spoil and read the files of these numbers, in this process."""
    found, sources = Findings(), seeds()
    names = sorted(sources)
    with tempfile.TemporaryDirectory() as place:
        office, folder = Path(place) / "office.ilrs", Path(place) / "in"
        create_office(office, who="fuzz")
        untouched = _digest(office)
        folder.mkdir()
        for case in cases:
            chance = random.Random(f"{seed} {case}")
            source = chance.choice(names)
            path = folder / f"case{case}{Path(source).suffix}"
            path.write_bytes(spoiled(sources[source], chance))
            _judge(path, office, f"case {case} of seed {seed}, {source}", found, keep)
        if _digest(office) != untouched:
            found.faults.append(f"cases {cases.start} to {cases.stop} of seed {seed} changed the office")
    found.memory = peak_memory_mb()
    if found.memory > MEMORY_MB:
        found.faults.append(f"a reader used {found.memory} MB")
    return found


def _judge(path: Path, office: Path, called: str, found: Findings, keep: Path) -> None:
    outcome, fault = verdict(path, office)
    found.outcomes[outcome] += 1
    left = [other.name for other in path.parent.iterdir() if other != path]
    fault = fault or (f"left {left}" if left else None)
    if fault:
        found.faults.append(f"{called}: {fault}")
        path.rename(keep / path.name)
    path.unlink(missing_ok=True)


def verdict(path: Path, office: Path) -> tuple[str, str | None]:
    """What came of the file, and what is wrong with that (None: nothing)."""
    started = time.monotonic()
    try:
        with _watched():
            outcome, fault = _preview(path, office)
    except Exception as problem:  # noqa: BLE001  (anything at all is what is looked for)
        return "raised", f"{type(problem).__name__}: {problem}"
    taken, allowed = time.monotonic() - started, Limits().seconds(path.stat().st_size)
    return outcome, fault or (f"took {taken:.1f} s" if taken > allowed + GRACE else None)


@contextmanager
def _watched() -> Iterator[None]:
    faulthandler.dump_traceback_later(DEAD, exit=True)
    if hasattr(signal, "SIGALRM"):
        signal.signal(signal.SIGALRM, _end_hang)
        signal.alarm(HANG)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
        if hasattr(signal, "SIGALRM"):
            signal.alarm(0)


def _end_hang(_: int, frame: FrameType | None) -> None:
    place = f"{frame.f_code.co_filename}, line {frame.f_lineno}" if frame else "an unknown place"
    raise TimeoutError(f"still at {place} after {HANG} s")


def _preview(path: Path, office: Path) -> tuple[str, str | None]:
    with closing(open_office(office)) as desk:
        preview = preview_import(desk, [path], options=ReadOptions(passwords={path: "geheim"}))
    (file,) = preview.plan.files
    if file.error is not None:
        return file.error.code, fault_of_refusal(file)
    for sheet in preview.files[0].sheets:  # type: ignore[union-attr]
        if sheet.total_rows > 1_048_576 or sheet.width > 16_384:
            return "read", f"sheet {sheet.name!r} is beyond the grid"
        if any(row and row[-1] is None for row in sheet.rows):
            return "read", f"sheet {sheet.name!r} has rows that end in nothing"
    said = [str(problem.message) for problem in file.warnings]
    return "read", next((f"says {words!r}" for words in said if JARGON.search(words)), None)


def fault_of_refusal(file: FilePlan) -> str | None:
    """What is wrong with the words in which a file is refused: they name it, and are one of the sentences we wrote."""
    if file.error is None:
        return None
    sentence = str(file.error.message)
    known = file.error.message.template in REFUSALS.values()
    plain = not JARGON.search(sentence.replace(file.path.name, ""))
    if known and plain and file.path.name in sentence and len(sentence) < _LONGEST:
        return None
    return f"says {sentence[:_LONGEST]!r}"


def peak_memory_mb() -> int:
    """The most that any child has used so far; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource as system

    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return system.getrusage(system.RUSAGE_CHILDREN).ru_maxrss // unit


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: Sequence[str]) -> int:
    """Run and tell."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, default=None)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(arguments)
    keep = options.keep or Path(tempfile.mkdtemp(prefix="fuzz-"))
    started = time.monotonic()
    found = run(options.cases, options.seed, keep, options.jobs)
    seconds = time.monotonic() - started
    print(f"{options.cases} spoiled files, seed {options.seed}, {seconds:.0f} s, peak {found.memory} MB")
    for outcome, count in found.outcomes.most_common():
        print(f"  {count:6} {outcome}")
    for fault in found.faults[:_FAULTS_TOLD]:
        print(fault)
    if found.faults:
        print(f"{len(found.faults)} faults; the files are in {keep}")
    return 1 if found.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
