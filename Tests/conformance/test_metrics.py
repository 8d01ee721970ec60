"""The metrics as Prometheus' own parser reads them."""

import unittest

import chatcore
from prometheus_client.parser import text_string_to_metric_families
from scenery.desk import ROOT, DeskTest

NAME = 'Faktura "og" \\ betaling\n– hjørnet'


class MetricsTest(DeskTest):
    config = {"mount": {"administrators": ["root"], "prefix": "/Cust12345"}, "clock": "host"}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engine.run_due(1_800_000_000)
        agents = [{"User": {"AssociateId": ROOT}, "CanRespond": True}]
        cls.engine.call("Directory.SaveTopic", {"Topic": {"ChatTopicId": 99, "Name": NAME, "Agents": agents}})
        cls.engine.call("System.SavePresence", {"Presence": [{"UserId": ROOT, "Present": True}]})
        for _ in range(3):
            cls.engine.call("Customer.StartSession", {"ChatTopicId": 99, "CustomerName": "Ola"})
        cls.engine.run_due(1_800_000_075)

    def families(self):
        response = self.send("GET", "/Cust12345/chat/v1/metrics", user="root")
        self.assertEqual((response.status, dict(response.headers)["Content-Type"]), (200, "text/plain; version=0.0.4; charset=utf-8"))
        return {family.name: family for family in text_string_to_metric_families(response.body.decode())}

    def test_every_family_has_help_and_type_and_follows_the_conventions(self):
        families = self.families()
        self.assertEqual(len(families), 11)
        for name, family in families.items():
            with self.subTest(name):
                self.assertRegex(name, r"^chatcore_[a-z]+(_[a-z]+)*$")
                self.assertIn(family.type, ("gauge", "counter"))
                self.assertTrue(family.documentation.endswith("."))
                self.assertEqual(bool({"wait", "pickup"} & set(name.split("_"))), name.endswith("_seconds"))
                self.assertEqual({sample.name for sample in family.samples}, {name + "_total" if family.type == "counter" else name})

    def test_the_numbers_are_those_of_the_json(self):
        families = self.families()
        metrics = self.engine.call("System.Metrics")
        of_topics = {
            "chatcore_sessions_waiting": "Waiting", "chatcore_wait_longest_seconds": "LongestWaitSeconds",
            "chatcore_wait_average_seconds": "AverageWaitSeconds", "chatcore_pickup_average_seconds": "PickUpSeconds",
            "chatcore_sessions_active": "Active", "chatcore_topic_agents_present": "PresentAgents",
        }
        for name, field in of_topics.items():
            with self.subTest(name):
                samples = {int(sample.labels["topic"]): sample.value for sample in families[name].samples}
                self.assertEqual(samples, {topic["ChatTopicId"]: topic[field] for topic in metrics["Topics"]})
        topic = {topic["ChatTopicId"]: topic for topic in metrics["Topics"]}[99]
        self.assertEqual((topic["Waiting"], topic["LongestWaitSeconds"], topic["AverageWaitSeconds"]), (3, 75, 75))
        (present,) = families["chatcore_agents_present"].samples
        self.assertEqual((present.labels, present.value), ({}, metrics["PresentAgents"]))
        with self.engine.events(after=0) as stream:
            self.assertEqual(families["chatcore_events"].samples[0].value, stream.next(1)[-1]["Seq"])

    def test_refused_sign_ins_and_locks_are_those_of_the_json(self):
        families = self.families()
        metrics = self.engine.call("System.Metrics")
        refused = {"password": "WrongPasswords", "pair": "RefusedByPairLock", "name": "RefusedByNameLock", "address": "RefusedByAddressLock"}
        samples = {sample.labels["reason"]: sample.value for sample in families["chatcore_sign_ins_refused"].samples}
        self.assertEqual(samples, {reason: metrics[field] for reason, field in refused.items()})
        locks = {"pair": "PairLocks", "name": "NameLocks", "address": "AddressLocks"}
        samples = {sample.labels["kind"]: sample.value for sample in families["chatcore_sign_in_locks"].samples}
        self.assertEqual(samples, {kind: metrics[field] for kind, field in locks.items()})

    def test_a_label_says_what_the_topic_is_called(self):
        names = {sample.labels["topic"]: sample.labels["name"] for sample in self.families()["chatcore_topic_info"].samples}
        self.assertEqual(names["99"], NAME)

    def test_nobody_else_gets_them(self):
        self.assert_refused(self.send("GET", "/Cust12345/chat/v1/metrics", user="maja"), 403)
        self.assert_refused(self.send("GET", "/Cust12345/chat/v1/metrics", user=None), 401)
        with self.assertRaises(chatcore.DeniedError):
            self.engine.call("System.Metrics", caller={"Associate": "root"})


if __name__ == "__main__":
    unittest.main()
