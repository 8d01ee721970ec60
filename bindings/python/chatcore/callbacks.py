"""Python functions that the library calls.

The library gets one C function for all of them, and a number that says which one is meant. So no C function is ever
freed while the library might call it, and a Python function is kept for exactly as long as the library has its number.
"""

from __future__ import annotations

import ctypes
import itertools
import logging
from typing import Any, Callable, Optional

from .structs import Bytes, copy

BearerCheck = Callable[[str], Optional[int]]

_OK = 0
_AUTHENTICATION = 9
_CALLBACK = 19

_log = logging.getLogger("chatcore")
_kept: "dict[int, Any]" = {}
# Steps of these are one operation of the interpreter, so threads need no lock; a lock might be inherited by a fork.
_numbers = itertools.count(1)

BearerFunction = ctypes.CFUNCTYPE(ctypes.c_int32, ctypes.c_void_p, Bytes, ctypes.POINTER(ctypes.c_int32))
DestroyFunction = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def keep(function: Any) -> int:
    """The number by which the library knows a function from now on, until it is destroyed."""
    number = next(_numbers)
    _kept[number] = function
    return number


def _check_bearer(number: Optional[int], token: Bytes, associate_id: "ctypes._Pointer[ctypes.c_int32]") -> int:
    try:
        check: BearerCheck = _kept[number or 0]
        found = check(copy(token.data, token.size).decode("utf-8", "replace"))
        if found is None:
            return _AUTHENTICATION
        if isinstance(found, bool) or not isinstance(found, int):
            raise TypeError(f"expected the number of an associate or None, found {type(found).__name__}")
        if not 0 < found < 2**31:
            raise ValueError(f"expected the number of an associate, found {found}")
        associate_id[0] = found
        return _OK
    # Nothing may pass into the library, KeyboardInterrupt neither.
    except BaseException:
        _log.exception("checking a bearer token failed")
        return _CALLBACK


def _destroy(number: Optional[int]) -> None:
    _kept.pop(number or 0, None)


check_bearer = BearerFunction(_check_bearer)
destroy = DestroyFunction(_destroy)
