"""The server under load for a moment; bench/server measures it for longer."""

from __future__ import annotations

import subprocess
import unittest

from scenery import ANNA, PRESENCE, ROOT, ServerTest


class LoadTest(ServerTest):
    def test_four_connections_get_nothing_but_answers(self):
        server = self.server("--access-log", "off")
        for target in ("/api/v1/Agents/Chat/ChatSessionsForUser", PRESENCE):
            with self.subTest(target):
                headers = [word for name, value in ANNA.items() for word in ("-H", f"{name}: {value}")]
                command = ["wrk", "-c", "4", "-t", "1", "-d", "3s", "-s", ROOT / "bench/server/counts.lua", *headers]
                ran = subprocess.run([*command, f"http://127.0.0.1:{server.port}{target}", "--", "post"], capture_output=True, text=True, timeout=60)
                self.assertEqual(ran.returncode, 0, ran.stderr)
                counts = dict(line.split("=") for line in ran.stdout.split() if "=" in line)
                self.assertGreater(int(counts.pop("requests")), 100)
                self.assertEqual(set(counts.values()), {"0"}, ran.stdout)


if __name__ == "__main__":
    unittest.main()
