"""schemathesis makes up requests from the vendor's three REST descriptions: no failure of the server, no answer of another
shape than described, and nothing of the server's insides in an error."""

import json
import unittest

import jsonschema
import pages
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from pages import setUpModule  # noqa: F401  (unittest calls it)
from schemathesis import GenerationMode
from scenery.desk import PASSWORDS, DeskTest, basic
from test_rest_schemas import OPEN, strict
from test_schemathesis import INSIDES

EXAMPLES = 4


class MadeUpTest(DeskTest):
    def test_every_operation_of_the_three_descriptions(self):
        count = 0
        for name in ("ChatAgent", "ChatSession", "ChatTopic"):
            document = json.loads((pages.REFERENCE / "openapi" / f"Swagger-v1-{name}.json").read_bytes())
            self.definitions = {key: strict(schema) for key, schema in document["definitions"].items()}
            address = self.served.url.partition("://")[2]
            schema = schemathesis.openapi.from_dict({**document, "host": address, "schemes": ["http"], "basePath": "/"})
            for found in schema.get_all_operations():
                operation = found.ok()
                with self.subTest(operation.label):
                    self.try_out(operation, document["paths"][operation.path][operation.method])
                    count += 1
        self.assertEqual(count, 63)

    def try_out(self, operation, described):
        for mode in GenerationMode:

            @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
            @given(case=operation.as_strategy(generation_mode=mode))
            def attempt(case):
                response = case.call(base_url=self.served.url, headers={"Authorization": basic("maja", PASSWORDS["maja"])})
                self.assertLess(response.status_code, 500, response.text)
                if response.status_code >= 400:
                    for trace in INSIDES:
                        self.assertNotIn(trace, response.text)
                elif response.status_code == 200 and "json" in response.headers["content-type"][0]:
                    self.hold(response.json(), described, response.request.url)

            try:
                attempt()
            except Unsatisfiable:
                # Without parameters and body there is nothing to do wrong.
                self.assertEqual(mode, GenerationMode.NEGATIVE)

    def hold(self, answer, described, url):
        schema = described["responses"]["200"].get("schema") if "200" in described["responses"] else None
        # What $select leaves out of a list's rows is not described.
        if schema is None or any(name in schema.get("$ref", "") for name in OPEN):
            return
        errors = jsonschema.Draft4Validator({**strict(schema), "definitions": self.definitions}).iter_errors(answer)
        error = jsonschema.exceptions.best_match(errors)
        self.assertIsNone(error, error and f"{url} {error.json_path}: {error.message}")


if __name__ == "__main__":
    unittest.main()
