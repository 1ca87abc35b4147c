"""A corpus of any size for the benchmarks of the library, the same on every run.

In: the articles of the official codification (``shared/data/phapdien``). Out: the words of document
number ``i``, as a ``.txt`` file holds them. What is real and what is not:

- The body of every document is real: the articles are put together again by the document that their
  source notes name, and cut into excerpts of up to 4,000 characters, most above 2,000.
- The first excerpt of each document has the document's own type, number, date, issuer and title.
- All other excerpts, and every excerpt from its second use on, are **synthetic documents**: a
  decision or plan of a provincial committee with an invented number and date, which says that it
  carries out the real document and, for every second one, another document of its province.

The order is shuffled, so that the first thousand are a sample of all. The first four are a chain,
wholly synthetic: what is asked of it has the same answer at every size.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from benchmarks.citing.phapdien import read
from kl52.catalogue.entries import Entry
from kl52.tables import read_table

LEAST, MOST = 2_000, 4_000  # characters of an excerpt
_FIRST, _DAYS = date(2012, 1, 2), 4_700
_FOLDER = 1_000  # files in one folder
_SEED = 52
_BANNER = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
CHAIN = 4  # documents of the chain
TASK = "xây dựng và vận hành kho dữ liệu dùng chung về đội ngũ trí thức của tỉnh"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some articles of a real document; ``first`` of them bears its header."""

    entry: Entry
    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class Corpus:
    """Documents by their place in the order."""

    excerpts: tuple[Excerpt, ...]
    provinces: tuple[tuple[str, str], ...]  # kind and name

    def text(self, place: int) -> str:
        """The words of one document; ``place`` from 0."""
        if place < CHAIN:
            return chained(place)
        turn, at = divmod(place, len(self.excerpts))
        excerpt = self.excerpts[at]
        if excerpt.first and not turn:
            return real(excerpt)
        return self._local(place, excerpt)

    def _local(self, place: int, excerpt: Excerpt) -> str:
        chance = random.Random(f"{_SEED}/{place}")
        kind, name = chance.choice(self.provinces)
        day = _FIRST + timedelta(chance.randrange(_DAYS))
        type, code = chance.choice((("QUYẾT ĐỊNH", "QĐ"), ("KẾ HOẠCH", "KH")))
        entry = excerpt.entry
        basis = [f"Căn cứ {stated(entry)};"]
        if place % 2:
            number, before = chance.randrange(1, 4_500), day - timedelta(chance.randrange(30, 400))
            basis.append(
                f"Thực hiện Kế hoạch số {number}/KH-UBND ngày {in_words(before)}"
                f" của Ủy ban nhân dân {kind} {name};"
            )
        return "\n".join((
            f"ỦY BAN NHÂN DÂN\n{kind.upper()} {name.upper()}",
            f"Số: {chance.randrange(1, 4_500)}/{code}-UBND",
            _BANNER,
            f"{name}, ngày {in_words(day)}",
            f"{type}\nVề việc thực hiện {entry.type} số {entry.number} trên địa bàn {kind} {name}",
            *basis,
            excerpt.text,
            f"Giao các sở, ban, ngành {kind} {name} tổ chức thực hiện.",
        ))  # fmt: skip


def read_corpus(shared: Path) -> Corpus:
    """The real articles as excerpts in the order of the corpus."""
    _, articles = read(shared)
    texts: dict[str, list[str]] = {}
    entries: dict[str, Entry] = {}
    for each in articles:
        if each.entry.date and each.entry.issuer and each.entry.number:
            entries[each.entry.id] = each.entry
            texts.setdefault(each.entry.id, []).append(each.text.strip())
    excerpts = [
        Excerpt(entry, text, first=not index)
        for id, entry in entries.items()
        for index, text in enumerate(_cut(texts[id]))
    ]
    random.Random(_SEED).shuffle(excerpts)
    provinces = tuple((kind, name) for _, name, kind, *_ in read_table("provinces.tsv"))
    return Corpus(tuple(excerpts), provinces)


def _cut(articles: Sequence[str]) -> Iterator[str]:
    """Whole articles up to ``MOST`` characters; of a longer one its beginning."""
    held, size = [], 0
    for number, text in enumerate(articles, 1):
        article = f"Điều {number}.\n{text[: MOST - 200]}"
        if held and size + len(article) > MOST:
            yield "\n".join(held)
            held, size = [], 0
        held.append(article)
        size += len(article)
    if held:
        yield "\n".join(held)


def real(excerpt: Excerpt) -> str:
    entry = excerpt.entry
    day = date.fromisoformat(entry.date or "")
    return "\n".join((
        (entry.issuer or "").upper(),
        f"Số: {entry.number}",
        _BANNER,
        f"Hà Nội, ngày {in_words(day)}",
        f"{entry.type.upper()}\n{entry.title or ''}",
        excerpt.text,
    ))  # fmt: skip


def stated(entry: Entry) -> str:
    """A real document as others cite it."""
    day = in_words(date.fromisoformat(entry.date or ""))
    return f"{entry.type} số {entry.number} ngày {day} của {entry.issuer}"


def in_words(day: date) -> str:
    return f"{day.day:02d} tháng {day.month:02d} năm {day.year}"


# -- the chain -----------------------------------------------------------------------------------

_LINKS = (
    ("CHÍNH PHỦ", "190/NQ-CP", "05 tháng 3 năm 2018", "Chính phủ"),
    ("THỦ TƯỚNG CHÍNH PHỦ", "7301/QĐ-TTg", "07 tháng 5 năm 2018", "Thủ tướng Chính phủ"),
    ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "7302/QĐ-UBND", "09 tháng 7 năm 2018",
     "Ủy ban nhân dân tỉnh Lạng Sơn"),
    ("ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN", "7303/KH-UBND", "10 tháng 9 năm 2018",
     "Ủy ban nhân dân tỉnh Lạng Sơn"),
)  # fmt: skip
_TYPES = ("Nghị quyết", "Quyết định", "Quyết định", "Kế hoạch")


def chained(place: int, number: str | None = None) -> str:
    """Document ``place`` of the chain; with another ``number`` a new one beside it."""
    head, own, day, _ = _LINKS[place]
    above = _LINKS[place - 1] if place else None
    basis = (
        f"Thực hiện {_TYPES[place - 1]} số {above[1]} ngày {above[2]} của {above[3]};"
        if above
        else "Theo đề nghị của Bộ trưởng Bộ Khoa học và Công nghệ;"
    )
    tasks = (
        f"Sở Khoa học và Công nghệ chủ trì, phối hợp với các sở, ngành {TASK}, hoàn thành trước "
        "ngày 31 tháng 12 năm 2020",
        "Sở Nội vụ chủ trì rà soát chính sách thu hút, trọng dụng trí thức trẻ, trình Ủy ban nhân "
        "dân tỉnh trong quý II năm 2020",
        "Sở Tài chính bố trí kinh phí thực hiện hằng năm theo quy định",
    )
    return "\n".join((
        head,
        f"Số: {number or own}",
        _BANNER,
        f"Hà Nội, ngày {day}" if place < 2 else f"Lạng Sơn, ngày {day}",
        f"{_TYPES[place].upper()}\nVề xây dựng đội ngũ trí thức",
        basis,
        "I. NHIỆM VỤ",
        *(f"{at}. {task}." for at, task in enumerate(tasks, 1)),
        "II. TỔ CHỨC THỰC HIỆN",
        "1. Các cơ quan, đơn vị báo cáo kết quả trước ngày 15 tháng 12 hằng năm.",
    ))  # fmt: skip


def write(corpus: Corpus, folder: Path, places: range) -> None:
    """The documents of ``places`` as files, a thousand in a folder."""
    for place in places:
        file = folder / f"{place // _FOLDER:03d}" / f"{place:06d}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(corpus.text(place), encoding="utf-8")
