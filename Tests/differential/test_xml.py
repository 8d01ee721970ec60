"""Our XML reader against expat and libxml2, on SOAP responses with elements that no carrier knows."""

from __future__ import annotations

import json
import unittest
from collections import Counter
from typing import Any

import chatcore
from chance import Judged, damaged
from library import XML, decode
from xml_documents import INSTANCE, SERVICE, SOAP, SPLINTERS, XMLDocuments, encoded
from xml_judges import Expat, as_json, libxml2

OPERATION = "Chat.GetChatTopicUserAgent"
KNOWN = {"TopicId": 0, "User": None, "CanListen": False, "CanRespond": False, "CanManage": False, "CanNotify": False}
TAKEN, REFUSED, EITHER = "taken", "refused", "either"


def ours(document: bytes) -> Any:
    result = decode(OPERATION, document, XML)
    return result if isinstance(result, chatcore.ChatCoreError) else json.loads(result)


def verdict(document: bytes) -> str:
    """What the two judges say together."""
    if document[:2] in (b"\0<", b"<\0"):
        # UTF-16 has to have its mark; both judges guess without, which a reader need not.
        return EITHER
    expat = Expat(document)
    if expat.has_doctype:
        return REFUSED
    if not expat.error:
        # expat passes over halves of characters in UTF-16.
        return TAKEN if libxml2(document) else EITHER
    if expat.refused_names:
        # libxml2 takes such documents, and is not the judge of namespaces.
        return REFUSED
    # expat keeps to the fourth edition of XML, which has fewer letters for names; codings besides are the reader's choice.
    return EITHER if libxml2(document) or expat.error == -1 else REFUSED


def disagrees(document: bytes) -> bool:
    said = ours(document)
    expected = verdict(document)
    if expected == REFUSED:
        return not isinstance(said, chatcore.ChatCoreError)
    # What is well-formed may still be no response; it is then refused for what it says, not for how.
    return expected == TAKEN and isinstance(said, chatcore.MalformedError) and not is_ours(said)


def is_ours(error: chatcore.ChatCoreError) -> bool:
    """What the library refuses on purpose."""
    return error.message.startswith(("the encoding", "XML ", "the element stands twice"))


class XMLTest(Judged):
    def test_documents_are_taken_as_by_expat_and_say_the_same(self) -> None:
        taken = 0
        for case, chance in self.cases(4_000, 0.15):
            document = encoded(XMLDocuments(chance).document(), chance)
            expat = Expat(document)
            if not expat.error:
                taken += 1
                self.compare(case, document, expat)
            elif not isinstance(ours(document), chatcore.MalformedError):
                # Two prefixes of one namespace on one name, a prefix that was taken away, ]]> put together by chance.
                self.disagree(case, document, ours(document), expat.error, disagrees)
        self.assertGreater(taken, 3_000)

    def compare(self, case: str, document: bytes, expat: Expat) -> None:
        said = ours(document)
        expected = None if expat.record is None else {**KNOWN, **as_json(expat.record)}
        if said != expected:
            self.disagree(case, document, said, expected)

    def test_damaged_documents_are_taken_or_refused_as_by_expat_and_libxml2(self) -> None:
        seen: "Counter[str]" = Counter()
        for case, chance in self.cases(6_000, 0.2):
            text = XMLDocuments(chance).document()
            document = damaged(encoded(text, chance), chance, SPLINTERS, most=2)
            if disagrees(document):
                self.disagree(case, document, ours(document), verdict(document), disagrees)
            expected = verdict(document)
            seen[expected] += 1
            said = ours(document)
            if expected == TAKEN and not isinstance(said, chatcore.ChatCoreError):
                seen["compared"] += 1
                self.compare(case, document, Expat(document))
        self.assertGreater(seen["compared"], 300, seen)
        self.assertGreater(seen[REFUSED], 2_000, seen)
        self.assertLess(seen[EITHER], seen.total() * 0.05, seen)

    def test_fields_are_known_by_their_namespace_whatever_the_prefix(self) -> None:
        envelope = f"<s:Envelope xmlns:s='{SOAP}'><s:Body><GetChatTopicUserAgentResponse xmlns=\"{SERVICE}\"><Response xmlns:p='{SERVICE}' xmlns:q='urn:q' xmlns:i='{INSTANCE}'>%s</Response></GetChatTopicUserAgentResponse></s:Body></s:Envelope>"
        for inside, expected in (
            ("<TopicId>7</TopicId>", {"TopicId": 7}),
            ("<p:TopicId>7</p:TopicId><CanListen>true</CanListen>", {"TopicId": 7, "CanListen": True}),
            ("<q:TopicId xmlns:q='%s'>7</q:TopicId>" % SERVICE, {"TopicId": 7}),
            ("<q:TopicId xmlns:q='%s'>7</q:TopicId><q:x/>" % SERVICE, {"TopicId": 7, "x": ""}),
            ("<p:x xmlns:p='urn:p'><p:TopicId>1</p:TopicId></p:x><p:TopicId>7</p:TopicId>", {"x": {"TopicId": "1"}, "TopicId": 7}),
            ("<x xmlns=''/><TopicId>7</TopicId>", {"x": "", "TopicId": 7}),
            ("<TopicId><![CDATA[ 7 ]]></TopicId>", {"TopicId": 7}),
            ("<TopicId> &#55;<!-- 1 --> </TopicId>", {"TopicId": 7}),
            ("<TopicId i:nil='true'/>", {}),
            ("<TopicId q:nil='true'>7</TopicId>", {"TopicId": 7}),
            ("<TopicId nil='true'>7</TopicId>", {"TopicId": 7}),
            ("<TopicId z:nil='1' xmlns:z='%s'/>" % INSTANCE, {}),
            ("<TopicId i:type='q:int'>7</TopicId>", {"TopicId": 7}),
            ("<TopicId i:type='no:int'>7</TopicId>", {"TopicId": 7}),
            ("<User i:type='p:Associate'><Name>a<!-- b -->c</Name><p:FullName>&lt;</p:FullName></User>", {"User": ("ac", "<")}),
            ("<User><Name>\r\n\r</Name><FullName>&#13;&#10;</FullName></User>", {"User": ("\n\n", "\r\n")}),
        ):
            with self.subTest(inside):
                said = ours((envelope % inside).encode())
                self.assertIsInstance(said, dict, said)
                if said["User"]:
                    said["User"] = (said["User"]["Name"], said["User"]["FullName"])
                self.assertEqual(said, {**KNOWN, **expected})


if __name__ == "__main__":
    unittest.main()
