"""What customers do over HTTP, under /chat/v1, beside agents who speak the vendor's protocol."""

import json
import threading

from scenery.desk import DeskTest

TOPIC = {
    "ChatTopicId": 90, "Name": "Widgets", "WidgetEnableRating": True, "TicketEnabled": True,
    "Widget": {"PreFormEnabled": True, "RequiredFields": "Email", "PostTranscriptEnabled": True, "UseAgentFirstname": True},
    "Agents": [{"User": {"AssociateId": 1}, "CanRespond": True, "CanManage": True}],
}


class CustomersTest(DeskTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engine.call("Directory.SaveTopic", {"Topic": TOPIC})
        cls.engine.call("System.SavePresence", {"Presence": [{"UserId": 1, "Present": True}]})

    def ask(self, method, path, body=None, key=None, status=200):
        headers = [("Content-Type", "application/json")] + ([("Authorization", f"SessionKey {key}")] if key else [])
        response = self.send(method, f"/chat/v1/{path}", headers, b"" if body is None else json.dumps(body).encode(), user=None)
        self.assertEqual(response.status, status, response.body)
        return response.json() if response.body else None

    def start(self, **fields):
        return self.ask("POST", "sessions", {"ChatTopicId": 90, **fields})

    def test_a_talk_goes_from_the_first_click_to_the_transcript(self):
        started = self.start(CustomerName="Kari")
        key, number = started["SessionKey"], started["ChatSessionId"]
        self.assertEqual((started["Status"], started["RequiredFields"]), ("PreChatForm", "Email"))
        queued = self.ask("POST", "session/form", {"CustomerEmail": "kari@example.com", "Message": "Hello?"}, key)
        self.assertEqual((queued["Status"], queued["SessionKey"]), ("InQueue", None))
        self.assertGreater(queued["QueuePosition"], 0)

        picked = self.send("POST", f"/api/v1/ChatSession/{number}/Pickup").json()
        self.assertEqual((picked["Status"], picked["FirstMessage"], picked["CustomerHost"]), ("CustomerLast", "Hello?", "127.0.0.1"))
        said = self.send(
            "POST", f"/api/v1/ChatSession/{number}/Messages", {"Content-Type": "application/json"},
            json.dumps({"Type": "ToCustomer", "Message": "What is it?"}).encode())
        self.assertEqual(said.status, 200, said.body)
        view = self.ask("GET", "session", key=key)
        self.assertEqual((view["AgentName"], view["UnreadCount"], view["LastMessageId"]), ("Maja", 1, said.json()["ChatMessageId"]))
        heard = self.ask("GET", "session/messages?after=0", key=key)
        self.assertEqual([(m["Author"], m["Message"]) for m in heard], [("Kari", "Hello?"), ("Maja", "What is it?")])
        self.ask("POST", "session/read", {"ChatMessageId": view["LastMessageId"]}, key, status=204)
        self.ask("POST", "session/typing", {"Typing": True}, key, status=204)

        for _ in range(2):
            answer = self.ask("POST", "session/messages", {"Message": "Nothing", "ClientId": "n-1"}, key)
        self.assertEqual(self.ask("GET", f"session/messages?after={heard[-1]['ChatMessageId']}", key=key), [answer])
        self.assertEqual(self.ask("POST", "session/rating", {"Rating": 5}, key)["Rating"], 5)
        self.ask("POST", "session/transcript", {}, key, status=204)
        self.assertEqual(self.ask("POST", "session/leave", key=key)["Status"], "Finished")
        self.assertEqual(self.ask("POST", "session/leave", key=key)["Status"], "Closed")
        refused = self.ask("POST", "session/messages", {"Message": "x"}, key, status=409)
        self.assertIn("Closed", refused["ErrorMessage"])
        # What is deleted is gone for its customer.
        self.send("DELETE", f"/api/v1/ChatSession/{number}")
        self.ask("GET", "session", key=key, status=401)

    def test_errors_name_the_argument_in_the_form_of_the_entities_routes(self):
        key = self.start()["SessionKey"]
        for method, path, body, status, place in [
            ("POST", "session/form", {}, 400, "CustomerEmail"),
            ("POST", "session/form", {"CustomerEmail": 1}, 400, "CustomerEmail"),
            ("POST", "session/form", {"Email": "x"}, 400, "Email"),
            ("POST", "session/messages", {"Message": "x" * 65_537}, 413, "Message"),
            ("POST", "session/read", {"ChatMessageId": 2**31}, 400, "ChatMessageId"),
            ("POST", "session/faq", {"Question": "x"}, 409, "Status"),
            ("GET", "session/messages?after=-x", None, 400, "after"),
            ("GET", "session/nothing", None, 404, "target"),
        ]:
            with self.subTest(path, body=body):
                refused = self.ask(method, path, body, key, status)
                self.assertEqual(set(refused), {"Error", "ErrorType", "ErrorMessage", "ErrorSource"})
                self.assertIn(place, refused["ErrorMessage"])

    def test_a_key_opens_one_session_and_nothing_of_the_agents(self):
        first, second = self.start(), self.start()
        posted = self.ask("POST", "session/form", {"CustomerEmail": "a@example.com", "Message": "secret"}, first["SessionKey"])
        self.assertEqual(self.ask("GET", "session/messages", key=second["SessionKey"]), [])
        self.ask("POST", "session/read", {"ChatMessageId": posted["LastMessageId"]}, second["SessionKey"], status=404)
        for path in (f"ChatSession/{first['ChatSessionId']}", "ChatSession/ForCurrentUser", "ChatTopic/90"):
            response = self.send("GET", f"/api/v1/{path}", {"Authorization": f"SessionKey {first['SessionKey']}"}, user=None)
            self.assert_refused(response, 401)
        for key in ("", "x", first["SessionKey"][:-1], first["SessionKey"] + "A"):
            self.ask("GET", "session", key=key or None, status=401)

    def test_many_customers_at_once_each_keep_their_own_talk(self):
        failures = []

        def talk(number):
            try:
                key = self.start(CustomerEmail=f"{number}@example.com", CustomerAlias=f"c{number}")["SessionKey"]
                for turn in range(5):
                    self.ask("POST", "session/messages", {"Message": f"{number}.{turn}", "ClientId": str(turn)}, key)
                said = [message["Message"] for message in self.ask("GET", "session/messages", key=key)]
                self.assertEqual(said, [f"{number}.{turn}" for turn in range(5)])
                self.assertEqual(self.ask("POST", "session/leave", key=key)["Status"], "ClosedFromQueue")
            except Exception as error:
                failures.append(error)

        threads = [threading.Thread(target=talk, args=(number,)) for number in range(12)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(failures, [])


if __name__ == "__main__":
    import unittest

    unittest.main()
