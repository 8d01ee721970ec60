"""The conformance tests say something about these releases of other people's software, and no others."""

import os
import unittest
from importlib.metadata import version
from pathlib import Path

ROOT = Path(os.environ.get("CHATCORE_ROOT", Path(__file__).resolve().parents[2]))


class SoftwareTest(unittest.TestCase):
    def test_the_pinned_releases_are_the_ones_that_run(self):
        lines = (ROOT / "Tests/conformance/requirements.txt").read_text().splitlines()
        pins = dict(line.split("==") for line in lines if "==" in line)
        self.assertEqual({name: version(name) for name in pins}, pins)


if __name__ == "__main__":
    unittest.main()
