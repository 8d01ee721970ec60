"""The library against the reference model, under scripts that Hypothesis draws.

MODEL_STEPS (200,000 when not set) are done in all, by MODEL_JOBS processes (2), from MODEL_SEED (1 when not set, so that a run of the suite can be
repeated; `make soak` draws one).
"""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

import operations
from hunt import Findings, hunt
from reference import Desk, Session

STEPS = int(os.environ.get("MODEL_STEPS", "200000"))
JOBS = int(os.environ.get("MODEL_JOBS", "2"))
SEED = int(os.environ.get("MODEL_SEED", "1"))


# A run in which one of these has not happened tests less than it seems to.
MUST_HAPPEN = (
    "message Welcome", "message TransferedSession", "message TransferRejected", "message ReopenedByCustomer", "message BotMessage",
    "message ClosedByUser", "message SessionDeleted", "InQueue to CustomerLast", "UserLast to CustomerLast", "UserLast to InQueue",
    "Finished to CustomerLast", "Finished to InQueue", "Finished to Closed", "InQueue to ClosedFromQueue", "Invalid to OfflineForm",
    "message ClosedByCustomer", "message ClosedByIdle", "message FaqSuccessQuestion", "message Options", "message ClickedOption",
    "InQueue to OfflineForm", "InQueue to InQueue", "PreChatForm to Faq", "PreChatForm to InQueue", "Faq to InQueue",
    "Faq to OfflineForm", "Faq to Finished", "OfflineForm to RequestPosted", "InQueue to ClosedFromQueue", "PreChatForm to Closed",
    "CustomerLast to Finished", "UserLast to Finished", "chatsession.rated", "chatsession.requestposted", "chatsession.transcript",
    "warning to agents", "warning to managers", "warning to serviceLevel", "given", "offered", "purged", "pruned", "missed",
    "closed for silence: PreChatForm", "closed for silence: Faq", "closed for silence: OfflineForm", "closed for silence: InQueue",
    "closed for silence: CustomerLast", "closed for silence: UserLast", "offline form from the queue by timer",
    "offline form from the queue by customer", "AskFaq: an answer", "follow: an answer", "follow_session: an answer",
    "ClickOption: an answer", "ClickOption: Conflict", "RequestTranscript: nothing", "Consent: an answer",
    "StartSession: InvalidValue", "SubmitForm: InvalidValue", "SubmitOfflineForm: InvalidValue", "PostMessage: Authentication",
)  # fmt: skip


class OneRankTooHigh(Desk):
    """A model that is wrong in one small thing."""

    def free_rank(self, agent: int, besides: Session) -> int:
        rank = super().free_rank(agent, besides)
        return rank + 1 if rank > 1 else rank


class ModelTest(unittest.TestCase):
    def test_library_and_model_agree_on_every_step(self) -> None:
        start = time.monotonic()
        found = self.hunt_in_parallel()
        steps = sum(one.steps for one in found)
        outcomes = sum((one.outcomes for one in found), Counter[str]())
        print(f"{steps:,} steps in {time.monotonic() - start:.0f} s; what came of the calls:")
        for what, count in sorted(outcomes.items()):
            print(f"    {count:9,}  {what}")
        failures = [one.failure for one in found if one.failure is not None]
        if failures:
            self.fail("\n\n".join(failures))
        self.assertGreaterEqual(steps, STEPS * 9 // 10)
        for what in MUST_HAPPEN if steps >= 50_000 else ():
            self.assertGreater(outcomes[what], 0, f"it never happened: {what}")
        for name in operations.OPERATIONS if steps >= 50_000 else ():
            self.assertGreater(outcomes[f"step {name}"], 0, f"it never happened: {name}")

    def hunt_in_parallel(self) -> "list[Findings]":
        context = multiprocessing.get_context("spawn")
        with concurrent.futures.ProcessPoolExecutor(JOBS, mp_context=context) as pool:
            shares = [pool.submit(hunt, SEED + job, STEPS // JOBS) for job in range(JOBS)]
            return [share.result() for share in shares]

    def test_a_rule_that_is_different_is_found_and_its_script_is_short(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            findings = hunt(1, 50_000, OneRankTooHigh, Path(folder))
            self.assertEqual(len(list(Path(folder).iterdir())), 1)
        self.assertIsNotNone(findings.failure)
        self.assertIn("Rank", findings.failure or "")
        self.assertLess((findings.failure or "").count("\n"), 40, findings.failure)


if __name__ == "__main__":
    unittest.main()
