"""Accept-Language, SO-Language and SO-Culture on texts in several languages, on named texts, and on formatted values."""

import unittest

from scenery.desk import FOR_CURRENT_USER, FOR_USER, DeskTest

NORWEGIAN, ENGLISH, GERMAN = "Varmen er borte", "The heating is off", "Die Heizung ist aus"
UNCHANGED = f'NO:"{NORWEGIAN}";US:"{ENGLISH}";GE:"{GERMAN}"'


class LanguageTest(DeskTest):
    def first_message(self, **headers):
        return self.sessions(**headers)[9001]["FirstMessage"]

    def test_an_iso_code_picks_the_text_of_the_protocols_own_code(self):
        for language, text in [
            ("no", NORWEGIAN),
            ("nb", NORWEGIAN),
            ("nb-NO", NORWEGIAN),
            ("nn", NORWEGIAN),
            ("en", ENGLISH),
            ("en-GB", ENGLISH),
            ("de", GERMAN),
            ("de-AT", GERMAN),
            ("DE", GERMAN),
        ]:
            with self.subTest(language):
                self.assertEqual(self.first_message(Accept_Language=language), text)

    def test_so_language_also_takes_the_protocols_own_codes(self):
        for language, text in [("NO", NORWEGIAN), ("US", ENGLISH), ("GE", GERMAN), ("de", GERMAN)]:
            with self.subTest(language):
                self.assertEqual(self.first_message(SO_Language=language), text)

    def test_the_first_language_that_the_text_has_wins(self):
        self.assertEqual(self.first_message(Accept_Language="fr,de,ru,zh"), GERMAN)
        self.assertEqual(self.first_message(Accept_Language="ja, nb;q=0.4, de;q=0.5"), GERMAN)
        self.assertEqual(self.first_message(Accept_Language="de;q=0, nb"), NORWEGIAN)

    def test_english_stands_in_for_a_language_that_the_text_has_not(self):
        self.assertEqual(self.first_message(Accept_Language="fi"), ENGLISH)

    def test_the_first_text_stands_in_when_there_is_no_english_either(self):
        label = self.sessions(Accept_Language="fi")[9001]["Contact"]["Address"]["LocalizedAddress"][0][0]["Label"]
        self.assertEqual(label, "Gate")

    def test_so_language_overrides_accept_language(self):
        self.assertEqual(self.first_message(Accept_Language="nb", SO_Language="de"), GERMAN)
        self.assertEqual(self.first_message(Accept_Language="nb", SO_Language=""), NORWEGIAN)

    def test_without_a_language_or_with_a_star_or_x_texts_pass_unchanged(self):
        for headers in [
            {},
            {"Accept_Language": "*"},
            {"Accept_Language": "x"},
            {"SO_Language": "*"},
            {"SO_Language": "x"},
            {"Accept_Language": "nb", "SO_Language": "*"},
            {"Accept_Language": "*, nb;q=0.5"},
        ]:
            with self.subTest(headers):
                self.assertEqual(self.first_message(**headers), UNCHANGED)

    def test_every_text_of_the_answer_is_put_into_the_language(self):
        seen = self.sessions(Accept_Language="de")[9001]
        self.assertEqual(seen["Person"]["CategoryName"], "Stammkunde")
        self.assertEqual(seen["User"]["Tooltip"], "Case worker")
        self.assertEqual(seen["Contact"]["Address"]["LocalizedAddress"][0][0]["Label"], "Straße")
        self.assertEqual(seen["TableRight"]["Reason"], "Owner")

    def test_ordinary_texts_are_left_alone(self):
        plain, norwegian = self.sessions()[9001], self.sessions(Accept_Language="nb")[9001]
        for name in ["CustomerName", "CustomerCompanyName", "SessionKey", "Status", "Flags", "WhenRequested"]:
            self.assertEqual(norwegian[name], plain[name])
        self.assertEqual(norwegian["Person"]["Lastname"], 'Groß <&> "Söhne"')

    def test_agents_routes_speak_languages_too(self):
        response = self.send("POST", FOR_USER, {"Accept-Language": "de"})
        self.assertEqual(response.json()[0]["FirstMessage"], GERMAN)

    def test_calls_inside_the_process_speak_languages_too(self):
        called = self.engine.call("Chat.ChatSessionsForUser", caller={"Associate": "maja", "Language": "de"})
        self.assertEqual(called[0]["FirstMessage"], GERMAN)


class ResourceTest(DeskTest):
    """[SR_…] names a text of the host's table."""

    def test_a_name_is_replaced_by_the_callers_text_wherever_it_stands(self):
        seen = self.sessions(Accept_Language="nb")[9001]
        self.assertEqual(seen["LastMessage"], "God dag, Jürgen 😀 <b>&amp;</b>")
        self.assertEqual(seen["Ticket"]["CategoryName"], "Varme")

    def test_english_stands_in_for_a_text_that_the_language_has_not(self):
        self.assertEqual(self.sessions(Accept_Language="de")[9001]["Ticket"]["CategoryName"], "Heating")

    def test_a_name_that_no_table_has_stays(self):
        self.assertEqual(self.sessions(Accept_Language="en")[9001]["Sale"]["Title"], "[SR_SALE_TITLE]")
        self.assertIn("[SR_NOWHERE]", self.sessions(Accept_Language="nb")[9001]["Sale"]["Description"])

    def test_without_a_language_names_stay(self):
        self.assertEqual(self.sessions()[9001]["Ticket"]["CategoryName"], "[SR_CATEGORY]")


class CultureTest(DeskTest):
    """SO-Culture writes the numbers and dates that texts carry in a form without culture."""

    def description(self, **headers):
        return self.sessions(**headers)[9001]["Sale"]["Description"]

    def test_a_culture_formats_what_stands_in_a_text(self):
        text = self.description(Accept_Language="nb", SO_Culture="de")
        self.assertEqual(text, "Ukjent tekst [SR_NOWHERE] og beløp 12.345,678 per 31.12.2024")

    def test_without_a_culture_that_of_the_language_is_used(self):
        self.assertEqual(self.description(SO_Language="de"), self.description(SO_Language="de", SO_Culture="de"))

    def test_american_and_british_dates_differ(self):
        self.assertIn("12/31/2024", self.description(Accept_Language="en", SO_Culture="en-US"))
        self.assertIn("31/12/2024", self.description(Accept_Language="en", SO_Culture="en-GB"))

    def test_a_culture_without_a_language_is_ignored(self):
        self.assertEqual(self.description(SO_Culture="de"), self.description())

    def test_dates_and_numbers_of_the_record_itself_are_data_and_stay(self):
        plain, german = self.sessions()[9001], self.sessions(Accept_Language="de", SO_Culture="de")[9001]
        self.assertEqual(german["Sale"]["Amount"], plain["Sale"]["Amount"])
        self.assertEqual(german["WhenRequested"], plain["WhenRequested"])


if __name__ == "__main__":
    unittest.main()
