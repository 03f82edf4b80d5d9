#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan.py: `check` of load plans, as a person meets it
import json
import os
import resource

from programs import CLI, EXAMPLES, Case, run_cases

with open(CLI, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()

FEATURES = """\
name: IterationFeaturesPlan
rounds:
  - name: FeatureRound
    numberOfClients: 50
    arrivalDelay: 100
    runInParallel: false
    iterations:
      - name: LoginIteration
        httpRequest:
          url: http://127.0.0.1:18080/post
          method: POST
          headers:
            Content-Type: application/json
          payload:
            raw: |
                { "username": "user", "password": "pass" }
      - name: Home
        httpRequest:
          url: http://127.0.0.1:18080/
          httpMethod: Get
        skipIf: ${LoginResponse.StatusCode} = 401
        failureRules:
          - metric: "ErrorRate > 0.10"
            errorStatusCodes: ">= 400"
          - metric: "TotalTime.P90 > 250"
        terminationRules:
          - metric: "ErrorRate > 0.2"
            errorStatusCodes: ">= 400"
            gracePeriod: "00:00:03"
          - metric: "TotalTime.P90 > 2000"
            gracePeriod: "00:00:05"
"""

GLOBAL = """\
name: GlobalIterationPlan
iterations:
- name: GlobalIteration
  mode: DCB
  duration: 300
  batchSize: 100
  coolDownTime: 1000
  httpRequest:
    url: http://127.0.0.1:18080/headers
    httpMethod: GET
    httpVersion: 2.0
rounds:
- name: TestRound
  numberOfClients: 1
  reference: ["GlobalIteration"]
"""

SMALL = """\
name: P
rounds:
- name: R
  numberOfClients: %s
  iterations:
  - name: I
    %s
    httpRequest: {url: "http://127.0.0.1:9/"}
"""


class Plan(Case):
    def check(self, text, *options, name="plan.yaml"):
        """What `check` says, without the last two lines: the plan as a whole, which is in self.outlook, and how many
        processes will send, which is up to the computer."""
        self.write(name, text)
        code, out, err = self.cli("check", *options, name)
        if out and "--json" not in options:
            self.assertRegex(out, r"\n\d+ workers?, because [^\n]+\n$")
            *lines, self.outlook, _ = out.splitlines(keepends=True)
            out = "".join(lines)
        return code, out, err

    def test_c1(self):
        """C1 a plan with conditions and rules: one warning with its cure, a line for each iteration"""
        code, out, err = self.check(FEATURES)
        self.assertEqual(code, 0)
        self.assertEqual(out.splitlines(), [
            "FeatureRound / LoginIteration: mode R, 50 clients, 50 requests, up to 50 in flight",
            "FeatureRound / Home: mode R, 50 clients, 50 requests, up to 50 in flight"])
        self.assertEqual(len(err.splitlines()), 1)
        self.assertEqual(self.outlook, "Up to 50 clients at a time: at most 100 requests, for at least 4.9 s, to"
                                       " 127.0.0.1 (this computer).\n")
        self.assertTrue(err.startswith("plan.yaml:21:17: warning: "), err)
        self.assertIn("capture: {to: LoginResponse}", err)

    def test_c1_cured(self):
        """C1 the cure that is told cures it"""
        captured = FEATURES.replace("          method: POST\n", "          method: POST\n"
                                                              "          capture: {to: LoginResponse}\n")
        self.assertEqual(self.check(captured)[2], "")

    def test_c5(self):
        """C5 a global iteration by reference: what is sent in all, and how much at once"""
        code, out, err = self.check(GLOBAL)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(out, "TestRound / GlobalIteration: mode DCB, 1 client, 30000 requests,"
                              " 100 launched every 1 s, 100 or more in flight\n")
        self.assertEqual(self.outlook, "1 client: 30000 requests, up to 100 per second, for 4 min 59 s and the last"
                                       " answers, to 127.0.0.1 (this computer).\n")

    def test_outlook(self):
        """check --json tells what a plan will do in numbers, and in the sentence of the text"""
        self.check(GLOBAL)
        found = json.loads(self.check(GLOBAL, "--json")[1])["files"][0]["outlook"]
        self.assertEqual(found.pop("sentence") + "\n", self.outlook)
        self.assertEqual(found, {"clients": 1, "leastClients": 1, "requests": 30000, "orFewer": False, "orMore": False,
                                 "perSecond": 100, "asAnswered": False, "durationMs": 299000, "durationIs": "exact",
                                 "hosts": [{"host": "127.0.0.1", "isThisComputer": True, "perSecond": 100}],
                                 "moreHosts": False, "notes": []})
        self.check(FEATURES)
        found = json.loads(self.check(FEATURES, "--json")[1])["files"][0]["outlook"]
        self.assertEqual(found["sentence"] + "\n", self.outlook)
        self.assertEqual([found[key] for key in ("clients", "requests", "orFewer", "durationMs", "durationIs")],
                         [50, 100, True, 4900, "at least"])
        self.assertTrue(found["asAnswered"])
        self.assertIsNone(found["perSecond"])

    def test_outlook_of_errors(self):
        """check --json has no outlook of a plan with errors"""
        found = json.loads(self.check(GLOBAL.replace("duration: 300", "duration: x"), "--json")[1])["files"][0]
        self.assertFalse(found["valid"])
        self.assertNotIn("outlook", found)

    def test_c6(self):
        """C6 a plan below a key is refused with one sentence, leniently too"""
        below = "plan:\n" + "".join("  " + line for line in GLOBAL.splitlines(keepends=True))
        for options in ([], ["--lenient"]):
            code, out, err = self.check(below, *options)
            self.assertEqual((code, out), (2, ""))
            self.assertEqual(err, "plan.yaml:1:1: A plan is the document itself: remove \"plan:\" and"
                                  " unindent what is below it.\n")

    def test_c8(self):
        """C8 an unknown key is an error, and leniently a warning"""
        plan = SMALL % (1, "requestCount: 2") + "    nonsense: 1\n"
        code, out, err = self.check(plan)
        self.assertEqual((code, out), (2, ""))
        self.assertTrue(err.startswith("plan.yaml:9:5: unknown key \"nonsense\" in iteration"), err)
        code, out, err = self.check(plan, "--lenient")
        self.assertEqual((code, out), (0, "R / I: mode R, 1 client, 2 requests, up to 1 in flight\n"))
        self.assertTrue(err.startswith("plan.yaml:9:5: warning: unknown key"), err)
        self.assertEqual(self.check(plan, "--lenient", "--quiet"), (0, "", ""))

    def test_c11(self):
        """C11 an unknown environment is refused with the one that was meant"""
        code, out, err = self.check("environments: [{name: staging}]\n" + SMALL % (1, "requestCount: 1"),
                                    "--environment", "stagin")
        self.assertEqual((code, out), (2, ""))
        self.assertEqual(err, "plan.yaml: There is no environment \"stagin\"; did you mean \"staging\"?\n")

    def test_c14(self):
        """C14 what is far too large is refused at once and in little memory"""
        bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
        for level in range(1, 10):
            bomb += "a%d: &a%d [%s]\n" % (level, level, ", ".join(["*a%d" % (level - 1)] * 9))
        nested = "name: P\nrounds: " + "[" * 65 + "]" * 65 + "\n"
        huge = SMALL % (1, "requestCount: 1") + "# " + "x" * (11 * 1024 * 1024) + "\n"
        many = SMALL % (100000, "batchSize: 100\n    requestCount: 100\n    coolDownTime: 1")
        for plan, said in (("rounds: []\n" + bomb, "alias"), (nested, "64"), (huge, "10"),
                           (SMALL % (1, "batchSize: 100001\n    coolDownTime: 1"), "100000"),
                           (SMALL % (1, "requestCount: 1000000000000000000"), "1000000000000"),
                           (many, "10000000 requests in flight at once")):
            begun = resource.getrusage(resource.RUSAGE_CHILDREN)
            code, out, err = self.check(plan)
            ended = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.assertLess(ended.ru_utime - begun.ru_utime, 20 if SANITIZED else 1)
            self.assertEqual((code, out), (2, ""))
            self.assertIn(said, err)
        if not SANITIZED:
            self.assertLess(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, 200 * 1024)

    def test_modes(self):
        """each mode is said in its own words"""
        for numbers, said in (
                ("duration: 2", "mode D, 3 clients, requests for 2 s, up to 3 in flight"),
                ("requestCount: 5\n    batchSize: 2\n    coolDownTime: 100",
                 "mode CRB, 3 clients, 15 requests, 6 launched every 100 ms, 6 or more in flight"),
                ("duration: 1\n    batchSize: 2\n    coolDownTime: 300",
                 "mode DCB, 3 clients, 24 requests, 6 launched every 300 ms, 6 or more in flight"),
                ("batchSize: 2\n    coolDownTime: 1000\n    terminationRules: [{metric: TTFB > 9}]",
                 "mode CB, 3 clients, requests until it is ended, 6 launched every 1 s, 6 or more in flight"),
                ("requestCount: 4\n    maximizeThroughput: true",
                 "mode R, 3 clients, 12 requests, up to 3 in flight, as fast as possible: costs more"
                 " processor and memory, keeps no samples")):
            self.assertEqual(self.check(SMALL % (3, numbers)), (0, "R / I: %s\n" % said, ""))

    def test_given(self):
        """numbers may come from what is given beside the plan"""
        plan = SMALL % ("${n}", "requestCount: 2")
        code, out, err = self.check(plan)
        self.assertEqual((code, out), (2, ""))
        self.assertIn("\"n\" has no value then", err)
        self.assertEqual(self.check(plan, "--variable", "n=4"),
                         (0, "R / I: mode R, 4 clients, 8 requests, up to 4 in flight\n", ""))

    def test_compat(self):
        """--compat reads delays as another program does, and knows no other"""
        plan = SMALL % (1, "startupDelay: 2")
        self.assertIn("if seconds were meant write 2s", self.check(plan)[2])
        self.assertEqual(self.check(plan, "--compat", "lps-3.0.4")[2], "")
        code, out, err = self.check(plan, "--compat", "jmeter")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("can only be lps-3.0.4", err)

    def test_example(self):
        """the example is valid, and smaller in its environment"""
        example = os.path.join(EXAMPLES, "shop.plan.yaml")
        for options, clients in (([], 20), (["--environment", "Rehearsal"], 2)):
            code, out, err = self.cli("check", *options, example)
            self.assertEqual((code, err), (0, ""))
            self.assertEqual(out.count("%d clients" % clients), 3)

    def test_extensions(self):
        """what other programs do not read in a plan is named"""
        plan = (SMALL % (1, "duration: 2s\n    failureRules: [{metric: ErrorRate > 5%, errorStatusCodes: '500, 503'}]\n"
                            "    assert: [{from: status, is: '=', value: 200}]"))
        self.assertEqual(self.check(plan), (0, "R / I: mode D, 1 client, requests for 2 s, up to 1 in flight\n"
                                               "Beyond the LPS plan format: assert, units of durations, units of"
                                               " thresholds, several status codes\n", ""))
        found = json.loads(self.check(plan, "--json")[1])["files"]
        found[0].pop("outlook")
        self.assertEqual(found,
                         [{"file": "plan.yaml", "valid": True,
                           "extensions": ["assert", "units of durations", "units of thresholds",
                                          "several status codes"],
                           "workers": 1, "workersReason": "1 worker, because no round has more than one client"}])
        plain = (SMALL % (1, "requestCount: 1")).replace("127.0.0.1:9/\"", "127.0.0.1:9/\", headers: {timeout: 5s}")
        self.assertEqual(self.check(plain), (0, "R / I: mode R, 1 client, 1 request, up to 1 in flight\n", ""))

    def test_both(self):
        """flows and plans can be checked together, and `run` says what a plan is"""
        self.write("plan.yaml", GLOBAL)
        self.write("f.flow.yaml", "name: F\nsteps: [{name: S, wait: 1}]\n")
        code, out, err = self.cli("check", "plan.yaml", "f.flow.yaml")
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"^TestRound / .*\n1 client: .*\n1 worker, because .*\nf.flow.yaml: ok: 1 step")
        code, out, err = self.cli("run", "plan.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("This is a load plan", err)
        self.assertIn("“weir-cli load”", err)
        code, out, err = self.cli("plan.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("did you mean “weir-cli load plan.yaml”?", err)
        code, out, err = self.cli("load", "f.flow.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("“weir-cli run”", err)


if __name__ == "__main__":
    run_cases(Plan)
