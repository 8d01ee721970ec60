"""What one call costs, measured in a process of its own.

    cost.py [SHAPES] [SIZES]   prints a JSON object: for each shape a list of objects, one for each size

A shape is a kind of hostile input, made about as large as a size asks.
"""

from __future__ import annotations

import ctypes
import json
import sys
import time
from typing import Callable, Dict, List, Tuple

import chatcore
from calls import ANNA, CALLED, CONFIG, DESK
from chatcore.messages import BorrowedMessage
from chatcore.structs import BufferPointer, ErrorPointer, MessagePointer, borrow
from xml_documents import INSTANCE, SERVICE, SOAP

RECORD = "Chat.GetChatTopicUserAgent"
SESSIONS = "Chat.ChatSessionsForUser"
TEXT = "Chat.GetChatTranscript"
Message = Tuple[str, bytes, str]


def in_json(inside: bytes) -> Message:
    return RECORD, b'{"#":' + inside + b"}", "application/json"


def members(lines: "List[bytes]") -> Message:
    return RECORD, b"{" + b",".join(lines) + b"}", "application/json"


def in_soap(inside: bytes, tag: bytes = b"Response") -> Message:
    start = f'<s:Envelope xmlns:s="{SOAP}"><s:Body><GetChatTopicUserAgentResponse xmlns="{SERVICE}" xmlns:i="{INSTANCE}"><'.encode()
    return RECORD, start + tag + b">" + inside + b"</Response></GetChatTopicUserAgentResponse></s:Body></s:Envelope>", "text/xml"


def sessions(inside: bytes) -> Message:
    start = f'<s:Envelope xmlns:s="{SOAP}"><s:Body><ChatSessionsForUserResponse xmlns="{SERVICE}" xmlns:i="{INSTANCE}"><Response>'.encode()
    return SESSIONS, start + inside + b"</Response></ChatSessionsForUserResponse></s:Body></s:Envelope>", "text/xml"


def repeated(line: bytes, size: int) -> bytes:
    return line * max(size // len(line), 1)


def numbered(pattern: str, size: int) -> "List[bytes]":
    return [(pattern % number).encode() for number in range(max(size // (len(pattern) + 4), 1))]


# What a response may be made of. Some are refused, which is to cost no more.
DECODED: "Dict[str, Callable[[int], Message]]" = {
    "json: lists in lists": lambda size: in_json(b"[" * size),
    "json: objects in objects": lambda size: in_json(repeated(b'{"a":', size)),
    "json: a wide tree at full depth": lambda size: in_json(b"[" + b",".join([b"[" * 60 + b"]" * 60] * (size // 121)) + b"]"),
    "json: a long name": lambda size: members([b'"' + b"x" * size + b'":1']),
    "json: a long number": lambda size: in_json(b"1" * size),
    "json: a long number of a known field": lambda size: members([b'"TopicId":' + b"1" * size]),
    "json: a long double": lambda size: ("Directory.GetSale", b'{"Amount":1' + b"0" * size + b"e-" + str(size).encode() + b"}", "application/json"),
    "json: a long fraction": lambda size: ("Directory.GetSale", b'{"Amount":0.' + b"0" * size + b"1}", "application/json"),
    "json: a long string": lambda size: in_json(b'"' + b"x" * size + b'"'),
    "json: a string of escapes": lambda size: in_json(b'"' + repeated(b"\\u00e9", size) + b'"'),
    "json: a known string of escapes": lambda size: members([b'"User":{"Name":"' + repeated(b"\\n", size) + b'"}']),
    "json: white space": lambda size: in_json(b" " * size + b"1" + b"\n" * size),
    "json: unknown names": lambda size: members(numbered('"n%d":1', size)),
    "json: unknown names below an unknown one": lambda size: in_json(b"{" + b",".join(numbered('"n%d":1', size)) + b"}"),
    "json: the same name below an unknown one": lambda size: in_json(b"{" + b",".join([b'"a":1'] * (size // 6)) + b"}"),
    "json: colliding names": lambda size: in_json(b"{" + b",".join(b'"' + b"\\u0061" * 20 + b'%d":1' % number for number in range(size // 130)) + b"}"),
    "json: a list of numbers": lambda size: in_json(b"[" + b"1," * (size // 2) + b"1]"),
    "json: a list of empty lists": lambda size: in_json(b"[" + b"[]," * (size // 3) + b"1]"),
    "json: a list of nulls": lambda size: (SESSIONS, b"[" + b"null," * (size // 5) + b"{}]", "application/json"),
    "json: a list of empty records": lambda size: (SESSIONS, b"[" + b"{}," * (size // 3) + b"{}]", "application/json"),
    "json: big base64": lambda size: ("SoPrincipal.GetSystemInfo", b'{"License":{"PublicKey":{"Key":{"G":"' + b"QUJD" * (size // 4) + b'"}}}}', "application/json"),
    "json: a long text": lambda size: (TEXT, b'"' + b"x" * size + b'"', "application/json"),
    "json: pairs of a dictionary": lambda size: ("Directory.GetAssociate", b'{"ExtraFields":{' + b",".join(numbered('"k%d":"v"', size)) + b"}}", "application/json"),
    "json: many flags": lambda size: members([b'"User":{"TableRight":{"Mask":"' + repeated(b"Select, ", size) + b'Select"}}']),
    "json: many unknown flags": lambda size: members([b'"User":{"TableRight":{"Mask":"' + b", ".join(numbered("Flag%d", size)) + b'"}}']),
    "json: a long duration": lambda size: ("Directory.GetTopic", b'{"OpeningHours":{"MonStart":"PT' + b"0" * size + b'1H"}}', "application/json"),
    "json: a long date": lambda size: ("Directory.GetSale", b'{"SaleDate":"2024-01-01T00:00:00.' + b"0" * size + b'"}', "application/json"),
    "xml: elements in elements": lambda size: in_soap(repeated(b"<a>", size)),
    "xml: attributes": lambda size: in_soap(b"<a " + b" ".join(numbered("a%d=''", size)) + b"/>"),
    "xml: attributes on many elements": lambda size: in_soap(b"<x>" + repeated(b"<a " + b" ".join(numbered("a%d=''", 500)) + b"/>", size) + b"</x>"),
    "xml: namespaces on one element": lambda size: in_soap(b"<a " + b" ".join(numbered("xmlns:p%d='urn:x'", size)) + b"/>"),
    "xml: namespaces on many elements": lambda size: in_soap(b"<x>" + b"".join(numbered("<a xmlns:p='urn:%d'/>", size)) + b"</x>"),
    "xml: prefixes on many elements": lambda size: in_soap(b"<x>" + repeated(b"<p0:a xmlns:p0='urn:x'/><!-- -->", size) + b"</x>"),
    "xml: namespaces on every level": lambda size: in_soap(b"".join(b"<a " + b" ".join(numbered("xmlns:p%d='x'", size // 60)) + b">" for _ in range(60))),
    "xml: a long name": lambda size: in_soap(b"<" + b"x" * size + b"/>"),
    "xml: a long prefix": lambda size: in_soap(b"<" + b"x" * size + b":a/>"),
    "xml: a long attribute": lambda size: in_soap(b"<a b='" + b"x" * size + b"'/>"),
    "xml: a long text": lambda size: in_soap(b"<a>" + b"x" * size + b"</a>"),
    "xml: a known long text": lambda size: in_soap(b"<User><Name>" + b"x" * size + b"</Name></User>"),
    "xml: character references": lambda size: in_soap(b"<a>" + repeated(b"&#65;", size) + b"</a>"),
    "xml: known text of character references": lambda size: in_soap(b"<User><Name>" + repeated(b"&amp;", size) + b"</Name></User>"),
    "xml: a long character reference": lambda size: in_soap(b"<a>&#" + b"0" * size + b"65;</a>"),
    "xml: references in an attribute": lambda size: in_soap(b"<a b='" + repeated(b"&#65;", size) + b"'/>"),
    "xml: empty CDATA sections": lambda size: in_soap(b"<User><Name>" + repeated(b"<![CDATA[]]>", size) + b"</Name></User>"),
    "xml: comments in a text": lambda size: in_soap(b"<User><Name>" + repeated(b"a<!---->", size) + b"</Name></User>"),
    "xml: a long comment": lambda size: in_soap(b"<!--" + b"- " * (size // 2) + b"-->"),
    "xml: processing instructions": lambda size: in_soap(repeated(b"<?a?>", size)),
    "xml: brackets": lambda size: in_soap(b"<a>" + b"]" * size + b"</a>"),
    "xml: carriage returns": lambda size: in_soap(b"<a>" + b"\r" * size + b"</a>"),
    "xml: white space in tags": lambda size: in_soap(b"<a" + b" " * size + b"/>"),
    "xml: unknown elements": lambda size: in_soap(b"".join(numbered("<n%d/>", size))),
    "xml: unknown elements below one": lambda size: in_soap(b"<x>" + b"".join(numbered("<n%d/>", size)) + b"</x>"),
    "xml: the same unknown element": lambda size: in_soap(b"<x>" + repeated(b"<n/>", size) + b"</x>"),
    "xml: a list of empty records": lambda size: sessions(repeated(b"<ChatSession/>", size)),
    "xml: a list of nulls": lambda size: sessions(repeated(b'<ChatSession i:nil="1"/>', size)),
    "xml: a list of other things": lambda size: sessions(repeated(b"<Other/>", size)),
    "xml: headers": lambda size: (RECORD, f'<s:Envelope xmlns:s="{SOAP}"><s:Header>'.encode() + repeated(b"<a/>", size) + b"</s:Header><s:Body/></s:Envelope>", "text/xml"),
    "xml: UTF-16": lambda size: (RECORD, b"\xff\xfe" + in_soap(b"<a>" + b"x" * (size // 2) + b"</a>")[1].decode().encode("utf-16-le"), "text/xml"),
    "xml: a doctype": lambda size: (RECORD, b"<!DOCTYPE a [" + repeated(b"<!ENTITY a 'b'>", size) + b"]><a/>", "text/xml"),
}

# What a request may be made of, answered by an engine that knows nobody.
HANDLED: "Dict[str, Callable[[int], chatcore.Request]]" = {
    "http: headers": lambda size: chatcore.Request("GET", "/api/v1/ChatSession/1", [(f"X-{number}", "y" * 100) for number in range(min(size // 110, 1000))]),
    "http: cookies": lambda size: chatcore.Request("GET", "/api/v1/ChatSession/1", [("Cookie", "a=b; " * (min(size, 65_000) // 5))]),
    "http: an Accept header": lambda size: chatcore.Request("GET", "/api/v1/ChatSession/1", [("Accept", "text/x;q=0.1," * (min(size, 65_000) // 13))]),
    "http: languages": lambda size: chatcore.Request("GET", "/api/v1/ChatSession/1", [("Accept-Language", "no-NO;q=0.1," * (min(size, 65_000) // 12))]),
    "http: segments": lambda size: chatcore.Request("GET", "/api/v1" + "/a" * (min(size, 65_000) // 2), []),
    "http: escapes": lambda size: chatcore.Request("GET", "/api/v1/" + "%41" * (min(size, 65_000) // 3), []),
    "http: a query": lambda size: chatcore.Request("GET", "/api/v1/ChatSession?" + "a=b&" * (min(size, 64_000) // 4), []),
    "http: a selection": lambda size: chatcore.Request("GET", "/api/v1/ChatSession?$select=" + "a/b," * (min(size, 64_000) // 4), []),
    "http: a filter": lambda size: chatcore.Request("GET", "/api/v1/ChatSession?$filter=" + "(" * min(size, 64_000), []),
    "http: a JSON body": lambda size: chatcore.Request("POST", "/api/v1/Agents/Chat/GetChatMessages", [("Content-Type", "application/json")], b'{"a":[' + b"1," * (size // 2) + b"1]}"),
    "http: a SOAP body": lambda size: chatcore.Request(
        "POST", "/Remote/Services88/Chat.svc", [("Content-Type", "text/xml")],
        f'<s:Envelope xmlns:s="{SOAP}"><s:Header>'.encode() + repeated(b"<a/>", size) + f'</s:Header><s:Body><GetChatMessages xmlns="{SERVICE}"/></s:Body></s:Envelope>'.encode()),
}  # fmt: skip


def measure(shape: str, size: int) -> "Dict[str, object]":
    library = chatcore.load()
    error = ErrorPointer()
    if shape in DECODED:
        operation, body, content_type = DECODED[shape](size)
        length = len(body)
        borrowed = BorrowedMessage(chatcore.Response(200, (("Content-Type", content_type),), body))
        result = BufferPointer()
        # Once with little, so that what is made for good is made.
        chatcore.decode(RECORD, chatcore.Response(200, (("Content-Type", "application/json"),), b'{"a":1}'))
        arguments = (borrow(operation.encode()), ctypes.byref(borrowed.struct), ctypes.byref(result), ctypes.byref(error))
        function = library.functions.chatcore_decode
    elif shape in CALLED:
        before, operation, given = CALLED[shape](size)
        engine = chatcore.Engine.open(CONFIG)
        engine.call("System.Import", DESK)
        for name, first in before:
            engine.call(name, first, caller=None if name.startswith("Directory") else ANNA)
        text = json.dumps(given, ensure_ascii=False).encode()
        length = max([len(text)] + [len(json.dumps(first, ensure_ascii=False).encode()) for _, first in before])
        result = BufferPointer()
        # In another language, so that texts are looked through for those that they have.
        caller = json.dumps({**ANNA, "Language": "US"}).encode()
        arguments = (engine._handle, borrow(caller), borrow(operation.encode()), borrow(text), ctypes.byref(result), ctypes.byref(error))
        function = library.functions.chatcore_call
    else:
        request = HANDLED[shape](size)
        length = len(request.target) + len(request.body) + sum(len(name) + len(value) for name, value in request.headers)
        borrowed = BorrowedMessage(request)
        engine = chatcore.Engine.open({"store": "sqlite::memory:"})
        engine.handle(chatcore.Request("GET", "/api/v1/ChatSession/1"))
        response = MessagePointer()
        arguments = (engine._handle, ctypes.byref(borrowed.struct), ctypes.byref(response), ctypes.byref(error))
        function = library.functions.chatcore_handle
    start = time.thread_time()
    code = function(*arguments)
    seconds = time.thread_time() - start
    return {"bytes": length, "seconds": seconds, "code": code}


if __name__ == "__main__":
    shapes, sizes = json.loads(sys.argv[1]), json.loads(sys.argv[2])
    print(json.dumps({shape: [measure(shape, size) for size in sizes] for shape in shapes}))
