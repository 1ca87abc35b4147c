"""The documents whose text is at hand: the bundled corpus, and a folder of the user's.

Input: the catalogue and, if given, a folder. Output: parsed documents by id, and a
catalogue that knows the user's documents as well, and what they replace, repeal or amend.
Texts are parsed when they are asked
for; one that cannot be read is left out and listed in :attr:`Library.unread`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from kl52.catalogue import Catalogue, corpus_root, load_catalogue
from kl52.catalogue.changes import changes_by, effective_from
from kl52.catalogue.entries import Entry
from kl52.catalogue.validity import restate
from kl52.errors import SecretDocument, UnreadableDocument, UsageError
from kl52.library.folders import walk
from kl52.model import Document
from kl52.parsing import parse_document

NO_LIBRARY = ":none:"
_NO_NUMBER = (
    "kho chỉ nhận văn bản có số, ký hiệu ở phần đầu; nếu là phụ lục, biểu mẫu thì gộp vào văn bản "
    "ban hành nó, hoặc xem riêng bằng kl52 trace"
)


def default_library() -> Path:
    """The user's own folder of documents, where the platform keeps such data."""
    from platformdirs import user_data_path

    return Path(user_data_path("kl52", appauthor=False)) / "library"


def user_library() -> str | None:
    """The user's own folder of documents, if there is one."""
    folder = default_library()
    return str(folder) if folder.is_dir() else None


def refuse(doc: Document, name: str, *, allow_secret: bool = False) -> UnreadableDocument | None:
    """Why a library does not take ``doc``: it is secret, or cannot be cited."""
    header = doc.header
    if header.secrecy and not allow_secret:
        reason = f"có dấu {header.secrecy}, không lưu"
        return SecretDocument(name, reason, "chỉ người được phép mới thêm, bằng --allow-secret")
    if not doc.text.text.strip():
        return UnreadableDocument(name, "không đọc được chữ nào", "cài Tesseract hoặc quét lại")
    if header.number is None:
        return UnreadableDocument(name, "không rõ số, ký hiệu", _NO_NUMBER)
    return None


_UNFIT = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]|[. ]+$')
_LONGEST_NAME = 150  # bytes, so that the folder may lie deep on any system


def stored_name(digest: str, name: str) -> str:
    """The name of a file in the library: what it contains, then its own name, fit for any system.

    >>> stored_name("0123456789abcdef", "kế hoạch 48/KH: bản 2.docx")
    '0123456789abcdef-kế hoạch 48_KH_ bản 2.docx'
    """
    plain = Path(_UNFIT.sub("_", name))
    stem = plain.stem.encode()[: _LONGEST_NAME - len(plain.suffix[:20].encode())]
    return f"{digest}-{stem.decode(errors='ignore')}{plain.suffix[:20]}"


def is_stored(path: Path, digest: str) -> bool:
    """Whether ``kl52 add`` put this file into the library, and so judged it."""
    return path.name[:17] == f"{digest[:16]}-"


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
        self._files: dict[str, Path] = {}
        if folder is not None:
            self._add_folder(folder, progress)

    def _add_folder(
        self, folder: Path, progress: Callable[[Iterable[Path]], Iterable[Path]]
    ) -> None:
        if not folder.is_dir():
            raise UsageError(f"{folder}: không có thư mục này → kiểm tra lại --library")
        from kl52.catalogue.own_list import with_own

        self.catalogue = with_own(self.catalogue, folder)
        found = list(walk(folder))
        files = [path for path in found if isinstance(path, Path)]
        self.unread = [error for error in found if isinstance(error, UnreadableDocument)]
        for path in progress(files):
            try:
                self._keep(path, parse_document(path, catalogue=self.catalogue))
            except UnreadableDocument as error:
                self.unread.append(error)
        self.read = len(files)
        self.catalogue = self.catalogue.extended(
            (_entry(doc) for id, doc in self._own.items() if self.catalogue.by_id(id) is None),
            (change for doc in self._own.values() for change in changes_by(doc)),
        )
        self._own = {id: restate(doc, self.catalogue) for id, doc in self._own.items()}

    def _keep(self, path: Path, doc: Document) -> None:
        """Keep a document that has an identity of its own; raise for one that cannot serve."""
        name = str(path)
        error = refuse(doc, name, allow_secret=is_stored(path, doc.source.sha256))
        if error is not None:
            raise error
        if doc.id in self._own:
            other = self._own[doc.id].source.name
            raise UnreadableDocument(name, f"cùng một văn bản với {other}", "giữ lại một tệp")
        self._own[doc.id] = doc
        self._files[doc.id] = path

    def document(self, id: str) -> Document | None:
        """The document with this id, parsed; ``None`` where nobody has its text."""
        if id in self._own:
            return self._own[id]
        if id not in self._parsed:
            entry = self.catalogue.by_id(id)
            self._parsed[id] = self._read(entry) if entry is not None and entry.text else None
        return self._parsed[id]

    def file_of(self, id: str) -> Path | None:
        """The file that holds the text of this document, if there is one on this machine."""
        entry = self.catalogue.by_id(id)
        bundled = corpus_root() / entry.text if entry is not None and entry.text else None
        path = self._files.get(id) or bundled
        return path.resolve() if isinstance(path, Path) and path.is_file() else None

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
        province=header.province,
        title=header.title,
        signer=header.signer,
        promulgates=header.promulgates,
        file=doc.source.name,
        since=effective_from(doc),
    )
