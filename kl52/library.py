"""The documents whose text is at hand: the bundled corpus, and a folder of the user's.

Input: the catalogue and, if given, a folder. Output: parsed documents by id, and a
catalogue that knows the user's documents as well. Texts are parsed when they are asked
for; one that cannot be read is left out and listed in :attr:`Library.unread`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kl52.catalogue import Catalogue, Entry, corpus_root, load_catalogue
from kl52.errors import UnreadableDocument, UsageError
from kl52.model import Document
from kl52.parsing import parse_document

NO_LIBRARY = ":none:"


def user_library() -> str | None:
    """The user's own folder of documents, where the platform keeps such data; ``None`` if none."""
    from platformdirs import user_data_path

    folder = user_data_path("kl52", appauthor=False) / "library"
    return str(folder) if folder.is_dir() else None


class Library:
    """Documents by id, parsed on demand.

    >>> library = Library()
    >>> library.document("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg").header.number
    '142/QĐ-TTg'
    >>> library.document("/akn/vn/act/nghi-quyet/cp/2030-01-01/1-nq-cp") is None
    True
    """

    def __init__(
        self,
        folder: Path | None = None,
        *,
        catalogue: Catalogue | None = None,
        progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    ) -> None:
        self.catalogue = catalogue or load_catalogue()
        self.unread: list[UnreadableDocument] = []
        self.read = 0
        self._parsed: dict[str, Document | None] = {}
        self._own: dict[str, Document] = {}
        if folder is not None:
            self._add_folder(folder, progress)

    def _add_folder(
        self, folder: Path, progress: Callable[[Iterable[Path]], Iterable[Path]]
    ) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder}: không có thư mục này → kiểm tra lại --library")
        files = sorted(path for path in folder.rglob("*") if path.is_file())
        for path in progress(files):
            try:
                self._keep(path, parse_document(path, catalogue=self.catalogue))
            except UnreadableDocument as error:
                self.unread.append(error)
        self.read = len(files)
        self.catalogue = self.catalogue.extended(
            _entry(doc) for id, doc in self._own.items() if self.catalogue.by_id(id) is None
        )

    def _keep(self, path: Path, doc: Document) -> None:
        """Keep a document that has an identity of its own; raise for one that cannot serve."""
        name, header = str(path), doc.header
        if header.secrecy:
            raise UnreadableDocument(name, f"có dấu {header.secrecy}", "không đưa vào kho")
        if not doc.text.text.strip():
            raise UnreadableDocument(name, "không có chữ nào đọc được", "nhận dạng chữ (OCR) trước")
        if header.number is None:
            raise UnreadableDocument(name, "không rõ số, ký hiệu", "kiểm tra phần đầu văn bản")
        if doc.id in self._own:
            other = self._own[doc.id].source.name
            raise UnreadableDocument(name, f"cùng một văn bản với {other}", "giữ lại một tệp")
        self._own[doc.id] = doc

    def document(self, id: str) -> Document | None:
        """The document with this id, parsed; ``None`` where nobody has its text."""
        if id in self._own:
            return self._own[id]
        if id not in self._parsed:
            entry = self.catalogue.by_id(id)
            self._parsed[id] = self._read(entry) if entry is not None and entry.text else None
        return self._parsed[id]

    def _read(self, entry: Entry) -> Document:
        assert entry.text is not None
        file = corpus_root() / entry.text
        return parse_document(file.read_bytes(), name=file.name, catalogue=self.catalogue)


def _entry(doc: Document) -> Entry:
    """A document of the user's as an entry of the catalogue."""
    header = doc.header
    return Entry(
        id=doc.id,
        type=header.type or "",
        number=header.number,
        date=header.date,
        issuer=header.issuer,
        term=None,
        plenum=None,
        province=header.province,
        title=header.title,
        aliases=(),
        signer=header.signer,
        status="unknown",
        until=None,
        text=None,
        promulgates=header.promulgates,
        relations=(),
        sources=(),
        note=None,
        fictitious=False,
        file=doc.source.name,
    )
