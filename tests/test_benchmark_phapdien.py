"""The benchmark of the codification, on a codification of its own."""

from __future__ import annotations

import json
import lzma
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.citing import phapdien
from kl52.citations import resolve_citations
from kl52.model import Citation

NOTE = "(Điều {n} Nghị định số 98/2011/NĐ-CP{first}, có hiệu lực thi hành kể từ ngày 15/12/2011)"
FIRST = " Quy định về ao hồ ngày 26/10/2011 của Chính phủ"
FULL = (
    "(Điều 1 Thông tư số 9/2012/TT-BTC Hướng dẫn nuôi cá ngày 05/03/2012 của Bộ Tài chính,"
    " có hiệu lực thi hành kể từ ngày 01/05/2012)"
)
LATER = "(Điều 2 Thông tư số 9/2012/TT-BTC, có hiệu lực thi hành kể từ ngày 01/05/2012)"


def shared(folder: Path, *texts: str) -> Path:
    """A folder with three articles that cite nothing, then one for each of ``texts``."""
    notes = [NOTE.format(n=1, first=FIRST), NOTE.format(n=2, first=""), FULL]
    rows = [{"id": f"a{n}", "source": note, "text": "Trống."} for n, note in enumerate(notes)]
    rows += [{"id": f"b{n}", "source": LATER, "text": text} for n, text in enumerate(texts)]
    path = folder / "data" / "phapdien" / "articles.jsonl.xz"
    path.parent.mkdir(parents=True)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_bytes(lzma.compress(lines.encode()))
    return folder


def test_the_catalogue_is_that_of_the_notes(tmp_path: Path) -> None:
    catalogue, articles = phapdien.read(shared(tmp_path))
    known = {(entry.number, entry.date, entry.issuer) for entry in catalogue}
    assert known == {
        ("98/2011/NĐ-CP", "2011-10-26", "Chính phủ"),
        ("9/2012/TT-BTC", "2012-03-05", "Bộ Tài chính"),
    }
    assert {each.entry.number for each in articles} == {"98/2011/NĐ-CP", "9/2012/TT-BTC"}


@pytest.mark.parametrize(
    ("text", "numbers", "right", "own"),
    [
        ("Theo Nghị định số 98/2011/NĐ-CP ngày 26 tháng 10 năm 2011.", 1, 1.0, 0),
        ("Theo Nghị định số 98/2011/NĐ-CP và khoản 1 Điều này.", 1, 1.0, 1),
        ("Theo Nghị định số 98/2011/NĐ-CP ngày 27/10/2011.", 0, 0.0, 0),
        ("Theo Nghị định số 5/2010/NĐ-CP.", 0, 0.0, 0),
        ("Mã hàng XX98/2011/NĐ-CP.", 0, 0.0, 0),
    ],
)
def test_what_counts(tmp_path: Path, text: str, numbers: int, right: float, own: int) -> None:
    figures = phapdien.measure(shared(tmp_path, text)).figures
    assert figures["phapdien.development.number resolved.n"] == numbers
    assert figures["phapdien.development.number resolved"] == right
    assert figures["phapdien.development.khoản, Điều … này: self.n"] == own
    assert figures["phapdien.development.wrong links"] == 0


def test_a_wrong_link_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = shared(tmp_path, "Theo Nghị định số 98/2011/NĐ-CP ngày 27/10/2011.")
    known = phapdien.read(folder)[0].by_number("98/2011/NĐ-CP")[0]

    def guess(*given: object) -> tuple[Citation, ...]:
        found = resolve_citations(*given)  # type: ignore[arg-type]
        return tuple(replace(each, state="resolved", target=known.id) for each in found)

    monkeypatch.setattr(phapdien, "resolve_citations", guess)
    section = phapdien.measure(folder)
    assert section.figures["phapdien.development.wrong links"] == 1
    assert len(section.cases["spurious"]) == 1
