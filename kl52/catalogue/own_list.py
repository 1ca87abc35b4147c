"""The user's own list of documents, kept in the library with its documents.

In: the list as two tables of text (:data:`Texts`), and rows from :mod:`kl52.catalogue.importing`.
Out: a catalogue that knows the list too, and for each row what becomes of it. Guarantee: a fact
that was checked against its source is never overwritten by a list, and each row that is not taken
is told with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from kl52.catalogue.entries import Entry
from kl52.catalogue.identity import number_key
from kl52.catalogue.importing import Row
from kl52.catalogue.index import Catalogue
from kl52.catalogue.listing import (
    CHANGES,
    DOCUMENTS,
    FILE,
    Listing,
    change_line,
    document_line,
    series_key,
)
from kl52.catalogue.validity import day
from kl52.language.lexicon import fold
from kl52.model import Change

Texts = tuple[str, str]  # documents, and what became of documents; empty where there are none
State = Literal["added", "known", "replaced", "kept", "refused"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of a row: ``replaced`` and ``kept`` are conflicts, ``why`` tells which."""

    row: Row
    state: State
    why: str | None = None


@dataclass(frozen=True, slots=True)
class OwnList:
    """The documents of the list by their series, and what became of documents."""

    entries: dict[str, Entry]
    changes: dict[str, tuple[str, Change]]


def load_own(texts: Texts) -> OwnList:
    """The list that two tables hold."""
    listing = Listing()
    listing.add(texts[0])
    entries = {series_key(entry.id): entry for entry in listing}
    lines = texts[1].splitlines()[2:]
    listing.add(texts[1], changes=True)
    changes = {}
    for target in dict.fromkeys(line.partition("\t")[0] for line in lines):
        for change in listing.changes_of(target):
            changes[change_line(target, change)] = (target, change)
    return OwnList(entries, changes)


def with_own(catalogue: Catalogue, texts: Texts) -> Catalogue:
    """The catalogue with the user's list before its own long lists, read line by line."""
    if not any(texts):
        return catalogue
    own = Listing()
    own.add(texts[0])
    own.add(texts[1], changes=True)
    return catalogue.before_lists(own)


def texts_of(own: OwnList) -> Texts:
    """The list as tables: its documents, and what became of documents."""
    documents = map(document_line, own.entries.values())
    return _table(DOCUMENTS, documents), _table(CHANGES, own.changes)


def _table(columns: tuple[str, ...], lines: Iterable[str]) -> str:
    about = "# Danh mục riêng, viết bằng kl52 catalogue import. Đừng sửa tay."
    return "\n".join((about, "\t".join(columns), *sorted(lines))) + "\n"


def take_in(rows: Iterable[Row], own: OwnList, bundled: Catalogue) -> list[Outcome]:
    """Adds the rows to ``own``, in their order, and says of each what became of it.

    ``bundled`` is the catalogue without the list. A later row of one file does not overwrite an
    earlier one; a later file does.
    """
    outcomes = []
    here: dict[str, Entry] = {}
    for row in rows:
        if row.entry is None:
            outcomes.append(Outcome(row, "refused", row.reason))
            continue
        key = series_key(row.entry.id)
        outcome = _judge(row, row.entry, here.get(key), own.entries.get(key), bundled)
        if outcome.state in ("added", "replaced"):
            own.entries[key] = here[key] = row.entry
        agreed = all(each.date == row.entry.date for each in _same_series(row.entry, bundled))
        changed = _keep_changes(row, own) if agreed or outcome.state != "kept" else False
        if outcome.state == "known" and changed:
            outcome = Outcome(row, "added", "thêm tình trạng hiệu lực")
        outcomes.append(outcome)
    return outcomes


def _judge(
    row: Row, entry: Entry, earlier: Entry | None, own: Entry | None, bundled: Catalogue
) -> Outcome:
    if earlier is not None:
        differs = _difference(earlier, entry)
        return Outcome(row, "kept", f"dòng trước trong tệp {differs} → giữ dòng trước") if (
            differs) else Outcome(row, "known")  # fmt: skip
    for known in _same_series(entry, bundled):
        if differs := _difference(known, entry):
            fact = known.fact("date")
            if known.file == FILE and fact.certainty == "G":
                why = f"danh mục kèm theo {differs}, chưa đối chiếu → lấy dòng này"
                return Outcome(row, "replaced", why)
            why = f"danh mục kèm theo {differs} (nguồn: {fact.source}) → giữ danh mục"
            return Outcome(row, "kept", why)
        if own is None and not (entry.title and not known.title) and not entry.seen:
            return Outcome(row, "known")
    if own is None:
        return Outcome(row, "added")
    if differs := _difference(own, entry):
        return Outcome(row, "replaced", f"danh mục riêng {differs} → lấy dòng này")
    return Outcome(row, "known" if _says_no_more(own, entry) else "added")


def _same_series(entry: Entry, catalogue: Catalogue) -> list[Entry]:
    """The documents that a body could not have issued besides: same number, type, year."""
    key = series_key(entry.id)
    return [each for each in catalogue.by_number(entry.number or "") if series_key(each.id) == key]


def _difference(known: Entry, new: Entry) -> str:
    """In which of date and title two entries disagree; empty where they do not."""
    said = []
    if known.date and new.date and known.date != new.date:
        said.append(f"ghi ngày {day(known.date)}, dòng này {day(new.date)}")
    if known.title and new.title and not _same_title(known.title, new.title):
        said.append(f"ghi trích yếu «{known.title[:80]}»")
    return "; ".join(said)


def _same_title(one: str, other: str) -> bool:
    """Titles agree but for case, the words that open them, and where they are cut short."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return short in long


def _bare(title: str) -> str:
    words = fold(title)
    for opening in ("về việc ", "v/v ", "về "):
        words = words.removeprefix(opening)
    return words.strip(" .\"'“”")


def _says_no_more(own: Entry, new: Entry) -> bool:
    return all(
        getattr(new, name) in (None, getattr(own, name))
        for name in ("date", "title", "since", "seen", "issuer")
    )


def _keep_changes(row: Row, own: OwnList) -> bool:
    """Keeps what the row says of the end of its document; whether that was new."""
    assert row.entry is not None
    before = len(own.changes)
    for change in row.changes:
        own.changes.setdefault(change_line(row.entry.id, change), (row.entry.id, change))
    return len(own.changes) > before


def remove(own: OwnList, number: str) -> list[Entry]:
    """Takes the documents with this number, or this id, off the list; gives those that were on."""
    gone = {
        key: entry
        for key, entry in own.entries.items()
        if entry.id == number or number_key(entry.number or "") == number_key(number)
    }
    for key, entry in gone.items():
        del own.entries[key]
        lines = [line for line, (id, _) in own.changes.items() if _same_work(id, entry.id)]
        for line in lines:
            del own.changes[line]
    return list(gone.values())


def _same_work(one: str, other: str) -> bool:
    return series_key(one) == series_key(other)
