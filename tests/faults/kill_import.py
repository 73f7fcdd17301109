"""Kill an import at random moments, over and over: the office must always open with all of it or nothing.

    python tests/faults/kill_import.py [--rounds 50] [--writer cli|store|half] [--people 5000] [--seed 1]

Each round starts from the same small office, kills a child process that imports, opens the office again and
checks it: sound, all or nothing, and all if the child had told that it was done. `half` is a writer that
commits half-way, which this script must catch; without --writer the whole set is run.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ilrs_desk.domain.changes import Act, Draft, Place, Write
from ilrs_desk.domain.wording import Message
from ilrs_desk.store.imports import ImportedRow, ImportEntry
from ilrs_desk.store.office import Office, create_office, open_office

_COLUMNS = {
    "family_name": "Family name", "given_name": "Given name", "nationality": "Nationality",
    "institution": "Institution", "role": "Role", "email": "E-mail",
}  # fmt: skip
_COUNTRIES = {"BY": "Belarus", "PK": "Pakistan", "RS": "Serbia", "TH": "Thailand"}


@dataclass
class Tally:
    """What the rounds came to."""

    rounds: int = 0
    nothing: int = 0
    whole: int = 0
    acknowledged: int = 0
    half_way: int = 0
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.rounds} rounds: {self.nothing} with nothing, {self.whole} with all of the import "
            f"({self.acknowledged} acknowledged), {self.half_way} killed while the log was growing, "
            f"{len(self.faults)} faults"
        )


@dataclass(frozen=True)
class Case:
    """One writer's office before and after, how long it takes, and how large its log gets (bytes)."""

    writer: str
    base: Path
    people: Path
    before: str
    after: str
    seconds: float
    log: int


def prepare(folder: Path, writer: str, count: int) -> Case:
    """Make the office and the return, and run the import once unharmed to learn what it leads to."""
    base, people = folder / f"{writer}-base.ilrs", folder / "people.csv"
    create_office(base, who="Ada")
    office = open_office(base, who="Ada")
    institutions = (Write("institutions", {"name": f"Institute {n}", "country": "BY"}) for n in range(20))
    office.write(Draft(Act.FORM, Message("institutions"), tuple(institutions)))
    before = digest(office)
    office.close()
    write_people(people, count)
    trial = folder / f"{writer}-trial.ilrs"
    shutil.copy(base, trial)
    child = start(writer if writer != "half" else "store", trial, people)
    began = wait_until_ready(child)
    log = 0
    while child.poll() is None:
        log = max(log, _log_size(trial))
        time.sleep(0.001)
    seconds = time.monotonic() - began
    if not acknowledged(child):
        raise SystemExit("the unharmed import did not work")
    office = open_office(trial, who="Ada")
    after = digest(office)
    found = office.counts()["personnel"]
    office.close()
    if found != count:
        raise SystemExit(f"the unharmed import brought {found} of {count} people")
    return Case(writer, base, people, before, after, seconds, log)


def run(case: Case, rounds: int, chance: random.Random, folder: Path) -> Tally:
    """Kill `rounds` imports and look at what each left."""
    tally = Tally()
    for number in range(rounds):
        path = folder / f"{case.writer}-{number}.ilrs"
        shutil.copy(case.base, path)
        child = start(case.writer, path, case.people)
        began = wait_until_ready(child)
        # Half of the rounds any moment, half of them one at which pages are being written.
        if number % 2:
            grown = kill_when_log_grows(child, path, 1 + chance.uniform(0, case.log))
        else:
            grown = kill_at(child, path, began + chance.uniform(0, 1.2 * case.seconds))
        told = acknowledged(child)
        tally.rounds += 1
        tally.half_way += grown
        tally.acknowledged += told
        fault = look(case, path, tally, told=told)
        if fault:
            tally.faults.append(f"round {number}: {fault}")
        else:
            for left in folder.glob(f"{path.name}*"):
                left.unlink()
    return tally


def look(case: Case, path: Path, tally: Tally, *, told: bool) -> str | None:
    """What is wrong with the office after the kill, if anything."""
    office = open_office(path, who="Bo")
    try:
        if office.read_only:
            return "the dead program still blocks the office"
        result = office.check()
        if not result.ok:
            return f"not sound: {[str(problem) for problem in result.problems[:3]]}"
        found = digest(office)
        imports = len(office.register.imports())
    finally:
        office.close()
    tally.nothing += found == case.before
    tally.whole += found == case.after
    if found not in (case.before, case.after):
        return "part of the import is there"
    if told and found != case.after:
        return "acknowledged and lost"
    if imports != (found == case.after):
        return "the import is noted but not there, or the other way round"
    return None


def digest(office: Office) -> str:
    """Digest of the canonical dump."""
    return hashlib.sha256("\n".join(office.dump()).encode()).hexdigest()


def start(writer: str, path: Path, people: Path) -> subprocess.Popen[str]:
    """Start the child that imports."""
    words, out = [__file__, "--child", writer, str(path), str(people)], subprocess.PIPE
    if writer == "cli":
        words, out = ["-m", "ilrs_desk", "import", str(people), "-o", str(path)], subprocess.DEVNULL
    return subprocess.Popen([sys.executable, *words], stdout=out, stderr=subprocess.DEVNULL, text=True)


def wait_until_ready(child: subprocess.Popen[str]) -> float:
    """The moment from which a kill is of interest: the child's first word, or its start if it says none."""
    if child.stdout is not None:
        child.stdout.readline()
    return time.monotonic()


def acknowledged(child: subprocess.Popen[str]) -> bool:
    """Whether the child, which is dead, had told that the import was done."""
    if child.stdout is None:
        return child.returncode == 0
    with child.stdout:
        return "done" in child.stdout.read()


def kill_at(child: subprocess.Popen[str], path: Path, moment: float) -> bool:
    """Kill the child then, if it still runs; tells whether the log held something."""
    try:
        child.wait(max(0.0, moment - time.monotonic()))
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
    return _log_size(path) > 0


def kill_when_log_grows(child: subprocess.Popen[str], path: Path, wanted: float) -> bool:
    """Kill the child once its log has the wanted size in bytes."""
    end = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < end and _log_size(path) < wanted:
        time.sleep(0.0005)
    child.kill()
    child.wait()
    return _log_size(path) > 0


def _log_size(path: Path) -> int:
    log = path.with_name(path.name + "-wal")
    return log.stat().st_size if log.exists() else 0


def write_people(path: Path, count: int) -> None:
    """A return of invented people."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(_COLUMNS.values())
        for number in range(count):
            country = list(_COUNTRIES.values())[number % len(_COUNTRIES)]
            family, given = _invented(number), _invented(number * 7 + 3)
            rows.writerow(
                [
                    family,
                    given,
                    country,
                    f"Institute {number % 20}",
                    "Engineer",
                    f"{family}.{number}@example.org",
                ]
            )


def _invented(number: int) -> str:
    syllables = ("ba", "ko", "mi", "ra", "tu", "len", "sor", "vi", "zan", "dre")
    return "".join(syllables[int(digit)] for digit in f"{number % 10_000:04}").title()


def child_main(writer: str, path: Path, people: Path) -> None:
    """The process that is killed: import through the store, tell when it is done."""
    with people.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    codes = {name: code for code, name in _COUNTRIES.items()}
    writes = []
    for number, row in enumerate(rows):
        values = {key: row[header] for key, header in _COLUMNS.items()} | {
            "nationality": codes[row["Nationality"]]
        }
        writes.append(Write("personnel", values, place=Place(people.name, "S", number + 2)))
    listed = tuple(ImportedRow("personnel", "S", n + 2, "add", None, True) for n in range(len(rows)))
    entry = ImportEntry(people.name, "ab" * 32, 1, None, {"add": len(rows)}, (), listed)
    office = open_office(path, who="Ada")
    print("ready", flush=True)
    middle = len(writes) // 2
    parts: list[tuple[list[Write], tuple[ImportEntry, ...]]] = [(writes, (entry,))]
    if writer == "half":
        parts = [(writes[:middle], ()), (writes[middle:], (entry,))]
    for part, imported in parts:
        office.write(Draft(Act.IMPORT, Message("import"), tuple(part)), imported=imported)
    print("done", flush=True)
    time.sleep(0.2)
    office.close()


def main(argv: Sequence[str] | None = None) -> int:
    """Run the writers asked for; 0 if no office suffered and the half-way writer was caught."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--writer", choices=["cli", "store", "half"])
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args(argv)
    if given.child:
        child_main(given.child[0], Path(given.child[1]), Path(given.child[2]))
        return 0
    status = Counter[str]()
    for writer in [given.writer] if given.writer else ["cli", "store", "half"]:
        folder = Path(tempfile.mkdtemp(prefix="kill-import-"))
        tally = run(prepare(folder, writer, given.people), given.rounds, random.Random(given.seed), folder)
        print(f"{writer} (seed {given.seed}): {tally}", flush=True)
        for fault in tally.faults[:5]:
            print(f"  {fault}")
        wrong = not tally.faults if writer == "half" else bool(tally.faults)
        status["wrong"] += wrong
        if wrong:
            print(f"  this must not be; the offices are in {folder}")
        else:
            shutil.rmtree(folder)
    return 1 if status["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
