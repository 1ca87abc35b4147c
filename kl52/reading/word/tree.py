"""The tree of a part as it is printed: one reading of its changes, no field codes, no wrappers.

:func:`settle` changes the tree in place. Afterwards every paragraph, table, row, cell and run
is a child of what it is printed in: of each pair of alternatives one is left, of tracked
changes one side; content controls, links, smart tags are gone and their contents stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from kl52.reading.word.package import W, elements

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXTUAL = (f"{W}t", f"{W}delText")
_DELETED = tuple(W + name for name in ("del", "moveFrom", "cellDel"))
_INSERTED = tuple(W + name for name in ("ins", "moveTo", "cellIns"))
_HOLDERS = {f"{W}trPr": f"{W}tr", f"{W}tcPr": f"{W}tc"}
_WRAPPERS = (
    "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo",
    "ins", "del", "moveFrom", "moveTo", "ruby", "rubyBase",
)  # fmt: skip
# What wrappers say of themselves, and what was before a change of format; of ruby, the small
# print above the line.
_ASIDE = (
    "sdtPr", "sdtEndPr", "customXmlPr", "smartTagPr", "fldData", "rubyPr", "rt",
    "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange",
)  # fmt: skip
_RUN_CONTENT = (
    "t", "delText", "tab", "ptab", "br", "cr", "sym", "noBreakHyphen", "softHyphen",
    "drawing", "pict", "object", "footnoteReference", "endnoteReference",
)  # fmt: skip


def settle(root: etree._Element, *, original: bool = False) -> int:
    """Settles the tree and gives the number of its tracked changes of text.

    With ``original`` the text is that before all changes: deletions stay, insertions go,
    what was moved stands where it was.
    """
    _choose_alternatives(root)
    if original:
        _undo_formatting(root)
    changes, joined = _settle_changes(root, _INSERTED if original else _DELETED)
    _drop_field_codes(root)
    for each in list(elements(root, *_ASIDE)):
        _remove(each)
    for each in list(elements(root, *_WRAPPERS)):
        _unwrap(each)
    _join(joined)
    return changes


def _choose_alternatives(root: etree._Element) -> None:
    """Of ``mc:AlternateContent`` the first alternative with words, else the first."""
    for each in list(root.iter(f"{_MC}AlternateContent")):
        options = [child for child in each if child.tag in (f"{_MC}Choice", f"{_MC}Fallback")]
        worded = (option for option in options if next(option.iter(*_TEXTUAL), None) is not None)
        chosen = next(worded, options[0] if options else None)
        for child in list(each):
            if child is not chosen:
                each.remove(child)
        if chosen is not None:
            _unwrap(chosen)
        _unwrap(each)


def _undo_formatting(root: etree._Element) -> None:
    """Paragraphs get back the style and numbering that they had before a tracked change."""
    for change in list(elements(root, "pPrChange")):
        properties, old = change.getparent(), change.find(f"{W}pPr")
        if properties is None or old is None:
            continue
        for name in ("pStyle", "numPr"):
            now, before = properties.find(W + name), old.find(W + name)
            if now is not None:
                properties.remove(now)
            if before is not None:
                properties.insert(0, before)


def _settle_changes(root: etree._Element, gone: Iterable[str]) -> tuple[int, list[etree._Element]]:
    """Drops what is gone; gives the number of changes and the paragraphs without their mark."""
    joined: list[etree._Element] = []
    changes = list(root.iter(*_DELETED, *_INSERTED))
    for each in changes:
        parent = each.getparent()
        if parent is None:
            continue
        if parent.tag == f"{W}rPr":
            paragraph = _paragraph_of_mark(parent)
            if paragraph is not None and each.tag in gone and paragraph not in joined[-1:]:
                joined.append(paragraph)
        elif each.tag in gone:
            holder = parent.getparent()
            if parent.tag in _HOLDERS and holder is not None:
                _remove(holder)
            else:
                _remove(parent if parent.tag == f"{W}numPr" else each)
    return len(changes), joined


def _paragraph_of_mark(properties: etree._Element) -> etree._Element | None:
    """The paragraph whose mark these run properties are."""
    above = properties.getparent()
    if above is None or above.tag != f"{W}pPr":
        return None
    return above.getparent()


def _join(joined: Sequence[etree._Element]) -> None:
    """Paragraphs whose mark is gone go on with the next one, in its style and numbering.

    So Word does, for the mark holds them. A paragraph that brings no words leaves the style
    of the words before it; one with neither words nor a mark is gone.
    """
    at, emptied = 0, []
    while at < len(joined):
        run = [joined[at]]
        following = _next_block(run[0])
        while following is not None and following.tag == f"{W}p":
            run.append(following)
            if at + 1 == len(joined) or joined[at + 1] is not following:
                break
            at += 1
            following = _next_block(following)
        at += 1
        worded = [each for each in run if _has_content(each)]
        if following is not None and following.tag == f"{W}tbl" and not worded:
            emptied += run
        elif len(run) > 1:
            _merge(run, worded[-1] if worded else run[-1])
            emptied += run[1:]
    for each in emptied:
        _remove(each)


def _next_block(paragraph: etree._Element) -> etree._Element | None:
    following = paragraph.getnext()
    while following is not None and following.tag not in (f"{W}p", f"{W}tbl"):
        following = following.getnext()
    return following


def _merge(run: Sequence[etree._Element], model: etree._Element) -> None:
    """The first paragraph takes the contents of all, and the properties of ``model``."""
    properties = model.find(f"{W}pPr")
    for each in run:
        own = each.find(f"{W}pPr")
        if own is not None:
            each.remove(own)
    for each in run[1:]:
        for child in list(each):
            run[0].append(child)
    if properties is not None:
        run[0].insert(0, properties)


def _has_content(paragraph: etree._Element) -> bool:
    return next(elements(paragraph, *_RUN_CONTENT), None) is not None


def _drop_field_codes(root: etree._Element) -> None:
    """Of every field its result is left; a field that is never closed hides nothing."""
    if next(elements(root, "fldChar"), None) is None:
        return
    content = list(elements(root, "fldChar", *_RUN_CONTENT))
    opened: list[tuple[int, bool]] = []  # where a field began, and whether its result has begun
    codes = []
    for index, each in enumerate(content):
        kind = each.get(f"{W}fldCharType") if each.tag == f"{W}fldChar" else None
        if kind == "begin":
            opened.append((index, False))
        elif kind == "separate" and opened and not opened[-1][1]:
            codes.append((opened[-1][0], index))
            opened[-1] = (opened[-1][0], True)
        elif kind == "end" and opened:
            begun, shown = opened.pop()
            if not shown:
                codes.append((begun, index))
    reached = 0
    for begun, end in sorted(codes):
        for each in content[max(begun, reached) : end]:
            _remove(each)
        reached = max(reached, end)


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: etree._Element) -> None:
    """The children of an element stand in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)
