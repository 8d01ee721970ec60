"""OData lists of sessions: filters, orders, columns, pages, as clients send them over HTTP."""

import unittest
import urllib.parse
import xml.etree.ElementTree as ElementTree

import chatcore
from scenery.desk import PASSWORDS, RESOURCES, DeskTest, basic, open_desk

LIST = "/api/v1/ChatSession"


def query(**options):
    """`filter="…"` is `$filter=…`; blanks are %20, as not every client writes a plus."""
    return "?" + urllib.parse.urlencode({"$" + name: value for name, value in options.items()}, quote_via=urllib.parse.quote)


def numbers(response):
    return [int(row["PrimaryKey"]) for row in response.json()["value"]]


class ListTest(DeskTest):
    config = {"localization": {"resources": RESOURCES}, "mount": {"prefix": "/Cust12345"}}

    def list(self, target=LIST, user="maja", headers=None, **options):
        response = self.send("GET", target + (query(**options) if options else ""), headers or {}, user=user)
        self.assertEqual(response.status, 200, response.body)
        return response

    def test_everybody_lists_the_sessions_of_their_topics_and_none_that_is_deleted(self):
        self.assertEqual(numbers(self.list()), [9001, 9002, 9003])
        self.assertEqual(numbers(self.list(user="tor")), [9005, 9001, 9004, 9002, 9003])
        self.assertEqual(numbers(self.list(user="sofie")), [])
        self.assertEqual(numbers(self.list("/api/v1/ChatTopic/20/Sessions", user="tor")), [9005, 9004])
        self.assert_refused(self.send("GET", "/api/v1/ChatTopic/20/Sessions", user="maja"), 403)

    def test_an_answer_has_the_three_members_of_odata(self):
        body = self.list(top=1).json()
        self.assertEqual(set(body), {"odata.metadata", "odata.nextLink", "value"})
        self.assertEqual(body["odata.metadata"], "/Cust12345/api/v1/$metadata#ChatSession")
        self.assertIsNone(self.list().json()["odata.nextLink"])

    def test_filters_find_what_they_say(self):
        for filter, expected in [
            ("chatSessionId eq 9002", [9002]),
            ("status eq 'UserLast' or status eq 'Closed'", [9001, 9003]),
            ("(status eq 'UserLast' or status eq 'InQueue') and not rating eq 4", [9001]),
            ("customerName begins 'jürgen'", [9001]),
            ("CUSTOMERNAME Contains 'GROSS' or customerName contains 'Groß'", [9001]),
            ("firstMessage contains 'NO:\"Varmen'", [9001]),
            ("customerCompanyName eq 'Groß & Söhne'", [9001]),
            ("customerCompanyName eq 'it''s'", []),
            ("user/associateId currentAssociate", [9001]),
            ("whenRequested after '2024-01-31'", [9002, 9003]),
            ("whenRequested between 2024-01-01 and 2024-07-15", [9001, 9002]),
            ("whenEnded set", [9003]),
            ("whenRequested beforeToday", [9001, 9002, 9003]),
            ("whenRequested thisYear or whenRequested tomorrow", []),
            ("user/fullName eq 'Maja Ødegård'", [9001]),
            ("startswith(customerPhone, '+49') and endswith(customerEmail, 'EXAMPLE')", [9001]),
        ]:
            with self.subTest(filter):
                self.assertEqual(numbers(self.list(filter=filter)), expected)

    def test_days_are_the_callers(self):
        day = "whenRequested date '2024-01-15'"
        self.assertEqual(numbers(self.list(filter=day)), [9001])
        self.assertEqual(numbers(self.list(filter=day, headers={"SO-TimeZone": "NO"})), [9001])
        honolulu = {"SO-TimeZone": "US-HI"}
        self.assertEqual(numbers(self.list(filter=day, headers=honolulu)), [])
        self.assertEqual(numbers(self.list(filter="whenRequested date '2024-01-14'", headers=honolulu)), [9001])

    def test_pages_are_taken_by_top_and_skip(self):
        found = []
        for skip in range(0, 8, 2):
            body = self.list(user="tor", top=2, skip=skip, orderBy="chatSessionId desc", filter="rating ge 0", select="rank").json()
            found += [int(row["PrimaryKey"]) for row in body["value"]]
            self.assertTrue(all(set(row) == {"PrimaryKey", "EntityName", "rank"} for row in body["value"]))
        self.assertEqual(found, [9005, 9004, 9003, 9002, 9001])

    def test_a_long_lists_next_link_leads_to_the_next_page(self):
        sessions = [{"ChatSessionId": 20000 + n, "TopicId": 10, "Status": "Closed", "CustomerName": "a & 'b'"} for n in range(1200)]
        engine = open_desk(mount={"prefix": "/Cust12345"})
        self.addCleanup(engine.close)
        engine.call("System.Import", {"Sessions": sessions})
        target, sizes = LIST + query(filter="customerName eq 'a & ''b'''", select="rank"), []
        while target:
            headers = [("Authorization", basic("maja", PASSWORDS["maja"]))]
            body = engine.handle(chatcore.Request("GET", target, headers)).json()
            sizes.append(len(body["value"]))
            target = body["odata.nextLink"]
            self.assertTrue(target is None or target.startswith("/Cust12345/api/v1/ChatSession?"))
        self.assertEqual(sizes, [1000, 200])

    def test_columns_have_the_names_asked_for_and_the_callers_language_and_zone(self):
        body = self.list(
            select="CustomerName,firstMessage,whenRequested,transferTo/fullName,chatTopic/name",
            top=1,
            headers={"SO-Language": "de", "SO-TimeZone": "NO"},
        ).json()
        self.assertEqual(
            body["value"][0],
            {
                "PrimaryKey": "9001",
                "EntityName": "chat",
                "CustomerName": "Jürgen Groß",
                "firstMessage": "Die Heizung ist aus",
                "whenRequested": "2024-01-15T09:30:00.1234567",
                "transferTo/fullName": "Tor Bakke",
                "chatTopic/name": "Heating",
            },
        )
        safe = self.list(select="chatTopic/name", jsonSafe="true", top=1).json()["value"][0]
        self.assertEqual(safe["chatTopic_name"], "Heating")

    def test_the_vendors_other_options_are_accepted(self):
        for options in [{"mode": "Full"}, {"mode": "slim"}, {"output": "Display"}, {"entities": "chat"}, {"options": "GrandTotal=true"}, {"context": "x"}]:
            with self.subTest(options):
                self.assertEqual(numbers(self.list(**options)), [9001, 9002, 9003])

    def test_format_and_accept_choose_xml(self):
        for response in [self.list(format="xml"), self.list(headers={"Accept": "text/xml"})]:
            root = ElementTree.fromstring(response.body)
            self.assertEqual(root.tag, "ODataSlimResponse")
            self.assertEqual([row.findtext("PrimaryKey") for row in root.find("value")], ["9001", "9002", "9003"])

    def test_a_bad_option_is_400_and_the_error_says_where(self):
        for options, words in [
            ({"filter": "status frobs 3"}, "expected an operator such as eq, contains or today, found \"frobs\" — at $filter (byte 7)"),
            ({"filter": "customerName eq 'Jürgen"}, "no closing quote — at $filter (byte 16)"),
            ({"filter": "(status eq 1"}, "expected and, or or ), found the end — at $filter (byte 12)"),
            ({"filter": "sessionKey eq 'k-9001'"}, 'there is no column "sessionKey" to look at — at $filter (byte 0)'),
            ({"filter": "status eq 'Waiting'"}, "at $filter (byte 10)"),
            ({"filter": "(" * 40}, "at most 32 levels of parentheses — at $filter (byte 32)"),
            ({"filter": "x" * 17000}, "at most 16384 bytes — at $filter (byte 16384)"),
            ({"orderBy": "rank sideways"}, "at $orderBy (byte 5)"),
            ({"orderBy": "nothing"}, "at $orderBy (byte 0)"),
            ({"select": "rank,nothing"}, 'there is no column "nothing" — at $select (byte 5)'),
            ({"top": "many"}, "at $top"),
            ({"top": "-2"}, "at $top"),
            ({"skip": "-1"}, "at $skip"),
            ({"mode": "fat"}, "expected Slim or Wide or Full — at $mode"),
        ]:
            with self.subTest(options):
                self.assert_refused(self.send("GET", LIST + query(**options)), 400, words)

    def test_a_topic_that_is_not_there_is_404(self):
        self.assert_refused(self.send("GET", "/api/v1/ChatTopic/99/Sessions"), 404)


if __name__ == "__main__":
    unittest.main()
