"""schemathesis makes up requests from our OpenAPI document: no failure of the server, no answer that is not described, and
nothing of the server's insides in an error."""

import unittest

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance
from scenery.desk import PASSWORDS, DeskTest, basic

EXAMPLES = 8
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
INSIDES = ("Traceback", ".swift", "sqlite", "SQLite", "0x7f", "Fatal error", "/tmp/")


class SchemathesisTest(DeskTest):
    def test_requests_that_are_made_up(self):
        schema = schemathesis.openapi.from_url(f"{self.served.url}/openapi.json")
        count = 0
        for found in schema.get_all_operations():
            operation = found.ok()
            with self.subTest(operation.label):
                self.try_out(operation)
                count += 1
        self.assertGreater(count, 60)

    def try_out(self, operation):
        for mode in GenerationMode:

            @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy(generation_mode=mode))
            def attempt(case):
                response = case.call(headers={"Authorization": basic("maja", PASSWORDS["maja"])})
                case.validate_response(response, checks=CHECKS)
                if response.status_code >= 400:
                    for trace in INSIDES:
                        self.assertNotIn(trace, response.text)

            try:
                attempt()
            except Unsatisfiable:
                # Without parameters and body there is nothing to do wrong.
                self.assertEqual(mode, GenerationMode.NEGATIVE)


if __name__ == "__main__":
    unittest.main()
