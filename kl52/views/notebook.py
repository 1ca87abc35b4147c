"""How documents and citations show themselves in a notebook (``_repr_html_``).

Input: a document or a citation. Output: HTML of bounded length, every word escaped. The text is
cut where it gets long, and how much is left out is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from kl52.language.wording import speaker
from kl52.model import Citation, Document
from kl52.spans import Span
from kl52.views.annotated_html import about, heading_of, legend, stylesheet, text_html
from kl52.views.annotating import MARKS
from kl52.views.layout import Block, blocks
from kl52.views.naming import clip
from kl52.views.reasons import said

LONGEST = 20_000  # characters of text shown


def document_html(doc: Document) -> str:
    """The heading, the legend and the first :data:`LONGEST` characters with their citations."""
    say = speaker("vi")
    every = list(blocks(doc))
    shown = list(_first(every))
    left = len(every) - sum(
        first.spans == each.spans for first, each in zip(shown, every, strict=False)
    )
    more = f'<p class="about">{escape(say("more_text", count=left))}</p>' if left else ""
    words = "".join(text_html(doc, shown, say, linked=False))
    return (
        f'<div class="kl52"><style>{stylesheet()}</style>'
        f"<p><b>{escape(heading_of(doc, say))}</b></p>{about(doc, say)}{legend(doc, say)}"
        f'<div class="text" lang="vi" style="max-height: 30em; overflow: auto">{words}</div>'
        f"{more}</div>"
    )


def _first(every: Sequence[Block]) -> Iterator[Block]:
    """The blocks within the limit; the last is cut where it would pass it."""
    room = LONGEST
    for block in every:
        if room <= 0:
            return
        spans = []
        for span in block.spans:
            spans.append(Span(span.start, min(span.end, span.start + room)))
            room -= len(spans[-1])
        yield replace(block, spans=tuple(spans))


def citation_html(cite: Citation) -> str:
    """The words of a citation, its state and what it means, in one line."""
    say = speaker("vi")
    state = f"{MARKS[cite.state]} {say(f'cite.{cite.state}')}"
    facts = (say(f"relation.{cite.relation}"), state, cite.target, said(cite.reason, "vi"))
    return (
        f'<span class="kl52"><b>{escape(cite.id)}</b> {escape(clip(cite.text, 300))} '
        f"<small>{escape(' · '.join(filter(None, facts)))}</small></span>"
    )
