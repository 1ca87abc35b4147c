"""Calls to pdfium by bare handles, bound once: what is asked thousands of times a page.

The bindings of pypdfium2 convert each argument and make an object for each answer; these do
neither. They take what ctypes passes on as it is: the ``raw`` of a page of pypdfium2, a
:class:`Handle` that another call gave, ``byref`` of a buffer, a plain number for a C ``int``.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium


class Handle(ctypes.c_void_p):
    """An object of pdfium. ctypes gives a subclass as it is, not as a number."""


def bind(name: str, result: Any = ctypes.c_int, *takes: Any) -> Callable[..., Any]:
    """A function of pdfium; ``takes`` are the types of its arguments where ctypes must know them.

    It keeps the interpreter's lock: a call is shorter than letting go."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *takes)(address)
