"""The hand-annotated gold: files of ``../shared/gold`` → values.

The gold lies outside the repository. ``shared()`` says where; where it is absent
the benchmarks stop with one clear line instead of reporting figures of nothing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kl52.spans import Span

ROOT = Path(__file__).resolve().parent.parent


class NoGold(SystemExit):
    """The folder with the gold is not on this machine."""


def shared() -> Path:
    """The folder ``shared`` beside the repository; ends the program where there is none."""
    path = ROOT.parent / "shared"
    if not (path / "gold").is_dir():
        raise NoGold("benchmarks: no ../shared/gold beside the repository, nothing to measure")
    return path


@dataclass(frozen=True, slots=True)
class Mention:
    """A gold citation; ``span`` counts in the raw text, ``within`` is an index into the list."""

    span: Span
    kind: str
    type: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    provision: str | None = None
    relation: str = "refers"
    cue: str | None = None
    within: int | None = None
    optional: bool = False
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """A gold obligation. ``anchor`` and ``anchor_end`` are its first and last words.

    ``duplicate_of`` is the ``unit`` of the obligation that states the same task. ``open`` names
    what the annotator left open: ``kind``, ``lead``, ``deadline``, ``deliverable``, ``duplicate``.
    """

    unit: str
    anchor: str
    anchor_end: str
    where: str = "prose"
    kind: str = "task"
    lead: tuple[str, ...] = ()
    lead_inherited: bool = False
    coordinate: tuple[str, ...] = ()
    deadline_text: str | None = None
    deadline_kind: str | None = None
    deadline_start: str | None = None
    deadline_end: str | None = None
    recurrence: str | None = None
    deliverable: str | None = None
    addressed_to_province: bool | None = None
    cites: tuple[str, ...] = ()
    duplicate_of: str | None = None
    open: frozenset[str] = frozenset()


def is_optional(row: dict[str, Any]) -> bool:
    """Whether a mention is neither required nor punished.

    Bare type words, the site banner, and future texts without a title (a bare
    type word, perhaps with its issuer: ``Nghị định của Chính phủ``).
    """
    note = row.get("note") or ""
    if note.startswith("bare") or "banner" in note:
        return True
    if row["kind"] != "future":
        return False
    words, issuer = row["type"] or "", row["issuer"]
    bare = {words} | ({f"{words} {issuer}", f"{words} của {issuer}"} if issuer else set())
    return row["surface"].casefold() in {each.casefold() for each in bare}


def read_mention(row: dict[str, Any]) -> Mention:
    same = ("kind", "type", "number", "date", "issuer", "provision", "relation")
    return Mention(
        span=Span(row["start"], row["end"]),
        cue=row["relation_cue"],
        within=row["nested_in"],
        target=row["target"],
        optional=is_optional(row),
        **{name: row[name] for name in same},
    )


def read_duty(row: dict[str, Any]) -> Duty:
    deadline = row["deadline"] or {}
    same = ("unit", "anchor", "anchor_end", "where", "kind", "deadline_text", "deliverable")
    return Duty(
        lead=tuple(row["lead"]),
        lead_inherited=row.get("lead_inherited", False),
        coordinate=tuple(row["coordinate"]),
        deadline_kind=deadline.get("kind"),
        deadline_start=deadline.get("start"),
        deadline_end=deadline.get("end"),
        recurrence=deadline.get("recurrence"),
        cites=tuple(row["cites"]),
        addressed_to_province=row.get("addressed_to_province"),
        duplicate_of=row.get("duplicate_of"),
        **{name: row[name] for name in same},
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def names(suffix: str) -> list[str]:
    """The gold documents that have a file ``<name>.<suffix>``."""
    found = (shared() / "gold").glob(f"*.{suffix}")
    return sorted(path.name.removesuffix(f".{suffix}") for path in found)


def mentions(name: str) -> list[Mention]:
    return [read_mention(row) for row in _rows(shared() / "gold" / f"{name}.citations.jsonl")]


def duties(name: str) -> list[Duty]:
    return [read_duty(row) for row in _rows(shared() / "gold" / f"{name}.obligations.jsonl")]


def header(name: str) -> dict[str, Any]:
    text = (shared() / "gold" / f"{name}.header.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def extent(name: str) -> int:
    return int((shared() / "gold" / f"{name}.extent").read_text("utf-8"))


def txt(name: str) -> Path:
    return shared() / "gold" / f"{name}.txt"


def source(name: str) -> Path:
    """The real file behind a gold document: its PDF where there is one, else the text."""
    pdf = shared() / "data" / "congbao" / f"{name}.pdf"
    return pdf if pdf.exists() else txt(name)
