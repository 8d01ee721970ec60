"""$select: which fields of an answer come filled."""

import unittest

from scenery.desk import FOR_CURRENT_USER, FOR_USER, PRESENCE, DeskTest


class SelectionTest(DeskTest):
    def selected(self, select, number=9001):
        return self.sessions(f"{FOR_CURRENT_USER}?$select={select}")[number]

    def filled(self, record):
        return {name for name, value in record.items() if value is not None}

    def test_a_selected_field_comes_filled_and_the_others_are_null(self):
        record = self.selected("CustomerName")
        self.assertEqual(record["CustomerName"], "Jürgen Groß")
        self.assertEqual(self.filled(record), {"ChatSessionId", "CustomerName"})

    def test_every_field_is_still_there_in_the_same_order(self):
        whole = self.sessions()[9001]
        self.assertEqual(list(self.selected("CustomerName")), list(whole))

    def test_names_match_without_regard_to_case(self):
        for name in ["customername", "CUSTOMERNAME", "customerName"]:
            with self.subTest(name):
                self.assertEqual(self.selected(name)["CustomerName"], "Jürgen Groß")

    def test_the_key_stays_although_nobody_asked_for_it(self):
        self.assertEqual(self.selected("Status")["ChatSessionId"], 9001)

    def test_a_path_selects_inside_a_record_whose_key_stays_too(self):
        record = self.selected("user/fullName,ticket/categoryname")
        self.assertEqual(self.filled(record), {"ChatSessionId", "User", "Ticket"})
        self.assertEqual(self.filled(record["User"]), {"AssociateId", "FullName"})
        self.assertEqual(self.filled(record["Ticket"]), {"TicketId", "CategoryName"})
        self.assertEqual(record["User"]["FullName"], "Maja Ødegård")

    def test_a_path_may_be_deep_and_end_at_a_whole_record(self):
        record = self.selected("Contact/Address/Street")
        self.assertEqual(self.filled(record["Contact"]), {"ContactId", "Address"})
        self.assertEqual(record["Contact"]["Address"]["Street"]["City"], "München")
        self.assertIsNone(record["Contact"]["Address"]["Postal"])
        self.assertIsNone(record["Contact"]["Address"]["Formatted"])

    def test_a_path_reaches_into_lists_of_lists(self):
        rows = self.selected("contact/address/localizedAddress/label")["Contact"]["Address"]["LocalizedAddress"]
        self.assertEqual(rows[0][0]["Label"], 'NO:"Gate";GE:"Straße"')
        self.assertIsNone(rows[0][0]["Value"])

    def test_a_whole_record_wins_over_a_path_into_it_in_either_order(self):
        for select in ["User,User/FullName", "User/FullName,User"]:
            with self.subTest(select):
                self.assertEqual(self.selected(select)["User"]["Tooltip"], 'NO:"Saksbehandler";US:"Case worker"')

    def test_several_paths_into_one_record_are_taken_together(self):
        user = self.selected("User/Name,Status,User/FormalName")["User"]
        self.assertEqual(self.filled(user), {"AssociateId", "Name", "FormalName"})

    def test_a_record_that_is_not_there_stays_null(self):
        self.assertIsNone(self.selected("Person/Firstname", 9002)["Person"])

    def test_a_whole_record_comes_with_all_of_its_fields(self):
        self.assertEqual(self.selected("Person")["Person"], self.sessions()[9001]["Person"])

    def test_rights_can_be_selected_by_name(self):
        record = self.selected("TableRight,FieldProperties")
        self.assertEqual(record["TableRight"], {"Mask": "Select, Update", "Reason": 'NO:"Eier";US:"Owner"'})
        self.assertEqual(record["FieldProperties"]["CustomerName"]["FieldLength"], 255)
        self.assertIsNone(self.selected("Status")["TableRight"])

    def test_names_that_nothing_has_select_nothing(self):
        self.assertEqual(self.filled(self.selected("nosuchfield,user/nosuchfield")), {"ChatSessionId", "User"})

    def test_blanks_around_names_do_not_matter(self):
        self.assertEqual(self.selected("%20CustomerName%20,%20User%20/%20Name%20")["User"]["Name"], "maja")
        self.assertEqual(self.selected("Status+,+CustomerName")["CustomerName"], "Jürgen Groß")

    def test_the_option_is_found_in_any_case_and_escaped(self):
        record = self.sessions(FOR_CURRENT_USER + "?%24SELECT=Customer%4Eame")[9001]
        self.assertEqual(self.filled(record), {"ChatSessionId", "CustomerName"})

    def test_an_empty_selection_selects_everything(self):
        for select in ["", ",", "%20"]:
            with self.subTest(select):
                self.assertEqual(self.selected(select), self.sessions()[9001])

    def test_a_path_with_nothing_between_its_slashes_is_400_at_select(self):
        for select in ["User//Name", "User/", "/User"]:
            with self.subTest(select):
                response = self.send("GET", f"{FOR_CURRENT_USER}?$select={select}")
                self.assert_refused(response, 400, "$select")

    def test_more_paths_than_a_selection_may_have_are_refused(self):
        response = self.send("GET", f"{FOR_CURRENT_USER}?$select=" + ",".join(f"f{i}" for i in range(1001)))
        self.assert_refused(response, 413, "$select")

    def test_agents_routes_select_in_the_same_way(self):
        response = self.send("POST", f"{FOR_USER}?$select=status")
        self.assertEqual([s["Status"] for s in response.json()], ["UserLast", "InQueue", "Closed"])
        self.assertTrue(all(s["WhenRequested"] is None for s in response.json()))
        response = self.send("POST", f"{PRESENCE}?$select=displayName")
        self.assertEqual(response.json()[0]["DisplayName"], "Maja Ødegård")
        self.assertIsNone(response.json()[0]["OngoingChats"])

    def test_calls_inside_the_process_select_in_the_same_way(self):
        caller = {"Associate": "maja", "Select": "customername,user/name"}
        called = self.engine.call("Chat.ChatSessionsForUser", caller=caller)
        self.assertEqual(called, list(self.sessions(f"{FOR_CURRENT_USER}?$select=customername,user/name").values()))


if __name__ == "__main__":
    unittest.main()
