"""Who is let in, and how those are told who are not."""

import base64
import unittest

import chatcore
from scenery.desk import (
    FOR_CURRENT_USER,
    FOR_USER,
    MAJAS_SESSIONS,
    PASSWORDS,
    PRESENCE,
    TORS_SESSIONS,
    DeskTest,
    basic,
    open_desk,
)


class CredentialsTest(DeskTest):
    def call(self, *headers, target=FOR_CURRENT_USER, method="GET"):
        return self.send(method, target, headers, user=None)

    def assert_lets_in(self, numbers, *headers):
        response = self.call(*headers)
        self.assertEqual(response.status, 200, response.body)
        self.assertEqual([session["ChatSessionId"] for session in response.json()], numbers)

    def assert_turned_away(self, *headers, target=FOR_CURRENT_USER, method="GET"):
        response = self.call(*headers, target=target, method=method)
        self.assert_refused(response, 401)
        self.assertIn("Basic", response.header("WWW-Authenticate"))
        self.assertNotIn(b"ChatSessionId", response.body)
        return response

    # Basic

    def test_basic_takes_a_user_name_and_a_password(self):
        self.assert_lets_in(MAJAS_SESSIONS, ("Authorization", basic("maja", PASSWORDS["maja"])))
        self.assert_lets_in(TORS_SESSIONS, ("Authorization", basic("tor", PASSWORDS["tor"])))

    def test_user_names_match_in_any_case_and_passwords_do_not(self):
        self.assert_lets_in(TORS_SESSIONS, ("Authorization", basic("TOR", PASSWORDS["tor"])))
        self.assert_turned_away(("Authorization", basic("tor", PASSWORDS["tor"].upper())))

    def test_a_ticket_may_stand_in_the_place_of_the_user_name(self):
        ticket = self.ticket()
        for password in ["", "anything"]:
            with self.subTest(password):
                self.assert_lets_in(MAJAS_SESSIONS, ("Authorization", basic(ticket, password)))

    def test_a_second_call_with_the_same_password_is_answered_like_the_first(self):
        for _ in range(3):
            self.assert_lets_in(TORS_SESSIONS, ("Authorization", basic("tor", PASSWORDS["tor"])))
            self.assert_turned_away(("Authorization", basic("tor", "guess")))

    def test_wrong_passwords_and_unknown_users_are_told_the_same(self):
        wrong = self.assert_turned_away(("Authorization", basic("maja", "guess")))
        unknown = self.assert_turned_away(("Authorization", basic("nobody", "guess")))
        self.assertEqual(wrong.body, unknown.body)

    def test_what_is_not_basic_at_all_is_turned_away(self):
        encoded = base64.b64encode(b"maja").decode()
        for value in [
            "Basic",
            "Basic ",
            "Basic !!!!",
            f"Basic {encoded}",
            "Basic //79",
            "Basic " + base64.b64encode(b"\xff\xfe:x").decode(),
        ]:
            with self.subTest(value):
                self.assert_turned_away(("Authorization", value))

    # Tickets and tokens

    def test_so_ticket_takes_a_ticket_in_any_case_of_the_scheme(self):
        ticket = self.ticket()
        for scheme in ["SOTicket", "soticket", "SOTICKET", "SoTicket"]:
            with self.subTest(scheme):
                self.assert_lets_in(MAJAS_SESSIONS, ("Authorization", f"{scheme} {ticket}"))

    def test_basic_and_bearer_are_read_in_any_case_too(self):
        self.assert_lets_in(MAJAS_SESSIONS, ("Authorization", basic("maja", PASSWORDS["maja"]).replace("Basic", "bAsIc")))
        token = self.engine.call("System.IssueAccessToken", {"UserName": "tor", "ExpiresInSeconds": 60})["AccessToken"]
        for scheme in ["Bearer", "bearer", "BEARER"]:
            with self.subTest(scheme):
                self.assert_lets_in(TORS_SESSIONS, ("Authorization", f"{scheme} {token}"))

    def test_tickets_and_tokens_show_what_they_are(self):
        token = self.engine.call("System.IssueAccessToken", {"UserName": "tor"})["AccessToken"]
        self.assertRegex(self.ticket(), r"^7T:[A-Za-z0-9+/=_-]{43,}$")
        self.assertRegex(token, r"^8A:[A-Za-z0-9+/=_.-]{43,}$")

    def test_every_ticket_is_another_one(self):
        self.assertEqual(len({self.ticket() for _ in range(20)}), 20)

    def test_a_ticket_is_no_bearer_token_and_a_token_is_no_ticket(self):
        token = self.engine.call("System.IssueAccessToken", {"UserName": "tor"})["AccessToken"]
        self.assert_turned_away(("Authorization", f"Bearer {self.ticket()}"))
        self.assert_turned_away(("Authorization", f"SOTicket {token}"))

    def test_wrong_tickets_are_turned_away(self):
        ticket = self.ticket()
        other = ticket[:-3] + ("AAA" if ticket[-3:] != "AAA" else "BBB")
        for value in [
            other,
            ticket[:-1],
            ticket + "A",
            ticket[3:],
            ticket.lower(),
            "7T:",
            "7T:abc",
            "",
            "7T:" + "A" * 50_000,
        ]:
            with self.subTest(value[:60]):
                headers = [("Authorization", f"SOTicket {value}")]
                response = self.engine.handle(chatcore.Request("GET", FOR_CURRENT_USER, headers))
                self.assertEqual(response.status, 401)

    def test_a_ticket_that_is_no_header_any_more_is_too_large(self):
        headers = [("Authorization", "SOTicket 7T:" + "A" * 100_000)]
        response = self.engine.handle(chatcore.Request("GET", FOR_CURRENT_USER, headers))
        self.assertEqual(response.status, 431)

    def test_other_schemes_are_turned_away(self):
        for value in ["Digest username=maja", "Negotiate abc", self.ticket(), "7T:", "", "   "]:
            with self.subTest(value):
                self.assert_turned_away(("Authorization", value))

    # Browsers

    def browser(self, name="maja"):
        session = self.engine.call("System.OpenBrowserSession", {"UserName": name})
        cookies = "; ".join(cookie.partition(";")[0] for cookie in session["Cookies"])
        return session, cookies

    def test_a_browser_sends_its_cookies_and_the_xsrf_token(self):
        session, cookies = self.browser()
        self.assert_lets_in(MAJAS_SESSIONS, ("Cookie", cookies), ("X-XSRF-TOKEN", session["XsrfToken"]))

    def test_other_cookies_beside_ours_do_not_matter(self):
        session, cookies = self.browser()
        self.assert_lets_in(MAJAS_SESSIONS, ("Cookie", f"a=b; {cookies};c=d"), ("X-XSRF-TOKEN", session["XsrfToken"]))

    def test_cookies_alone_do_not_let_another_site_call(self):
        session, cookies = self.browser()
        self.assert_turned_away(("Cookie", cookies))
        self.assert_turned_away(("X-XSRF-TOKEN", session["XsrfToken"]))
        self.assert_turned_away(("Cookie", cookies), ("X-XSRF-TOKEN", ""))
        self.assert_turned_away(("Cookie", cookies), ("X-XSRF-TOKEN", session["XsrfToken"][:-2]))

    def test_the_xsrf_token_of_another_session_is_wrong(self):
        _, cookies = self.browser("maja")
        other, _ = self.browser("tor")
        self.assert_turned_away(("Cookie", cookies), ("X-XSRF-TOKEN", other["XsrfToken"]))

    def test_the_cookie_with_the_ticket_is_out_of_reach_of_scripts(self):
        session, _ = self.browser()
        ticket_cookie = next(cookie for cookie in session["Cookies"] if session["Ticket"] in cookie)
        attributes = {part.strip().lower() for part in ticket_cookie.split(";")[1:]}
        self.assertLessEqual({"httponly", "secure"}, attributes)

    def test_a_wrong_authorization_is_not_made_good_by_a_right_cookie(self):
        session, cookies = self.browser()
        self.assert_turned_away(
            ("Authorization", basic("maja", "guess")), ("Cookie", cookies), ("X-XSRF-TOKEN", session["XsrfToken"])
        )

    # Nobody

    def test_without_credentials_no_operation_is_answered(self):
        for method, target in [
            ("GET", FOR_CURRENT_USER),
            ("POST", FOR_USER),
            ("POST", PRESENCE),
            ("HEAD", FOR_CURRENT_USER),
        ]:
            with self.subTest(target):
                response = self.call(method=method, target=target)
                self.assertEqual(response.status, 401)
                self.assertIsNotNone(response.header("WWW-Authenticate"))

    def test_a_refusal_does_not_repeat_what_was_sent(self):
        response = self.assert_turned_away(("Authorization", basic("maja", "a secret guess")))
        self.assertNotIn(b"secret", response.body)
        self.assertNotIn(b"maja", response.body)

    def test_somebody_without_a_topic_sees_an_empty_list(self):
        self.assert_lets_in([], ("Authorization", basic("sofie", PASSWORDS["sofie"])))


class UsersThatChangeTest(unittest.TestCase):
    """What happens to those who are let in when the host changes its mind."""

    def setUp(self):
        self.engine = open_desk()
        self.addCleanup(self.engine.close)

    def status(self, authorization):
        return self.engine.handle(chatcore.Request("GET", FOR_CURRENT_USER, [("Authorization", authorization)])).status

    def test_a_new_password_takes_the_place_of_the_old_one_at_once(self):
        self.assertEqual(self.status(basic("tor", PASSWORDS["tor"])), 200)
        self.engine.call("System.SaveUser", {"UserName": "tor", "AssociateId": 2, "Password": "new"})
        self.assertEqual(self.status(basic("tor", PASSWORDS["tor"])), 401)
        self.assertEqual(self.status(basic("tor", "new")), 200)

    def test_a_deleted_user_is_let_in_no_more(self):
        credentials = {"UserName": "tor", "Password": PASSWORDS["tor"]}
        ticket = self.engine.call("SoPrincipal.AuthenticateUsernamePassword", credentials)["Credentials"]["Ticket"]
        token = self.engine.call("System.IssueAccessToken", {"UserName": "tor"})["AccessToken"]
        self.engine.call("System.DeleteUser", {"UserName": "tor"})
        for authorization in [basic("tor", PASSWORDS["tor"]), f"SOTicket {ticket}", f"Bearer {token}"]:
            with self.subTest(authorization[:8]):
                self.assertEqual(self.status(authorization), 401)


class ApplicationTokenTest(DeskTest):
    config = {"auth": {"applicationTokens": ["app-one", "app-two"]}}

    def test_a_listed_application_is_let_in(self):
        for token in ["app-one", "app-two"]:
            with self.subTest(token):
                self.assertEqual(self.send("GET", FOR_CURRENT_USER, {"SO-AppToken": token}).status, 200)

    def test_a_missing_or_unlisted_application_is_turned_away(self):
        for headers in [
            {},
            {"SO-AppToken": ""},
            {"SO-AppToken": "app-three"},
            {"SO-AppToken": "APP-ONE"},
            {"SO-AppToken": "app-one,app-two"},
        ]:
            with self.subTest(headers):
                self.assert_refused(self.send("GET", FOR_CURRENT_USER, headers), 401)

    def test_the_host_itself_needs_no_application_token_of_its_own(self):
        self.assertEqual(self.engine.call("System.CountRows")["Users"], 4)

    def test_a_token_does_not_stand_for_a_user(self):
        self.assert_refused(self.send("GET", FOR_CURRENT_USER, {"SO-AppToken": "app-one"}, user=None), 401)


class AnyApplicationTest(DeskTest):
    def test_without_a_list_any_application_or_none_is_let_in(self):
        for headers in [{}, {"SO-AppToken": "whoever"}]:
            with self.subTest(headers):
                self.assertEqual(self.send("GET", FOR_CURRENT_USER, headers).status, 200)


if __name__ == "__main__":
    unittest.main()
