"""Every operation there and back, in every release, dialect and form, with generated values in every field."""

from __future__ import annotations

import json
import random
import re
import unittest
from typing import Any, List, Tuple
from urllib.parse import parse_qs, urlsplit

import chatcore
from carriers import CARRIERS, OPERATIONS, Field, Values, fields
from chance import Judged
from library import JSON, XML, decode
from soap import Reader, Writer

# An operation, its SOAP release (0: none), the dialect or REST's form, and SOAP's version.
Reach = Tuple[str, int, str, str]


def releases(operation: str) -> "List[int]":
    return [int(name[-2:]) for name in OPERATIONS[operation]["soap"]]


SOAP: "List[Reach]" = [
    (name, release, dialect, version) for name in OPERATIONS for release in releases(name) for dialect in ("wsdl", "manual") for version in ("1.1", "1.2")
]
# What is answered as a document of its own has no fields that are described.
REST: "List[Reach]" = [(name, 0, form, "") for name in OPERATIONS if OPERATIONS[name]["result"] != "Document" for form in ("json", "xml")]


def answer_fields(operation: str) -> "List[Field]":
    return [Field(part["name"], part["type"], part["type"] in CARRIERS or part["type"] == "xs:string") for part in OPERATIONS[operation]["response"]]


def is_wrapped(operation: str) -> bool:
    """Whether the answer in JSON is an object of the response's parts, and not its only part."""
    result = OPERATIONS[operation]["result"]
    return result in CARRIERS and [field.name for field in fields(result)] == [part["name"] for part in OPERATIONS[operation]["response"]] and len(OPERATIONS[operation]["response"]) > 1


def as_xml_has_it(value: Any) -> Any:
    """Values after XML: characters that it cannot hold are replaced."""
    if isinstance(value, str):
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", value)
    if isinstance(value, list):
        return [as_xml_has_it(element) for element in value]
    if isinstance(value, dict):
        return {as_xml_has_it(name): as_xml_has_it(held) for name, held in value.items()}
    return value


def difference(read: Any, expected: Any, path: str = "") -> str:
    """Where two values begin to differ."""
    if isinstance(read, dict) and isinstance(expected, dict):
        for name in [*expected, *read]:
            if name not in read or name not in expected:
                return f"{path}.{name} is only in one: {read.get(name)!r:.200} / {expected.get(name)!r:.200}"
            if read[name] != expected[name]:
                return difference(read[name], expected[name], f"{path}.{name}")
    if isinstance(read, list) and isinstance(expected, list) and len(read) == len(expected):
        for index, (one, other) in enumerate(zip(read, expected)):
            if one != other:
                return difference(one, other, f"{path}[{index}]")
    return f"{path} is {read!r:.400} in place of {expected!r:.400}"


class CarriersTest(Judged):
    def reaches(self, every: "List[Reach]", share: float) -> "Any":
        """Every reach at least once with each seed."""
        for number, (case, chance) in enumerate(self.cases(len(every), share)):
            yield f"{case} {every[number % len(every)]}", chance, every[number % len(every)]

    def assert_decodes(self, case: str, operation: str, body: bytes, content_type: str, expected: Any) -> None:
        result = decode(operation, body, content_type)
        if isinstance(result, chatcore.ChatCoreError):
            self.fail(f"{case}: {result!r}\n{body[max((result.offset or 0) - 200, 0) :][:400]!r}\n")
        self.assert_same(case, body, json.loads(result), expected)

    def assert_same(self, case: str, body: bytes, read: Any, expected: Any) -> None:
        if read != expected:
            self.fail(f"{case}: {difference(read, expected)}\n{body[:2000]!r}")

    def test_answers_over_soap_are_read_as_they_were_written(self) -> None:
        for case, chance, (operation, release, dialect, version) in self.reaches(SOAP, 0.06):
            manual = dialect == "manual"
            values = Values(chance, in_xml=True, plain_unknowns=manual)
            parts = [(field, values.value(field)) for field in answer_fields(operation)]
            writer = Writer(chance, release, typed=manual, leaves_null_out=manual, shuffled=chance.random() < 0.2)
            body = writer.message(version, OPERATIONS[operation]["response_element"], parts)
            if is_wrapped(operation):
                expected: Any = {field.name: value for field, value in parts}
            else:
                expected = parts[0][1] if parts else None
            self.assert_decodes(case, operation, body, XML if version == "1.1" else "application/soap+xml", expected)

    def test_answers_over_rest_are_read_as_they_were_written(self) -> None:
        for case, chance, (operation, _, form, _) in self.reaches(REST, 0.06):
            result = OPERATIONS[operation]["result"]
            if not result:
                self.assert_decodes(case, operation, b"", JSON, None)
                continue
            values = Values(chance, in_xml=form == "xml", controls=form == "json")
            parts = [(field, values.value(field)) for field in answer_fields(operation)]
            value: Any = {field.name: held for field, held in parts} if is_wrapped(operation) else parts[0][1]
            if form == "json":
                text = json.dumps(value, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, None, 1)))
                self.assert_decodes(case, operation, text.encode("utf-8"), JSON, value)
            elif result not in ("boolean", "string"):
                body = Writer(chance, shuffled=chance.random() < 0.2).document(result, result, value)
                self.assert_decodes(case, operation, body, "application/xml", value)

    def arguments(self, operation: str, values: Values) -> "dict[str, Any]":
        described = [Field(part["name"], part["type"], part["type"] in CARRIERS or part["type"] == "xs:string") for part in OPERATIONS[operation]["arguments"]]
        return {field.name: values.value(field) for field in described}

    def encode(self, operation: str, connection: "dict[str, Any]", arguments: "dict[str, Any]", chance: random.Random) -> chatcore.Request:
        text = json.dumps(arguments, ensure_ascii=chance.random() < 0.5).encode("utf-8")
        return chatcore.encode(operation, connection, text)

    def test_arguments_over_soap_are_written_as_they_were_given(self) -> None:
        for case, chance, (operation, release, dialect, version) in self.reaches(SOAP, 0.06):
            arguments = self.arguments(operation, Values(chance, in_xml=True, plain_unknowns=dialect == "manual", controls=True, newest=release >= 88))
            connection = {"Protocol": "soap", "Version": release, "Dialect": dialect, "Soap": version, "Ticket": "7T:x"}
            request = self.encode(operation, connection, arguments, chance)
            described = [Field(part["name"], part["type"]) for part in OPERATIONS[operation]["arguments"]]
            read = Reader(request.body, release).arguments(version, operation.partition(".")[2], described)
            self.assert_same(case, request.body, read, as_xml_has_it(arguments))

    def test_arguments_over_rest_are_written_as_they_were_given(self) -> None:
        agents = [(name, 0, "agent", "") for name, operation in OPERATIONS.items() if any(route["style"] == "agent" for route in operation["routes"])]
        for case, chance, (operation, *_) in self.reaches(agents, 0.02):
            arguments = self.arguments(operation, Values(chance, in_xml=False, controls=True))
            request = self.encode(operation, {"Protocol": "rest", "Route": "agent"}, arguments, chance)
            route = next(route for route in OPERATIONS[operation]["routes"] if route["style"] == "agent")
            query = parse_qs(urlsplit(request.target).query)
            for name, argument in route["query_arguments"].items():
                self.assertEqual(query[name], [str(arguments[argument])], case)
                del arguments[argument]
            if not arguments and request.body == b"":
                continue
            # Some take the value of one argument for their body.
            expected = arguments[route["body"]] if route["body"] in arguments else arguments
            self.assert_same(case, request.body, json.loads(request.body), expected)


if __name__ == "__main__":
    unittest.main()
