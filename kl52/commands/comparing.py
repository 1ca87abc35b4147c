"""A plan beside the documents above it: what ``kl52 coverage`` and ``kl52 review`` share."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kl52.commands.arguments import Parser
from kl52.commands.documents import open_library, read
from kl52.commands.options import FILES
from kl52.errors import UsageError

if TYPE_CHECKING:
    from kl52.coverage import Coverage
    from kl52.coverage.conventions import Conventions
    from kl52.library import Library
    from kl52.model import Document
    from kl52.reviewing import Decision, ReviewFile


@dataclass(frozen=True, slots=True)
class Compared:
    """A coverage with the sources it was made from."""

    found: Coverage
    sources: tuple[Document, ...]
    library: Library


def comparison_options(command: Parser) -> None:
    against = command.add_argument(
        "--against",
        metavar="DOC",
        action="append",
        default=[],
        help="văn bản cấp trên để so: tệp, hoặc mã /akn/… trong kho (lặp lại được); "
        "mặc định: theo kl52.toml, rồi các văn bản mà kế hoạch dẫn ở tên và căn cứ",
    )
    config = command.add_argument(
        "--config",
        metavar="FILE",
        help="tệp quy ước của cơ quan (mặc định: kl52.toml ở thư mục của kế hoạch hoặc phía trên)",
    )
    for option in (against, config, review_option(command)):
        option.complete = FILES  # type: ignore[attr-defined]


def review_option(command: Parser) -> argparse.Action:
    """``--review FILE``, for the commands that apply decisions."""
    return command.add_argument(
        "--review",
        metavar="FILE",
        help="tệp quyết định rà soát (mặc định: tệp .kl52-review.tsv mang tên kế hoạch, nếu có)",
    )


def conventions_of(options: argparse.Namespace) -> Conventions:
    """Those of ``--config``, else of the project file that is found, else none."""
    from kl52.coverage.conventions import Conventions, find_file, read_conventions

    path = Path(options.config) if options.config else find_file(options.doc or "-")
    return read_conventions(path) if path is not None else Conventions()


def review_path(options: argparse.Namespace) -> Path | None:
    """The file of decisions, whether or not it exists; none for a text on stdin."""
    from kl52.reviewing import default_path

    if options.review:
        return Path(options.review)
    return default_path(options.doc) if options.doc and options.doc != "-" else None


def review_of(options: argparse.Namespace, *, new: bool = False) -> ReviewFile:
    """The decisions kept; a file that ``--review`` names must exist, unless it is to be made."""
    from kl52.reviewing import ReviewFile, read_review

    path = review_path(options)
    named = bool(options.review) and not new
    if path is None or not (named or path.exists()):
        if path is not None and not options.quiet:
            _tell_left_behind(path, options)
        return ReviewFile()
    return read_review(path)


def _tell_left_behind(path: Path, options: argparse.Namespace) -> None:
    """A plan that was renamed leaves its decisions behind: what lies there without one is told."""
    from kl52.language.wording import speaker
    from kl52.reviewing.files import SUFFIX

    found = path.parent.glob(f"*{SUFFIX}") if path.parent.is_dir() else ()
    left = sorted(each for each in found if not Path(str(each).removesuffix(SUFFIX)).exists())
    if left:
        told = speaker(options.lang)("review.left_behind", plan=options.doc, file=left[0])
        print(f"kl52: {told}", file=sys.stderr)


def compare(options: argparse.Namespace, conventions: Conventions, review: ReviewFile) -> Compared:
    """Reads the plan and what it is checked against, and checks it."""
    library = open_library(options)
    plan = read(options, library)
    names = tuple(options.against) or conventions.against
    return compared(plan, names, library, conventions, review.decisions)


def compared(
    plan: Document,
    names: Sequence[str],
    library: Library,
    conventions: Conventions,
    decisions: Sequence[Decision],
) -> Compared:
    from kl52.coverage import coverage, parents_of

    sources = tuple(source(name, library) for name in names) or parents_of(plan, library)
    found = coverage(
        plan,
        library,
        against=sources,
        review=decisions,
        conventions=conventions,
    )
    return Compared(found, sources, library)


def source(name: str, library: Library) -> Document:
    """The document that ``--against`` names: an id of the library, or a file."""
    from kl52.parsing import parse_document

    if name.startswith("/akn/"):
        found = library.document(name)
        if found is None:
            raise UsageError(f"{name}: kho không có nội dung văn bản này → thêm bằng kl52 add")
        return found
    return parse_document(name, catalogue=library.catalogue)
