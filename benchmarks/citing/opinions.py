"""English opinions of our own making, with as many citations as real ones have.

Case citations with parallel reporters and pin cites, statutes, regulations, short forms, supra
and id.: one in some 250 characters. The parties, facts and numbers are made up; the same seed
gives the same text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_PARTIES = (
    "Alder", "Birchwood Realty Co.", "Calloway", "Dunmore Mills, Inc.", "Ellery", "Farrow",
    "Granite State Bank", "Hollis", "Ives & Sons", "Jessup", "Kestrel Airways", "Lorimer",
    "Maddox", "Northgate Housing Authority", "Orchard Foods Corp.", "Pell", "Quimby", "Rourke",
    "Silver Creek Mining Co.", "Tillotson", "Underhill", "Vance", "Whitcomb", "Yardley",
)  # fmt: skip
# A reporter, its last volume, and the court that its citations name.
_REPORTERS = (
    ("U.S.", 590, ""), ("F.2d", 999, "2d Cir. "), ("F.3d", 999, "9th Cir. "),
    ("F. Supp. 2d", 999, "S.D.N.Y. "), ("N.E.2d", 999, "Ill. "), ("P.3d", 500, "Cal. "),
    ("So. 2d", 999, "Fla. "), ("A.2d", 999, "Del. "), ("Cal. App. 4th", 248, ""),
)  # fmt: skip
_PROSE = (
    "The court below granted summary judgment for want of a genuine dispute of material fact.",
    "We review that ruling de novo, in the light most favorable to the losing party.",
    "On the morning of the accident the foreman had already ordered the crew from the shaft.",
    "Nothing in the record suggests that counsel knew of the letter before discovery closed.",
    "The statute speaks of notice, and notice means what an ordinary reader takes it to mean.",
    "Appellant answers that the clause is ambiguous and must be construed against its drafter.",
    "That argument was not raised at trial, and we decline to reach it for the first time here.",
    "Whether the duty extends to a licensee is a question that the parties have not briefed.",
    "The Board found otherwise, and substantial evidence on the whole record supports it.",
    "A remedy that reaches no further than the wrong is all that equity requires.",
)


def opinions(length: int, seed: int = 52) -> str:
    """Paragraphs of opinions, ``length`` characters in all."""
    rng = random.Random(seed)
    paragraphs: list[str] = []
    missing = length
    while missing > 0:
        paragraphs.append(" ".join(_sentences(rng)))
        missing -= len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs)[:length]


def _sentences(rng: random.Random) -> Iterator[str]:
    for _ in range(rng.randint(3, 7)):
        yield from rng.sample(_PROSE, rng.randint(2, 6))
        yield rng.choice(_CITING)(rng)


def _case(rng: random.Random) -> str:
    one, other = rng.sample(_PARTIES, 2)
    reporter, last, court = rng.choice(_REPORTERS)
    page = rng.randint(1, 1200)
    parallel = f", {rng.randint(80, 140)} S. Ct. {rng.randint(1, 2900)}" * (reporter == "U.S.")
    where = f"{rng.randint(1, last)} {reporter} {page}, {page + rng.randint(1, 20)}{parallel}"
    return f"See {one} v. {other}, {where} ({court}{rng.randint(1950, 2015)})."


def _short_case(rng: random.Random) -> str:
    reporter, last, _ = rng.choice(_REPORTERS)
    page = rng.randint(1, 1200)
    return f"{rng.choice(_PARTIES)}, {rng.randint(1, last)} {reporter}, at {page}."


def _statute(rng: random.Random) -> str:
    title, section = rng.randint(1, 50), rng.randint(100, 3000)
    return f"See {title} U.S.C. § {section}({rng.choice('abc')}); {title} C.F.R. § {section}.1."


def _supra(rng: random.Random) -> str:
    return f"{rng.choice(_PARTIES)}, supra, at {rng.randint(1, 900)}."


def _id(rng: random.Random) -> str:
    return f"Id. at {rng.randint(1, 900)}."


_CITING: tuple[Callable[[random.Random], str], ...] = (_case, _case, _short_case, _statute,
                                                       _supra, _id)  # fmt: skip
