"""What a SOAP request may look like: every way of writing the same message means the same."""

import unittest

import chatcore
from scenery import soap
from scenery.desk import MAJAS_SESSIONS, TORS_SESSIONS
from scenery.soap import Answer
from test_soap_dialects import SOAPTest
from test_time_zones import expected

NS = soap.namespace(87)


class ReadingTest(SOAPTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.given = cls.ticket(cls)

    def sessions_for(self, body, content_type="text/xml; charset=utf-8", release=87):
        body = body if isinstance(body, bytes) else body.encode()
        return Answer(self.post(release, "CustomerService", body, content_type))

    def assert_answers(self, body, content_type="text/xml; charset=utf-8"):
        answer = self.sessions_for(body, content_type)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual([int(element.text) for element in answer.all("ChatSessionId")], MAJAS_SESSIONS, answer.body)
        return answer

    def envelope(self, header="", body="<n:ChatSessionsForUser/>", version="1.1", beside=""):
        credentials = f"<n:Credentials><n:Ticket>{self.given}</n:Ticket></n:Credentials>"
        return (
            f'<s:Envelope xmlns:s="{soap.ENVELOPES[version]}" xmlns:n="{NS}">'
            f"<s:Header>{header}{credentials}</s:Header>{beside}<s:Body>{body}</s:Body></s:Envelope>"
        )

    # Prefixes and namespaces

    def test_prefixes_may_have_any_name(self):
        for prefix in ["a", "SOAP-ENV", "_", "ns1.x-y", "Ärger", "日本"]:
            with self.subTest(prefix):
                self.assert_answers(
                    self.envelope()
                    .replace("s:", f"{prefix}:")
                    .replace("xmln" + f"{prefix}:", "xmlns:")
                    .replace(":s=", f":{prefix}=")
                )

    def test_everything_may_be_in_default_namespaces(self):
        self.assert_answers(
            f"<Envelope xmlns=\"{soap.ENVELOPES['1.1']}\"><Header><Credentials xmlns=\"{NS}\"><Ticket>{self.given}</Ticket></Credentials>"
            f'</Header><Body><ChatSessionsForUser xmlns="{NS}"/></Body></Envelope>'
        )

    def test_one_prefix_may_mean_different_things_in_different_places(self):
        self.assert_answers(
            f"<p:Envelope xmlns:p=\"{soap.ENVELOPES['1.1']}\"><p:Header><p:Credentials xmlns:p=\"{NS}\"><p:Ticket>{self.given}</p:Ticket>"
            f'</p:Credentials></p:Header><p:Body><p:ChatSessionsForUser xmlns:p="{NS}"/></p:Body></p:Envelope>'
        )

    def test_a_prefix_that_nobody_declared_is_a_fault(self):
        answer = self.sessions_for(self.envelope(body="<q:ChatSessionsForUser/>"))
        self.assertTrue(answer.is_fault)

    # How elements are written

    def test_an_empty_element_may_be_written_in_two_ways_and_hold_blanks(self):
        for body in [
            "<n:ChatSessionsForUser/>",
            "<n:ChatSessionsForUser></n:ChatSessionsForUser>",
            "\n <n:ChatSessionsForUser >\n </n:ChatSessionsForUser >\n",
        ]:
            with self.subTest(body):
                self.assert_answers(self.envelope(body=body))

    def test_comments_and_processing_instructions_do_not_matter(self):
        text = self.envelope(
            header="<!-- <s:Body/> -->",
            beside="<?note <s:Body>?>",
            body="<!-- - --><n:ChatSessionsForUser><!----></n:ChatSessionsForUser>",
        )
        self.assert_answers("<!-- before -->\n" + text + "\n<!-- after -->\n<?end?>")

    def test_a_ticket_may_be_written_with_references_cdata_and_comments(self):
        first, rest = self.given[0], self.given[1:]
        for ticket in [
            f"&#x{ord(first):x};{rest}",
            f"&#{ord(first)};{rest}",
            f"<![CDATA[{self.given}]]>",
            f"{first}<!-- here -->{rest}",
            f"{first}<![CDATA[{rest}]]>",
        ]:
            with self.subTest(ticket[:16]):
                self.assert_answers(self.envelope().replace(self.given, ticket))

    def test_attributes_in_any_quotes_and_of_other_namespaces_do_not_matter(self):
        self.assert_answers(
            self.envelope(body="<n:ChatSessionsForUser a='\"' xml:lang=\"en\" xmlns:o='urn:other' o:b='&lt;'/>")
        )

    def test_arguments_that_the_operation_does_not_know_are_passed_over(self):
        self.assert_answers(
            self.envelope(
                body="<n:ChatSessionsForUser><n:More><n:Deep>1</n:Deep></n:More><x xmlns=''/></n:ChatSessionsForUser>"
            )
        )

    # Headers

    def test_headers_of_others_are_passed_over(self):
        addressing = (
            '<a:Action xmlns:a="http://www.w3.org/2005/08/addressing">x</a:Action>'
            '<a:ReplyTo xmlns:a="http://www.w3.org/2005/08/addressing"><a:Address>urn:y</a:Address></a:ReplyTo>'
        )
        for version in ["1.1", "1.2"]:
            with self.subTest(version):
                self.assert_answers(self.envelope(header=addressing, version=version), soap.TYPES[version])

    def test_a_header_that_insists_and_is_not_ours_is_a_must_understand_fault(self):
        for version, value in [("1.1", "1"), ("1.2", "true"), ("1.2", "1")]:
            with self.subTest(f"{version} {value}"):
                header = f'<x:Security xmlns:x="urn:x" s:mustUnderstand="{value}"><x:Token/></x:Security>'
                answer = self.sessions_for(self.envelope(header=header, version=version), soap.TYPES[version])
                self.assertTrue(answer.is_fault)
                self.assertEqual((answer.status, answer.fault_code), (500, "MustUnderstand"))
                self.assertEqual(answer.envelope, soap.ENVELOPES[version])

    def test_a_header_that_does_not_insist_is_passed_over(self):
        for version, value in [("1.1", "0"), ("1.2", "false"), ("1.2", "0")]:
            with self.subTest(f"{version} {value}"):
                header = f'<x:Security xmlns:x="urn:x" s:mustUnderstand="{value}"/>'
                self.assert_answers(self.envelope(header=header, version=version), soap.TYPES[version])

    def test_our_own_headers_may_insist(self):
        self.assert_answers(self.envelope().replace("<n:Credentials>", '<n:Credentials s:mustUnderstand="1">'))

    def test_a_header_that_insists_towards_somebody_else_is_passed_over(self):
        header = '<x:Security xmlns:x="urn:x" s:mustUnderstand="1" s:actor="urn:somebody"/>'
        self.assert_answers(self.envelope(header=header))

    def test_our_headers_in_the_namespace_of_another_release_are_not_ours(self):
        answer = self.sessions_for(
            self.envelope().replace("<n:Credentials>", f'<n:Credentials xmlns:n="{soap.namespace(86)}">')
        )
        self.assertEqual(answer.text("Succeeded"), "false")

    def test_credentials_may_stand_in_the_header_or_directly_under_the_envelope(self):
        credentials = f"<n:Credentials><n:Ticket>{self.given}</n:Ticket></n:Credentials>"
        for version in ["1.1", "1.2"]:
            with self.subTest(version):
                text = (
                    f'<s:Envelope xmlns:s="{soap.ENVELOPES[version]}" xmlns:n="{NS}">{credentials}'
                    "<s:Body><n:ChatSessionsForUser/></s:Body></s:Envelope>"
                )
                self.assert_answers(text, soap.TYPES[version])

    def test_the_manuals_message_may_use_prefixes_of_its_own(self):
        text = soap.manual(87, "CustomerService", "ChatSessionsForUser", self.given).decode()
        text = text.replace("CustomerService:", "z:").replace("xmlns:CustomerService", "xmlns:z").replace("SOAP-ENV", "e")
        answer = self.assert_answers(text, soap.TYPES["1.2"])
        self.assertIn(b'<CustomerService:ChatSessionId xsi:type="xsd:int">9001<', answer.body)

    # Encodings and media types

    def test_media_types_are_accepted_with_and_without_a_charset(self):
        for version, types in [
            (
                "1.1",
                [
                    "text/xml",
                    "text/xml; charset=utf-8",
                    'text/xml;charset="UTF-8"',
                    "application/xml",
                    "TEXT/XML; Charset=utf-8",
                ],
            ),
            (
                "1.2",
                [
                    "application/soap+xml",
                    'application/soap+xml; charset=utf-8; action="urn:x"',
                    "application/xml; charset=utf-8",
                ],
            ),
        ]:
            for type in types:
                with self.subTest(type):
                    self.assert_answers(self.envelope(version=version), type)

    def test_another_media_type_is_refused(self):
        for type in ["application/json", "text/plain", "multipart/related"]:
            with self.subTest(type):
                response = self.post(87, "CustomerService", self.envelope().encode(), type)
                self.assertIn(response.status, (400, 415, 500))
                self.assertNotIn(b"ChatSessionId", response.body)

    def test_utf8_may_begin_with_a_bom(self):
        self.assert_answers(b"\xef\xbb\xbf" + self.envelope().encode())
        self.assert_answers(b"\xef\xbb\xbf<?xml version='1.0' encoding='utf-8'?>" + self.envelope().encode())

    def test_utf16_with_a_bom_is_read_in_both_orders(self):
        for bom, codec in [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")]:
            for declaration in ["", '<?xml version="1.0" encoding="UTF-16"?>']:
                with self.subTest(f"{codec} {declaration}"):
                    self.assert_answers(bom + (declaration + self.envelope()).encode(codec), "text/xml; charset=utf-16")

    def test_letters_beyond_ascii_mean_the_same_in_both_encodings(self):
        self.engine.call("System.SaveUser", {"UserName": "ærlig😀", "AssociateId": 2, "Password": "ord 日本 😀"})
        text = soap.message(
            "wsdl", "1.1", 87, "SoPrincipal.AuthenticateUsernamePassword", credentials=("ærlig😀", "ord 日本 😀")
        ).decode()
        for body in [text.encode(), b"\xff\xfe" + text.replace("utf-8", "utf-16").encode("utf-16-le")]:
            answer = Answer(self.post(87, "SoPrincipal", body))
            self.assertEqual(answer.text("AuthenticationSucceeded"), "true", body[:60])

    def test_an_encoding_that_is_neither_is_refused(self):
        for encoding in ["iso-8859-1", "utf-7", "utf-32", "ebcdic-cp-us", ""]:
            with self.subTest(encoding):
                text = f'<?xml version="1.0" encoding="{encoding}"?>' + self.envelope()
                self.assertTrue(self.sessions_for(text).is_fault)

    # Paths and actions

    def test_paths_match_without_regard_to_case(self):
        for target in [
            "/Remote/Services87/CustomerService.svc",
            "/remote/services87/CUSTOMERSERVICE.SVC",
            "http://desk.example/Remote/Services87/customerservice.svc",
        ]:
            with self.subTest(target):
                response = self.send("POST", target, {"Content-Type": "text/xml"}, self.envelope().encode(), user=None)
                self.assertEqual(Answer(response).text("Succeeded"), "true")

    def test_the_soap_action_does_not_matter(self):
        for action in ["", '""', soap.action(87, "CustomerService", "ChatSessionsForUser"), '"urn:other"']:
            with self.subTest(action):
                headers = {"Content-Type": "text/xml", "SOAPAction": action}
                response = self.send(
                    "POST", soap.target(87, "CustomerService"), headers, self.envelope().encode(), user=None
                )
                self.assertEqual(Answer(response).text("Succeeded"), "true")

    # Time zones

    def zoned(self, zone, user="tor"):
        header = f'<n:TimeZone xmlns:n="{soap.namespace(88)}">{zone}</n:TimeZone>'
        body = soap.wsdl(88, "ChatSessionsForUser", self.ticket(user), headers=header)
        return Answer(self.post(88, "Chat", body))

    def test_a_time_zone_by_code_or_number_sets_the_clock_of_the_dates(self):
        for zone in ["<n:SoTimeZoneLocationCode>NO</n:SoTimeZoneLocationCode>", "<n:SoTimeZoneId>261</n:SoTimeZoneId>"]:
            with self.subTest(zone):
                answer = self.zoned(zone)
                self.assertEqual(answer.text("Succeeded"), "true")
                self.assertEqual(len(answer.all("ChatSessionEntity")), len(TORS_SESSIONS))
                session = next(s for s in answer.all("ChatSessionEntity") if s.findtext("{*}ChatSessionId") == "9001")
                clock = expected("2024-01-15T08:30:00.1234567Z", "Europe/Oslo", with_offset=False)
                self.assertEqual(session.findtext("{*}WhenRequested")[: len(clock)], clock)

    def test_an_unknown_time_zone_fails_and_says_so(self):
        answer = self.zoned("<n:SoTimeZoneLocationCode>XX-NOWHERE</n:SoTimeZoneLocationCode>")
        self.assertEqual(answer.text("Succeeded"), "false")
        self.assertIn("zone", answer.text("Message").lower())


class MountedTest(SOAPTest):
    config = {"mount": {"prefix": "/Cust12345"}}

    def test_the_services_answer_behind_the_prefix(self):
        body = soap.wsdl(86, "GetChatPresence", self.ticket())
        for prefix, found in [("/Cust12345", True), ("/cust12345", True), ("/Cust99999", False)]:
            with self.subTest(prefix):
                response = self.send("POST", prefix + soap.target(86, "Chat"), {"Content-Type": "text/xml"}, body, user=None)
                self.assertEqual(response.status == 200, found)


if __name__ == "__main__":
    unittest.main()
