"""Our JSON reader and writer against a grammar of RFC 8259 and Python's json."""

from __future__ import annotations

import json
import unittest
from typing import Any

import chatcore
from chance import Judged, damaged
from json_documents import NO, NO_TEXT, SPLINTERS, YES, JSONDocuments
from library import decode
from rfc8259 import Members, NotJSON, Number, TooDeep, parse

# An answer that is one small record, and keeps what it does not know.
OPERATION = "Chat.GetChatTopicUserAgent"
KNOWN = ("TopicId", "User", "CanListen", "CanRespond", "CanManage", "CanNotify")
DEPTH = 64
# The mark of UTF-8 may stand in front.
MARK = b"\xef\xbb\xbf"
REFUSED = "refused"


def grammar(document: bytes) -> Any:
    """What the grammar says of a document: its value, or with which code the library is to refuse it."""
    try:
        return parse(document.removeprefix(MARK), DEPTH)
    except NotJSON:
        return chatcore.MalformedError
    except TooDeep:
        return chatcore.LimitError


def python(document: bytes) -> Any:
    """What Python's json makes of it, with its own liberties taken away: constants, other codings than UTF-8."""

    def no_constant(name: str) -> None:
        raise ValueError(name)

    try:
        text = document.removeprefix(MARK).decode("utf-8")
        return json.loads(text, parse_constant=no_constant, parse_int=Number, parse_float=Number, object_pairs_hook=Members)
    except (ValueError, RecursionError):
        return REFUSED


def ours(document: bytes) -> Any:
    """The members that the record does not know, or the class of the error."""
    result = decode(OPERATION, document)
    if isinstance(result, chatcore.ChatCoreError):
        return type(result)
    record = parse(result)
    # No body at all is an answer too: that there is no record.
    if not document:
        return chatcore.MalformedError
    return record if record is None else Members(member for member in record if member[0] not in KNOWN)


def disagrees(document: bytes) -> bool:
    expected = grammar(document)
    got = ours(document)
    if isinstance(expected, (Members, type(None))):
        return bool(got != expected)
    if isinstance(expected, type):
        # A document that breaks where a record was expected may be refused for that.
        return not (got is expected or (got is chatcore.InvalidValueError and not document.removeprefix(MARK).lstrip(b" \t\r\n").startswith(b"{")))
    return got is not chatcore.InvalidValueError


class JSONTest(Judged):
    maxDiff = None

    def check(self, case: str, document: bytes) -> Any:
        if disagrees(document):
            self.disagree(case, document, ours(document), grammar(document), disagrees)
        return grammar(document)

    def test_documents_are_taken_or_refused_as_by_the_grammar_and_say_the_same(self) -> None:
        taken = refused = 0
        for case, chance in self.cases(4_000, 0.15):
            document = JSONDocuments(chance).document()
            self.assertIsInstance(self.check(case, document), Members, f"{case}: {document!r}")
            broken = damaged(document, chance, SPLINTERS)
            said = self.check(case, broken)
            taken += not isinstance(said, type)
            refused += isinstance(said, type)
            theirs = python(broken)
            if theirs is REFUSED:
                # What Python refuses, the grammar does.
                self.assertIsInstance(said, type, f"{case}: {broken!r}")
            elif not isinstance(said, type):
                self.assertEqual(theirs, said, case)
        self.assertGreater(taken, 400)
        self.assertGreater(refused, 2_000)

    def test_known_traps_are_taken(self) -> None:
        for text in YES:
            for document in (f'{{"#":{text}}}', f'{{"#":[1,{text} ,2]}}', f' {{"#1":0,"#":{text},"#2":[]}}\n'):
                said = self.check(text, document.encode("utf-8", "surrogatepass"))
                self.assertIsInstance(said, Members, document)

    def test_known_traps_are_refused(self) -> None:
        for value in (*(text.encode("utf-8", "surrogatepass") for text in NO), *(b'"%s"' % text for text in NO_TEXT), *(b'{"%s":1}' % text for text in NO_TEXT)):
            for document in (b'{"#":%s}' % value, b'{"#":[1,%s ,2]}' % value, b'{"#1":0,"#":%s,"#2":[]}' % value):
                self.assertIs(self.check(repr(value), document), chatcore.MalformedError, document)

    def test_depth_ends_where_it_is_said_to(self) -> None:
        for depth in (1, 2, 62, 63, 64, 65, 66, 1_000, 100_000):
            for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
                inside = b"1" if closing == b"}" else b""
                document = b'{"#":' + opening * depth + inside + closing * depth + b"}"
                expected = Members if depth < DEPTH else chatcore.LimitError
                said = ours(document)
                self.assertTrue(said is expected or isinstance(said, expected), f"{depth} {said!r:.100}")

    def test_a_mark_of_utf_8_in_front_is_passed_over(self) -> None:
        self.assertEqual(ours(b'\xef\xbb\xbf{"#":1}'), [("#", "1")])
        self.assertIs(ours(b'\xef\xbb\xbf\xef\xbb\xbf{"#":1}'), chatcore.MalformedError)
        for coding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"):
            self.assertIs(ours('{"#":1}'.encode(coding)), chatcore.MalformedError, coding)


if __name__ == "__main__":
    unittest.main()
