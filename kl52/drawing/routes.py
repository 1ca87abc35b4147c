"""The lines of a cascade: down a gap between columns, along a gap between rows, never over a box.

In: a :class:`~kl52.drawing.grid.Grid`, and the lines as pairs from the document above to the one
below. Out: :class:`Plan`: where boxes and lines go, in pixels. All lines from one document share a
trunk; trunks that would lie on each other get tracks of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kl52.drawing.grid import Cell, Grid

_TRACK, _MARGIN, _BETWEEN, _ROUND = 7, 13, 10, 5
Point = tuple[float, float]
Trunk = tuple[str, str]  # the document above, the style of its lines
Line = tuple[str, str, str]  # above, below, style


@dataclass(frozen=True, slots=True)
class Plan:
    """The upper left corner of each box, the points of each line, bands as (top, height)."""

    boxes: Mapping[str, Point]
    lines: Mapping[Line, tuple[Point, ...]]
    bands: tuple[Point, ...]
    columns: tuple[float, ...]
    size: Point


def route(grid: Grid, lines: Sequence[Line], box: Point, left: float, top: float) -> Plan:
    """The plan of a picture of boxes of this size that begins at ``left`` and ``top``."""
    wide, tall = box
    trunks: dict[Trunk, list[Cell]] = defaultdict(list)
    for above, below, style in lines:
        trunks[above, style].append(grid.cells[below])
    gutters, channels = _tracks(grid, trunks)
    columns = len(grid.dates)
    xs, starts, x = [], [], left
    for column in range(columns + 1):
        starts.append(x)
        x += 2 * _MARGIN + _TRACK * _width(gutters, column)
        xs.append(x)
        x += wide
    right = xs[-1]
    bands, ys, y = [], [], top
    for row, height in enumerate(grid.heights):
        ys.append(y + 12)
        whole = (
            height * (tall + _BETWEEN) - _BETWEEN + 24 + _TRACK * _width(channels, row)
            if height
            else 0
        )
        bands.append((y, whole))
        y += whole
    bottom = y
    boxes = {
        id: (xs[cell.column], ys[cell.row] + cell.slot * (tall + _BETWEEN))
        for id, cell in grid.cells.items()
    }

    def in_gutter(trunk: Trunk, gutter: int) -> float:
        return xs[gutter] - _MARGIN - _TRACK * gutters[gutter, trunk]

    def in_channel(trunk: Trunk, row: int) -> float:
        stack = grid.heights[row] * (tall + _BETWEEN) - _BETWEEN
        return ys[row] + stack + 12 + _TRACK * channels[row, trunk]

    styles = sorted({style for _, _, style in lines})
    found = {}
    for above, below, style in lines:
        trunk, start, end = (above, style), grid.cells[above], grid.cells[below]
        shift = 10.0 * styles.index(style)
        place, under = boxes[above], boxes[below]
        down, aim = in_gutter(trunk, end.column), under[1] + tall / 2
        if start.last:
            x = place[0] + wide / 2 + shift
            level = in_channel(trunk, start.row)
            points = [(x, place[1] + tall), (x, level), (down, level), (down, aim)]
        else:
            out, y = in_gutter(trunk, start.column + 1), place[1] + tall / 2 + shift
            points = [(place[0] + wide, y), (out, y)]
            if end.column != start.column + 1:
                level = in_channel(trunk, start.row)
                points += [(out, level), (down, level)]
            points.append((down, aim))
        found[above, below, style] = (*points, (under[0] - 6, aim))
    return Plan(boxes, found, tuple(bands), tuple(xs[:columns]), (right, bottom))


def _width(tracks: Mapping[tuple[int, Trunk], int], where: int) -> int:
    return max((track for (at, _), track in tracks.items() if at == where), default=0)


def _tracks(
    grid: Grid, trunks: Mapping[Trunk, Sequence[Cell]]
) -> tuple[dict[tuple[int, Trunk], int], dict[tuple[int, Trunk], int]]:
    """The track of each trunk in each gap: between columns, between rows."""
    tops = [sum(grid.heights[:row]) + row for row in range(len(grid.heights))]
    gutters: dict[int, dict[Trunk, list[float]]] = defaultdict(lambda: defaultdict(list))
    channels: dict[int, dict[Trunk, list[float]]] = defaultdict(lambda: defaultdict(list))
    for trunk, ends in trunks.items():
        start = grid.cells[trunk[0]]
        channel = tops[start.row] + grid.heights[start.row] - 0.5
        if not start.last:
            gutters[start.column + 1][trunk].append(tops[start.row] + start.slot)
        for end in ends:
            direct = not start.last and end.column == start.column + 1
            gutters[end.column][trunk].append(tops[end.row] + end.slot)
            if direct:
                continue
            gutters[end.column][trunk].append(channel)
            if not start.last:
                gutters[start.column + 1][trunk].append(channel)
            x = start.column + (0.5 if start.last else 1.0)
            channels[start.row][trunk] += [x, float(end.column)]
    return (
        {(at, trunk): track for at, all in gutters.items() for trunk, track in _colour(all, True)},
        {(at, trunk): track for at, all in channels.items() for trunk, track in _colour(all)},
    )


def _colour(
    stretches: Mapping[Trunk, Sequence[float]], lowest_first: bool = False
) -> Iterable[tuple[Trunk, int]]:
    """A track for each stretch, so that none lies on another: the first that is free."""
    taken: list[list[tuple[float, float]]] = []
    order = sorted(
        ((min(at), max(at), trunk) for trunk, at in stretches.items()),
        key=lambda each: (-each[0] if lowest_first else each[0], each[1], each[2]),
    )
    for low, high, trunk in order:
        for track, others in enumerate(taken):  # noqa: B007
            if all(high < start or end < low for start, end in others):
                break
        else:
            track = len(taken)
            taken.append([])
        taken[track].append((low, high))
        yield trunk, track


def path_of(points: Sequence[Point]) -> str:
    """A path through these points with round corners."""
    done = [f"M{points[0][0]:.1f},{points[0][1]:.1f}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        radius = min(_ROUND, _far(before, corner) / 2, _far(corner, after) / 2)
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        done.append(
            f"L{into[0]:.1f},{into[1]:.1f}Q{corner[0]:.1f},{corner[1]:.1f}"
            f" {out[0]:.1f},{out[1]:.1f}"
        )
    return "".join((*done, f"L{points[-1][0]:.1f},{points[-1][1]:.1f}"))


def _far(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _towards(start: Point, aim: Point, by: float) -> Point:
    far = _far(start, aim)
    if not far:
        return start
    return start[0] + (aim[0] - start[0]) * by / far, start[1] + (aim[1] - start[1]) * by / far
