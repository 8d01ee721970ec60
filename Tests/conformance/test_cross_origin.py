"""What browsers are told when a page of another origin asks."""

import unittest

from scenery.desk import FOR_CURRENT_USER, DeskTest

PAGE = "https://app.desk.example"


class CrossOriginTest(DeskTest):
    config = {"cors": {"origins": ["https://*.desk.example"]}}

    def preflight(self, target, origin=PAGE, method="PATCH"):
        headers = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "authorization"}
        return self.send("OPTIONS", target, headers, user=None)

    def test_a_page_that_is_allowed_may_read_answers_and_refusals(self):
        for target, status in [(FOR_CURRENT_USER, 200), ("/api/v1/ChatSession/1", 404)]:
            response = self.send("GET", target, {"Origin": PAGE})
            self.assertEqual((response.status, response.header("Access-Control-Allow-Origin")), (status, PAGE))
            self.assertEqual(response.header("Access-Control-Allow-Credentials"), "true")
            self.assertIn("Origin", response.header("Vary"))

    def test_a_preflight_names_methods_and_headers(self):
        response = self.preflight("/api/v1/ChatSession/9001")
        self.assertEqual((response.status, response.body), (204, b""))
        methods = {method.strip() for method in response.header("Access-Control-Allow-Methods").split(",")}
        self.assertEqual(methods, {"GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"})
        headers = response.header("Access-Control-Allow-Headers")
        for header in ["Authorization", "Content-Type", "X-XSRF-TOKEN", "SO-TimeZone", "If-Unmodified-Since"]:
            self.assertIn(header, headers)
        self.assertEqual(response.header("Access-Control-Max-Age"), "600")

    def test_others_are_told_nothing(self):
        for origin in ["https://desk.example", "https://app.desk.example.evil.example", "http://app.desk.example", "null"]:
            for response in [self.send("GET", FOR_CURRENT_USER, {"Origin": origin}), self.preflight(FOR_CURRENT_USER, origin)]:
                with self.subTest(origin):
                    self.assertFalse([name for name, _ in response.headers if name.startswith("Access-Control")])
                    self.assertIn("Origin", response.header("Vary"))


if __name__ == "__main__":
    unittest.main()
