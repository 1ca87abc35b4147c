"""What underthesea's parts of speech would do to the rules, and what they cost.

The rules ask a table of verbs whether a clause opens with what to do. Here its answer is
joined with, or replaced by, the tag of the clause's first word.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from unittest.mock import patch

from kl52.model import Document, Obligation
from kl52.obligations import actions, find_obligations

Opens = Callable[[str], bool]
_ASKING = tuple(
    f"kl52.obligations.{name}" for name in ("clauses", "duty_rules", "lead_ins", "prose")
)
_HEAD = 200  # characters of a clause that are tagged


@cache
def tagged_verb(text: str) -> bool:
    """Whether underthesea takes the first word for a verb."""
    from underthesea import pos_tag

    tagged = pos_tag(text[:_HEAD].strip())
    return bool(tagged) and tagged[0][1].startswith("V")


def either(text: str) -> bool:
    return actions.opens_with_verb(text) or tagged_verb(text)


def both(text: str) -> bool:
    return actions.opens_with_verb(text) and tagged_verb(text)


@contextmanager
def opening_by(opens: Opens) -> Iterator[None]:
    """The rules with another answer to whether a clause opens with a verb."""
    with ExitStack() as stack:
        for module in _ASKING:
            stack.enter_context(patch(f"{module}.opens_with_verb", opens))
        yield


def find_by(doc: Document, opens: Opens) -> tuple[Obligation, ...]:
    with opening_by(opens):
        return find_obligations(
            doc.text,
            doc.units,
            doc.header,
            doc.citations,
            secondhand=doc.reports_on is not None,
        )


def seconds(doc: Document, opens: Opens) -> float:
    """Processor time of finding the obligations of a document, nothing remembered."""
    tagged_verb.cache_clear()
    start = time.process_time()
    find_by(doc, opens)
    return time.process_time() - start
