"""``python -m corpus.facts ../shared``: write the long lists of the catalogue anew.

In: real documents and facts (``data/phapdien``, ``data/congbao``, ``data/nq57``,
``data/catalog``, ``domain/citations.tsv``), the laws of ``kl52/data/laws.tsv`` and
the tables of general knowledge that lie here. Out: ``corpus/catalogue/documents.tsv`` and
``changes.tsv``, and a report of disagreements. Only facts are written: number, date, issuer,
title, days of effect, and where each is from. The documents of the gold are left out, so that
it stays a fair measure.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from corpus.facts import cited, codification
from corpus.facts.known import Amended, Known
from corpus.facts.merging import is_new, merge
from kl52.catalogue import load_catalogue
from kl52.catalogue.changes import Changed
from kl52.catalogue.entries import Entry
from kl52.catalogue.listing import CHANGES, DOCUMENTS, Listing, change_line, document_line
from kl52.language.lexicon import fold, laws
from kl52.model import Change, ChangeKind

HERE = Path(__file__).parent
GENERAL = "kiến thức chung, chưa đối chiếu"
INFERRED = "suy ra: luật cùng tên ban hành sau"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="corpus.facts", description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder of real documents")
    parser.add_argument("--out", type=Path, default=HERE.parent / "catalogue")
    args = parser.parse_args(argv)
    catalogue = replace(load_catalogue(), listing=Listing())
    notes, amended, counts = codification.gather(args.shared / "data/phapdien/articles.jsonl.xz")
    seen = max(each.date for each in notes if each.in_force)
    known, changes = _read_documents(args.shared)
    known += [*notes, *cited.strings(args.shared / "domain/citations.tsv"), *_laws()]
    known += _general()
    known += cited.titles(args.shared / "data/catalog/binhduong-2014-2022.csv")
    entries, doubts = merge(known, counts, seen, catalogue)
    entries = [entry for entry in entries if is_new(entry, catalogue)]
    every = [*catalogue.entries, *entries]
    changes += [*_amendments(amended, every), *_same_name(every), *_general_changes(every)]
    _write(args.out / "documents.tsv", DOCUMENTS, map(document_line, entries))
    _write(args.out / "changes.tsv", CHANGES, (change_line(*each) for each in changes))
    print(f"{len(entries)} văn bản, {len(set(changes))} thay đổi; nguồn không thống nhất:")
    print(*doubts, sep="\n")
    return 0


def _read_documents(shared: Path) -> tuple[list[Known], list[Changed]]:
    gold = frozenset(path.stem for path in (shared / "gold").glob("*.txt"))
    known: list[Known] = []
    changes: list[Changed] = []
    for folder, where in (("data/congbao", "Công báo"), ("data/nq57", "bản trên mạng")):
        for doc in cited.read(shared / folder, gold):
            facts, made = cited.facts_of(doc, where)
            known += facts
            changes += [(id, replace(each, source=f"{where}: {each.source}")) for id, each in made]
    return known, changes


def _rows(name: str) -> list[list[str]]:
    """The rows of a table that lies here, without its comments."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _general() -> list[Known]:
    """Well-known documents, from general knowledge."""
    return [
        Known(kind, number, date, issuer, title or None, source=GENERAL, certainty="G")
        for kind, number, date, issuer, title in _rows("general.tsv")[1:]
    ]


def _general_changes(entries: Sequence[Entry]) -> list[Changed]:
    known = {entry.number: entry for entry in entries}
    found = []
    for number, kind, on, by in _rows("general_changes.tsv")[1:]:
        if number in known and by in known:
            doer = known[by]
            name = f"{doer.type} số {doer.number}"
            change = Change(cast(ChangeKind, kind), on, doer.id, name, None, GENERAL, "G")
            found.append((known[number].id, change))
    return found


def _laws() -> list[Known]:
    """The laws that kl52 knows by name, with the days of effect that are known."""
    begins = dict(_rows("law_dates.tsv"))
    return [
        Known(law.kind, law.number, law.date, "Quốc hội", law.name, begins.get(law.number),
              law.source, "V" if law.certainty == "V" else "G")
        for law in laws()
        if law.number and len(law.date) == 10
    ]  # fmt: skip


def _amendments(amended: Iterable[Amended], entries: Sequence[Entry]) -> list[Changed]:
    by_number: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_number[entry.number or ""].append(entry)
    found = []
    for each in amended:
        here, there = by_number[each.number], by_number[each.by]
        if len(here) == 1 and len(there) == 1:
            name = f"{each.by_type} số {each.by}"
            change = Change("amended", each.on, there[0].id, name, source=each.source)
            found.append((here[0].id, change))
    return found


def _same_name(entries: Sequence[Entry]) -> list[Changed]:
    """A law replaces the older one of its name, from the day on which it is in force."""
    named: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        law = entry.type in ("Luật", "Bộ luật") and entry.title and entry.date
        if law and "sửa đổi" not in (entry.title or ""):
            named[fold(entry.title or "")].append(entry)
    found = []
    for group in named.values():
        group.sort(key=lambda entry: entry.date or "")
        for old, new in zip(group, group[1:], strict=False):
            name = f"{new.title} số {new.number}"
            change = Change("replaced", new.since, new.id, name, None, INFERRED, "G")
            found.append((old.id, change))
    return found


def _write(path: Path, columns: Sequence[str], lines: Iterable[str]) -> None:
    about = "# Viết bằng `python -m corpus.facts`; quy ước ở README.md. Đừng sửa tay."
    body = "\n".join(sorted(set(lines)))
    path.write_text(
        f"{about}\n" + "\t".join(columns) + f"\n{body}\n", encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
