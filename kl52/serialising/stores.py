"""What was done to a library, as JSON: what was removed, what was updated, what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kl52.library.removing import Removed
from kl52.library.updating import STATES, Update
from kl52.library.verifying import Fault
from kl52.serialising.values import SCHEMA, plain


def removed_json(removed: Sequence[Removed], library: Path) -> dict[str, Any]:
    """What ``kl52 remove --json`` prints: the documents that went, and those that stay."""
    by_state = {
        state: [
            {"id": each.id, "number": each.number, "files": list(each.files)}
            for each in removed
            if each.kept == kept
        ]
        for state, kept in (("removed", False), ("kept", True))
    }
    counts = {state: len(each) for state, each in by_state.items()}
    return {"schema": SCHEMA, "library": str(library), "counts": counts, **by_state}


def updated_json(updates: Sequence[Update], library: Path) -> dict[str, Any]:
    """What ``kl52 update --json`` prints: each file under what became of it."""
    by_state: dict[str, list[dict[str, Any]]] = {
        state: [_updated(each) for each in updates if each.state == state] for state in STATES
    }
    counts = {state: len(each) for state, each in by_state.items()}
    return {"schema": SCHEMA, "library": str(library), "counts": counts, **by_state}


def _updated(update: Update) -> dict[str, Any]:
    if update.error is not None:
        error = update.error
        why = {"code": error.code, "reason": error.reason, "hint": error.hint or None}
        return {"file": update.file, **why}
    return {"file": update.file, "id": update.id, "number": update.number}


def verified_json(faults: Sequence[Fault], checked: int, library: Path) -> dict[str, Any]:
    """What ``kl52 verify --json`` prints: the contents looked at, and what is wrong."""
    return {
        "schema": SCHEMA,
        "library": str(library),
        "whole": not faults,
        "checked": checked,
        "faults": [plain(fault) for fault in faults],
    }
