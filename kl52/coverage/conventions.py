"""The conventions of an office, from a project file: ``kl52.toml``.

::

    [coverage]
    against = ["van-ban/nghi-quyet-03.pdf", "/akn/vn/act/…"]   # files from the folder of kl52.toml
    disable = ["actor_missing"]                                # codes of findings
    severity = {deadline_missing = "error"}

    [office]
    own_level = "province"      # where a draft does not say whose it is
    province = "Lạng Sơn"

    [office.alias]              # what the office calls a body -> its name in the registry
    "Sở KHCN" = "Sở Khoa học và Công nghệ"

Whatever is wrong in the file raises ``UsageError`` with its line or key, so that no setting is
passed over in silence.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn, get_args

from kl52 import bodies
from kl52.coverage.findings.telling import codes
from kl52.coverage.values import Finding
from kl52.errors import UsageError, reason_of
from kl52.language.lexicon import fold
from kl52.model import Body, Document, Severity

FILE = "kl52.toml"
LEVELS = ("province", "district", "commune", "party-province", "party-commune", "central")
_KNOWN = {
    "coverage": ("against", "disable", "severity"),
    "office": ("own_level", "province", "alias"),
}


@dataclass(frozen=True, slots=True)
class Conventions:
    """``against`` are files (absolute) or ids; ``alias`` leads from folded names to
    those of the registry."""

    against: tuple[str, ...] = ()
    disable: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    own_level: str | None = None
    province: str | None = None
    alias: Mapping[str, str] = field(default_factory=dict)

    def without(self, codes: Iterable[str]) -> Conventions:
        """The same with further codes switched off."""
        return replace(self, disable=self.disable | {checked(code) for code in codes})

    def grade(self, findings: Iterable[Finding]) -> tuple[tuple[Finding, ...], dict[str, int]]:
        """The findings that are switched on, graded as the office does; the others counted."""
        kept: list[Finding] = []
        off: Counter[str] = Counter()
        for each in findings:
            if {each.code, each.rule} & self.disable:
                off[each.rule] += 1
            else:
                grade = self.severity.get(each.code, each.severity)
                kept.append(replace(each, severity=self.severity.get(each.rule, grade)))
        return tuple(kept), dict(off)

    def applied_to(self, plan: Document) -> Document:
        """A plan with the level and province that it leaves open, and its bodies by their alias."""
        header = replace(
            plan.header,
            level=plan.header.level or self.own_level,
            province=plan.header.province or self.province,
        )
        filled = header.province != plan.header.province
        if not (self.alias or filled):
            return replace(plan, header=header)

        def named(body: Body) -> Body:
            meant = self.alias.get(fold(body.name), body.name if filled else None)
            about = header.on, header.province, header.level
            id = bodies.body_id(meant, *about) if meant else body.id
            return replace(body, id=id or body.id)

        duties = tuple(
            replace(
                duty,
                lead=tuple(map(named, duty.lead)),
                coordinate=tuple(map(named, duty.coordinate)),
            )
            for duty in plan.obligations
        )
        return replace(plan, header=header, obligations=duties)


def checked(code: str) -> str:
    """The code, if it is one, or that of several rules (``form``).

    Else raises ``UsageError`` with the one that is nearest.
    """
    known = dict.fromkeys([*codes(), *(each.partition("/")[0] for each in codes())])
    if code in known:
        return code
    near = difflib.get_close_matches(code.lower().replace("-", "_"), known, 1, 0.5)
    hint = f"có phải {near[0]}?" if near else "xem kl52 coverage --list-codes"
    raise UsageError(f"không có mã phát hiện «{code}» → {hint}")


def find_file(plan: str) -> Path | None:
    """The project file of a plan: in its folder or above, up to the home of the user."""
    start = Path.cwd() if plan == "-" else Path(plan).absolute().parent
    home = Path.home()
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder / FILE
        if folder == home:
            return None
    return None


def read_conventions(path: Path) -> Conventions:
    """The conventions of a project file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        reason = reason_of(error)
        raise UsageError(f"{path}: không đọc được ({reason}) → kiểm tra --config") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: không phải chữ UTF-8 → lưu lại dạng UTF-8") from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{path}:{line[1]}" if line else str(path)
        raise UsageError(f"{where}: không đúng cú pháp TOML ({error}) → sửa dòng này") from error
    return _Reading(path, text, data).conventions()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A project file while it is read; every complaint names the line of the key."""

    path: Path
    text: str
    data: Mapping[str, Any]

    def conventions(self) -> Conventions:
        for table in self.data:
            if table not in _KNOWN:
                self._fail(table, f"không có mục [{table}]", f"có: {', '.join(_KNOWN)}")
        coverage, office = (self._table(name) for name in _KNOWN)
        level = self._word(office, "own_level")
        if level is not None and level not in LEVELS:
            self._fail("own_level", f"không có cấp «{level}»", f"có: {', '.join(LEVELS)}")
        return Conventions(
            against=tuple(map(self._place, self._words(coverage, "against"))),
            disable=frozenset(
                self._code(each, "disable") for each in self._words(coverage, "disable")
            ),
            severity=dict(self._severities(coverage)),
            own_level=level,
            province=self._province(office),
            alias=dict(self._aliases(office)),
        )

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self.data.get(name, {})
        if not isinstance(table, dict):
            self._fail(name, f"{name} phải là một mục", f"viết [{name}]")
        for key in table:
            if key not in _KNOWN[name]:
                self._fail(key, f"[{name}] không có khóa «{key}»", f"có: {', '.join(_KNOWN[name])}")
        return table

    def _words(self, table: Mapping[str, Any], key: str) -> list[str]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            self._fail(key, f"{key} phải là danh sách chữ", f'viết {key} = ["…"]')
        return value

    def _word(self, table: Mapping[str, Any], key: str) -> str | None:
        value = table.get(key)
        if value is not None and not isinstance(value, str):
            self._fail(key, f"{key} phải là chữ", f'viết {key} = "…"')
        return value

    def _code(self, code: str, key: str) -> str:
        try:
            return checked(code)
        except UsageError as error:
            raise UsageError(f"{self._where(key)}: {error}") from error

    def _severities(self, table: Mapping[str, Any]) -> Iterator[tuple[str, Severity]]:
        known = get_args(Severity)
        given = table.get("severity", {})
        if not isinstance(given, dict):
            self._fail("severity", "severity phải là bảng", 'viết severity = {mã = "warning"}')
        for code, severity in given.items():
            self._code(code, "severity")
            if severity not in known:
                self._fail(code, f"không có mức «{severity}»", f"có: {', '.join(known)}")
            yield code, severity

    def _province(self, table: Mapping[str, Any]) -> str | None:
        name = self._word(table, "province")
        if name is None:
            return None
        found = bodies.province_of(name)
        if found is None:
            self._fail("province", f"không có tỉnh, thành phố «{name}»", "viết đúng tên tỉnh")
        return found.name

    def _aliases(self, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        given = table.get("alias", {})
        if not isinstance(given, dict):
            self._fail("alias", "alias phải là bảng", 'viết [office.alias], mỗi dòng "tên" = "tên"')
        for name, meant in given.items():
            body = bodies.find_body(meant) if isinstance(meant, str) else None
            if body is None:
                self._fail(name, f"không có cơ quan «{meant}»", "tra bằng kl52 body")
            yield fold(name), meant

    def _place(self, name: str) -> str:
        return name if name.startswith("/akn/") else str(self.path.absolute().parent / name)

    def _fail(self, key: str, reason: str, hint: str) -> NoReturn:
        raise UsageError(f"{self._where(key)}: {reason} → {hint}")

    def _where(self, key: str) -> str:
        """The file with the line that first has the key."""
        quoted = re.escape(key)
        for number, line in enumerate(self.text.splitlines(), start=1):
            if re.search(rf"""(?:^|[\s{{,\["'.]){quoted}["']?\s*(?:=|\]|\.)""", line):
                return f"{self.path}:{number}"
        return str(self.path)
