"""The parts of a Word file, each settled into what is printed, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lxml import etree

from kl52.model import Severity
from kl52.reading.word.fonts import convert_runs
from kl52.reading.word.notes import KINDS, Kind
from kl52.reading.word.numbering import Numbering
from kl52.reading.word.package import BrokenPart, Package, W, broken, elements, is_on, open_package
from kl52.reading.word.sections import WHERE, Where, find_sections, printed_parts
from kl52.reading.word.styles import Styles
from kl52.reading.word.tree import settle

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PICTURES = (f"{_DRAWING}blip", "{urn:schemas-microsoft-com:vml}imagedata")
NUMBER = "kl52-run"  # the attribute that a run's number stands in
Tell = Callable[[Severity, str, str], None]


@dataclass(frozen=True, slots=True)
class WordFile:
    """What is printed of a file. ``preserve`` says that all white space counts."""

    body: etree._Element
    styles: Styles
    numbering: Numbering
    settings: etree._Element | None
    notes: Mapping[Kind, etree._Element | None]
    heads: Mapping[Where, list[etree._Element]]
    sections: list[etree._Element] = field(default_factory=list)
    preserve: bool = False


def load(data: bytes, name: str, *, original: bool, tell: Tell, numbered: bool = False) -> WordFile:
    """Opens a file and settles its parts; tells of changes and of what is not read.

    With ``numbered`` each run of the main part bears its number (:data:`NUMBER`).

    Raises :class:`kl52.errors.BrokenDocument` where the main part cannot be read. Another part
    that cannot is told and left out.
    """
    parts = _Parts(open_package(data, name), original, tell, numbered)
    root, body = parts.main(name)
    _tell_unread(body, tell)
    looks = parts.of_kind("styles")
    styles = Styles(looks)
    sections = find_sections(body)
    settings = parts.of_kind("settings")
    even = is_on(settings, "evenAndOddHeaders") or False
    heads: dict[Where, list[etree._Element]] = {}
    for where in WHERE:
        names = printed_parts(sections, parts.relations, where, even=even)
        heads[where] = [head for each in names if (head := parts.get(each)) is not None]
    notes = {kind: parts.of_kind(f"{kind}s") for kind in KINDS}
    roots = [body, *notes.values(), *(head for each in heads.values() for head in each)]
    for told in convert_runs([root for root in roots if root is not None], looks):
        tell(told.severity, told.code, told.message)
    _tell_changes(parts.changes, original, tell)
    return WordFile(
        body,
        styles,
        Numbering(parts.of_kind("numbering"), styles),
        settings,
        notes,
        heads,
        sections,
        root.get(_SPACE) == "preserve",
    )


class _Parts:
    """Reads parts of a package on demand and counts the changes in them."""

    def __init__(self, package: Package, original: bool, tell: Tell, numbered: bool) -> None:
        self._numbered = numbered
        self._package = package
        self._original = original
        self._tell = tell
        self.changes = 0
        try:
            self.relations = package.relations(package.main or "")
        except BrokenPart:
            self.relations = {}
            self._tell_broken("document.xml.rels")

    def main(self, name: str) -> tuple[etree._Element, etree._Element]:
        """The main part and its body."""
        try:
            root = self._package.parse(self._package.main or "")
        except BrokenPart as error:
            raise broken(name) from error
        body = root.find(f"{W}body") if root is not None else None
        if root is None or body is None:
            raise broken(name)
        for number, run in enumerate(elements(root, "r") if self._numbered else ()):
            run.set(NUMBER, str(number))
        self.changes += settle(root, original=self._original)
        return root, body

    def of_kind(self, kind: str) -> etree._Element | None:
        """The part of a kind (``styles``) that the main one refers to."""
        for relation in self.relations.values():
            if relation.kind == kind:
                return self.get(relation.part)
        return None

    def get(self, name: str) -> etree._Element | None:
        try:
            root = self._package.parse(name)
        except BrokenPart:
            self._tell_broken(name)
            return None
        if root is not None:
            self.changes += settle(root, original=self._original)
        return root

    def _tell_broken(self, part: str) -> None:
        self._tell(
            "warning",
            "word-part-broken",
            f"Phần {part} trong tệp Word bị hỏng nên không được đọc; số thứ tự, chú thích hay "
            "đầu trang có thể thiếu. Hãy mở bằng Word rồi lưu lại.",
        )


def _tell_changes(count: int, original: bool, tell: Tell) -> None:
    if not count:
        return
    if original:
        how = "được đọc như trước khi sửa; bỏ --original để đọc như đã chấp nhận mọi thay đổi"
    else:
        how = "được đọc như đã chấp nhận mọi thay đổi; dùng --original để đọc bản trước khi sửa"
    tell("info", "tracked-changes", f"Tệp có {count} chỗ theo dõi thay đổi (Track Changes); {how}.")


def _tell_unread(body: etree._Element, tell: Tell) -> None:
    """What holds text that is not read: other files put in, charts, pictures alone."""
    embedded = sum(1 for _ in elements(body, "altChunk", "subDoc", "object", "control"))
    graphics = body.iter(f"{_DRAWING}graphicData")
    embedded += sum(each.get("uri", "").endswith(("/chart", "/diagram")) for each in graphics)
    if embedded:
        tell(
            "warning",
            "embedded-object",
            f"Tệp có {embedded} đối tượng nhúng (tệp khác, bảng tính, biểu đồ, công thức) mà chữ "
            "bên trong không được đọc; nếu cần, hãy chép nội dung đó vào văn bản.",
        )
    worded = any((each.text or "").strip() for each in elements(body, "t", "delText"))
    if not worded and next(body.iter(*_PICTURES), None) is not None:
        tell(
            "warning",
            "pictures-only",
            "Tệp Word chỉ có ảnh, không có chữ; hãy xuất ra PDF rồi đọc lại để nhận dạng chữ.",
        )
