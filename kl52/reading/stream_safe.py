"""Text in which no letter bears more marks than any language has, after UAX #15, section 13.

Putting the marks of one letter in order takes time that grows with their square, so a page of
marks on one letter would stop every reader. The length of a text stays what it is.
"""

from __future__ import annotations

import re
import unicodedata

# No real text has more than 30 marks on a letter.
MOST_MARKS = 30
_REPLACED = "\ufffd"
_FILLERS = "\u115f\u1160"
# Marks are neither letters nor white space nor ASCII; what else is so is sorted out below. The
# first of a run is looked for by a single set, so that most of a text is passed over at once.
_RUN = re.compile(
    rf"[^\s\x00-\x7f](?<=[\W{_FILLERS}])(?:[^\w\s\x00-\x7f]|[{_FILLERS}]){{{MOST_MARKS},}}"
)


def stream_safe(text: str) -> str:
    """``text``, with U+FFFD for every mark that is one too many.

    >>> stream_safe("a" + "\u0301" * 99).count("\ufffd")
    3
    """
    return _RUN.sub(lambda match: _ended(match.group()), text)


def _ended(run: str) -> str:
    marks, kept = 0, []
    for sign in run:
        if unicodedata.combining(sign):
            marks += 1
        elif not _is_invisible(sign):
            marks = 0
        kept.append(_REPLACED if marks > MOST_MARKS else sign)
        marks %= MOST_MARKS + 1
    return "".join(kept)


def _is_invisible(sign: str) -> bool:
    """Whether normalising takes ``sign`` out, so that the marks on both sides meet."""
    return sign in _FILLERS or unicodedata.category(sign) in ("Cf", "Mn")
