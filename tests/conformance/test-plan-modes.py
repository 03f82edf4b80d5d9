#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-modes.py: how often the requests of a plan are sent, and when
import os
import signal
import time

from plan_cases import Answer, DEADLINE, LATE_MS, PlanCase, run_at_once

ONE = """\
name: P
rounds:
- name: R
  numberOfClients: %s
  iterations:
  - name: I
    %s
    httpRequest: {url: "http://S/x"}
"""


def one(numbers, clients=1):
    return ONE % (clients, "\n    ".join(numbers.split("; ")))


def after(delay):
    return lambda request: Answer(delay=delay)


class Modes(PlanCase):
    def test_c15(self):
        """C15 durations may have units, and must make sense"""
        for numbers in ("duration: 0.6", "duration: 0.6s", "duration: 600ms"):
            server = self.serve(after(0.15))
            self.assertEqual(self.load(one(numbers), server, "--out", "report.jsonl").code, 0)
            self.assert_between(server.n(), 1, 4)
            self.assertGreaterEqual(self.lasted(), 590)
        for cool_down in ("200", "0.2s"):
            server = self.serve()
            result = self.load(one("requestCount: 4; batchSize: 2; coolDownTime: %s" % cool_down), server,
                               "--out", "report.jsonl")
            self.assertEqual(result.code, 0)
            self.assert_instants(server.arrivals(), [0, 0, 200, 200])
            self.assert_intended([0, 0, 200, 200])
        self.assert_refused(one("requestCount: 1").replace("numberOfClients", "arrivalDelay: 5x\n  numberOfClients"),
                            "arrivalDelay", place=(4, 17))
        self.assert_refused(one("requestCount: 1").replace("numberOfClients", "arrivalDelay: -1\n  numberOfClients"),
                            "arrivalDelay", place=(4, 17))

    def test_c16(self):
        """C16 a grace period has a unit, or the form of a clock"""
        rule = "requestCount: 1; terminationRules: [{metric: TTFB > 9000, gracePeriod: %s}]"
        for grace in ('"00:00:02"', "2s", '"0.00:00:02"'):
            self.assertEqual(self.load(one(rule % grace), self.serve()).job("I")["rules"][0]["graceMs"], 2000)
        self.assert_refused(one(rule % "10"), "10s")
        self.assert_refused(one(rule % '"00:61:00"'), "gracePeriod")

    def test_c17(self):
        """C17 mode R sends a number of requests, each client one after another"""
        server = self.serve(after(0.05))
        result = self.load(one("requestCount: 5", clients=3), server)
        self.assertEqual((result.code, server.n()), (0, 15))
        self.assertLessEqual(server.peaks["/x"], 3)
        for number in range(server.n_connections):
            of_client = [request for request in server.requests if request.connection == number]
            for first, second in zip(of_client, of_client[1:]):
                self.assertGreaterEqual(second.arrival, first.answered)

    def test_c18(self):
        """C18 numbers that do not fit the mode are refused, placeholders among them"""
        server = self.serve()
        for numbers in ("mode: R; duration: 1", "mode: D; requestCount: 1", "mode: CB; batchSize: 1",
                        "mode: DCB; batchSize: 1; duration: 1; coolDownTime: 1000"):
            self.assert_refused(one(numbers), server=server)
        counted = "variables: [{name: n, value: %s}]\n" + one("requestCount: ${n}")
        for wrong in ("0", "three"):
            self.assert_refused(counted % wrong, "requestCount", server=server)
        self.assertEqual((self.load(counted % "3", server).code, server.n()), (0, 3))

    def test_c19(self):
        """C19 mode D begins requests until its time is over, and the last one is completed"""
        server = self.serve(after(0.2))
        result = self.load(one("duration: 1.5"), server, "--out", "report.jsonl")
        self.assertEqual(result.code, 0)
        self.assert_between(server.n(), 2, 8)
        self.assertEqual(result.job("I")["successful"], server.n())
        self.assertGreaterEqual(self.lasted(), 1490)

    def test_c20(self):
        """C20 mode CRB launches batches until its requests are sent"""
        server = self.serve()
        result = self.load(one("requestCount: 11; batchSize: 4; coolDownTime: 400"), server, "--out", "report.jsonl")
        self.assertEqual(result.code, 0)
        self.assert_instants(server.arrivals(), [0] * 4 + [400] * 4 + [800] * 3)
        self.assert_intended([0] * 4 + [400] * 4 + [800] * 3)
        # Nothing is waited for after the last of them.
        server = self.serve()
        self.assertEqual(self.load(one("requestCount: 4; batchSize: 4; coolDownTime: 1h"), server).code, 0)
        self.assert_instants(server.arrivals(), [0] * 4)

    def test_c21(self):
        """C21 mode DCB launches for a time; slow answers do not delay a launch"""
        for delay, least in ((0, 1), (0.9, 6)):
            server = self.serve(after(delay))
            result = self.load(one("duration: 1.5; batchSize: 2; coolDownTime: 300"), server, "--out", "report.jsonl")
            missed = result.job("I")["missedStarts"]
            instants = [0, 0, 300, 300, 600, 600, 900, 900, 1200, 1200]
            self.assertEqual((result.code, server.n()), (0, len(instants) - missed))
            self.assert_instants(server.arrivals(), instants[:server.n()])
            self.assert_intended(instants, missed)
            self.assertGreaterEqual(server.peaks["/x"], least)

    def test_c22(self):
        """C22 the schedule does not drift"""
        server = self.serve(lambda request: Answer(delay=0.45 * (request.index % 2)))
        result = self.load(one("duration: 2.5; batchSize: 1; coolDownTime: 50"), server, "--out", "report.jsonl")
        missed = result.job("I")["missedStarts"]
        self.assertEqual(server.n() + missed, 50)
        self.assertLess(missed, 25)
        self.assert_instants(server.arrivals(), [50 * k for k in range(50 - missed)])
        self.assert_intended([50 * k for k in range(50)], missed)

    def test_c23(self):
        """C23 what comes late keeps its intended time, and lateness is told"""
        server = self.serve()
        self.write("plan.yaml", self.text_for(one("duration: 3; batchSize: 1; coolDownTime: 100"), server))
        process = self.begin(server, "load", "plan.yaml", "--workers", "1", "--out", "report.jsonl")
        deadline = time.monotonic() + DEADLINE
        while server.n() < 8 and time.monotonic() < deadline:
            time.sleep(0.01)
        children = [int(pid) for pid in os.listdir("/proc") if pid.isdigit() and self.is_child(pid, process.pid)]
        self.assertTrue(children)
        for pid in children:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(1)
        for pid in children:
            os.kill(pid, signal.SIGCONT)
        result = self.finish(process)
        self.assertEqual(server.n() + result.job("I")["missedStarts"], 30)
        self.assertGreaterEqual(server.n(), 20)
        self.assert_between(result.job("I")["lateness"]["max"], 700, 1000 + LATE_MS)
        late = max(self.rows(), key=lambda row: row["timings"]["fromPlannedStart"] - row["timings"]["total"])
        self.assertAlmostEqual(late["timings"]["fromPlannedStart"],
                               late["timings"]["blocked"] + late["timings"]["total"], delta=0.002)
        self.assertGreater(late["timings"]["blocked"], 700)

    @staticmethod
    def is_child(pid, parent):
        try:
            with open("/proc/%s/stat" % pid, encoding="utf-8") as file:
                return file.read().rpartition(")")[2].split()[1] == str(parent)
        except OSError:
            return False

    def test_c24(self):
        """C24 mode CB goes on until a rule ends it"""
        server = self.serve()
        result = self.load(one("batchSize: 5; coolDownTime: 200;"
                               " terminationRules: [{metric: TotalTime.Avg >= 0, gracePeriod: 1s}]"), server)
        self.assertEqual((result.code, result.status("I")), (3, "Terminated"))
        lasted = server.arrivals()[-1]
        self.assert_between(lasted, 750, 1000 + LATE_MS)
        self.assert_between(server.n() + result.job("I")["missedStarts"], 25, 5 * (lasted / 200 + 3))

    def test_c25(self):
        """C25 with maximizeThroughput a batch follows its predecessor, at the latest after the cool-down"""
        server = self.serve(after(0.05))
        result = self.load(one("requestCount: 40; batchSize: 4; coolDownTime: 1000; maximizeThroughput: true"), server)
        self.assertEqual((result.code, server.n()), (0, 40))
        self.assert_between(server.arrivals()[-1], 400, 8900)
        server = self.serve(after(2))
        result = self.load(one("requestCount: 6; batchSize: 2; coolDownTime: 500; maximizeThroughput: true"), server)
        self.assertEqual((result.code, server.n()), (0, 6))
        self.assert_instants(server.arrivals(), [0, 0, 500, 500, 1000, 1000])

    def test_c26(self):
        """C26 with maximizeThroughput there are counts and percentiles, but no row of each request"""
        server = self.serve()
        result = self.load(one("requestCount: 1000; maximizeThroughput: true"), server, "--out", "report.jsonl")
        self.assertEqual((result.code, server.n()), (0, 1000))
        self.assertEqual(server.peaks["/x"], 1)
        self.assertEqual(self.rows(), [])
        self.assertEqual(result.job("I")["successful"], 1000)
        self.assertEqual(result.job("I")["times"]["totalTime"]["count"], 1000)
        self.assertGreater(result.job("I")["times"]["totalTime"]["p99"], 0)

    def test_c27(self):
        """C27 the mode follows from the numbers"""
        for numbers, mode in (("requestCount: 2", "R"), ("duration: 1ms", "D"),
                              ("duration: 2ms; batchSize: 1; coolDownTime: 1", "DCB"),
                              ("requestCount: 1; batchSize: 1; coolDownTime: 1", "CRB"),
                              ("batchSize: 1; coolDownTime: 10; terminationRules: [{metric: TTFB >= 0}]", "CB")):
            self.assertEqual(self.load(one(numbers), self.serve()).job("I")["mode"], mode)
        server = self.serve()
        self.assert_refused(one("duration: 1; requestCount: 1"), server=server)
        self.assert_refused(one("batchSize: 1"), "coolDownTime", server=server)
        result = self.url(server, "--url", "http://S/x", "-d", "0.3")
        self.assertEqual(result.job("Quick-Iteration")["mode"], "D")


if __name__ == "__main__":
    run_at_once(Modes)
