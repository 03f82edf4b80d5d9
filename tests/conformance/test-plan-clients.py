#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-clients.py: clients, rounds and what they skip; the two examples plans begin with
import collections

from plan_cases import Answer, LATE_MS, PlanCase, run_at_once

FEATURES = """\
name: IterationFeaturesPlan
rounds:
  - name: FeatureRound
    numberOfClients: 50
    arrivalDelay: %s
    runInParallel: false
    iterations:
      - name: LoginIteration
        httpRequest:
          url: http://S/post
          method: POST
          headers:
            Content-Type: application/json
          payload:
            raw: |
                { "username": "user", "password": "pass" }
%s      - name: Home
        httpRequest:
          url: http://S/
          httpMethod: Get
        skipIf: ${LoginResponse.StatusCode} = 401
        failureRules:
          - metric: "ErrorRate > 0.10"
            errorStatusCodes: ">= 400"
          - metric: "TotalTime.P90 > 5000"
        terminationRules:
          - metric: "ErrorRate > 0.2"
            errorStatusCodes: ">= 400"
            gracePeriod: "%s"
          - metric: "TotalTime.P90 > 8000"
            gracePeriod: "00:00:05"
"""
CAPTURE = "          capture: { to: LoginResponse }\n"

GLOBAL = """\
name: GlobalIterationPlan
iterations:
- name: GlobalIteration
  mode: DCB
  duration: 3
  batchSize: 100
  coolDownTime: 1000
  httpRequest:
    url: http://S/headers
    httpMethod: GET
    httpVersion: 2.0
rounds:
- name: TestRound
  numberOfClients: 1
  reference: ["GlobalIteration"]
"""

CLIENTS = """\
name: P
rounds:
- name: R
  numberOfClients: %d
  arrivalDelay: %d
  iterations:
  - name: I
    httpRequest: {url: "http://S/x"}
"""


class Clients(PlanCase):
    def test_c2(self):
        """C2 example A: fifty clients log in and look, and what cannot be known is warned of once"""
        server = self.serve()
        result = self.load(FEATURES % (40, "", "00:00:03"), server)
        self.assertEqual(result.code, 0, result.out + result.err)
        self.assert_instants(server.arrivals("/post"), [40 * i for i in range(50)], late=1500)
        for request in server.by_path["/post"]:
            self.assertEqual(request.body, b'{ "username": "user", "password": "pass" }\n')
            self.assertEqual(request.header("content-type"), "application/json")
        self.assertEqual(server.n("/"), 50)
        posts = sorted(request.answered for request in server.by_path["/post"])
        for i, home in enumerate(sorted(request.arrival for request in server.by_path["/"])):
            self.assertGreaterEqual(home, posts[i])
        self.assertEqual((result.status("LoginIteration"), result.status("Home")), ("Success", "Success"))
        warnings = result.warnings("LoginResponse")
        self.assertEqual(list(warnings.values()), [50])

    def test_c3(self):
        """C3 example A with a capture: whose login failed does not look"""
        server = self.serve(lambda request: Answer(401 if request.path == "/post" and request.index % 2 else 200))
        result = self.load(FEATURES % (10, CAPTURE, "00:00:03"), server)
        self.assertEqual((server.n("/post"), server.n("/")), (50, 25))
        self.assertEqual((result.status("LoginIteration"), result.status("Home")), ("Failed", "Success"))
        self.assertEqual(result.code, 1)
        server = self.serve(lambda request: Answer(401 if request.path == "/post" else 200))
        result = self.load(FEATURES % (10, CAPTURE, "00:00:03"), server)
        self.assertEqual((server.n("/post"), server.n("/")), (50, 0))
        self.assertEqual((result.status("Home"), result.code), ("Skipped", 1))

    def test_c4(self):
        """C4 example A: a rule ends an iteration for all clients, and the rest goes on"""
        server = self.serve(lambda request: Answer(500 if request.path == "/" else 200))
        result = self.load(FEATURES % (100, "", "00:00:01"), server)
        self.assertEqual((result.code, result.status("Home")), (3, "Terminated"))
        self.assertEqual(server.n("/post"), 50)
        self.assertLess(server.n("/"), 45)
        fired = next(rule for rule in result.job("Home")["rules"] if rule["fired"] and rule["termination"])
        self.assertIn("ErrorRate > 0.2", fired["rule"])
        homes = server.by_path["/"]
        span = max(request.arrival for request in homes) - min(request.answered for request in homes)
        self.assert_between(1000 * span, 900, 1000 + LATE_MS)

    def test_c5(self):
        """C5 example B: batches of a hundred, one a second"""
        def launch():
            server = self.serve()
            result = self.load(GLOBAL, server, "--out", "report.jsonl")
            self.assertEqual((result.code, server.n("/headers")), (0, 300))
            self.assertEqual(result.job("GlobalIteration")["missedStarts"], 0)
            self.assert_intended([0] * 100 + [1000] * 100 + [2000] * 100)
            self.assert_instants(server.arrivals(), [0] * 100 + [1000] * 100 + [2000] * 100)
            self.assertEqual(result.job("GlobalIteration")["httpVersions"], {"1.1": 300})
        self.at_best(launch)

    def test_c28(self):
        """C28 a slot whose skipIf holds is used up without a request"""
        server = self.serve()
        result = self.load("""\
name: P
rounds:
- name: R
  iterations:
  - name: I
    requestCount: 4
    httpRequest:
      url: http://S/x
      before: ["$set(variable=k, value=$counter(start=1))"]
      skipIf: ${k} = 2
""", server)
        self.assertEqual((result.code, server.n()), (0, 3))
        self.assertEqual((result.job("I")["requests"], result.job("I")["skipped"]), (3, 1))

    def test_c29(self):
        """C29 clients arrive one after another, or all at once"""
        def arrive():
            server = self.serve()
            self.assertEqual(self.load(CLIENTS % (5, 200), server).code, 0)
            self.assert_instants(server.arrivals(), [0, 200, 400, 600, 800], late=120)

        def arrive_at_once():
            server = self.serve()
            self.assertEqual(self.load(CLIENTS % (200, 0), server).code, 0)
            self.assert_instants(server.arrivals(), [0] * 200, late=1500)
        self.at_best(arrive)
        self.at_best(arrive_at_once)

    def test_c30(self):
        """C30 the delay of an iteration counts from the one before it, or in parallel from the arrival"""
        plan = """\
name: P
rounds:
- name: R
  numberOfClients: 2
  runInParallel: %s
  iterations:
  - name: A
    httpRequest: {url: "http://S/a"}
  - name: B
    startupDelay: 400ms
    httpRequest: {url: "http://S/b"}
"""
        def arrive(parallel, instant):
            server = self.serve(lambda request: Answer(delay=0.6 if request.path == "/a" else 0))
            self.assertEqual(self.load(plan % parallel, server).code, 0)
            self.assert_instants(server.arrivals(), [0, 0, instant, instant], late=180)
        self.at_best(lambda: arrive("false", 1000))
        self.at_best(lambda: arrive("true", 400))

    def test_c31(self):
        """C31 a round waits before its first client, in milliseconds or as lps-3.0.4 in seconds"""
        plan = CLIENTS.replace("numberOfClients", "startupDelay: %s\n  numberOfClients")
        for delay, options, least in (("500", (), 500), ("1", ("--compat", "lps-3.0.4"), 1000)):
            server = self.serve()
            result = self.load(plan % (delay, 1, 0), server, *options, "--out", "report.jsonl")
            self.assertEqual(result.code, 0)
            self.assert_between(self.rows()[0]["intendedMs"], least, least + LATE_MS)

    def test_c32(self):
        """C32 rounds follow one another; iterations run in order, the referenced ones last"""
        server = self.serve(lambda request: Answer(delay=0.4 if request.path == "/slow" and request.index else 0))
        result = self.load("""\
name: P
iterations:
- name: Y
  httpRequest: {url: "http://S/y"}
- name: Z
  httpRequest: {url: "http://S/z"}
rounds:
- name: First
  numberOfClients: 2
  iterations:
  - name: I
    httpRequest: {url: "http://S/slow"}
- name: Second
  numberOfClients: 3
  reference: [Z, y]
  iterations:
  - name: X
    httpRequest: {url: "http://S/x"}
""", server)
        self.assertEqual(result.code, 0)
        slow = max(request.answered for request in server.by_path["/slow"])
        self.assertGreaterEqual(min(request.arrival for request in server.by_path["/x"]), slow)
        order = collections.defaultdict(list)
        for request in sorted(server.requests, key=lambda request: request.arrival):
            order[request.connection].append(request.path)
        self.assertEqual(sorted(tuple(paths) for paths in order.values() if "/slow" not in paths),
                         [("/x", "/z", "/y")] * 3)

    def test_c33(self):
        """C33 stages let clients arrive in groups"""
        plan = """\
name: P
rounds:
- name: R
%s  stages: [{numberOfClients: 3, arrivalDelay: 50}, {numberOfClients: 2, arrivalDelay: 200, startupDelay: 1000}]
  iterations:
  - name: I
    httpRequest: {url: "http://S/x"}
"""

        def arrive():
            server = self.serve()
            self.assertEqual(self.load(plan % "", server).code, 0)
            self.assert_instants(server.arrivals(), [0, 50, 100, 1100, 1300], late=100)
        self.at_best(arrive)
        code, _, err = self.check(plan % "  numberOfClients: 9\n")
        self.assertEqual(code, 0)
        self.assertIn("\"numberOfClients\" has no effect beside \"stages\"", err)

    def test_c34(self):
        """C34 rounds are chosen by name or tag"""
        plan = "name: P\nrounds:\n"
        for name, tags in (("A", "smoke"), ("B", ""), ("C", "Smoke, slow"), ("D", "")):
            plan += ("- name: %s\n  tags: [%s]\n  iterations:\n  - name: I\n"
                     "    httpRequest: {url: \"http://S/%s\"}\n" % (name, tags, name))
        for options, paths in ((("-rn", "b"), ["/B"]), (("-t", "smoke"), ["/A", "/C"]),
                               (("-t", "SMOKE", "--round-name", "D", "-rn", "A"), ["/A", "/C", "/D"]),
                               ((), ["/A", "/B", "/C", "/D"])):
            server = self.serve()
            result = self.load(plan, server, *options)
            self.assertEqual(result.code, 0, result.err)
            self.assertEqual([request.path for request in server.requests], paths)
        server = self.serve()
        self.assert_refused(plan, "Nope", options=("-rn", "Nope"), server=server)
        self.assert_refused(plan, "nope", options=("-t", "nope"), server=server)

    def test_c35(self):
        """C35 an iteration that two rounds refer to belongs to each of them"""
        server = self.serve(lambda request: Answer(500 if request.path == "/a/x" else 200))
        result = self.load("""\
name: P
iterations:
- name: I
  requestCount: 3
  httpRequest: {url: /x}
  failureRules: [{metric: ErrorRate > 0.5}]
rounds:
- name: First
  baseUrl: http://S/a
  reference: [I]
- name: Second
  baseUrl: http://S/b
  numberOfClients: 2
  reference: [I]
""", server)
        self.assertEqual((server.n("/a/x"), server.n("/b/x")), (3, 6))
        self.assertEqual((result.status("I", "First"), result.status("I", "Second")), ("Failed", "Success"))
        self.assertEqual((result.job("I", "First")["failed"], result.job("I", "Second")["successful"]), (3, 6))
        self.assertEqual(result.code, 1)

    def test_once(self):
        """what is needed before a plan runs is filled in once, and the same for all processes"""
        server = self.serve()
        result = self.load("""\
name: P
variables: [{name: api, value: "http://S"}]
rounds:
- name: R
  numberOfClients: "$randomNumber(min=2,max=60)"
  iterations:
  - name: I
    requestCount: "$randomNumber(min=1,max=9)"
    httpRequest: {url: "${api}/x"}
""", server, "--workers", "2")
        job = result.job("I")
        self.assertEqual((result.code, job["requests"], job["planned"]), (0, server.n(), server.n()))
        self.assertEqual(server.n() % job["clients"], 0)

    def test_workers(self):
        """clients in several processes add up to one run, whose rounds wait for all of them"""
        server = self.serve()
        result = self.load("""\
name: P
rounds:
- name: First
  numberOfClients: 7
  arrivalDelay: 20
  iterations:
  - name: A
    requestCount: 20
    httpRequest: {url: "http://S/a"}
  - name: B
    duration: 1
    batchSize: 2
    coolDownTime: 100
    httpRequest: {url: "http://S/b"}
- name: Second
  numberOfClients: 4
  iterations:
  - name: C
    httpRequest: {url: "http://S/c"}
""", server, "--workers", "2", "--out", "report.jsonl")
        self.assertEqual((result.code, server.n("/a"), server.n("/b"), server.n("/c")), (0, 140, 140, 4))
        self.assertGreaterEqual(min(request.arrival for request in server.by_path["/c"]),
                                max(request.answered for request in server.by_path["/b"]))
        self.assertEqual([(job["requests"], job["successful"], job["clientsDone"]) for job in result.jobs()],
                         [(140, 140, 7), (140, 140, 7), (4, 4, 4)])
        self.assertEqual(len(self.rows()), 284)
        self.assertEqual({row["client"] for row in self.rows_of("A")}, set(range(7)))


if __name__ == "__main__":
    run_at_once(Clients)
