"""Whether finding and resolving citations grows with the text alone, whatever the text is.

Hostile texts of 250,000, 500,000 and a million characters, each made of one thing over and over:
the seconds of ``find_citations`` and ``resolve_citations`` together, and how they grow when the
text doubles (2 is linear). Texts are normalised before the clock starts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from time import process_time

from benchmarks.scores import Section, ratio
from kl52.catalogue import load_catalogue
from kl52.citations import Host, find_citations, resolve_citations
from kl52.parsing import text_of

SIZES = (250_000, 500_000, 1_000_000)

HOST = Host(id="/akn/vn/act/ke-hoach/x/2026/1", type="Kế hoạch", number="1/KH-UBND",
            date="2026-01-05", province="Lạng Sơn")  # fmt: skip


def _counted(words: str) -> Callable[[], Iterator[str]]:
    return lambda: (words.replace("#", str(number)) for number in count(1))


def _again(words: str) -> Callable[[], Iterator[str]]:
    return lambda: (words for _ in count())


# What is repeated; ``#`` counts up. A text is one paragraph unless there is a line break in it.
HOSTILE: dict[str, Callable[[], Iterator[str]]] = {
    "nested brackets": _again("("),
    "brackets with citations": _again("(Quyết định số 1/QĐ-TTg "),
    "endless digits": _again("1234567890"),
    "digits and slashes": _again("1/"),
    "Điều 1, 2, 3": lambda: _after("Điều 1", (f", {number}" for number in count(2))),
    "khoản 1 Điều 1": _counted("khoản # Điều # "),
    "parts left out": lambda: _after("Điều 1 (trừ Mẫu số 1", _again(", 2 Mẫu số 1")()),
    "laws in titles": _again("Luật Đất đai hướng dẫn "),
    "số": _again("số "),
    "số 1, 2, 3": lambda: _after("Nghị quyết số 1", (f", {number}" for number in count(2))),
    "type words": _again("Quyết định Nghị quyết Kế hoạch Chương trình "),
    "numbers": _counted("Quyết định số #/QĐ-TTg, "),
    "one number": _again("Quyết định số 142/QĐ-TTg và "),
    "symbols without types": _counted("#/QĐ-TTg "),
    "symbols of many parts": _again("1/A-B-C-D-E-F-G-H-I-K-"),
    "definitions": _counted("Đề án số # (sau đây gọi tắt là Đề án A#) "),
    "definitions, a line each": _counted("Đề án số # (sau đây gọi tắt là Đề án A#)\n"),
    "one line": _again("thực hiện các nhiệm vụ được giao "),
    "no spaces": _again("thựchiện"),
    "Luật": _again("Luật "),
    "Luật sửa đổi": _again("Luật sửa đổi, bổ sung một số điều của "),
    "Luật with names": _again("Luật Đất đai, Luật Nhà ở và "),
    "unclosed quotes": _again("“Kế hoạch "),
    "closed quotes": _again("“Kế hoạch này” "),
    "này": _again("Kế hoạch này "),
    "Điều này": _again("khoản này Điều này "),
    "nêu trên": _again("Quyết định nêu trên "),
    "short numbers": _counted("Nghị quyết # "),
    "plenums": _again("Nghị quyết Hội nghị lần thứ "),
    "titles in titles": _counted("Quyết định số #/QĐ-TTg ban hành Kế hoạch thực hiện "),
    "dates": _again("ngày 01 tháng 01 năm 2020 "),
    "issuers": _again("Quyết định số 1/QĐ-UBND của Ủy ban nhân dân tỉnh "),
    "programmes": _again("Chương trình phát triển du lịch, "),
    "programmes of one line": _again("Chiến lược phát triển "),
    "cues": _again("căn cứ thực hiện theo ban hành sửa đổi, bổ sung "),
    "cited lines": _counted("Căn cứ Nghị quyết số #-NQ/TW ngày 01/01/2020 của Bộ Chính trị;\n"),
    "ngày": _again("ngày "),
    "của": _again("Quyết định của Ủy ban nhân dân "),
    "empty numbers": _again("Nghị quyết số /NQ-CP "),
    "capitals": _again("NGHỊ QUYẾT "),
    "LUẬT": _again("LUẬT A "),
    "steering boards": _again("Quyết định số 1/QĐ-TTg của Ban Chỉ đạo về chuyển đổi số "),
    "cues in titles": _again("Quyết định số 1/QĐ-TTg về " + 999 * "thực hiện theo "),
    "numbers, then short ones": lambda: _halves("Quyết định số #/QĐ-A; ", "Quyết định # và "),
    "numbers without types": _counted("theo nội dung nêu tại số #/QĐ-TTg, "),
    "old numbers": _again("số 43 TC/QLCS "),
    "amended laws with numbers": _again("Luật sửa đổi, bổ sung một số điều của Luật Đất đai số "
                                        "31/2024/QH15, Luật Nhà ở số 27/2023/QH15, "),
    "own and inner parts": _again("Điều 1 Kế hoạch này, điểm a khoản 1 Điều này; "),
}  # fmt: skip


def _halves(first: str, second: str) -> Iterator[str]:
    """Some 250,000 characters of one thing, then the other: what is remembered, and asked for."""
    for number in range(1, 10_000):
        yield first.replace("#", str(number))
    for number in count(1):
        yield second.replace("#", str(number % 10_000))


def _after(head: str, rest: Iterator[str]) -> Iterator[str]:
    yield head
    yield from rest


def hostile(name: str, size: int) -> str:
    """A hostile text of ``size`` characters."""
    parts: list[str] = []
    made = 0
    for part in HOSTILE[name]():
        parts.append(part)
        made += len(part)
        if made >= size:
            break
    return "".join(parts)[:size]


def measure(shared: Path) -> Section:
    section = Section()
    load_catalogue()
    _seconds(hostile("numbers", 10_000))
    for name in HOSTILE:
        took = [_seconds(hostile(name, size)) for size in SIZES]
        for size, seconds in zip(SIZES, took, strict=True):
            section.figures[f"linear.{name}.{size // 1000}k, seconds"] = seconds
        for size, one, two in zip(SIZES[1:], took, took[1:], strict=False):
            section.figures[f"linear.{name}.{size // 1000}k, growth"] = ratio(two, one)
    slowest = max(HOSTILE, key=lambda name: section.figures[f"linear.{name}.1000k, seconds"])
    section.figures["linear.slowest, seconds"] = section.figures[f"linear.{slowest}.1000k, seconds"]
    section.notes.append(f"linear: the slowest is «{slowest}»")
    return section


def _seconds(words: str) -> float:
    text = text_of(words)
    start = process_time()
    found = find_citations(text)
    resolve_citations(found, HOST, load_catalogue(), text.text)
    return process_time() - start
