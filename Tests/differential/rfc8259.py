"""JSON as RFC 8259 has it, and nothing more: a judge that is slow and short."""

from __future__ import annotations

import re
from typing import Any, List, Tuple

_SPACE = re.compile(r"[ \t\n\r]*")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_PLAIN = re.compile(r'[^"\\\x00-\x1f]*')
_HEX = re.compile(r"[0-9A-Fa-f]{4}")
_SHORT = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Number(str):
    """A number as it was spelled."""


class Members(List[Tuple[str, Any]]):
    """An object's names and values in their order."""


class NotJSON(Exception):
    """What the grammar does not have, or what this library refuses besides: lone surrogates and doubled names."""


class TooDeep(Exception):
    """More levels than were allowed."""


def parse(document: bytes, depth: int = 1_000_000) -> Any:
    """The value of a JSON text: None, bool, Number, str, list or Members."""
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJSON(str(error)) from None
    value, at = _value(text, _space(text, 0), depth)
    if _space(text, at) != len(text):
        raise NotJSON("more after the value")
    return value


def _space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    assert found
    return found.end()


def _value(text: str, at: int, depth: int) -> "Tuple[Any, int]":
    for word, value in (("null", None), ("true", True), ("false", False)):
        if text.startswith(word, at):
            return value, at + len(word)
    first = text[at : at + 1]
    if first == '"':
        return _string(text, at)
    if first in ("[", "{") and first:
        if depth == 0:
            raise TooDeep
        return (_list if first == "[" else _object)(text, at, depth - 1)
    number = _NUMBER.match(text, at)
    if number is None:
        raise NotJSON(f"no value at {at}")
    return Number(number[0]), number.end()


def _list(text: str, at: int, depth: int) -> "Tuple[Any, int]":
    items: "list[Any]" = []
    at = _space(text, at + 1)
    if text[at : at + 1] == "]":
        return items, at + 1
    while True:
        item, at = _value(text, at, depth)
        items.append(item)
        at = _space(text, at)
        if text[at : at + 1] == "]":
            return items, at + 1
        at = _comma(text, at)


def _object(text: str, at: int, depth: int) -> "Tuple[Any, int]":
    members = Members()
    names = set()
    at = _space(text, at + 1)
    if text[at : at + 1] == "}":
        return members, at + 1
    while True:
        if text[at : at + 1] != '"':
            raise NotJSON(f"no name at {at}")
        name, at = _string(text, at)
        if name in names:
            raise NotJSON(f"doubled name at {at}")
        names.add(name)
        at = _space(text, at)
        if text[at : at + 1] != ":":
            raise NotJSON(f"no colon at {at}")
        value, at = _value(text, _space(text, at + 1), depth)
        members.append((name, value))
        at = _space(text, at)
        if text[at : at + 1] == "}":
            return members, at + 1
        at = _comma(text, at)


def _comma(text: str, at: int) -> int:
    if text[at : at + 1] != ",":
        raise NotJSON(f"no comma at {at}")
    return _space(text, at + 1)


def _string(text: str, at: int) -> "Tuple[str, int]":
    parts = []
    at += 1
    while True:
        plain = _PLAIN.match(text, at)
        assert plain
        parts.append(plain[0])
        at = plain.end()
        mark = text[at : at + 1]
        if mark == '"':
            whole = "".join(parts)
            try:
                # Escaped halves of one character become that character; halves of none cannot be written.
                return whole.encode("utf-16-le", "surrogatepass").decode("utf-16-le"), at + 1
            except UnicodeDecodeError:
                raise NotJSON(f"a lone surrogate before {at}") from None
        if mark != "\\":
            raise NotJSON(f"no character of a string at {at}")
        kind = text[at + 1 : at + 2]
        if kind in _SHORT and kind:
            parts.append(_SHORT[kind])
            at += 2
        elif kind == "u" and (digits := _HEX.match(text, at + 2)):
            parts.append(chr(int(digits[0], 16)))
            at += 6
        else:
            raise NotJSON(f"no escape at {at}")
