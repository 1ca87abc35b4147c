"""What the readers do about old fonts: convert, and say so.

A conversion is no repair that a reader of the result must check, so it is told as an
``info``; lines whose words did not come out Vietnamese are named.
"""

from __future__ import annotations

from collections.abc import Sequence

from kl52.model import Diagnostic
from kl52.reading.assembly import Draft
from kl52.reading.legacy.fonts import find_legacy
from kl52.reading.legacy.lines import Legacy
from kl52.spans import Edits

# So many doubtful lines are named; the rest are counted.
_NAMED = 10


def convert_text(text: str) -> tuple[str, Legacy]:
    """A text as Unicode, and what was converted in it.

    >>> convert_text("Uû ban nh©n d©n tØnh")[0]
    'Uỷ ban nhân dân tỉnh'
    """
    found = find_legacy(text)
    return (Edits(found.edits).apply(text) if found.edits else text), found


def convert_draft(draft: Draft) -> None:
    """Make the text of a draft Unicode; its lines and marks keep their words."""
    found = find_legacy(draft.text)
    if found.edits:
        draft.rewrite(found.edits)
        draft.diagnostics += tell(found)


def tell(found: Legacy) -> Sequence[Diagnostic]:
    """The diagnostics of a conversion."""
    if not found.words:
        return ()
    fonts = ", ".join(f"{charset} ({count} chữ)" for charset, count in found.words)
    message = f"Văn bản gõ bằng bảng mã cũ đã được chuyển sang Unicode: {fonts}."
    told = [Diagnostic("info", "legacy-font", message)]
    if found.doubtful:
        told.append(Diagnostic("warning", "legacy-doubtful", _doubts(found.doubtful)))
    return told


def _doubts(lines: Sequence[int]) -> str:
    named = ", ".join(str(line + 1) for line in lines[:_NAMED])
    more = f" và {len(lines) - _NAMED} dòng khác" if len(lines) > _NAMED else ""
    return (
        f"Chuyển từ bảng mã cũ chưa chắc đúng ở dòng {named}{more} của văn bản;"
        " hãy đối chiếu với bản gốc."
    )
