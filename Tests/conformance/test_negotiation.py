"""Which form an answer takes: Accept, its weights, and $format."""

import unittest
import xml.etree.ElementTree as ElementTree

import chatcore
from scenery.desk import FOR_CURRENT_USER, FOR_USER, MAJAS_SESSIONS, DeskTest, basic, PASSWORDS

JSON = ["application/json", "text/json", "application/json-patch+json", "application/merge-patch+json"]
XML = ["application/xml", "text/xml"]


def media_type(response):
    return response.header("Content-Type").partition(";")[0]


def numbers_in_xml(body):
    return [int(element.findtext("ChatSessionId")) for element in ElementTree.fromstring(body)]


class NegotiationTest(DeskTest):
    def accepted(self, accept, target=FOR_CURRENT_USER):
        return media_type(self.get(target, Accept=accept))

    def test_each_json_type_is_answered_as_itself_and_holds_json(self):
        for type in JSON:
            with self.subTest(type):
                response = self.get(Accept=type)
                self.assertEqual(response.header("Content-Type"), f"{type}; charset=utf-8")
                self.assertEqual([s["ChatSessionId"] for s in response.json()], MAJAS_SESSIONS)

    def test_each_xml_type_is_answered_as_itself_and_holds_elements_without_a_namespace(self):
        for type in XML:
            with self.subTest(type):
                response = self.get(Accept=type)
                self.assertEqual(response.header("Content-Type"), f"{type}; charset=utf-8")
                self.assertEqual(ElementTree.fromstring(response.body).tag, "ArrayOfChatSessionEntity")
                self.assertEqual(numbers_in_xml(response.body), MAJAS_SESSIONS)

    def test_without_accept_the_answer_is_application_json(self):
        response = self.get()
        self.assertEqual(response.header("Content-Type"), "application/json; charset=utf-8")

    def test_an_empty_accept_is_as_good_as_none(self):
        self.assertEqual(self.accepted(""), "application/json")

    def test_any_type_will_do_for_a_star(self):
        self.assertEqual(self.accepted("*/*"), "application/json")
        self.assertEqual(self.accepted("application/*"), "application/json")
        self.assertEqual(self.accepted("text/*"), "text/json")

    def test_the_highest_weight_wins_wherever_it_stands(self):
        self.assertEqual(self.accepted("application/xml;q=0.3, text/json;q=0.9, application/json;q=0.8"), "text/json")
        self.assertEqual(self.accepted("application/json;q=0.999, application/xml"), "application/xml")
        self.assertEqual(self.accepted("application/json;q=0.1, text/xml ; q=0.11"), "text/xml")

    def test_of_equal_weights_the_first_one_wins(self):
        self.assertEqual(self.accepted("text/xml, application/json"), "text/xml")
        self.assertEqual(self.accepted("application/json, text/xml"), "application/json")

    def test_a_weight_of_zero_rules_a_type_out_although_a_star_would_take_it(self):
        self.assertEqual(self.accepted("application/json;q=0, */*"), "text/json")
        self.assertEqual(self.accepted("application/*;q=0, */*;q=0.5"), "text/json")

    def test_types_that_nobody_here_writes_are_passed_over(self):
        self.assertEqual(
            self.accepted("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"), "application/xml"
        )

    def test_parameters_and_case_of_a_type_do_not_matter(self):
        self.assertEqual(self.accepted("application/json; charset=utf-8"), "application/json")
        self.assertEqual(self.accepted("Text/JSON; Charset=UTF-8; Q=0.5"), "text/json")

    def test_accept_may_come_in_several_headers(self):
        headers = [("Authorization", basic("maja", PASSWORDS["maja"])), ("Accept", "text/html"), ("Accept", "text/json")]
        response = self.engine.handle(chatcore.Request("GET", FOR_CURRENT_USER, headers))
        self.assertEqual((response.status, media_type(response)), (200, "text/json"))

    def test_nothing_acceptable_is_406_and_says_what_there_is(self):
        for accept in ["text/html", "image/*", "application/json;q=0", "*/*;q=0", "nonsense"]:
            with self.subTest(accept):
                response = self.send("GET", FOR_CURRENT_USER, {"Accept": accept})
                self.assert_refused(response, 406, "application/json")

    def test_format_comes_before_accept(self):
        self.assertEqual(self.accepted("application/xml", FOR_CURRENT_USER + "?$format=json"), "application/json")
        self.assertEqual(self.accepted("application/json", FOR_CURRENT_USER + "?$format=xml"), "application/xml")
        self.assertEqual(self.accepted("text/html", FOR_CURRENT_USER + "?$format=json"), "application/json")

    def test_format_takes_whole_media_types_and_any_case(self):
        for type in JSON:
            with self.subTest(type):
                self.assertEqual(
                    media_type(self.get(FOR_CURRENT_USER + "?$FORMAT=" + type.replace("+", "%2B").title())), type
                )

    def test_an_unknown_format_is_400_at_its_name(self):
        response = self.send("GET", FOR_CURRENT_USER + "?$format=yaml")
        self.assert_refused(response, 400, "$format")

    def test_agents_routes_negotiate_in_the_same_way(self):
        response = self.send("POST", FOR_USER, {"Accept": "text/xml;q=0.9, text/json"})
        self.assertEqual((response.status, media_type(response)), (200, "text/json"))
        self.assert_refused(self.send("POST", FOR_USER, {"Accept": "text/html"}), 406)


class XMLTest(DeskTest):
    """Records as elements, for those who ask REST for XML."""

    def first(self, **headers):
        return ElementTree.fromstring(self.get(Accept="application/xml", **headers).body)[0]

    def test_elements_have_the_names_order_and_values_of_the_json(self):
        element, record = self.first(), self.get().json()[0]
        self.assertEqual(element.tag, "ChatSessionEntity")
        self.assertEqual({child.tag for child in element}, set(record))
        for name in [
            "ChatSessionId",
            "CustomerName",
            "Status",
            "WhenRequested",
            "FirstMessage",
            "LastMessage",
            "InitialQueuePos",
        ]:
            with self.subTest(name):
                self.assertEqual(element.findtext(name), str(record[name]))
        self.assertEqual(element.findtext("CustomerConsented"), "true")
        self.assertEqual(element.findtext("Person/Lastname"), record["Person"]["Lastname"])

    def test_null_is_xsi_nil(self):
        nil = self.first().find("Person/MiddleName").get("{http://www.w3.org/2001/XMLSchema-instance}nil")
        self.assertEqual(nil, "true")

    def test_lists_in_records_are_lists_of_named_elements(self):
        fields = self.first().findall("Contact/Address/LocalizedAddress/ArrayOfLocalizedField/LocalizedField")
        self.assertEqual([field.findtext("Name") for field in fields], ["Address1", "Zipcode", "City"])

    def test_languages_and_time_zones_reach_xml_too(self):
        element = self.first(Accept_Language="no", SO_TimeZone="NO, includeTZOffset")
        self.assertEqual(element.findtext("FirstMessage"), "Varmen er borte")
        self.assertEqual(element.findtext("WhenRequested"), "2024-01-15T09:30:00.1234567+01:00")

    def test_a_refusal_is_xml_too_for_those_who_asked_for_it(self):
        for target, method in [(FOR_CURRENT_USER, "GET"), (FOR_USER, "POST")]:
            with self.subTest(target):
                as_json = self.send(method, target, {"Accept": "application/json", "SO-TimeZone": "<&>"})
                as_xml = self.send(method, target, {"Accept": "text/xml", "SO-TimeZone": "<&>"})
                self.assertEqual((as_xml.status, as_xml.header("Content-Type")), (400, "text/xml; charset=utf-8"))
                element = ElementTree.fromstring(as_xml.body)
                said = {name: str(value).lower() if value is True else value for name, value in as_json.json().items()}
                self.assertEqual({child.tag: child.text for child in element}, said)

    def test_select_reaches_xml_too(self):
        body = self.get(FOR_CURRENT_USER + "?$select=customerName", Accept="text/xml").body
        element = ElementTree.fromstring(body)[0]
        self.assertEqual(element.findtext("ChatSessionId"), "9001")
        self.assertEqual(element.findtext("CustomerName"), "Jürgen Groß")
        self.assertFalse(element.findtext("SessionKey"))


if __name__ == "__main__":
    unittest.main()
