#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-rules.py: what makes an iteration fail, or ends it, and what the exit code tells
import json
import os
import signal
import socket
import time
import xml.etree.ElementTree

from plan_cases import Answer, DEADLINE, LATE_MS, PlanCase, run_at_once

ONE = """\
name: P
rounds:
- name: R
  numberOfClients: %d
  iterations:
  - name: I
    %s
    httpRequest: {url: "http://S/x"}
"""


# Every metric with its other names, and what it is measured in statistics of.
TIMES = (("TotalTime",), ("TTFB", "TimeToFirstByte"), ("WaitingTime", "Waiting"), ("TCPHandshake", "TCP"),
         ("TLSHandshake", "TLS", "SSL", "SSLHandshake"), ("SendingTime", "Sending", "Upload", "Upstream"),
         ("ReceivingTime", "Receiving", "Download", "Downstream"), ("ServerTime", "Server"),
         ("ServerTimeDB", "DB", "Database"), ("ServerTimeCache", "Cache"), ("ServerTimeApp", "App", "Application"))
NUMBERS = (("ErrorRate",), ("Throughput", "RPS", "RequestsPerSecond"),
           ("SkipRatio", "SkippedRatio", "SkippedRequestsRatio"), ("SkippedRequestsCount", "SkippedCount"))
STATISTICS = ("P50", "P90", "P95", "P99", "Avg", "Average", "Min", "Max", "Sum")
OPERATORS = (">", ">=", "<", "<=", "=", "!=")


def one(keys, clients=1):
    return ONE % (clients, "\n    ".join(keys.split("; ")))


def share_of(status, every):
    """One answer of so many has that status."""
    return lambda request: Answer(status if request.index % every == 0 else 200)


def closed_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Rules(PlanCase):
    def outcome(self, keys, behave=None, clients=1, name="I"):
        result = self.load(one(keys, clients), self.serve(behave))
        return result.status(name), result.code, result

    def test_c60(self):
        """C60 an error rate counts the status codes it names"""
        rule = "requestCount: 20; failureRules: [{metric: ErrorRate > 0.10, errorStatusCodes: '>= 500'}]"
        self.assertEqual(self.outcome(rule, share_of(500, 5))[:2], ("Failed", 1))
        self.assertEqual(self.outcome(rule, share_of(404, 5))[:2], ("Success", 0))

    def test_c61(self):
        """C61 every rule is reported with what was observed"""
        rules = ("requestCount: 3; failureRules: [{metric: TotalTime.P90 > 250}, {metric: TotalTime.P50 > 200},"
                 " {metric: TotalTime.Avg > 180}]")
        status, code, result = self.outcome(rules, lambda request: Answer(delay=0.4))
        self.assertEqual((status, code), ("Failed", 1))
        reported = result.job("I")["rules"]
        self.assertEqual(len(reported), 3)
        for rule in reported:
            self.assertTrue(rule["fired"])
            self.assert_between(rule["observed"], 395, 400 + LATE_MS)
            self.assertIn(rule["rule"], result.out)
        self.assertEqual(self.outcome(rules)[:2], ("Success", 0))

    def test_c64(self):
        """C64 without rules a few errors are tolerated, and fewer that are the server's fault"""
        plan = "requestCount: 100"
        for status, n, expected in ((404, 6, "Failed"), (404, 4, "Success"), (500, 2, "Failed"),
                                    (500, 1, "Success")):
            found, _, result = self.outcome(plan, lambda request, status=status, n=n: Answer(
                status if request.index < n else 200))
            self.assertEqual(found, expected)
            self.assertEqual("failed by the default rule ErrorRate" in result.out, expected == "Failed")

    def test_c65(self):
        """C65 a termination rule that has held for its grace ends the iteration, and the next one runs"""
        server = self.serve(lambda request: Answer(500 if request.path == "/x" else 200, delay=0.05))
        plan = one("duration: 20; terminationRules: [{metric: ErrorRate > 0.25, errorStatusCodes: '>= 500',"
                   " gracePeriod: '00:00:01'}]", 5) + "  - name: J\n    httpRequest: {url: \"http://S/y\"}\n"
        result = self.load(plan, server)
        self.assertEqual((result.code, result.status("I"), result.status("J")), (3, "Terminated", "Success"))
        first = min(request.answered for request in server.by_path["/x"])
        last = max(request.arrival for request in server.by_path["/x"])
        self.assert_between(1000 * (last - first), 900, 1000 + LATE_MS)
        self.assertEqual(server.n("/y"), 5)

    def test_c66(self):
        """C66 rules have clocks of their own"""
        server = self.serve(lambda request: Answer(500))
        result = self.load(one(
            "duration: 20; terminationRules: [{metric: ErrorRate > 0.2, errorStatusCodes: '>= 400', gracePeriod: 3s},"
            " {metric: ErrorRate > 0.2, errorStatusCodes: '404', gracePeriod: 500ms},"
            " {metric: ErrorRate > 0.2, errorStatusCodes: '>= 500', gracePeriod: 1s}]"), server)
        fired = [rule["rule"] for rule in result.job("I")["rules"] if rule["fired"] and rule["termination"]]
        self.assertEqual(len(fired), 1)
        self.assertIn(">= 500", fired[0])

    def test_c66_restarts(self):
        """C66 the clock of a rule begins anew when its breach was interrupted"""
        server = self.serve(lambda request: Answer(200 if 8 <= request.index < 24 else 500, delay=0.05))
        result = self.load(one("duration: 20; terminationRules: [{metric: ErrorRate > 0.5,"
                               " errorStatusCodes: '>= 500', gracePeriod: 1s}]"), server)
        self.assertEqual((result.code, result.status("I")), (3, "Terminated"))
        # More than half are errors again from the 33rd on; a clock that went on would have ended it at the 20th.
        again = 1000 * (server.by_path["/x"][33].arrival - server.requests[0].arrival)
        self.assert_between(server.arrivals()[-1] - again, 850, 1000 + LATE_MS)

    def test_c66_graces(self):
        """C66 of three rules the one fires that holds, and when its own grace is over"""
        server = self.serve(lambda request: Answer(delay=0.3))
        result = self.load(one(
            "duration: 20; terminationRules: [{metric: ErrorRate > 0.2, errorStatusCodes: '>= 500',"
            " gracePeriod: '00:00:10'}, {metric: TotalTime.P90 > 200, gracePeriod: '00:00:05'},"
            " {metric: TotalTime.P50 > 400, gracePeriod: '00:00:15'}]"), server)
        fired = [rule for rule in result.job("I")["rules"] if rule["fired"] and rule["termination"]]
        self.assertEqual((result.code, len(fired), "TotalTime.P90" in fired[0]["rule"]), (3, 1, True))
        self.assert_between(server.arrivals()[-1] - 300, 4400, 5000 + LATE_MS)

    def test_c62(self):
        """C62 every metric is known by each of its names, with every statistic and operator, however it is written"""
        metrics = [["%s%s %s 1" % (name, suffix, operator) for name in names]
                   for names, suffixes in [(names, [""] + ["." + stat for stat in STATISTICS]) for names in TIMES]
                   + [(names, [""]) for names in NUMBERS]
                   for suffix in suffixes for operator in OPERATORS]
        spelled = [metric for group in metrics for metric in group]
        spelled = [[metric, metric.replace(" ", ""), metric.upper(), metric.lower().replace(" ", "  ")][i % 4]
                   for i, metric in enumerate(spelled)]
        parts = [spelled[i:i + 100] for i in range(0, len(spelled), 100)]
        plan = "name: P\nrounds:\n- name: R\n  iterations:\n" + "".join(
            "  - name: I%d\n    httpRequest: {url: 'http://S/x'}\n    failureRules: %s\n"
            % (i, json.dumps([{"metric": metric} for metric in part])) for i, part in enumerate(parts))
        server = self.serve(lambda request: Answer(
            headers=[("Server-Timing", "db;dur=2, cache;dur=1, app;dur=0.5, total;dur=4")]))
        jobs = self.load(plan, server).jobs()
        self.assertEqual((server.n(), len(jobs)), (len(parts), len(parts)))
        rules = [rule["rule"] for job in jobs for rule in job["rules"] if not rule["termination"]]
        self.assertEqual(len(rules), len(spelled))
        names = iter(rules)
        for group in metrics:
            self.assertEqual(len({next(names).replace("Average", "Avg") for _ in group}), 1, group)

    def test_c62_values(self):
        """C62 what rules compare"""
        for metric, fires in (("TotalTime.P90 >= 100", True), ("TotalTime.P90 >= 30000", False),
                              ("Throughput < 100", True), ("TotalTime.Avg <= 20000", True), ("ErrorRate = 0", True),
                              ("ErrorRate != 0", False), ("TotalTime.Max between 100 and 20000", True),
                              ("TotalTime.Max between 20000 and 30000", False)):
            status, code, result = self.outcome("requestCount: 2; failureRules: [{metric: %s}]" % metric,
                                                lambda request: Answer(delay=0.11))
            self.assertEqual((status, code), ("Failed", 1) if fires else ("Success", 0), metric)

    def test_c63(self):
        """C63 rules that mean nothing are refused, and what was meant is shown"""
        for metric, codes, *parts in (("ErrorRate.P90 > 1", None), ("TotalTime.P10 > 1", None, "P50"),
                                      ("TotalTime == 5", None, "="), ("Latensy > 5", None),
                                      ("TTFB.P90 > 5 and 6", None), ("ErrorRate > 0.5", "600"),
                                      ("ErrorRate > 0.5", ">= abc"), ("TotalTme > 5", None, "did you mean", "TotalTime")):
            server = self.serve()
            rule = json.dumps({"metric": metric, **({"errorStatusCodes": codes} if codes else {})})
            self.assert_refused(one("failureRules: [%s]" % rule), *parts, server=server)
        self.assertIn("warning", self.check(one("failureRules: [{metric: ErrorRate > 5}]"))[2])
        for n, expected in ((6, "Failed"), (5, "Success")):
            self.assertEqual(self.outcome("requestCount: 100; failureRules: [{metric: ErrorRate > 5%}]",
                                          lambda request, n=n: Answer(404 if request.index < n else 200))[0], expected)

    def test_c67(self):
        """C67 a rule may look at counts of the run itself"""
        server = self.serve(lambda request: Answer(delay=0.02))
        result = self.load(one("duration: 10; terminationRules: [{expression:"
                               " '${Metrics.R.I.Throughput.RequestsCount} > 10'}]"), server)
        self.assertEqual((result.code, result.status("I")), (3, "Terminated"))
        self.assert_between(server.n(), 11, 250)

    def test_c68(self):
        """C68 rules on the command line are those of a plan"""
        server = self.serve()
        result = self.url(server, "--url", "http://S/x", "-rc", "1000", "--failurerule",
                          "ErrorRate > 0.05;>= 500", "--failurerule", "TotalTime.P90 > 25000",
                          "--terminationrule", "ErrorRate > 0.10;00:05:00;>= 500", "--terminationrule",
                          "TotalTime.P90 > 50000;00:00:30", "-tr", "TTFB > 60000")
        self.assertEqual((result.code, server.n()), (0, 1000))
        rules = result.job("Quick-Iteration")["rules"]
        self.assertEqual(sorted((rule["termination"], rule["graceMs"], rule["errorStatusCodes"]) for rule in rules
                                if rule["termination"]),
                         [(True, 0, None), (True, 30000, None), (True, 300000, ">= 500")])
        self.assertEqual(len([rule for rule in rules if not rule["termination"]]), 2)
        code, out, err = self.cli("--url", server.url, "-tr", "ErrorRate > 0.1;>= 500")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("ErrorRate > 0.1;0s;>= 500", err)

    def test_c69(self):
        """C69 requests without response are never a success"""
        plan = ONE.replace("http://S/x", "http://127.0.0.1:%d/x" % closed_port())
        for rules in ("", "failureRules: [{metric: ErrorRate > 0}]",
                      "failureRules: [{metric: ErrorRate > 0, errorStatusCodes: '>= 500'}]",
                      "failureRules: [{metric: ErrorRate > 0, errorStatusCodes: '= 0'}]"):
            keys = ["requestCount: 5"] + ([rules] if rules else [])
            result = self.load(plan % (1, "\n    ".join(keys)), None)
            self.assertEqual((result.status("I"), result.code), ("Failed", 1), rules)
            self.assertEqual(result.job("I")["statuses"], {"0": 5})

    def test_c70(self):
        """C70 what has no data is not evaluated"""
        server = self.serve(lambda request: Answer(delay=0.4))
        result = self.load(one("duration: 20; terminationRules: [{metric: TLS.Avg > 0}, {metric: Throughput < 1000}]"),
                           server)
        self.assertEqual(result.status("I"), "Terminated")
        self.assert_between(result.job("I")["rules"][1]["firedMs"], 990, 1000 + LATE_MS)
        self.assertIsNone(result.job("I")["rules"][0]["observed"])
        server = self.serve()
        result = self.load("""\
name: P
rounds:
- name: R
  iterations:
  - name: I
    requestCount: 3
    failureRules: [{metric: TTFB.Min < 1000}]
    httpRequest: {url: "http://S/x", skipIf: "1 = 1"}
""", server)
        self.assertEqual((result.status("I"), result.code, server.n()), ("Skipped", 0, 0))

    def test_c71(self):
        """C71 what a rule gives up is cancelled, and no failure"""
        server = self.serve(lambda request: Answer(delay=0 if request.index == 0 else 20))
        result = self.load(one("batchSize: 30; coolDownTime: 10000;"
                               " terminationRules: [{metric: TotalTime.Avg >= 0, gracePeriod: 500ms}]"), server)
        job = result.job("I")
        self.assertEqual((result.status("I"), result.code), ("Terminated", 3))
        self.assertEqual((job["successful"], job["failed"], job["cancelled"]), (1, 0, 29))

    def test_c77(self):
        """C77 the exit code tells the worst that happened"""
        failing = one("requestCount: 3")
        self.assertEqual(self.load(failing, self.serve(lambda request: Answer(500))).code, 1)
        both = one("requestCount: 3") + """\
  - name: J
    duration: 10
    terminationRules: [{metric: ErrorRate > 0.5}]
    httpRequest: {url: "http://S/y"}
"""
        result = self.load(both, self.serve(lambda request: Answer(500)))
        self.assertEqual((result.status("I"), result.status("J"), result.code), ("Failed", "Terminated", 3))

    def stop(self, delay, n_signals):
        server = self.serve(lambda request: Answer(delay=delay))
        self.write("plan.yaml", self.text_for(one("batchSize: 3; coolDownTime: 300; duration: 60"), server))
        process = self.begin(server, "load", "plan.yaml", "--out", "report.xml")
        deadline = time.monotonic() + DEADLINE
        while server.n() < 3 and time.monotonic() < deadline:
            time.sleep(0.01)
        for number in range(n_signals):
            os.kill(process.pid, signal.SIGINT)
            time.sleep(0.2 if number + 1 < n_signals else 0)
        began = time.monotonic()
        result = self.finish(process)
        self.assertEqual((result.code, result.status("I")), (130, "Cancelled"))
        suites = xml.etree.ElementTree.parse(os.path.join(self.folder, "report.xml")).getroot()
        self.assertEqual([suite.get("name") for suite in suites], ["R", "P"])
        self.assertEqual(int(suites.get("errors")), len(suites.findall(".//error")))
        self.assertEqual(int(suites.get("tests")), len(suites.findall(".//testcase")))
        self.assertTrue(result.report["run"]["partial"])
        return time.monotonic() - began, result

    def test_c78(self):
        """C78 one interrupt lets requests in flight end, two do not, and whatever was measured is written"""
        took, result = self.stop(1.5, 1)
        self.assert_between(took, 0.5, 8)
        self.assertGreaterEqual(result.job("I")["successful"], 3)
        took, result = self.stop(20, 2)
        self.assertLess(took, 8)
        self.assertGreaterEqual(result.job("I")["cancelled"], 3)

    def test_c79(self):
        """C79 all kinds of files say what is printed"""
        server = self.serve(share_of(500, 4))
        names = ["a.json", "a.csv", "a.xml", "a.html", "a.pdf", "a.jsonl"]
        options = [word for name in names for word in ("--out", name)]
        result = self.load(one("requestCount: 8; failureRules: [{metric: ErrorRate > 0.1}]"), server, *options,
                           report=False)
        self.assertEqual(result.code, 1, result.err)
        for name in names:
            self.assertGreater(os.path.getsize(os.path.join(self.folder, name)), 100, name)
        suite = xml.etree.ElementTree.parse(os.path.join(self.folder, "a.xml")).getroot()[0]
        self.assertEqual((suite.get("name"), suite.get("tests"), suite.get("failures")), ("R", "2", "2"))
        self.assertEqual([case.get("name") for case in suite.findall("testcase")], ["I", "I: ErrorRate > 0.1"])
        with open(os.path.join(self.folder, "a.json"), encoding="utf-8") as file:
            job = json.load(file)["iterations"][0]
        row = next(line for line in result.out.splitlines() if line.startswith("R  ")).split()
        self.assertEqual(row[:8], ["R", "I", "Failed", "8", "6", "2", "0", "0"])
        self.assertEqual(row[8], "%.2f" % (100 * job["errorRate"]))
        shown = [float(cell) for cell in row[10:]]
        for value, key in zip(shown, ("avg", "p50", "p90", "p95", "p99", "max")):
            self.assertAlmostEqual(value, job["times"]["totalTime"][key], delta=0.0051)
        self.assertEqual(sum(count for _, count in job["times"]["totalTime"]["histogram"]), 8)
        self.assert_refused(one("requestCount: 1"), "a.txt", options=("--out", "a.txt"))
        self.assert_refused(one("requestCount: 1"), "nowhere", options=("--out", "nowhere/a.json"))

    def test_out_over_input(self):
        """a report never takes the place of what the load is made of, and it is said what that is"""
        server = self.serve()
        self.write("users.csv", "user\nada\n")
        self.write("f.json", json.dumps({"name": "F", "steps": [{"name": "A", "httpRequest": {"url": "http://S/a"}}]}))
        plan = json.dumps({"name": "P", "data": {"file": "users.csv"}, "rounds": [
            {"name": "R", "iterations": [{"name": "I", "flow": "f.json"}]}]})
        for out, what in (("plan.json", "the load plan itself"), ("./f.json", "a flow that the load plan goes through"),
                          ("users.csv", "the file the rows of data come from")):
            self.assert_refused(plan, "--out %s is %s; choose another name." % (out, what), options=("--out", out),
                                server=server, name="plan.json")

    def test_reason(self):
        """a rule may look at what a status is called"""
        server = self.serve(lambda request: Answer(503 if request.index > 5 else 200, delay=0.02))
        result = self.load(one("duration: 20; terminationRules: [{expression:"
                               " '${Metrics.R.I.ResponseCode.ResponseSummaries[1].HttpStatusReason}"
                               " = \"Service Unavailable\"'}]"), server)
        self.assertEqual((result.code, result.status("I")), (3, "Terminated"))
        self.assert_between(server.n(), 7, 300)

    def test_c80(self):
        """C80 the command line in every spelling"""
        server = self.serve()
        for spelling in (("--REQUESTCOUNT", "5"), ("--request-count=5",)):
            before = server.n()
            self.assertEqual(self.url(server, "--url", "http://S/x", *spelling).code, 0)
            self.assertEqual(server.n() - before, 5)
        before = server.n()
        self.assertEqual(self.cli("--url", server.url, "-RC", "5")[0], 2)
        self.url(server, "--url", "http://S/x", "-H", "A: b", "-H", "C: d")
        self.assertEqual((server.requests[-1].header("a"), server.requests[-1].header("c")), ("b", "d"))
        code, out, _ = self.cli("--url", server.url, "-h")
        self.assertEqual(code, 0)
        self.assertIn("--request-count", out)
        self.assertEqual(server.n() - before, 1)
        saved = os.path.join(self.folder, "My plan.yaml")
        self.url(server, "--url", "http://S/x", "-n", "My plan", "-rc", "2", "--save")
        self.assertEqual(self.cli("check", saved)[1].splitlines()[0],
                         "Quick-Round / Quick-Iteration: mode R, 1 client, 2 requests, up to 1 in flight")
        code, _, err = self.cli("--url", server.url, "-n", "My plan", "--save")
        self.assertEqual(code, 2)
        self.assertIn("is there already", err)


if __name__ == "__main__":
    run_at_once(Rules)
