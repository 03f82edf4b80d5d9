#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-measuring.py: that figures are exact, and what becomes of a run when something breaks
import csv
import json
import os
import resource
import subprocess

from plan_cases import CLI, DEADLINE, Answer, PlanCase, run_at_once, self_signed

ONE = """\
name: P
rounds:
- name: R
  numberOfClients: %d
  iterations:
  - name: I
    %s
    httpRequest: {url: "http://S/x"%s}
"""


def one(keys, clients=1, request=""):
    return ONE % (clients, "\n    ".join(keys.split("; ")), request)


class Measuring(PlanCase):
    def test_c12(self):
        """C12 a plan in JSON is the plan in YAML"""
        yaml = """\
name: P
variables: [{name: n, value: 2}]
rounds:
- name: R
  numberOfClients: 2
  runInParallel: false
  iterations:
  - name: I
    requestCount: ${n}
    httpRequest:
      url: http://S/x
      httpMethod: post
      headers: {X-A: b}
      payload: {raw: "\\U0001F600 ${n}"}
    failureRules: [{metric: ErrorRate > 0.5}]
"""
        document = {"Name": "P", "variables": [{"name": "n", "value": 2}], "rounds": [
            {"name": "R", "numberOfClients": 2, "runInParallel": False, "iterations": [
                {"name": "I", "requestCount": "${n}", "failureRules": [{"metric": "ErrorRate > 0.5"}],
                 "httpRequest": {"URL": "http://S/x", "httpMethod": "post", "httpHeaders": {"X-A": "b"},
                                 "payload": {"raw": "\U0001F600 ${n}"}}}]}]}
        seen = []
        for text, name in ((yaml, "plan.yaml"), (json.dumps(document, indent=1), "plan.json")):
            server = self.serve()
            result = self.load(text, server, name=name)
            self.assertEqual(result.code, 0, result.err)
            seen.append([(request.method, request.target, request.header("x-a"), request.body)
                         for request in server.requests])
        self.assertEqual(seen[0], seen[1])
        self.assertEqual(seen[0], [("POST", "/x", "b", "\U0001F600 2".encode())] * 4)
        self.assert_refused('{"name": "P",\n "rounds": [{"name": "R", "nonsense": 1, "reference": []}]}',
                            "nonsense", name="plan.json", place=(2, 27))

    def test_c72(self):
        """C72 a rule with a window looks at the last seconds only, and may need samples"""
        began = []

        def behave(request):
            began.append(request.arrival)
            return Answer(500 if request.arrival - began[0] > 3 else 200, delay=0.02)
        server = self.serve(behave)
        result = self.load(one("duration: 12; terminationRules: [{metric: ErrorRate > 0.5, window: 1s},"
                               " {metric: ErrorRate > 0.9}, {metric: TotalTime.Avg >= 0, minSamples: 1000000}]"), server)
        self.assertEqual(result.status("I"), "Terminated")
        self.assertEqual([rule["fired"] for rule in result.job("I")["rules"] if rule["termination"]],
                         [True, False, False])
        self.assert_between(server.arrivals()[-1], 3000, 11900)

    def test_c73(self):
        """C73 a handshake is measured once, and times are the sum of their phases"""
        server = self.serve(tls=self_signed(self.folder))
        result = self.load(one("requestCount: 10").replace("http://S", server.url), None, "--insecure",
                           "--out", "report.jsonl")
        self.assertEqual(result.code, 0)
        rows = self.rows()
        self.assertEqual(len([row for row in rows if row["timings"]["tcp"] > 0 and row["timings"]["tls"] > 0]), 1)
        self.assertEqual(result.job("I")["times"]["tcpHandshake"]["count"], 1)
        self.assertEqual(result.job("I")["times"]["tlsHandshake"]["count"], 1)
        for row in rows:
            timings = row["timings"]
            phases = [timings[key] for key in ("dns", "tcp", "tls", "sending", "waiting", "receiving")]
            self.assertEqual(round(timings["total"] * 1000), sum(round(phase * 1000) for phase in phases))
            self.assertEqual(round(timings["ttfb"] * 1000), round((timings["total"] - timings["receiving"]) * 1000))
            self.assertEqual(round(timings["fromPlannedStart"] * 1000),
                             round((timings["blocked"] + timings["total"]) * 1000))

    def test_c75(self):
        """C75 seconds add up to the whole, and a stall of the server is not forgotten"""
        until = []

        def behave(request):
            if request.index == 50:
                until.append(request.arrival + 1)
            wait = max(0, until[0] - request.arrival) if until else 0
            return Answer(delay=wait)
        server = self.serve(behave)
        result = self.load(one("duration: 2.5; batchSize: 1; coolDownTime: 10"), server, "--out", "report.csv")
        self.assertEqual(server.n() + result.job("I")["missedStarts"], 250)
        self.assertGreaterEqual(result.job("I")["times"]["responseTime"]["p99"], 700)
        with open(os.path.join(self.folder, "report.csv"), newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        summary = next(row for row in rows if row["row"] == "summary")
        seconds = [row for row in rows if row["row"] == "second"]
        for key in ("requests", "successful", "time_count", "bytes_received"):
            self.assertEqual(sum(int(row[key]) for row in seconds), int(summary[key]), key)
        self.assertEqual(max(float(row["max_ms"]) for row in seconds if row["max_ms"]), float(summary["max_ms"]))

    def test_c81(self):
        """C81 what this computer cannot do is said before anything is sent"""
        server = self.serve()
        self.write("plan.yaml", self.text_for(one("requestCount: 500; batchSize: 500; coolDownTime: 1000"), server))
        process = subprocess.run([CLI, "load", "plan.yaml"], cwd=self.folder, env=self.environment, timeout=DEADLINE,
                                 capture_output=True, text=True, check=False,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
        self.assertEqual((process.returncode, server.n()), (4, 0), process.stderr)
        self.assertRegex(process.stdout + process.stderr, r"500[^\n]*")

    def test_descriptors(self):
        """descriptors that run out while a plan runs are this computer's fault, and nobody's failure"""
        server = self.serve(lambda request: Answer(delay=1.5))
        self.write("plan.yaml", self.text_for(one("duration: 1.5; batchSize: 20; coolDownTime: 100"), server))
        subprocess.run([CLI, "load", "plan.yaml", "--workers", "1", "--out", "report.json"], cwd=self.folder,
                       env=self.environment, timeout=DEADLINE, capture_output=True, text=True, check=False,
                       preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (120, 120)))
        with open(os.path.join(self.folder, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
        job = report["iterations"][0]
        self.assertGreater(job["generatorErrors"], 0)
        self.assertEqual((job["failed"], job["successful"]), (0, server.n()))
        self.assertEqual((report["run"]["outcome"], report["quality"]["level"]), ("invalid", "red"))

    def test_c82(self):
        """C82 the extensions: rows of data, assertions, warm-up, no redirects"""
        self.write("users.csv", "user\nada\nbob\ncy\n")
        server = self.serve()
        result = self.load(one("requestCount: 3; data: {file: users.csv}", 2).replace("/x", "/x?u=${user}"), server)
        self.assertEqual(result.code, 0, result.err)
        self.assertEqual(sorted(request.target for request in server.requests),
                         sorted("/x?u=" + user for user in ("ada", "bob", "cy") * 2))
        result = self.load(one("requestCount: 2; assert: [{from: body, path: $.a, is: '=', value: 1}]"), self.serve())
        self.assertEqual((result.status("I"), result.job("I")["assertionsFailed"]), ("Failed", 2))
        server = self.serve(lambda request: Answer(delay=0.1))
        result = self.load(one("duration: 2; warmUp: 1"), server)
        self.assertEqual(result.job("I")["requests"] + result.job("I")["warmUp"], server.n())
        self.assert_between(result.job("I")["warmUp"], 3, server.n() - 3)
        server = self.serve(lambda request: Answer(302, headers=[("Location", "/y")]))
        result = self.load(one("requestCount: 1", request=", maxRedirects: 0"), server)
        self.assertEqual((server.n("/y"), result.job("I")["statuses"]), (0, {"302": 1}))

    def test_rate(self):
        """C82 an arrival rate is kept whatever the server does, or what could not be is told"""
        for delay, most in ((0, 10000), (0.5, 8)):
            server = self.serve(lambda request, delay=delay: Answer(delay=delay))
            result = self.load(one("arrivalRate: {rate: 10, stages: [{rate: 100, duration: 2s}], maxInFlight: %d}" % most),
                               server, "--out", "report.jsonl")
            job = result.job("I")
            self.assert_between(server.n() + job["missedStarts"], 108, 112)
            self.assertLessEqual(server.peaks["/x"], most)
            self.assertEqual(job["mode"], "arrivalRate")
            intended = sorted(row["intendedMs"] for row in self.rows())
            gaps = [second - first for first, second in zip(intended, intended[1:])]
            if job["missedStarts"] == 0:
                self.assertGreater(gaps[0], 3 * gaps[-1])

    def flow(self, name="shop.flow.yaml"):
        self.write(name, """\
name: Shop
beforeAll: [{name: Log in, httpRequest: {url: "${base}/login"}, extract: [{name: t, from: body, path: $.t}]}]
steps:
- {name: List, httpRequest: {url: "${base}/list?${user}&${run.vu}&${run.iteration}&${t}"}}
- {name: Off, enabled: false, httpRequest: {url: "${base}/off"}}
- {name: Buy, httpRequest: {url: "${base}/buy"}, assert: [{from: status, is: "<", value: 400}]}
- {name: Leave, httpRequest: {url: "${base}/leave"}}
afterAll: [{name: Log out, httpRequest: {url: "${base}/logout?${run.passed}"}}]
""")
        return """\
name: P
variables: [{name: base, value: "http://S"}]
data: {file: users.csv}
rounds:
- name: R
  numberOfClients: 2
  iterations:
  - {name: I, requestCount: 3, flow: %s}
""" % name

    def test_c82_flow(self):
        """C82 passes of a flow are the slots of an iteration; what runs once does so for all clients"""
        self.write("users.csv", "user\nada\nbob\ncy\n")
        plan = self.flow()
        server = self.serve(lambda request: Answer(503 if request.path == "/buy" and request.index == 0 else 200,
                                                   body='{"t": 7}', delay=0.05))
        result = self.load(plan, server, "--out", "report.jsonl")
        job = result.job("I")
        self.assertEqual((job["requests"], job["slots"], job["failed"], result.code), (6, 6, 1, 1))
        self.assertEqual(job["statuses"], {"200": 5, "503": 1})
        self.assertEqual([server.n(path) for path in ("/login", "/list", "/off", "/buy", "/leave", "/logout")],
                         [1, 6, 0, 6, 6, 1])
        self.assertEqual((server.requests[0].path, server.requests[-1].target), ("/login", "/logout?18"))
        lists = [request.target.split("?")[1].split("&") for request in server.by_path["/list"]]
        self.assertEqual(sorted(user for user, _, _, _ in lists), sorted(["ada", "bob", "cy"] * 2))
        self.assertEqual(sorted(tuple(rest) for _, *rest in lists),
                         sorted((str(vu), str(i), "7") for vu in (1, 2) for i in (1, 2, 3)))
        rows = [row for row in self.rows("report.jsonl") if row["type"] == "request"]
        self.assertEqual(len(rows), server.n())
        self.assertEqual([(step["part"], step["name"], step["passed"], step["failed"]) for step in job["steps"]],
                         [("beforeAll", "Log in", 1, 0), ("steps", "List", 6, 0), ("steps", "Buy", 5, 1),
                          ("steps", "Leave", 6, 0), ("afterAll", "Log out", 1, 0)])
        self.assertGreaterEqual(job["steps"][1]["timeMs"]["min"], 50)
        self.assertRegex(result.out, r"\n +Buy +6 +5 +1 +0 +0 +16.67 ")
        self.assertEqual({row["step"] for row in rows}, {"Log in", "List", "Buy", "Leave", "Log out"})
        self.assertEqual({row["client"] for row in rows if row["step"] == "Log in"}, {None})

    def test_c82_flow_before_all(self):
        """C82 no pass begins when Before All of its flow failed; After All runs all the same"""
        self.write("users.csv", "user\nada\n")
        plan = self.flow()
        server = self.serve(lambda request: Answer(fault="reset") if request.path == "/login" else Answer())
        result = self.load(plan, server)
        self.assertEqual((result.code, result.status("I")), (1, "Failed"))
        self.assertEqual((server.n("/list"), server.n("/logout")), (0, 1))
        self.assertTrue(result.warnings("“Log in” in Before All failed"))

    def test_c82_flow_problems(self):
        """C82 a flow is read with the plan, and its problems are told where they are"""
        self.write("users.csv", "user\nada\n")
        plan = self.flow()
        code, out, err = self.check(plan)
        self.assertEqual((code, err), (0, ""))
        self.assertIn("each a pass through the flow shop.flow.yaml", out)
        self.assertIn("1 worker, because the flow of “I” has steps that run once", out)
        self.write("shop.flow.yaml", "name: Shop\nsteps:\n- name: A\n  httpReqest: {url: http://S/}\n")
        code, out, err = self.cli("check", "plan.yaml")
        self.assertEqual(code, 2)
        self.assertIn("shop.flow.yaml:4:3: ", err)
        self.assert_refused(plan.replace("shop.flow", "shopp.flow"), "shopp.flow.yaml", place=(8, 38))

    def test_faults(self):
        """servers that reset, answer half or garbage are failures of their kind"""
        for fault, kinds in (("reset", {"reset"}), ("close", {"reset", "protocol"}), ("half", {"reset", "protocol"}),
                             ("garbage", {"protocol"})):
            server = self.serve(lambda request, fault=fault: Answer(fault=fault, body="x" * 1000))
            result = self.load(one("requestCount: 3"), server)
            job = result.job("I")
            self.assertEqual((result.code, job["status"], job["failed"], job["noResponse"]), (1, "failed", 3, 3), fault)
            self.assertLessEqual({error["kind"] for error in job["errors"]}, kinds, fault)
            self.assertTrue(all(error["example"] for error in job["errors"]))
            self.assertIn("127.0.0.1", result.job("I")["reason"])


class Telling(PlanCase):
    def test_progress(self):
        """on a terminal a line tells each second how the load stands"""
        server = self.serve(lambda request: Answer(delay=0.02))
        self.write("plan.yaml", self.text_for(one("duration: 2.5"), server))
        code, written = self.on_terminal("load", "plan.yaml", columns=110)
        self.assertEqual(code, 0, written)
        self.assertRegex(written, r"running R · clients 1 · in flight \d+ · requests \d+ · \d+/s")
        self.assertIn("Success", written)

    def test_quiet(self):
        """with --quiet only what went wrong is said, and on stderr"""
        result = self.load(one("requestCount: 2"), self.serve(), "--quiet")
        self.assertEqual((result.code, result.out, result.err), (0, "", ""))
        result = self.load(one("requestCount: 2"), self.serve(lambda request: Answer(500)), "--quiet")
        self.assertEqual((result.code, result.out), (1, ""))
        self.assertIn("Failed", result.err)

    def test_schema(self):
        """what is written of a load is what the schema says"""
        try:
            from jsonschema import Draft202012Validator
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        with open(os.environ["WEIR_REPORT_SCHEMA"], encoding="utf-8") as file:
            validator = Draft202012Validator(json.load(file))
        result = self.load(one("duration: 1; batchSize: 2; coolDownTime: 100;"
                               " terminationRules: [{metric: ErrorRate > 0.5, gracePeriod: 300ms}]"),
                           self.serve(lambda request: Answer(500, fault="reset" if request.index % 3 else None)))
        self.assertEqual(result.code, 3)
        self.assertEqual([error.message for error in validator.iter_errors(result.report)], [])

    def test_history(self):
        """a load is kept like other runs, and its reports can be written later"""
        self.load(one("requestCount: 4"), self.serve())
        code, out, _ = self.cli("history", "--json")
        self.assertEqual((code, [run["name"] for run in json.loads(out)]), (0, ["P"]))
        self.assertEqual(self.cli("report", "last", "--out", "later.json", "--out", "later.html")[0], 0)
        with open(os.path.join(self.folder, "later.json"), encoding="utf-8") as file:
            later = file.read()
        with open(os.path.join(self.folder, "report.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), later)
        code, _, err = self.cli("report", "report.json", "--out", "again.json")
        self.assertEqual(code, 0, err)
        with open(os.path.join(self.folder, "again.json"), encoding="utf-8") as file:
            self.assertEqual(file.read(), later)


if __name__ == "__main__":
    run_at_once(Measuring, Telling)
