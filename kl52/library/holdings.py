"""The library: the documents whose text is at hand, the bundled ones and the user's own.

Input: the file of a library, a folder of documents, or neither. Output: :class:`Library`: parsed
documents by id, and a catalogue that knows the user's documents as well, and what they replace,
repeal or amend. A folder is read into a library in memory; what cannot be read is left out and
listed in ``Library.unread``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Unpack

from kl52.catalogue import Catalogue, corpus_root, load_catalogue
from kl52.catalogue.validity import restate
from kl52.displayed import Displayed
from kl52.errors import SecretDocument, UnreadableDocument, UsageError
from kl52.library.keeping import load
from kl52.library.shelf import StoredShelf
from kl52.library.store import Store
from kl52.model import Document, Header
from kl52.parsing import parse_document

if TYPE_CHECKING:
    import networkx as nx

    from kl52.exporting.formats import Exported, ExportOptions
    from kl52.graph.answers import Answers
    from kl52.graph.cascades import Affected, Cascade
    from kl52.graph.comparing import Comparison
    from kl52.graph.frames import Engine
    from kl52.graph.gaps import Missing
    from kl52.graph.suspects import Suspect
    from kl52.library.adding import Outcome
    from kl52.library.searching import Hit

NO_LIBRARY = ":none:"
SUFFIX = ".kl52"
_KEPT = 64  # documents that a library keeps parsed
_NO_NUMBER = (
    "kho chỉ nhận văn bản có số, ký hiệu ở phần đầu; nếu là phụ lục, biểu mẫu thì gộp vào văn bản "
    "ban hành nó, hoặc xem riêng bằng kl52 trace"
)


def default_library() -> Path:
    """The user's own library, where the platform keeps such data."""
    from platformdirs import user_data_path

    return Path(user_data_path("kl52", appauthor=False)) / f"library{SUFFIX}"


def user_library() -> str | None:
    """The user's own library, if there is one: the file, or the folder of earlier versions."""
    file = default_library()
    found = (each for each in (file, file.with_suffix("")) if each.exists())
    return next(map(str, found), None)


def refuse(
    header: Header, letters: int, name: str, *, allow_secret: bool = False
) -> UnreadableDocument | None:
    """Why a library does not take a document: it is secret, or cannot be cited."""
    if header.secrecy and not allow_secret:
        reason = f"có dấu {header.secrecy}, không lưu"
        return SecretDocument(name, reason, "chỉ người được phép mới thêm, bằng --allow-secret")
    if not letters:
        return UnreadableDocument(name, "không đọc được chữ nào", "cài Tesseract hoặc quét lại")
    if header.number is None:
        return UnreadableDocument(name, "không rõ số, ký hiệu", _NO_NUMBER)
    return None


class Library(Displayed):
    """Documents by id. ``source`` is a library's file, or a folder of documents.

    >>> library = Library()
    >>> library.document("/akn/vn/act/quyet-dinh/ttg/2020-01-21/142-qd-ttg").header.number
    '142/QĐ-TTg'
    >>> library.document("/akn/vn/act/nghi-quyet/cp/2030-01-01/1-nq-cp") is None
    True
    """

    def __init__(
        self,
        source: Path | str | None = None,
        *,
        catalogue: Catalogue | None = None,
        create: bool = False,
        progress: Callable[[Iterable[Path]], Iterable[Path]] = iter,
    ) -> None:
        self.unread: list[UnreadableDocument] = []
        self.read = 0
        self.known = self._bundled = catalogue if catalogue is not None else load_catalogue()
        self.catalogue = self.known
        self.store: Store | None = None
        self._lists: tuple[str, str] | None = None
        self._revision = -1
        self._own_tables: Store | None = None
        self._document = lru_cache(_KEPT)(self._load)
        if source is not None:
            self._open(Path(source), create, progress)

    def _open(
        self, source: Path, create: bool, progress: Callable[[Iterable[Path]], Iterable[Path]]
    ) -> None:
        folder = source.is_dir()
        self.store = Store(None if folder else source, create=create)
        self.see_lists()
        if folder:
            from kl52.library.filling import fill_from_folder

            self.unread, self.read = fill_from_folder(self, source, progress)

    @property
    def writable(self) -> Store:
        """The store of a library that has one; :class:`~kl52.errors.UsageError` otherwise."""
        if self.store is None:
            raise UsageError(f"{NO_LIBRARY} không giữ văn bản → chỉ rõ tệp bằng --library")
        return self.store

    @property
    def tables(self) -> Store:
        """The store, or one in memory with the bundled texts for a library that has none."""
        if self.store is None:
            from kl52.library.filling import fill_with_bundled

            self._own_tables = self._own_tables or fill_with_bundled(self)
            return self._own_tables
        return self.store

    def see_lists(self) -> Catalogue:
        """Take up the user's own lists as they are in the library now.

        ``known`` is what is known apart from the library's documents, ``catalogue`` all of it.
        """
        from kl52.catalogue.own_list import with_own
        from kl52.library.lists import lists_in

        texts = lists_in(self.writable)
        if texts != self._lists:
            self.known = with_own(self._bundled, texts)
            self.catalogue = self.known.with_shelf(StoredShelf(self.writable))
            self._lists, self._revision = texts, -1  # what is not committed yet may be taken back
        return self.known

    def document(self, id: str) -> Document | None:
        """The document with this id, parsed; ``None`` where nobody has its text."""
        if self.store is None:
            return self._document(id, 0)
        with self.store.reading():  # its text and what became of what it cites are of one revision
            revision = self.store.revision
            if revision != self._revision:
                self.see_lists()  # another process may have changed them
                self._revision = revision
            return self._document(id, revision)

    def _load(self, id: str, _revision: int) -> Document | None:
        if self.store is not None:
            with self.store.reading() as db:
                found = load(db, id)
            if found is not None:
                return restate(found, self.catalogue)
        entry = self.catalogue.by_id(id)
        if entry is None or not entry.text:
            return None
        file = corpus_root() / entry.text
        return parse_document(file.read_bytes(), name=file.name, catalogue=self.catalogue)

    def add(
        self,
        *paths: str | Path,
        jobs: int | None = None,
        sandboxed: bool = True,
        allow_secret: bool = False,
    ) -> tuple[Outcome, ...]:
        """Add files and folders, as ``kl52 add`` does; what became of each file.

        Raises :class:`~kl52.errors.UsageError` for a library that keeps nothing.
        """
        from kl52.library.adding import add_files
        from kl52.library.places import find_candidates

        found = find_candidates(paths, self.writable.path)
        added = add_files(found, self, jobs=jobs, sandboxed=sandboxed, allow_secret=allow_secret)
        return tuple(added)

    def ids(self) -> tuple[str, ...]:
        """The ids of the user's documents, sorted."""
        if self.store is None:
            return ()
        with self.store.reading() as db:
            return tuple(id for (id,) in db.execute("SELECT id FROM documents ORDER BY id"))

    def __len__(self) -> int:
        return len(self.ids())

    def __contains__(self, id: object) -> bool:
        if self.store is None:
            return False
        with self.store.reading() as db:
            found = db.execute("SELECT 1 FROM documents WHERE id = ?", (id,)).fetchone()
        return found is not None

    def __iter__(self) -> Iterator[Document]:
        for id in self.ids():
            if (doc := self.document(id)) is not None:
                yield doc

    def file_of(self, id: str) -> Path | None:
        """The file that holds the text of this document, if it is on this machine."""
        entry = self.catalogue.by_id(id)
        bundled = corpus_root() / entry.text if entry is not None and entry.text else None
        path = self._place(id) or bundled
        return path.resolve() if isinstance(path, Path) and path.is_file() else None

    def _place(self, id: str) -> Path | None:
        if self.store is None:
            return None
        with self.store.reading() as db:
            row = db.execute(
                "SELECT path FROM documents JOIN places ON sha256 = file WHERE id = ?"
                " ORDER BY path LIMIT 1",
                (id,),
            ).fetchone()
        return Path(row[0]) if row else None

    def find(self, words: str, limit: int = 20) -> tuple[Hit, ...]:
        """The documents that hold these words, the best first (:mod:`kl52.library.searching`).

        >>> hit = Library().find("doi ngu tri thuc")[0]
        >>> sorted({hit.snippet[mark.start : mark.end] for mark in hit.marks})
        ['ngũ', 'thức', 'trí', 'đội']
        """
        from kl52.library.searching import search

        return search(self.tables, words, limit)

    def _repr_html_(self) -> str:
        from kl52.views.displays import library_html

        return library_html(self)

    # -- what researchers ask: the work is done in kl52.graph ------------------------------------

    def graph(
        self,
        around: str | Iterable[str] | None = None,
        *,
        depth: int = 1,
        relations: Collection[str] | None = None,
        levels: Collection[str] | None = None,
        since: str | None = None,
        until: str | None = None,
        on: str | None = None,
    ) -> nx.MultiDiGraph[str]:
        """The documents around some, ``depth`` citations far, or all of the library.

        Edges are kept for these ``relations``, documents for these ``levels`` of issuers and
        dates; ``on`` is the day of which the graph is a picture. What nodes and edges hold is told
        in :mod:`kl52.graph.nodes` and :mod:`kl52.graph.neighbourhoods`.

        >>> plan = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"
        >>> G = Library().graph(plan, relations={"implements"})
        >>> sorted(G.nodes[node]["label"] for node in G.successors(plan))
        ['114-KH/TU', '142/QĐ-TTg', '52-KL/TW']
        """
        from kl52.graph.neighbourhoods import Limits, neighbourhood, whole

        limits = Limits(relations, levels, since, until, on)
        if around is None:
            return whole(self, limits)
        ids = [around] if isinstance(around, str) else list(around)
        return neighbourhood(self, ids, depth, limits)

    def cascade(self, id: str, on: str | None = None) -> Cascade:
        """What hands a policy down to a document, and what it hands it to: a graph of hops.

        >>> G = Library().cascade("/akn/vn/act/ket-luan/bbt/2019-05-30/52-kl-tw")
        >>> sorted((rank, G.nodes[node]["label"]) for node, rank in G.nodes(data="rank"))[0]
        (0, '27-NQ/TW')
        """
        from kl52.graph.cascades import cascade

        return cascade(self, id, on)

    def impact(self, id: str) -> Answers[Affected]:
        """The documents that hang on one, the nearest first, with the tasks that come from it."""
        from kl52.graph.cascades import impact

        return impact(self, id)

    def missing_documents(self, limit: int | None = None) -> Answers[Missing]:
        """The documents that are cited and not at hand, those first whose text would link most."""
        from kl52.graph.gaps import missing_documents

        return missing_documents(self, limit)

    def compare(self, id: str) -> Comparison:
        """The tasks of a document beside all plans that carry it out."""
        from kl52.graph.comparing import compare

        return compare(self, id)

    def suspects(self, since: str | None = None) -> Answers[Suspect]:
        """The documents whose source changed after they were issued, on or after ``since``."""
        from kl52.graph.suspects import suspects

        return suspects(self, since)

    def documents(self, engine: Engine = "pandas") -> Any:
        """The documents as a frame; the columns are in :data:`kl52.graph.frames.COLUMNS`."""
        return self._frame("documents", engine)

    def citations(self, engine: Engine = "pandas") -> Any:
        """The citations as a frame."""
        return self._frame("citations", engine)

    def obligations(self, engine: Engine = "pandas") -> Any:
        """The obligations as a frame."""
        return self._frame("obligations", engine)

    def links(self, engine: Engine = "pandas") -> Any:
        """The links of tasks to those that they come from, as a frame; finds what is lacking."""
        return self._frame("links", engine)

    def export(
        self, format: str, target: Path | str | BinaryIO, **options: Unpack[ExportOptions]
    ) -> Exported:
        """Write the library, or the documents around some ``ids``, for other programs.

        ``format`` is one of :data:`kl52.exporting.FORMATS`; ``target`` a file, a folder where
        there are several, or a stream of bytes. The options are told in
        :func:`kl52.exporting.export`.

        >>> import io, json
        >>> plan = "/akn/vn/act/ke-hoach/ubnd-lang-son/2020-02-17/48-kh-ubnd"
        >>> out = io.BytesIO()
        >>> _ = Library().export("jsonld", out, ids=[plan])
        >>> [each["eli:number"] for each in json.loads(out.getvalue())["@graph"]][:2]
        ['114-KH/TU', '48/KH-UBND']
        """
        from kl52.exporting import export

        return export(self, format, target, **options)

    def _frame(self, name: str, engine: Engine) -> Any:
        from kl52.graph.frames import frame

        return frame(self, name, engine)
