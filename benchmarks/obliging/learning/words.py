"""What a classifier is shown of a clause: words, and facts written as words.

Input: a :class:`~benchmarks.obliging.learning.candidates.Candidate`. Output: its words. A bag of
words keeps apart what is written apart: ``h1:mục`` is ``mục`` in the nearest heading.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.obliging.learning.candidates import Candidate
from kl52.language.lexicon import fold
from kl52.obligations.actions import first_action, opens_with_verb
from kl52.obligations.actors import find_actors
from kl52.obligations.duty_rules import is_money, is_permission
from kl52.obligations.targets import has_quantity, is_target

Words = tuple[str, ...]
Show = Callable[[Candidate], Words]

WORD = re.compile(r"\w+(?:[./-]\w+)*|[^\w\s]", re.UNICODE)
_MOST_WORDS = 60  # of a clause: what obliges stands at its head
_MOST_ABOVE = 16  # words of a heading
_LEVELS = 6
_MOST_TAGS = 16


def plain(clause: Candidate) -> Words:
    """The clause, its first words once more as its opening, what stands above, how it looks."""
    words = [fold(word) for word in WORD.findall(clause.text)[:_MOST_WORDS]]
    above = [
        f"h{min(level, 2)}:{fold(word)}"
        for level, heading in enumerate(clause.above[:_LEVELS], 1)
        for word in WORD.findall(heading)[:_MOST_ABOVE]
    ]
    opening = [f"^{'_'.join(words[:n])}" for n in (1, 2, 3)]
    return (*opening, *words, "¶", *above, *clause.shape)


def with_signals(clause: Candidate) -> Words:
    """The same, and what the rules' own tests say of the clause."""
    said = clause.text
    verb = first_action(said)
    signals = {
        f"mode={clause.mode}": True,
        "led": bool(find_actors(said).lead),
        "above-led": any(find_actors(each).lead for each in clause.above[:2]),
        "verb-first": opens_with_verb(said),
        f"verb={verb.strength if verb else None}": True,
        "target": is_target(said),
        "quantity": has_quantity(said),
        "money": is_money(said),
        "permission": is_permission(said),
    }
    return (*plain(clause), *(f"¶{name}" for name, holds in signals.items() if holds))


def with_tags(clause: Candidate) -> Words:
    """``plain`` with underthesea's words and parts of speech of the clause's opening."""
    from underthesea import pos_tag

    tagged = pos_tag(clause.text[:400])[:_MOST_TAGS]
    compounds = [fold(word).replace(" ", "_") for word, _ in tagged if " " in word]
    tags = [tag for _, tag in tagged]
    opening = [f"^pos={'_'.join(tags[:n])}" for n in (1, 2, 3)]
    return (*plain(clause), *compounds, *opening, *(f"pos={tag}" for tag in tags))
