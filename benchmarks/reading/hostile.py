"""Hostile files through the whole of kl52, each in a sandbox: does it end, how long, how large?

Every file of :mod:`tests.hostile`, a few hundred damaged copies of sound files, and a 500 MB file
are read, parsed and traced. A file is handled if it ends in a result or in an error of its own
within the limits; ``crashed`` counts those that the sandbox had to catch (a library that died, or
a bug of kl52). Bait for patterns is measured at n and 4n characters: time must grow with length,
and a ratio of processor time under 6 counts as linear.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.scores import Section
from kl52 import errors
from kl52.reading.options import Limits
from kl52.reading.sandbox import Sandbox
from tests import hostile

LIMITS = Limits()
MUTANTS = 45  # of each format
LINEAR = 6.0
# A machine that does other things as well needs this long (seconds) to be told from noise.
NOISE = 0.05
WORST = 5


def measure(shared: Path) -> Section:
    """The figures of all hostile files; ``shared`` is not needed."""
    section = Section()
    with tempfile.TemporaryDirectory() as folder:
        _files(section, Path(folder))
    _mutants(section)
    _bait(section)
    return section


# -- what runs in the sandbox --------------------------------------------------------------------


def whole(source: bytes | str | Path, *, name: str) -> tuple[int, float]:
    """The characters of a document that was read, parsed and traced, and the peak memory in MB."""
    from kl52.parsing import parse_document
    from kl52.tracing import trace

    doc = parse_document(source, name=name)
    trace(doc)
    return len(doc.text.text), peak()


def peak() -> float:
    """The most memory that this process has had, in MB; 0 where the system does not tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    lines = dict(line.split(":", 1) for line in status.splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


def seconds(source: bytes | str | Path, *, name: str) -> float:
    """The processor time of :func:`whole`."""
    began = time.process_time()
    whole(source, name=name)
    return time.process_time() - began


# -- what is measured ----------------------------------------------------------------------------


def _files(section: Section, folder: Path) -> None:
    sparse = folder / "sparse.pdf"
    with sparse.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(500 * hostile.MIB)
    makers: dict[str, Callable[[], bytes | Path]] = {**hostile.CASES, "sparse.pdf": lambda: sparse}
    took: dict[str, float] = {}
    held: dict[str, float] = {}
    for name, make in makers.items():
        source = make()
        with Sandbox(LIMITS) as sandbox:
            began = time.perf_counter()
            state, memory = _outcome(sandbox, source, name)
            took[name] = time.perf_counter() - began
        held[name] = memory
        section.case(state, name)
    _count(section, "files", len(makers))
    section.figures["files.worst seconds"] = max(took.values())
    section.figures["files.worst MB"] = max(held.values())
    section.notes.append(f"slowest: {_worst(took, 's')}; largest: {_worst(held, 'MB')}")


def _outcome(sandbox: Sandbox, source: bytes | Path, name: str) -> tuple[str, float]:
    """What became of a file, and the memory that it took where it came to an end of its own."""
    try:
        memory = sandbox.run(whole, source, name=name)[1]
    except errors.ReaderCrashed:
        return "crashed", 0.0
    except (errors.TooSlow, errors.NeedsTooMuchMemory) as error:
        return error.code, 0.0
    except errors.UnreadableDocument:
        return "refused", 0.0
    return "read", memory


def _mutants(section: Section) -> None:
    before = {state: len(keys) for state, keys in section.cases.items()}
    total, worst = 0, 0.0
    with Sandbox(LIMITS) as sandbox:
        for seed in hostile.SEEDS:
            for name, data in hostile.mutants(seed, MUTANTS):
                began = time.perf_counter()
                section.case(_outcome(sandbox, data, name)[0], "mutants", name)
                worst = max(worst, time.perf_counter() - began)
                total += 1
    _count(section, "mutants", total, before)
    section.figures["mutants.worst seconds"] = worst


def _count(section: Section, group: str, total: int, before: dict[str, int] | None = None) -> None:
    """How many of a group were read, refused, or had to be caught."""
    before = before or {}
    found = {state: len(keys) - before.get(state, 0) for state, keys in section.cases.items()}
    caught = found.get("crashed", 0)
    section.figures[f"{group}.handled"] = (total - caught) / total
    section.figures[f"{group}.handled.n"] = float(total)
    for state, count in found.items():
        section.figures[f"{group}.{state.replace('-', ' ')}"] = float(count)


def _bait(section: Section) -> None:
    ratios = dict(_ratios())
    bent = {name for name, ratio in ratios.items() if ratio >= LINEAR}
    section.figures["bait.linear"] = 1 - len(bent) / len(ratios)
    section.figures["bait.linear.n"] = float(len(ratios))
    section.figures["bait.worst ratio"] = max(ratios.values())
    section.notes.append(f"steepest bait: {_worst(ratios, 'times')}")
    for name in sorted(bent):
        section.case("not-linear", "bait", name)


def _ratios() -> Iterator[tuple[str, float]]:
    with Sandbox(LIMITS) as sandbox:
        sandbox.run(seconds, hostile.HEADER.encode(), name="warm.txt")
        for name, file, few, many in hostile.growing():
            short, long = (sandbox.run(seconds, data, name=file) for data in (few, many))
            yield name, long / max(short, NOISE)


def _worst(values: dict[str, float], unit: str) -> str:
    names = sorted(values, key=lambda name: -values[name])[:WORST]
    return ", ".join(f"{name} {values[name]:.1f} {unit}" for name in names)
