"""What engines and streams have in common: a handle of the library's, which is closed once."""

from __future__ import annotations

import ctypes
import os
import warnings
from abc import ABC, abstractmethod
from types import TracebackType
from typing import ClassVar, Optional, Type, TypeVar

from .library import Library

Owner = TypeVar("Owner", bound="Handle")


class Handle(ABC):
    """An open handle, for a ``with`` statement; whoever forgets it is warned."""

    _kind: ClassVar[str]
    _closing_function: ClassVar[str]

    def __init__(self, library: Library, handle: int) -> None:
        self._library = library
        self._handle = ctypes.c_void_p(handle)
        self._process = os.getpid()
        self._closed = False

    @abstractmethod
    def close(self) -> None:
        """Lets go of what the handle stands for."""

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._closed

    def __enter__(self: Owner) -> Owner:
        return self

    def __exit__(
        self,
        kind: Optional[Type[BaseException]],
        value: Optional[BaseException],
        traceback: Optional[TracebackType],
    ) -> None:
        self.close()

    def __del__(self) -> None:
        # A child of fork() inherits the object but not what it stands for. At exit the module's names may be gone already.
        try:
            if self._closed or os.getpid() != self._process:
                return
            warnings.warn(f"unclosed {self._kind} {self!r}", ResourceWarning, stacklevel=2, source=self)
            getattr(self._library.functions, self._closing_function)(self._handle)
        except (AttributeError, TypeError):
            pass
