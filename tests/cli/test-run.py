#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
# test-run.py: `weir-cli run`: what a server saw, what is printed, how it exits
import csv
import json
import os
import re
import signal
import socket
import time

from programs import DEADLINE, EXAMPLES, FLOW, TYPO, Case, Server, run_cases


ONE = """name: One
steps:
  - name: A
    httpRequest: { url: "%s%s" }
"""


def shown_times(all_ms):
    """Times as a table shows them whose longest is among them: all in one unit, with the same decimals."""
    longest = round(max(all_ms) * 1000)
    if longest < 1000:
        return ["%d µs" % round(ms * 1000) for ms in all_ms]
    if longest < 10000000:
        return ["%.*f ms" % (2 if longest < 100000 else 1, ms) for ms in all_ms]
    return ["%.3f s" % (ms / 1000) for ms in all_ms]


class Run(Case):
    def setUp(self):
        super().setUp()
        self.server = Server()
        self.addCleanup(self.server.close)

    def flow(self, first="/first", end="/end", name="tour.flow.yaml", options=""):
        return self.write(name, FLOW % (self.server.url, first, end) + options)

    def run_tour(self, *options, **pages):
        return self.cli("run", self.flow(**pages), *options)

    def test_once(self):
        """a flow runs in order and its steps are listed with status and time"""
        code, out, err = self.run_tour()
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests, ["/begin", "/first", "/second", "/end"])
        for title in ("Before All", "Steps", "After All"):
            self.assertRegex(out, r"(?m)^%s$" % title)
        self.assertRegex(out, r"(?m)^✓ passed +Second +200 +\S+ (ms|µs|s)$")
        self.assertTrue(out.startswith("Tour\n"))
        self.assertNotIn("\033", out)

    def test_iterations(self):
        """--iterations 5 runs five passes between one Before All and one After All"""
        code, out, err = self.run_tour("--iterations", "5")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests, ["/begin"] + ["/first", "/second"] * 5 + ["/end"])
        self.assertRegex(out, r"(?m)^✓ passed +First +5/5 ")

    def test_parallel(self):
        """--parallel 10 runs ten VUs between one Before All and one After All"""
        code, out, err = self.run_tour("--parallel=10")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests[0], "/begin")
        self.assertEqual(self.server.requests[-1], "/end")
        self.assertEqual(sorted(self.server.requests[1:-1]), ["/first"] * 10 + ["/second"] * 10)
        self.assertRegex(out, r"(?m)^✓ passed +Second +10/10 ")
        self.assertIn("10 of 10 VUs done", out)

    def test_both(self):
        """--iterations and --parallel together are refused before anything is sent"""
        code, out, err = self.run_tour("--iterations", "5", "--parallel", "10")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("exclude each other", err)
        self.assertEqual(self.server.requests, [])

    def test_replaces(self):
        """one of iterations and parallel given replaces the file's other"""
        path = self.flow(options="run: { iterations: 3 }\n")
        code, out, err = self.cli("run", path, "--parallel", "2")
        self.assertEqual((code, err), (0, ""), out)
        self.assertEqual(self.server.requests.count("/first"), 2)

    def test_failure(self):
        """a failed step exits 1 and is explained with request, status and body"""
        code, out, err = self.run_tour(first="/fail")
        self.assertEqual((code, err), (1, ""), out)
        self.assertIn("\nFailures (1)\n", out)
        self.assertIn("1. First\n", out)
        self.assertRegex(out, r"GET %s/fail → 500 .*, \S+ (ms|µs|s)\n" % re.escape(self.server.url))
        self.assertIn("Assertion failed: status < 400\n", out)
        self.assertRegex(out, r"expected: .*400")
        self.assertIn("actual:   500\n", out)
        self.assertIn('Body: {"error": "out of stock"}\n', out)
        self.assertIn("/second", self.server.requests)

    def test_many_failures(self):
        """the first 20 different failures are explained and the others counted"""
        path = self.write("many.flow.yaml", "name: Many\nsteps:\n  - name: First\n"
                          "    httpRequest: { url: \"%s/fail\" }\n    assert:\n"
                          "      - { from: status, is: \"=\", value: \"1${run.iteration}\" }\n"
                          % self.server.url)
        code, out, err = self.cli("run", path, "--iterations", "23")
        self.assertEqual(code, 1)
        self.assertIn("\nFailures (23)\n", out)
        self.assertIn("\n20. First, iteration 20\n", out)
        self.assertNotIn("\n21. ", out)
        self.assertIn("… and 3 more", out)
        self.assertRegex(out, r"(?m)^✗ failed +First +0/23 ")

    def test_same_failures(self):
        """failures that say the same are explained once, with where they were"""
        code, out, err = self.run_tour("--iterations", "23", first="/fail")
        self.assertEqual(code, 1)
        self.assertIn("\nFailures (23)\n", out)
        self.assertIn("\n1. First, iterations 1–23 (23 times)\n", out)
        self.assertNotIn("\n2. ", out)
        self.assertNotIn(" more", out)
        out = self.run_tour("--parallel", "4", first="/fail")[1]
        self.assertIn("\n1. First, VUs 1–4 (4 times)\n", out)

    def test_stop_on_failure(self):
        """--stop-on-failure sends no further step, but After All"""
        for spelling in ("--stop-on-failure", "--StopOnFailure=1"):
            self.server.requests.clear()
            code, out, err = self.run_tour(spelling, first="/fail")
            self.assertEqual(code, 1)
            self.assertEqual(self.server.requests, ["/begin", "/fail", "/end"])
            self.assertRegex(out, r"(?m)^– not run +Second$")

    def test_not_checked(self):
        """an error that nothing checks passes and is named"""
        code, out, err = self.run_tour(end="/status/404")
        self.assertEqual((code, err), (0, ""), out)
        self.assertRegex(out, r"(?m)^! not checked +End +404 ")
        self.assertIn("  End: 1, the last was 404\n", out)

    def test_dead(self):
        """a server that is not there fails with a sentence"""
        with socket.create_server(("127.0.0.1", 0)) as gone:
            url = "http://127.0.0.1:%d" % gone.getsockname()[1]
        code, out, err = self.run_tour("--variable", "baseUrl=" + url)
        self.assertEqual(code, 1)
        self.assertIn("no answer after", out)
        self.assertIn("1. Begin, Before All\n", out)
        self.assertEqual(self.server.requests, [])

    def test_typo(self):
        """one invalid file of several means nothing is sent and all problems are printed"""
        good = self.flow()
        bad = [self.write("bad%d.flow.yaml" % i, TYPO % self.server.url) for i in (1, 2)]
        code, out, err = self.cli("run", bad[0], good, bad[1])
        self.assertEqual((code, out), (2, ""))
        for path in bad:
            self.assertRegex(err, r"(?m)^%s:4:5: .*httpRequest" % re.escape(path))
        self.assertEqual(self.server.requests, [])

    def test_several(self):
        """several files run one after another and the exit code is the worst"""
        code, out, err = self.cli("run", self.flow(name="a.yaml"), self.flow("/fail", name="b.yaml"),
                                  self.flow("/third", name="c.yaml"))
        self.assertEqual(code, 1)
        self.assertEqual(self.server.requests, ["/begin", "/first", "/second", "/end",
                                                "/begin", "/fail", "/second", "/end",
                                                "/begin", "/third", "/second", "/end"])
        self.assertEqual(len(re.findall(r"(?m)^Tour$", out)), 3)

    def test_variable(self):
        """--variable gives a value above the file's own"""
        path = self.write("v.flow.yaml", "name: V\nvariables: [{ name: page, value: own }]\nsteps:\n"
                          "  - name: A\n    httpRequest: { url: \"%s/${page}\" }\n" % self.server.url)
        self.assertEqual(self.cli("run", path, "--variable", "page=given")[0], 0)
        self.assertEqual(self.server.requests, ["/given"])
        code, out, err = self.cli("run", path, "--variable", "page")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("NAME=VALUE", err)

    def test_step(self):
        """--step runs one step alone, and an unknown one is refused"""
        code, out, err = self.run_tour("--step", "Second")
        self.assertEqual((code, err), (0, ""), out)
        self.assertIn("/second", self.server.requests)
        self.assertNotIn("/first", self.server.requests)
        self.assertNotIn("First", out)
        self.server.requests.clear()
        code, out, err = self.run_tour("--step", "Secnd")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("Secnd", err)
        self.assertEqual(self.server.requests, [])

    def test_quiet(self):
        """--quiet prints nothing for success and only failures, on stderr, otherwise"""
        self.assertEqual(self.run_tour("--quiet"), (0, "", ""))
        code, out, err = self.run_tour("--quiet", first="/fail")
        self.assertEqual((code, out), (1, ""))
        self.assertIn("Assertion failed: status < 400", err)

    def test_mistyped_variable(self):
        """a variable that no file knows by that spelling is refused before anything of any file is sent"""
        other = self.write("other.flow.yaml", ONE % (self.server.url, "/a"))
        code, out, err = self.cli("run", other, self.flow(), "--variable", "baseURL=http://127.0.0.1:1")
        self.assertEqual((code, out), (2, ""))
        self.assertIn("did you mean baseUrl?", err)
        self.assertEqual(self.server.requests, [])

    def test_redirect(self):
        """a redirected request that fails shows its way, on stdout and in the report"""
        path = self.write("r.flow.yaml", "name: R\nsteps:\n  - name: A\n    httpRequest: { method: POST, "
                          "url: \"%s/redirect\" }\n    assert:\n"
                          "      - { from: status, is: \"=\", value: 201 }\n" % self.server.url)
        out_file = os.path.join(self.folder, "r.json")
        code, out, err = self.cli("run", path, "--out", out_file)
        self.assertEqual(code, 1, err)
        self.assertRegex(out, r"\n   POST %s/redirect → 303 \([\d.]+ [mµ]?s\) → GET /me → 200 OK, " % self.server.url)
        with open(out_file, encoding="utf-8") as file:
            request = json.load(file)["results"][0]["request"]
        self.assertEqual(request["firstMethod"], "POST")
        self.assertEqual(request["firstUrl"], self.server.url + "/redirect")
        self.assertEqual((request["method"], request["url"]), ("GET", self.server.url + "/me"))

    def test_body(self):
        """a failed assertion on a body shows the body, if it is text"""
        out = self.run_tour()[1]
        self.assertNotIn("Body", out)
        for page, shown in (("/first", '{"user": {"name": "ada"}}'), ("/binary", "binary, 10240 bytes")):
            path = self.write("b.flow.yaml", ONE % (self.server.url, page)
                              + "    assert:\n      - { from: body, is: contains, value: eve }\n")
            code, out, err = self.cli("run", path)
            self.assertEqual(code, 1, err)
            self.assertIn("   Body: %s\n" % shown, out)

    def test_sample_api(self):
        """--sample-api serves the sample API and points baseUrl at it"""
        path = os.path.join(EXAMPLES, "shop.flow.yaml")
        code, out, err = self.cli("run", path, "--sample-api")
        self.assertEqual((code, err), (0, ""), out)

    def test_no_home(self):
        """where results cannot be kept, a run still explains its failures"""
        with open(os.path.join(self.folder, "data"), "w") as file:
            file.write("no folder")
        out_file = os.path.join(self.folder, "r.json")
        code, out, err = self.run_tour("--out", out_file, first="/fail")
        self.assertEqual(code, 1)
        self.assertIn("will not be kept", err)
        self.assertIn("actual:   500\n", out)
        self.assertTrue(os.path.exists(out_file))

    def test_full(self):
        """results that cannot be printed exit 4 with a sentence, and the result file is there"""
        out_file = os.path.join(self.folder, "r.json")
        with open("/dev/full", "w") as full:
            code, _, err = self.cli("run", self.flow(), "--out", out_file, stdout=full)
        self.assertEqual(code, 4, err)
        self.assertEqual(err.count("could not be printed"), 1)
        self.assertTrue(os.path.exists(out_file))

    def test_closed(self):
        """without any stdout a run exits 4 with a sentence, and writes into nothing else"""
        process = self.start("run", self.flow(), preexec_fn=lambda: os.close(1))
        _, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 4, err)
        self.assertIn("could not be printed", err)
        self.assertEqual(self.server.requests, ["/begin", "/first", "/second", "/end"])

    def test_head(self):
        """a reader of stdout that went away does not lose the result file"""
        out_file = os.path.join(self.folder, "r.json")
        process = self.start("run", self.flow(), "--out", out_file)
        process.stdout.close()
        process.stdout = None
        _, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(err, "")
        with open(out_file, encoding="utf-8") as file:
            json.load(file)


class Out(Run):
    def test_json(self):
        """--out .json agrees with what is printed"""
        path = os.path.join(self.folder, "r.json")
        code, out, err = self.run_tour("--iterations", "3", "--out", path, first="/fail")
        self.assertEqual((code, err), (1, ""), out)
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        self.assertEqual(report["run"]["outcome"], "failed")
        self.assertIn("✗ %s\n" % report["run"]["summary"], out)
        self.assertEqual(report["summary"]["failed"], 3)
        self.assertIn("\nFailures (3)\n", out)
        self.assertEqual(len(report["results"]), 8)
        keys = ("avg", "p50", "p95", "max")
        shown = shown_times([step["timeMs"][key] for step in report["steps"] for key in keys])
        for step in report["steps"]:
            row = r"%s +%d/%d" % (step["name"], step["passed"], step["passed"] + step["failed"])
            for _ in keys:
                row += " +" + re.escape(shown.pop(0))
            self.assertRegex(out, row)

    def test_csv(self):
        """--out .csv has a row for every step that was run"""
        path = os.path.join(self.folder, "r.csv")
        code, out, err = self.run_tour("--iterations", "3", "--out", path, "--out", path[:-3] + "json")
        self.assertEqual((code, err), (0, ""), out)
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 8)
        times = {row["name"]: 0 for row in rows}
        for row in rows:
            times[row["name"]] = max(times[row["name"]], float(row["time_ms"]))
        shown = dict(zip(times, shown_times(times.values())))
        self.assertEqual([row["iteration"] for row in rows if row["name"] == "First"], ["1", "2", "3"])
        self.assertRegex(out, r"First +3/3 .* %s\n" % re.escape(shown["First"]))
        self.assertTrue(os.path.exists(path[:-3] + "json"))

    def test_unwritable(self):
        """a place or kind that cannot be written is refused before anything is sent"""
        for name in ("nowhere/r.json", "r.txt", "r"):
            code, out, err = self.run_tour("--out", os.path.join(self.folder, name))
            self.assertEqual((code, out), (2, ""), name)
            self.assertNotEqual(err, "")
        self.assertEqual(self.server.requests, [])

    def test_own_flow(self):
        """--out never takes the place of the flow, however it is spelled"""
        path = self.write("own.json", json.dumps({"name": "Own", "steps": [
            {"name": "A", "httpRequest": {"url": self.server.url + "/a"}}]}))
        os.symlink("own.json", os.path.join(self.folder, "link.json"))
        os.mkdir(os.path.join(self.folder, "sub"))
        with open(path, "rb") as file:
            before = file.read()
        for out_file in ("own.json", "./own.json", "sub/../own.json", path, "link.json"):
            code, out, err = self.cli("run", "--out", out_file, "own.json")
            self.assertEqual((code, out), (2, ""), out_file)
            self.assertIn("--out %s is the flow itself; choose another name." % out_file, err)
            with open(path, "rb") as file:
                self.assertEqual(file.read(), before)
        self.assertEqual(self.server.requests, [])

    def test_named_twice(self):
        """the same result file twice is refused, however it is spelled"""
        flow = self.flow()
        self.write("there.csv", "")
        os.link(os.path.join(self.folder, "there.csv"), os.path.join(self.folder, "other.csv"))
        for pair in (("r.json", "r.json"), ("r.json", "./r.json"), ("there.csv", "other.csv")):
            code, out, err = self.cli("run", flow, "--out", pair[0], "--out", pair[1])
            self.assertEqual((code, out), (2, ""), pair)
            self.assertIn("named twice", err)
        self.assertEqual(self.server.requests, [])

    def test_mode(self):
        """a new result file can be read by its owner only"""
        path = os.path.join(self.folder, "r.json")
        self.assertEqual(self.run_tour("--out", path)[0], 0)
        self.assertEqual(os.stat(path).st_mode & 0o777, 0o600)

    def test_vanished(self):
        """a place for results that vanishes meanwhile exits 4, and the results are still printed"""
        place = os.path.join(self.folder, "place")
        os.mkdir(place)
        process = self.start("run", self.flow(options="run: { delay: 500 }\n"), "--out", place + "/r.json")
        self.assertTrue(self.server.wait_for("/begin"))
        os.rmdir(place)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 4, out + err)
        self.assertEqual(err.count("r.json"), 1, err)
        self.assertIn("could not be written", err)
        self.assertRegex(out, r"(?m)^✓ passed +Second ")


class Interrupt(Run):
    def interrupt(self, process, number=signal.SIGINT):
        # As the terminal does it: everybody in the group gets the signal.
        os.killpg(process.pid, number)

    def test_once(self):
        """Ctrl+C once runs After All, prints and writes the results, and exits 130"""
        path = os.path.join(self.folder, "r.json")
        for number in (signal.SIGINT, signal.SIGTERM):
            self.server.requests.clear()
            process = self.start("run", self.flow("/hang"), "--out", path)
            self.assertTrue(self.server.wait_for("/hang"))
            began = time.monotonic()
            self.interrupt(process, number) if number == signal.SIGINT else process.send_signal(number)
            out, err = process.communicate(timeout=DEADLINE)
            self.assertEqual(process.returncode, 130, out + err)
            self.assertLess(time.monotonic() - began, 20)
            self.assertEqual(self.server.requests, ["/begin", "/hang", "/end"])
            self.assertEqual(err, "Stopping: After All runs; press Ctrl+C again to stop now.\n"
                             if number == signal.SIGINT else "Stopping: After All runs.\n")
            self.assertRegex(out, r"(?m)^✓ passed +Begin ")
            self.assertRegex(out, r"(?m)^– cancelled +First")
            self.assertRegex(out, r"(?m)^– not run +Second$")
            with open(path, encoding="utf-8") as file:
                json.load(file)
            os.remove(path)

    def test_without_after_all(self):
        """without After All nothing is said of it"""
        path = self.write("h.flow.yaml", ONE % (self.server.url, "/hang")
                          + "afterAll:\n  - { name: Off, enabled: false, wait: 1s }\n")
        for number, said in ((signal.SIGINT, "Stopping; press Ctrl+C again to stop now.\n"),
                             (signal.SIGTERM, "Stopping.\n")):
            self.server.requests.clear()
            process = self.start("run", path)
            self.assertTrue(self.server.wait_for("/hang"))
            process.send_signal(number)
            out, err = process.communicate(timeout=DEADLINE)
            self.assertEqual((process.returncode, err), (130, said), out)

    def test_vus(self):
        """VUs that were stopped are not counted as done"""
        process = self.start("run", self.flow("/hang"), "--parallel", "10")
        self.assertTrue(self.server.wait_for("/hang"))
        self.interrupt(process)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 130, err)
        self.assertIn("\n0 of 10 VUs done in ", out)

    def test_twice(self):
        """Ctrl+C twice cancels After All too, and the results are still written"""
        path = os.path.join(self.folder, "r.json")
        process = self.start("run", self.flow("/hang", "/hang/end"), "--out", path)
        self.assertTrue(self.server.wait_for("/hang"))
        self.interrupt(process)
        self.assertTrue(self.server.wait_for("/hang/end"))
        began = time.monotonic()
        self.interrupt(process)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 130, out + err)
        # After All alone would be given 10 s.
        self.assertLess(time.monotonic() - began, 8)
        self.assertRegex(out, r"(?m)^– cancelled +End")
        with open(path, encoding="utf-8") as file:
            json.load(file)

    def test_rest(self):
        """after Ctrl+C no further file is run"""
        process = self.start("run", self.flow("/hang", name="a.yaml"), self.flow(name="b.yaml"))
        self.assertTrue(self.server.wait_for("/hang"))
        self.interrupt(process)
        out, err = process.communicate(timeout=DEADLINE)
        self.assertEqual(process.returncode, 130)
        self.assertNotIn("/first", self.server.requests)
        self.assertRegex(err, r"b\.yaml was not run")


class Terminal(Run):
    def shown_lines(self, written):
        """What stood on the progress line, one after the other."""
        return re.findall(r"\r([^\r\n\x1b]+)\x1b\[K", written)

    def slow_flow(self):
        return self.flow(options="run: { delay: 300 }\n")

    def test_progress(self):
        """on a terminal one line tells the progress, fits, and is gone at the end"""
        code, written = self.on_terminal("run", self.slow_flow(), "--iterations", "3", columns=50)
        self.assertEqual(code, 0, written)
        lines = self.shown_lines(written)
        self.assertTrue(any("iteration 2/3" in line for line in lines), written)
        self.assertTrue(all(len(line) < 50 for line in lines), lines)
        self.assertIn("\r\033[K", written.split("Outcome")[0])
        self.assertEqual(self.shown_lines(written.split("Outcome", 1)[1]), [])

    def test_no_progress(self):
        """--quiet, a dumb terminal or none at all show no progress"""
        code, out, err = self.cli("run", self.slow_flow())
        self.assertEqual((code, err), (0, ""))
        code, written = self.on_terminal("run", self.slow_flow(), "--quiet")
        self.assertEqual((code, written), (0, ""))
        self.environment["TERM"] = "dumb"
        code, written = self.on_terminal("run", self.slow_flow())
        self.assertEqual(code, 0)
        self.assertNotIn("\033", written)

    def test_colour(self):
        """results are coloured on a terminal unless NO_COLOR is set"""
        self.assertIn("\033[32m✓ passed", self.on_terminal("run", self.flow())[1])
        self.environment["NO_COLOR"] = "1"
        written = self.on_terminal("run", self.flow())[1]
        self.assertIn("✓ passed", written)
        self.assertNotIn("\033[32m", written)

    def test_width(self):
        """a long step name is shortened to the terminal"""
        self.write("long.flow.yaml", "name: L\nsteps:\n  - name: %s\n    httpRequest: { url: \"%s/a\" }\n"
                   % ("long " * 11 + "end", self.server.url))
        code, written = self.on_terminal("run", "long.flow.yaml", columns=50)
        self.assertEqual(code, 0, written)
        row = re.search(r"passed\S* +(\S[^\r\n]*)", written).group(0)
        self.assertIn("…", row)
        self.assertNotIn("end", row)

    def test_plain_locale(self):
        """outside UTF-8 there are words without marks"""
        self.environment.update(LANG="C", LC_ALL="C")
        code, out, err = self.cli("run", self.flow())
        self.assertEqual((code, err), (0, ""))
        self.assertRegex(out, r"(?m)^passed +First ")
        self.assertTrue(out.isascii(), out)
        self.assertNotIn("?", out)
        code, out, err = self.cli("run", self.flow("/fail"))
        self.assertEqual((code, err), (1, ""))
        self.assertIn("/fail -> 500 ", out)
        self.assertNotIn("?", out)
        code, out, err = self.cli("dance")
        self.assertIn('There is no command "dance"; ', err)


if __name__ == "__main__":
    run_cases(Run, Out, Interrupt, Terminal)
