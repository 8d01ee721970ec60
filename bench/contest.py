"""Runs contenders against each other: checks that each does the work, then times them in turn on one core."""

import os
import statistics
import subprocess
import sys

import checksum
from build import say

# Memory that was let go of stays with the process, as in a server that runs; otherwise each round would pay for page faults.
ENVIRONMENT = {"MALLOC_TRIM_THRESHOLD_": "2000000000", "MALLOC_MMAP_THRESHOLD_": "1000000000", "SWIFT_BACKTRACE": "enable=no"}
MODES = ("json-in", "json-out", "xml-in", "xml-out")
TITLES = {"json-in": "JSON in", "json-out": "JSON out", "xml-in": "XML in", "xml-out": "XML out"}


class Failure(Exception):
    """A contender that does not do what it has to."""


class Contender:
    """One executable, kept running; README.md has the protocol."""

    def __init__(self, name, path, corpus, core, variant=""):
        self.name = name
        self.variant = variant
        command = ["taskset", "-c", str(core), str(path), str(corpus["json"]), str(corpus["xml"])]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **ENVIRONMENT})
        self.modes = self.ask("modes").split()
        self.expected = {}        # mode -> the checksum that every round has to answer
        self.iterations = {}

    def ask(self, line):
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline().strip()
        except BrokenPipeError:
            answer = ""
        if not answer:
            raise Failure(f"{self.name}: no answer to \"{line}\"")
        return answer

    def round(self, mode, iterations):
        """Nanoseconds per document."""
        time, digest = self.ask(f"run {mode} {iterations}").split()
        if int(digest, 16) != self.expected[mode]:
            raise Failure(f"{self.name}, {TITLES[mode]}: checksum {digest}, expected {self.expected[mode]:016x}")
        return int(time) / iterations

    def calibrate(self, mode, seconds):
        self.round(mode, 1)
        self.iterations[mode] = max(1, round(seconds * 1e9 / self.round(mode, 1)))

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


class Contest:
    def __init__(self, shape, corpus, folder, options):
        self.reference = checksum.Reference(shape)
        self.corpus = corpus      # {"json": path, "xml": path}
        self.folder = folder
        self.options = options
        self.sizes = {kind: path.stat().st_size for kind, path in corpus.items()}
        self.checksum = self.reference.json_checksum(corpus["json"].read_bytes())
        if self.reference.xml_checksum(corpus["xml"].read_bytes()) != self.checksum:
            raise Failure("the two forms of the corpus differ")

    def start(self, name, path, variant=""):
        return Contender(name, path, self.corpus, self.options.core, variant)

    def verify(self, contender):
        """Decoders reach the checksum of the corpus; what encoders write is decoded by the reference and has to reach it too."""
        for mode in self.modes_of(contender):
            if mode.endswith("-in"):
                contender.expected[mode] = self.checksum
                contender.round(mode, 1)
                continue
            path = self.folder / f"{contender.name.replace(' ', '_')}.{mode}"
            contender.ask(f"write {mode} {path}")
            document = path.read_bytes()
            reach = self.reference.json_checksum if mode == "json-out" else self.reference.xml_checksum
            try:
                reached = reach(document)
            except (ValueError, KeyError, SyntaxError) as error:  # ElementTree's ParseError is a SyntaxError
                raise Failure(f"{contender.name}, {TITLES[mode]}: its document ({path}) cannot be read: {error!r}") from error
            if reached != self.checksum:
                raise Failure(f"{contender.name}, {TITLES[mode]}: its document ({path}) decodes to other values")
            contender.expected[mode] = checksum.fnv1a(document)
            contender.round(mode, 1)

    def modes_of(self, contender):
        return [mode for mode in MODES if mode in contender.modes and mode in self.options.modes]

    def choose(self, variants, mode):
        """Of one peer's builds the fastest in this direction."""
        if len(variants) == 1:
            return variants[0]
        times = {variant: [] for variant in variants}
        for variant in variants:
            variant.calibrate(mode, self.options.time / 2)
        for _ in range(max(3, self.options.rounds // 4)):
            for variant in variants:
                times[variant].append(variant.round(mode, variant.iterations[mode]))
        return min(variants, key=lambda variant: min(times[variant]))

    def compete(self, mode, contenders):
        """Times all in turn; answers {contender: [nanoseconds per document, one per round]}."""
        for contender in contenders:
            contender.calibrate(mode, self.options.time)
        times = {contender: [] for contender in contenders}
        for _ in range(self.options.rounds):
            for contender in contenders:
                times[contender].append(contender.round(mode, contender.iterations[mode]))
        return times

    def report(self, mode, times, ours):
        """Prints one direction; answers ours against the fastest peer, or None without ours."""
        size = self.sizes[mode.split("-")[0]]
        base = ours if ours in times else min(times, key=lambda contender: min(times[contender]))
        say("")
        say(f"{TITLES[mode]}: {size / 1e6:.2f} MB a document" + ("" if base is ours else f"; without ours, ratios are to {base.name}"))
        of = "ours" if base is ours else "best"
        say(f"  {'':22}{'':9}{'best MB/s':>11}{'median MB/s':>13}{of + ' ÷ it':>12}{'paired median':>15}")
        for contender in sorted(times, key=lambda contender: min(times[contender])):
            series = times[contender]
            say(f"  {contender.name:22}{contender.variant:9}{size * 1e3 / min(series):11.0f}{size * 1e3 / statistics.median(series):13.0f}"
                f"{min(series) / min(times[base]):12.2f}{self.paired(series, times[base]):15.2f}")
        peers = [contender for contender in times if contender is not base]
        if base is not ours or not peers:
            return None
        fastest = min(peers, key=lambda contender: self.paired(times[contender], times[base]))
        ratio = self.paired(times[fastest], times[base])
        say(f"  ours is {ratio:.2f} times {fastest.name}, the fastest peer")
        return ratio

    @staticmethod
    def paired(theirs, own):
        """The median of the ratios within each turn, in which a noisy neighbour disturbs both."""
        return statistics.median(their / our for their, our in zip(theirs, own))

    def hold(self, peers, ours):
        """The whole contest. `peers`: {name: [contender, ...one per compiler]}. Answers {mode: ratio}."""
        everyone = [variant for variants in peers.values() for variant in variants] + ([ours] if ours else [])
        for contender in everyone:
            self.verify(contender)
        say(f"Checked: all reach {self.checksum:016x}, and so do the documents that they write.")
        ratios = {}
        for mode in self.options.modes:
            line = [self.choose(variants, mode) for variants in peers.values() if mode in variants[0].modes]
            if ours and mode in ours.modes:
                line.insert(0, ours)
            if line:
                ratios[mode] = self.report(mode, self.compete(mode, line), ours)
        for contender in everyone:
            contender.stop()
        return ratios


def fail(error):
    say(f"FAIL {error}")
    sys.exit(1)
