"""What all JSON of kl52 is made of: the name of the schema, and a value as JSON has it."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from kl52.spans import Span

SCHEMA = "kl52/1"


def plain(value: Any) -> Any:
    """A value as JSON has it: dataclasses become objects, their spans ``start`` and ``end``."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end}
    if is_dataclass(value) and not isinstance(value, type):
        found: dict[str, Any] = {}
        for each in fields(value):
            content = getattr(value, each.name)
            if each.name == "span":
                found["start"] = content.start if content is not None else None
                found["end"] = content.end if content is not None else None
            else:
                found[each.name] = plain(content)
        return found
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    return value
