"""Every real document in ../shared parses; headers are right on the digital gazette files.

Skipped where ../shared is absent. The truth is benchmarks/truth/congbao_headers.tsv.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.headers import read_table
from benchmarks.reading.gazette import score
from kl52.model import Document
from kl52.parsing import parse_document

SHARED = Path(__file__).resolve().parents[2] / "shared"
SUFFIXES = {".pdf", ".md", ".txt", ".docx"}
FILES = (
    sorted(
        path
        for folder in ("data/congbao", "data/nq57", "data/scans", "gold", "seed")
        for path in (SHARED / folder).rglob("*")
        if path.suffix in SUFFIXES and not path.name.startswith("GUIDELINES")
    )
    if SHARED.is_dir()
    else []
)
needs_shared = pytest.mark.skipif(not FILES, reason="no ../shared beside the repository")


@needs_shared
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_parses_and_claims_only_what_stands_there(path: Path) -> None:
    doc = parse_document(path)
    text = doc.text.text
    for cite in doc.citations:
        assert cite.span.of(text) == cite.text
        assert cite.state
    for duty in doc.obligations:
        assert text[duty.span.start : duty.span.end] == duty.text
    assert_pictures_are_named(doc)


def assert_pictures_are_named(doc: Document) -> None:
    if doc.source.pages and len(doc.text.text) < 200:
        assert any(each.code == "image-only-page" for each in doc.diagnostics)


@needs_shared
def test_headers_of_the_digital_gazette() -> None:
    """Number, type, date, issuer and signer all right on at least 98.5 % (the issue's bar)."""
    rows = [row for row in read_table() if row.digital]
    headers = {
        row.name: parse_document(SHARED / "data/congbao" / f"{row.name}.pdf").header for row in rows
    }
    figures = score(rows, headers).figures
    assert figures["digital.all five.n"] == 76
    assert figures["digital.all five"] >= 0.985
