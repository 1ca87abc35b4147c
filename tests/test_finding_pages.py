"""Every code of finding has its page, and the example on it gives the finding it is there for."""

from __future__ import annotations

import re

import pytest

from docs.pages import EXAMPLES, FOLDER, example, file_of, pages, told
from kl52.coverage.findings.telling import codes, message_of

CODES = tuple(codes())


def test_every_code_has_an_example_and_every_example_its_code() -> None:
    assert {path.stem for path in EXAMPLES.glob("*.toml")} == set(map(file_of, CODES))


def test_pages_are_those_that_are_built() -> None:
    built = pages()
    kept = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    assert sorted(kept) == sorted(built)
    for name, text in built.items():
        assert kept[name] == text, f"{name}: make pages"


@pytest.mark.parametrize("code", CODES)
def test_an_example_gives_its_finding(code: str) -> None:
    found = told(code, example(code).check())
    assert found
    assert codes()[code].severity in {each.severity for each in found}


@pytest.mark.parametrize("code", [code for code in CODES if example(code).old])
def test_a_mended_example_does_not(code: str) -> None:
    shown = example(code)
    assert shown.old in shown.whole_plan
    assert told(code, shown.check(mended=True)) == []


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_words_have_nothing_left_to_fill_in(code: str, language: str) -> None:
    for finding in told(code, example(code).check()):
        words = message_of(finding, language)
        assert not re.search(r"[{}]|«»|“”", words)
        assert words.endswith(".")
    assert message_of(finding, "vi") == finding.message
