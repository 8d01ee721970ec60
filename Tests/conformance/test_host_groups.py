"""The host's own operations: never over HTTP unless the config says so, and then only for the users it names."""

import json
import unittest

import chatcore
from scenery.desk import DOCUMENT, PASSWORDS, DeskTest

COUNT = "/api/v1/Agents/System/CountRows"
GET_PERSON = "/api/v1/Agents/Directory/GetPerson"
PERSON = json.dumps({"PersonId": 303}).encode()
AS_JSON = {"Content-Type": "application/json"}


class ClosedTest(DeskTest):
    def test_no_operation_of_the_host_is_found_over_http(self):
        operations = [name for name, operation in chatcore.describe("operations").items() if operation["access"] == "host"]
        self.assertGreater(len(operations), 20)
        for name in operations:
            for method in ["POST", "GET", "OPTIONS"]:
                with self.subTest(f"{method} {name}"):
                    self.assert_refused(self.send(method, "/api/v1/Agents/" + name.replace(".", "/"), user="root"), 404)

    def test_an_associate_cannot_call_them_inside_the_process_either(self):
        for caller in [{"Associate": "maja"}, {"UserName": "root", "Password": PASSWORDS["root"]}]:
            with self.subTest(caller), self.assertRaises(chatcore.DeniedError):
                self.engine.call("System.CountRows", caller=caller)

    def test_the_host_cannot_call_what_is_done_for_an_associate(self):
        with self.assertRaises(chatcore.AuthenticationError):
            self.engine.call("Chat.ChatSessionsForUser")


class OpenedTest(DeskTest):
    config = {"mount": {"groups": ["System"], "administrators": ["Root"]}}

    def test_an_administrator_calls_the_opened_group(self):
        response = self.send("POST", COUNT, user="root")
        self.assertEqual(response.status, 200, response.body)
        self.assertEqual(response.json()["Users"], len(DOCUMENT["Users"]))

    def test_nobody_else_does(self):
        self.assert_refused(self.send("POST", COUNT, user="maja"), 403)
        self.assert_refused(self.send("POST", COUNT, user=None), 401)

    def test_the_other_group_stays_closed(self):
        self.assert_refused(self.send("POST", GET_PERSON, AS_JSON, PERSON, user="root"), 404)

    def test_a_ticket_of_an_administrator_will_do(self):
        self.assertEqual(self.send("POST", COUNT, {"Authorization": f"SOTicket {self.ticket('root')}"}).status, 200)

    def test_a_document_with_an_error_is_refused_whole_with_the_path_of_the_error(self):
        before = self.engine.call("System.CountRows")
        document = {
            "Persons": [{"PersonId": 7}],
            "Sessions": [{"ChatSessionId": 1, "TopicId": 10, "User": {"AssociateId": 77}}],
        }
        response = self.send("POST", "/api/v1/Agents/System/Import", AS_JSON, json.dumps(document).encode(), user="root")
        self.assert_refused(response, 400, "Sessions[0].User.AssociateId")
        self.assertEqual(self.engine.call("System.CountRows"), before)

    def test_what_answers_nothing_answers_204(self):
        body = json.dumps({"Presence": [{"UserId": 1, "Present": True}]}).encode()
        response = self.send("POST", "/api/v1/Agents/System/SavePresence", AS_JSON, body, user="root")
        self.assertEqual((response.status, response.body), (204, b""))


class DirectoryOpenedTest(DeskTest):
    config = {"mount": {"groups": ["Directory"], "administrators": ["root", "tor"]}}

    def test_a_record_is_read_and_a_missing_one_is_null(self):
        self.assertEqual(self.send("POST", GET_PERSON, AS_JSON, PERSON, user="tor").json()["Firstname"], "Jürgen")
        response = self.send("POST", GET_PERSON, AS_JSON, b'{"PersonId":12345}', user="tor")
        self.assertEqual((response.status, response.json()), (200, None))

    def test_a_wrong_argument_is_400_with_its_path(self):
        for body in [b'{"PersonId":"seven"}', b'{"PersonId":12345678901}', b'{"PersonId":1.5}', b'{"PersonId":null}']:
            with self.subTest(body):
                response = self.send("POST", GET_PERSON, AS_JSON, body, user="root")
                if body != b'{"PersonId":null}':
                    self.assert_refused(response, 400, "PersonId")

    def test_administrators_are_those_of_the_config_alone(self):
        self.assert_refused(self.send("POST", GET_PERSON, AS_JSON, PERSON, user="maja"), 403)


class ConfigTest(unittest.TestCase):
    def test_a_group_cannot_be_opened_to_everybody(self):
        with self.assertRaises(chatcore.ConfigError) as caught:
            chatcore.Engine.open({"store": "sqlite::memory:", "mount": {"groups": ["System"]}})
        self.assertEqual(caught.exception.path, "mount.administrators")

    def test_a_group_that_is_not_the_hosts_cannot_be_opened(self):
        with self.assertRaises(chatcore.ConfigError) as caught:
            chatcore.Engine.open(
                {"store": "sqlite::memory:", "mount": {"groups": ["System", "Chat"], "administrators": ["root"]}}
            )
        self.assertEqual(caught.exception.path, "mount.groups[1]")


if __name__ == "__main__":
    unittest.main()
