"""chatcore.encode and chatcore.decode against an engine: what a program asks is what the engine understands, and back."""

import base64
import json
import unittest

import chatcore
from scenery import soap
from scenery.desk import PASSWORDS, RESOURCES, DeskTest
from scenery.soap import OPERATIONS

CONNECTIONS = [
    {"Dialect": "wsdl", "Soap": "1.1"},
    {"Dialect": "wsdl", "Soap": "1.2"},
    {"Dialect": "manual"},
    {"Dialect": "manual", "Soap": "1.2"},
]


class ClientTest(DeskTest):
    def over(self, operation, connection, arguments=None, engine=None):
        """Encodes, sends over loopback, decodes."""
        request = chatcore.encode(operation, connection, arguments)
        response = self.served.send(request.method, request.target, request.headers, request.body)
        return chatcore.decode(operation, response)

    def soap_connections(self, operation):
        return [{"Protocol": "soap", "Version": release, **way} for release in OPERATIONS[operation] for way in CONNECTIONS]

    def call(self, operation, arguments=None, user="maja"):
        return self.engine.call(operation, arguments, caller={"Associate": user})

    def test_reading_operations_answer_over_soap_what_a_call_answers(self):
        ticket = self.ticket("tor")
        for operation in ["CustomerService.ChatSessionsForUser", "Chat.GetChatPresence", "Chat.ChatSessionsForUser"]:
            called = self.call(operation, user="tor")
            for connection in self.soap_connections(operation):
                with self.subTest(connection):
                    self.assertEqual(self.over(operation, {**connection, "Ticket": ticket}), called)

    def test_signing_in_over_soap_answers_what_a_call_answers_but_for_the_ticket(self):
        operation = "SoPrincipal.AuthenticateUsernamePassword"
        arguments = {"UserName": "maja", "Password": PASSWORDS["maja"]}
        called = self.engine.call(operation, arguments)
        called["Credentials"].pop("Ticket")
        for connection in self.soap_connections(operation):
            with self.subTest(connection):
                answered = self.over(operation, connection, arguments)
                ticket = answered["Credentials"].pop("Ticket")
                self.assertEqual(answered, called)
                self.assertEqual(
                    len(self.over("CustomerService.ChatSessionsForUser", {"Protocol": "soap", "Ticket": ticket})), 3
                )

    def test_a_refused_sign_in_is_an_answer_and_no_error(self):
        operation = "SoPrincipal.AuthenticateUsernamePassword"
        arguments = {"UserName": "maja", "Password": "guess"}
        called = self.engine.call(operation, arguments)
        self.assertFalse(called["AuthenticationSucceeded"])
        for connection in self.soap_connections(operation):
            with self.subTest(connection):
                self.assertEqual(self.over(operation, connection, arguments), called)

    def test_deleting_over_soap_deletes_and_answers_null(self):
        operation = "CustomerService.DeleteChatSessions"
        ticket = self.ticket()
        for connection in self.soap_connections(operation):
            with self.subTest(connection):
                session = {"TopicId": 10, "Status": "Closed", "WhenRequested": "2031-01-01T00:00:00Z"}
                doomed = [
                    self.engine.call("Directory.SaveChatSession", {"ChatSession": session})["ChatSessionId"]
                    for _ in range(3)
                ]
                self.assertIsNone(self.over(operation, {**connection, "Ticket": ticket}, {"Ids": doomed[:2]}))
                listed = [s["ChatSessionId"] for s in self.call("CustomerService.ChatSessionsForUser")]
                self.assertEqual([id for id in doomed if id in listed], doomed[2:])
                self.assertIsNone(self.over(operation, {**connection, "Ticket": ticket}, {"Ids": doomed}))

    def test_rest_operations_answer_what_a_call_answers_in_json_and_in_xml(self):
        for operation in ["Chat.ChatSessionsForUser", "Chat.GetChatPresence"]:
            called = self.call(operation, user="tor")
            for accept in ["application/json", "text/json", "application/merge-patch+json", "application/xml", "text/xml"]:
                with self.subTest(f"{operation} {accept}"):
                    connection = {"Protocol": "rest", "Ticket": self.ticket("tor"), "Accept": accept}
                    self.assertEqual(self.over(operation, connection), called)

    def test_rest_takes_every_way_of_saying_who_calls(self):
        token = self.engine.call("System.IssueAccessToken", {"UserName": "maja"})["AccessToken"]
        called = self.call("Chat.ChatSessionsForUser")
        for who in [{"Ticket": self.ticket()}, {"UserName": "maja", "Password": PASSWORDS["maja"]}, {"AccessToken": token}]:
            with self.subTest(list(who)):
                self.assertEqual(self.over("Chat.ChatSessionsForUser", {"Protocol": "rest", **who}), called)

    def test_language_culture_zone_and_selection_reach_the_server(self):
        ways = {
            "Language": "nb",
            "Culture": "de",
            "TimeZone": "NO, includeTZOffset",
            "Select": "firstMessage,sale/description,whenRequested",
        }
        called = self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": "maja", **ways})
        self.assertEqual(called[0]["FirstMessage"], "Varmen er borte")
        self.assertEqual(called[0]["WhenRequested"], "2024-01-15T09:30:00.1234567+01:00")
        request = chatcore.encode("Chat.ChatSessionsForUser", {"Protocol": "rest", "Ticket": self.ticket(), **ways})
        response = self.served.send(request.method, request.target, request.headers, request.body)
        self.assertEqual(response.json(), called)

    def test_a_mount_stands_in_front_of_the_path(self):
        for mount in ["/Cust12345", "Cust12345", "/Cust12345/"]:
            with self.subTest(mount):
                rest = chatcore.encode("Chat.GetChatPresence", {"Protocol": "rest", "Mount": mount})
                over = chatcore.encode("Chat.GetChatPresence", {"Protocol": "soap", "Version": 86, "Mount": mount})
                self.assertEqual(rest.target, "/Cust12345/api/v1/Agents/Chat/GetChatPresence")
                self.assertEqual(over.target, "/Cust12345/Remote/Services86/Chat.svc")

    def test_soap_takes_the_newest_release_and_the_dialects_own_version_unless_told(self):
        request = chatcore.encode("CustomerService.ChatSessionsForUser", {"Protocol": "soap"})
        self.assertEqual(request.target, "/Remote/Services88/CustomerService.svc")
        self.assertTrue(request.header("Content-Type").startswith("text/xml"))
        self.assertEqual(request.header("SOAPAction"), f"\"{soap.action(88, 'CustomerService', 'ChatSessionsForUser')}\"")
        self.assertIn(soap.ENVELOPES["1.1"].encode(), request.body)
        request = chatcore.encode("CustomerService.ChatSessionsForUser", {"Protocol": "soap", "Dialect": "manual"})
        self.assertTrue(request.header("Content-Type").startswith("application/soap+xml"))
        self.assertIn(soap.ENVELOPES["1.2"].encode(), request.body)

    def test_the_manuals_request_is_encoded_as_the_manual_writes_it(self):
        connection = {
            "Protocol": "soap",
            "Version": 86,
            "Dialect": "manual",
            "Ticket": "7T:abc",
            "ApplicationToken": "0000-1111",
        }
        request = chatcore.encode("CustomerService.DeleteChatSessions", connection, {"Ids": [7, 8]})
        expected = soap.manual(86, "CustomerService", "DeleteChatSessions", "7T:abc", soap.ids_manual(86, 7, 8))
        self.assertEqual(request.body.decode(), expected.decode())

    def test_wrong_connections_are_refused_by_name(self):
        operation = "CustomerService.ChatSessionsForUser"
        bad = [
            ({"Protocol": "smtp"}, chatcore.InvalidValueError, "Protocol"),
            ({"Protocol": "soap", "Version": 83}, chatcore.OperationError, "Version"),
            ({"Protocol": "soap", "Version": 89}, chatcore.OperationError, "Version"),
            ({"Protocol": "soap", "Dialect": "x"}, chatcore.InvalidValueError, "Dialect"),
            ({"Protocol": "soap", "Soap": "1.3"}, chatcore.InvalidValueError, "Soap"),
            ({"Protocol": "rest"}, chatcore.OperationError, "Protocol"),
            ({"Protocol": "rest", "Route": "entity"}, chatcore.OperationError, "Protocol"),
            ({"Protocol": "soap", "Colour": "red"}, chatcore.InvalidValueError, "Colour"),
            ({"Protocol": "soap", "Version": "88"}, chatcore.InvalidValueError, "Version"),
        ]
        for connection, error, place in bad:
            with self.subTest(connection), self.assertRaises(error) as caught:
                chatcore.encode(operation, connection)
            with self.subTest(connection):
                self.assertIn(place, caught.exception.path)

    def test_both_routes_of_an_operation_are_encoded_and_answer_the_same(self):
        called = self.call("Chat.ChatSessionsForUser")
        for route, line in [
            ("agent", ("POST", "/api/v1/Agents/Chat/ChatSessionsForUser")),
            ("entity", ("GET", "/api/v1/ChatSession/ForCurrentUser")),
        ]:
            connection = {"Protocol": "rest", "Route": route, "UserName": "maja", "Password": PASSWORDS["maja"]}
            with self.subTest(route):
                request = chatcore.encode("Chat.ChatSessionsForUser", connection)
                self.assertEqual((request.method, request.target), line)
                self.assertEqual(self.over("Chat.ChatSessionsForUser", connection), called)

    def test_path_and_query_carry_arguments_escaped(self):
        connection = {"Protocol": "rest", "Route": "entity"}
        request = chatcore.encode("Chat.GetChatMessages", connection, {"ChatSessionId": 7, "After": 9})
        self.assertEqual((request.method, request.target), ("GET", "/api/v1/ChatSession/7/Messages?after=9"))
        arguments = {"ChatTopicId": 3, "Username": "å/ß?#"}
        request = chatcore.encode("Chat.GetChatTopicUserAgent", connection, arguments)
        self.assertEqual(request.target, "/api/v1/ChatTopic/3/UserAgent/%C3%A5%2F%C3%9F%3F%23")

    def test_wrong_arguments_are_refused_by_path(self):
        for arguments, path in [({"Ids": ["x"]}, "Ids[0]"), ({"Ids": 7}, "Ids"), ({"Ids": [1, 2**40]}, "Ids[1]")]:
            with self.subTest(arguments), self.assertRaises(chatcore.InvalidValueError) as caught:
                chatcore.encode("CustomerService.DeleteChatSessions", {"Protocol": "soap"}, arguments)
            with self.subTest(arguments):
                self.assertTrue(caught.exception.path.endswith(path), caught.exception.path)

    def test_a_header_cannot_be_smuggled_in(self):
        for field in ["Ticket", "AccessToken", "ApplicationToken", "Language", "Culture", "TimeZone", "Accept"]:
            with self.subTest(field), self.assertRaises(chatcore.InvalidValueError):
                chatcore.encode("Chat.GetChatPresence", {"Protocol": "rest", field: "a\r\nX-Evil: b"})
        with self.assertRaises(chatcore.InvalidValueError):
            chatcore.encode("Chat.GetChatPresence", {"Protocol": "rest", "Mount": "/a b\r\nX-Evil: c"})

    def test_names_and_passwords_beyond_ascii_are_encoded_as_utf8(self):
        request = chatcore.encode("Chat.GetChatPresence", {"Protocol": "rest", "UserName": "ærlig", "Password": "日本:x"})
        self.assertEqual(base64.b64decode(request.header("Authorization").partition(" ")[2]).decode(), "ærlig:日本:x")


class FailureTest(DeskTest):
    """What becomes of a server's failures."""

    def failure(self, operation, response):
        with self.assertRaises(chatcore.RemoteError) as caught:
            chatcore.decode(operation, response)
        return caught.exception

    def test_rests_refusals_become_the_servers_own_words(self):
        response = self.send("GET", "/api/v1/ChatSession/ForCurrentUser", user=None)
        self.assertEqual(self.failure("Chat.ChatSessionsForUser", response).message, response.json()["ErrorMessage"])
        response = self.send("POST", "/api/v1/Agents/Chat/ChatSessionsForUser", user=None)
        self.assertEqual(self.failure("Chat.ChatSessionsForUser", response).message, response.json()["Message"])

    def test_a_proxys_page_is_a_failure_with_its_status(self):
        response = chatcore.Response(502, [("Content-Type", "text/html")], b"<html>Bad gateway</html>")
        for operation in ["Chat.ChatSessionsForUser", "CustomerService.ChatSessionsForUser"]:
            with self.subTest(operation):
                self.assertIn("502", str(self.failure(operation, response)))

    def test_faults_of_both_versions_become_the_servers_own_words(self):
        faults = [
            (
                "text/xml",
                f"<s:Envelope xmlns:s=\"{soap.ENVELOPES['1.1']}\"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no such "
                "desk</faultstring><detail><x/></detail></s:Fault></s:Body></s:Envelope>",
            ),
            (
                "application/soap+xml",
                f"<s:Envelope xmlns:s=\"{soap.ENVELOPES['1.2']}\"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value></s:Code>"
                '<s:Reason><s:Text xml:lang="en">no such desk</s:Text></s:Reason></s:Fault></s:Body></s:Envelope>',
            ),
        ]
        for type, text in faults:
            for status in [200, 400, 500]:
                with self.subTest(f"{type} {status}"):
                    response = chatcore.Response(status, [("Content-Type", type)], text.encode())
                    self.assertEqual(self.failure("CustomerService.ChatSessionsForUser", response).message, "no such desk")

    def test_a_response_to_something_else_is_refused(self):
        presence = self.engine.handle(
            chatcore.Request(
                "POST",
                soap.target(86, "Chat"),
                [("Content-Type", "text/xml")],
                soap.wsdl(86, "GetChatPresence", self.ticket()),
            )
        )
        with self.assertRaises(chatcore.InputError):
            chatcore.decode("CustomerService.ChatSessionsForUser", presence)

    def test_a_response_that_is_cut_off_is_refused_with_the_place(self):
        bodies = {
            "application/json": json.dumps([{"ChatSessionId": 1}]).encode(),
            "text/xml": self.engine.handle(
                chatcore.Request(
                    "POST",
                    soap.target(88, "Chat"),
                    [("Content-Type", "text/xml")],
                    soap.wsdl(88, "ChatSessionsForUser", self.ticket()),
                )
            ).body,
        }
        for type, body in bodies.items():
            for length in [len(body) - 1, len(body) // 2, 1]:
                with self.subTest(f"{type} {length}"), self.assertRaises(chatcore.MalformedError) as caught:
                    chatcore.decode(
                        "Chat.ChatSessionsForUser", chatcore.Response(200, [("Content-Type", type)], body[:length])
                    )
                with self.subTest(f"{type} {length}"):
                    self.assertIsNotNone(caught.exception.offset)

    def test_fields_that_the_library_does_not_know_are_kept_at_the_end(self):
        body = b'[{"Zeta":{"a":[1,2.50,null]},"ChatSessionId":5,"Alpha":"x","User":{"AssociateId":1,"Shoe":1e400}}]'
        decoded = chatcore.decode(
            "Chat.ChatSessionsForUser", chatcore.Response(200, [("Content-Type", "application/json")], body)
        )[0]
        self.assertEqual(decoded["Zeta"], {"a": [1, 2.5, None]})
        self.assertEqual(decoded["Alpha"], "x")
        self.assertIn("Shoe", decoded["User"])
        self.assertEqual(list(decoded)[0], "ChatSessionId")


if __name__ == "__main__":
    unittest.main()
