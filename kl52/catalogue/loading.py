"""Reading the catalogue: the ``*.toml`` files of a folder, and its long lists beside them.

In: ``corpus/catalogue`` (whose README describes the form), or another folder. Out:
:class:`~kl52.catalogue.index.Catalogue`. Nothing is read at import time, and a second call gives
the same catalogue. Files that contradict themselves are refused, by file and document.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, cast, get_args

from kl52.catalogue.entries import Alias, Certainty, Entry, Fact, Link, Status
from kl52.catalogue.identity import work_uri
from kl52.catalogue.index import Catalogue, Plenum, Term, make_index
from kl52.catalogue.listing import Listing
from kl52.errors import UsageError
from kl52.model import Promulgated, Relation

_FIELDS = {each.name for each in fields(Entry)} - {"id", "sources", "file"} | {
    "key",
    "source",
    "facts",
}


def corpus_root() -> Traversable:
    """The folder of the bundled corpus, in a checkout and when installed."""
    checkout = Path(__file__).parents[2] / "corpus"
    return checkout if checkout.is_dir() else files("kl52_corpus")


def load_catalogue(path: Path | None = None) -> Catalogue:
    """Reads the catalogue in folder ``path``, by default the bundled one.

    Raises :class:`~kl52.errors.UsageError`, naming file and document, where the
    files contradict themselves.
    """
    return _load(path)


@cache
def _load(path: Path | None) -> Catalogue:
    folder = path or corpus_root() / "catalogue"
    if not folder.is_dir():
        raise UsageError(f"không có thư mục danh mục: {folder}")
    tables = [
        (file.name, _parse(file))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    keys: dict[str, str] = {}
    drafts: list[tuple[Entry, list[dict[str, Any]]]] = []
    for name, table in tables:
        for item in table.get("document", ()):
            entry = _entry(name, item)
            key = item.get("key") or f"{entry.number} {entry.date or 'nodate'}"
            if key in keys or entry.id in keys.values():
                raise UsageError(f"{name}: {key}: tài liệu ghi hai lần")
            keys[key] = entry.id
            drafts.append((entry, item.get("relations", [])))
    entries = tuple(
        replace(entry, relations=tuple(_link(entry, each, keys) for each in relations))
        for entry, relations in drafts
    )
    plenums = tuple(
        _plenum(name, item, keys) for name, table in tables for item in table.get("plenum", ())
    )
    terms = tuple(_term(name, item) for name, table in tables for item in table.get("term", ()))
    found = make_index(entries, tuple(sorted(terms, key=lambda term: term.number)), plenums)
    return replace(found, listing=_listing(folder))


def _listing(folder: Traversable) -> Listing:
    listing = Listing()
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".tsv"):
            text = file.read_text(encoding="utf-8")
            listing.add(text, changes=file.name == "changes.tsv")
    return listing


def _parse(file: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file.name}: không đọc được TOML: {error}") from error


def _source(where: str, text: object) -> tuple[str, Certainty]:
    """Splits ``"V: source"`` into the source and its certainty."""
    certainty, colon, source = str(text or "").partition(":")
    if not colon or certainty not in get_args(Certainty) or not source.strip():
        raise UsageError(f"{where}: nguồn phải có dạng 'V: …' hoặc 'G: …', không phải {text!r}")
    return source.strip(), cast(Certainty, certainty)


def _date(where: str, value: object) -> str | None:
    """A TOML date, or the year or month that is known."""
    if value is None:
        return None
    text = str(value)
    if not text.replace("-", "").isdigit() or len(text) not in (4, 7, 10):
        raise UsageError(f"{where}: ngày không hợp lệ: {value!r}")
    return text


def _entry(file: str, item: dict[str, Any]) -> Entry:
    where = f"{file}: {item.get('key') or item.get('number') or item.get('title') or '?'}"
    if unknown := item.keys() - _FIELDS:
        raise UsageError(f"{where}: trường không có trong quy ước: {', '.join(sorted(unknown))}")
    if not item.get("type") or not (item.get("number") or item.get("title")):
        raise UsageError(f"{where}: cần type, và number hoặc title")
    status = item.get("status", "unknown")
    if status not in get_args(Status):
        raise UsageError(f"{where}: status không hợp lệ: {status!r}")
    own = _source(where, item.get("source"))
    facts: dict[str, object] = item.get("facts", {})
    if stray := facts.keys() - item.keys():
        raise UsageError(f"{where}: facts nói về trường không có: {', '.join(sorted(stray))}")
    promulgates = item.get("promulgates")
    date = _date(where, item.get("date"))
    number, issuer, province = item.get("number"), item.get("issuer"), item.get("province")
    return Entry(
        id=work_uri(item["type"], number, date, issuer, province, item.get("title")),
        type=item["type"],
        number=number,
        date=date,
        issuer=issuer,
        term=item.get("term"),
        plenum=item.get("plenum"),
        province=province,
        title=item.get("title"),
        aliases=tuple(Alias(each["name"], each.get("topic")) for each in item.get("aliases", ())),
        signer=item.get("signer"),
        status=status,
        until=_date(where, item.get("until")),
        since=_date(where, item.get("since")),
        seen=_date(where, item.get("seen")),
        text=item.get("text"),
        promulgates=Promulgated(**promulgates) if promulgates else None,
        relations=(),
        sources=(
            Fact("*", *own),
            *(Fact(field, *_source(f"{where}: {field}", text)) for field, text in facts.items()),
        ),
        note=item.get("note"),
        fictitious=item.get("fictitious", False),
        file=file,
    )


def _link(entry: Entry, item: dict[str, Any], keys: Mapping[str, str]) -> Link:
    where = f"{entry.file}: {entry.number or entry.title}"
    to, relation = str(item.get("to")), cast(Relation, item.get("relation"))
    if to not in keys:
        raise UsageError(f"{where}: quan hệ tới tài liệu không có trong danh mục: {to!r}")
    if relation not in get_args(Relation):
        raise UsageError(f"{where}: quan hệ không hợp lệ: {relation!r}")
    default = entry.fact("relations")
    if "source" in item:
        return Link(keys[to], relation, *_source(where, item["source"]))
    return Link(keys[to], relation, default.source, default.certainty)


def _term(file: str, item: dict[str, Any]) -> Term:
    where = f"{file}: khóa {item.get('number')}"
    begin = _date(where, item.get("begin"))
    if begin is None:
        raise UsageError(f"{where}: thiếu begin")
    end = _date(where, item.get("end"))
    return Term(item["number"], begin, end, *_source(where, item.get("source")))


def _plenum(file: str, item: dict[str, Any], keys: Mapping[str, str]) -> Plenum:
    where = f"{file}: Hội nghị {item.get('ordinal')} khóa {item.get('term')}"
    documents = item.get("documents", [])
    if missing := [key for key in documents if key not in keys]:
        raise UsageError(f"{where}: tài liệu không có trong danh mục: {', '.join(missing)}")
    return Plenum(
        item["ordinal"],
        item["term"],
        _date(where, item.get("begin")),
        _date(where, item.get("end")),
        tuple(keys[key] for key in documents),
        *_source(where, item.get("source")),
    )
