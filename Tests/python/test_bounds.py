"""Hostile and huge messages: what they cost in memory and in time stays in proportion to their size."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unittest
from typing import Callable

import chatcore
from scenery import DESK

MEGABYTE = 1 << 20
SERVICE = "http://www.superoffice.net/ws/crm/NetServer/Services88"
OPERATION = "Chat.ChatSessionsForUser"
TYPES = {"json": "application/json", "xml": "text/xml"}


def envelope(content: str, attributes: str = "") -> str:
    return (
        f'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><ChatSessionsForUserResponse xmlns="{SERVICE}">'
        f"<Response{attributes}>{content}</Response></ChatSessionsForUserResponse></s:Body></s:Envelope>"
    )


def filled(size: int, unit: str, before: str = "[", after: str = "]", between: str = ",") -> str:
    count = max((size - len(before) - len(after)) // len((unit + between).encode("utf-8")), 1)
    return before + between.join([unit] * count) + after


def numbered(size: int, form: str, between: str = "") -> str:
    """`form` again and again, with another number each time."""
    return between.join(form.format(number) for number in range(size // (len(form) + len(between) + 4)))


SESSION = json.dumps(DESK["Sessions"][0], ensure_ascii=False)


def full_session() -> str:
    """The same session with every field, as a server writes it: what it does not have is null."""
    body = f"[{SESSION}]".encode("utf-8")
    sessions = chatcore.decode(OPERATION, chatcore.Response(200, (("Content-Type", TYPES["json"]),), body))
    return json.dumps(sessions[0], ensure_ascii=False)


# name -> (kind, a document of about so many bytes)
HONEST: dict[str, tuple[str, Callable[[int], str]]] = {
    "full sessions in JSON": ("json", lambda size: filled(size, full_session())),
    "one long text": ("json", lambda size: '[{"FirstMessage":"' + "Hei på deg! " * (size // 13) + '"}]'),
    "one long text of escapes": ("json", lambda size: '[{"FirstMessage":"' + "\\n" * (size // 2) + '"}]'),
    "a text of references": ("xml", lambda size: envelope("<ChatSessionEntity><FirstMessage>" + "&#x263A;" * (size // 8) + "</FirstMessage></ChatSessionEntity>")),
    "white space": ("json", lambda size: "[" + " " * size + "]"),
    "comments": ("xml", lambda size: envelope("<!-- nothing to see -->" * (size // 23))),
}
HOSTILE: dict[str, tuple[str, Callable[[int], str]]] = {
    "sessions of few fields": ("json", lambda size: filled(size, SESSION)),
    "empty sessions": ("json", lambda size: filled(size, "{}")),
    "empty sessions in SOAP": ("xml", lambda size: envelope("<ChatSessionEntity/>" * (size // 20))),
    "empty lists": ("json", lambda size: '[{"Contact":{"Address":{"LocalizedAddress":' + filled(size, "[]") + "}}}]"),
    "many pairs": ("json", lambda size: '[{"FieldProperties":{' + numbered(size, '"{}":null', ",") + "}}]"),
    "a field that nobody knows, of many values": ("json", lambda size: '[{"Odd":' + filled(size, "0") + "}]"),
    "an element that nobody knows, of many children": ("xml", lambda size: envelope("<ChatSessionEntity><Odd>" + "<a/>" * (size // 4) + "</Odd></ChatSessionEntity>")),
    "many fields that nobody knows": ("json", lambda size: "[{" + numbered(size, '"{}":0', ",") + "}]"),
    "the same name again and again": ("json", lambda size: "[{" + filled(size, '"Odd":0', "", "") + "}]"),
    "deep nesting": ("json", lambda size: "[" * (size // 2) + "]" * (size // 2)),
    "deep elements": ("xml", lambda size: envelope("<a>" * (size // 7) + "</a>" * (size // 7))),
    "many attributes": ("xml", lambda size: envelope("", numbered(size, ' a{}="1"'))),
    "many namespaces in one tag": ("xml", lambda size: envelope("", numbered(size, ' xmlns:a{}="b"'))),
    "a namespace in each tag": ("xml", lambda size: envelope("<ChatSessionEntity>" + numbered(size, '<Rank xmlns="urn:{}"/>') + "</ChatSessionEntity>")),
    "a full tag again and again": ("xml", lambda size: envelope(("<!-- -->" + "<ChatSessionEntity" + "".join(f" a{n}=''" for n in range(60)) + "/>") * (size // 400))),
    "a long number": ("json", lambda size: '[{"Rank":' + "1" * size + "}]"),
    "a long fraction": ("json", lambda size: '[{"Contact":{"Address":{"Wgs84Latitude":1.' + "1" * size + "}}}]"),
    "a long number that nobody knows": ("json", lambda size: '[{"Odd":' + "1" * size + "}]"),
    "fields in the wrong order": ("json", lambda size: filled(size, "{" + ",".join(f'"{name}":null' for name in reversed(DESK["Sessions"][0])) + "}")),
    "a text that does not end": ("json", lambda size: '[{"FirstMessage":"' + "x" * size),
    "a comment that does not end": ("xml", lambda size: envelope("<!--" + "-" * size)),
    "an ampersand at the end": ("xml", lambda size: envelope("<ChatSessionEntity><FirstMessage>" + "x" * size + "&")),
}
ALL = {**HONEST, **HOSTILE}

# Runs in a process of its own, since what counts is the most memory that it ever held.
CHILD = """
import sys
import test_bounds
print(*test_bounds.measure(sys.argv[1], [int(size) for size in sys.argv[2:]]))
"""


def held() -> tuple[int, int]:
    """The bytes that the process holds now, and the most since the mark was reset."""
    with open("/proc/self/status", encoding="ascii") as status:
        fields = dict(line.split(":", 1) for line in status)
    return tuple(int(fields[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def decode(response: chatcore.Response) -> int:
    """The size of the answer, which is not looked at, or 0 when there is an error."""
    import ctypes

    from chatcore import stateless

    library = chatcore.load()
    borrowed = stateless.BorrowedMessage(response)
    result, error = stateless.BufferPointer(), stateless.ErrorPointer()
    name = OPERATION.encode("ascii")
    library.functions.chatcore_decode(stateless.borrow(name), ctypes.byref(borrowed.struct), ctypes.byref(result), ctypes.byref(error))
    size = result.contents.size if result else 0
    library.release(result)
    library.release(error)
    return size


def measure(name: str, sizes: list[int]) -> list[int]:
    """For each size: its bytes, the answer's bytes, memory above what was held before, microseconds of processor time."""
    import time

    kind, make = ALL[name]
    decode(chatcore.Response(200, (("Content-Type", TYPES[kind]),), make(1000).encode("utf-8")))
    said: list[int] = []
    for size in sizes:
        body = make(size).encode("utf-8")
        response = chatcore.Response(200, (("Content-Type", TYPES[kind]),), body)
        with open("/proc/self/clear_refs", "w", encoding="ascii") as file:
            file.write("5")
        before = held()[0]
        best = None
        for _ in range(2):
            start = time.thread_time_ns()
            answer = decode(response)
            spent = time.thread_time_ns() - start
            best = spent if best is None else min(best, spent)
        said += [len(body), answer, held()[1] - before, (best or 0) // 1000]
    return said


def in_a_process(name: str, *sizes: int) -> list[tuple[int, int, int, int]]:
    folder = os.path.dirname(os.path.abspath(__file__))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([folder, *sys.path])}
    done = subprocess.run(
        [sys.executable, "-c", CHILD, name, *map(str, sizes)], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode != 0:
        raise AssertionError(f"{name}: ended with {done.returncode}: {done.stderr[-2000:]}")
    numbers = [int(word) for word in done.stdout.split()]
    return [(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]) for i in range(0, len(numbers), 4)]


class BoundsTest(unittest.TestCase):
    def test_reading_holds_at_most_three_times_the_message(self) -> None:
        for name in ALL:
            size, answer, memory, _ = in_a_process(name, 24 * MEGABYTE)[0]
            print(f"{name}: {size} bytes, answer {answer}, held {memory / size:.2f} times", flush=True)
            with self.subTest(name):
                # The message is copied once on its way in, and the answer twice on its way out.
                self.assertLess(memory, 3 * size + size + 3 * answer + 8 * MEGABYTE, f"{size} bytes, answer {answer}")

    def test_time_is_in_proportion_to_the_message(self) -> None:
        for name in ALL:
            small, middle, large = (time for _, _, _, time in in_a_process(name, MEGABYTE, 4 * MEGABYTE, 16 * MEGABYTE))
            print(f"{name}: {small} {middle} {large} µs", flush=True)
            with self.subTest(name):
                self.assertLess(large, max(16 * small, 4 * middle) * 2 + 50_000)

    def test_a_message_of_64_megabytes_is_read(self) -> None:
        for name in HONEST:
            size, answer, _, time = in_a_process(name, 63 * MEGABYTE)[0]
            with self.subTest(name):
                self.assertGreater(answer, 0)
                print(f"{name}: {size} bytes in {time / 1e6:.2f} s", flush=True)

    def test_too_many_elements_are_an_error_with_its_place(self) -> None:
        body = ("[" + ",".join(["{}"] * 500_000) + "]").encode("ascii")
        with self.assertRaises(chatcore.LimitError) as caught:
            chatcore.decode(OPERATION, chatcore.Response(200, (("Content-Type", "application/json"),), body))
        self.assertRegex(str(caught.exception.path), r"^\[\d+\]$")
        self.assertLess(int(caught.exception.path[1:-1]), 500_000)
        self.assertIn("bytes of memory", str(caught.exception))


if __name__ == "__main__":
    unittest.main()
