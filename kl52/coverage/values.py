"""What ``kl52 coverage`` finds out: rows, findings, and all of it with its denominators.

Field names are those of the JSON contract. Nothing here says that a plan passes: what was not
checked is counted as ``not_assessed``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kl52.alignment import THRESHOLD, Match
from kl52.catalogue import Catalogue
from kl52.displayed import Displayed
from kl52.model import Change, Document, Obligation, Severity
from kl52.reviewing.settling import Reviewed, ReviewedLink
from kl52.spans import Span

COPIED = 0.8  # of a task's words, from where on it is a copy
RowState = Literal["covered", "partial", "missing", "not_applicable", "not_assessed"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words of another document that a finding rests on."""

    document: str
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a plan that its drafter should look at.

    ``code`` is stable (``data/findings.tsv`` says what each means), ``detail`` says which of the
    rules of form it is; ``span`` counts in the plan's text and is ``None`` where words are
    missing; ``found`` and ``expected`` are short.
    """

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    page: int | None = None
    unit: str | None = None
    obligation: str | None = None
    citation: str | None = None
    found: str | None = None
    expected: str | None = None
    evidence: Evidence | None = None
    detail: str | None = None

    @property
    def rule(self) -> str:
        """The row of ``data/findings.tsv``: the code with its detail, if it has one."""
        return f"{self.code}/{self.detail}" if self.detail else self.code


@dataclass(frozen=True, slots=True)
class LocalLink:
    """A local obligation that takes up a source one; ``match`` has the checks behind its score."""

    duty: Obligation
    match: Match
    settled: bool = False  # somebody accepted or corrected it

    @property
    def holds(self) -> bool:
        """Whether the link is more likely right than not, or settled."""
        return self.settled or self.match.score >= THRESHOLD


@dataclass(frozen=True, slots=True)
class Row:
    """One task of a source, with its twins (an annex row and the sentence that says the same).

    ``duty`` is the row of the annex where there is one: its lead and deadline decide. ``suspect``
    is what became of the source after the plan, ``reviewed`` what people decided on links.
    """

    source: Document
    duty: Obligation
    twins: tuple[Obligation, ...]
    applicable: bool
    state: RowState
    local: tuple[LocalLink, ...]
    lacks: tuple[str, ...]
    why: str
    suspect: tuple[Change, ...] = ()
    reviewed: tuple[ReviewedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """What the checks of findings look at."""

    plan: Document
    sources: tuple[Document, ...]
    rows: tuple[Row, ...]
    catalogue: Catalogue
    cascade: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def on(self) -> str | None:
        """The day of the plan, at which bodies exist and documents are in force."""
        return self.plan.header.on

    @property
    def links(self) -> tuple[tuple[Row, LocalLink], ...]:
        """Every local task beside the source task that it takes up."""
        return tuple((row, link) for row in self.rows for link in row.local)


Added = Literal["actor", "deadline", "figure"]


@dataclass(frozen=True, slots=True)
class Localised:
    """How much of a local task is its sources' own words; ``added`` is what is local in it."""

    duty: Obligation
    words: int
    copied: int
    added: tuple[Added, ...]

    @property
    def share(self) -> float:
        return self.copied / self.words if self.words else 0.0


@dataclass(frozen=True, slots=True)
class Localisation:
    """The tasks of a plan that have a source, and the syllables of all its tasks."""

    tasks: tuple[Localised, ...] = ()
    words: int = 0
    copied: int = 0

    @property
    def verbatim(self) -> tuple[Localised, ...]:
        """Those that are copied and have no local body, date or figure added."""
        return tuple(each for each in self.tasks if each.share >= COPIED and not each.added)


@dataclass(frozen=True, slots=True)
class Coverage(Displayed):
    """The answer to ``kl52 coverage``.

    ``disabled`` counts the findings of codes that are switched off, ``hidden`` are those that a
    reviewer rejected.
    """

    document: Document
    against: tuple[str, ...]
    rows: tuple[Row, ...]
    local_only: tuple[str, ...]
    not_assessed: tuple[str, ...]
    findings: tuple[Finding, ...]
    localisation: Localisation = field(default_factory=Localisation)
    disabled: Mapping[str, int] = field(default_factory=dict)
    hidden: tuple[Finding, ...] = ()
    review: Reviewed = field(default_factory=Reviewed)

    def _repr_html_(self) -> str:
        from kl52.views.displays import coverage_html

        return coverage_html(self)

    @property
    def summary(self) -> dict[str, int]:
        """Counts, each with what it is out of: states are of the applicable rows."""
        applicable = [row for row in self.rows if row.applicable]

        def of(state: RowState) -> int:
            return sum(row.state == state for row in applicable)

        return {
            "source_obligations": len(self.rows),
            "applicable": len(applicable),
            "covered": of("covered"),
            "partial": of("partial"),
            "missing": of("missing"),
            "not_assessed": of("not_assessed"),
            "local_obligations": len(self.document.obligations),
            "local_only": len(self.local_only),
            "suspect": sum(bool(row.suspect) for row in applicable),
        }
