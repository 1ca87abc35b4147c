"""``python -m benchmarks.quality``: citations, obligations and headers against the gold."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks import gold, records, report
from benchmarks.citations import found_in, match_citations, score_citations
from benchmarks.headers import read_table, score_gazette, score_gold_headers
from benchmarks.obligations import match_obligations, place, score_obligations
from benchmarks.scores import Section
from kl52.errors import Kl52Error
from kl52.model import Document, Header
from kl52.parsing import parse_document

PARTS = ("citations", "obligations", "headers")
INPUTS = ("pdf", "txt")


def run_citations() -> Section:
    matchings, notes = {}, []
    for name in gold.names("citations.jsonl"):
        if name.endswith(".not-citations"):
            continue
        doc = parse_document(gold.txt(name))
        found = found_in(doc, gold.extent(name))
        matchings[name] = match_citations(gold.mentions(name), found)
        if doc.text.raw != gold.txt(name).read_text("utf-8"):
            notes.append(f"citations: {name}: raw text is not the file's text, offsets may be off")
    section = score_citations(matchings)
    section.notes += notes
    return section


def run_obligations(origin: str) -> Section:
    """``origin``: ``pdf`` reads the real files (the news item as text), ``txt`` the gold's text."""
    matchings = {}
    for name in gold.names("obligations.jsonl"):
        doc = parse_document(gold.source(name) if origin == "pdf" else gold.txt(name))
        matchings[name] = match_obligations(doc, place(doc, gold.duties(name)))
    return score_obligations(matchings, origin)


def header_of(path: Path) -> Header | None:
    """The header, or ``None`` where the file cannot be read: a miss, not the end of the run."""
    try:
        return parse_document(path).header
    except Kl52Error:
        return None
    except Exception as error:
        error.add_note(f"while reading {path.name}")
        raise


def run_headers(jobs: int) -> list[Section]:
    docs: dict[str, tuple[Document, Mapping[str, object]]] = {}
    for name in gold.names("header.json"):
        docs[name] = parse_document(gold.source(name)), gold.header(name)
    rows = read_table()
    paths = [gold.shared() / "data" / "congbao" / f"{row.name}.pdf" for row in rows]
    with ProcessPoolExecutor(jobs) as pool:
        headers = dict(zip((row.name for row in rows), pool.map(header_of, paths), strict=True))
    return [score_gold_headers(docs), score_gazette(rows, headers)]


def run(parts: Sequence[str], inputs: Sequence[str], jobs: int) -> Section:
    """All chosen parts, as one section."""
    whole, sections = Section(), []
    if "citations" in parts:
        sections.append(run_citations())
    if "obligations" in parts:
        sections += [run_obligations(origin) for origin in inputs]
    if "headers" in parts:
        sections += run_headers(jobs)
    for section in sections:
        whole.figures |= section.figures
        whole.notes += section.notes
        for state, keys in section.cases.items():
            whole.cases.setdefault(state, []).extend(keys)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="benchmarks.quality", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="this part (repeatable)")
    parser.add_argument("--input", choices=INPUTS, help="obligations from these files alone")
    parser.add_argument("--jobs", type=int, default=2, help="processes for the gazette")
    parser.add_argument("--json", action="store_true", help="the whole run as JSON")
    parser.add_argument("--record", action="store_true", help="keep the run as the new record")
    args = parser.parse_args(argv)
    if args.record and (args.only or args.input):
        parser.error("--record wants the whole run, without --only and --input")
    gold.shared()
    whole = run(args.only or PARTS, [args.input] if args.input else INPUTS, args.jobs)
    made = records.new(whole.figures, whole.cases)
    report.publish("quality", made, notes=whole.notes, as_json=args.json, record=args.record)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
