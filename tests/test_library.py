"""The library does not depend on how it came about: incremental equals full."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.librarying.comparing import differences, dump
from kl52.library import Library, adding
from kl52.library.removing import find_contents, remove_contents
from kl52.parsing import parse_document
from tests.librarying import CUES, PROVINCES, Made, Name, add, fresh, write

NAMES = st.builds(
    Name,
    st.sampled_from(("KH", "QĐ", "NQ", "TTg")),
    st.integers(1, 2),
    st.sampled_from(PROVINCES),
    st.sampled_from((2012, 2019, 2020, 2021)),
)
CITES = st.tuples(st.sampled_from(CUES), NAMES, st.integers(0, 3))
MADE = st.builds(Made, NAMES, st.lists(CITES, max_size=3).map(tuple), st.integers(0, 1))
CORPORA = st.lists(MADE, min_size=1, max_size=6)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Made], list[tuple[str, list[int]]]]:
    """A corpus, and in which steps its files come, go and come again."""
    corpus = draw(CORPORA)
    places = st.integers(0, len(corpus) - 1)
    steps = st.tuples(st.sampled_from(("add", "add", "remove")), st.lists(places, max_size=4))
    return corpus, draw(st.lists(steps, max_size=5))


@settings(max_examples=60, deadline=None)
@given(histories(), st.integers(1, 3), st.integers(1, 3), st.booleans())
def test_incremental_equals_full(
    history: tuple[list[Made], list[tuple[str, list[int]]]], batch: int, jobs: int, all_in: bool
) -> None:
    corpus, steps = history
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        paths = write(folder / "in", corpus)
        library = Library(folder / "kho.kl52", create=True)
        patch.setattr(adding, "_BATCH", batch)
        present: set[Path] = set()
        for step, places in [*steps, ("add", range(len(corpus)) if all_in else [])]:
            chosen = [paths[place] for place in places]
            if step == "add":
                add(library, chosen, jobs)
                present |= set(chosen)
            else:
                going = {path.read_bytes() for path in chosen if path in present}
                names = [str(path) for path in chosen if path in present]
                list(remove_contents(library, find_contents(library, names)))
                present = {path for path in present if path.read_bytes() not in going}
        patch.undo()
        assert differences(library, fresh(folder, present)) == []
        library.writable.close()


@settings(max_examples=60, deadline=None)
@given(CORPORA)
def test_citations_are_those_of_parsing_with_the_whole_catalogue(corpus: list[Made]) -> None:
    with TemporaryDirectory() as name:
        paths = write(Path(name) / "in", corpus)
        library = Library(Path(name) / "kho.kl52", create=True)
        add(library, paths)
        for path in paths:
            doc = parse_document(path, catalogue=library.catalogue)
            kept = library.document(doc.id)
            assert kept is not None
            if kept.source.sha256 == doc.source.sha256:
                assert kept.citations == doc.citations
                assert kept.obligations == doc.obligations
        library.writable.close()


def test_corpora_do_cite_each_other(tmp_path: Path) -> None:
    """The properties above would hold of documents that cite nothing."""
    decided = Name("QĐ", 1, "Lạng Sơn", 2019)
    plan = Name("KH", 1, "Lạng Sơn", 2021)
    cites = tuple(("Thay thế", decided, how) for how in range(4))
    library = Library(tmp_path / "kho.kl52", create=True)
    (path,) = write(tmp_path / "in", [Made(plan, cites)])
    add(library, [path])
    (id,) = library.ids()
    doc = library.document(id)
    assert doc is not None
    assert [each.state for each in doc.citations] == ["not_in_library"] * 4
    add(library, write(tmp_path / "more", [Made(decided)]))
    doc = library.document(id)
    assert doc is not None
    assert [each.state for each in doc.citations] == ["resolved"] * 4
    assert {each.replaced_by for each in doc.citations} == {id}
    assert dump(library)["changes"]
