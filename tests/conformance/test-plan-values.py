#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-plan-values.py: what is filled into the requests of a plan, what is taken from answers, and what conditions see
import hashlib
import hmac
import json
import os

from plan_cases import Answer, PlanCase, run_at_once

ONE = """\
name: P
%srounds:
- name: R
  numberOfClients: %d
  iterations:
  - name: I
    requestCount: %d
    httpRequest:
      %s
"""

# What becomes of each: true skips its request; "error" is false with a warning that tells why, "missing" without.
CONDITIONS = """\
7 = 7.0                            | true
3 < 4                              | true
"7" = 7                            | true
"abc" = 7                          | false
"abc" <> 7                         | true
"abc" < 7                          | error
"5" < 7                            | true
${n7} = 7                          | true
${n7} + 1 = 8                      | true
${abc} + 1 = 2                     | error
"a" + 1 = "a1"                     | true
"7" * 2 = 14                       | error
${n7} = ${n70}                     | true
${n10} > ${n7}                     | true
${n7} + ${n70} = 14                | true
"7" = "7.0"                        | false
"10" > "7"                         | false
"b" > "a"                          | true
"a" = "A"                          | false
${abc} = "abc"                     | true
"a" + "b" = "ab"                   | true
"b" - "a" = 1                      | error
true = true                        | true
true = "TRUE"                      | true
true = "yes"                       | false
true <> false                      | true
true < false                       | error
true = 1                           | error
true + 1 = 2                       | error
${v.zz} = ""                       | true
${v.zz} = null                     | true
null = ""                          | true
${v.zz} = 0                        | false
${v.zz} <> 0                       | true
${v.zz} = "x"                      | false
${v.zz} < 5                        | missing
${v.zz} + 1 = 1                    | error
1 + 2 * 3 = 7 and not false or false | true
7 / 2 = 3                          | true
7 / 0 = 1                          | error
-2 ^ 2 = 4                         | true
7 % 4 = 3                          | true
"7" in (5, 7)                      | true
"8" in (5, 7)                      | false
true xor true                      | false
"äbc".Length = 3                   | true
"abc".Contains("b")                | true
"abc".StartsWith("ab") && "abc".EndsWith("bc") | true
"abc".ToUpper() = "ABC" || false   | true
" a ".Trim() = "a"                 | true
"abc".IndexOf("x") = -1            | true
"abcd".Substring(1, 2) = "bc"      | true
if(${n7} > 5, "x", "y") = "x"      | true
max(3, ${n7}) = 7                  | true
String.IsNullOrEmpty(${v.zz})      | true
not (${nobody.x} = 1)              | unresolved
${n7}                              | error
"a \\"b\\" c" = 'a "b" c'            | true
"""


def one(request, head="", clients=1, count=1):
    return ONE % (head, clients, count, request.strip("\n").replace("\n", "\n      "))


class Values(PlanCase):
    def bodies(self, plan, *options, code=0, behave=None):
        """The bodies that a server gets of a plan, and what is known of the run."""
        server = self.serve(behave)
        result = self.load(plan, server, *options)
        self.assertEqual(result.code, code, result.out + result.err)
        return [request.body.decode() for request in server.requests], result

    def filled(self, text, head="", **more):
        """What becomes of a text in a body."""
        plan = one("url: http://S/x\nmethod: POST\npayload:\n  raw: %s" % json.dumps(text), head, **more)
        return self.bodies(plan)

    def test_c44(self):
        """C44 what is no variable stays as it is written, and is warned of with its count"""
        server = self.serve()
        plan = one('url: "http://S/x/${id}?q=$id"\nmethod: POST\npayload: {raw: "$$5 $5 $ a$b ${nope} "}',
                   "variables: [{name: id, value: 7}]\n", count=10)
        result = self.load(plan, server)
        self.assertEqual((result.code, server.n()), (0, 10))
        self.assertEqual({request.target for request in server.requests}, {"/x/7?q=7"})
        self.assertEqual({request.body for request in server.requests}, {b"$5 $5 $ a$b ${nope} "})
        warnings = result.warnings()
        for name in ("b", "nope"):
            self.assertEqual([count for text, count in warnings.items() if "“%s”" % name in text or '"%s"' % name in text
                              or "$%s" % name in text or "{%s}" % name in text], [10], warnings)

    def test_c45(self):
        """C45 a name goes as far as a variable of that name"""
        head = ("variables: [{name: host, value: h}, {name: my, value: 1}, {name: my_var, value: 2}]\n")
        bodies, _ = self.filled("$host/p Hi $host. $my_var $my-x ${my_var} $mya", head)
        self.assertEqual(bodies, ["h/p Hi h. 2 1-x 2 $mya"])

    def test_c46(self):
        """C46 paths into values of each type"""
        head = """\
variables:
- {name: v, as: json, value: '{"a":[{"b":true},{"b":"2024-01-02T03:04:05Z"}],"o":{"k":1}}'}
- {name: c, as: csv, value: "u,p\\na,b\\nc,d"}
- {name: m, as: xml, value: "<r><u>1</u><u>two</u></r>"}
- {name: d, value: "abc 42 x", regex: "[0-9]+"}
"""
        bodies, _ = self.filled("${v.a[0].b}|${v.a[0+1].b}|${v.o}|${v.zz}|${c[1,0]}|${m/r/u[2]}|${d}", head)
        self.assertEqual(bodies, ['true|2024-01-02T03:04:05Z|{"k":1}||c|two|42'])

    def test_c47(self):
        """C47 counters count for each client, or for all of them exactly"""
        bodies, _ = self.filled("$counter(start=5,reset=9,step=2)", clients=2, count=4)
        self.assertEqual(sorted(bodies), sorted(["5", "7", "9", "5"] * 2))
        plan = """\
name: P
rounds:
- name: R
  numberOfClients: 4
  iterations:
  - name: I
    requestCount: 100
    batchSize: 20
    coolDownTime: 50
    httpRequest:
      url: http://S/x
      method: POST
      payload: {raw: "$counter(start=1,reset=1000,isGlobal=true)"}
"""
        bodies, _ = self.bodies(plan)
        self.assertEqual(sorted(int(body) for body in bodies), list(range(1, 401)))

    def test_c48(self):
        """C48 methods give what they promise"""
        head = ("variables: [{name: sel, value: host}, {name: host, value: h},"
                " {name: list, as: json, value: '[1,2,3]'}]\n")
        bodies, _ = self.filled("$hash(value=abc)|$base64Encode(value=abc)|$randomNumber(min=5,max=5)|${${sel}}|"
                                "${list[$length($list)-1]}", head)
        self.assertEqual(bodies, [hashlib.sha256(b"abc").hexdigest() + "|YWJj|5|h|3"])
        bodies, _ = self.filled("$hmac(value=what do ya want for nothing?,key=Jefe)|"
                                "$jwtClaim(token=$jwtSign(claims={\"sub\":\"ada\"},key=k),claim=sub)")
        self.assertEqual(bodies, [hmac.new(b"Jefe", b"what do ya want for nothing?", "sha256").hexdigest() + "|ada"])
        self.assert_refused(one("url: http://S/" + "${" * 11 + "a" + "}" * 11), "10")
        self.assert_refused(one("url: http://S/$nosuch(x=1)"), "nosuch")

    def test_c49(self):
        """C49 overrides reach what is derived from them; a circle is named"""
        head = """\
variables: [{name: base, value: "http://127.0.0.1:9"}, {name: tokenUrl, value: "${base}/t"}]
environments: [{name: here, variables: [{name: base, value: "http://S"}]}]
"""
        server = self.serve()
        result = self.load(one("url: ${tokenUrl}", head), server, "-e", "HERE")
        self.assertEqual((result.code, server.n("/t")), (0, 1))
        self.assert_refused(one("url: http://127.0.0.1:9/", "variables: [{name: a, value: '${b}'},"
                                                            " {name: b, value: '${a}'}]\n"), "a", "b")

    def test_c50(self):
        """C50 what is set before a request is the same wherever it stands in it"""
        server = self.serve()
        result = self.load(one("""\
url: http://S/x
method: POST
before: ["$guid(variable=g)"]
headers: {X-G: "${g}"}
payload: {raw: "${g}"}
""", count=3), server)
        self.assertEqual(result.code, 0)
        seen = [request.body.decode() for request in server.requests]
        self.assertEqual([request.header("x-g") for request in server.requests], seen)
        self.assertEqual(len(set(seen)), 3)
        head = """variables: [{name: items, as: json, value: '[{"id":1,"price":60},{"id":2,"price":40},{"id":3,"price":9}]'}]
"""
        for match, expected in (("first", "2"), ("count", "2"), ("all", "[2,3]"), ("index:1", "3")):
            bodies, _ = self.filled("$find(source=${items},where=item.price < 50,select=item.id,match=%s)" % match, head)
            self.assertEqual(bodies, [expected], match)

    LOGIN = """\
name: P
rounds:
- name: R
  numberOfClients: %d
  runInParallel: %s
  iterations:
  - name: Login
    httpRequest: {url: "http://S/login", capture: {to: L%s}}
  - name: Next
    requestCount: %d
    startupDelay: %s
%s    httpRequest:
      url: http://S/next
      method: POST
      payload: {raw: "%s"}
"""

    def login(self, text, clients=1, parallel="false", more="", count=1, delay="0", condition=""):
        return self.LOGIN % (clients, parallel, more, count, delay, condition, text)

    @staticmethod
    def token(request):
        if request.path == "/login":
            return Answer(201, '{"token": "t%d"}' % request.index, [("X-A", "a%d" % request.index)])
        return Answer()

    def test_c51(self):
        """C51 each client has the answer that it captured"""
        server = self.serve(self.token)
        result = self.load(self.login("${L.Body.token} ${L.StatusCode} ${L.Headers.content-type} ${L.Headers.X_A}",
                                      clients=5), server)
        self.assertEqual(result.code, 0, result.err)
        self.assertEqual(sorted(request.body.decode() for request in server.by_path["/next"]),
                         ["t%d 201 application/json a%d" % (i, i) for i in range(5)])

    def skips(self, condition, answer):
        server = self.serve(lambda request: answer if request.path == "/login" else Answer())
        self.load(self.login("x", condition="    skipIf: '%s'\n" % condition), server)
        return server.n("/next") == 0

    def test_c52(self):
        """C52 an iteration is skipped by the status of an answer"""
        condition = "${L.StatusCode} = 401"
        self.assertTrue(self.skips(condition, Answer(401)))
        self.assertFalse(self.skips(condition, Answer(200)))

    def test_c53(self):
        """C53 nothing, null and an empty text are alike, and so is no answer"""
        condition = '${L.Body.token} = ""'
        for body, skipped in (("{}", True), ('{"token": ""}', True), ('{"token": null}', True),
                              ('{"token": "x"}', False)):
            self.assertEqual(self.skips(condition, Answer(body=body)), skipped, body)
        self.assertTrue(self.skips(condition, Answer(fault="reset")))

    def test_c54(self):
        """C54 a condition sees the figures of an iteration before it"""
        for spelling in ("P90ResponseTime", "TotalTime.P90"):
            for delay, n in ((1, 0), (0.02, 1)):
                server = self.serve(lambda request, delay=delay: Answer(delay=delay if request.path == "/h" else 0))
                result = self.load("""\
name: P
rounds:
- name: Load
  iterations:
  - name: Heavy
    requestCount: 2
    httpRequest: {url: "http://S/h"}
  - name: Light
    skipIf: ${Metrics.Load.Heavy.Duration.%s} > 900
    httpRequest: {url: "http://S/l"}
""" % spelling, server)
                self.assertEqual((result.code, server.n("/l")), (0, n), spelling)

    def test_c55(self):
        """C55 a condition on what nothing sets is false, whatever it says, and warned of"""
        for condition in ("${Absent.x} = 1", "not (${Absent.x} = 1)"):
            server = self.serve()
            result = self.load(one("url: http://S/x\nskipIf: %s" % condition, clients=3), server)
            self.assertEqual((result.code, server.n()), (0, 3))
            self.assertEqual(list(result.warnings("Absent").values()), [3])

    def test_c56(self):
        """C56 what a server answers is never part of a condition"""
        hostile = json.dumps({"v": 'x" or "1"="1'})
        self.assertFalse(self.skips('"${L.Body.v}" = "y"', Answer(body=hostile)))
        server = self.serve()
        result = self.load(one('url: http://S/x\nskipIf: \'"a != b && c" = "${s}"\'',
                               "variables: [{name: s, value: 'a != b && c'}]\n"), server)
        self.assertEqual((result.code, server.n()), (0, 0))

    def test_c57(self):
        """C57 operands of every kind are compared and computed as they should be"""
        conditions = [tuple(part.strip() for part in line.split(" | ")) for line in CONDITIONS.splitlines()]
        iterations = "".join("  - {name: I%d, skipIf: %s, httpRequest: {url: 'http://S/%d'}}\n"
                             % (i, json.dumps(condition), i) for i, (condition, _) in enumerate(conditions))
        server = self.serve()
        result = self.load("""\
name: P
variables:
- {name: n7, value: "7"}
- {name: n70, value: "7.0"}
- {name: n10, value: "10"}
- {name: abc, value: abc}
- {name: v, as: json, value: '{"a": 1}'}
rounds:
- name: R
  iterations:
""" + iterations, server)
        for i, (condition, expected) in enumerate(conditions):
            self.assertEqual(server.n("/%d" % i), 0 if expected == "true" else 1, condition)
        unhappy = [condition for condition, expected in conditions if expected in ("error", "unresolved")]
        self.assertEqual(sum(result.warnings().values()), len(unhappy), result.warnings())
        for condition, word, column in (("a = b", "quotes", 15), ("cast(1, x) = 1", "cast", 15), ("1 = = 2", "", 19)):
            self.assert_refused(one("url: http://S/x\nskipIf: %s" % condition), word, place=(10, column))

    def test_c58(self):
        """C58 a request is repeated as long as its condition holds"""
        statuses = [503, 503, 201]
        server = self.serve(lambda request: Answer(statuses[min(request.index, 2)]))
        result = self.load(one("""\
url: http://S/x
capture: {to: Try}
retry: {maxRetries: 4, delayInMs: 60, if: "${Try.StatusCode} = 503"}
"""), server)
        self.assertEqual((server.n(), result.job("I")["requests"], result.job("I")["slots"]), (3, 3, 1))
        self.assertEqual(result.job("I")["retriedSlots"], 1)

        def repeat():
            server = self.serve(lambda request: Answer(503 if request.index < 3 else 200))
            self.load(one("""\
url: http://S/x
retry: {maxRetries: 4, delayInMs: 80, strategy: Exponential, maxDelayInMs: 200, if: "${status} = 503"}
"""), server)
            self.assertEqual(server.n(), 4)
            gaps = [(second.arrival - first.answered) * 1000
                    for first, second in zip(server.requests, server.requests[1:])]
            for gap, wanted in zip(gaps, (80, 160, 200)):
                self.assert_between(gap, wanted - 5, wanted + 300)
        self.at_best(repeat)
        server = self.serve()
        self.load(one("url: http://S/x\nretry: {maxRetries: 3}"), server)
        self.assertEqual(server.n(), 1)

    def test_c59(self):
        """C59 no client ever has what another one captured, unless it was made global"""
        server = self.serve(self.token)
        result = self.load(self.login("${L.Body.token} ${L.Headers.X-A}", clients=20, count=3), server)
        self.assertEqual(result.code, 0)
        bodies = [request.body.decode().split() for request in server.by_path["/next"]]
        self.assertEqual(len(bodies), 60)
        self.assertTrue(all(token[1:] == header[1:] for token, header in bodies))
        self.assertEqual(len({token for token, _ in bodies}), 20)
        # In a parallel round an iteration sees only what it captured itself.
        server = self.serve(self.token)
        self.load(self.login("${L.Body.token}", parallel="true", delay="1500ms"), server)
        self.assertNotIn("t0", server.by_path["/next"][0].body.decode())
        server = self.serve(self.token)
        self.load(self.login("${L.Body.token}", parallel="true", more=", makeGlobal: true", delay="1500ms"), server)
        self.assertEqual(server.by_path["/next"][0].body, b"t0")

    def test_secret(self):
        """a secret of an environment is sent, and is in no report"""
        server = self.serve()
        self.environment["WEIR_KEY"] = "hunter2"
        result = self.load(one("url: http://S/x\nheaders: {X-Key: '${key}'}",
                               "environments: [{name: e, variables: [{name: key, secret: true}]}]\n"),
                           server, "-e", "e", "--out", "report.jsonl")
        self.assertEqual((result.code, server.requests[0].header("x-key")), (0, "hunter2"))
        for name in ("report.json", "report.jsonl"):
            with open(os.path.join(self.folder, name), encoding="utf-8") as file:
                self.assertNotIn("hunter2", file.read())


if __name__ == "__main__":
    run_at_once(Values)
