"""The corpus and the parts of the benchmark of size: what they say of themselves is so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from benchmarks import gold
from benchmarks.librarying import PARTS, asking
from benchmarks.librarying.building import build
from benchmarks.librarying.corpus import (
    CHAIN,
    LEAST,
    MOST,
    Corpus,
    Excerpt,
    _cut,
    chained,
    read_corpus,
    write,
)
from benchmarks.parts import part
from kl52.catalogue.entries import Entry
from kl52.library import Library
from kl52.model import Document
from kl52.parsing import parse_document
from kl52.tracing import trace

PROVINCES = (("tỉnh", "Lạng Sơn"), ("thành phố", "Hà Nội"))


def entry(number: str = "51/2005/NĐ-CP") -> Entry:
    empty = dict.fromkeys(("term", "plenum", "province", "signer", "until", "text", "note"))
    return Entry(
        id="/akn/vn/act/nghi-dinh/cp/2005-04-11/51-2005-nd-cp", type="Nghị định", number=number,
        date="2005-04-11", issuer="Chính phủ", title="Về kho mẫu", aliases=(), status="unknown",
        promulgates=None, relations=(), sources=(), fictitious=False, file="x", **empty,
    )  # fmt: skip


def corpus() -> Corpus:
    words = "Điều 1.\nSở Nội vụ lập kho mẫu và báo cáo hằng năm. " * 9
    excerpts = tuple(Excerpt(entry(), words, first=index == 5) for index in range(8))
    return Corpus(excerpts, PROVINCES)


def parsed(place: int) -> Document:
    return parse_document(corpus().text(place).encode(), name="a.txt")


def test_every_part_is_there() -> None:
    for name in ("scale", "dask"):
        assert name in PARTS
        assert callable(part("librarying", name))


def test_a_real_document_has_its_own_header() -> None:
    header = parsed(5).header
    assert (header.type, header.number, header.date) == ("Nghị định", "51/2005/NĐ-CP", "2005-04-11")


@pytest.mark.parametrize("place", [4, 7, 13, 1_000_001])
def test_a_synthetic_document_is_one_of_a_province_that_carries_the_real_one_out(
    place: int,
) -> None:
    doc = parsed(place)
    assert (doc.header.number or "").endswith("-UBND")
    assert doc.header.province in {name for _, name in PROVINCES}
    assert date.fromisoformat(doc.header.date or "")
    assert any(cite.number == "51/2005/NĐ-CP" for cite in doc.citations)


def test_the_same_place_is_the_same_text_and_others_differ() -> None:
    texts = [corpus().text(place) for place in range(60)]
    assert texts == [corpus().text(place) for place in range(60)]
    assert len(set(texts)) == len(texts)


def test_the_chain_is_traced_to_its_top(tmp_path: Path) -> None:
    files = [tmp_path / f"{place}.txt" for place in range(CHAIN)]
    for place, file in enumerate(files):
        file.write_text(chained(place), encoding="utf-8")
    library = Library(tmp_path / "kho.kl52", create=True)
    library.add(*files, sandboxed=False)
    assert asking.PLAN in library
    new = chained(CHAIN - 1, number="7399/KH-UBND").encode()
    plan = parse_document(new, name="new.txt", catalogue=library.catalogue)
    result = trace(plan, library)
    assert [each.rsplit("/", 1)[-1] for each in result.roots] == ["190-nq-cp"]
    assert any(each.sources for each in result.obligations)


def test_articles_are_cut_into_excerpts() -> None:
    cut = list(_cut(["một " * 300, "hai " * 300, "ba " * 5_000, "bốn"]))
    assert all(len(each) <= MOST + 100 for each in cut)
    assert "".join(cut).count("Điều") == 4


def test_what_a_build_took_is_told(tmp_path: Path) -> None:
    write(corpus(), tmp_path / "in", range(6))
    built = build(tmp_path / "kho.kl52", tmp_path / "in", "--jobs", 1)
    assert len(Library(tmp_path / "kho.kl52")) == 6
    assert built.wall > 0 and built.writer > 0 and built.readers > 0
    assert 20 < built.peak < 2_000


def test_the_real_articles_make_excerpts_of_the_size_that_is_said() -> None:
    try:
        shared = gold.shared()
    except gold.NoGold:
        pytest.skip("no ../shared")
    lengths = sorted(len(each.text) for each in read_corpus(shared).excerpts)
    assert lengths[-1] <= MOST + 1_000
    assert sum(length >= LEAST for length in lengths) > 0.6 * len(lengths)
