"""What else a coverage says: changes above, copies, findings set aside, old decisions."""

from __future__ import annotations

from collections.abc import Iterator

from kl52.catalogue.validity import tell
from kl52.coverage.asides import shares, words_then_and_now
from kl52.coverage.findings.telling import message_of
from kl52.coverage.values import Coverage
from kl52.language.wording import Say
from kl52.model import Change
from kl52.views.naming import Name, clip, place_of
from kl52.views.reasons import said

_CLIP = 160
Notes = tuple[tuple[str, tuple[str, ...]], ...]


def notes_of(found: Coverage, name: Name, say: Say, lang: str) -> Notes:
    """Titles with their lines; none without lines."""
    read = (each.message for each in found.document.diagnostics if each.severity != "info")
    parts = (
        (say("html.suspect_title"), tuple(_suspect(found, name, say))),
        (say("html.copied_title"), tuple(_copied(found, say))),
        (say("html.hidden_title"), tuple(_hidden(found, say, lang))),
        (say("html.stale_title"), tuple(_stale(found, say))),
        (say("html.reading_title"), tuple(dict.fromkeys(read))),
    )
    return tuple((title, lines) for title, lines in parts if lines)


def _suspect(found: Coverage, name: Name, say: Say) -> Iterator[str]:
    changes: dict[tuple[str, Change], list[str]] = {}
    for row in found.rows:
        for change in row.suspect if row.applicable else ():
            changes.setdefault((row.source.id, change), []).append(place_of(row.duty.unit, say))
    for (id, change), places in changes.items():
        touched = say("coverage.suspect_rows", count=len(places), units="; ".join(places))
        yield f"{name(id)} {said(tell(change), say('language'))}; {touched}"


def _copied(found: Coverage, say: Say) -> Iterator[str]:
    copied = [each for each in found.localisation.tasks if each.copied]
    for each in sorted(copied, key=lambda each: (-each.share, each.duty.span)):
        yield f"{each.duty.id}. {clip(each.duty.text, _CLIP)}: {shares(each, say)}"


def _hidden(found: Coverage, say: Say, lang: str) -> Iterator[str]:
    for each in found.hidden:
        where = place_of(each.unit, say)
        yield f"{where}{': ' if where else ''}{message_of(each, lang)}"


def _stale(found: Coverage, say: Say) -> Iterator[str]:
    for each in (*found.review.stale, *found.review.edited):
        yield " – ".join(words_then_and_now(each, say))
