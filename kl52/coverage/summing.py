"""The answer of a coverage in words: each figure with its denominator, and what is left out."""

from __future__ import annotations

from collections import Counter
from typing import get_args

from kl52.coverage.values import Coverage
from kl52.language.wording import Say
from kl52.model import Severity


def answer_lines(found: Coverage, say: Say) -> list[str]:
    """The states of the tasks first, then all that helps to judge them."""
    summary = found.summary
    lines = [say("coverage.no_source")]
    if found.against:
        lines = [say(f"coverage.{key}", **summary) for key in ("states", "applicable", "local")]
    counts = Counter(each.severity for each in found.findings)
    by_severity = {severity: counts[severity] for severity in get_args(Severity)}
    key = "coverage.counted" if found.findings else "coverage.counted_none"
    lines.append(say(key, **by_severity))
    if summary["suspect"]:
        lines.append(
            say("coverage.suspect", count=summary["suspect"], applicable=summary["applicable"])
        )
    copied = found.localisation
    if copied.tasks:
        percent = round(100 * copied.copied / copied.words) if copied.words else 0
        lines.append(
            say("coverage.copied", copied=copied.copied, words=copied.words, percent=percent,
                verbatim=len(copied.verbatim), tasks=len(copied.tasks))
        )  # fmt: skip
    return [*lines, *_left_out(found, say)]


def _left_out(found: Coverage, say: Say) -> list[str]:
    """What was switched off or decided by people, so that no count is read as the whole."""
    lines = []
    if found.disabled:
        codes = ", ".join(f"{code} {count}" for code, count in sorted(found.disabled.items()))
        lines.append(say("coverage.disabled", count=sum(found.disabled.values()), codes=codes))
    review = found.review
    if review.accepted or review.rejected or review.corrected:
        lines.append(say("coverage.review", accepted=review.accepted, rejected=review.rejected,
                         corrected=review.corrected))  # fmt: skip
    if found.hidden:
        lines.append(say("coverage.hidden", count=len(found.hidden)))
    if review.unchecked:
        lines.append(say("coverage.unchecked", count=review.unchecked))
    return lines
