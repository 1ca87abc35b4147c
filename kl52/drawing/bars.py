"""Figures beside each other: bars of shares, and stated beside found probabilities.

In: names and numbers from 0 to 1. Out: SVG. Each bar has its figure in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kl52.drawing.svg import Picture, element, fitted, picture, text, title

_LEFT, _WIDE, _HIGH = 260, 320, 26
_SIDE, _EDGE = 300, 54


def bars_svg(rows: Iterable[tuple[str, float, str]], label: str) -> Picture:
    """A bar for each ``(name, share, words)``; the words stand behind it.

    >>> bars_svg([("links", 0.5, "0.50 of 8")], "Recall").count('class="bar"')
    1
    """
    body, y = [text(label, 8, 18, class_="head")], 30
    for name, share, words in rows:
        shown = "".join(fitted(name, _LEFT - 16))
        body += [
            element("g", title(name), text(shown, 8, y + 15)),
            element("rect", class_="track", x=_LEFT, y=y + 3, width=_WIDE, height=_HIGH - 8, rx=2),
            element(
                "rect", class_="bar", x=_LEFT, y=y + 3, width=_WIDE * min(1.0, max(0.0, share)),
                height=_HIGH - 8, rx=2,
            ),
            text(words, _LEFT + _WIDE + 8, y + 15),
        ]  # fmt: skip
        y += _HIGH
    width, high = _LEFT + _WIDE + 170, y + 8
    back = element("rect", class_="back", width=width, height=high)
    return picture((back, *body), width, high, label, kind="bars")


def calibration_svg(
    points: Sequence[tuple[float, float, int]], label: str, stated: str, found: str
) -> Picture:
    """Points of ``(stated, found, count)``: on the line, what is stated is what was found.

    The area of a point grows with the number of cases behind it, which its number tells.
    """
    most = max((count for *_, count in points), default=1)
    body = [text(label, 8, 18, class_="head")]
    left, low = _EDGE, _SIDE + 34

    def at(x: float, y: float) -> tuple[float, float]:
        return left + x * _SIDE, low - y * _SIDE

    for tenth in range(0, 11, 2):
        x, y = at(tenth / 10, tenth / 10)
        body += [
            element("path", class_="rule", d=f"M{x:.1f},{low}v-{_SIDE}M{left},{y:.1f}h{_SIDE}"),
            text(f"{tenth / 10:.1f}", x, low + 15, class_="faint middle"),
            text(f"{tenth / 10:.1f}", left - 6, y + 4, class_="faint end"),
        ]
    body.append(element("path", class_="line legal_basis", d=f"M{left},{low}l{_SIDE},-{_SIDE}"))
    for stated_, found_, count in points:
        x, y = at(stated_, found_)
        size = 4 + 12 * (count / most) ** 0.5
        words = f"{stated}: {stated_:.2f}; {found}: {found_:.2f}; n = {count}"
        body.append(element("g", title(words), element("circle", class_="due", cx=x, cy=y, r=size)))
        body.append(text(str(count), x, y + size + 12, class_="middle"))
    body.append(text(stated, left + _SIDE / 2, low + 34, class_="middle"))
    turned = f"translate(16,{low - _SIDE / 2:.1f}) rotate(-90)"
    body.append(element("g", text(found, 0, 0, class_="middle"), transform=turned))
    width, high = left + _SIDE + 30, low + 46
    told = "; ".join(f"{one:.2f} → {other:.2f} (n = {count})" for one, other, count in points)
    back = element("rect", class_="back", width=width, height=high)
    return picture((back, *body), width, high, f"{label}. {told}", kind="calibration")
