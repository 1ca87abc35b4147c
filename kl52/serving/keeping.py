"""What goes into the library: a document that was read in the sandbox, with its file.

The library's own rules hold: what bears a mark of secrecy or has no number is not taken. The file
lies beside the library under the digest of its content, so that later versions can read it again.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from kl52.errors import UsageError, reason_of
from kl52.library import Library
from kl52.library.adding import Outcome, add_files
from kl52.library.holdings import refuse
from kl52.library.intake import Taken
from kl52.library.packing import pack
from kl52.library.places import Candidate, stamp_of
from kl52.library.records import body_of
from kl52.model import Reading
from kl52.serving.uploads import Sent

FOLDER = ".files"
_LOCK = Lock()


def keep(library: Library, sent: Sent, reading: Reading) -> Outcome:
    """Put a document into a library that has a file; raises what says why it is not taken."""
    doc = reading.document
    refused = refuse(doc.header, len(doc.text.text.strip()), sent.name)
    if refused is not None:
        raise refused
    path = _place(library, sent)
    stamp = stamp_of(str(path)) or ""
    packed = (pack(reading.raw), pack(body_of(doc)), pack(reading.found))
    taken = Taken(str(path), stamp, sent.sha256, sent.size, packed)
    with _LOCK, ThreadPoolExecutor(1) as executor:
        candidate = Candidate(str(path), stamp, named=True)
        (outcome,) = add_files([candidate], library, executor=executor, work=lambda *_, **__: taken)
    if outcome.error is not None:
        path.unlink(missing_ok=True)
        raise outcome.error
    return outcome


def _place(library: Library, sent: Sent) -> Path:
    """The file beside the library."""
    file = library.writable.path
    assert file is not None
    folder = file.absolute().with_name(file.name + FOLDER)
    path = folder / f"{sent.sha256}{Path(sent.name).suffix}"
    try:
        folder.mkdir(exist_ok=True)
        path.write_bytes(sent.data)
    except OSError as error:
        message = f"{folder}: không lưu được tệp ({reason_of(error)}) → kiểm tra quyền và chỗ trống"
        raise UsageError(message) from error
    return path
