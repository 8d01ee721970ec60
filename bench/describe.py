"""What the library itself says of its carriers."""

import ctypes
import json
import sys


def describe(library):
    """What chatcore_describe("carriers") answers."""

    class Bytes(ctypes.Structure):
        _fields_ = [("data", ctypes.c_char_p), ("size", ctypes.c_size_t)]

    class Buffer(ctypes.Structure):
        _fields_ = [("struct_size", ctypes.c_size_t), ("data", ctypes.POINTER(ctypes.c_char)), ("size", ctypes.c_size_t)]

    chatcore = ctypes.CDLL(str(library))
    chatcore.chatcore_describe.argtypes = [Bytes, ctypes.POINTER(ctypes.POINTER(Buffer)), ctypes.c_void_p]
    chatcore.chatcore_describe.restype = ctypes.c_int32
    chatcore.chatcore_release.argtypes = [ctypes.c_void_p]
    chatcore.chatcore_release.restype = None
    buffer = ctypes.POINTER(Buffer)()
    code = chatcore.chatcore_describe(Bytes(b"carriers", 8), ctypes.byref(buffer), None)
    if code != 0:
        sys.exit(f"bench: the library does not describe its carriers (code {code})")
    text = ctypes.string_at(buffer.contents.data, buffer.contents.size)
    chatcore.chatcore_release(buffer)
    return json.loads(text)
