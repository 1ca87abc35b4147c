"""Facts from the source notes of the official codification (pháp điển).

A note names the document of an article: ``(Điều 1 Nghị định số 51/2005/NĐ-CP Về … ngày
11/04/2005 của Chính phủ, có hiệu lực thi hành kể từ ngày 03/05/2005)``, and what amended it.
The codification holds texts in force: that is a fact as of its youngest document.
"""

from __future__ import annotations

import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from corpus.facts.known import Amended, Known

SOURCE = "pháp điển"
_TYPES = (
    "Bộ luật|Bộ Luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Thông tư liên tịch|Thông tư|"
    "Quyết định|Chỉ thị|Sắc lệnh"
)
_NUMBER = r"\d{1,5}(?:/\d{4})?[/-][A-ZĐa-zđ][\w&/-]*\w"
_DAY = r"(\d\d)/(\d\d)/(\d{4})"
_FIRST = re.compile(
    rf"^\(\s*[^()]*?\b(?P<type>{_TYPES}) số (?P<number>{_NUMBER}) (?P<title>.*) ngày {_DAY} của "
    rf"(?P<issuer>[^()]*?)\s*,\s*có hiệu lực thi hành kể từ ngày {_DAY}"
)
_SHORT = re.compile(rf"^\(\s*[^()]*?\b(?P<type>{_TYPES}) số (?P<number>{_NUMBER})")
_AMENDED = re.compile(
    rf"(?P<how>có nội dung (?:được|bị)|được|bị) (?:sửa đổi|bổ sung|bãi bỏ)[^()]*? (?:bởi|theo) "
    rf"(?P<by>[^()]*?) có hiệu lực thi hành kể từ ngày {_DAY}"
)
_BY = re.compile(rf"(?P<type>{_TYPES}) số (?P<number>{_NUMBER})")
_CITED = re.compile(
    rf"(?<!\w)(?P<type>{_TYPES}) số (?P<number>{_NUMBER}) ngày (?P<d>\d{{1,2}}) tháng "
    rf"(?P<m>\d{{1,2}}) năm (?P<y>\d{{4}}) của (?P<issuer>(?:Bộ trưởng )?(?:Chính phủ|Thủ tướng "
    rf"Chính phủ|Quốc hội|Ủy ban thường vụ Quốc hội|Ủy ban Thường vụ Quốc hội|Ban Bí thư|"
    rf"Bộ Chính trị|Bộ (?:[A-ZĐ]\w+)(?: (?:[A-ZĐ]\w+|và|\w+(?=[ ,;.]))){{0,3}}))"
)


def notes(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            yield {name: " ".join(found[name].split()) for name in ("source", "text")}


def gather(path: Path) -> tuple[list[Known], list[Amended], Counter[str]]:
    """The documents codified, what amended them, and how often each number is cited."""
    found: dict[str, Known] = {}
    amended: dict[tuple[str, str], Amended] = {}
    cited: Counter[str] = Counter()
    listed: list[Known] = []
    for note in notes(path):
        source = note["source"]
        if (first := _FIRST.match(source)) and first["number"] not in found:
            found[first["number"]] = _known(first)
        if short := _SHORT.match(source):
            for each in _amendments(short["number"], source):
                amended.setdefault((each.number, each.by), each)
        for match in _CITED.finditer(note["text"]):
            cited[match["number"]] += 1
            listed.append(_cited(match))
        cited.update(set(re.findall(rf"(?<= số ){_NUMBER}", note["text"])))
    return [*found.values(), *listed], list(amended.values()), cited


def _known(match: re.Match[str]) -> Known:
    day, month, year, _, begin_day, begin_month, begin_year = match.groups()[3:]
    title = match["title"].strip()
    kind = match["type"].replace("Bộ Luật", "Bộ luật")
    if kind in ("Luật", "Bộ luật", "Pháp lệnh") and not title.lower().startswith(kind.lower()):
        title = f"{kind} {title[:1].upper()}{title[1:]}"
    return Known(
        kind,
        match["number"],
        f"{year}-{month}-{day}",
        match["issuer"].strip(),
        title=title,
        since=f"{begin_year}-{begin_month}-{begin_day}",
        source=SOURCE,
        in_force=True,
    )


def _cited(match: re.Match[str]) -> Known:
    date = f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}"
    return Known(match["type"], match["number"], date, None, source=f"{SOURCE}, lời văn dẫn")


def _amendments(number: str, source: str) -> Iterator[Amended]:
    for match in _AMENDED.finditer(source):
        *_, day, month, year = match.groups()
        for by in _BY.finditer(match["by"]):
            if by["number"] != number:
                yield Amended(number, by["type"], by["number"], f"{year}-{month}-{day}", SOURCE)
