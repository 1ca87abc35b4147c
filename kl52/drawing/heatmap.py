"""What plans take up, at a glance: tasks by plans, a sign and a colour in each place, and counts.

In: a :class:`~kl52.graph.comparing.Comparison` or a :class:`~kl52.coverage.Coverage`. Out: SVG. The
colours (blue, light blue, orange, grey) are told apart by the colour-blind and in grey print, and
each has its sign. Every count has its denominator.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kl52.drawing.svg import (
    LINE,
    Picture,
    element,
    fitted,
    paragraph,
    picture,
    text,
    title,
    width_of,
    words,
)
from kl52.language.wording import Say, speaker
from kl52.views.naming import clip, place_of

if TYPE_CHECKING:
    from kl52.coverage.values import Coverage, Row
    from kl52.graph.comparing import Comparison
    from kl52.model import Document, Obligation

MOST = 400  # tasks drawn
MARKS = {"covered": "✓", "partial": "½", "missing": "×", "not_assessed": "?", "not_applicable": "·"}
_FEW = 8  # plans with names that lie; those of more stand
_TEXT, _PLACE, _HIGH, _PAD = 410, 130, 34, 8


@dataclass(frozen=True, slots=True)
class _Place:
    """The state of a task in one plan, in words for the pointer."""

    state: str | None
    told: str


@dataclass(frozen=True, slots=True)
class _Line:
    place: str
    task: str
    heading: str
    places: tuple[_Place, ...]


def comparison_svg(found: Comparison, *, lang: str = "vi", most: int = MOST) -> Picture:
    """The tasks of one decision by the plans that carry it out."""
    say = speaker(lang)
    by_task = [{row.duty.id: row for row in each.rows} for each in found.coverages]
    lines = [
        _Line(
            place_of(task.unit, say),
            task.text,
            "",
            tuple(
                _place(rows.get(task.id), _head(plan), task, say)
                for plan, rows in zip(found.plans, by_task, strict=True)
            ),
        )
        for task in found.tasks
    ]
    label = say(
        "drawing.comparison",
        number=found.source.header.number or found.source.id,
        tasks=len(found.tasks),
        plans=len(found.plans),
    )
    return _heat(lines, [_head(plan) for plan in found.plans], label, most, say)


def coverage_svg(found: Coverage, *, lang: str = "vi", most: int = MOST) -> Picture:
    """The tasks that bind a plan, under the documents that they come from, with their states."""
    say = speaker(lang)
    head = _head(found.document)
    lines = [
        _Line(
            place_of(row.duty.unit, say),
            row.duty.text,
            row.source.header.number or row.source.id,
            (_place(row, head, row.duty, say),),
        )
        for row in found.rows
        if row.applicable
    ]
    label = say("drawing.coverage", number=head[0], tasks=len(lines))
    return _heat(lines, [head], label, most, say)


def _head(doc: Document) -> tuple[str, str]:
    """What stands above a column: number, and whose it is."""
    header = doc.header
    return header.number or clip(doc.source.name, 24), header.province or header.issuer or ""


def _place(row: Row | None, head: tuple[str, str], task: Obligation, say: Say) -> _Place:
    told = [" · ".join(filter(None, head)), clip(task.text, 160)]
    if row is None:
        return _Place(None, "\n".join((*told, say("drawing.none"))))
    told.append(f"→ {say(f'drawing.state.{row.state}')}")
    told += [f"«{clip(link.duty.text, 160)}»" for link in row.local if link.holds]
    if row.lacks:
        told.append(say("coverage.lacks", words=clip("; ".join(row.lacks), 160)))
    return _Place(row.state, "\n".join(told))


def _heat(
    lines: Sequence[_Line], heads: Sequence[tuple[str, str]], label: str, most: int, say: Say
) -> Picture:
    few = len(heads) <= _FEW
    wide = (176 if len(heads) == 1 else 104) if few else 30
    top = 44 if few else 16 + max(width_of(f"{a} {b}") for a, b in heads) * 0.87
    right = _TEXT + wide * len(heads)
    body, y = [*_heads(heads, wide, top, few)], top
    heading = ""
    for line in lines[:most]:
        if line.heading != heading:
            heading = line.heading
            body.append(text(heading, _PAD, y + 17, class_="head"))
            y += 24
        body.extend(_drawn(line, y, wide, len(heads) == 1, say))
        if len(heads) > 1:
            body.append(text(_share(line.places), right + _PAD, y + 21, class_="strong"))
        y += _HIGH
    body.extend(_sums(lines, len(heads), wide, y, say))
    y += 40
    if len(lines) > most:
        body.append(text(say("drawing.rows_left", count=len(lines) - most), _PAD, y + LINE))
        y += LINE + 8
    legend, deep = _legend({place.state for line in lines for place in line.places}, y, say)
    width = max(right + (66 if len(heads) > 1 else 12), 620)
    high = y + deep
    counts = Counter(place.state for line in lines for place in line.places)
    told = "; ".join(
        f"{say(f'drawing.state.{state}')}: {counts[state]}" for state in MARKS if counts[state]
    )
    back = element("rect", class_="back", width=width, height=high)
    spoken = f"{label}. {told}" if told else label
    return picture((back, *body, *legend), width, high, spoken, kind="heat")


def _heads(heads: Sequence[tuple[str, str]], wide: float, top: float, few: bool) -> Iterator[str]:
    for number, (name, whose) in enumerate(heads):
        x = _TEXT + wide * (number + 0.5)
        if few:
            for line, (said, kind) in enumerate(((name, "strong"), (whose, "faint"))):
                shown = "".join(fitted(said, wide - 4, 12 if line == 0 else 11))
                yield text(shown, x, 20 + LINE * line, class_=f"{kind} middle")
        else:
            turned = f"translate({x + 4:.1f},{top - 8:.1f}) rotate(-60)"
            yield element("text", words(f"{name} {whose}"), transform=turned)


def _drawn(line: _Line, y: float, wide: float, alone: bool, say: Say) -> Iterator[str]:
    yield element(
        "path", class_="rule", d=f"M{_PAD},{y:.1f}h{_TEXT + wide * len(line.places) - _PAD:.1f}"
    )
    place = fitted(line.place, _PLACE - 8, lines=2)
    shown = fitted(line.task, _TEXT - _PLACE - 16, lines=2)
    yield element(
        "g",
        title(f"{line.place}: {clip(line.task, 600)}"),
        paragraph(place, _PAD, y + 14, 13, class_="faint"),
        paragraph(shown, _PAD + _PLACE, y + 14, 13),
    )
    for number, each in enumerate(line.places):
        x, state = _TEXT + wide * number, each.state or "not_applicable"
        mark = f"{MARKS[state]} {say(f'drawing.state.{state}')}" if alone else MARKS[state]
        yield element(
            "g",
            title(each.told),
            element("rect", class_=state, x=x + 1, y=y + 2, width=wide - 2, height=_HIGH - 3, rx=3),
            text(mark, x + wide / 2, y + 22, class_=f"mark on-{state}"),
        )


def _share(places: Sequence[_Place]) -> str:
    """How many of those that it binds take a task up, wholly or in part."""
    bound = [each.state for each in places if each.state not in (None, "not_applicable")]
    return f"{sum(state in ('covered', 'partial') for state in bound)}/{len(bound)}"


def _sums(lines: Sequence[_Line], count: int, wide: float, y: float, say: Say) -> Iterator[str]:
    yield text(say("drawing.taken_up"), _TEXT - _PAD, y + 19, class_="strong end")
    for number in range(count):
        share = _share([line.places[number] for line in lines])
        x, (part, whole) = _TEXT + wide * (number + 0.5), share.split("/")
        said = [share] if wide > 40 else [part, f"/{whole}"]
        yield paragraph(said, x, y + 19, class_="strong middle")


def _legend(states: set[str | None], y: float, say: Say) -> tuple[list[str], float]:
    done, x, start = [], float(_PAD), y
    for state, mark in MARKS.items():
        if state not in states and not (state == "not_applicable" and None in states):
            continue
        meaning = say(f"drawing.state.{state}")
        if x + width_of(meaning) + 50 > 620:
            x, y = float(_PAD), y + 24
        done.append(element("rect", class_=state, x=x, y=y + 8, width=24, height=18, rx=3))
        done.append(text(mark, x + 12, y + 21, class_=f"mark on-{state}"))
        done.append(text(meaning, x + 30, y + 21))
        x += width_of(meaning) + 50
    return done, y - start + 36
