"""The benchmark of links to 57-NQ/TW: reading its truth, finding the verdict, counting."""

from __future__ import annotations

from hashlib import sha256

import pytest

from benchmarks.aligning.resolution57 import Link, check, judge, read_truth, score
from kl52.spans import Span

LOCAL, SOURCE = "Sở Y tế đo mực nước.", "Đo mực nước ở mọi giếng."
COLUMNS = ["start", "end", "source_start", "source_end", "verdict", "doubtful", "drawn", "note"]
ROWS = (
    ("0", "100", "500", "600", "true", "", "high", "wells"),
    ("0", "100", "700", "800", "false", "doubtful", "rest", ""),
    ("200", "300", "500", "600", "true", "", "low", "part"),
)


def written(*rows: tuple[str, ...], local: str = LOCAL, source: str = SOURCE) -> str:
    digests = [sha256(text.encode()).hexdigest() for text in (local, source)]
    head = f"# made up\n# local sha256 {digests[0]}\n# source sha256 {digests[1]}\n"
    return head + "".join("\t".join(row) + "\n" for row in (tuple(COLUMNS), *rows))


def test_a_truth_is_read() -> None:
    truth = read_truth(written(*ROWS))
    first, second, third = truth.verdicts
    assert (first.local, first.source) == (Span(0, 100), Span(500, 600))
    assert [each.true for each in truth.verdicts] == [True, False, True]
    assert (first.doubtful, second.doubtful, third.drawn) == (False, True, "low")
    check(truth, LOCAL, SOURCE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(written(("0", "1", "2", "3", "yes", "", "high", "")), "verdict", id="word"),
        pytest.param(written(("0", "1", "2", "3", "true", "", "all", "")), "verdict", id="drawn"),
        pytest.param(written(ROWS[0], ROWS[0]), "two verdicts", id="twice"),
        pytest.param(written(*ROWS).replace("# source", "# other"), "digests", id="no digest"),
    ],
)
def test_a_truth_that_does_not_hold_is_told(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_truth(text)


@pytest.mark.parametrize(("local", "source"), [("khác", SOURCE), (LOCAL, "khác")])
def test_places_in_another_text_stop_the_run(local: str, source: str) -> None:
    with pytest.raises(SystemExit):
        check(read_truth(written(*ROWS)), local, source)


def test_a_verdict_is_found_by_both_ends() -> None:
    verdicts = read_truth(written(*ROWS)).verdicts
    links = [
        Link(Span(0, 95), Span(500, 600), 0.9),  # an end moved by a few letters
        Link(Span(0, 100), Span(700, 800), 0.9),
        Link(Span(0, 50), Span(500, 600), 0.9),  # another cut of the sentence
        Link(Span(200, 300), Span(700, 800), 0.9),  # both ends known, not together
    ]
    found = [link.verdict for link in judge(links, verdicts)]
    assert found == [verdicts[0], verdicts[1], None, None]


def test_links_are_counted_by_score() -> None:
    verdicts = read_truth(written(*ROWS)).verdicts
    links = [
        Link(Span(0, 100), Span(500, 600), 0.9, verdicts[0]),
        Link(Span(0, 100), Span(700, 800), 0.8, verdicts[1]),
        Link(Span(400, 500), Span(500, 600), 0.85),
        Link(Span(200, 300), Span(500, 600), 0.55, verdicts[2]),
    ]
    section = score(links)
    figures = section.figures
    counts = [figures[f"57.links.{name}"] for name in ("all", "judged", "true", "unjudged")]
    assert counts == [3, 2, 1, 1]
    assert figures["57.sample.precision"] == 1
    assert (figures["57.at 0.5.true"], figures["57.at 0.6.all"]) == (1, 0)
    assert section.cases == {"false": ["0/700"]}


@pytest.mark.parametrize(
    ("true", "false", "met"),
    [
        pytest.param(57, 3, True, id="at the bar"),
        pytest.param(56, 4, False, id="one below"),
        pytest.param(59, 0, False, id="too few were read"),
    ],
)
def test_the_bar_wants_57_of_60(true: int, false: int, met: bool) -> None:
    right, wrong, _ = read_truth(written(*ROWS)).verdicts
    links = [Link(Span(0, 1), Span(0, 1), 0.9, each) for each in [right] * true + [wrong] * false]
    assert score(links).notes[0].startswith("met") == met
