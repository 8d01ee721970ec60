"""System.Import: one document, all of it or nothing, and an error that names the first bad value."""

from __future__ import annotations

import copy
import ctypes
import unittest
from typing import Any

import chatcore
from scenery import ANNA, DESK, DeskTest, visible_sessions


def change(path: "tuple[Any, ...]", value: Any) -> "dict[str, Any]":
    """The desk with one value replaced."""
    document = copy.deepcopy(DESK)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


class ImportTest(DeskTest):
    def rows(self) -> Any:
        return self.engine.call("System.CountRows")

    def refused(self, kind: "type[chatcore.ChatCoreError]", path: str, document: Any) -> chatcore.ChatCoreError:
        before = self.rows()
        listed = self.engine.call_json("Chat.ChatSessionsForUser", caller=ANNA)
        error: chatcore.ChatCoreError = self.assert_fails(kind, path, self.engine.call, "System.Import", document)
        self.assertEqual(self.rows(), before)
        self.assertEqual(self.engine.call_json("Chat.ChatSessionsForUser", caller=ANNA), listed)
        return error

    def test_the_answer_counts_what_came_in(self) -> None:
        with chatcore.Engine.open({"store": "sqlite::memory:"}) as engine:
            counts = engine.call("System.Import", {**DESK, "Users": []})
            self.assertEqual({name: counts[name] for name in DESK if name != "Users"}, {name: len(DESK[name]) for name in DESK if name != "Users"})

    def test_an_empty_document_changes_nothing(self) -> None:
        before = self.rows()
        self.engine.call("System.Import", {})
        self.assertEqual(self.rows(), before)

    def test_importing_twice_replaces_and_adds_nothing(self) -> None:
        before = self.rows()
        listed = self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)
        self.engine.call("System.Import", {**DESK, "Users": []})
        self.assertEqual(self.rows(), before)
        self.assertEqual(self.engine.call("Chat.ChatSessionsForUser", caller=ANNA), listed)

    def test_a_part_may_refer_to_what_the_store_has(self) -> None:
        session = {"ChatSessionId": 5001, "TopicId": 1, "Status": "InQueue", "WhenRequested": "2026-09-15T09:00:00+02:00"}
        self.engine.call("System.Import", {"Sessions": [{**session, "Person": {"PersonId": 101}, "Ticket": {"TicketId": 501}}]})
        last = self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)[-1]
        self.assertEqual((last["ChatSessionId"], last["Person"]["FullName"]), (5001, "Ingrid Aasen"))
        self.assertEqual(last["Ticket"]["Title"], "Dobbelt trukket for mars")

    def test_only_the_key_of_a_reference_is_read(self) -> None:
        session = {"ChatSessionId": 5001, "TopicId": 1, "Status": "InQueue", "WhenRequested": "2026-09-15T09:00:00+02:00"}
        person = {"PersonId": 101, "Firstname": "Mallory"}
        self.engine.call("System.Import", {"Sessions": [{**session, "Person": person}]})
        self.assertEqual(self.engine.call("Directory.GetPerson", {"PersonId": 101})["Firstname"], "Ingrid")

    def test_a_reference_that_leads_nowhere_is_named(self) -> None:
        for path, place in (
            (("Sessions", 3, "User"), "Sessions[3].User.AssociateId"),
            (("Sessions", 0, "Person"), "Sessions[0].Person.PersonId"),
            (("Sessions", 0, "Contact"), "Sessions[0].Contact.ContactId"),
            (("Sessions", 59, "Project"), "Sessions[59].Project.ProjectId"),
            (("Sessions", 7, "Sale"), "Sessions[7].Sale.SaleId"),
            (("Sessions", 7, "Ticket"), "Sessions[7].Ticket.TicketId"),
            (("Sessions", 7, "TransferTo"), "Sessions[7].TransferTo.AssociateId"),
            (("Topics", 1, "Agents", 2, "User"), "Topics[1].Agents[2].User.AssociateId"),
        ):
            with self.subTest(place):
                key = place.rsplit(".", 1)[1]
                document = {**change(path, {key: 987654}), "Users": []}
                self.refused(chatcore.InvalidValueError, place, document)
        for path in (("Sessions", 5, "TopicId"), ("Users", 2, "AssociateId"), ("Presence", 1, "UserId")):
            place = f"{path[0]}[{path[1]}].{path[2]}"
            with self.subTest(place):
                self.refused(chatcore.InvalidValueError, place, change(path, 987654))

    def test_a_value_of_the_wrong_type_or_range_is_named_with_its_byte(self) -> None:
        for path, value, place in (
            (("Persons", 4, "PersonId"), "five", "Persons[4].PersonId"),
            (("Persons", 4, "Rank"), 40000, "Persons[4].Rank"),
            (("Sessions", 0, "Status"), "Sleeping", "Sessions[0].Status"),
            (("Sessions", 0, "WhenRequested"), "yesterday", "Sessions[0].WhenRequested"),
            (("Sessions", 0, "WhenRequested"), "2026-02-30T00:00:00", "Sessions[0].WhenRequested"),
            (("Sessions", 1, "TopicId"), 2**31, "Sessions[1].TopicId"),
            (("Sessions", 1, "CustomerName"), {"First": "Ola"}, "Sessions[1].CustomerName"),
            (("Sessions", 1, "CustomerConsented"), "perhaps", "Sessions[1].CustomerConsented"),
            (("Sales", 2, "Amount"), "much", "Sales[2].Amount"),
            (("Topics", 0, "Agents", 1, "CanListen"), [], "Topics[0].Agents[1].CanListen"),
            (("Topics", 0, "Agents"), "everybody", "Topics[0].Agents"),
            (("Sessions",), {}, "Sessions"),
            (("Sessions", 2), 7, "Sessions[2]"),
        ):
            with self.subTest(place, value=value):
                document = {**change(path, value), "Users": []}
                error = self.refused(chatcore.InvalidValueError, place, document)
                self.assertIsNotNone(error.offset)

    def test_texts_that_are_too_long_are_an_error_not_a_cut(self) -> None:
        for name, limit in (("CustomerAlias", 64), ("CustomerPhone", 32), ("CustomerName", 255), ("CustomerHost", 255), ("CustomerEmail", 255), ("CustomerCompanyName", 255)):
            with self.subTest(name):
                document = change(("Sessions", 0, name), "ø" * limit)
                self.engine.call("System.Import", {**document, "Users": []})
                document["Sessions"][0][name] += "ø"
                self.refused(chatcore.InvalidValueError, f"Sessions[0].{name}", {**document, "Users": []})

    def test_a_list_that_is_not_known_is_named(self) -> None:
        self.refused(chatcore.InvalidValueError, "Sesions", {"Sesions": []})

    def test_a_document_that_is_not_json_says_at_which_byte(self) -> None:
        before = self.rows()
        text = b'{"Persons": [{"PersonId": 7, "Firstname": "Ola"}, {"PersonId": 8 "Firstname": "Kari"}]}'
        error = self.assert_fails(chatcore.MalformedError, "Persons[1].PersonId", self.engine.call, "System.Import", text)
        self.assertEqual(error.offset, text.index(b'"Firstname": "Kari"'))
        self.assertEqual(self.rows(), before)

    def test_a_user_may_come_with_a_hash_and_never_with_both_or_neither(self) -> None:
        self.refused(chatcore.InvalidValueError, "Users[0].Password", {"Users": [{"UserName": "anna", "AssociateId": 1}]})
        user = {"UserName": "anna", "AssociateId": 1, "Password": "x", "PasswordHash": "$argon2id$v=19$"}
        self.refused(chatcore.InvalidValueError, "Users[0].Password", {"Users": [user]})
        user = {"UserName": "anna", "AssociateId": 1, "PasswordHash": "secret in the clear"}
        error = self.refused(chatcore.InvalidValueError, "Users[0].PasswordHash", {"Users": [user]})
        self.assertNotIn("in the clear", str(error))
        # What it would take to check these is more than a desk can bear.
        for costs in ("m=4294967295,t=1,p=1", "m=8,t=4294967295,p=1", "m=1048576,t=5,p=1", "m=8,t=1,p=9", "m=0,t=1,p=1", "m=8,t=1"):
            user = {"UserName": "anna", "AssociateId": 1, "PasswordHash": f"$argon2id$v=19${costs}$c29tZXNhbHRzb21lc2FsdA${'a' * 43}"}
            self.refused(chatcore.InvalidValueError, "Users[0].PasswordHash", {"Users": [user]})

    def test_a_user_who_came_with_a_hash_signs_in_with_its_password(self) -> None:
        sodium = ctypes.CDLL("libsodium.so.23")
        made = ctypes.create_string_buffer(128)
        password = "gammelt passord"
        sodium.crypto_pwhash_str.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_ulonglong, ctypes.c_size_t]
        self.assertEqual(sodium.crypto_pwhash_str(made, password.encode(), len(password), 1, 8192), 0)
        user = {"UserName": "anna", "AssociateId": 1, "PasswordHash": made.value.decode("ascii")}
        self.engine.call("System.Import", {"Users": [user]})
        self.assertTrue(self.engine.call("Chat.ChatSessionsForUser", caller={"UserName": "anna", "Password": password}))
        with self.assertRaises(chatcore.AuthenticationError):
            self.engine.call("Chat.ChatSessionsForUser", caller={"UserName": "anna", "Password": "anna-demo"})

    def test_times_without_an_offset_are_utc(self) -> None:
        session = {"ChatSessionId": 5001, "TopicId": 1, "Status": "InQueue", "WhenRequested": "2026-09-15T09:00:00.25"}
        self.engine.call("System.Import", {"Sessions": [session]})
        caller = {**ANNA, "TimeZone": "NO, includeTZOffset"}
        last = self.engine.call("Chat.ChatSessionsForUser", caller=caller)[-1]
        self.assertEqual(last["WhenRequested"], "2026-09-15T11:00:00.25+02:00")

    def test_a_name_that_stands_twice_in_one_object_is_an_error(self) -> None:
        text = b'{"Persons": [{"PersonId": 7, "PersonId": 8}]}'
        error = self.assert_fails(chatcore.MalformedError, "Persons[0].PersonId", self.engine.call, "System.Import", text)
        # The place is just behind the second name.
        self.assertEqual(error.offset, text.index(b': 8'))

    def test_unknown_fields_are_kept(self) -> None:
        person = {"PersonId": 4711, "Firstname": "Ola", "ShoeSize": 44.5, "Pets": [{"Name": "Sokrates"}, None]}
        self.engine.call("System.Import", {"Persons": [person]})
        read = self.engine.call("Directory.GetPerson", {"PersonId": 4711})
        self.assertEqual({name: read[name] for name in person}, person)

    def test_what_was_imported_is_there_after_reopening(self) -> None:
        self.engine.close()
        self.engine = self.open()
        sessions = self.engine.call("Chat.ChatSessionsForUser", caller=ANNA)
        self.assertEqual([s["ChatSessionId"] for s in sessions], visible_sessions(1))


if __name__ == "__main__":
    unittest.main()
