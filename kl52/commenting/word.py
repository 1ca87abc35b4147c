"""Comments in a Word file: written at their runs, and taken out again.

In: the bytes of a .docx and remarks whose spans count in the text of the plan that was read from
it. Out: the bytes of a file that is the same but for its comments. Writing them again replaces
those of before; comments of people are never touched. Raises
:class:`~kl52.errors.UnsupportedFormat` for what is no .docx.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from kl52.commenting.anchors import Anchors
from kl52.commenting.remarks import Remark
from kl52.errors import UnsupportedFormat
from kl52.model import Document
from kl52.reading.options import DEFAULT, ReadOptions
from kl52.reading.word.document import read_runs

AUTHOR = "kl52"


def add_comments(
    data: bytes, plan: Document, remarks: Iterable[Remark], options: ReadOptions = DEFAULT
) -> bytes:
    """The file with a comment for each remark, in place of those that kl52 wrote before."""
    file = _opened(remove_comments(data, plan.source.name), plan.source.name)
    name = plan.source.name
    anchors = Anchors(file.element, read_runs(_saved(file), name, options))
    for remark in remarks:
        ends = anchors.around(plan.text.offsets.raw(remark.span))
        if ends is not None:
            _comment(file, ends, remark)
    return _saved(file)


def remove_comments(data: bytes, name: str) -> bytes:
    """The file without the comments that kl52 wrote; the same bytes where there are none."""
    from docx.oxml.ns import qn

    file = _opened(data, name)
    comments = _comments(file)
    ours = [each for each in comments if each.get(qn("w:author")) == AUTHOR]
    if not ours:
        return data
    gone = {each.get(qn("w:id")) for each in ours}
    for each in ours:
        comments.remove(each)
    for tag in ("w:commentRangeStart", "w:commentRangeEnd"):
        for mark in list(file.element.iter(qn(tag))):
            if mark.get(qn("w:id")) in gone:
                mark.getparent().remove(mark)
    for mark in list(file.element.iter(qn("w:commentReference"))):
        if mark.get(qn("w:id")) in gone:
            run = mark.getparent()
            run.remove(mark)
            if all(child.tag == qn("w:rPr") for child in run):
                run.getparent().remove(run)
    return _saved(file)


def _comment(file: Any, ends: tuple[Any, Any], remark: Remark) -> None:
    from docx.text.run import Run

    runs = [Run(each, file) for each in ends]
    file.add_comment(runs, text="\n".join(map(printable, remark.lines)), author=AUTHOR,
                     initials=AUTHOR)  # fmt: skip


def printable(words: str) -> str:
    """Words without the characters that XML cannot hold.

    >>> printable("a\\x00b\\ud800c")
    'abc'
    """
    return "".join(
        each
        for each in words
        if each in "\t\n"
        or (each >= " " and not "\ud800" <= each <= "\udfff")
        and each not in "\ufffe\uffff"
    )


def _comments(file: Any) -> Any:
    part = file.part
    related = [each for each in part.rels.values() if each.reltype.endswith("/comments")]
    return part._comments_part.element if related else ()


def _opened(data: bytes, name: str) -> Any:
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx raises what zipfile, lxml and itself raise
        advice = "mở bằng Word rồi lưu lại dạng .docx"
        raise UnsupportedFormat(name, "chỉ ghi nhận xét được vào tệp .docx", advice) from error


def _saved(file: Any) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
