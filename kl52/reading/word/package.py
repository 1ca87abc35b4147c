"""A Word file as a package: parts of XML, found by relationship, nothing outside followed.

The main part is what the package says it is, wherever it lies; macros and templates
(.docm, .dotx, .dotm) and Strict Open XML are read like .docx. No entity is expanded, no
link opened; a part that declares a document type is refused, for Office never writes one.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kl52 import errors

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_USUAL = "word/document.xml"
_TYPES = "[content_types].xml"
# Strict Open XML (ISO/IEC 29500-4) has the same vocabulary under other names.
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"drawingml/main", b"drawingml/2006/main"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
)


class BrokenPart(ValueError):
    """A part that is not the XML that it should be."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: ``kind`` is the end of the type (``footnotes``), ``part`` its name."""

    kind: str
    part: str


class Package:
    """The parts of an open archive, by names that are compared without case."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._parts = {_key(each.filename): each for each in archive.infolist()}
        self.main = self._main()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def parse(self, name: str) -> etree._Element | None:
        """The root of a part; ``None`` where there is none; raises :class:`BrokenPart`."""
        entry = self._parts.get(_key(name))
        if entry is None:
            return None
        try:
            return _parse(self._archive.read(entry))
        except (etree.XMLSyntaxError, zipfile.BadZipFile, OSError, RuntimeError, ValueError) as e:
            raise BrokenPart(name) from e
        except (zipfile.zlib.error, NotImplementedError, EOFError) as e:  # type: ignore[attr-defined]
            raise BrokenPart(name) from e

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to inside the package, by id; links to the outside are left out."""
        folder, file = posixpath.split(name)
        root = self.parse(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for each in root if root is not None else ():
            if isinstance(each.tag, str) and each.get("TargetMode", "") != "External":
                target = posixpath.join("/", folder, each.get("Target", ""))
                kind = each.get("Type", "").rpartition("/")[2]
                found[each.get("Id", "")] = Relation(kind, posixpath.normpath(target)[1:])
        return found

    def is_word(self) -> bool:
        """Whether the main part is a text: by its declared type, else by its folder."""
        return self.main is not None and "word" in (self._type(self.main) or self.main.lower())

    def _main(self) -> str | None:
        try:
            relations = self.relations("").values()
        except BrokenPart:
            relations = {}.values()
        for each in relations:
            if each.kind == "officeDocument" and each.part in self:
                return each.part
        return _USUAL if _USUAL in self else None

    def _type(self, name: str) -> str:
        try:
            root = self.parse(_TYPES)
        except BrokenPart:
            return ""
        for each in root if root is not None else ():
            if _key(each.get("PartName", "")) == _key(name):
                return str(each.get("ContentType", "")).lower()
        return ""


def open_package(data: bytes, name: str) -> Package:
    """The package in ``data``; raises :class:`kl52.errors.BrokenDocument`."""
    try:
        return Package(zipfile.ZipFile(io.BytesIO(data)))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise broken(name) from error


def broken(name: str) -> errors.BrokenDocument:
    return errors.BrokenDocument(name, "tệp .docx hỏng", "mở bằng Word để sửa, hoặc tải lại tệp")


def value(parent: etree._Element | None, name: str, default: str = "") -> str:
    """The ``w:val`` of a child of ``parent``; ``default`` where either is absent."""
    child = parent.find(W + name) if parent is not None else None
    return str(child.get(f"{W}val", default)) if child is not None else default


def number(text: str, default: int, most: int = 32767) -> int:
    """The whole number that ``text`` states, if it is one that Word would write."""
    return min(int(text), most) if text.isdecimal() and len(text) < 7 else default


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """What a switch such as ``w:vanish`` says; ``None`` where it is absent."""
    child = parent.find(W + name) if parent is not None else None
    if child is None:
        return None
    return child.get(f"{W}val", "1").lower() not in ("0", "false", "off", "none")


def elements(parent: etree._Element, *names: str) -> Iterator[etree._Element]:
    """All elements of these names below ``parent``, in document order."""
    return parent.iter(*(W + name for name in names))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _parse(data: bytes) -> etree._Element:
    if _STRICT in data:
        for strict, usual in _NAMES:
            data = data.replace(_STRICT + strict, b"http://schemas.openxmlformats.org/" + usual)
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a document type declaration")
    return root
