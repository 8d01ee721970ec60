"""Which path and method lead where."""

import unittest
from concurrent.futures import ThreadPoolExecutor

import chatcore
from scenery.desk import FOR_CURRENT_USER, FOR_USER, MAJAS_SESSIONS, PASSWORDS, PRESENCE, DeskTest, basic

AUTHORIZATION = ("Authorization", basic("maja", PASSWORDS["maja"]))


class RoutesTest(DeskTest):
    def assert_finds_sessions(self, response):
        self.assertEqual(response.status, 200, response.body)
        self.assertEqual([session["ChatSessionId"] for session in response.json()], MAJAS_SESSIONS)

    def test_both_routes_answer_the_same_sessions_byte_for_byte(self):
        entity, agent = self.send("GET", FOR_CURRENT_USER), self.send("POST", FOR_USER)
        self.assert_finds_sessions(entity)
        self.assertEqual(entity.body, agent.body)

    def test_a_post_may_have_no_body_an_empty_object_or_blanks(self):
        for body in [b"", b"{}", b" { } \n"]:
            with self.subTest(body):
                self.assert_finds_sessions(self.send("POST", FOR_USER, {"Content-Type": "application/json"}, body))

    def test_a_body_that_is_not_json_is_400_and_says_where(self):
        for body in [b"{", b"[1]", b'"text"', b"{}{}", b'{"a":}', b"\xff\xfe", b'{"a":"\\ud800"}', b'{"a":1,"a":2}']:
            with self.subTest(body):
                response = self.send("POST", FOR_USER, {"Content-Type": "application/json"}, body)
                self.assert_refused(response, 400, "byte")

    def test_a_body_of_another_kind_is_415(self):
        response = self.send("POST", FOR_USER, {"Content-Type": "text/plain"}, b"hello")
        self.assert_refused(response, 415)

    def test_paths_match_without_regard_to_case(self):
        self.assert_finds_sessions(self.send("GET", "/API/V1/chatsession/FORCURRENTUSER"))
        self.assert_finds_sessions(self.send("POST", "/api/v1/agents/CHAT/chatSessionsforUser"))

    def test_a_slash_at_the_end_and_doubled_ones_do_not_matter(self):
        self.assert_finds_sessions(self.send("GET", FOR_CURRENT_USER + "/"))
        self.assert_finds_sessions(self.send("GET", FOR_CURRENT_USER.replace("/", "//")))

    def test_escapes_in_a_path_are_read(self):
        self.assert_finds_sessions(self.send("GET", "/api/v1/Chat%53ession/ForCurrentUser"))

    def test_an_escaped_slash_is_no_separator(self):
        self.assert_refused(self.send("GET", "/api/v1/ChatSession%2FForCurrentUser"), 404)

    def test_an_absolute_uri_is_accepted(self):
        for origin in ["http://desk.example", "https://desk.example:8443", "HTTP://[::1]:80"]:
            with self.subTest(origin):
                self.assert_finds_sessions(self.send("GET", origin + FOR_CURRENT_USER))
                self.assert_finds_sessions(self.send("GET", origin + FOR_CURRENT_USER + "?$format=json"))

    def test_a_malformed_escape_is_400(self):
        for target in [
            "/api/v1/%zz",
            "/api/v1/%",
            "/api/v1/%f",
            "/api/v1/ChatSession%FF/ForCurrentUser",
            FOR_CURRENT_USER + "?a=%0",
        ]:
            with self.subTest(target):
                self.assert_refused(self.send("GET", target), 400)

    def test_a_path_of_nothing_is_404(self):
        for target in [
            "/",
            "/api/v2/ChatSession/ForCurrentUser",
            "/api/v1/ChatSession/ForCurrentUser/7",
            "/Remote",
            "/etc/passwd",
        ]:
            with self.subTest(target):
                response = self.send("GET", target)
                self.assertEqual(self.assert_refused(response, 404)["ErrorType"], "SoNotFoundException")

    def test_head_answers_as_get_does_but_without_a_body(self):
        get = self.engine.handle(chatcore.Request("GET", FOR_CURRENT_USER, [AUTHORIZATION]))
        head = self.engine.handle(chatcore.Request("HEAD", FOR_CURRENT_USER, [AUTHORIZATION]))
        self.assertEqual((head.status, head.header("Content-Type"), head.body), (200, get.header("Content-Type"), b""))

    def test_head_has_no_body_when_it_is_refused_either(self):
        for target, status in [(FOR_USER, 200), ("/nowhere", 404), (FOR_CURRENT_USER, 401), ("/%zz", 400)]:
            with self.subTest(target):
                response = self.engine.handle(chatcore.Request("HEAD", target))
                self.assertEqual((response.status, response.body), (status, b""))

    def test_options_tells_the_methods_without_asking_who_it_is(self):
        for target, methods in [(FOR_CURRENT_USER, {"GET", "HEAD", "OPTIONS"}), (FOR_USER, {"POST", "OPTIONS"})]:
            with self.subTest(target):
                response = self.send("OPTIONS", target, user=None)
                self.assertEqual((response.status, response.body), (204, b""))
                self.assertLessEqual(methods, set(response.header("Allow").split(", ")))

    def test_another_method_is_405_with_those_that_are_allowed(self):
        for method, target in [
            ("POST", FOR_CURRENT_USER),
            ("PUT", FOR_CURRENT_USER),
            ("DELETE", FOR_CURRENT_USER),
            ("PATCH", FOR_USER),
            ("DELETE", PRESENCE),
            ("TRACE", FOR_USER),
            ("BREW", FOR_CURRENT_USER),
        ]:
            with self.subTest(f"{method} {target}"):
                response = self.send(method, target)
                self.assert_refused(response, 405)
                self.assertNotIn(method, response.header("Allow").split(", "))
                self.assertIn("OPTIONS", response.header("Allow"))

    def test_a_get_on_an_agents_operation_does_not_perform_it(self):
        response = self.send("GET", FOR_USER)
        self.assertNotIn(b"k-9001", response.body)
        self.assertIn(response.status, (200, 405))

    def test_methods_are_what_they_are_in_capitals(self):
        response = self.send("get", FOR_CURRENT_USER)
        self.assertIn(response.status, (200, 405))

    def test_a_target_of_absurd_length_is_refused(self):
        request = chatcore.Request("GET", "/" + "a" * 100_000, [AUTHORIZATION])
        self.assertIn(self.engine.handle(request).status, (400, 413, 414))


class ManyCallersTest(DeskTest):
    def test_callers_at_the_same_time_each_get_their_own_whole_answer(self):
        expected = {user: self.send("GET", FOR_CURRENT_USER, user=user).body for user in PASSWORDS}

        def calls(user):
            return [self.send("GET", FOR_CURRENT_USER, user=user).body for _ in range(25)]

        with ThreadPoolExecutor(8) as pool:
            users = list(PASSWORDS) * 2
            for user, bodies in zip(users, pool.map(calls, users)):
                self.assertEqual(set(bodies), {expected[user]})


class MountTest(DeskTest):
    config = {"mount": {"prefix": "/Cust12345/cs"}}

    def test_the_services_answer_behind_the_prefix_in_any_case(self):
        for prefix in ["/Cust12345/cs", "/cust12345/CS", "/Cust12345/cs/"]:
            with self.subTest(prefix):
                self.assertEqual(self.send("GET", prefix + FOR_CURRENT_USER).status, 200)
                self.assertEqual(self.send("POST", prefix + FOR_USER).status, 200)

    def test_an_absolute_uri_has_the_prefix_too(self):
        self.assertEqual(self.send("GET", "https://desk.example/Cust12345/cs" + FOR_CURRENT_USER).status, 200)

    def test_another_prefix_leads_nowhere(self):
        for prefix in ["/Cust99999/cs", "/Cust12345", "/cs", "/Cust12345/cs/cs"]:
            with self.subTest(prefix):
                self.assert_refused(self.send("GET", prefix + FOR_CURRENT_USER), 404)


class BoundsTest(DeskTest):
    config = {"limits": {"messageBytes": 8192, "depth": 8, "listElements": 10}}

    def post(self, body):
        return self.send("POST", FOR_USER, {"Content-Type": "application/json"}, body)

    def test_a_body_past_the_bound_is_413(self):
        self.assert_refused(self.post(b'{"a":"' + b"x" * 8192 + b'"}'), 413)

    def test_a_body_too_deep_is_413(self):
        self.assert_refused(self.post(b'{"a":' + b"[" * 20 + b"]" * 20 + b"}"), 413)

    def test_a_list_too_long_is_413(self):
        self.assert_refused(self.post(b'{"a":[' + b"1," * 20 + b"1]}"), 413)

    def test_a_body_within_the_bounds_is_read(self):
        self.assertEqual(self.post(b"{" + b" " * 8000 + b"}").status, 200)


if __name__ == "__main__":
    unittest.main()
