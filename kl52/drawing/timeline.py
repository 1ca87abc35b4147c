"""When tasks are due: a row for each body that leads, a point for each day, time to the right.

In: obligations. Out: SVG. A point holds the tasks of one body that are due in one month; its number
says how many. Tasks that recur, and those without a day, have no place in time: they are counted at
the right, so that every task is counted once for each body that leads it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kl52.drawing.svg import Picture, element, fitted, picture, text, title
from kl52.language.wording import Say, speaker
from kl52.views.naming import clip, day

if TYPE_CHECKING:
    from kl52.model import Obligation

MOST = 25  # bodies with a row of their own
_LEFT, _WIDE, _HIGH, _TOP, _SIDE = 236, 620, 30, 44, 176
_TOLD = 8  # tasks in one tooltip


def deadlines_svg(
    duties: Iterable[Obligation], *, on: str | None = None, lang: str = "vi", most: int = MOST
) -> Picture:
    """The tasks by body and date; ``on`` (an ISO day) is marked, and what was due before is late.

    >>> from kl52.library import Library
    >>> plan = Library().document("/akn/vn/act/ke-hoach/ubnd-son-ha/2026-07-20/9902-kh-ubnd")
    >>> "Sở Nội vụ" in deadlines_svg(plan.obligations, on="2027-01-01")
    True
    """
    say = speaker(lang)
    rows = _rows([duty for duty in duties if duty.kind != "execution"], most, say)
    dates = [date for row in rows.values() for each in row if (date := _last_day(each))]
    months = [_month(date) for date in (*dates, *filter(None, [on]))]
    first = min(months, default=0) // 12 * 12
    last = max(months, default=0) // 12 * 12 + 12
    scale = _WIDE / (last - first)
    high = _TOP + _HIGH * len(rows)
    width = _LEFT + _WIDE + _SIDE
    body = [
        element("rect", class_="band", y=_TOP + _HIGH * number, width=width, height=_HIGH)
        for number in range(0, len(rows), 2)
    ]
    body.extend(_years(first, last, scale, high, say))
    for number, (name, held) in enumerate(rows.items()):
        body.extend(_row(name, held, number, first, scale, on, say))
    if on is not None:
        x = _LEFT + (_month(on) + int(on[8:10] or 1) / 31 - first) * scale
        body.append(element("path", class_="now", d=f"M{x:.1f},{_TOP - 16}V{high}"))
        body.append(text(day(on), x + 4, _TOP - 8, class_="faint"))
    total = sum(map(len, rows.values()))
    label = say("drawing.deadlines", bodies=len(rows), tasks=total, dated=len(dates))
    back = element("rect", class_="back", width=width, height=high + 34)
    note = text(say("drawing.point"), 8, high + 22, class_="faint")
    return picture((back, *body, note), width, high + 34, label, kind="deadlines")


def _last_day(duty: Obligation) -> str | None:
    """The day on which a task is due; ``None`` for one that recurs."""
    found = duty.deadline
    return found.end if found is not None and not found.recurrence else None


def _month(iso: str) -> int:
    """Months since year 0; a year alone counts by its last month."""
    return int(iso[:4]) * 12 + (int(iso[5:7]) - 1 if len(iso) >= 7 else 11)


def _rows(duties: Sequence[Obligation], most: int, say: Say) -> dict[str, list[Obligation]]:
    """The tasks of each body that leads, those first that have most with a day."""
    found: dict[str, list[Obligation]] = defaultdict(list)
    for duty in duties:
        for name in dict.fromkeys(body.name for body in duty.lead) or (say("drawing.nobody"),):
            found[name].append(duty)
    order = sorted(
        found,
        key=lambda name: (-sum(map(bool, map(_last_day, found[name]))), -len(found[name]), name),
    )
    rows = {name: found[name] for name in order[:most]}
    if rest := order[most:]:
        rows[say("drawing.others", count=len(rest))] = [
            each for name in rest for each in found[name]
        ]
    return rows


def _years(first: int, last: int, scale: float, high: float, say: Say) -> Iterator[str]:
    """Years with their quarters; only years where there are many."""
    for month in range(first, last + 1, 3):
        x, new = _LEFT + (month - first) * scale, month % 12 == 0
        if new or last - first <= 72:
            start = _TOP - (16 if new else 6)
            yield element("path", class_="rule", d=f"M{x:.1f},{start}V{high}")
        if new and month < last:
            yield text(str(month // 12), x + 4, 18, class_="head")
    yield text(say("drawing.recurring"), _LEFT + _WIDE + 44, 18, class_="faint middle")
    yield text(say("drawing.dateless"), _LEFT + _WIDE + 124, 18, class_="faint middle")


def _row(
    name: str,
    held: Sequence[Obligation],
    number: int,
    first: int,
    scale: float,
    on: str | None,
    say: Say,
) -> Iterator[str]:
    middle = _TOP + _HIGH * (number + 0.5)
    shown = "".join(fitted(name, _LEFT - 20))
    yield element("g", title(name), text(shown, 8, middle + 4))
    for month, due in sorted(_by_month(held).items()):
        late = on is not None and max(_last_day(each) or "" for each in due) < on
        x = _LEFT + (month - first + 0.5) * scale
        yield _point(x, middle, due, "late" if late else "due", say)
    kinds = Counter(
        "dated" if _last_day(each) else "recurring" if _recurs(each) else "none" for each in held
    )
    for kind, x in (("recurring", 44), ("none", 124)):
        if kinds[kind]:
            yield text(str(kinds[kind]), _LEFT + _WIDE + x, middle + 4, class_="middle")


def _recurs(duty: Obligation) -> bool:
    return duty.deadline is not None and (
        bool(duty.deadline.recurrence) or duty.deadline.kind in ("recurring", "ongoing")
    )


def _by_month(held: Sequence[Obligation]) -> Mapping[int, list[Obligation]]:
    found: dict[int, list[Obligation]] = defaultdict(list)
    for each in held:
        if date := _last_day(each):
            found[_month(date)].append(each)
    return found


def _point(x: float, y: float, due: Sequence[Obligation], kind: str, say: Say) -> str:
    told = [f"{day(_last_day(each))}: {clip(each.text, 120)}" for each in due[:_TOLD]]
    if len(due) > _TOLD:
        told.append(say("show.more", count=len(due) - _TOLD))
    ink = "on-covered" if kind == "due" else "on-missing"
    # Late ones are square: colour alone tells nothing.
    size = 7 if len(due) == 1 else 9
    shape = (
        element("circle", class_=kind, cx=x, cy=y, r=size)
        if kind == "due"
        else element("rect", class_=kind, x=x - size, y=y - size, width=2 * size, height=2 * size)
    )
    count = text(str(len(due)), x, y + 4, class_=f"middle strong {ink}") if len(due) > 1 else ""
    return element("g", title("\n".join(told)), shape, count)
