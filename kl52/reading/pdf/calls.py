"""Calls to pdfium by bare addresses, bound once: what is asked thousands of times a page.

The bindings of pypdfium2 make an object for each answer; these take and give plain numbers.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium


def bind(name: str, result: Any, *takes: Any) -> Callable[..., Any]:
    """A function of pdfium. It keeps the interpreter's lock: a call is shorter than letting go."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *takes)(address)


def address_of(holder: Any) -> int:
    """The address of the pdfium object that a page or text page of pypdfium2 holds."""
    address = ctypes.cast(holder.raw, ctypes.c_void_p).value
    assert address is not None
    return address
