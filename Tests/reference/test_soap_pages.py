"""The three SOAP pages: the page's own request, with a ticket of ours in it, gets the bytes of the page's sample."""

import re
import unittest

import chatcore
import pages
from pages import setUpModule  # noqa: F401  (unittest calls it)
from scenery.desk import DeskTest

AGENT = 4711
TOPIC = 23
SESSION = 9001

DOCUMENT = {
    "Associates": [{"AssociateId": AGENT, "Name": "only", "FullName": ""}],
    "Users": [{"UserName": "only", "AssociateId": AGENT, "Password": "word"}],
    "Topics": [{"ChatTopicId": TOPIC, "Agents": [{"User": {"AssociateId": AGENT}, "CanManage": True}]}],
    "Presence": [{"UserId": AGENT, "Present": False}],
    "Sessions": [{"ChatSessionId": SESSION, "TopicId": TOPIC, "Status": "InQueue", "WhenRequested": "2024-01-01T00:00:00Z"}],
}


class SOAPPagesTest(DeskTest):
    config = {"document": DOCUMENT}
    maxDiff = None

    def ask(self, page, release, service):
        arguments = {"UserName": "only", "Password": "word"}
        ticket = self.engine.call("SoPrincipal.AuthenticateUsernamePassword", arguments)["Credentials"]["Ticket"]
        request, replaced = re.subn(rb"(<\w+:Ticket>)[^<]*", rb"\g<1>" + ticket.encode(), page.soap_request)
        self.assertEqual(replaced, 1)
        headers = {"Content-Type": "application/soap+xml; charset=utf-8"}
        response = self.send("POST", f"/Remote/Services{release}/{service}.svc", headers, request, user=None)
        self.assertEqual(response.status, 200, response.body)
        self.assertEqual(response.header("Content-Type"), "application/soap+xml; charset=utf-8")
        return response.body

    def with_the_pages_values(self, body, *values):
        """Puts the sample's value in place of ours in each of the named elements, which occur once."""
        for element, ours, sample in values:
            body, replaced = re.subn(
                rf"(<{element} [^>]*>){ours}(</{element}>)".encode(), rb"\g<1>" + sample.encode() + rb"\g<2>", body
            )
            self.assertEqual(replaced, 1, f"<{element}> is not once {ours} in {body.decode()}")
        return body

    def test_chat_sessions_for_user(self):
        page = pages.page(pages.SESSIONS)
        body = self.ask(page, 87, "CustomerService")
        body = self.with_the_pages_values(body, ("CustomerService:ChatSessionId", SESSION, "0"))
        self.assertEqual(body.decode(), page.soap_response.decode())

    def test_get_chat_presence(self):
        page = pages.page(pages.PRESENCE)
        body = self.ask(page, 86, "Chat")
        body = self.with_the_pages_values(body, ("Chat:UserId", AGENT, "0"), ("NetServerServices862:int", TOPIC, "0"))
        self.assertEqual(body.decode(), page.soap_response.decode())

    def test_delete_chat_sessions(self):
        page = pages.page(pages.DELETION)
        body = self.ask(page, 86, "CustomerService")
        self.assertEqual(body.decode(), page.soap_response.decode())

    def test_the_pages_requests_are_what_the_client_writes(self):
        for name, release, operation, arguments in [
            (pages.SESSIONS, 87, "CustomerService.ChatSessionsForUser", {}),
            (pages.PRESENCE, 86, "Chat.GetChatPresence", {}),
            (pages.DELETION, 86, "CustomerService.DeleteChatSessions", {"Ids": [0]}),
        ]:
            with self.subTest(operation):
                sample = pages.page(name).soap_request.decode()
                said = {field: re.search(rf":{field}>([^<]+)</", sample)[1] for field in ("Ticket", "ApplicationToken")}
                connection = {"Protocol": "soap", "Dialect": "manual", "Version": release, **said}
                request = chatcore.encode(operation, connection, arguments)
                self.assertEqual(request.body.decode(), sample)

    def test_the_pages_responses_are_what_the_client_reads(self):
        for name, operation, result in [
            (pages.SESSIONS, "CustomerService.ChatSessionsForUser", [{"ChatSessionId": 0}]),
            (
                pages.PRESENCE,
                "Chat.GetChatPresence",
                [{"UserId": 0, "DisplayName": "", "OngoingChats": 0, "Present": False, "ChatTopics": [0]}],
            ),
            (pages.DELETION, "CustomerService.DeleteChatSessions", None),
        ]:
            with self.subTest(operation):
                response = chatcore.Response(
                    200, [("Content-Type", "application/soap+xml; charset=utf-8")], pages.page(name).soap_response
                )
                decoded = chatcore.decode(operation, response)
                if result is None:
                    self.assertIsNone(decoded)
                else:
                    self.assertEqual([{key: record[key] for key in result[0]} for record in decoded], result)


if __name__ == "__main__":
    unittest.main()
