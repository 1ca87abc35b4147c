"""A user's own list of documents (CSV or JSONL) as facts of the catalogue.

In: the bytes of the file, as Excel or a registry of documents writes it: commas, semicolons or
tabs, with or without a byte order mark, Vietnamese or English column names, days as dd/mm/yyyy
or ISO. Out: :class:`Row` values, each an entry with its line, or the reason why it is none.
Guarantee: every row of the file comes out once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kl52 import bodies
from kl52.catalogue.entries import Entry, Fact
from kl52.catalogue.identity import issuer_slug, work_uri
from kl52.catalogue.records import EXPECTED, csv_records, json_records
from kl52.errors import UnreadableDocument
from kl52.header.issuers import issuer_of_symbol
from kl52.language.dates import find_date
from kl52.language.lexicon import doc_types, fold
from kl52.language.symbols import Symbol, canonical_number, find_symbols
from kl52.model import Change, Promulgated
from kl52.reading.encodings import decode

_DAY = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?: .*)?$")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?:[T ].*)?$")
_LOCAL = re.compile(r"(?:UBND|HĐND|TU|HU|ĐU)(?:-|$)|^S[A-ZĐ]+$")


@dataclass(frozen=True, slots=True)
class Defaults:
    """What holds for every row that does not say it; ``on`` is the day the list speaks of."""

    source: str
    on: str
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: an entry and what became of it, or why it was not taken."""

    line: int
    text: str
    entry: Entry | None = None
    changes: tuple[Change, ...] = ()
    reason: str | None = None


class _Refused(ValueError):
    """A row that gives no document; says why."""


def read_rows(data: bytes, name: str, defaults: Defaults) -> Iterator[Row]:
    """The rows of a list. ``name`` tells JSONL from CSV where the words do not.

    Raises :class:`~kl52.errors.UnreadableDocument` where the file is no such list.

    >>> rows = read_rows("Số, ký hiệu;Ngày ban hành\\n5/QĐ-TTg;02/01/2020\\n".encode(), "a.csv",
    ...                  Defaults("a.csv", "2026-01-01"))
    >>> [row.entry.id for row in rows]
    ['/akn/vn/act/quyet-dinh/ttg/2020-01-02/5-qd-ttg']
    """
    text, unsure = decode(data)
    if unsure or "\0" in text:
        hint = "trong Excel: Save As → «CSV UTF-8»; hoặc lưu lại tệp với mã UTF-8"
        raise UnreadableDocument(name, "danh mục không phải chữ Unicode", hint)
    if not text.strip():
        raise UnreadableDocument(name, "danh mục rỗng", EXPECTED)
    records = json_records(text) if text.lstrip()[0] in "{" else csv_records(text, name)
    return (_row(line, words, said, defaults) for line, words, said in records)


def _row(line: int, words: str, said: Mapping[str, str] | str, defaults: Defaults) -> Row:
    if isinstance(said, str):
        return Row(line, words, reason=said)
    try:
        entry = _entry({key: value for key, value in said.items() if value}, defaults)
    except _Refused as error:
        return Row(line, words, reason=str(error))
    try:
        ended = _ended(said, defaults)
    except _Refused as error:
        return Row(line, words, reason=str(error))
    if ended is not None and ended.part is None:
        entry = replace(entry, status="unknown", seen=None)
    return Row(line, words, entry, (ended,) if ended is not None else ())


def _entry(said: Mapping[str, str], defaults: Defaults) -> Entry:
    number, symbol = _number(said.get("number", ""))
    title = said.get("title")
    kind = _type(said.get("type"), symbol, title)
    date = _date("ngày ban hành", said.get("date"))
    if date is None and symbol.year is None:
        raise _Refused("thiếu ngày ban hành")
    issuer, province = _issuer(said, symbol, defaults)
    in_force = _says_in_force(said.get("status"))
    promulgates = re.match(
        r"(?:Về (?:việc )?)?(?:phê duyệt|ban hành) ((?:Chiến lược|Chương trình|Đề án|Kế hoạch) .+)",
        title or "",
        re.IGNORECASE,
    )
    return Entry(
        id=work_uri(kind, number, date, issuer, province, title),
        type=kind,
        number=number,
        date=date,
        issuer=issuer,
        province=province,
        title=title,
        status="in_force" if in_force else "unknown",
        since=_date("ngày có hiệu lực", said.get("since")),
        seen=defaults.on if in_force else None,
        promulgates=Promulgated(promulgates[1].split(" ")[0], promulgates[1])
        if promulgates
        else None,
        sources=(Fact("*", defaults.source, "V"),),
        file=defaults.source,
    )


def _number(printed: str) -> tuple[str, Symbol]:
    if not printed:
        raise _Refused("thiếu số, ký hiệu")
    # Ð of Western keyboards for Đ; «1830 QĐ-UBND» without its bar
    plain = re.sub(r"^số:?\s*", "", printed, flags=re.IGNORECASE).replace("Ð", "Đ")
    number = canonical_number(re.sub(r"^(\d+)\s+(?=[A-ZĐ])", r"\1/", plain))
    symbol = next(iter(find_symbols(number)), None)
    if symbol is None or symbol.span.start != 0 or symbol.span.end != len(number):
        raise _Refused(f"số, ký hiệu không đúng dạng: «{printed[:60]}»")
    return number, symbol


def _type(stated: str | None, symbol: Symbol, title: str | None) -> str:
    """The type of a document: as stated, else as its symbol says, else as its title begins."""
    names = {fold(each.name): each.name for each in doc_types()}
    if stated:
        return names.get(fold(stated), stated[:1].upper() + stated[1:])
    if re.match(r"(?:UBTV)?QH\d", symbol.codes[0]):
        return _type_of_title(title, names) or "Luật"
    family = "party" if symbol.party else "state"
    by_code = [each.name for each in doc_types() if each.code == symbol.type_code]
    of_family = [
        each.name for each in doc_types() if each.code == symbol.type_code and each.family == family
    ]
    if symbol.type_code and (of_family or by_code):
        return (of_family or by_code)[0]
    if found := _type_of_title(title, names):
        return found
    if len(symbol.codes) > 1 or symbol.codes[0] in ("UBND", "VPCP"):
        return "Công văn"
    raise _Refused("không rõ loại văn bản → thêm cột «Loại văn bản»")


def _type_of_title(title: str | None, names: Mapping[str, str]) -> str | None:
    words = fold(title or "").split()
    return next((names[head] for size in (3, 2, 1)
                 if (head := " ".join(words[:size])) in names), None)  # fmt: skip


def _date(what: str, printed: str | None) -> str | None:
    """The ISO day that a cell holds; raises where it holds something else."""
    if not printed:
        return None
    match = _ISO.match(printed) or _DAY.match(printed)
    words = f"{match['d']}/{match['m']}/{match['y']}" if match else printed
    found = find_date(words)
    if found is None:
        raise _Refused(f"{what} không hợp lệ: «{printed[:40]}»")
    return found


def _issuer(
    said: Mapping[str, str], symbol: Symbol, defaults: Defaults
) -> tuple[str | None, str | None]:
    """The issuer, and its province where it is local; the symbol ``UBND`` alone names none."""
    issuer = said.get("issuer") or issuer_of_symbol(symbol.codes)
    if issuer is None and _fits(defaults.issuer, symbol):
        issuer = defaults.issuer
    local = _is_local(symbol)
    places = (said.get("province"), issuer, defaults.issuer if local else None)
    found = next((place for each in places if each and (place := bodies.province_of(each))), None)
    if local and found is None:
        raise _Refused(
            "không rõ cơ quan của tỉnh nào → thêm cột «Cơ quan ban hành», hoặc dùng --issuer"
        )
    return issuer, found.name if found and local else None


def _fits(issuer: str | None, symbol: Symbol) -> bool:
    """Whether a symbol can be that of ``issuer``: a council's number is no committee's."""
    head = issuer_slug(issuer).split("-")[0].upper() if issuer else ""
    codes = {"HDND": "HĐND"}.get(head, head)
    return bool(issuer) and (codes in symbol.codes or not _is_local(symbol))


def _is_local(symbol: Symbol) -> bool:
    return any(_LOCAL.search(code) for code in symbol.codes)


# -- validity ------------------------------------------------------------------------------------


def _says_in_force(status: str | None) -> bool:
    return bool(re.search(r"(?:đang|còn|đã) (?:có )?hiệu lực|in force", (status or "").lower()))


def _ended(said: Mapping[str, str], defaults: Defaults) -> Change | None:
    """What the columns on validity say of the end of a document."""
    until = _date("ngày hết hiệu lực", said.get("until"))
    status, by = (said.get("status") or "").lower(), said.get("by") or None
    over = re.search(
        r"hết hiệu lực|ngưng hiệu lực|repealed|expired|replaced|thay thế|bãi bỏ", status
    )
    part = "một phần" if "một phần" in status else None
    if not (until or by or over):
        return None
    kind = "replaced" if by or re.search("thay thế|replaced", status) else (
        "repealed" if re.search("bãi bỏ|repealed", status) else "expired")  # fmt: skip
    return Change(kind, until, None, by, part, defaults.source)  # type: ignore[arg-type]
