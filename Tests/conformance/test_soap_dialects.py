"""The five operations over SOAP, in every release and form: the answer has the form of the question and the data of the JSON."""

import re
import unittest

import chatcore
from scenery import soap
from scenery.desk import MAJAS_SESSIONS, PASSWORDS, DeskTest
from scenery.soap import FORMS, OPERATIONS, Answer, XSI

CASES = [
    (operation, release, form, version)
    for operation, releases in OPERATIONS.items()
    for release in releases
    for form, version in FORMS
]
SIGNING_IN = [case for case in CASES if case[0].startswith("SoPrincipal")]
DELETING = [case for case in CASES if case[0].endswith("DeleteChatSessions")]
READING = [case for case in CASES if case not in SIGNING_IN + DELETING]
MANUAL = [case for case in READING if case[2] == "manual"]
WSDL = [case for case in READING if case[2] == "wsdl"]


class SOAPTest(DeskTest):
    def post(self, release, service, body, content_type="text/xml; charset=utf-8", user=None):
        return self.send("POST", soap.target(release, service), {"Content-Type": content_type}, body, user=user)

    def ask(self, operation, release, form, version, **parts):
        service = operation.partition(".")[0]
        body = soap.message(form, version, release, operation, **parts)
        return self.post(release, service, body, soap.TYPES[version])


def typed_elements(answer):
    """The elements of an answer in the manual's form that have a type; a pair's type in the description has no name."""
    return [element for element in answer.content.iterdescendants() if not element.tag.endswith("KeyValuePair")]


class DialectTest(SOAPTest):
    def test_every_reading_operation_answers_in_every_release_and_form(self):
        ticket = self.ticket()
        for operation, release, form, version in READING:
            with self.subTest(f"{operation} {release} {form} {version}"):
                answer = Answer(self.ask(operation, release, form, version, ticket=ticket))
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(answer.media_type, soap.TYPES[version])
                self.assertEqual(answer.envelope, soap.ENVELOPES[version])
                name = operation.partition(".")[2]
                self.assertEqual(answer.content.tag, f"{{{soap.namespace(release)}}}{name}Response")

    def test_decoded_answers_equal_what_a_call_in_the_process_answers(self):
        ticket = self.ticket()
        called = {operation: self.engine.call(operation, caller={"Associate": "maja"}) for operation, *_ in READING}
        for operation, release, form, version in READING:
            with self.subTest(f"{operation} {release} {form} {version}"):
                response = self.ask(operation, release, form, version, ticket=ticket)
                self.assertEqual(chatcore.decode(operation, response), called[operation])

    def test_the_sessions_are_those_of_the_rest_route(self):
        ticket = self.ticket()
        for release in range(84, 89):
            with self.subTest(release):
                answer = Answer(self.ask("CustomerService.ChatSessionsForUser", release, "wsdl", "1.1", ticket=ticket))
                self.assertEqual([int(element.text) for element in answer.all("ChatSessionId")], MAJAS_SESSIONS)

    def test_the_manuals_form_is_answered_in_the_manuals_form(self):
        ticket = self.ticket()
        for operation, release, form, version in MANUAL:
            with self.subTest(f"{operation} {release} {form} {version}"):
                service = operation.partition(".")[0]
                body = self.ask(operation, release, form, version, ticket=ticket).body.decode()
                head = (
                    f"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SOAP-ENV:Envelope\n xmlns:SOAP-ENV=\"{soap.ENVELOPES['1.2']}\"\n"
                    f" xmlns:SOAP-ENC=\"{soap.ENCODINGS['1.2']}\"\n xmlns:xsi=\"{XSI}\"\n xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"\n"
                    f' xmlns:NetServerServices{release}2="{soap.ARRAYS}"\n xmlns:NetServerServices{release}1="{soap.SERIALIZATION}"\n'
                    f' xmlns:{service}="{soap.namespace(release)}">\n <SOAP-ENV:Body>\n'
                )
                self.assertEqual(body[: len(head)], head)
                self.assertTrue(body.endswith(" </SOAP-ENV:Body>\n</SOAP-ENV:Envelope>\n"))
                self.assertNotIn("<SOAP-ENV:Header", body)
                self.assertNotIn("\r", body)

    def test_in_the_manuals_form_every_element_of_the_answer_says_its_type(self):
        ticket = self.ticket()
        for operation, release, form, version in MANUAL:
            with self.subTest(f"{operation} {release} {form} {version}"):
                answer = Answer(self.ask(operation, release, form, version, ticket=ticket))
                untyped = [element.tag for element in typed_elements(answer) if element.get(f"{{{XSI}}}type") is None]
                self.assertEqual(untyped, [])

    def test_in_the_manuals_form_the_types_prefixes_are_declared(self):
        answer = Answer(self.ask("Chat.ChatSessionsForUser", 88, "manual", "1.2", ticket=self.ticket()))
        for element in typed_elements(answer):
            self.assertIn(element.get(f"{{{XSI}}}type").partition(":")[0], element.nsmap)

    def test_in_the_manuals_form_each_level_is_indented_by_one_space(self):
        body = self.ask("Chat.GetChatPresence", 87, "manual", "1.2", ticket=self.ticket()).text
        self.assertRegex(
            body,
            r"\n   <Chat:Response [^\n]*\n    <Chat:ChatPresence [^\n]*\n     <Chat:UserId xsi:type=\"xsd:int\">1</Chat:UserId>\n",
        )
        self.assertRegex(
            body,
            r"\n     <Chat:ChatTopics [^\n]*\n      <NetServerServices872:int xsi:type=\"xsd:int\">10</NetServerServices872:int>\n     </",
        )

    def test_the_wsdls_form_has_a_header_and_no_types(self):
        ticket = self.ticket()
        for operation, release, form, version in WSDL:
            with self.subTest(f"{operation} {release} {form} {version}"):
                answer = Answer(self.ask(operation, release, form, version, ticket=ticket))
                header = answer.root.find(f"{{{answer.envelope}}}Header")
                names = [element.tag for element in header]
                ours = f"{{{soap.namespace(release)}}}"
                self.assertIn(ours + "Succeeded", names)
                self.assertEqual(header.findtext(ours + "Succeeded"), "true")
                self.assertIn(header.find(ours + "ExceptionInfo").get(f"{{{XSI}}}nil"), ("true", "1"))
                self.assertEqual(answer.root.xpath("//@xsi:type", namespaces={"xsi": XSI}), [])

    def test_in_the_wsdls_form_the_rights_come_first_in_each_record(self):
        answer = Answer(self.ask("Chat.ChatSessionsForUser", 88, "wsdl", "1.1", ticket=self.ticket()))
        for element in answer.all("ChatSessionEntity"):
            names = [child.tag.rpartition("}")[2] for child in element]
            self.assertEqual(names[:3], ["TableRight", "FieldProperties", "ChatSessionId"])

    def test_flags_are_lists_separated_by_spaces_and_empty_ones_are_empty(self):
        answer = Answer(self.ask("Chat.ChatSessionsForUser", 88, "wsdl", "1.1", ticket=self.ticket()))
        self.assertEqual([element.text or "" for element in answer.all("Flags")], ["UserIsTyping", "", ""])
        first = answer.all("ChatSessionEntity")[0]
        self.assertEqual(first.findtext("{*}TableRight/{*}Mask"), "Select Update")

    def test_texts_that_are_markup_come_through_unharmed(self):
        for form, version in FORMS:
            with self.subTest(form):
                answer = Answer(self.ask("Chat.ChatSessionsForUser", 88, form, version, ticket=self.ticket()))
                first = answer.all("ChatSessionEntity")[0]
                self.assertEqual(first.findtext("{*}LastMessage"), "[SR_GREETING], Jürgen 😀 <b>&amp;</b>")
                self.assertEqual(first.findtext("{*}Person/{*}Lastname"), 'Groß <&> "Söhne"')


class SignInTest(SOAPTest):
    def test_a_ticket_is_given_in_every_release_and_form(self):
        for operation, release, form, version in SIGNING_IN:
            with self.subTest(f"{operation} {release} {form} {version}"):
                answer = Answer(self.ask(operation, release, form, version, credentials=("maja", PASSWORDS["maja"])))
                self.assertEqual(answer.status, 200, answer.body)
                self.assertEqual(answer.content.tag, f"{{{soap.namespace(release)}}}AuthenticateResponse")
                self.assertEqual(answer.text("AuthenticationSucceeded"), "true")
                self.assertEqual((answer.text("Associate"), answer.text("AssociateId")), ("maja", "1"))
                status = self.send(
                    "GET", "/api/v1/ChatSession/ForCurrentUser", {"Authorization": f"SOTicket {answer.text('Ticket')}"}
                ).status
                self.assertEqual(status, 200)

    def test_a_wrong_password_is_answered_in_the_body_and_without_a_ticket(self):
        for operation, release, form, version in SIGNING_IN:
            with self.subTest(f"{operation} {release} {form} {version}"):
                for credentials in [("maja", "guess"), ("nobody", "guess"), ("", "")]:
                    answer = Answer(self.ask(operation, release, form, version, credentials=credentials))
                    self.assertEqual((answer.status, answer.is_fault), (200, False))
                    self.assertEqual(answer.text("AuthenticationSucceeded"), "false")
                    self.assertFalse(answer.text("Ticket"))
                    self.assertNotIn(b"guess", answer.body)

    def test_a_password_that_is_markup_is_read_as_it_is(self):
        self.engine.call("System.SaveUser", {"UserName": "xml", "AssociateId": 1, "Password": "<a>&\"']]> ü"})
        for form, version in FORMS:
            with self.subTest(form):
                answer = Answer(
                    self.ask(
                        "SoPrincipal.AuthenticateUsernamePassword", 88, form, version, credentials=("xml", "<a>&\"']]> ü")
                    )
                )
                self.assertEqual(answer.text("AuthenticationSucceeded"), "true")


class DeletionTest(SOAPTest):
    def setUp(self):
        self.maja = self.ticket("maja")
        self.numbers = []

    def new_session(self, topic=10):
        session = self.engine.call(
            "Directory.SaveChatSession",
            {"ChatSession": {"TopicId": topic, "Status": "Closed", "WhenRequested": "2030-01-01T00:00:00Z"}},
        )
        return session["ChatSessionId"]

    def listed(self, user="maja"):
        return [
            session["ChatSessionId"] for session in self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": user})
        ]

    def test_sessions_are_deleted_in_every_release_and_form(self):
        for operation, release, form, version in DELETING:
            with self.subTest(f"{operation} {release} {form} {version}"):
                doomed, spared = [self.new_session(), self.new_session()], self.new_session()
                answer = Answer(self.ask(operation, release, form, version, ticket=self.maja, ids=doomed))
                self.assertEqual(
                    (answer.status, answer.content.tag), (200, f"{{{soap.namespace(release)}}}DeleteChatSessionsResponse")
                )
                self.assertEqual(len(answer.content), 0)
                self.assertFalse(set(doomed) & set(self.listed()))
                self.assertIn(spared, self.listed())

    def test_numbers_that_nothing_has_are_passed_over(self):
        for ids in [(), (0,), (-1, 123456789), (2**31 - 1,)]:
            with self.subTest(ids):
                answer = Answer(self.ask("CustomerService.DeleteChatSessions", 86, "wsdl", "1.1", ticket=self.maja, ids=ids))
                self.assertEqual((answer.status, answer.text("Succeeded")), (200, "true"))

    def test_a_session_that_may_not_be_deleted_spares_the_others_too(self):
        own, foreign = self.new_session(10), self.new_session(20)
        for form, version in FORMS:
            with self.subTest(form):
                answer = Answer(
                    self.ask("CustomerService.DeleteChatSessions", 87, form, version, ticket=self.maja, ids=(own, foreign))
                )
                self.assertEqual(answer.text("Succeeded"), "false")
                self.assertEqual(answer.text("ExceptionType").rpartition(".")[2], "SoRightException")
                self.assertIn(own, self.listed())
                self.assertIn(foreign, self.listed("tor"))

    def test_an_id_that_is_no_number_is_refused_and_nothing_is_deleted(self):
        own = self.new_session()
        for id in ["x", "1.5", "99999999999", "", "1 2", "0x1"]:
            with self.subTest(id):
                answer = Answer(
                    self.ask("CustomerService.DeleteChatSessions", 87, "wsdl", "1.1", ticket=self.maja, ids=(own, id))
                )
                self.assertTrue(answer.is_fault or answer.text("Succeeded") == "false", answer.body)
                self.assertIn(own, self.listed())


class WhoMayTest(SOAPTest):
    def test_without_a_ticket_the_call_fails_and_says_so_in_the_header(self):
        for operation, release, form, version in READING:
            with self.subTest(f"{operation} {release} {form} {version}"):
                answer = Answer(self.ask(operation, release, form, version))
                self.assertEqual(answer.text("Succeeded"), "false", answer.body)
                self.assertFalse(answer.is_fault)
                self.assertIsNone(answer.content)
                self.assertTrue(answer.text("Message"))
                self.assertEqual(answer.text("ExceptionType").rpartition(".")[2], "SoSessionException")

    def test_a_wrong_ticket_fails_in_the_same_way_and_is_not_repeated(self):
        for ticket in ["7T:wrong", "wrong", " ", "8A:" + "A" * 43, self.ticket() + "x"]:
            with self.subTest(ticket[:12]):
                response = self.ask("CustomerService.ChatSessionsForUser", 85, "wsdl", "1.1", ticket=ticket)
                self.assertEqual(Answer(response).text("Succeeded"), "false")
                self.assertNotIn(b"<ChatSession", response.body)
                if len(ticket) > 5:
                    self.assertNotIn(ticket.encode(), response.body)

    def test_decode_tells_a_program_what_the_server_said(self):
        for form, version in FORMS:
            with self.subTest(form), self.assertRaises(chatcore.RemoteError) as caught:
                chatcore.decode(
                    "Chat.GetChatPresence", self.ask("Chat.GetChatPresence", 86, form, version, ticket="7T:wrong")
                )
            self.assertIn("ticket", caught.exception.message)

    def test_rests_authorization_is_no_ticket_of_soap(self):
        body = soap.message("wsdl", "1.1", 87, "CustomerService.ChatSessionsForUser")
        answer = Answer(self.post(87, "CustomerService", body, user="maja"))
        self.assertIn(answer.text("Succeeded"), ("true", "false"))

    def test_somebody_without_a_topic_gets_an_empty_list(self):
        answer = Answer(self.ask("CustomerService.ChatSessionsForUser", 88, "wsdl", "1.1", ticket=self.ticket("sofie")))
        self.assertEqual((answer.text("Succeeded"), answer.text("Response")), ("true", ""))


class ApplicationTest(SOAPTest):
    config = {"auth": {"applicationTokens": ["app-one"]}}

    def call(self, token):
        body = soap.wsdl(87, "ChatSessionsForUser", self.given, token=token)
        return Answer(self.post(87, "CustomerService", body))

    def setUp(self):
        arguments, caller = {"UserName": "maja", "Password": PASSWORDS["maja"]}, {"ApplicationToken": "app-one"}
        answer = self.engine.call("SoPrincipal.AuthenticateUsernamePassword", arguments, caller=caller)
        self.given = answer["Credentials"]["Ticket"]

    def test_a_listed_application_is_let_in_and_no_other(self):
        self.assertEqual(self.call("app-one").text("Succeeded"), "true")
        for token in [None, "", "app-two"]:
            with self.subTest(token):
                self.assertEqual(self.call(token).text("Succeeded"), "false")


if __name__ == "__main__":
    unittest.main()
