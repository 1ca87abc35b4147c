"""Documents of our own making, which cite, replace and amend each other.

In: how many, and a seed. Out: their names and bytes. Guarantee: the same seed gives the same
documents; every word is made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

PLACES = ("Lạng Sơn", "Cao Bằng", "Hà Giang", "Bắc Kạn")
DUTIES = ("mở lớp", "rà soát hồ sơ", "tổ chức hội nghị", "báo cáo kết quả", "lập danh mục")
RELATIONS = ("Căn cứ", "Thực hiện", "Thay thế", "Sửa đổi, bổ sung một số điều của")


def made(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """``count`` plans of four provinces; numbers come again each year and in each province."""
    draw = Random(seed)
    for place in range(count):
        yield f"{place % 97:02d}/{place:06d}.txt", _plan(place, count, draw).encode()


def write(folder: Path, count: int, seed: int = 7) -> list[Path]:
    """The documents as files below ``folder``."""
    paths = []
    for name, data in made(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        paths.append(path)
    return paths


def _facts(place: int) -> tuple[str, str, int, int]:
    """The number, province, month and year of the document at ``place``."""
    series, year = divmod(place // len(PLACES), 12)
    return f"{series + 1}/KH-UBND", PLACES[place % len(PLACES)], year % 12 + 1, 2012 + year


def _plan(place: int, count: int, draw: Random) -> str:
    number, province, month, year = _facts(place)
    others = [_facts(draw.randrange(count)) for _ in range(4)]
    cited = "".join(
        f"{draw.choice(RELATIONS)} Kế hoạch số {other} ngày 05 tháng {when:02d} năm {since}"
        f" của Ủy ban nhân dân tỉnh {where};\n"
        for other, where, when, since in others
    )
    tasks = "".join(
        f"{each}. Sở Nội vụ {draw.choice(DUTIES)} trước ngày {each}/12/{year}.\n"
        for each in range(1, 6)
    )
    return (
        f"ỦY BAN NHÂN DÂN\nTỈNH {province.upper()}\nSố: {number}\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        f"{province}, ngày 05 tháng {month:02d} năm {year}\n"
        f"KẾ HOẠCH\nPhát triển đội ngũ lần thứ {place}\n{cited}I. NHIỆM VỤ\n{tasks}"
    )
