"""SoPrincipal's operations and CustomerService's sessions, over every release and form of SOAP that has them."""

import time
import unittest

import chatcore
from scenery.desk import FOR_CURRENT_USER, PASSWORDS, DeskTest, basic

WAYS = [{"Dialect": "wsdl", "Soap": "1.1"}, {"Dialect": "wsdl", "Soap": "1.2"}, {"Dialect": "manual"}]
NO = {"Response": None, "Credentials": None, "AuthenticationSucceeded": False}


class SoapTest(DeskTest):
    def over(self, operation, connection, arguments=None, headers=()):
        request = chatcore.encode(operation, {"Protocol": "soap", **connection}, arguments)
        response = self.served.send(request.method, request.target, [*request.headers, *headers], request.body)
        return chatcore.decode(operation, response)

    def rest(self, authorization):
        return self.send("GET", FOR_CURRENT_USER, {"Authorization": authorization}, user=None)

    def connections(self, first=84):
        return [{"Version": release, **way} for release in range(first, 89) for way in WAYS]

    def assert_is_maja(self, answer):
        self.assertTrue(answer["AuthenticationSucceeded"])
        self.assertEqual(answer["Response"]["Associate"], "maja")
        sessions = self.over("CustomerService.ChatSessionsForUser", {"Ticket": answer["Credentials"]["Ticket"]})
        self.assertEqual(len(sessions), 3)

    def token(self):
        return self.engine.call("System.IssueAccessToken", {"UserName": "maja"})["AccessToken"]


class SigningInTest(SoapTest):
    config = {**DeskTest.config, "system": {"companyName": "Fjell AS", "companyId": 7, "serialNumber": "17"}}

    def test_anybody_may_ask_about_the_installation(self):
        called = self.engine.call("SoPrincipal.GetSystemInfo")
        self.assertEqual((called["CompanyName"], called["CompanyId"], called["License"]["SerialNr"]), ("Fjell AS", 7, "17"))
        self.assertEqual(called["AssemblyVersion"], chatcore.version())
        for connection in self.connections():
            with self.subTest(connection):
                self.assertEqual(self.over("SoPrincipal.GetSystemInfo", connection), called)
                self.assertEqual(self.over("SoPrincipal.GetSystemInfo", {**connection, "Ticket": "7T:nonsense"}), called)

    def test_generic_data_signs_in(self):
        for connection in self.connections():
            for data in (
                {"UserName": "maja", "Password": PASSWORDS["maja"]}, {"Ticket": self.ticket()}, {"ACCESSTOKEN": self.token()},
            ):
                with self.subTest(connection, data=data):
                    self.assert_is_maja(self.over("SoPrincipal.AuthenticateGeneric", connection, {"AuthenticationData": data}))
            for data in ({}, {"UserName": "maja", "Password": "x"}, {"Ticket": "7T:x"}, {"AccessToken": "8A:x"}, {"Culture": "nb"}):
                with self.subTest(connection, data=data):
                    self.assertEqual(self.over("SoPrincipal.AuthenticateGeneric", connection, {"AuthenticationData": data}), NO)

    def test_two_ways_at_once_are_an_error(self):
        for connection in self.connections():
            with self.subTest(connection), self.assertRaisesRegex(chatcore.RemoteError, "expected one of UserName"):
                self.over(
                    "SoPrincipal.AuthenticateGeneric", connection,
                    {"AuthenticationData": {"UserName": "maja", "Password": PASSWORDS["maja"], "Ticket": "7T:x"}})

    def test_an_access_token_signs_in_from_86_on(self):
        for connection in self.connections(86):
            with self.subTest(connection):
                self.assert_is_maja(
                    self.over("SoPrincipal.AuthenticateWithAccessToken", connection, {"AccessToken": self.token()}))
                for wrong in ("8A:x", self.ticket(), ""):
                    self.assertEqual(
                        self.over("SoPrincipal.AuthenticateWithAccessToken", connection, {"AccessToken": wrong}), NO)
        for release in (84, 85):
            with self.subTest(release), self.assertRaises(chatcore.OperationError):
                chatcore.encode("SoPrincipal.AuthenticateWithAccessToken", {"Protocol": "soap", "Version": release}, {})

    def test_whoever_is_known_signs_in_implicitly(self):
        browser = self.engine.call("System.OpenBrowserSession", {"UserName": "maja"})
        cookie = ("Cookie", f"SOTicket={browser['Ticket']}")
        for connection in self.connections():
            with self.subTest(connection):
                operation = "SoPrincipal.AuthenticateImplicit"
                self.assert_is_maja(self.over(operation, {**connection, "Ticket": self.ticket()}))
                for headers in (
                    [("Authorization", basic("maja", PASSWORDS["maja"]))], [("Authorization", f"sOtIcKeT {self.ticket()}")],
                    [("authorization", f"bearer {self.token()}")], [cookie, ("X-XSRF-TOKEN", browser["XsrfToken"])],
                ):
                    self.assert_is_maja(self.over(operation, connection, headers=headers))
                for headers in ([], [("Authorization", basic("maja", "x"))], [("Authorization", "Bearer x")], [cookie]):
                    self.assertEqual(self.over(operation, connection, headers=headers), NO)
                # What the envelope says comes first.
                headers = [("Authorization", basic("maja", PASSWORDS["maja"]))]
                self.assertEqual(self.over(operation, {**connection, "Ticket": "7T:x"}, headers=headers), NO)

    def test_the_host_knows_tokens_of_its_own(self):
        maja = self.over("SoPrincipal.AuthenticateImplicit", {"Ticket": self.ticket()})["Response"]["AssociateId"]
        self.engine.on_bearer(lambda token: {"theirs": maja, "broken": "no number"}.get(token))
        self.addCleanup(self.engine.on_bearer, None)
        for connection in self.connections(86):
            with self.subTest(connection):
                operation = "SoPrincipal.AuthenticateWithAccessToken"
                self.assert_is_maja(self.over(operation, connection, {"AccessToken": "theirs"}))
                self.assertEqual(self.over(operation, connection, {"AccessToken": "another"}), NO)
                with self.assertLogs("chatcore"), self.assertRaisesRegex(chatcore.RemoteError, "could not check"):
                    self.over(operation, connection, {"AccessToken": "broken"})
        for token, status in (("theirs", 200), ("another", 401)):
            self.assertEqual(self.rest(f"Bearer {token}").status, status)
        with self.assertLogs("chatcore"):
            self.assertEqual(self.rest("Bearer broken").status, 500)


class CustomerServiceSessionTest(SoapTest):
    def test_a_session_is_opened_asked_for_and_ended(self):
        maja, tor = self.ticket(), self.ticket("tor")
        for connection in self.connections():
            with self.subTest(connection):
                as_maja, as_tor = {**connection, "Ticket": maja}, {**connection, "Ticket": tor}
                session = self.over("CustomerService.CreateSession", as_maja, {"RemoteIp": "203.0.113.7"})
                key = {"CsSessionKey": session["Key"]}
                self.assertTrue(self.over("CustomerService.SessionIsValid", as_tor, key))
                with self.assertRaisesRegex(chatcore.RemoteError, "somebody else"):
                    self.over("CustomerService.RemoveSession", as_tor, {"LoginId": session["LoginId"]})
                self.assertTrue(self.over("CustomerService.SessionIsValid", as_maja, key))
                self.assertIsNone(self.over("CustomerService.RemoveSession", as_maja, {"LoginId": session["LoginId"]}))
                self.assertFalse(self.over("CustomerService.SessionIsValid", as_maja, key))

    def test_all_of_them_need_a_caller(self):
        for connection in self.connections():
            for operation in ("CreateSession", "RemoveSession", "SessionIsValid", "HasChatNotify"):
                with self.subTest(connection, operation=operation), self.assertRaisesRegex(chatcore.RemoteError, "signed in"):
                    self.over(f"CustomerService.{operation}", connection)

    def test_who_is_notified_is_told(self):
        for user in ("maja", "tor"):
            called = self.engine.call("CustomerService.HasChatNotify", caller={"Associate": user})
            self.assertIsInstance(called, bool)
            for connection in self.connections():
                ticket = self.ticket(user)
                self.assertEqual(self.over("CustomerService.HasChatNotify", {**connection, "Ticket": ticket}), called)


class LockoutTest(SoapTest):
    config = {**DeskTest.config, "auth": {"lockout": {"attempts": 3, "seconds": 4}}}

    def sign_in(self, password, release=88):
        request = chatcore.encode(
            "SoPrincipal.AuthenticateUsernamePassword", {"Protocol": "soap", "Version": release},
            {"UserName": "maja", "Password": password})
        response = self.served.send(request.method, request.target, request.headers, request.body)
        return chatcore.decode("SoPrincipal.AuthenticateUsernamePassword", response)

    def basic(self, password, user="maja"):
        return self.rest(basic(user, password))

    def test_a_locked_name_is_refused_everywhere_until_the_time_is_over(self):
        ticket = self.ticket()
        wrong = self.basic("x")
        for release in (84, 88):
            self.assertEqual(self.sign_in("x", release), NO)
        locked = self.basic(PASSWORDS["maja"])
        self.assertEqual((locked.status, locked.body), (wrong.status, wrong.body))
        self.assertEqual(self.sign_in(PASSWORDS["maja"]), NO)
        with self.assertRaises(chatcore.AuthenticationError):
            self.engine.call("Chat.GetChatPresence", caller={"UserName": "maja", "Password": PASSWORDS["maja"]})
        # Whoever is signed in stays so, and others come in.
        self.assertEqual(self.rest(f"SOTicket {ticket}").status, 200)
        self.assertEqual(self.basic(PASSWORDS["tor"], "tor").status, 200)
        deadline = time.monotonic() + 40
        while self.basic(PASSWORDS["maja"]).status != 200 and time.monotonic() < deadline:
            time.sleep(0.2)
        self.assertTrue(self.sign_in(PASSWORDS["maja"])["AuthenticationSucceeded"])


if __name__ == "__main__":
    unittest.main()
