#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-data.py: rows of a data file on the command line and in reports
import csv
import json
import os

from programs import Case, Server, run_cases

FLOW = """name: Log in
%srun: { iterations: %s }
variables: [ { name: baseUrl, value: "%s" } ]
steps:
  - name: A
    httpRequest: { url: "${baseUrl}/echo?u=${user}" }
    assert: [ { from: status, is: "=", value: "${status-wanted}" } ]
"""
USERS = "user,status-wanted\r\nada,200\r\n\"grace, h\",201\r\nalan,200\r\n"


class Data(Case):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.close)

    def flow(self, data="data: { file: users.csv }\n", iterations="rows"):
        return self.write("f.flow.yaml", FLOW % (data, iterations, self.server.url))

    def targets(self):
        return list(self.server.requests)

    def test_rows(self):
        """an iteration for each row; a failure names its row, on stdout and in each report"""
        self.write("users.csv", USERS)
        outs = [os.path.join(self.folder, "r" + end) for end in (".json", ".jsonl", ".csv", ".html", ".xml", ".pdf")]
        code, out, err = self.cli("run", self.flow(), *[part for out in outs for part in ("--out", out)])
        self.assertEqual((code, err), (1, ""))
        self.assertEqual(self.targets(), ["/echo?u=ada", "/echo?u=grace,%20h", "/echo?u=alan"])
        self.assertIn("3 of 3 iterations done", out)
        self.assertIn("\n1. A, iteration 2, data row 2\n", out)
        with open(outs[0], encoding="utf-8") as file:
            report = json.load(file)
        self.assertEqual(report["run"]["data"],
                         {"file": os.path.join(self.folder, "users.csv"), "order": "sequential", "rows": 3})
        self.assertEqual([result["row"] for result in report["results"]], [1, 2, 3])
        with open(outs[1], encoding="utf-8") as file:
            lines = [json.loads(line) for line in file]
        self.assertEqual([line["row"] for line in lines if line["type"] == "result"], [1, 2, 3])
        with open(outs[2], encoding="utf-8", newline="") as file:
            self.assertEqual([row["row"] for row in csv.DictReader(file)], ["1", "2", "3"])
        with open(outs[3], encoding="utf-8") as file:
            html = file.read()
        self.assertIn("A, iteration 2, data row 2", html)
        self.assertIn("users.csv, 3 rows", html)
        with open(outs[4], encoding="utf-8") as file:
            self.assertIn("users.csv", file.read())

    def test_again(self):
        """a report in JSON that is read again has the same rows"""
        self.write("users.csv", USERS)
        first, second = [os.path.join(self.folder, name) for name in ("1.json", "2.json")]
        self.cli("run", self.flow(), "--out", first)
        code, out, err = self.cli("report", first, "--out", second)
        self.assertEqual(code, 0, err)
        with open(first, "rb") as one, open(second, "rb") as two:
            self.assertEqual(one.read(), two.read())

    def test_other_file(self):
        """--data takes the rows from there, and --iterations goes above the file's"""
        self.write("users.csv", "nothing")
        other = self.write("other.json", json.dumps([{"user": "x", "status-wanted": 200},
                                                     {"user": "y", "status-wanted": 200}]))
        code, out, err = self.cli("run", self.flow(), "--data", other)
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.targets(), ["/echo?u=x", "/echo?u=y"])
        del self.server.requests[:]
        code, out, err = self.cli("run", self.flow(), "--data", other, "--iterations", "3")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(self.targets(), ["/echo?u=x", "/echo?u=y", "/echo?u=x"])
        del self.server.requests[:]
        code, out, err = self.cli("run", self.flow(data="", iterations="1"), "--data", other, "--iterations", "rows")
        self.assertEqual((code, err), (0, ""))
        self.assertEqual(len(self.targets()), 2)

    def assert_refused(self, message, *arguments):
        code, out, err = self.cli("run", *arguments)
        self.assertEqual((code, out), (2, ""))
        self.assertIn(message, err)
        self.assertEqual(self.server.requests, [])

    def test_refused(self):
        """what is wrong with rows is told with its place before anything is sent"""
        path = self.flow()
        self.assert_refused("f.flow.yaml:2:15: The file “users.csv” was not found: there is no", path)
        data = self.write("users.csv", "user,status-wanted\nada\n")
        sentence = "The data file “users.csv”, line 2: This row has 1 of the 2 cells that a row has."
        self.assert_refused("f.flow.yaml:2:15: " + sentence, path)
        code, out, err = self.cli("check", path)
        self.assertEqual((code, out), (2, ""))
        self.assertIn("f.flow.yaml:2:15: " + sentence, err)
        self.assertNotIn("warning", err)
        self.assert_refused("line 2: This row has 1 of the 2 cells", path, "--data", data)
        self.write("users.csv", USERS)
        self.assert_refused("--data was given twice", path, "--data", data, "--data", data)
        self.assert_refused("user is a column of the data file", path, "--variable", "user=x")
        self.assert_refused("--iterations is “many”, but must be a whole number from 1 to 1000000, or “rows”", path,
                            "--iterations", "many")
        self.assert_refused("--iterations and --parallel exclude each other", path, "--iterations", "rows",
                            "--parallel", "2")
        none = self.write("g.flow.yaml", FLOW % ("", "1", self.server.url))
        self.assert_refused("“Log in” has no rows, so there cannot be an iteration for each", none, "--iterations", "rows")

    def test_parallel(self):
        """--parallel replaces one iteration per row"""
        self.write("users.csv", USERS)
        code, out, err = self.cli("run", self.flow(), "--parallel", "4", "--quiet")
        self.assertEqual(code, 1, err)
        self.assertIn("VU 2, data row 2", err)
        self.assertEqual(len(self.server.requests), 4)

    def test_check(self):
        """check knows the columns, and says that there is an iteration for each row"""
        self.write("users.csv", USERS)
        code, out, err = self.cli("check", self.flow())
        self.assertEqual((code, err), (0, ""))
        self.assertIn("1 step, 0 before, 0 after, an iteration for each row", out)


if __name__ == "__main__":
    run_cases(Data)
