"""The dispatch sheet as the JSON that ``kl52 tasks --json`` prints (``schema`` kl52/1).

Input: a :class:`~kl52.dispatching.sheet.Sheet` and the files that could not be read. Output: plain
dicts and lists. ``groups`` name rows by their ids; an obligation has the fields of ``kl52 parse``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kl52.dispatching.cells import label_of
from kl52.dispatching.clarities import clarities_of
from kl52.dispatching.grouping import Group, when
from kl52.dispatching.rows import Row
from kl52.dispatching.sheet import Sheet
from kl52.errors import UnreadableDocument
from kl52.model import Document
from kl52.obligations.clarity import Clarity, Profile, profile
from kl52.serialising.documents import document_fields, obligation_fields
from kl52.serialising.values import SCHEMA, plain


def sheet_json(sheet: Sheet, failed: Sequence[UnreadableDocument] = ()) -> dict[str, Any]:
    """What ``kl52 tasks --json`` prints."""
    found = clarities_of(sheet.rows)
    choice = sheet.choice
    return {
        "schema": SCHEMA,
        "on": choice.on.isoformat(),
        "by": choice.by,
        "body": choice.body,
        "due_before": choice.before.isoformat() if choice.before else None,
        "kinds": list(choice.kinds),
        "documents": [document_fields(doc) for doc in sheet.documents],
        "counts": plain(sheet.counts),
        "shared_with": list(sheet.shared),
        "rows": [_row(row, one, sheet) for row, one in zip(sheet.rows, found, strict=True)],
        "groups": [_group(each) for each in sheet.groups],
        "clarity": _profile(profile(found)),
        "failed": [
            {"file": e.name, "code": e.code, "reason": e.reason, "hint": e.hint or None}
            for e in failed
        ],
    }


def _row(row: Row, found: Clarity, sheet: Sheet) -> dict[str, Any]:
    day = when(row, sheet.choice.on)
    return {
        "id": row.id,
        "document": row.doc.id,
        "number": row.doc.header.number,
        "label": label_of(row.doc),
        "obligation": obligation_fields(row.doc, row.duty),
        "twins": [twin.id for twin in row.twins],
        "differs": list(row.differs),
        "due": day.isoformat() if day else None,
        "late": row.is_late(sheet.choice.on),
        "clarity": _criteria(found, row.doc),
    }


def _criteria(found: Clarity, doc: Document) -> dict[str, Any]:
    text = doc.text.text
    return {
        each.name: {
            "verdict": each.verdict,
            "start": each.evidence.start if each.evidence else None,
            "end": each.evidence.end if each.evidence else None,
            "text": each.evidence.of(text) if each.evidence else None,
        }
        for each in found.criteria
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "name": group.name or None,
        "bodies": sorted(key for key in group.keys if not key.startswith("~")),
        "unit": group.unit,
        "rows": [row.id for row in group.rows],
    }


def _profile(found: Profile) -> dict[str, Any]:
    """Each of the six with its denominator, ``judged``."""
    return {
        "rows": found.obligations,
        "complete": found.complete,
        "judged_on_all": found.judged,
        "shares": {
            share.name: {
                **{key: value for key, value in plain(share).items() if key != "name"},
                "judged": share.judged,
            }
            for share in found.shares
        },
    }
