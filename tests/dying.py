"""Work for a cluster that costs the worker its life, as hostile files and full machines do."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from kl52.library.intake import Taken, take_elsewhere
from kl52.reading.options import ReadOptions

ONCE, ALWAYS = "once", "always"  # in the names of the files


def deadly(path: str, stamp: str, options: ReadOptions) -> Taken:
    """The first time that a file ``once`` is read, and whenever one ``always`` is, all ends."""
    name = Path(path).name
    mark = Path(path).with_suffix(".dead")
    if name.startswith(ALWAYS) or (name.startswith(ONCE) and not mark.exists()):
        mark.touch()
        threading.Event().wait(0.2)  # others are on their way
        os._exit(9)
    return take_elsewhere(path, stamp, options)
