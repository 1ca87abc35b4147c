"""The words of the citation rules: every list is used, and what is added to one is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kl52.citations.phrases import any_of, each_of
from kl52.tables import read_table

ROWS = read_table("phrases.tsv")
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in (Path(__file__).resolve().parent.parent / "kl52" / "citations").glob("*.py")
)


@pytest.mark.parametrize(("name", "vi", "en", "phrases"), ROWS)
def test_every_list_is_used_and_sound(name: str, vi: str, en: str, phrases: str) -> None:
    assert re.search(rf"(?:any|each|pairs)_of\([\"']{name}[\"']\)", CODE)
    assert vi
    assert en
    assert vi != en
    assert re.compile(phrases)
    assert not re.search(r"^\||\|\||\|$", phrases), "an empty phrase would match anything"


def test_no_list_is_named_twice() -> None:
    names = [name for name, *_ in ROWS]
    assert len(names) == len(set(names))
    assert set(re.findall(r"(?:any|each|pairs)_of\([\"']([\w-]+)[\"']\)", CODE)) <= set(names)


def test_lists_that_are_taken_apart_hold_no_choices() -> None:
    for name in re.findall(r"each_of\([\"']([\w-]+)[\"']\)", CODE):
        assert all(re.compile(phrase) for phrase in each_of(name)), name


def test_a_definition_is_read_in_any_case() -> None:
    pattern = re.compile(any_of("defines"), re.IGNORECASE)
    assert pattern.match("SAU ĐÂY GỌI TẮT LÀ")
    assert pattern.match("sau đây được viết tắt là")
