"""Calendar dates as Vietnamese documents print them.

``ngày 21 tháng 01 năm 2020`` (Decree 30/2020/NĐ-CP), ``21/01/2020``, and the Party's
``21-01-2020``; also a month or a year alone. Input: text; output: ISO strings.
"""

from __future__ import annotations

import re
from datetime import date

DAY = (
    r"(?:ngày\s*)?(?P<{p}d>\d{{1,2}})\s?(?P<{p}sep>[/.\-])\s?(?P<{p}m>\d{{1,2}})\s?(?P={p}sep)\s?(?P<{p}y>\d{{4}})"
    r"|(?:ngày\s*)?(?P<{p}ld>\d{{1,2}})\s*tháng\s*(?P<{p}lm>\d{{1,2}})\s*,?\s*năm\s*(?P<{p}ly>\d{{4}})"
)


def day_pattern(prefix: str = "") -> str:
    """A pattern for one day, its groups named with ``prefix`` so that it can stand twice."""
    return "(?:" + DAY.format(p=prefix) + ")"


_DAY = re.compile(r"(?<![\d/.-])" + day_pattern(), re.IGNORECASE)


def iso_of(match: re.Match[str], prefix: str = "") -> str | None:
    """The ISO date of a match of :func:`day_pattern`; ``None`` if there is no such day."""
    groups = match.groupdict()
    for day, month, year in (("d", "m", "y"), ("ld", "lm", "ly")):
        if groups.get(prefix + day):
            try:
                return date(
                    int(groups[prefix + year]),
                    int(groups[prefix + month]),
                    int(groups[prefix + day]),
                ).isoformat()
            except ValueError:
                return None
    return None


def find_date(text: str) -> str | None:
    """The first day in ``text``.

    >>> find_date("ngày 21 tháng 01 năm 2020")
    '2020-01-21'
    >>> find_date("ngày 07/8/2019"), find_date("24-11-2023"), find_date("ngày 0/9/2016")
    ('2019-08-07', '2023-11-24', None)
    """
    match = _DAY.search(text)
    return iso_of(match) if match else None
