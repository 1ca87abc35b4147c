"""Headers against the gold and against the pages of the gazette.

Two truths: the ``header.json`` of the gold, and ``congbao_headers.tsv``, read by eye off
the images of the first page and of the signature of each gazette PDF (of a consolidated
text: off the page that certifies it). A signer is a name, without rank. An empty field
of the table is not printed in that file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.gold import ROOT
from benchmarks.scores import Rates, Section, fold
from kl52.model import Document, Header

TABLE = ROOT / "benchmarks" / "truth" / "congbao_headers.tsv"
GOLD_FIELDS = ("type", "number", "date", "issuer", "signer", "place")
FIELDS = ("type", "number", "date")
ALL_FIELDS = (*FIELDS, "issuer", "signer")
TYPES = {
    "chi-thi": "Chỉ thị",
    "nghi-dinh": "Nghị định",
    "nghi-quyet": "Nghị quyết",
    "quyet-dinh": "Quyết định",
    "thong-tu": "Thông tư",
    "van-ban-hop-nhat": "Văn bản hợp nhất",
}
_NAME = re.compile(r"(?P<type>[a-z-]+?)-so-(?P<number>\d+(?:-\d{4})?)-(?P<symbol>[a-z-]+)-\d+$")


@dataclass(frozen=True, slots=True)
class Row:
    """The header of one gazette file as a person reads it."""

    name: str
    type: str
    number: str
    date: str
    issuer: str
    signer: str
    digital: bool
    note: str = ""

    @property
    def consolidated(self) -> bool:
        return self.type == "Văn bản hợp nhất"


def read_table(path: Path = TABLE) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(digital=row.pop("digital") == "yes", **row)
            for row in csv.DictReader(file, delimiter="\t")
        ]


def from_name(stem: str) -> tuple[str, str]:
    """Type and number that a gazette file name tells, the symbol without its marks.

    >>> from_name("quyet-dinh-so-982-qd-ttg-469699")
    ('Quyết định', '982/qd-ttg')
    """
    found = _NAME.match(stem)
    if not found:
        raise ValueError(f"not a gazette file name: {stem}")
    number = found["number"].replace("-", "/")
    return TYPES[found["type"]], f"{number}/{found['symbol']}"


def same_number(one: str | None, other: str | None) -> bool:
    """White space, case and leading zeros do not count."""
    plain = (re.sub(r"^0+", "", "".join((each or "").split())).casefold() for each in (one, other))
    return next(plain) == next(plain)


def same_field(name: str, want: str | None, got: str | None) -> bool:
    if name == "number":
        return same_number(want, got)
    return fold(want) == fold(got)


def told(doc: Document, truth: Mapping[str, Any]) -> Mapping[str, Any]:
    """The header to compare: of a news item, that of the document it reports on."""
    if doc.reports_on and "news item" in truth.get("note", ""):
        fields = {name: getattr(doc.reports_on, name, None) for name in GOLD_FIELDS}
        return {**fields, "signer": doc.header.signer, "place": doc.header.place}
    return {name: getattr(doc.header, name) for name in GOLD_FIELDS}


def score_gold_headers(docs: Mapping[str, tuple[Document, Mapping[str, Any]]]) -> Section:
    section, rates = Section(), Rates()
    for name, (doc, truth) in docs.items():
        header = told(doc, truth)
        for field in GOLD_FIELDS:
            right = same_field(field, truth[field], header[field])
            rates.add(field, right)
            _note(section, "headers", name, field, right, truth[field], header[field])
    section.figures = rates.figures("headers.gold")
    return section


def score_gazette(
    rows: list[Row],
    headers: Mapping[str, Header | None],
    fields: tuple[str, ...] = FIELDS,
    together: str = "all three",
) -> Section:
    """``headers`` by file name; ``None`` where the file could not be read at all.

    ``together`` names the rate of the files with all ``fields`` printed and all of them right.
    """
    section, rates = Section(), Rates()
    for row in rows:
        header = headers[row.name]
        group = "digital" if row.digital else "image-only"
        verdicts = []
        for field in fields:
            want = getattr(row, field)
            got = getattr(header, field) if header else None
            if not want:
                continue
            right = same_field(field, want, got)
            verdicts.append(right)
            for each in (group, f"{group}, {'consolidated' if row.consolidated else 'original'}"):
                rates.add(f"{each}.{field}", right)
            _note(section, "gazette", row.name, field, right, want, got)
        if len(verdicts) == len(fields):
            rates.add(f"{group}.{together}", all(verdicts))
    section.figures = rates.figures("gazette")
    return section


def _note(
    section: Section, head: str, name: str, field: str, right: bool, want: object, got: object
) -> None:
    section.case("hit" if right else "missed", head, name, field)
    if not right:
        section.notes.append(f"{head}: {name}: {field} is {want!r}, we say {got!r}")
