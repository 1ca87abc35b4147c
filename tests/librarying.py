"""Small corpora of made-up documents that cite, replace and amend each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kl52.library import Library
from kl52.library.adding import Outcome, add_files
from kl52.library.intake import read_here, take
from kl52.library.places import find_candidates

PROVINCES = ("Lạng Sơn", "Cao Bằng")
CUES = ("Căn cứ", "Thực hiện", "Thay thế", "Sửa đổi, bổ sung một số điều của", "Bãi bỏ")


@dataclass(frozen=True)
class Name:
    """A document as others cite it; numbers come again in every year, term and province."""

    kind: str  # KH, QĐ: of the people's committee; NQ: of the Party committee; TT: of the centre
    number: int
    province: str
    year: int

    @property
    def symbol(self) -> str:
        return {
            "KH": f"{self.number}/KH-UBND",
            "QĐ": f"{self.number}/QĐ-UBND",
            "NQ": f"{self.number}-NQ/TU",
            "TTg": f"{self.number + 141}/QĐ-TTg",  # 142 of 2020 comes with kl52
        }[self.kind]

    @property
    def type(self) -> str:
        return {"KH": "Kế hoạch", "NQ": "Nghị quyết"}.get(self.kind, "Quyết định")

    @property
    def day(self) -> str:
        return f"21/01/{self.year}"

    @property
    def issuer(self) -> str:
        if self.kind == "TTg":
            return "Thủ tướng Chính phủ"
        return f"{'Tỉnh ủy' if self.kind == 'NQ' else 'Ủy ban nhân dân tỉnh'} {self.province}"

    def cited(self, cue: str, how: int) -> str:
        """With everything, without its day, by its number alone, or by what it approves."""
        words = (
            f"{self.type} số {self.symbol} ngày {self.day} của {self.issuer}",
            f"{self.type} số {self.symbol} của {self.issuer}",
            f"{self.type} số {self.symbol}",
            f"Đề án {self.scheme}",
        )
        return f"{cue} {words[how]};"

    @property
    def scheme(self) -> str:
        return f"phát triển đội ngũ trí thức trẻ giai đoạn {self.number}"


@dataclass(frozen=True)
class Made:
    """A file: a document, what it cites and how, and which of its copies this is."""

    name: Name
    cites: tuple[tuple[str, Name, int], ...] = ()
    copy: int = 0

    @property
    def data(self) -> bytes:
        name = self.name
        body = {
            "NQ": f"TỈNH ỦY {name.province.upper()}\n*\nSố {name.symbol}\nĐẢNG CỘNG SẢN VIỆT NAM",
            "TTg": f"THỦ TƯỚNG CHÍNH PHỦ\nSố: {name.symbol}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        }.get(
            name.kind,
            f"ỦY BAN NHÂN DÂN\nTỈNH {name.province.upper()}\nSố: {name.symbol}\n"
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        )
        place = "Hà Nội" if name.kind == "TTg" else name.province
        title = f"Phê duyệt Đề án {name.scheme}" if name.kind == "QĐ" else "Phát triển đội ngũ"
        cites = "\n".join(other.cited(cue, how) for cue, other, how in self.cites)
        more = "".join(f"{each + 2}. Sở Nội vụ báo cáo lần {each}.\n" for each in range(self.copy))
        return (
            f"{body}\n{place}, ngày 21 tháng 01 năm {name.year}\n{name.type.upper()}\n{title}\n"
            f"{cites}\nI. NHIỆM VỤ\n1. Sở Nội vụ mở lớp trước ngày 15/12/{name.year}.\n{more}"
        ).encode()


def write(folder: Path, corpus: Sequence[Made]) -> list[Path]:
    """The corpus as files; two alike are two files of one content."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for place, made in enumerate(corpus):
        path = folder / f"{place:03d}.txt"
        path.write_bytes(made.data)
        paths.append(path)
    return paths


def add(library: Library, paths: Iterable[Path], jobs: int = 1) -> list[Outcome]:
    """Add files on so many threads of this process."""
    with ThreadPoolExecutor(jobs) as executor:
        work = partial(take, read=read_here)
        found = find_candidates(paths)
        return list(add_files(found, library, jobs=jobs, executor=executor, work=work))


def fresh(folder: Path, paths: Iterable[Path]) -> Library:
    """A library built in one go."""
    library = Library(folder / "fresh.kl52", create=True)
    add(library, sorted(paths))
    return library
