#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-history.py: `weir-cli history` and `weir-cli compare`, the gate of a CI server
import json
import os
import re
import time

from programs import Case, Server, run_cases

SHOP = """name: %s
run: { iterations: %d }
steps:
  - name: Items
    httpRequest: { url: "%s%s" }
    assert: [{ from: status, is: "<", value: 400 }]
  - { name: %s, httpRequest: { url: "%s/ok" } }
"""


class Slow(Server):
    """/slow answers after 0.2 s."""

    def note(self, path):
        super().note(path)
        if path.startswith("/slow"):
            time.sleep(0.2)


class WithRuns(Case):
    def setUp(self):
        super().setUp()
        self.server = Slow()
        self.addCleanup(self.server.close)

    def run_shop(self, path="/ok", iterations=10, name="Shop", second="Detail", file="shop.flow.yaml", *more):
        flow = self.write(file, SHOP % (name, iterations, self.server.url, path, second, self.server.url))
        return self.cli("run", "--quiet", flow, *more)[0]

    def history(self, *arguments):
        code, out, err = self.cli("history", "--json", *arguments)
        self.assertEqual((code, err), (0, ""))
        return json.loads(out)


class History(WithRuns):
    def test_nothing(self):
        """without runs it says how to get one"""
        code, out, err = self.cli("history")
        self.assertEqual((code, out, err),
                         (0, "No run is kept yet. Run a flow first: weir-cli run FILE.\n", ""))
        self.assertEqual(self.history(), [])

    def test_list(self):
        """runs are listed, the latest first, with outcome and failures"""
        self.run_shop()
        self.run_shop("/fail", 2, "Broken", "Detail", "broken.flow.yaml")
        code, out, err = self.cli("history")
        lines = out.splitlines()
        self.assertEqual((code, err, len(lines)), (0, "", 3))
        self.assertRegex(lines[0], r"^ *Run +.*Started +Flow +Outcome")
        self.assertRegex(lines[1], r"^ *2 .*20\d\d-\d\d-\d\d \d\d:\d\d +Broken +failed")
        self.assertRegex(lines[2], r"^ *1 .*Shop +passed")
        broken, shop = self.history()
        self.assertEqual((broken["run"], broken["outcome"], broken["results"], broken["failed"]),
                         (2, "failed", 4, 2))
        self.assertEqual((shop["name"], shop["outcome"], shop["iterations"], shop["results"], shop["failed"]),
                         ("Shop", "passed", 10, 20, 0))
        self.assertEqual(shop["host"], os.uname().nodename)
        self.assertFalse(shop["partial"] or shop["pinned"] or shop["baseline"])
        self.assertTrue(all(len(line) <= 80 for line in lines), out)

    def test_some(self):
        """--limit and --flow choose"""
        for name in ("a", "b", "a"):
            self.run_shop("/ok", 1, name, "Detail", name + ".flow.yaml")
        self.assertEqual([run["run"] for run in self.history("--limit", "2")], [3, 2])
        self.assertEqual([run["run"] for run in self.history("--flow", "a.flow.yaml")], [3, 1])
        self.assertEqual(self.history("--flow", "c.flow.yaml"), [])
        self.assertEqual(self.cli("history", "--flow=c.flow.yaml")[1], "No run of this flow is kept.\n")
        for wrong in ("0", "-1", "many"):
            code, out, err = self.cli("history", "--limit=" + wrong)
            self.assertEqual((code, out), (2, ""))
            self.assertIn("--limit is “%s”, but has to be a number from 1 on." % wrong, err)
        code, out, err = self.cli("history", "a.flow.yaml")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("for the runs of a flow write --flow FILE", err)

    def test_baseline(self):
        """a run becomes the baseline of its flow"""
        self.run_shop()
        self.run_shop()
        code, out, err = self.cli("history", "--set-baseline", "1")
        self.assertEqual((code, out, err),
                         (0, "Run 1 is now the baseline of %s.\n" % os.path.join(self.folder, "shop.flow.yaml"), ""))
        self.assertEqual([run["baseline"] for run in self.history()], [False, True])
        self.assertRegex(self.cli("history")[1].splitlines()[2], r"baseline$")
        self.assertEqual(self.cli("history", "--set-baseline=last")[0], 0)
        self.assertEqual([run["baseline"] for run in self.history()], [True, False])
        self.assertEqual(self.cli("history", "--set-baseline=7")[0], 2)


class Compare(WithRuns):
    def test_same(self):
        """two runs of the same thing differ by noise, which no gate minds"""
        self.run_shop()
        self.run_shop()
        code, out, err = self.cli("compare", "1", "last", "--tolerance=1000%")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("First:  Shop", out)
        self.assertIn("Nothing is worse by more than 1000 %.", out)
        self.assertNotIn("What else is different", out)
        for step in ("Items", "Detail"):
            self.assertRegex(out, r"(?m)^%s$" % step)
        self.assertEqual(len(re.findall(r"(?m)^ *failed +0.0 % +0.0 % +0.0 % +within noise *$", out)), 2)
        self.assertTrue(all(len(line) <= 80 for line in out.splitlines()), out)

    def test_slower(self):
        """a step that became slower is told, and ends a gate with exit code 1"""
        self.run_shop("/ok")
        self.run_shop("/slow")
        code, out, err = self.cli("compare", "1", "2", "--tolerance", "10%")
        self.assertEqual((code, err), (1, ""))
        self.assertRegex(out, r"mean +.* \+\d+\.\d % +worse")
        self.assertRegex(out, r"\d figures? (is|are) worse by more than 10 %\.")
        self.assertIn("Edited steps: Items", out)
        # The other way round it is better, and without a tolerance nothing is refused.
        code, out, err = self.cli("compare", "2", "1", "--tolerance=10")
        self.assertRegex(out, r"mean +.* -\d+\.\d % +better")
        self.assertEqual(self.cli("compare", "1", "2")[0], 0)

    def test_failures(self):
        """a step that fails now is worse"""
        self.run_shop("/ok", 20)
        self.run_shop("/fail", 20)
        code, out, _ = self.cli("compare", "1", "2", "--tolerance=50%")
        self.assertEqual(code, 1)
        self.assertRegex(out, r"failed +0\.0 % +100\.0 % +\+100\.0 points +worse")

    def test_baseline(self):
        """a run is compared with the baseline of its flow"""
        self.run_shop("/ok", 5)
        self.run_shop("/ok", 6)
        code, out, err = self.cli("compare", "baseline", "last")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("shop.flow.yaml has no baseline. Choose one of its runs: weir-cli history --set-baseline RUN.",
                      err)
        self.cli("history", "--set-baseline=1")
        code, out, err = self.cli("compare", "baseline", "last")
        self.assertEqual((code, err), (0, ""))
        self.assertIn("Iterations: 5 → 6", out)

    def test_files(self):
        """exported results are compared like runs, also on another computer"""
        self.run_shop("/ok", 8, "Shop", "Detail", "shop.flow.yaml", "--out=before.json")
        self.run_shop("/slow")
        self.assertEqual(self.cli("compare", "before.json", "before.json", "--tolerance=0")[0], 0)
        by_file = self.cli("compare", "before.json", "2", "--tolerance=10%")
        by_run = self.cli("compare", "1", "2", "--tolerance=10%")
        self.assertEqual(by_file[0], 1)
        self.assertEqual(by_file[1].replace("(before.json)", "(1)"), by_run[1])
        code, out, err = self.cli("compare", "nowhere.json", "2")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("nowhere.json", err)

    def test_unmatched(self):
        """steps that only one run has are named"""
        self.run_shop()
        self.run_shop(second="Other")
        out = self.cli("compare", "1", "2")[1]
        self.assertIn("Only in the first: Detail\nOnly in the second: Other\n", out)

    def test_plans(self):
        """runs of load plans are compared iteration by iteration, and never with a flow"""
        plan = ("name: Load\nrounds:\n- name: Buyers\n  iterations:\n"
                "  - { name: Browse, requestCount: %d, httpRequest: { url: %s%s } }\n")
        for requests, path in ((10, "/ok"), (20, "/fail")):
            with open(os.path.join(self.folder, "load.plan.yaml"), "w", encoding="utf-8") as file:
                file.write(plan % (requests, self.server.url, path))
            self.cli("load", "load.plan.yaml", "--quiet")
        code, out, err = self.cli("compare", "1", "2", "--tolerance=10%")
        self.assertEqual((code, err), (1, ""))
        self.assertIn("Edited plan iterations: Buyers / Browse\n", out)
        self.assertRegex(out, r"(?m)^Buyers / Browse$")
        self.assertRegex(out, r"(?m)^ *Status +succeeded +failed *$")
        self.assertRegex(out, r"(?m)^ *Requests +10 +20 +\+100\.0 % *$")
        self.assertRegex(out, r"(?m)^ *failed +0\.0 % +100\.0 % +\+100\.0 points +worse")
        self.assertIn("p99", out)
        self.run_shop()
        code, out, err = self.cli("compare", "2", "3")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("One of the two is a run of a load plan and the other one of a flow.", err)

    def test_usage(self):
        """what cannot be compared is refused with what to write"""
        self.run_shop()
        for arguments, words in ((["1"], "Name two runs: weir-cli compare baseline last."),
                                 (["baseline", "baseline"], "Only one of the two can be “baseline”"),
                                 (["1", "9"], "There is no run “9”"),
                                 (["1", "1", "--tolerance=much"], "has to be a percentage such as 10%."),
                                 (["1", "1", "--tolerance=-1"], "has to be a percentage such as 10%.")):
            code, out, err = self.cli("compare", *arguments)
            self.assertEqual((code, out), (2, ""), arguments)
            self.assertIn(words, err)


if __name__ == "__main__":
    run_cases(History, Compare)
