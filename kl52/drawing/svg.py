"""The elements of a picture, and words that fit into it.

In: names, attributes, words. Out: SVG as text; values and words are escaped here and only here.
Widths are estimated from the kind of each letter: no font is at hand, and none is loaded.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib import resources

from kl52.displayed import Displayed

LINE = 14  # pixels from one line of words to the next
_NARROW = frozenset("ijlftr.,:;'|!()[]/- ·")
_WIDE = frozenset("mwMWQOG%@—…")
_CONTROL = dict.fromkeys(
    each for each in range(0xA0) if each not in (9, 10) and (each < 32 or each > 126)
) | dict.fromkeys((0xFFFE, 0xFFFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Picture(Displayed, str):
    """A picture as text, which a notebook shows as a picture."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return f'<div style="overflow-x: auto">{self}</div>'


def element(name: str, *inner: str, **attributes: object) -> str:
    """An element with markup inside; ``class_`` is ``class``, ``_`` in names is ``-``.

    >>> element("rect", width=3, class_="a&b")
    '<rect width="3" class="a&amp;b"/>'
    """
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{words(_number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inner)}</{name}>" if inner else f"<{name}{said}/>"


def words(value: object) -> str:
    """Words as markup: escaped, without characters that XML or a reader's eye cannot take."""
    return escape(str(value).translate(_CONTROL))


def text(value: str, x: float, y: float, **attributes: object) -> str:
    """One line of words."""
    return element("text", words(value), x=x, y=y, **attributes)


def title(value: str) -> str:
    """What is told when the pointer rests on the element around it."""
    return element("title", words(value))


def _number(value: object) -> object:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value


def picture(
    body: Iterable[str], width: float, height: float, label: str, *, kind: str, role: str = "img",
    style: str = "",
) -> Picture:  # fmt: skip
    """The whole picture. ``label`` is read aloud; ``style`` are rules beside the shared ones.

    ``role`` is ``group`` where parts of it can be reached by the Tab key.
    """
    return Picture(
        element(
            "svg",
            title(label),
            f"<style>{stylesheet()}{style}</style>",
            *body,
            xmlns="http://www.w3.org/2000/svg",
            class_=f"kl52-drawing {kind}",
            role=role,
            aria_label=label,
            width=round(width),
            height=round(height),
            viewBox=f"0 0 {round(width)} {round(height)}",
            lang="vi",
        )
    )


@cache
def stylesheet() -> str:
    """The styles, all below the class ``kl52-drawing``, without a character that XML would mark."""
    found = resources.files("kl52").joinpath("data", "drawing.css").read_text(encoding="utf-8")
    return found.replace("\n", " ")


def width_of(value: str, size: float = 11) -> float:
    """The estimated width of words, in pixels for a font of ``size`` pixels: rather too wide."""
    return size * sum(map(_letter, unicodedata.normalize("NFC", value)))


@cache
def _letter(letter: str) -> float:
    base = unicodedata.normalize("NFD", letter)[0]
    if base in _NARROW:
        return 0.37
    if base in _WIDE:
        return 0.97
    if base.isupper():
        return 0.74
    return 1.0 if unicodedata.east_asian_width(base) in "WF" else 0.62


def fitted(value: str, width: float, size: float = 11, lines: int = 1) -> list[str]:
    """Words broken into at most ``lines`` lines of ``width`` pixels; what is cut ends in ``…``.

    >>> fitted("Sở Văn hóa, Thể thao và Du lịch", 90, lines=2)
    ['Sở Văn hóa,', 'Thể thao và …']
    """
    done: list[str] = []
    line = ""
    for each in value[:2000].split():
        longer = f"{line} {each}".strip()
        if width_of(longer, size) <= width:
            line = longer
            continue
        if len(done) + 1 == lines:
            return [*done, _cut(longer, width, size)]
        if line:
            done.append(line)
        line = each if width_of(each, size) <= width else _cut(each, width, size)
    return [*done, line] if line else done


def _cut(value: str, width: float, size: float) -> str:
    room = width - width_of("…", size)
    kept = value
    while kept and width_of(kept, size) > room:
        kept = kept[: max(0, min(len(kept) - 1, int(len(kept) * room / width_of(kept, size)) + 1))]
    whole = kept.rsplit(" ", 1)[0] if " " in kept else kept
    return (whole + " …") if width_of(whole + " …", size) <= width else kept + "…"


def paragraph(
    lines: Sequence[str], x: float, y: float, step: float = LINE, **attributes: object
) -> str:
    """Lines below each other, from the base line ``y`` of the first."""
    return "".join(
        text(line, x, y + step * number, **attributes) for number, line in enumerate(lines)
    )
