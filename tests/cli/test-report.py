#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-report.py: reports as other programs read them, and `weir-cli report`
import csv
import json
import math
import os
import sqlite3
import xml.etree.ElementTree as ElementTree

from programs import Case, Server, run_cases

FLAKY = """name: Flaky, "quoted" & <marked>
run: { iterations: 40 }
beforeAll:
  - { name: Begin, httpRequest: { url: "%(url)s/begin" } }
steps:
  - name: "=First"
    httpRequest:
      url: "%(url)s/ok"
      headers: { Authorization: Bearer hunter2 }
    assert: [{ from: status, is: "<", value: "19${run.iteration}" }]
  - name: Second
    httpRequest: { url: "%(url)s/ok" }
    assert: [{ from: body, path: $.user.name, is: "=", value: ada }]
  - { name: Never, skipIf: 1 = 1, httpRequest: { url: "%(url)s/never" } }
  - { name: Nowhere, httpRequest: { url: "http://127.0.0.1:1/" } }
"""

PERCENTILES = {"p50": 50, "p90": 90, "p95": 95, "p99": 99}


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


class Report(Case):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.close)

    def path(self, name):
        return os.path.join(self.folder, name)

    def run_flaky(self, *names):
        """Runs once, with a report under each of these names."""
        flow = self.write("flaky.flow.yaml", FLAKY % {"url": self.server.url})
        code, _, err = self.cli("run", flow, "--quiet", *(["--out=" + name for name in names]))
        self.assertEqual(code, 1, err)

    def test_schema(self):
        """what is written is what the schema says"""
        try:
            from jsonschema import Draft202012Validator
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        self.run_flaky("r.json")
        schema = json.loads(read(os.environ["WEIR_REPORT_SCHEMA"]))
        Draft202012Validator.check_schema(schema)
        report = json.loads(read(self.path("r.json")))
        self.assertEqual([error.message for error in Draft202012Validator(schema).iter_errors(report)], [])
        # The schema names every key there is: what it does not know, it cannot check.
        for error in Draft202012Validator(self.closed(schema)).iter_errors(report):
            self.fail(error.message)

    def closed(self, schema):
        """The same schema, with no key allowed that it does not name."""
        if isinstance(schema, list):
            return [self.closed(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        closed = {key: self.closed(part) for key, part in schema.items()}
        if isinstance(schema.get("properties"), dict) and "type" in schema:
            closed["additionalProperties"] = False
        return closed

    def assert_close(self, shown_ms, exact_us):
        """The same in 3 significant digits, as a histogram keeps them."""
        self.assertLessEqual(abs(shown_ms * 1000 - exact_us), max(1, exact_us / 1000))

    def test_percentiles(self):
        """percentiles recomputed from the results by nearest rank are those of every report"""
        self.run_flaky("r.json", "r.jsonl", "r.summary.csv")
        report = json.loads(read(self.path("r.json")))
        lines = [json.loads(line) for line in read(self.path("r.jsonl")).splitlines()]
        rows = list(csv.DictReader(read(self.path("r.summary.csv")).splitlines()))
        self.assertEqual([line["type"] for line in lines], ["run"] + ["result"] * 161 + ["end"])
        self.assertEqual(lines[-1]["steps"], report["steps"])
        self.assertEqual(lines[-1]["summary"], report["summary"])
        for step, row in zip(report["steps"], rows):
            times = sorted(round(line["timeMs"] * 1000) for line in lines[1:-1]
                           if (line["part"], line["step"]) == (step["part"], step["step"])
                           and line["timeMs"] is not None and line["exchange"] in ("answered", "error"))
            shown = step["timeMs"]
            if not times:
                self.assertIsNone(shown)
                self.assertEqual(row["time_count"], "0")
                continue
            self.assertEqual(shown["count"], len(times))
            self.assertEqual(round(shown["min"] * 1000), times[0])
            self.assertEqual(round(shown["max"] * 1000), times[-1])
            self.assertLessEqual(abs(shown["avg"] * 1000 - sum(times) / len(times)), 1)
            for name, percent in PERCENTILES.items():
                self.assert_close(shown[name], times[math.ceil(percent / 100 * len(times)) - 1])
                self.assertEqual(float(row[name + "_ms"]), shown[name])
            self.assertEqual((int(row["time_count"]), float(row["max_ms"])), (len(times), shown["max"]))

    def test_sqlite(self):
        """the rows of .csv are read back by a database"""
        self.run_flaky("r.csv", "r.json")
        report = json.loads(read(self.path("r.json")))
        rows = list(csv.reader(read(self.path("r.csv")).splitlines(True)))
        database = sqlite3.connect(":memory:")
        database.execute("CREATE TABLE r (%s)" % ", ".join('"%s"' % name for name in rows[0]))
        database.executemany("INSERT INTO r VALUES (%s)" % ", ".join("?" * len(rows[0])), rows[1:])
        for step in report["steps"]:
            name = "'" + step["name"] if step["name"].startswith("=") else step["name"]
            found = database.execute("SELECT count(*), sum(outcome = 'failed'), max(CAST(time_ms AS REAL)), flow "
                                     "FROM r WHERE name = ? AND last_attempt = '1'", [name]).fetchone()
            self.assertEqual(found[:2], (step["results"], step["failed"]))
            if step["timeMs"]:
                self.assertEqual(found[2], step["timeMs"]["max"])
            self.assertEqual(found[3], report["run"]["name"])

    # What junit-10.xsd of the Jenkins xUnit plugin allows, in its order.
    JUNIT = {
        "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
        "testsuite": ({"name", "tests", "failures", "errors", "time", "skipped", "timestamp"},
                      {"properties", "testcase"}),
        "properties": (set(), {"property"}),
        "property": ({"name", "value"}, set()),
        "testcase": ({"name", "time", "classname"}, {"skipped", "error", "failure", "system-out"}),
        "skipped": ({"message"}, set()),
        "error": ({"message", "type"}, set()),
        "failure": ({"message", "type"}, set()),
        "system-out": (set(), set()),
    }

    def check_junit(self, element):
        attributes, children = self.JUNIT[element.tag]
        self.assertEqual(set(element.attrib), attributes, element.tag)
        for child in element:
            self.assertIn(child.tag, children, element.tag)
            self.check_junit(child)
        if element.tag in ("testsuite", "testsuites"):
            cases = list(element.iter("testcase"))
            self.assertEqual(int(element.get("tests")), len(cases))
            for attribute, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
                if attribute in attributes:
                    self.assertEqual(int(element.get(attribute)), sum(case.find(tag) is not None for case in cases))
        if element.tag in ("testsuite", "testsuites", "testcase"):
            self.assertGreaterEqual(float(element.get("time")), 0)

    def test_junit(self):
        """.xml has the structure CI servers read, its counts are right, and several flows are a suite each"""
        flow = self.write("flaky.flow.yaml", FLAKY % {"url": self.server.url})
        code, out, err = self.cli("run", flow, flow, "--quiet", "--out=r.xml")
        self.assertEqual((code, out), (1, ""), err)
        root = ElementTree.parse(self.path("r.xml")).getroot()
        self.assertEqual(root.tag, "testsuites")
        self.check_junit(root)
        self.assertEqual([suite.get("name") for suite in root], ['Flaky, "quoted" & <marked>'] * 2)
        cases = list(root[0].iter("testcase"))
        self.assertEqual(len(cases), 161)
        self.assertEqual(len({case.get("name") for case in cases}), 161)
        self.assertEqual(cases[0].get("name"), "Before All: Begin")
        kinds = {case.find("error").get("type") for case in cases if case.find("error") is not None}
        self.assertEqual(kinds, {"connect"})
        self.assertIn("Authorization: •••", cases[1].find("system-out").text)
        self.assertNotIn("hunter2", read(self.path("r.xml")))

    def test_several(self):
        """several flows go into one file where its form takes them, and are refused before anything is sent"""
        flow = self.write("flaky.flow.yaml", FLAKY % {"url": self.server.url})
        code, out, err = self.cli("run", flow, flow, "--out=r.json")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("can hold one run, but there are 2", err)
        self.assertEqual(self.server.requests, [])
        code, _, err = self.cli("run", flow, flow, "--quiet", "--out=r.csv", "--out=r.jsonl")
        self.assertEqual(code, 1, err)
        rows = list(csv.DictReader(read(self.path("r.csv")).splitlines()))
        self.assertEqual({row["run"] for row in rows}, {"1", "2"})
        ends = [line for line in read(self.path("r.jsonl")).splitlines() if line.startswith('{"type":"end"')]
        self.assertEqual(len(ends), 2)

    def test_last(self):
        """a run that is kept is written by its number, the beginning of its id, or as the last"""
        self.run_flaky("first.json")
        run_id = json.loads(read(self.path("first.json")))["run"]["id"]
        for word in ("1", run_id[:8], run_id.upper(), "last", "LAST"):
            self.assertEqual(self.cli("report", word, "--out", "again.json"), (0, "", ""), word)
            self.assertEqual(read(self.path("again.json")), read(self.path("first.json")), word)

    def test_unknown_run(self):
        """a run that is not there is refused with what can be written instead"""
        self.assertRegex(self.cli("report", "last", "--out", "r.json")[2], "No run is kept yet")
        self.run_flaky("first.json")
        for word in ("7", "zzzz", "abc"):
            code, out, err = self.cli("report", word, "--out", "r.json")
            self.assertEqual((code, out), (2, ""))
            self.assertIn("There is no run “%s”. Write “last”," % word, err)
        self.assertFalse(os.path.exists(self.path("r.json")))

    def test_file(self):
        """results in JSON are read again, and what is made of them is the same to the byte"""
        names = ["r.json", "r.jsonl", "r.csv", "r.summary.csv", "r.xml"]
        self.run_flaky(*names)
        again = ["again." + name.split(".", 1)[1] for name in names]
        os.rename(self.path("r.json"), self.path("kept.JSON"))
        self.assertEqual(self.cli("report", "kept.JSON", *("--out=" + name for name in again)), (0, "", ""))
        os.rename(self.path("kept.JSON"), self.path("r.json"))
        for name, other in zip(names, again):
            self.assertEqual(read(self.path(name)), read(self.path(other)), name)
        # Nothing of it is kept.
        self.assertIn("There is no run “2”", self.cli("report", "2", "--out", "x.json")[2])

    def test_credentials(self):
        """credentials are hidden unless they are asked for, and cannot be got back from what hides them"""
        self.run_flaky("r.json")
        self.assertNotIn("hunter2", read(self.path("r.json")))
        self.assertEqual(self.cli("report", "last", "--out=open.json", "--include-credentials")[0], 0)
        self.assertIn("Bearer hunter2", read(self.path("open.json")))
        self.assertEqual(self.cli("report", "open.json", "--out=hidden.json"), (0, "", ""))
        self.assertNotIn("hunter2", read(self.path("hidden.json")))
        self.assertEqual(self.cli("report", "r.json", "--out=x.json", "--include-credentials")[0], 0)
        self.assertIn("•••", read(self.path("x.json")))

    def test_usage(self):
        """mistakes are answered with the cure, and nothing is written"""
        self.write("flow.json", '{"name": "A", "steps": []}')
        for arguments, words in (
                ([], "Name a run"),
                (["last"], "--out FILE"),
                (["last", "--out=r.txt"], "names no kind of report"),
                (["last", "flow.json", "--out=r.csv"], "but not both at once"),
                (["last", "last", "--out=r.json"], "can hold one run"),
                (["flow.json", "--out=flow.json"], "choose another name"),
                (["flow.json", "--out=r.json"], "says nothing of a run"),
                (["nowhere.json", "--out=r.json"], "“nowhere.json” cannot be read: No such file"),
                (["last", "--out=nowhere/r.json"], "there is no folder"),
        ):
            code, out, err = self.cli("report", *arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertIn(words, err)
        self.assertEqual(sorted(os.listdir(self.folder)), ["flow.json"])

    def test_no_space(self):
        """a report that cannot be written whole exits 4, and nothing is left of it"""
        self.run_flaky()
        process = self.start("report", "last", "--out", "r.json", preexec_fn=limit_files)
        _, err = process.communicate(timeout=30)
        self.assertEqual(process.returncode, 4, err)
        self.assertIn("could not be written", err)
        self.assertEqual(sorted(os.listdir(self.folder)), ["data", "flaky.flow.yaml"])


def limit_files():
    import resource
    import signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))


if __name__ == "__main__":
    run_cases(Report)
