"""PATCH in its two kinds, bodies in XML, and requests that depend on when a record last changed."""

import email.utils
import json
import time
import unittest
import xml.etree.ElementTree as ElementTree

from scenery.desk import DeskTest

SESSION, TOPIC = "/api/v1/ChatSession/9001", "/api/v1/ChatTopic/10"
MERGE, CHANGES = "application/merge-patch+json", "application/json-patch+json"


class ChangesTest(DeskTest):
    def patch(self, target, patch, type=MERGE, user="maja", **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.send("PATCH", target, {"Content-Type": type, **named}, json.dumps(patch).encode(), user=user)


class PatchTest(ChangesTest):
    def setUp(self):
        self.before = self.get(SESSION).json()

    def changed(self):
        after = self.get(SESSION).json()
        return {name for name in after if after[name] != self.before[name]}

    def test_a_merge_patch_changes_what_it_names_in_whatever_case(self):
        response = self.patch(SESSION, {"customername": "Eva", "CustomerPhone": None})
        self.assertEqual((response.status, response.json()["CustomerName"]), (200, "Eva"), response.body)
        self.assertIsNone(response.json()["CustomerPhone"])
        self.assertLessEqual(self.changed(), {"CustomerName", "CustomerPhone"})

    def test_a_json_patch_does_the_same_with_and_without_slashes(self):
        changes = [
            {"op": "test", "path": "chatSessionId", "value": 9001},
            {"op": "replace", "path": "customerAlias", "value": "eva"},
            {"op": "copy", "from": "/CustomerAlias", "path": "/CustomerPhone"},
            {"op": "remove", "path": "/CustomerCompanyName"},
        ]
        response = self.patch(SESSION, changes, CHANGES)
        self.assertEqual(response.status, 200, response.body)
        answer = response.json()
        self.assertEqual(
            (answer["CustomerAlias"], answer["CustomerPhone"], answer["CustomerCompanyName"]), ("eva", "eva", None)
        )

    def test_a_test_that_fails_is_409_and_nothing_is_changed(self):
        changes = [{"op": "replace", "path": "/CustomerAlias", "value": "x"}, {"op": "test", "path": "/Rank", "value": 99}]
        self.assert_refused(self.patch(SESSION, changes, CHANGES), 409, 'another value is at "/Rank" — at Patch[1].value')
        self.assertEqual(self.changed(), set())

    def test_a_change_that_cannot_be_made_is_400_with_its_place(self):
        for patch, words in [
            ([{"op": "remove", "path": "/Nothing"}], 'there is nothing at "/Nothing" — at Patch[0].path'),
            ([{"op": "fix", "path": "/Rank"}], "at Patch[0].op"),
            ([{"op": "add", "path": "/Rank"}], "add needs a value — at Patch[0].value"),
            ([{"op": "add", "path": "/Rank", "value": "first"}], "at Patch.Rank"),
            ([{"op": "replace", "path": "/ChatSessionId", "value": 1}], "at Patch.ChatSessionId"),
        ]:
            with self.subTest(patch):
                self.assert_refused(self.patch(SESSION, patch, CHANGES), 400, words)
        self.assertEqual(self.changed(), set())

    def test_a_patch_of_another_type_is_415(self):
        for type in ["application/xml", "text/plain", "application/merge-patch+json; charset=latin1"]:
            with self.subTest(type):
                self.assert_refused(self.patch(SESSION, {}, type), 415, "at Content-Type")

    def test_a_listener_patches_nothing(self):
        self.assert_refused(self.patch(SESSION, {"CustomerName": "x"}, user="tor"), 403)
        self.assert_refused(self.patch(TOPIC, {"Name": "x"}, user="tor"), 403)


class XMLTest(ChangesTest):
    def test_a_topic_goes_back_as_it_came(self):
        type = {"Content-Type": "application/xml", "Accept": "application/xml"}
        root = ElementTree.fromstring(self.get(TOPIC, Accept="application/xml").body)
        self.assertEqual(root.tag, "ChatTopicEntity")
        root.find("Description").text = "Alt om varme & <kulde>"
        root.find("Description").attrib.clear()
        for encoding in ["utf-8", "utf-16", "us-ascii"]:
            with self.subTest(encoding):
                response = self.send("PUT", TOPIC, type, ElementTree.tostring(root, encoding=encoding, xml_declaration=True))
                self.assertEqual(response.status, 200, response.body)
                answer = ElementTree.fromstring(response.body)
                self.assertEqual(answer.findtext("Description"), "Alt om varme & <kulde>")

    def test_what_is_not_the_record_is_400_and_says_what_is_expected(self):
        response = self.send("PUT", TOPIC, {"Content-Type": "text/xml"}, b"<Topic/>")
        self.assert_refused(response, 400, "expected <ChatTopicEntity> without a namespace, found <Topic>")


class ConditionTest(ChangesTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # A record has its date from the second after its change.
        cls.engine.call("Directory.SaveTopic", {"Topic": {"ChatTopicId": 10, "Name": "Heating"}})
        time.sleep(1.1)

    def setUp(self):
        response = self.send("PATCH", TOPIC, {"Content-Type": MERGE}, b'{"Description":"d"}')
        self.assertEqual(response.status, 200, response.body)
        time.sleep(1.1)
        self.date = self.get(TOPIC).header("Last-Modified")
        self.moment = email.utils.parsedate_to_datetime(self.date).timestamp()

    def test_an_unchanged_record_is_304_and_a_changed_one_is_sent(self):
        response = self.send("GET", TOPIC, {"If-Modified-Since": self.date})
        self.assertEqual((response.status, response.body, response.header("Last-Modified")), (304, b"", self.date))
        earlier = email.utils.formatdate(self.moment - 1, usegmt=True)
        self.assertEqual(self.send("GET", TOPIC, {"If-Modified-Since": earlier}).status, 200)
        self.assertEqual(self.send("GET", TOPIC, {"If-Modified-Since": "not a date"}).status, 200)

    def test_a_change_on_an_older_copy_is_412(self):
        earlier = email.utils.formatdate(self.moment - 1, usegmt=True)
        for method, body in [("PUT", b'{"Name":"x"}'), ("PATCH", b'{"Name":"x"}'), ("DELETE", b"")]:
            with self.subTest(method):
                headers = {"If-Unmodified-Since": earlier, "Content-Type": "application/json"}
                self.assert_refused(self.send(method, TOPIC, headers, body), 412, "has changed since")
        response = self.patch(TOPIC, {"Description": "e"}, If_Unmodified_Since=self.date)
        self.assertEqual(response.status, 200, response.body)


class LinksTest(ChangesTest):
    def test_links_lead_to_what_they_name(self):
        for target in [SESSION, TOPIC]:
            links = self.get(target).json()["_Links"]
            self.assertEqual(links["Self"], target)
            for name, link in links.items():
                with self.subTest(f"{target} {name}"):
                    self.assertEqual(self.send("GET", link).status, 200)

    def test_lists_and_agents_routes_have_none(self):
        self.assertNotIn("_Links", self.get().json()[0])
        response = self.send("POST", "/api/v1/Agents/Chat/GetChatSessionEntity?chatSessionEntityId=9001")
        self.assertNotIn("_Links", response.json())


if __name__ == "__main__":
    unittest.main()
