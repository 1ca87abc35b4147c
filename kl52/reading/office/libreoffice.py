"""LibreOffice as a converter: found where it is installed, run by itself, ended in time.

Each run has a profile of its own in a temporary folder, which switches off macros, links to
other files and the network's share in both; so nothing of the user's LibreOffice is touched,
and several runs do not disturb each other.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)
_FILTERS = {"docx": "docx:MS Word 2007 XML"}
_SETTINGS = (
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "0"),
    ("Calc/Content/Update", "Link", "1"),
    ("Common/Misc", "FirstRun", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


class ConversionFailed(Exception):
    """LibreOffice gave no file back; ``slow`` says that it ran out of time."""

    def __init__(self, *, slow: bool = False) -> None:
        super().__init__("slow" if slow else "failed")
        self.slow = slow


@cache
def find() -> str | None:
    """The program, on the path or where installers put it; ``None`` if there is none."""
    for name in ("soffice", "libreoffice"):
        found = shutil.which(name)
        if found is not None:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def convert(data: bytes, suffix: str, target: str, seconds: float) -> bytes:
    """A file as another format: ``convert(data, "doc", "docx", 60)``.

    Raises :class:`ConversionFailed`, also where :func:`find` finds nothing.
    """
    program = find()
    if program is None:
        raise ConversionFailed
    with tempfile.TemporaryDirectory(prefix="kl52-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / f"in.{suffix}"
        source.write_bytes(data)
        profile = folder / "profile"
        _write_settings(profile / "user")
        _run([
            program, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={profile.as_uri()}",
            "--convert-to", _FILTERS.get(target, target),
            "--outdir", str(folder / "out"), str(source),
        ], seconds)  # fmt: skip
        made = folder / "out" / f"in.{target}"
        if not made.is_file():
            raise ConversionFailed
        return made.read_bytes()


def _write_settings(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/org.openoffice.{_path(path)}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items'
        ' xmlns:oor="http://openoffice.org/2001/registry">' + items + "</oor:items>",
        encoding="utf-8",
    )


def _path(path: str) -> str:
    return path if path.startswith("Inet/") else f"Office.{path}"


def _run(command: list[str], seconds: float) -> None:
    """Run a program and all that it starts; end them when the time is over."""
    windows = sys.platform == "win32"
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # a group to be killed by, within the session that a sandbox ends as a whole
        process_group=-1 if windows else 0,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise ConversionFailed(slow=True) from None
    finally:
        if process.poll() is None:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        subprocess.run(
            ["taskkill", "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False
        )
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
