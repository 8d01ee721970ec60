"""What somebody who has signed in may send, made about as large as asked for: texts of messages, of topics and patches."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, List, Tuple

# What is done first, an operation and its arguments.
Call = Tuple[List[Tuple[str, Dict[str, Any]]], str, Dict[str, Any]]
ANNA = {"Associate": "anna"}
DESK: "Dict[str, Any]" = {
    "Associates": [{"AssociateId": 1, "Name": "anna", "FullName": "Anna Solberg"}],
    "Users": [{"UserName": "anna", "Password": "anna", "AssociateId": 1}],
    "Topics": [{"ChatTopicId": 1, "Name": "Support", "Agents": [{"User": {"AssociateId": 1}, "CanRespond": True, "CanManage": True}]}],
    "Sessions": [{"ChatSessionId": 1, "TopicId": 1, "Status": "CustomerLast", "User": {"AssociateId": 1}, "WhenRequested": "2026-01-01T00:00:00Z", "WhenStarted": "2026-01-01T00:00:00Z"}],
}  # fmt: skip
# The widest bounds: what is refused for its length costs nothing.
CONFIG = {"store": "sqlite::memory:", "limits": {"chatMessage": 1_000_000, "text": 1_000_000, "recordBytes": 1 << 26}, "auth": {"passwordCost": "minimum"}}


def around(before: str, piece: str, after: str = "") -> "Callable[[int], str]":
    return lambda size: before + piece * max((size - len(before) - len(after)) // len(piece), 1) + after


# Texts that reduction to harmless tags, or what reads them later, could be slow at.
TEXTS: "Dict[str, Callable[[int], str]]" = {
    "letters": around("", "x"),
    "an address of ampersands": around("<a href='https://", "&", "'>x</a>"),
    "an address of references": around("<a href='https://", "&amp;", "'>x</a>"),
    "an address of quotes": around("<a href='https://", '"', "'>x</a>"),
    "an address of odd letters": around("<a href='https://", "é\u0301", "'>x</a>"),
    "an address of control characters": around("<a href='https://", "\u0085", "'>x</a>"),
    "an address behind blanks": around("<a href='", " ", "https://e.com'>x</a>"),
    "an address of escapes": around("<a href='https://e.com/", "%41", "'>x</a>"),
    "an address without an end": around("<a href='https://", "&", ""),
    "many links": around("", "<a href='https://e.com/'>x</a>"),
    "many addresses in one tag": around("<a ", "href='x' ", ">x</a>"),
    "names of attributes": around("<a ", "x=y ", ">x</a>"),
    "equals signs": around("<a ", "= ", "href=https://e.com>x</a>"),
    "slashes": around("<a ", "/", "href=https://e.com>x</a>"),
    "blanks in a tag": around("<a", " ", "href=https://e.com>x</a>"),
    "beginnings of links": around("", "<a "),
    "beginnings with a quote": around("", "<a '"),
    "beginnings with quotes of both kinds": around("", "<a \"'"),
    "beginnings of addresses": around("", "<a href="),
    "quotes in turn": around("", "<a ' <a \" "),
    "less-than signs": around("", "<"),
    "greater-than signs": around("", ">"),
    "end tags": around("", "</b>"),
    "end tags of what is open below": around("<b>", "<i></b><b>"),
    "start tags": around("", "<b><i>"),
    "elements": around("", "<i></i>"),
    "nested and open": around("", "<ul><li>"),
    "line breaks": around("", "<br>"),
    "paragraphs": around("", "<p>"),
    "comments": around("", "<!-- x -->"),
    "a comment without an end": around("<!--", "- "),
    "unknown tags": around("", "<script>"),
    "long names": around("<", "abcdefghij"),
    "ampersands": around("", "&"),
    "references": around("", "&amp;"),
    "numbers of characters": around("", "&#x1F600;"),
    "beginnings of references": around("", "&#"),
    "references without an end": around("", "&amp"),
    "white space": around("", " \t\n"),
    "line ends": around("", "\r\n"),
    "control characters": around("", "\u0001\u0085"),
    "marks on one letter": around("x", "\u0301"),
    "flags": around("", "🇳🇴"),
    "a family": around("", "👩\u200d"),
    "braces": around("", "{cque"),
    "brackets": around("", "["),
    "marked values": around("", "[I:1]"),
    "marked texts": around("", "[SR_X"),
    "languages": around('NO:"', "x", '"'),
    "many languages": around("", 'NO:"x";', 'US:"y"'),
    "quotes in a language": around('NO:"', '""', '"'),
    "backslashes in a language": around('NO:"', "\\\\", '"'),
}  # fmt: skip


def message(text: str) -> "Tuple[str, Dict[str, Any]]":
    return "Chat.AddChatMessage", {"ChatSessionId": 1, "Message": {"Type": "ToCustomer", "Message": text}}


def said(text: "Callable[[int], str]") -> "Callable[[int], Call]":
    return lambda size: ([], *message(text(size)))


def transcript(text: "Callable[[int], str]", html: bool) -> "Callable[[int], Call]":
    return lambda size: ([message(text(size))], "Chat.GetChatTranscript", {"ChatSessionId": 1, "Html": html})


def described(text: "Callable[[int], str]") -> "Callable[[int], Call]":
    topic = lambda size: ("Directory.SaveTopic", {"Topic": {**DESK["Topics"][0], "Description": text(size)}})  # noqa: E731
    return lambda size: ([topic(size)], "Chat.GetChatTopicEntity", {"ChatTopicEntityId": 1})


def patch(change: "Callable[[int], Any]") -> "Callable[[int], Call]":
    return lambda size: ([], "Chat.PatchChatSessionEntity", {"ChatSessionEntityId": 1, "Patch": json.dumps(change(size))})


def shared(size: int) -> "List[str]":
    """Names that differ at their ends only, of about the size in all."""
    return ["n" * 500 + str(number) for number in range(size // 1000)]


# A patch has a thousand changes at most, so that these grow in their changes' own size. What does not grow, such as the
# removals, is little of the smallest, for the time is held to the size of the whole.
PATCHES: "Dict[str, Callable[[int], Any]]" = {
    "a long value": lambda size: [{"op": "add", "path": "/Odd", "value": "x" * size}],
    "long paths": lambda size: [{"op": "add", "path": "/Odd", "value": {}}] + [{"op": "add", "path": "/Odd/" + "x" * min(size // 200, 4000), "value": 1}] * 200,
    "deep paths": lambda size: [{"op": "test", "path": "/a" * min(size // 400, 2000), "value": 1}],
    "names that differ at their ends": lambda size: [{"op": "add", "path": "/Odd", "value": {name: 1 for name in shared(size)}}] + [{"op": "replace", "path": "/Odd/" + name, "value": 2} for name in shared(size)[-100:]],
    "tests of a large value": lambda size: [{"op": "add", "path": "/Odd", "value": [1] * (size // 20)}] + [{"op": "test", "path": "/Odd", "value": [1] * (size // 20)}],
    "removals from a long list": lambda size: [{"op": "add", "path": "/Odd", "value": [1] * (size // 4)}] + [{"op": "remove", "path": "/Odd/0"}] * 40,
    "a merge of many members": lambda size: {f"n{number}": None for number in range(size // 12)},
    "a deep merge": lambda size: {"Odd": {f"n{number}": {"a": {"b": None}} for number in range(size // 30)}},
}  # fmt: skip

CALLED: "Dict[str, Callable[[int], Call]]" = {
    **{f"said: {name}": said(text) for name, text in TEXTS.items()},
    **{f"transcript: {name}": transcript(text, False) for name, text in TEXTS.items()},
    **{f"transcript in HTML: {name}": transcript(text, True) for name, text in TEXTS.items()},
    **{f"described: {name}": described(text) for name, text in TEXTS.items()},
    **{f"patched: {name}": patch(change) for name, change in PATCHES.items()},
}
