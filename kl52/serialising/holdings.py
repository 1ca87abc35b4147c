"""What is asked of a library, as JSON: a document at a glance, and what hangs on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kl52.graph.cascades import Affected
from kl52.graph.profiles import Profile
from kl52.serialising.values import SCHEMA, plain


def profile_json(found: Profile) -> dict[str, Any]:
    """What ``kl52 show --json`` prints."""
    facts = {name: value for name, value in found.node.items() if name not in ("kind", "status")}
    return {
        "schema": SCHEMA,
        "document": {"id": found.id, **facts, "file": found.file},
        "validity": plain(found.validity),
        "changes": plain(found.changes),
        "above": [{"document": id, "relation": relation} for id, relation in found.above],
        "below": [{"document": id, "relation": relation} for id, relation in found.below],
        "obligations": dict(found.tasks),
        "cites": found.cites,
        "cited_by": found.cited_by,
    }


def impact_json(id: str, found: Sequence[Affected]) -> dict[str, Any]:
    """What ``kl52 impact --json`` prints."""
    return {"schema": SCHEMA, "document": id, "affected": plain(tuple(found))}
