"""The rule tables of ``kl52/data`` as rows of cells, read when first asked for and kept."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, without its comments and its line of column names.

    >>> ("đơn vị tính", "measure") in read_table("columns.tsv")
    True
    """
    text = resources.files("kl52").joinpath("data", name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("# ")]
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines[1:])
