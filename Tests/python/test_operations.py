"""The five operations, by every way in: in the process, SOAP in each version and form, REST."""

from __future__ import annotations

import unittest
from typing import Any

import chatcore
from scenery import ANNA, DESK, FORMS, DeskTest, basic, topics_of, visible_sessions

USERS = {user["AssociateId"]: user["UserName"] for user in DESK["Users"]}


class SessionsTest(DeskTest):
    def ids(self, sessions: "list[dict[str, Any]]") -> "list[int]":
        return [session["ChatSessionId"] for session in sessions]

    def test_every_agent_sees_the_sessions_of_their_topics_in_the_order_of_their_requests(self) -> None:
        for associate, user in USERS.items():
            with self.subTest(user):
                sessions = self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": user})
                self.assertEqual(self.ids(sessions), visible_sessions(associate))

    def test_an_agent_whose_rights_are_all_off_sees_nothing(self) -> None:
        self.assertEqual(self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": "hugo"}), [])

    def test_rest_answers_what_the_call_answers(self) -> None:
        called = self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)
        for method, target in (
            ("POST", "/api/v1/Agents/Chat/ChatSessionsForUser"),
            ("GET", "/api/v1/ChatSession/ForCurrentUser"),
            ("GET", "/API/V1/chatsession/forcurrentuser"),
            ("POST", "http://desk.example/api/v1/agents/chat/chatsessionsforuser"),
        ):
            with self.subTest(target):
                response = self.rest(method, target)
                self.assertEqual(response.status, 200, response.text)
                self.assertTrue((response.header("Content-Type") or "").startswith("application/json"))
                self.assertEqual(response.json(), called)

    def test_soap_88_answers_whole_sessions_as_rest_does(self) -> None:
        called = self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)
        answered = self.soap("Chat.ChatSessionsForUser")
        self.assertEqual(self.ids(answered), self.ids(called))
        for name in ("Status", "CustomerName", "FirstMessage", "LastMessage", "SessionKey", "Rank", "ChatbotIsActive", "Rating"):
            self.assertEqual([s[name] for s in answered], [s[name] for s in called], name)
        for name, field in (("User", "FullName"), ("Person", "Kanalname"), ("Contact", "URL"), ("Ticket", "CategoryName")):
            self.assertEqual([(s[name] or {}).get(field) for s in answered], [(s[name] or {}).get(field) for s in called])

    def test_every_version_and_form_of_soap_lists_the_same_sessions(self) -> None:
        ticket = self.ticket()
        for version in (84, 85, 86, 87, 88):
            for form in FORMS:
                with self.subTest(version, **form):
                    sessions = self.soap("CustomerService.ChatSessionsForUser", ticket=ticket, Version=version, **form)
                    self.assertEqual(self.ids(sessions), visible_sessions(1))

    def test_sessions_come_with_all_that_they_refer_to(self) -> None:
        sessions = {s["ChatSessionId"]: s for s in self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)}
        compared = 0
        for original in DESK["Sessions"]:
            session = sessions.get(original["ChatSessionId"])
            if session is None:
                continue
            for name, list_name, key in (
                ("User", "Associates", "AssociateId"),
                ("Person", "Persons", "PersonId"),
                ("Contact", "Contacts", "ContactId"),
                ("Project", "Projects", "ProjectId"),
                ("Sale", "Sales", "SaleId"),
                ("Ticket", "Tickets", "TicketId"),
                ("TransferTo", "Associates", "AssociateId"),
            ):
                if name not in original:
                    continue
                whole = next(thing for thing in DESK[list_name] if thing[key] == original[name][key])
                for field, value in whole.items():
                    if not (isinstance(value, str) and value[4:5] == "-" and value[10:11] == "T") and field != "Address":
                        self.assertEqual(session[name][field], value, f"{session['ChatSessionId']} {name}.{field}")
                        compared += 1
        self.assertGreater(compared, 2_500)

    def test_a_session_has_every_field_of_its_carrier(self) -> None:
        session = self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)[0]
        described = chatcore.describe("carriers")
        self.assertIn("ChatSessionEntity", str(described)[:2_000_000])
        self.assertEqual(list(session)[:5], ["ChatSessionId", "TopicId", "User", "Person", "CustomerAlias"])
        self.assertEqual(list(session)[-2:], ["TableRight", "FieldProperties"])


class PresenceTest(DeskTest):
    def check(self, presence: "list[dict[str, Any]]") -> None:
        self.assertEqual(len({user["UserId"] for user in presence}), len(presence))
        listed = {user["UserId"]: user for user in presence}
        self.assertLessEqual({a for a in USERS if topics_of(a)}, set(listed))
        for associate, user in listed.items():
            with self.subTest(associate):
                ongoing = [
                    s
                    for s in DESK["Sessions"]
                    if s["Status"] in ("CustomerLast", "UserLast") and s["User"]["AssociateId"] == associate
                ]
                self.assertEqual(user["OngoingChats"], len(ongoing))
                self.assertEqual(set(user["ChatTopics"]), topics_of(associate))
                self.assertIn({"UserId": associate, "Present": user["Present"]}, DESK["Presence"])
                associates = {a["AssociateId"]: a["FullName"] for a in DESK["Associates"]}
                self.assertEqual(user["DisplayName"], associates[associate])

    def test_presence_tells_of_every_chat_user_by_every_way_in(self) -> None:
        called = self.engine.call("Chat.GetChatPresence", caller=ANNA)
        self.check(called)
        self.assertEqual(self.rest("POST", "/api/v1/Agents/Chat/GetChatPresence").json(), called)
        ticket = self.ticket()
        for version in (86, 87, 88):
            for form in FORMS:
                with self.subTest(version, **form):
                    self.check(self.soap("Chat.GetChatPresence", ticket=ticket, Version=version, **form))

    def test_presence_follows_what_the_host_saves(self) -> None:
        self.engine.call("System.SavePresence", {"Presence": [{"UserId": 1, "Present": False}]})
        presence = {user["UserId"]: user for user in self.engine.call("Chat.GetChatPresence", caller=ANNA)}
        self.assertIs(presence[1]["Present"], False)
        self.assertIs(presence[2]["Present"], True)


class DeletionTest(DeskTest):
    def left(self, user: str) -> "set[int]":
        return {s["ChatSessionId"] for s in self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": user})}

    def test_deleting_takes_the_sessions_away_for_good_in_every_version_and_form(self) -> None:
        ticket = self.ticket()
        mine = [s for s in visible_sessions(1) if s in {x["ChatSessionId"] for x in DESK["Sessions"] if x["TopicId"] == 1}]
        for version in (84, 85, 86, 87, 88):
            for form in FORMS:
                doomed = mine.pop()
                with self.subTest(version, **form):
                    answer = self.soap("CustomerService.DeleteChatSessions", {"Ids": [doomed]}, ticket, Version=version, **form)
                    self.assertIsNone(answer)
                    self.assertNotIn(doomed, self.left("anna"))
        self.engine.close()
        self.engine = self.open()
        self.assertEqual(self.left("anna"), set(visible_sessions(1)) & (set(mine) | self.left("dieter")))

    def test_deleting_marks_the_session_and_keeps_the_rest_of_it(self) -> None:
        before = self.engine.call("Directory.GetChatSession", {"ChatSessionId": 1001})
        self.engine.call("CustomerService.DeleteChatSessions", {"Ids": [1001]}, caller=ANNA)
        after = self.engine.call("Directory.GetChatSession", {"ChatSessionId": 1001})
        self.assertEqual(after, {**before, "Status": "Deleted"})

    def test_ids_that_do_not_exist_and_ids_twice_are_ignored(self) -> None:
        arguments = {"Ids": [1001, 999999, -5, 0, 1001, 2147483647]}
        self.assertIsNone(self.engine.call("CustomerService.DeleteChatSessions", arguments, caller=ANNA))
        self.assertEqual(self.left("anna"), set(visible_sessions(1)) - {1001})

    def test_an_empty_list_deletes_nothing(self) -> None:
        nothing: "tuple[dict[str, Any], ...]" = ({"Ids": []}, {"Ids": None}, {})
        for arguments in nothing:
            self.assertIsNone(self.engine.call("CustomerService.DeleteChatSessions", arguments, caller=ANNA))
        self.assertEqual(self.left("anna"), set(visible_sessions(1)))


class TicketTest(DeskTest):
    def test_a_ticket_opens_every_door(self) -> None:
        ticket = self.ticket()
        self.assertTrue(ticket.startswith("7T:"))
        expected = visible_sessions(1)
        for authorization in (f"SOTicket {ticket}", f"soticket {ticket}", basic(ticket, "")):
            response = self.rest("GET", "/api/v1/ChatSession/ForCurrentUser", Authorization=authorization)
            self.assertEqual(response.status, 200, authorization)
            self.assertEqual([s["ChatSessionId"] for s in response.json()], expected)
        self.assertEqual(len(self.engine.call("Chat.ChatSessionsForUser", caller={"Ticket": ticket})), len(expected))

    def test_tickets_survive_reopening_and_are_different_each_time(self) -> None:
        tickets = {self.ticket() for _ in range(5)}
        self.assertEqual(len(tickets), 5)
        self.engine.close()
        self.engine = self.open()
        for ticket in tickets:
            self.assertTrue(self.engine.call("Chat.ChatSessionsForUser", caller={"Ticket": ticket}))

    def test_the_store_holds_no_ticket_and_no_password(self) -> None:
        ticket = self.ticket()
        self.engine.close()
        stored = b"".join(path.read_bytes() for path in self.folder.iterdir())
        self.assertNotIn(ticket.encode(), stored)
        self.assertNotIn(ticket[3:].rstrip("=").encode(), stored)
        self.assertNotIn(b"anna-demo", stored)

    def test_the_principal_service_tells_who_it_let_in(self) -> None:
        arguments = {"UserName": "emma", "Password": "emma-demo"}
        for version in (84, 85, 86, 87, 88):
            for form in FORMS:
                with self.subTest(version, **form):
                    name = "SoPrincipal.AuthenticateUsernamePassword"
                    request = chatcore.encode(name, {"Protocol": "soap", "Version": version, **form}, arguments)
                    answer = chatcore.decode(name, self.engine.handle(request))
                    self.assertIs(answer["AuthenticationSucceeded"], True)
                    self.assertEqual(answer["Response"]["AssociateId"], 5)
                    self.assertEqual(answer["Response"]["FullName"], "Emma Whitfield")


if __name__ == "__main__":
    unittest.main()
