"""Who may what: credentials, rights in topics, and what HTTP reaches."""

from __future__ import annotations

import unittest

import chatcore
from scenery import ANNA, DESK, FORMS, DeskTest, basic, visible_sessions

LIST = "/api/v1/ChatSession/ForCurrentUser"


def session_of(topic: int, status: str = "Closed") -> int:
    return int(next(s["ChatSessionId"] for s in DESK["Sessions"] if s["TopicId"] == topic and s["Status"] == status))


class CredentialsTest(DeskTest):
    def test_without_credentials_nothing_is_answered(self) -> None:
        for method, target in (("GET", LIST), ("POST", "/api/v1/Agents/Chat/ChatSessionsForUser"), ("POST", "/api/v1/Agents/Chat/GetChatPresence")):
            response = self.engine.handle(chatcore.Request(method, target))
            self.assertEqual(response.status, 401)
            self.assertIsNotNone(response.header("WWW-Authenticate"))

    def test_credentials_that_do_not_fit_are_401_and_say_nothing_of_the_desk(self) -> None:
        for value in (
            basic("anna", "bjorn-demo"),
            basic("anna", ""),
            basic("nobody", "anna-demo"),
            basic("7T:forged", ""),
            "Basic !!!",
            "Basic ",
            "Basic YW5uYQ==",
            "SOTicket 7T:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "SOTicket",
            "Bearer 8A:forged",
            "Bearer",
            "Digest anna",
            "",
        ):
            with self.subTest(value):
                response = self.engine.handle(chatcore.Request("GET", LIST, (("Authorization", value),)))
                self.assertEqual(response.status, 401)
                self.assertNotIn("Solberg", response.text)
                self.assertNotIn("demo", response.text)

    def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(self) -> None:
        answers = {
            self.engine.handle(chatcore.Request("GET", LIST, (("Authorization", value),))).body
            for value in (basic("nobody", "x"), basic("anna", "x"))
        }
        self.assertEqual(len(answers), 1)

    def test_callers_that_are_not_known_are_refused_in_the_process_too(self) -> None:
        for caller in (
            {"Associate": "nobody"},
            {"Associate": ""},
            {"Ticket": "7T:forged"},
            {"UserName": "anna", "Password": "wrong"},
            {"UserName": "anna"},
            {"Language": "no"},
            None,
        ):
            with self.subTest(caller=caller), self.assertRaises(chatcore.AccessError):
                self.engine.call("Chat.ChatSessionsForUser", caller=caller)

    def test_user_and_password_are_a_caller(self) -> None:
        caller = {"UserName": "anna", "Password": "anna-demo"}
        self.assertEqual(len(self.engine.call("Chat.ChatSessionsForUser", caller=caller)), len(visible_sessions(1)))

    def test_soap_refuses_a_forged_ticket(self) -> None:
        for form in FORMS:
            with self.subTest(**form), self.assertRaises(chatcore.RemoteError):
                self.soap("CustomerService.ChatSessionsForUser", ticket="7T:forged", **form)

    def test_the_principal_service_refuses_a_wrong_password_without_a_ticket(self) -> None:
        name = "SoPrincipal.AuthenticateUsernamePassword"
        request = chatcore.encode(name, {"Protocol": "soap"}, {"UserName": "anna", "Password": "wrong"})
        response = self.engine.handle(request)
        self.assertNotIn("7T:", response.text)
        try:
            self.assertIs(chatcore.decode(name, response)["AuthenticationSucceeded"], False)
        except chatcore.RemoteError:
            pass

    def test_an_access_token_is_a_bearers(self) -> None:
        token = self.engine.call("System.IssueAccessToken", {"UserName": "anna", "ExpiresInSeconds": 60})["AccessToken"]
        self.assertTrue(token.startswith("8A:"))
        response = self.rest("GET", LIST, Authorization=f"Bearer {token}")
        self.assertEqual(len(response.json()), len(visible_sessions(1)))

    def test_a_browsers_session_needs_its_cookie_and_its_token(self) -> None:
        opened = self.engine.call("System.OpenBrowserSession", {"UserName": "anna"})
        cookies = "; ".join(cookie.split(";")[0] for cookie in opened["Cookies"])
        whole = (("Cookie", cookies), ("X-XSRF-TOKEN", opened["XsrfToken"]))
        self.assertEqual(self.engine.handle(chatcore.Request("GET", LIST, whole)).status, 200)
        for headers in (whole[:1], whole[1:], (whole[0], ("X-XSRF-TOKEN", "forged"))):
            self.assertEqual(self.engine.handle(chatcore.Request("GET", LIST, headers)).status, 401)

    def test_a_deleted_user_is_out_at_once(self) -> None:
        ticket = self.ticket("emma")
        self.assertEqual(self.rest("GET", LIST, "emma").status, 200)
        self.engine.call("System.DeleteUser", {"UserName": "emma"})
        self.assertEqual(self.rest("GET", LIST, "emma").status, 401)
        self.assertEqual(self.rest("GET", LIST, Authorization=f"SOTicket {ticket}").status, 401)

    def test_a_new_password_replaces_the_old_one_at_once(self) -> None:
        self.assertEqual(self.rest("GET", LIST, "emma").status, 200)
        self.engine.call("System.SaveUser", {"UserName": "emma", "AssociateId": 5, "Password": "new one"})
        self.assertEqual(self.rest("GET", LIST, "emma").status, 401)
        self.assertEqual(self.rest("GET", LIST, Authorization=basic("emma", "new one")).status, 200)


class TopicRightsTest(DeskTest):
    def delete(self, user: str, *ids: int) -> None:
        self.engine.call("CustomerService.DeleteChatSessions", {"Ids": list(ids)}, caller={"Associate": user})

    def status(self, id: int) -> str:
        return str(self.engine.call("Directory.GetChatSession", {"ChatSessionId": id})["Status"])

    def test_who_may_manage_or_respond_deletes(self) -> None:
        for user, topic in (("anna", 1), ("greta", 1), ("dieter", 2), ("emma", 3)):
            with self.subTest(user):
                doomed = session_of(topic, {"anna": "Closed", "greta": "Finished"}.get(user, "Closed"))
                self.delete(user, doomed)
                self.assertEqual(self.status(doomed), "Deleted")

    def test_who_may_only_listen_or_be_notified_does_not(self) -> None:
        for user, topic in (("fredrik", 1), ("anna", 2), ("greta", 3), ("hugo", 3), ("anna", 3)):
            with self.subTest(user, topic=topic):
                kept = session_of(topic)
                self.assert_fails(chatcore.DeniedError, "Ids[0]", self.delete, user, kept)
                self.assertEqual(self.status(kept), "Closed")

    def test_one_session_that_may_not_be_deleted_keeps_all_others(self) -> None:
        own, foreign = session_of(1), session_of(3)
        for ids in ((own, foreign), (foreign, own), (own, 999999, foreign)):
            self.assert_fails(chatcore.DeniedError, f"Ids[{ids.index(foreign)}]", self.delete, "anna", *ids)
            self.assertEqual((self.status(own), self.status(foreign)), ("Closed", "Closed"))

    def test_a_refusal_over_soap_says_so_and_says_nothing_of_the_customer(self) -> None:
        foreign = session_of(3)
        name = "CustomerService.DeleteChatSessions"
        customer = next(s["CustomerName"] for s in DESK["Sessions"] if s["ChatSessionId"] == foreign)
        ticket = self.ticket()
        for form in FORMS:
            with self.subTest(**form):
                request = chatcore.encode(name, {"Protocol": "soap", "Ticket": ticket, **form}, {"Ids": [foreign]})
                response = self.engine.handle(request)
                self.assertNotIn(customer, response.text)
                with self.assertRaises(chatcore.RemoteError):
                    chatcore.decode(name, response)

    def test_rights_follow_what_the_host_saves(self) -> None:
        topic = self.engine.call("Directory.GetTopic", {"ChatTopicId": 3})
        agents = [{"User": {"AssociateId": 1}, "CanListen": False, "CanRespond": False, "CanManage": False, "CanNotify": True}]
        self.engine.call("Directory.SaveTopic", {"Topic": {**topic, "Agents": agents}})
        seen = {s["ChatSessionId"] for s in self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)}
        self.assertEqual(seen, set(visible_sessions(1)) | set(visible_sessions(5)))
        self.assertEqual(self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": "emma"}), [])


class HostOperationsTest(DeskTest):
    OPERATIONS = ("System.CountRows", "System.Import", "System.SaveUser", "Directory.GetPerson", "Directory.SaveChatSession")

    def test_an_agent_may_not_call_the_hosts_operations(self) -> None:
        for operation in self.OPERATIONS:
            with self.subTest(operation), self.assertRaises(chatcore.DeniedError):
                self.engine.call(operation, {}, caller=ANNA)

    def test_http_does_not_reach_the_hosts_operations(self) -> None:
        for operation in self.OPERATIONS:
            group, name = operation.split(".")
            for target in (f"/api/v1/Agents/{group}/{name}", f"/api/v1/{group}/{name}"):
                with self.subTest(target):
                    self.assertEqual(self.rest("POST", target, body=b"{}", Content_Type="application/json").status, 404)

    def test_what_the_host_saves_it_reads_and_deletes(self) -> None:
        for kind, value in (
            ("Associate", {"AssociateId": 901, "FullName": "Ada Ny", "Type": "InternalAssociate"}),
            ("Person", {"PersonId": 902, "Firstname": "Ola", "Kanafname": "オラ", "SomethingNew": {"Kept": [1, None]}}),
            ("Contact", {"ContactId": 903, "Name": "Nytt AS"}),
            ("Project", {"ProjectId": 904, "Name": "Ny"}),
            ("Sale", {"SaleId": 905, "Amount": 3748.2639999999997, "Status": "Lost"}),
            ("Ticket", {"TicketId": 906, "Title": "Hei", "CustFirstname": "Earlier generation"}),
        ):
            with self.subTest(kind):
                key = {f"{kind}Id": value[f"{kind}Id"]}
                saved = self.engine.call(f"Directory.Save{kind}", {kind: value})
                self.assertEqual({name: saved[name] for name in value}, value)
                self.assertEqual(self.engine.call(f"Directory.Get{kind}", key), saved)
                self.engine.call(f"Directory.Delete{kind}", key)
                try:
                    self.assertIsNone(self.engine.call(f"Directory.Get{kind}", key))
                except chatcore.NotFoundError:
                    pass


if __name__ == "__main__":
    unittest.main()
