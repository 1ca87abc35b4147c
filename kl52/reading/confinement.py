"""Limits that the operating system sets on this process and on all that it starts.

:func:`confine` is called by the sandbox's child on itself. What a system does not offer is left
out: the parent's clock and its limit on results hold everywhere.

A library that is not written in Python ends the process where it gets no memory. :func:`is_full`
tells that it is about to, so that the child can still say why.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from typing import Any

# How much of its memory a process may have left when it counts as full.
_LEFT = 128 * 2**20
# Killing is repeated so often at most: a killed process stays listed until it is waited for.
_ROUNDS = 3


def is_full(memory: int) -> bool | None:
    """Whether this process has next to all of ``memory`` bytes of address space.

    ``None`` where the system does not tell.
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            pages = int(file.read().split()[0])
    except (OSError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") > memory - _LEFT


if sys.platform == "win32":

    def confine(memory: int) -> None:
        """Put this process into a job: ``memory`` bytes for all in it, and they end together.

        Only this process holds the job, so when it is killed, Windows ends what it started.
        """
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = [
                ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
                ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
                ("LimitFlags", wintypes.DWORD),
                ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t),
                ("ActiveProcessLimit", wintypes.DWORD),
                ("Affinity", ctypes.c_size_t),
                ("PriorityClass", wintypes.DWORD),
                ("SchedulingClass", wintypes.DWORD),
            ]

        class Extended(ctypes.Structure):
            _fields_ = [
                ("BasicLimitInformation", Basic),
                ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t),
                ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t),
                ("PeakJobMemoryUsed", ctypes.c_size_t),
            ]

        limits = Extended()
        limits.BasicLimitInformation.LimitFlags = 0x200 | 0x2000  # JOB_MEMORY, KILL_ON_JOB_CLOSE
        limits.JobMemoryLimit = memory
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))  # never closed
        extended = 9  # JobObjectExtendedLimitInformation
        kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))

    def end(process: subprocess.Popen[Any]) -> None:
        """Kill a confined process; its job ends what it started."""
        process.kill()

else:

    def confine(memory: int) -> None:
        """At most ``memory`` bytes of address space for each process, and no core dumps."""
        import resource

        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            with contextlib.suppress(ValueError, OSError):  # macOS knows no RLIMIT_AS
                resource.setrlimit(kind, (most, most))

    def end(process: subprocess.Popen[Any]) -> None:
        """Kill a confined process, which leads a session of its own, and all that it started.

        What it started may lead a group of its own by now, so the group is not enough.
        """
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        for _ in range(_ROUNDS):  # the killed may just have started another
            left = [each for each in _processes() if _session_of(each) == process.pid]
            for each in left:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(each, signal.SIGKILL)
            if not left:
                break

    def _session_of(process: int) -> int:
        try:
            return os.getsid(process)
        except OSError:
            return 0

    def _processes() -> list[int]:
        """All processes of the machine; none where the system does not tell."""
        if os.path.isdir("/proc/self"):
            return [int(name) for name in os.listdir("/proc") if name.isdigit()]
        try:
            listed = subprocess.run(["ps", "-A", "-o", "pid="], capture_output=True, check=False)
        except OSError:
            return []
        return [int(pid) for pid in listed.stdout.split() if pid.isdigit()]
