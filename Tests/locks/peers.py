"""Processes that do to one file what they are told, each by a VFS of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from scenery import ROOT, compiled

UNIX, OURS = "unix", "chatcore"
SOURCES = sorted((ROOT / "Sources/COpenFiles").glob("*.c"))


def peer() -> Path:
    """peer.c, with the library's VFS."""
    folder = ROOT / "Sources/COpenFiles"
    return compiled("peer", f"-I{folder / 'include'}", *map(str, SOURCES), "-lsqlite3", "-pthread")


class Peer:
    def __init__(self, may_write: bool = True) -> None:
        # Root may write everything, so somebody else has to be the one who may not.
        nobody = {} if may_write or os.geteuid() != 0 else {"user": 65534, "group": 65534}
        peer().parent.chmod(0o755)
        self._process = subprocess.Popen(
            [str(peer())], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **nobody)

    def ask(self, line: str) -> str:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().rstrip("\n")

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


class Scene:
    """Connections to one file: which process each is in, and by which VFS it opens."""

    def __init__(self, path: Path, connections: "Dict[str, Tuple[int, str]]", may_write: bool = True) -> None:
        self.path, self.connections = path, connections
        self.peers = {process: Peer(may_write) for process in {process for process, _ in connections.values()}}

    def play(self, script: "Sequence[Tuple[str, str]]") -> "List[str]":
        """What comes of each line. `open`, `close` and `kill` are said of a connection, all else is SQL."""
        said: "List[str]" = []
        for name, act in script:
            process, vfs = self.connections[name]
            if act == "open":
                line = f"open {name} {vfs} {self.path}"
            elif act == "close":
                line = f"close {name}"
            else:
                line = f"{name} {act}"
            said.append(f"{name} {act}: {self.peers[process].ask(line)}")
        return said

    def end(self) -> None:
        for one in self.peers.values():
            one.end()
