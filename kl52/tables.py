"""The tables and lists of ``kl52/data``, read when first asked for and kept."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def read_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, without its comments and its line of column names.

    >>> ("đơn vị tính", "measure") in read_table("columns.tsv")
    True
    """
    lines = [line for line in _lines(name) if line.strip() and not line.startswith("# ")]
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines[1:])


@cache
def read_list(name: str) -> tuple[str, ...]:
    """The lines of a list (``*.txt``), without its comments and empty lines.

    >>> "trên địa bàn" in read_list("localities.txt")
    True
    """
    return tuple(line for line in _lines(name) if line and line[0] != "#")


def _lines(name: str) -> list[str]:
    text = resources.files("kl52").joinpath("data", name).read_text(encoding="utf-8")
    return text.splitlines()
