"""The block of signature and recipients: who signed, in what office.

Input: the text, and where the header ends. Output: signer, offices and the block's span.
Of a joint document the signers, and their offices, stand in the order of reading, parted by
semicolons. Forms of a line: :mod:`kl52.header.signature_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kl52.header.lines import BODY_START, type_line
from kl52.header.signature_lines import (
    Said,
    acts_for,
    goes_on_office,
    is_ink,
    is_mark,
    name_behind,
    name_in,
    office_behind,
    office_in,
    small_office_in,
)
from kl52.model import Text
from kl52.spans import Span

LONGEST = 60  # lines of a block, with all its recipients
_RECIPIENTS = re.compile(r"^N[ơƠ][iI]\s+[nN][hH][ậẬ][nN]\b\s*:?\s*")
_ANNEX = re.compile(r"^(?:PHỤ LỤC|Phụ lục|MẪU SỐ|Mẫu số|BIỂU)\b")


@dataclass(frozen=True, slots=True)
class Signature:
    """The name and the offices as printed (``TM. … / KT. CHỦ TỊCH``), and the block's place."""

    span: Span
    signer: str | None = None
    signer_title: str | None = None


@dataclass(slots=True)
class _Signer:
    """One signer while the block is read."""

    offices: list[str] = field(default_factory=list)
    name: str | None = None

    def take(self, said: Said) -> None:
        if said.office:
            self.offices.append(said.office)
        self.name = said.name or self.name


@dataclass(slots=True)
class _Block:
    """The block while it is read: its signers, whether recipients are listed, its last line."""

    signers: list[_Signer]
    listing: bool = False
    last: int = 0

    @property
    def signer(self) -> _Signer:
        return self.signers[-1]


def find_signature(text: Text, start: int) -> Signature | None:
    """The block of signature and recipients: the first below the header that has a name.

    A form quoted in the body has none; where no block has one, the first block counts.
    """
    paragraphs = [each for each in text.paragraphs if each.span.start >= start]
    words = [text.shown(each).strip(" |") for each in paragraphs]
    blank: Signature | None = None
    index = 0
    while index < len(words):
        if blank and len(words[index]) < 120 and _ANNEX.match(words[index]):
            break  # whoever signs an annex does not sign the document
        if not _starts_block(words, index):
            index += 1
            continue
        block = _read(words, index)
        found = _signature(
            block, Span(paragraphs[index].span.start, paragraphs[block.last].span.end)
        )
        if found and found.signer:
            return found
        blank = blank or found
        index = block.last + 1
    return blank


def _signature(block: _Block, span: Span) -> Signature | None:
    signers = [each for each in block.signers if each.offices]
    if not signers and not block.listing:
        return None
    return Signature(
        span,
        "; ".join(each.name for each in signers if each.name) or None,
        "; ".join(" / ".join(each.offices) for each in signers) or None,
    )


def _starts_block(words: Sequence[str], index: int) -> bool:
    """Recipients, ``TM. …``, or an office with a name below (not the issuer above ``Căn cứ``)."""
    word = words[index]
    if len(word) >= 120:
        return False
    if _RECIPIENTS.match(word) or acts_for(word):
        return True
    said = office_in(word)
    return said is not None and (bool(said.name) or _name_below(words, index))


def _name_below(words: Sequence[str], index: int) -> bool:
    for word in words[index + 1 : index + 4]:
        if BODY_START.match(word):
            return False
        if name_in(word):
            return True
    return False


def _read(words: Sequence[str], first: int) -> _Block:
    block = _Block([_Signer()], last=first)
    for index in range(first, min(first + LONGEST, len(words))):
        if not _take(block, words, index):
            break
        block.last = index
    return block


def _take(block: _Block, words: Sequence[str], index: int) -> bool:
    """Whether the line belongs to the block; what it says is kept."""
    word, signer = words[index], block.signer
    listed = _RECIPIENTS.match(word)
    if listed:
        block.listing = True
        word = word[listed.end() :]
        if not word:
            return True
    said = office_in(word)
    if said and not said.name and _is_complete(signer) and not _name_below(words, index):
        return False  # the organ over an annex, or over another document
    if said:
        if signer.name:
            block.signers.append(_Signer())
        block.signer.take(said)
        return True
    if is_mark(word):
        return True
    if signer.offices and signer.name is None:
        return _take_below_office(block, word)
    return bool(listed) or _is_recipient(block, word)


def _is_complete(signer: _Signer) -> bool:
    """Below a deputy stands no further office, even where the name is still missing."""
    return signer.name is not None or bool(signer.offices and signer.offices[-1].startswith("PHÓ "))


def _take_below_office(block: _Block, word: str) -> bool:
    """A line below an office and above its name."""
    signer = block.signer
    if goes_on_office(word, signer.offices[-1]):
        if len(signer.offices) > 3 or type_line(word) or _ANNEX.match(word):
            return False
        signer.offices.append(word)
        return True
    said = name_in(word) or small_office_in(word)
    if said is None and block.listing:
        said = office_behind(word) or name_behind(word)
    if said:
        signer.take(said)
        return True
    return is_ink(word) or _is_recipient(block, word)


def _is_recipient(block: _Block, word: str) -> bool:
    if word.startswith(("-", "–", "+", "*")):
        said = office_behind(word) if block.listing and block.signer.name is None else None
        if said:
            block.signer.take(said)
        return True
    if not block.listing or len(word) >= 90:
        return False
    goes_on = word[:1].islower() or word.endswith((";", ")"))
    return goes_on if block.signer.offices else True
