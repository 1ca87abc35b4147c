"""Citations in the articles of the official codification, each resolved to its document.

The catalogue is built from the source notes of all articles: the note of a document's first
article gives number, title, date and issuer. An article's host is the document of its note.
Truth comes from patterns of this module's own, on the raw text. A number whose document is in
the catalogue (and whose date, where the next words state one, is that document's) must be a
citation resolved to it: recall. A citation with a number that is resolved to anything else is a
wrong link; the code of a form (``Mẫu số 01/TXNK``) is no number. ``Điều này``, ``Nghị định này``
must be resolved to the host; a type of document that is not the host's must not. Laws cited by
name and day alone are counted apart.

Every tenth article is the sample that rules may be looked at with (``development``); another
tenth (``held-out``) gives figures only, and no cases.
"""

from __future__ import annotations

import json
import lzma
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from unicodedata import normalize

from benchmarks.scores import Section, ratio
from kl52.catalogue import Catalogue, load_catalogue
from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import work_uri
from kl52.catalogue.listing import Listing
from kl52.citations import Host, find_citations, resolve_citations
from kl52.model import Citation, Header, Text
from kl52.parsing import text_of
from kl52.spans import Span

SAMPLES = {"development": 3, "held-out": 7}
EVERY = 10

_TYPE = (
    r"(?P<type>Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết liên tịch|Nghị quyết|"
    r"Thông tư liên tịch|Thông tư|Quyết định|Sắc lệnh|Chỉ thị)"
)
_CODE = r"(?:TTg|CTr|[A-ZĐÐ&]+\d{0,3})"
_CODES = rf"{_CODE}(?:\s?[-–/]\s?{_CODE})*"
_NOTE = re.compile(
    rf"\(\s*[^()]{{0,60}}?{_TYPE} số\s+(?:(?:Thông tư|liên tịch)\s+)*"
    rf"(?P<number>\d+\s?(?:/\s?\d{{4}}\s?)?[-/]\s?{_CODES})"
)
_FULL = re.compile(
    r"(?P<title>.*) ngày (?P<day>\d\d)/(?P<month>\d\d)/(?P<year>\d{4}) của (?P<issuer>.*?)\W*$"
)
_NUMBER = re.compile(
    rf"(?<![\w/.-])\d{{1,5}}[a-z]?(?:/\d{{4}})?[-/]{_CODE}"
    rf"(?:[-–/]{_CODE}|(?:\s[-–/]\s?|[-–/]\s){_CODE}(?!\w))*(?![A-ZĐ])"
)
# «Mẫu số 01/TXNK», «các Mẫu số 01/TSC, 02/TSC»: the code of a form is no document's number
_FORM = re.compile(
    r"(?:mẫu|biểu|bảng|phụ lục)(?:\s+số)?\s*:?\s+"
    rf"(?:\d{{1,3}}[a-z]?[-/\d]*{_CODES}(?:\s*,\s*|\s+và\s+))*$",
    re.IGNORECASE,
)
_DAY = re.compile(
    r",?\s{0,2}(?:ban hành\s+)?(?:ngày\s+)?(?P<day>\d{1,2})(?:\s?[/.-]\s?|\s+tháng\s+)"
    r"(?P<month>\d{1,2})(?:\s?[/.-]\s?|\s+năm\s+)(?P<year>\d{4})"
)
_THIS = re.compile(
    r"(?<!\w)(?P<what>khoản|điều|điểm|bộ luật|luật|pháp lệnh|nghị định|nghị quyết|"
    r"thông tư liên tịch|thông tư|quyết định) này(?!\w)",
    re.IGNORECASE,
)
_PARTS = frozenset({"khoản", "điều", "điểm"})
_LAWS = frozenset({"Luật", "Bộ luật", "Pháp lệnh"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article: its id, its text, and the document that its note names."""

    id: str
    text: str
    entry: Entry


@dataclass(frozen=True, slots=True)
class Cited:
    """An article read by kl52: its citations with their spans in the article's own text."""

    article: Article
    found: tuple[tuple[Span, Citation], ...]

    def at(self, span: Span) -> Citation | None:
        """The innermost citation with a number on ``span``, else any on it."""
        on = [(each, cite) for each, cite in self.found if each.start <= span.start < each.end]
        numbered = [pair for pair in on if pair[1].number]
        return max(numbered or on, key=lambda pair: pair[0].start)[1] if on else None


def key_of(number: str) -> str:
    """A number without what differs between spellings: spaces, zeros, the kind of its bars.

    >>> key_of("07 /2009/TTLT/BTC–BCA"), key_of("7/2009/TTLT-BTC-BCA")
    ('7-2009-ttlt-btc-bca', '7-2009-ttlt-btc-bca')
    """
    plain = re.sub(r"\s+", "", number).replace("Ð", "Đ").replace("–", "-").replace("/", "-")
    return plain.lstrip("0").casefold()


def _letters(number: str) -> str:
    """The letters and digits of a number, without marks.

    >>> _letters("07/2009/NĐ-CP")
    '72009ndcp'
    """
    plain = key_of(number).replace("đ", "d")
    return re.sub(r"[^a-z0-9]", "", plain)


def _records(shared: Path) -> Iterator[dict[str, str]]:
    with lzma.open(shared / "data/phapdien/articles.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _kind(note: re.Match[str]) -> str:
    """The type in a note; some say ``Thông tư số liên tịch …``."""
    joint = note["type"] == "Thông tư" and "TTLT" in note["number"]
    return "Thông tư liên tịch" if joint else str(note["type"])


def _entry(note: re.Match[str], source: str) -> Entry:
    """The document of a note; the first article's states its title, day and issuer too."""
    full = _FULL.match(source[: source.find("có hiệu lực")], note.end())
    kind, number = _kind(note), re.sub(r"\s+", "", note["number"])
    title = full["title"].strip() if full else None
    date, issuer = _day(full), full["issuer"] if full else None
    return Entry(
        id=work_uri(kind, number, date, issuer),
        type=kind,
        number=number,
        date=date,
        issuer=issuer,
        term=None,
        plenum=None,
        province=None,
        title=f"{kind} {title}" if kind in _LAWS and title else title,
        aliases=(),
        signer=None,
        status="unknown",
        until=None,
        text=None,
        promulgates=None,
        relations=(),
        sources=(),
        note=None,
        fictitious=False,
        file="phapdien",
    )


def read(shared: Path) -> tuple[Catalogue, list[Article]]:
    """The catalogue of all notes, and the articles whose document is in it."""
    records = list(_records(shared))
    notes = [_NOTE.match(record["source"]) for record in records]
    entries: dict[tuple[str, str], Entry] = {}
    for record, note in zip(records, notes, strict=True):
        if note is not None:
            key = (_kind(note), key_of(note["number"]))
            if key not in entries or entries[key].date is None:
                entries[key] = _entry(note, record["source"])
    articles = [
        Article(record["id"], record["text"], entries[_kind(note), key_of(note["number"])])
        for record, note in zip(records, notes, strict=True)
        if note is not None
    ]
    bare = replace(load_catalogue(), entries=(), listing=Listing(), changes={})
    known = bare.extended(entries.values())
    return known, articles


def _header(entry: Entry) -> Header:
    return Header(
        type=entry.type,
        number=entry.number,
        date=entry.date,
        issuer=entry.issuer,
        title=entry.title,
        level="central",
    )


def cite(article: Article, text: Text, catalogue: Catalogue) -> Cited:
    """What kl52 finds in an article, and which documents it says are meant."""
    entry = article.entry
    host = Host(entry.id, entry.type, entry.number, entry.date)
    cites = find_citations(text, _header(entry))
    cites = resolve_citations(cites, host, catalogue, text.text)
    return Cited(article, tuple((text.offsets.raw(each.span), each) for each in cites))


def _day(match: re.Match[str] | None) -> str | None:
    if match is None:
        return None
    return f"{match['year']}-{int(match['month']):02d}-{int(match['day']):02d}"


@dataclass(slots=True)
class Judge:
    """Counts what is right in one sample, and keeps what is not as cases."""

    by_key: dict[str, list[Entry]]
    by_name: dict[str, list[Entry]]
    counts: Counter[str]
    wrong: list[str]
    missed: list[str]

    def numbers(self, cited: Cited) -> None:
        text = cited.article.text
        for match in _NUMBER.finditer(text):
            span = Span(*match.span())
            if _FORM.search(normalize("NFC", text[max(0, span.start - 60) : span.start])):
                continue
            day = _day(_DAY.match(text, span.end))
            entries = [
                each
                for each in self.by_key.get(key_of(match[0]), [])
                if _fits_type(each, text[max(0, span.start - 30) : span.start])
            ]
            fitting = [each for each in entries if day is None or each.date in (None, day)]
            meant = fitting[0] if len(fitting) == 1 else None
            if not entries:
                self._unknown(cited, span, match[0], day)
            else:
                self._number(cited, match[0], span, meant, cited.at(span))

    def _unknown(self, cited: Cited, span: Span, number: str, day: str | None) -> None:
        """Not in the catalogue: a link (kl52 has a list of laws) must say this number and day."""
        got = cited.at(span)
        target = got.target if got is not None and got.state in ("resolved", "self") else None
        if got is not None and target is not None:
            stated, last = target.split("/")[-2:]
            right = _letters(last) == _letters(number) and (day or stated).startswith(stated)
            self.counts["linked"] += 1
            self.counts["wrong"] += not right
            if not right:
                self.wrong.append(_case(cited, span, number, got))

    def _number(
        self, cited: Cited, number: str, span: Span, meant: Entry | None, got: Citation | None
    ) -> None:
        linked = got is not None and got.state in ("resolved", "self")
        right = linked and got is not None and meant is not None and got.target == meant.id
        self.counts["linked"] += linked
        if linked and not right:
            self.counts["wrong"] += 1
            self.wrong.append(_case(cited, span, number, got))
        if meant is not None:
            self.counts["known"] += 1
            self.counts["right"] += right
            if not right:
                self.missed.append(_case(cited, span, number, got))

    def laws(self, cited: Cited) -> None:
        """``Luật Đất đai ngày 26 tháng 11 năm 2003``: a name, then a day, no number."""
        text = cited.article.text
        for match in _DAY.finditer(text):
            name = self._name_before(text[: match.start()])
            fitting = [each for each in self.by_name.get(name, ()) if each.date == _day(match)]
            if len(fitting) != 1:
                continue
            span = Span(match.start() - len(name), match.start())
            got = cited.at(span)
            self.counts["laws"] += 1
            right = got is not None and got.target == fitting[0].id and got.state == "resolved"
            self.counts["laws right"] += right
            linked = got is not None and got.state in ("resolved", "self") and got.number is None
            self.counts["laws wrong"] += linked and not right
            if not right:
                self.missed.append(_case(cited, span, name, got))

    def _name_before(self, before: str) -> str:
        """The longest name of a law that ``before`` ends in; empty where it ends in none."""
        near = before[-160:].casefold()
        ends = (near[word.start() :] for word in re.finditer(r"(?<!\w)(?:luật|bộ|pháp)\s", near))
        return next((name for name in ends if name in self.by_name), "")

    def these(self, cited: Cited) -> None:
        host = cited.article.entry
        for match in _THIS.finditer(cited.article.text):
            what = match["what"].casefold()
            got = cited.at(Span(match.end() - 3, match.end()))
            own = got is not None and got.state == "self" and got.target == host.id
            if what in _PARTS or what == host.type.casefold() or _both_laws(what, host.type):
                kind = "part" if what in _PARTS else "type"
                self.counts[f"this {kind}"] += 1
                self.counts[f"this {kind} right"] += own
                if not own:
                    self.missed.append(_case(cited, Span(*match.span()), match[0], got))
            elif not host.type.casefold().startswith(what):
                self.counts["this other"] += 1
                self.counts["this other taken for own"] += own
                if own:
                    self.wrong.append(_case(cited, Span(*match.span()), match[0], got))


def _both_laws(what: str, kind: str) -> bool:
    """Some notes call a code a law."""
    return kind in _LAWS and what in {each.casefold() for each in _LAWS}


def _case(cited: Cited, span: Span, what: str, got: Citation | None) -> str:
    state = got.state if got else "not found"
    return f"{cited.article.id}/{span.start}/{what}/{state}"


def _fits_type(entry: Entry, before: str) -> bool:
    """Whether the type named last before a number, if any, is that of ``entry``."""
    named = [match["type"] for match in re.finditer(_TYPE, before)]
    last = named[-1] if named else entry.type
    return entry.type.startswith(last) or last.startswith(entry.type)


def _judge(catalogue: Catalogue) -> Judge:
    by_key: dict[str, list[Entry]] = {}
    by_name: dict[str, list[Entry]] = {}
    for entry in catalogue:
        by_key.setdefault(key_of(entry.number or ""), []).append(entry)
        if entry.type in _LAWS:
            by_name.setdefault((entry.title or "").casefold(), []).append(entry)
    return Judge(by_key, by_name, Counter(), [], [])


def measure(shared: Path) -> Section:
    catalogue, articles = read(shared)
    section = Section()
    for name, start in SAMPLES.items():
        judge, chars, took = _judge(catalogue), 0, 0.0
        for article in articles[start::EVERY]:
            text = text_of(article.text)
            begun = time.process_time()
            cited = cite(article, text, catalogue)
            took += time.process_time() - begun
            chars += len(article.text)
            judge.numbers(cited)
            judge.laws(cited)
            judge.these(cited)
        section.figures |= _figures(f"phapdien.{name}", judge.counts, ratio(chars, took))
        if name == "development":
            section.cases = {"missed": judge.missed, "spurious": judge.wrong}
    section.figures["phapdien.documents in the catalogue"] = float(len(catalogue))
    section.notes.append("held-out: figures only; its cases are never looked at")
    return section


def _figures(prefix: str, n: Counter[str], speed: float) -> dict[str, float]:
    rates = {
        "number resolved": ("right", "known"),
        "wrong links": ("wrong", "linked"),
        "law by name and day resolved": ("laws right", "laws"),
        "law by name and day, wrong links": ("laws wrong", "laws"),
        "khoản, Điều … này: self": ("this part right", "this part"),
        "own type … này: self": ("this type right", "this type"),
        "other type … này: taken for self": ("this other taken for own", "this other"),
    }
    figures: dict[str, float] = {}
    for name, (part, whole) in rates.items():
        figures[f"{prefix}.{name}"] = ratio(n[part], n[whole])
        figures[f"{prefix}.{name}.n"] = float(n[whole])
    return figures | {f"{prefix}.characters a second": round(speed, -3)}
