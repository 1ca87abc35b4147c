"""Sections of a Word file: which heads and feet of pages are printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from kl52.reading.word.package import R, Relation, W, is_on

Where = Literal["header", "footer"]
WHERE: tuple[Where, ...] = ("header", "footer")


def find_sections(root: etree._Element) -> list[etree._Element]:
    """The properties of the sections in their order."""
    return list(root.iter(f"{W}sectPr"))


def printed_parts(
    sections: list[etree._Element],
    relations: Mapping[str, Relation],
    where: Where,
    *,
    even: bool,
) -> list[str]:
    """The parts that hold the printed heads (or feet), each once, in order of first use.

    That of a first page is printed where its section has one of its own, that of even pages
    where the file tells them apart (``even``). A section without one goes on with that before.
    """
    current: dict[str, str] = {}
    found: dict[str, None] = {}
    for section in sections:
        for each in section.iterchildren(f"{W}{where}Reference"):
            relation = relations.get(each.get(f"{R}id", ""))
            if relation is not None:
                current[each.get(f"{W}type", "default")] = relation.part
        kinds = ["first"] if is_on(section, "titlePg") else []
        kinds += ["default", "even"] if even else ["default"]
        found.update(dict.fromkeys(current[kind] for kind in kinds if kind in current))
    return list(found)
