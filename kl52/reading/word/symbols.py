"""Letters of the Symbol and Wingdings fonts as the signs that they print."""

from __future__ import annotations

import re

_SYMBOL = (
    " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅"
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"
)
_SYMBOL_HIGH = (
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪"
    "\uf0f0⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
)
_WINGDINGS = {
    0x21: "✏✂✁", 0x28: "☎✆✉", 0x36: "⌛⌨", 0x3E: "✇✍", 0x41: "✌", 0x45: "☜☞☝☟", 0x4A: "☺",
    0x4C: "☹", 0x54: "❄", 0x58: "✠✡☪☯", 0x6C: "●❍■□", 0x71: "❑❒⬧⧫◆❖⬥⌧",
    0x80: "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿",
    0x9E: "·•▪○", 0xA4: "◉◎", 0xA7: "▪◻", 0xAA: "✦★✶✴✹✵", 0xD5: "⌫⌦", 0xD8: "➢", 0xDC: "➲",
    0xDF: "←→↑↓↖↗↙↘", 0xE8: "➔", 0xEF: "⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗✓☒☑☒", 0x97: "●", 0xA2: "■□"}
_WINGDINGS_3 = {0x7D: "▶", 0x7E: "▼", 0x80: "◀", 0x84: "◀", 0x96: "▸"}


def _spread(runs: dict[int, str]) -> dict[int, str]:
    return {at + i: sign for at, signs in runs.items() for i, sign in enumerate(signs)}


_FONTS = {
    "symbol": _spread({0x20: _SYMBOL, 0xA0: _SYMBOL_HIGH}),
    "wingdings": _spread(_WINGDINGS),
    "wingdings 2": _spread(_WINGDINGS_2),
    "wingdings 3": _spread(_WINGDINGS_3),
}
# Where Word keeps the letters of fonts that are not Unicode.
_PRIVATE = range(0xF020, 0xF100)
_IS_PRIVATE = re.compile("[\uf020-\uf0ff]")


def is_private(text: str) -> bool:
    """Whether a text has letters that mean something in their own font only."""
    return _IS_PRIVATE.search(text) is not None


def printed(code: int, font: str) -> str:
    """What the letter ``code`` of a symbol font prints; itself where that is not known.

    >>> printed(0xF0B7, "Symbol"), printed(0xF0D8, "Wingdings"), printed(0x41, "Arial")
    ('•', '➢', 'A')
    """
    table = _FONTS.get(font.strip().lower())
    if table is not None:
        sign = table.get(code - 0xF000 if code in _PRIVATE else code)
        if sign is not None:
            return sign
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""


def printed_text(text: str, font: str) -> str:
    """A text whose private letters, if any, are set in ``font``."""
    return _IS_PRIVATE.sub(lambda match: printed(ord(match[0]), font), text)
