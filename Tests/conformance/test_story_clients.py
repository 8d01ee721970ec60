"""Clients that gSOAP (C++) and PHP make of our service descriptions live through a day of two agents, over SOAP 1.1 and 1.2."""

import subprocess
import tempfile
import unittest
from pathlib import Path

from scenery.desk import PASSWORDS, DeskTest

CLIENTS = Path(__file__).resolve().parent / "clients"
AGENTS = [
    {"User": {"AssociateId": 1}, "CanManage": True, "CanRespond": True},
    {"User": {"AssociateId": 2}, "CanRespond": True},
]
DAY = """authenticated Maja Ødegård
authenticated Tor Bakke
topic Heating
presence Maja Ødegård yes
presence Tor Bakke yes
presence Sofie Lind no
picked up CustomerLast by Maja Ødegård
message ToCustomer Hei <b>på</b> deg &amp; dine
offered to Tor Bakke
rejected no longer offered
transcript 1
deleted
"""


class StoryTest(DeskTest):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engine.call("Directory.SaveTopic", {"Topic": {"ChatTopicId": 10, "Name": "Heating", "Agents": AGENTS}})
        cls.queued = 9100

    def session(self):
        """A session that waits in the queue."""
        type(self).queued += 1
        session = {"ChatSessionId": self.queued, "TopicId": 10, "Status": "InQueue", "WhenRequested": "2024-07-15T08:30:00Z"}
        self.engine.call("Directory.SaveChatSession", {"ChatSession": session})
        return str(self.queued)

    def live(self, *command):
        for version in ("1.1", "1.2"):
            with self.subTest(version):
                who = ["maja", PASSWORDS["maja"], "tor", PASSWORDS["tor"]]
                done = self.run_tool(*command, self.served.url, version, *who, self.session())
                self.assertEqual(done.stdout, DAY)

    def run_tool(self, *command, cwd=None):
        done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=180)
        self.assertEqual(done.returncode, 0, f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
        return done

    def test_php(self):
        self.live("php", CLIENTS / "story.php")

    def test_gsoap(self):
        with tempfile.TemporaryDirectory() as folder:
            services = [f"{self.served.url}/Remote/Services88/{name}.svc?wsdl" for name in ("Chat", "SoPrincipal")]
            self.run_tool("wsdl2h", "-o", "desk.h", *services, cwd=folder)
            self.run_tool("soapcpp2", "-C", "-j", "-x", "-w", "-I/usr/share/gsoap/import", "desk.h", cwd=folder)
            sources = ["soapC.cpp", "soapBasicHttpBinding_USCOREChatProxy.cpp", CLIENTS / "story.cpp"]
            self.run_tool("g++", "-O0", "-I.", *sources, "-o", "story", "-lgsoap++", cwd=folder)
            self.live(Path(folder, "story"))


if __name__ == "__main__":
    unittest.main()
