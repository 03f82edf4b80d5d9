# SPDX-License-Identifier: GPL-3.0-or-later
# plan_cases.py: running load plans against the counting server, a few cases at a time
import concurrent.futures
import json
import os
import re
import sys
import unittest

sys.path.insert(0, os.path.join(os.environ["G_TEST_SRCDIR"], "cli"))
from programs import CLI, DEADLINE, Case, Tap, own_tests  # noqa: E402  pylint: disable=wrong-import-position
from plan_server import Answer, Server, self_signed  # noqa: E402  pylint: disable=wrong-import-position

__all__ = ["Answer", "LATE_MS", "PlanCase", "Server", "run_at_once", "self_signed", "CLI", "DEADLINE"]

# How late things may be on a slow machine that is busy with other tests; the instants that were planned are
# compared without it.
LATE_MS = 5000

# Plans name the server by this.
HOST = "http://S"


class Result:
    """What is known of a run: how the program ended, and its result as JSON."""

    def __init__(self, code, out, err, report):
        self.code = code
        self.out = out
        self.err = err
        self.report = report

    def jobs(self):
        return self.report["iterations"]

    def job(self, name, round_name=None):
        return next(job for job in self.jobs()
                    if job["iteration"] == name and round_name in (None, job["round"]))

    def status(self, name, round_name=None):
        status = self.job(name, round_name)["status"]
        return status[0].upper() + status[1:]

    def warnings(self, part=""):
        return {warning["text"]: warning["count"] for warning in self.report["warnings"]
                if part in warning["text"]}


class PlanCase(Case):
    room = "conformance"

    def serve(self, behave=None, tls=None, host="127.0.0.1"):
        server = Server(behave, tls, host)
        self.addCleanup(server.close)
        return server

    def text_for(self, plan, server):
        return plan if server is None else plan.replace(HOST, server.url)

    def load(self, plan, server, *options, name="plan.yaml", report=True):
        """Runs a plan; with what it says as JSON unless that is not asked for."""
        self.write(name, self.text_for(plan, server))
        return self.finish(self.begin(server, "load", name, *options, report=report), report)

    def url(self, server, *options, report=True):
        return self.finish(self.begin(server, *options, report=report), report)

    def begin(self, server, *arguments, report=True):
        arguments = [argument.replace(HOST, server.url) if server else argument for argument in arguments]
        return self.start(*arguments, *(["--out", "report.json"] if report else []))

    def finish(self, process, report=True):
        out, err = process.communicate(timeout=DEADLINE)
        path = os.path.join(self.folder, "report.json")
        found = None
        if report and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                found = json.load(file)
        if report and found is None:
            self.fail("no report; exit code %d\n%s%s" % (process.returncode, out, err))
        return Result(process.returncode, out, err, found)

    def check(self, plan, *options, name="plan.yaml"):
        self.write(name, plan)
        return self.cli("check", *options, name)

    def assert_refused(self, plan, *parts, options=(), server=None, name="plan.yaml", place=None):
        """Exit code 2, and nothing was sent."""
        self.write(name, self.text_for(plan, server))
        code, out, err = self.cli("load", name, *options)
        self.assertEqual((code, out), (2, ""), err)
        for part in parts:
            self.assertIn(part, err)
        if place:
            self.assertTrue(any(line.startswith("%s:%d:%d: " % ((name,) + place)) for line in err.splitlines()), err)
        if server:
            self.assertEqual(server.n(), 0)

    def assert_instants(self, arrivals, expected, late=LATE_MS):
        """Each at its instant or a little later, none left out, none too many; ms. As any of them may be late, also
        the first, they count from whichever was least so."""
        self.assertEqual(len(arrivals), len(expected), "%s are not %s" % (arrivals, expected))
        lateness = [arrival - instant for arrival, instant in zip(sorted(arrivals), sorted(expected))]
        self.assertLessEqual(max(lateness) - min(lateness), late, "%s are not %s" % (arrivals, expected))

    @staticmethod
    def at_best(attempt, times=8):
        """What a quiet machine does each time, a busy one does once in a few times."""
        for left in reversed(range(times)):
            try:
                attempt()
                return
            except AssertionError:
                if left == 0:
                    raise

    def assert_intended(self, expected, missed=0, name="report.jsonl"):
        """The instants at which requests were meant to be sent, from the first one on; ms, and exact. Those that were
        missed, as this machine was too busy, were so at the end of a time."""
        intended = sorted(row["intendedMs"] for row in self.rows(name))
        self.assertEqual(len(intended), len(expected) - missed)
        for instant, wanted in zip(intended, sorted(expected)):
            self.assertAlmostEqual(instant - intended[0], wanted, delta=0.5)

    def assert_between(self, value, lowest, highest):
        self.assertGreaterEqual(value, lowest)
        self.assertLessEqual(value, highest)

    def rows(self, name="report.jsonl"):
        """The request lines of a report in JSON Lines."""
        with open(os.path.join(self.folder, name), encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        return [line for line in lines if line["type"] == "request"]

    def lasted(self, name="report.jsonl"):
        """From when the first request was begun to the end of the last one; ms, by the clock of the worker."""
        rows = self.rows(name)
        return (max(row["intendedMs"] + row["timings"]["fromPlannedStart"] for row in rows)
                - min(row["intendedMs"] for row in rows))

    def rows_of(self, iteration, name="report.jsonl"):
        return [row for row in self.rows(name) if row["iteration"] == iteration]


def run_at_once(*cases, at_once=4):
    """Runs the tests of these classes, or those whose name contains the first argument, several at a time; exits."""
    loader = unittest.TestLoader()
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    tests = [test for case in cases for test in own_tests(loader, case) if wanted in test.id()]
    print("1..%d" % len(tests), flush=True)
    result = Tap()

    def run(test):
        own = unittest.TestResult()
        test.run(own)
        return own

    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        for number, (test, own) in enumerate(zip(tests, pool.map(run, tests)), 1):
            result.testsRun = number
            problems = own.errors + own.failures
            skipped = own.skipped[0][1] if own.skipped else None
            result.report(test, "not ok" if problems else "ok",
                          "\n".join(text for _, text in problems) or None, skipped)
            if problems:
                result.failures.extend(problems)
    sys.exit(0 if result.wasSuccessful() else 1)


def number_in(text, pattern):
    found = re.search(pattern, text)
    return float(found.group(1)) if found else None
