"""Facts as they are gathered: what one source says of one document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Known:
    """A document as one source names it; ``own``: the source is the document itself."""

    type: str
    number: str
    date: str
    issuer: str | None
    title: str | None = None
    since: str | None = None
    source: str = ""
    certainty: Literal["V", "G"] = "V"
    in_force: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class Amended:
    """That the document ``number`` was amended by another, from the day ``on``."""

    number: str
    by_type: str
    by: str
    on: str
    source: str
