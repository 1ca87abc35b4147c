"""What of a citation was read otherwise than printed, and why.

Input: a parsed document and one of its citations. Output: :class:`Repair` values: the characters
of the file against the normalised text, and the printed number against its canonical form.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from kl52.language.symbols import find_symbols
from kl52.model import Citation, Document


@dataclass(frozen=True, slots=True)
class Repair:
    """What was printed and how it is read; ``why`` are keys of the wording (``repair.*``)."""

    printed: str
    read: str
    why: tuple[str, ...]


def repairs(doc: Document, cite: Citation) -> tuple[Repair, ...]:
    """What was read otherwise than printed: characters of the file, and the form of the number."""
    found = []
    printed = " ".join(doc.text.offsets.raw(cite.span).of(doc.text.raw).split())
    if printed != cite.text:
        found.append(Repair(printed, cite.text, (_why_characters(doc, cite, printed),)))
    if cite.repaired_from and cite.number:
        symbol = next(find_symbols(cite.repaired_from), None)
        party = symbol is not None and symbol.party
        why = tuple(_why_number(cite.repaired_from, cite.number, party))
        found.append(Repair(cite.repaired_from, cite.number, why))
    return tuple(found)


def _why_characters(doc: Document, cite: Citation, printed: str) -> str:
    if unicodedata.normalize("NFC", printed) == cite.text:
        return "unicode"
    if any(cite.span.start <= at <= cite.span.end for at in doc.text.repairs):
        return "misprint"
    return "line" if re.sub(r"\s", "", printed) == re.sub(r"\s", "", cite.text) else "characters"


def _why_number(printed: str, number: str, party: bool) -> list[str]:
    """Keys for what the printed number lacks."""
    why = ["spaces"] if re.search(r"\s", printed) else []
    plain = re.sub(r"\s", "", printed).replace("–", "-")
    marks, wanted = re.findall(r"[-/]", plain), re.findall(r"[-/]", number)
    if len(marks) < len(wanted):
        why.append("hyphen")
    elif marks != wanted:
        why.append("party_order" if party else "state_order")
    if re.sub(r"[-/]", "", plain) != re.sub(r"[-/]", "", number):
        why.append("letters")
    return why
