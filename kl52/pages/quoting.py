"""The words of a task with its place, and with those marked that other texts have too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kl52.alignment import agreeing
from kl52.language.wording import Say
from kl52.model import Document, Obligation
from kl52.pages.values import Link, Quote, Words
from kl52.views.duties import facts_of
from kl52.views.naming import place_of


def words_of(text: str, others: Iterable[str] = ()) -> tuple[Words, ...]:
    """``text`` in stretches.

    >>> [each.text for each in words_of("Sở Y tế lập hồ sơ", ["lập hồ sơ"]) if each.same]
    ['lập hồ sơ']
    """
    found, at = [], 0
    for span in agreeing(text, others):
        found += [Words(text[at : span.start]), Words(span.of(text), same=True)]
        at = span.end
    found.append(Words(text[at:]))
    return tuple(each for each in found if each.text)


def place(unit: str | None, page: int | None, say: Say, document: str = "") -> str:
    """Document, unit and page, as far as they are known."""
    numbered = say("page", page=page) if page else ""
    return ", ".join(filter(None, (document, place_of(unit, say), numbered)))


def task(
    duty: Obligation,
    doc: Document,
    say: Say,
    *,
    beside: Iterable[str] = (),
    document: str = "",
    link: Link | None = None,
    about: str = "",
    findings: Sequence[Link] = (),
) -> Quote:
    """A task in its own words; ``beside`` are the texts that it is compared with."""
    return Quote(
        words=words_of(duty.text, beside),
        where=place(duty.unit, doc.page(duty.page), say, document),
        facts=facts_of(duty, say),
        link=link,
        about=about,
        findings=tuple(findings),
    )


def decimal(score: float, say: Say) -> str:
    """A score as it is written; one is never certain."""
    return f"{min(score, 0.99):.2f}".replace(".", say("decimal"))
