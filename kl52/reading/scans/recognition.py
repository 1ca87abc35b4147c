"""Pages that are pictures, recognised: their words with places on the page, as for any page.

Input: an open PDF and the pages of it that need it. Output: for each page its words in
points, each with a confidence, so that columns, tables and page furniture are found as on
pages with a text layer. pdfium draws one page at a time; Tesseract runs on several at once.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2

from kl52.header.secrecy import level_of
from kl52.reading.assembly import Draft
from kl52.reading.options import ReadOptions
from kl52.reading.pdf.words import Box, TextLine, Word, read_lines
from kl52.reading.scans import pictures as ocr_pictures
from kl52.reading.scans import tesseract
from kl52.reading.scans.cache import Cache, cache_folder
from kl52.reading.scans.covered import complete_date, complete_name
from kl52.reading.scans.pages import PageReading, read_picture
from kl52.reading.scans.pictures import Picture
from kl52.reading.scans.tesseract import Engine, Seen

# The share of a file's time after which no further page is begun: what was read has to be written.
SHARE = 0.8
# Less sure than this, the reading of a page should be compared with the page.
UNSURE = 0.85


@dataclass(frozen=True, slots=True)
class Layer:
    """What a page has as text: the words that stay, and boxes where nothing need be recognised."""

    words: tuple[Word, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A page as recognised; sizes in points, of the page turned upright."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Box, ...] = ()

    @property
    def confidence(self) -> float:
        """The mean of the words recognised, each counted by its letters."""
        return TextLine(self.words).confidence or 0.0


def recognise_pages(
    pdf: pypdfium2.PdfDocument,
    wanted: Mapping[int, Layer],
    draft: Draft,
    options: ReadOptions,
    *,
    secret: bool = False,
    began: float | None = None,
    signed: date | None = None,
) -> dict[int, Recognised]:
    """The pages named in ``wanted``, by number (from 1), as far as they can be recognised.

    ``draft`` is told what was recognised, how surely, and what was not. Of a document that
    bears a secrecy mark (``secret``, or found on the pages themselves) nothing is kept. The time
    for a file counts from ``began``, of the monotonic clock; by default from now. ``signed`` is
    the day of its electronic signature, for a date that a stamp covers.
    """
    engine = _engine(wanted, draft, options)
    if engine is None:
        return {}
    run = _Run(pdf, engine, wanted, options, began or time.monotonic())
    found: dict[int, Recognised] = {}
    readings: list[PageReading] = []
    left_out: dict[int, int] = {}
    for number, reading in run.readings():
        if isinstance(reading, str):
            unread(draft, number, reading)
            continue
        found[number] = _placed(number, reading, wanted[number])
        readings.append(reading)
        left_out[number] = reading.left_out
    if not secret and not any(map(_is_secret, found.values())):
        for reading in readings:
            run.keep(reading)
    _complete(found, signed, draft)
    _report(draft, found, {number: left for number, left in left_out.items() if left})
    return found


def _complete(found: dict[int, Recognised], signed: date | None, draft: Draft) -> None:
    """Put in what stamps and seals cover, as far as the document says it elsewhere."""
    if 1 in found:
        found[1] = replace(found[1], words=complete_date(found[1].words, signed, draft))
    width = min((page.width for page in found.values()), default=0.0)
    pages = {number: page.words for number, page in found.items()}
    named = complete_name(pages, width, draft)
    if named is not None:
        found[named[0]] = replace(found[named[0]], words=named[1])


def _engine(wanted: Mapping[int, Layer], draft: Draft, options: ReadOptions) -> Engine | None:
    """Tesseract, if there is anything to recognise and it is wished and installed."""
    if not wanted:
        return None
    hint = "Bỏ tùy chọn --ocr never để nhận dạng."
    if options.ocr != "never":
        try:
            return tesseract.find_engine()
        except tesseract.Missing as missing:
            hint = str(missing)
        except (OSError, subprocess.SubprocessError) as error:
            hint = f"Tesseract không chạy được ({type(error).__name__}): hãy cài lại."
    for number in wanted:
        unread(draft, number, hint)
    return None


def unread(draft: Draft, number: int, hint: str) -> None:
    draft.note(
        "warning",
        "image-only-page",
        f"Trang {number} chỉ có ảnh, không có lớp chữ: nội dung trang này chưa được đọc. {hint}",
        number,
    )


class _Run:
    """Recognises the pages of one document, several at once, in the order of the pages."""

    def __init__(
        self,
        pdf: pypdfium2.PdfDocument,
        engine: Engine,
        wanted: Mapping[int, Layer],
        options: ReadOptions,
        began: float,
    ) -> None:
        self.pdf = pdf
        self.engine = engine
        self.wanted = wanted
        self.options = options
        self.cache = Cache(cache_folder())
        self.ends = began + SHARE * options.limits.seconds

    def readings(self) -> Iterator[tuple[int, PageReading | str]]:
        """Each page with its reading, or with why there is none."""
        jobs = max(1, self.options.jobs or os.cpu_count() or 1)
        waiting: deque[tuple[int, Future[PageReading | str]]] = deque()
        done = 0
        with ThreadPoolExecutor(jobs) as pool:
            try:
                for number in sorted(self.wanted):
                    waiting.append((number, pool.submit(self._read, self._take(number))))
                    # pictures are large: few wait, and few that are read
                    if len(waiting) > jobs + 2:
                        done += 1
                        yield self._next(waiting, done)
                while waiting:
                    done += 1
                    yield self._next(waiting, done)
            finally:
                pool.shutdown(cancel_futures=True)

    def _next(
        self, waiting: deque[tuple[int, Future[PageReading | str]]], done: int
    ) -> tuple[int, PageReading | str]:
        number, future = waiting.popleft()
        reading = future.result()
        self.options.progress(done, len(self.wanted))
        return number, reading

    def _take(self, number: int) -> Picture | str:
        """A picture of the page, without what is known of it."""
        if time.monotonic() > self.ends:
            return (
                f"Đã hết thời gian cho một tệp ({self.options.limits.seconds:.0f} giây): "
                "tách tệp thành nhiều phần, hoặc chạy lại kl52 trace: "
                "mỗi lần đọc thêm một số trang."
            )
        try:
            page = self.pdf[number - 1]
            picture = ocr_pictures.take_picture(page)
            page.close()
        except (pypdfium2.PdfiumError, MemoryError, ValueError):
            return "Không dựng được ảnh của trang."
        layer = self.wanted[number]
        boxes = [*layer.boxes, *((w.x0, w.top, w.x1, w.bottom) for w in layer.words)]
        return ocr_pictures.blot_out(picture, boxes)

    def _read(self, picture: Picture | str) -> PageReading | str:
        if isinstance(picture, str):
            return picture
        try:
            return read_picture(self.engine, picture, self.cache)
        except subprocess.TimeoutExpired:
            return "Tesseract chạy quá lâu ở trang này: quét lại trang với độ phân giải thấp hơn."
        except (OSError, subprocess.SubprocessError, MemoryError):
            return "Tesseract báo lỗi ở trang này: thử quét lại trang."

    def keep(self, reading: PageReading) -> None:
        """Puts a reading that is new into the cache."""
        if reading.new:
            self.cache.put(reading.key, reading.kept)


def _placed(number: int, reading: PageReading, layer: Layer) -> Recognised:
    """The words of a page in points, beside those that it has as text."""
    scale = reading.scale
    words = [_word(each, scale) for each in reading.words]
    width, height = reading.width / scale, reading.height / scale
    rulings = tuple((a / scale, b / scale, c / scale, d / scale) for a, b, c, d in reading.rulings)
    return Recognised(number, width, height, (*layer.words, *words), rulings)


def _word(seen: Seen, scale: float) -> Word:
    x0, top, x1, bottom = (side / scale for side in seen[1:5])
    return Word(seen.text, x0, top, x1, bottom, confidence=seen.confidence)


def _is_secret(page: Recognised) -> bool:
    """Whether the page may bear a secrecy mark, even one that was not read quite right."""
    return any(level_of(line.said, recognised=True) for line in read_lines(page.words))


def _report(draft: Draft, found: Mapping[int, Recognised], left_out: Mapping[int, int]) -> None:
    """Tell which pages were recognised and how sure that is."""
    read = {number: page for number, page in found.items() if page.words}
    silent = tuple(sorted(found.keys() - read.keys()))
    if silent:
        draft.note(
            "info" if read else "warning",
            "ocr-no-words",
            f"Không nhận dạng được chữ nào (OCR) ở {_pages(silent)}: trang trắng hoặc chỉ có hình.",
        )
    if left_out:
        draft.note(
            "info",
            "ocr-left-out",
            f"Đã bỏ {sum(left_out.values())} chỗ giống dấu, bút phê hoặc dấu công văn đến ở "
            f"{_pages(sorted(left_out))}: nếu thiếu chữ, hãy xem ảnh của trang.",
        )
    if not read:
        return
    draft.ocr_pages = tuple(sorted(read))
    sure = {number: page.confidence for number, page in read.items()}
    mean = sum(sure.values()) / len(sure)
    unsure = [number for number in sorted(sure) if sure[number] < UNSURE]
    draft.note(
        "warning" if unsure else "info",
        "ocr-pages",
        f"Đã nhận dạng chữ trong ảnh (OCR) ở {_pages(draft.ocr_pages)}, độ tin cậy trung bình "
        f"{mean:.0%}." + (f" Cần đối chiếu với ảnh: {_pages(unsure)}." if unsure else ""),
    )


def _pages(numbers: Sequence[int]) -> str:
    """Page numbers as people list them.

    >>> _pages([1, 2, 3, 5])
    'trang 1-3, 5'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "trang " + ", ".join(
        str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs
    )
