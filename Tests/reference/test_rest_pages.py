"""The two REST pages: their samples lose nothing, and their requests and headers do what they say."""

import base64
import copy
import json
import unittest

import chatcore
import pages
from pages import REST_GET, REST_POST, SampleTest, page, setUpModule, spelled  # noqa: F401  (unittest calls setUpModule)
from scenery.desk import RESOURCES, DeskTest, open_desk

PAGES = [REST_POST, REST_GET]
OPERATION = "Chat.ChatSessionsForUser"

# Where a session keeps the records that the host's directory holds, and what the directory calls them.
RECORDS = {
    "User": ("Associates", "Associate", "AssociateId"),
    "Person": ("Persons", "Person", "PersonId"),
    "Contact": ("Contacts", "Contact", "ContactId"),
    "Project": ("Projects", "Project", "ProjectId"),
    "Sale": ("Sales", "Sale", "SaleId"),
    "Ticket": ("Tickets", "Ticket", "TicketId"),
    "TransferTo": ("Associates", "Associate", "AssociateId"),
}


def as_response(body):
    return chatcore.Response(200, [("Content-Type", "application/json; charset=utf-8")], body)


def sample_user(name):
    """The user name and the password of a page's sample request."""
    authorization = dict(page(name).rest_request[2])["Authorization"]
    return base64.b64decode(authorization.partition(" ")[2]).decode().split(":", 1)


def import_document(session, user="agent", password="word"):
    """A desk with the sample's session in it, and a user who is agent of its topic."""
    document = {
        "Associates": [{"AssociateId": 5, "Name": user}],
        "Users": [{"UserName": user, "AssociateId": 5, "Password": password}],
        "Topics": [{"ChatTopicId": session["TopicId"], "Agents": [{"User": {"AssociateId": 5}, "CanListen": True}]}],
        "Sessions": [session],
    }
    for field, (list, _, _) in RECORDS.items():
        document.setdefault(list, []).append(copy.deepcopy(session[field]))
    return document


class SampleArrayTest(SampleTest):
    def each_page(self):
        return [(name, page(name).rest_response[2]) for name in PAGES]

    def test_the_sample_decodes_and_encodes_without_losing_or_changing_anything(self):
        for name, sample in self.each_page():
            with self.subTest(name):
                ours = pages.decode_text(OPERATION, as_response(sample))
                self.assert_holds(spelled(sample), spelled(ours))

    def test_what_was_encoded_decodes_and_encodes_to_the_same_bytes(self):
        for name, sample in self.each_page():
            with self.subTest(name):
                once = pages.decode_text(OPERATION, as_response(sample))
                twice = pages.decode_text(OPERATION, as_response(once))
                self.assertEqual(twice.decode(), once.decode())

    def test_the_sample_survives_a_way_through_soap(self):
        for name, sample in self.each_page():
            with self.subTest(name):
                decoded = json.loads(pages.decode_text(OPERATION, as_response(sample)))
                with chatcore.Engine.open({"store": "sqlite::memory:"}) as engine:
                    engine.call("System.Import", import_document(json.loads(sample)[0]))
                    for form in [{"Dialect": "manual"}, {"Dialect": "wsdl"}, {"Dialect": "wsdl", "Soap": "1.2"}]:
                        credentials = {"UserName": "agent", "Password": "word"}
                        ticket = engine.call("SoPrincipal.AuthenticateUsernamePassword", credentials)["Credentials"][
                            "Ticket"
                        ]
                        request = chatcore.encode(OPERATION, {"Protocol": "soap", "Ticket": ticket, **form})
                        over = chatcore.decode(OPERATION, engine.handle(request))
                        called = engine.call(OPERATION, caller={"Associate": "agent"})
                        self.assertEqual(over, called)
                        self.assertEqual(over[0]["Ticket"]["Title"], decoded[0]["Ticket"]["Title"])

    def test_every_property_of_the_pages_table_is_one_of_ours_in_the_tables_order(self):
        for name in PAGES:
            with self.subTest(name):
                ours = list(chatcore.decode(OPERATION, as_response(b'[{"ChatSessionId":1}]'))[0])
                table = page(name).property_names
                self.assertGreater(len(table), 30)
                self.assertEqual([property for property in ours if property in table], table)


class DirectoryTest(SampleTest):
    """The sample's records, kept by the host and got back."""

    def setUp(self):
        self.engine = chatcore.Engine.open({"store": "sqlite::memory:"})
        self.addCleanup(self.engine.close)

    def each_record(self):
        for name in PAGES:
            session = spelled(page(name).rest_response[2])[0]
            plain = json.loads(page(name).rest_response[2])[0]
            for field, (_, kind, key) in RECORDS.items():
                yield f"{name} {field}", kind, key, session[field], plain[field]

    def test_a_saved_record_comes_back_unchanged(self):
        for label, kind, key, sample, plain in self.each_record():
            with self.subTest(label):
                saved = spelled(self.engine.call_json(f"Directory.Save{kind}", {kind: plain}))
                got = spelled(self.engine.call_json(f"Directory.Get{kind}", {key: plain[key]}))
                self.assert_holds(sample, saved)
                self.assertEqual(got, saved)

    def test_an_imported_record_comes_back_unchanged(self):
        for name in PAGES:
            self.engine.call("System.Import", import_document(json.loads(page(name).rest_response[2])[0]))
        for label, kind, key, sample, plain in self.each_record():
            with self.subTest(label):
                self.assert_holds(sample, spelled(self.engine.call_json(f"Directory.Get{kind}", {key: plain[key]})))

    def test_fields_that_the_library_does_not_know_come_back_with_the_record(self):
        for label, kind, key, sample, plain in self.each_record():
            with self.subTest(label):
                plain["ZzNew"] = {"Inner": [1, 2.5, None, True, "x"]}
                plain["AaNew"] = "2024-01-01T00:00:00+05:00"
                self.engine.call(f"Directory.Save{kind}", {kind: plain})
                got = self.engine.call(f"Directory.Get{kind}", {key: plain[key]})
                self.assertEqual((got["ZzNew"], got["AaNew"]), (plain["ZzNew"], plain["AaNew"]))
                self.assert_holds(sample, spelled(self.engine.call_json(f"Directory.Get{kind}", {key: plain[key]})))

    def test_a_record_saved_twice_is_the_same_bytes(self):
        for label, kind, key, _, plain in self.each_record():
            with self.subTest(label):
                once = self.engine.call_json(f"Directory.Save{kind}", {kind: plain})
                twice = self.engine.call_json(f"Directory.Save{kind}", {kind: json.loads(once)})
                self.assertEqual(twice, once)

    def test_each_generation_of_ticket_keeps_its_own_fields_and_order(self):
        for name, own, others in [(REST_POST, "PersonFirstname", "CustFirstname"), (REST_GET, "CustFirstname", "PersonX")]:
            with self.subTest(name):
                ticket = json.loads(page(name).rest_response[2])[0]["Ticket"]
                saved = self.engine.call("Directory.SaveTicket", {"Ticket": ticket})
                self.assertEqual(saved[own], ticket[own])
                self.assertNotIn(others, saved)


class SampleRequestTest(SampleTest):
    """The page's own request to an engine that holds the page's own data."""

    def answer(self, name, *headers):
        sample = page(name)
        method, path, given = sample.rest_request
        with open_desk(import_document(json.loads(sample.rest_response[2])[0], *sample_user(name))) as engine:
            response = engine.handle(chatcore.Request(method, path, [*given, *headers]))
        self.assertEqual(response.status, sample.rest_response[0], response.body)
        return sample, response

    def test_it_is_answered_with_the_pages_status_and_type(self):
        for name in PAGES:
            with self.subTest(name):
                sample, response = self.answer(name)
                self.assertEqual(response.header("Content-Type"), dict(sample.rest_response[1])["Content-Type"])

    def test_on_the_pages_clock_the_answer_holds_the_pages_sample(self):
        for name in PAGES:
            with self.subTest(name):
                sample, response = self.answer(name, ("SO-TimeZone", "NO, includeTZOffset"))
                self.assert_holds(spelled(sample.rest_response[2]), spelled(response.body))


class HeadersTest(DeskTest):
    """Each request header in the pages' tables, on both routes."""

    config = {"localization": {"resources": RESOURCES}, "auth": {"applicationTokens": ["app"]}}
    caller = {"ApplicationToken": "app"}

    def routes(self):
        return [page(name).rest_request[:2] for name in PAGES]

    def first(self, method, path, **headers):
        headers = {"SO-AppToken": "app", **{name.replace("_", "-"): value for name, value in headers.items()}}
        response = self.send(method, path, headers)
        self.assertEqual(response.status, 200, response.body)
        return response.json()[0]

    def test_every_header_of_the_tables_has_a_test_here(self):
        for name in PAGES:
            with self.subTest(name):
                for header in page(name).header_names:
                    self.assertTrue(hasattr(self, "test_" + header.lower().replace("-", "_")), header)
                self.assertEqual(len(page(name).header_names), 8)

    def test_authorization(self):
        token = self.engine.call("System.IssueAccessToken", {"UserName": "maja"})["AccessToken"]
        arguments = {"UserName": "maja", "Password": "maja's word: æøå"}
        ticket = self.engine.call("SoPrincipal.AuthenticateUsernamePassword", arguments, caller=self.caller)["Credentials"][
            "Ticket"
        ]
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                for value, status in [(f"SOTicket {ticket}", 200), (f"Bearer {token}", 200), ("Basic bWFqYTp4", 401)]:
                    self.assertEqual(self.send(method, path, {"Authorization": value, "SO-AppToken": "app"}).status, status)
                self.first(method, path)

    def test_x_xsrf_token(self):
        session = self.engine.call("System.OpenBrowserSession", {"UserName": "maja"})
        cookies = "; ".join(cookie.partition(";")[0] for cookie in session["Cookies"])
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                for token, status in [(session["XsrfToken"], 200), ("other", 401)]:
                    headers = {"Cookie": cookies, "X-XSRF-TOKEN": token, "SO-AppToken": "app"}
                    self.assertEqual(self.send(method, path, headers, user=None).status, status)

    def test_accept(self):
        row = next(row for row in page(REST_POST).text.splitlines() if row.startswith("| Accept "))
        types = [part for part in row.split("`") if "/" in part]
        self.assertEqual(len(types), 6)
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                for type in types:
                    response = self.send(method, path, {"Accept": type, "SO-AppToken": "app"})
                    self.assertEqual((response.status, response.header("Content-Type")), (200, f"{type}; charset=utf-8"))
                self.assertEqual(self.send(method, path, {"Accept": "text/html", "SO-AppToken": "app"}).status, 406)

    def test_accept_language(self):
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                self.assertEqual(self.first(method, path, Accept_Language="de")["FirstMessage"], "Die Heizung ist aus")
                self.assertEqual(self.first(method, path, Accept_Language="nb")["Ticket"]["CategoryName"], "Varme")

    def test_so_language(self):
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                self.assertEqual(
                    self.first(method, path, Accept_Language="nb", SO_Language="de")["FirstMessage"], "Die Heizung ist aus"
                )

    def test_so_culture(self):
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                self.assertIn(
                    "12.345,678", self.first(method, path, SO_Language="en", SO_Culture="de")["Sale"]["Description"]
                )
                self.assertIn("[F:12345.678]", self.first(method, path, SO_Culture="de")["Sale"]["Description"])

    def test_so_timezone(self):
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                self.assertEqual(self.first(method, path, SO_TimeZone="NO")["WhenRequested"], "2024-01-15T09:30:00.1234567")

    def test_so_apptoken(self):
        for method, path in self.routes():
            with self.subTest(f"{method} {path}"):
                self.assertEqual(self.send(method, path, {"SO-AppToken": "other"}).status, 401)
                self.assertEqual(self.send(method, path, {"SO-AppToken": "app"}).status, 200)


if __name__ == "__main__":
    unittest.main()
