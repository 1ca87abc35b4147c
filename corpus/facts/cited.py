"""Facts from documents at hand: their own headers, and what they cite with number and date.

Read with kl52 itself: official gazette, the texts around 57-NQ/TW, real citation strings
(``domain/citations.tsv``), and the titles of one province's documents.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from corpus.facts.known import Known
from kl52.catalogue import load_catalogue
from kl52.catalogue.changes import Changed, changes_by, effective_from
from kl52.catalogue.listing import Listing
from kl52.citations import find_citations
from kl52.errors import UnreadableDocument
from kl52.model import Citation, Document
from kl52.parsing import parse_document, text_of
from kl52.reading.options import ReadOptions

_TITLE = re.compile(
    r"^\s*(?P<title>(?:về|quy định|ban hành|phê duyệt|sửa đổi|hướng dẫn|quy định chi tiết)\s"
    r"[^;\n“”…]{10,400}?)\s*;?$",
    re.IGNORECASE,
)
_SYMBOLS = {
    "qđ-ttg": "QĐ-TTg", "ct-ttg": "CT-TTg", "nq-cp": "NQ-CP", "nđ-cp": "NĐ-CP",
    "nq/tw": "NQ/TW", "kl/tw": "KL/TW", "ct/tw": "CT/TW", "qđ/tw": "QĐ/TW",
}  # fmt: skip
_LOWER = re.compile(
    r"\b(?P<type>nghị quyết|kết luận|chỉ thị|quyết định|nghị định)(?: số)? "
    r"(?P<head>\d+(?:/\d{4})?)\s?[/-]\s?(?P<symbol>"
    + "|".join(map(re.escape, _SYMBOLS))
    + r"),? ngày (?P<day>\d{1,2}/\d{1,2}/\d{4})"
)


def read(folder: Path, left_out: frozenset[str]) -> Iterator[Document]:
    """The documents of a folder whose text can be read without recognition.

    They are read against the entries written by hand alone, so that a second run does not
    depend on what the first one gathered.
    """
    known = replace(load_catalogue(), listing=Listing())
    for path in sorted(folder.iterdir()):
        if path.suffix not in (".pdf", ".md") or path.stem in left_out:
            continue
        try:
            yield parse_document(path, options=ReadOptions(ocr="never"), catalogue=known)
        except UnreadableDocument:
            continue


def facts_of(doc: Document, where: str) -> tuple[list[Known], list[Changed]]:
    """What a document is, what it cites, and what it changes."""
    header = doc.header
    name = (
        f"{where}: {header.type} {header.number}"
        if header.number
        else f"{where}: {doc.source.name}"
    )
    found = [known for cite in doc.citations if (known := _cited(doc, cite, name)) is not None]
    if header.type and header.number and header.date and header.issuer:
        since = effective_from(doc)
        found.append(
            Known(
                header.type,
                header.number,
                header.date,
                header.issuer,
                header.title,
                since,
                name,
                own=True,
            )  # fmt: skip
        )
    return found, list(changes_by(doc))


def _cited(doc: Document, cite: Citation, name: str) -> Known | None:
    if not cite.number or not cite.type or cite.state in ("self", "mismatch"):
        return None
    if not cite.date or len(cite.date) != 10 or cite.kind != "numbered":
        return None
    return Known(
        cite.type, cite.number, cite.date, cite.issuer, _title_after(doc, cite), source=name
    )


def _title_after(doc: Document, cite: Citation) -> str | None:
    """The title behind a legal basis: ``Căn cứ Nghị định số … của Chính phủ quy định …;``."""
    paragraph = doc.text.paragraph_at(cite.span.end)
    if paragraph is None or cite.within is not None:
        return None
    words = paragraph.span.of(doc.text.text)
    if not re.match(r"(?:Căn cứ|Thực hiện)\b", words) or not words.rstrip().endswith(";"):
        return None
    rest = doc.text.text[cite.span.end : paragraph.span.end]
    if any(each.within is None and each.span.start > cite.span.end and each.span in paragraph.span
           for each in doc.citations):  # fmt: skip
        return None
    match = _TITLE.match(rest)
    return _capital(match["title"]) if match else None


def strings(path: Path) -> Iterator[Known]:
    """Real citation strings, of which the faulty ones are left out."""
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if re.search(
                r"ERROR|MISMATCH|trap|typo|wrong", f"{row['pattern_group']} {row['note']}"
            ):
                continue
            text = text_of(row["citation_text"])
            for cite in find_citations(text):
                if cite.number and cite.type and cite.date and len(cite.date) == 10:
                    yield Known(cite.type, cite.number, cite.date, cite.issuer,
                                source=f"dẫn tại {row['source']}"[:90])  # fmt: skip


def titles(path: Path) -> Iterator[Known]:
    """The central documents that the titles of a province's documents name with their date."""
    with path.open(encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            for match in _LOWER.finditer(row["trich_yeu"]):
                symbol = _SYMBOLS[match["symbol"]]
                join = "-" if symbol.endswith("/TW") else "/"
                day, month, year = match["day"].split("/")
                yield Known(
                    match["type"].capitalize(), f"{match['head']}{join}{symbol}",
                    f"{year}-{int(month):02}-{int(day):02}", None,
                    source=f"danh mục văn bản Bình Dương: {row['so_ky_hieu']}",
                )  # fmt: skip


def _capital(title: str) -> str:
    title = " ".join(title.split())
    return title[:1].upper() + title[1:]
