"""Values of spreadsheet cells as a reader in Việt Nam sees them.

A format code ([MS-XLS] 2.4.126, ECMA-376 part 1, 18.8.31) decides whether a number is a date
or a percentage, how many decimals it shows and whether thousands are set apart. Dates are
written day/month/year, decimals after a comma.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_DATE = re.compile("[dy]|m(?!a)|h|s", re.IGNORECASE)
_DECIMALS = re.compile(r"\.([0#?]+)")

Value = str | float | bool | dt.date | dt.time | dt.timedelta | None


@cache
def _bare(code: str) -> str:
    """The code of positive numbers without colours, conditions and literal words."""
    return _QUOTED.sub("", code).split(";")[0]


def is_date_format(code: str) -> bool:
    """Whether a format code shows a number as a date or time.

    >>> is_date_format("dd/mm/yyyy"), is_date_format('0" ngày"'), is_date_format("General")
    (True, False, False)
    """
    bare = _bare(code)
    return bare.lower() != "general" and _DATE.search(bare) is not None


def shown(value: Value, code: str = "General") -> str:
    """The words of a cell.

    >>> shown(0.955, "0.0%"), shown(1234567.0, "#,##0"), shown(5.0), shown(2.5)
    ('95,5%', '1.234.567', '5', '2,5')
    >>> shown(dt.date(2026, 12, 31), "dd/mm/yyyy")
    '31/12/2026'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(float(value), _bare(code))
    return value if isinstance(value, str) else _moment(value, _bare(code).lower())


def _moment(value: dt.date | dt.time | dt.timedelta, code: str) -> str:
    if isinstance(value, dt.timedelta):
        minutes = int(value.total_seconds()) // 60
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02}"
    day = f"{value.month:02}/{value.year}"
    if "d" in code or "m" not in code:
        day = f"{value.day:02}/{day}"
    if isinstance(value, dt.datetime) and "h" in code:
        return f"{day} {value.hour}:{value.minute:02}"
    return day


def _number(value: float, code: str) -> str:
    percent = "%" in code
    value = value * 100 if percent else value
    decimals = _DECIMALS.search(code)
    if decimals is not None:
        digits = f"{value:,.{len(decimals[1])}f}"
        spare = len(decimals[1]) - len(decimals[1].rstrip("#?"))
        digits = _cut(digits, spare)
    elif code[:1] in "0#" and code:
        digits = f"{value:,.0f}"
    else:
        digits = _general(value)
    if "," not in code:
        digits = digits.replace(",", "")
    return digits.translate(str.maketrans(",.", ".,")) + ("%" if percent else "")


def _cut(digits: str, spare: int) -> str:
    """Without the zeros that a format shows only where there is something."""
    while spare and digits.endswith("0"):
        digits, spare = digits[:-1], spare - 1
    return digits.removesuffix(".")


def _general(value: float) -> str:
    """Up to eleven digits, as Excel shows numbers without a format."""
    if value.is_integer() and abs(value) < 1e15:
        return f"{value:.0f}"
    return f"{value:.11g}"
