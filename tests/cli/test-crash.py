#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-crash.py: what is left of a run whose program, worker or disk fails under it
import glob
import json
import os
import resource
import signal
import sqlite3
import time

from programs import DEADLINE, Case, Server, run_cases

MANY = """name: Many
run: { iterations: %d }
steps:
  - { name: Ask, httpRequest: { url: "%s/ok" } }
"""


def children_of(pid):
    """Whichever of its threads began them."""
    found = []
    for name in glob.glob("/proc/%d/task/*/children" % pid):
        with open(name, encoding="utf-8") as file:
            found += [int(word) for word in file.read().split()]
    return found


class Crash(Case):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.close)
        self.database = os.path.join(self.folder, "data", "runs.db")

    def count(self):
        """How many results another program sees in the archive."""
        try:
            with sqlite3.connect("file:%s?mode=ro" % self.database, uri=True) as database:
                return database.execute("SELECT count(*) FROM step_result").fetchone()[0]
        except sqlite3.Error:
            return 0

    def wait_until(self, condition, what):
        end = time.monotonic() + DEADLINE
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.01)

    def last(self):
        code, out, err = self.cli("history", "--json", "--limit=1")
        self.assertEqual((code, err), (0, ""))
        return json.loads(out)[0]

    def start_many(self, iterations=100000, **options):
        flow = self.write("many.flow.yaml", MANY % (iterations, self.server.url))
        return self.start("run", flow, **options)

    def test_program(self):
        """after kill -9 of weir-cli everything that was written is there, and the run says it was cut off"""
        process = self.start_many()
        self.wait_until(lambda: self.count() >= 500, "results in the archive")
        workers = children_of(process.pid)
        self.assertEqual(len(workers), 1)
        going_on = self.last()
        self.assertEqual((going_on["outcome"], going_on["partial"]), ("running", False))
        seen = self.count()
        process.kill()
        process.wait(DEADLINE)
        self.assertGreaterEqual(self.count(), seen)
        run = self.last()
        self.assertEqual((run["outcome"], run["partial"], run["results"]), ("cutOff", True, self.count()))
        self.assertGreater(run["durationMs"], 0)
        self.assertIn("Cut off", run["summary"])
        self.assertIn("cut off", self.cli("history")[1])
        with sqlite3.connect(self.database) as database:
            self.assertEqual(database.execute("PRAGMA integrity_check").fetchone()[0], "ok")
        # The worker sends nothing more once nobody listens.
        self.wait_until(lambda: not os.path.exists("/proc/%d" % workers[0]), "the end of the worker")
        # And the next run finds the archive as it should be.
        flow = self.write("next.flow.yaml", MANY % (3, self.server.url))
        self.assertEqual(self.cli("run", "--quiet", flow)[0], 0)
        self.assertEqual((self.last()["outcome"], self.last()["results"]), ("passed", 3))

    def test_worker(self):
        """after kill -9 of weir-worker the run ends with what it had, and says what happened"""
        process = self.start_many()
        self.wait_until(lambda: self.count() >= 500, "results in the archive")
        seen = self.count()
        os.kill(children_of(process.pid)[0], signal.SIGKILL)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 4, out + err)
        run = self.last()
        self.assertEqual((run["outcome"], run["partial"]), ("invalid", True))
        self.assertGreaterEqual(run["results"], seen)
        self.assertEqual(run["results"], self.count())

    def test_full(self):
        """on a full disk the run goes on with exact figures, and says from when results were not kept"""

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (600 * 1024, resource.RLIM_INFINITY))

        process = self.start_many(3000, preexec_fn=limit, restore_signals=False)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 0, out + err)
        self.assertRegex(out + err, r"What came about \d.* into the run and later is not kept\.")
        self.assertEqual(len(self.server.requests), 3000)
        self.assertRegex(out, r"Ask .*3000")
        run = self.last()
        self.assertEqual((run["outcome"], run["partial"]), ("passed", True))
        self.assertGreater(run["results"], 0)
        self.assertLess(run["results"], 3000)
        self.assertEqual(run["results"], self.count())
        with sqlite3.connect(self.database) as database:
            self.assertGreater(database.execute("SELECT lost_from_us FROM run").fetchone()[0], 0)


if __name__ == "__main__":
    run_cases(Crash)
