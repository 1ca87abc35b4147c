"""The parser of the command line, in Vietnamese.

argparse leaves its own words to gettext and so to the locale of the machine; an office
reads Vietnamese whatever its machine is set to.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

# What argparse says (Python 3.11 to 3.14) -> what the user reads.
_ERRORS = (
    (r"the following arguments are required: (.+)", r"thiếu \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu \1"),
    (r"argument LỆNH: invalid choice: '(.+?)' \((?:choose from|maybe) (.+)\)",
     r"không có lệnh \1 (có: \2)"),
    (r"argument (\S+): invalid choice: '(.+?)' \(choose from (.+)\)",
     r"\1 không nhận \2 (nhận: \3)"),
    (r"argument (\S+): expected one argument", r"\1 cần một giá trị"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"\1 không nhận giá trị (\2)"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 cần một số nguyên, không phải \2"),
    (r"argument (\S+): (không .*)", r"\1: \2"),
    (r"ambiguous option: (\S+) could match (.+)", r"\1 có thể là \2"),
)  # fmt: skip


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An ``ArgumentParser`` whose help and errors are in Vietnamese; errors exit with 2.

    >>> parser = Parser(prog="kl52")
    >>> _ = parser.add_argument("doc", metavar="DOC")
    >>> print(parser.format_help())
    cách dùng: kl52 [-h] DOC
    <BLANKLINE>
    tham số:
      DOC
    <BLANKLINE>
    tùy chọn:
      -h, --help  in trợ giúp này rồi thoát
    <BLANKLINE>
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=_Formatter, add_help=False, **options)
        self._positionals.title = "tham số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in trợ giúp này rồi thoát")

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where the help is."""
        for english, vietnamese in _ERRORS:
            message = re.sub(rf"^{english}$", vietnamese, message)
        self.exit(2, f"kl52: {message} → xem {self.prog} --help\n")
